import * as z from "zod";
import { anyOf, unknown } from "../model/known.ts";
import { institutionOf, lists } from "./institution.ts";
import { defineRuleKind, outcomeOf } from "./kind.ts";
import { holdsRank } from "./qualification.ts";

/** The opinion's third paragraph: grassroots platforms have somebody with a social-work certificate, in whatever post. */
export default defineRuleKind({
  kind: "post-staffed",
  about: "agency",
  params: z.strictObject({ list: z.string(), minRank: z.union([z.literal(1), z.literal(2), z.literal(3)]), lists }),
  reads: { roster: ["qualification", "certificateDate", "institutionType"], agency: ["type"] },
  observed: z.object({ institutionType: z.string().nullable(), certified: z.number(), people: z.number() }),
  expected: z.object({ minRankWord: z.string() }),
  sentences: {
    zh: {
      "pass": "在岗 {people} 人中有 {certified} 人的职业资格不低于{minRankWord}。",
      "fail": "在岗 {people} 人中，没有人的职业资格达到{minRankWord}。",
      "not-assessed": "在岗人员中是否有人的职业资格达到{minRankWord}无法判定。",
      "not-applicable": "本机构没有社会工作人员，或其类型不适用本条（机构类型：{institutionType}）。",
    },
    en: {
      "pass": "People in post who are qualified at least as {minRankWord}: {certified} of {people}.",
      "fail": "Nobody in post is qualified as {minRankWord} or above (people in post: {people}).",
      "not-assessed": "Whether anybody in post is qualified as {minRankWord} or above cannot be told.",
      "not-applicable": "The agency has no social work staff, or is of a type that this clause does not concern (type of institution: {institutionType}).",
    },
  },
  remedy: {
    zh: {
      "fail": "根据需要配备持有社会工作职业资格的人员，或支持在岗人员取得资格；已有的，更正花名册中的职业资格。",
      "not-assessed": "补填：{needs}。",
    },
    en: {
      "fail": "Employ somebody with a social work qualification as needed, or help somebody in post to qualify; if there is one, correct the qualification in the staff roster.",
      "not-assessed": "Fill in: {needs}.",
    },
  },
  judge(scope) {
    const { params: p, agency } = scope;
    const institution = institutionOf(scope, p.lists);
    const ranks = agency.inPost.map((person) => holdsRank(person, p.minRank, scope.asOf));
    const met = institution.list === null ? unknown(institution.why) : anyOf(ranks);
    const applies = scope.socialWorkPeople.length > 0 && (institution.list === null || institution.list === p.list);
    const outcome = applies ? outcomeOf(met) : "not-applicable" as const;
    return [{
      subject: null, outcome,
      observed: { institutionType: institution.text, certified: ranks.filter(({ is }) => is === "yes").length, people: agency.inPost.length },
      expected: { minRankWord: `rank-${p.minRank}` },
      why: applies ? met.why : [institution.why],
      ...(outcome === "not-assessed" ? { severity: "notice" as const } : {}),
    }];
  },
});
