import * as z from "zod";
import { allOf, told, unknown } from "../model/known.ts";
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
      "pass": "{people} 名社会工作人员的岗位类别都属于{allowed}。",
      "fail": "以下人员的岗位类别不属于{allowed}：{wrong}。",
      "not-assessed": "社会工作人员的岗位类别是否属于{allowed}无法判定。",
      "not-applicable": "本机构没有社会工作人员，或其类型不适用本条（机构类型：{institutionType}）。",
    },
    en: {
      "pass": "The posts of all social work staff ({people}) are classed as {allowed}.",
      "fail": "Posts not classed as {allowed}: {wrong}.",
      "not-assessed": "Whether the posts of social work staff are classed as {allowed} cannot be told.",
      "not-applicable": "The agency has no social work staff, or is of a type that this clause does not concern (type of institution: {institutionType}).",
    },
  },
  remedy: {
    zh: {
      "fail": "将{wrong}的岗位纳入{allowed}管理，并更正花名册中的岗位类别。",
      "not-assessed": "补填：{needs}。",
    },
    en: {
      "fail": "Bring the posts of {wrong} under {allowed} and correct the post class in the staff roster.",
      "not-assessed": "Fill in: {needs}.",
    },
  },
  judge(scope) {
    const { params: p, socialWorkPeople: people } = scope;
    const institution = institutionOf(scope, p.lists);
    const classes = people.map((person) => ({ person, met: told(cell(person, "postClass"), (value) => p.allowed.includes(value), person.name) }));
    const met = institution.list === null ? unknown(institution.why) : allOf(classes.map((each) => each.met));
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
