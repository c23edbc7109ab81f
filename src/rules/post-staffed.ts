import { z } from "zod";
import { any, unknown } from "../model/known.ts";
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
      "pass": "在岗 {people} 人中有 {certified} 人具备{minRankWord}或以上资格。",
      "fail": "在岗 {people} 人中没有人具备{minRankWord}或以上资格。",
      "not-assessed": "是否配备了具备{minRankWord}或以上资格的人员无法判定。",
      "not-applicable": "本机构的类型（{institutionType}）不适用本条，或没有社会工作专业人员。",
    },
    en: {
      "pass": "{certified} of {people} people in post hold {minRankWord} or above.",
      "fail": "None of {people} people in post holds {minRankWord} or above.",
      "not-assessed": "Whether anybody in post holds {minRankWord} or above cannot be told.",
      "not-applicable": "Does not apply to this type of institution ({institutionType}), or there are no social-work people.",
    },
  },
  remedy: {
    zh: { "fail": "根据需要配备持证的社会工作专业人才，或支持在岗人员取得资格。", "not-assessed": "补填：{needs}。" },
    en: { "fail": "Staff the institution with a certified social worker, or help somebody in post to qualify.", "not-assessed": "Fill in: {needs}." },
  },
  judge(scope) {
    const { params: p, agency } = scope;
    const institution = institutionOf(scope, p.lists);
    const ranks = agency.inPost.map((person) => holdsRank(person, p.minRank, scope.asOf));
    const met = institution.list === null ? unknown(institution.why) : any(...ranks);
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
