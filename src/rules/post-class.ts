import { z } from "zod";
import { all, told, unknown } from "../model/known.ts";
import { cell } from "../model/person.ts";
import { POST_CLASSES } from "../model/record.ts";
import { institutionOf, lists } from "./institution.ts";
import { defineRuleKind, outcomeOf } from "./kind.ts";

/** The opinion's third paragraph: how an institution's social-work posts are to be classed. */
export default defineRuleKind({
  kind: "post-class",
  about: "agency",
  params: z.strictObject({ list: z.string(), allowed: z.array(z.enum(POST_CLASSES)).min(1), lists }),
  reads: { roster: ["postClass", "institutionType", "postGrade"], agency: ["type"] },
  observed: z.object({ institutionType: z.string().nullable(), people: z.number(), wrong: z.array(z.string()) }),
  expected: z.object({ allowed: z.array(z.string()) }),
  sentences: {
    zh: {
      "pass": "{people} 名社会工作专业人员的岗位都已归入{allowed}。",
      "fail": "{wrong}的岗位未归入{allowed}。",
      "not-assessed": "社会工作专业岗位是否归入{allowed}无法判定。",
      "not-applicable": "本机构的类型（{institutionType}）不适用本条，或没有社会工作专业人员。",
    },
    en: {
      "pass": "The posts of all {people} social-work people are classed as {allowed}.",
      "fail": "The posts of {wrong} are not classed as {allowed}.",
      "not-assessed": "Whether the social-work posts are classed as {allowed} cannot be told.",
      "not-applicable": "Does not apply to this type of institution ({institutionType}), or there are no social-work people.",
    },
  },
  remedy: {
    zh: { "fail": "将{wrong}的岗位纳入{allowed}管理，并更正花名册的岗位类别。", "not-assessed": "补填：{needs}。" },
    en: { "fail": "Bring the posts of {wrong} under {allowed} and correct the post class in the roster.", "not-assessed": "Fill in: {needs}." },
  },
  judge(scope) {
    const { params: p, socialWorkPeople: people } = scope;
    const institution = institutionOf(scope, p.lists);
    const classes = people.map((person) => ({ person, met: told(cell(person, "postClass"), (value) => p.allowed.includes(value), person.name) }));
    const met = institution.list === null ? unknown(institution.why) : all(...classes.map((each) => each.met));
    const applies = people.length > 0 && (institution.list === null || institution.list === p.list);
    const outcome = applies ? outcomeOf(met) : "not-applicable" as const;
    return [{
      subject: null, outcome,
      observed: { institutionType: institution.text, people: people.length, wrong: outcome === "fail" ? classes.filter((each) => each.met.is === "no").map(({ person }) => person.name) : [] },
      expected: { allowed: p.allowed },
      why: applies ? met.why : [institution.why],
      ...(outcome === "not-assessed" ? { severity: "notice" as const } : {}),
    }];
  },
});
