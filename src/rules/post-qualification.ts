import { z } from "zod";
import { valueOf } from "../model/field.ts";
import { cellWhy, unknown } from "../model/known.ts";
import { cell } from "../model/person.ts";
import { GRADE_RANK } from "../model/role.ts";
import { defineRuleKind, noColumn, outcomeOf, type Judgement } from "./kind.ts";
import { holdsRank } from "./qualification.ts";

const observed = z.object({ postGrade: z.string().nullable(), rank: z.number().nullable() });
const expected = z.object({ minRankWord: z.string().nullable() });

/** The opinion's fourth paragraph: whoever holds a professional post of a grade has the certificate of that grade. */
export default defineRuleKind({
  kind: "post-qualification",
  about: "people",
  params: z.strictObject({}),
  reads: { roster: ["postGrade", "qualification", "certificateDate"] },
  observed,
  expected,
  sentences: {
    zh: {
      "pass": "{name}聘任在{postGrade}岗位，具备{minRankWord}或以上资格。",
      "fail": "{name}聘任在{postGrade}岗位，未具备{minRankWord}资格。",
      "not-assessed": "{name}聘任的岗位等级与职业资格是否相符无法判定。",
      "not-assessed.agency": "花名册没有填写岗位等级，聘任与职业资格是否相符无法判定。",
      "not-applicable": "{name}没有聘任专业技术岗位。",
    },
    en: {
      "pass": "{name} holds a {postGrade} post and is qualified as {minRankWord} or above.",
      "fail": "{name} holds a {postGrade} post without being qualified as {minRankWord}.",
      "not-assessed": "Whether the grade of {name}'s post and the certificate fit cannot be told.",
      "not-assessed.agency": "The roster tells no grade of any post: whether posts and certificates fit cannot be told.",
      "not-applicable": "{name} holds no graded post.",
    },
  },
  remedy: {
    zh: { "fail": "取得{minRankWord}资格后再聘任到{postGrade}岗位，或改聘与资格相符的等级。", "not-assessed": "补填：{needs}。" },
    en: { "fail": "Appoint to the {postGrade} post only with {minRankWord}, or to a grade that fits the certificate.", "not-assessed": "Fill in: {needs}." },
  },
  judge({ subjects: people, asOf, agency }): Judgement<z.infer<typeof observed>, z.infer<typeof expected>>[] {
    if (people.length === 0) return [];
    if (people.every((person) => ["blank", "absent"].includes(cell(person, "postGrade").is))) {
      const why = agency.hasRosterColumn("postGrade") ? people.map((person) => cellWhy(cell(person, "postGrade"), "cell-blank", person.name)) : [noColumn("roster", "postGrade")];
      return [{ subject: null, outcome: "not-assessed", say: "not-assessed.agency", observed: { postGrade: null, rank: null }, expected: { minRankWord: null }, why }];
    }
    return people.flatMap((person): Judgement<z.infer<typeof observed>, z.infer<typeof expected>>[] => {
      const grade = cell(person, "postGrade");
      if (grade.is === "blank" || grade.is === "absent") return [];
      const held = valueOf(cell(person, "qualification"));
      const met = grade.is === "known" ? holdsRank(person, GRADE_RANK[grade.value], asOf) : unknown(cellWhy(grade, "cell-unreadable", person.name));
      const demand = grade.is === "known" ? `rank-${GRADE_RANK[grade.value]}` : null;
      return [{ subject: person, outcome: outcomeOf(met), observed: { postGrade: grade.is === "known" ? `grade-${grade.value}` : null, rank: held }, expected: { minRankWord: demand }, why: met.why }];
    });
  },
});
