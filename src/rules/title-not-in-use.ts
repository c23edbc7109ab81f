import { z } from "zod";
import { cellWhy } from "../model/known.ts";
import { cell, roleOn } from "../model/person.ts";
import { defineRuleKind } from "./kind.ts";

/** Article 7: titles that the pilot does not have; whoever bears one fails. */
export default defineRuleKind({
  kind: "title-not-in-use",
  about: "people",
  params: z.strictObject({}),
  reads: {},
  observed: z.object({ role: z.string() }),
  expected: z.object({}),
  sentences: {
    zh: { "pass": "{name}的职级属于试点职级。", "fail": "{name}的岗位为{role}，试点阶段只设见习督导和初级督导。", "not-assessed": "{name}的职级无法判定。", "not-applicable": "{name}不适用。" },
    en: { "pass": "{name}'s title is one of the pilot's.", "fail": "{name} is listed as {role}; the pilot has only trainee and junior supervisors.", "not-assessed": "{name}'s title cannot be told.", "not-applicable": "Does not apply to {name}." },
  },
  remedy: {
    zh: { "fail": "按试点职级聘任，或提供市社协认可该职级的依据。" },
    en: { "fail": "Appoint to a title of the pilot, or show that the association recognises this one." },
  },
  judge: ({ subjects, asOf }) => subjects.map((subject) => ({
    subject, outcome: "fail" as const, observed: { role: roleOn(subject, asOf) }, expected: {}, why: [cellWhy(cell(subject, "role"))],
  })),
});
