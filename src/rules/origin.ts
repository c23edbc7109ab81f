import * as z from "zod";
import { all, cellWhy, told, unknown } from "../model/known.ts";
import { valueOf } from "../model/field.ts";
import { cell, judgedInPreviousRole } from "../model/person.ts";
import { ROLES } from "../model/role.ts";
import { defineRuleKind, outcomeOf } from "./kind.ts";

/** Articles 7 and 15: from which post somebody was promoted, and whether the selection was passed. */
export default defineRuleKind({
  kind: "origin",
  about: "people",
  params: z.strictObject({ previousRole: z.enum(ROLES), selection: z.boolean().default(false) }),
  reads: { roster: ["previousRole", "selection", "roleStart"] },
  observed: z.object({ previousRole: z.string().nullable(), passedSelection: z.boolean().nullable() }),
  expected: z.object({ origin: z.string() }),
  sentences: {
    zh: {
      "pass": "{name}由{origin}晋升，符合要求。",
      "fail": "{name}不是由{origin}晋升而来（原岗位：{previousRole}）。",
      "fail.selection": "{name}未通过选拔考试。",
      "not-assessed": "{name}是否按规定由{origin}晋升无法判定。",
      "not-assessed.previous": "{name}的现岗位在检查日之后才开始，是否按规定晋升暂不判定。",
      "not-applicable": "本条晋升要求不适用于{name}。",
    },
    en: {
      "pass": "{name} was promoted from the post of {origin}, as asked.",
      "fail": "{name} was not promoted from the post of {origin} (previous post: {previousRole}).",
      "fail.selection": "{name} did not pass the selection.",
      "not-assessed": "Whether {name} was promoted from the post of {origin} as asked cannot be told.",
      "not-assessed.previous": "{name}'s present post begins only after the audit day; the promotion is not assessed.",
      "not-applicable": "No previous post is asked of {name}.",
    },
  },
  remedy: {
    zh: {
      "fail": "此岗位应按规定从{origin}中选拔；实际符合的，更正花名册中的原岗位和选拔考试结果。",
      "not-assessed": "补填：{needs}。",
    },
    en: {
      "fail": "Fill the post by selection from those in the post of {origin}; if that was done, correct the previous post and the selection result in the staff roster.",
      "not-assessed": "Fill in: {needs}.",
    },
  },
  judge({ subjects, params, asOf }) {
    return subjects.map((subject) => {
      const before = judgedInPreviousRole(subject, asOf);
      const from = told(cell(subject, "previousRole"), (role) => role === params.previousRole, subject.name);
      const selected = told(cell(subject, "selection"), (passed) => passed, subject.name);
      const met = before ? unknown(cellWhy(cell(subject, "roleStart"), "judged-in-previous-role", subject.name)) : params.selection ? all(from, selected) : from;
      const outcome = outcomeOf(met);
      return {
        subject, outcome, say: before ? "not-assessed.previous" : outcome === "fail" && from.is !== "no" ? "fail.selection" : outcome,
        observed: { previousRole: valueOf(cell(subject, "previousRole")), passedSelection: valueOf(cell(subject, "selection")) },
        expected: { origin: params.previousRole },
        why: met.why,
      };
    });
  },
});
