import * as z from "zod";
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
    zh: {
      "pass": "{name}的级别属于试点阶段的级别。",
      "fail": "{name}在花名册上的岗位为{role}，试点阶段的督导只有见习督导和初级督导。",
      "not-assessed": "{name}的级别无法判定。",
      "not-applicable": "本条不适用于{name}。",
    },
    en: {
      "pass": "{name}'s title is one of the pilot's.",
      "fail": "The staff roster gives {name}'s post as {role}; the pilot has only trainee and junior supervisors.",
      "not-assessed": "{name}'s title cannot be told.",
      "not-applicable": "Does not apply to {name}.",
    },
  },
  remedy: {
    zh: {
      "fail": "改为试点阶段的级别，或提供协会认可该级别的依据。",
    },
    en: {
      "fail": "Change to a title of the pilot, or show that the association recognises this one.",
    },
  },
  judge: ({ subjects, asOf }) => subjects.map((subject) => ({
    subject, outcome: "fail" as const, observed: { role: roleOn(subject, asOf) }, expected: {}, why: [cellWhy(cell(subject, "role"))],
  })),
});
