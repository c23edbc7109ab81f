import * as z from "zod";
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
      "pass": "{name}聘用在{postGrade}专业技术岗位，职业资格不低于{minRankWord}。",
      "fail": "{name}聘用在{postGrade}专业技术岗位，检查日的职业资格未达到{minRankWord}。",
      "not-assessed": "{name}的岗位等级与职业资格是否相符无法判定。",
      "not-assessed.agency": "花名册没有填写岗位等级，岗位等级与职业资格是否相符无法判定。",
      "not-applicable": "{name}没有聘用在专业技术岗位。",
    },
    en: {
      "pass": "{name} holds a professional-technical post of {postGrade} grade and is qualified at least as {minRankWord}.",
      "fail": "{name} holds a professional-technical post of {postGrade} grade without being qualified as {minRankWord} on the audit day.",
      "not-assessed": "Whether {name}'s qualification fits the grade of the post cannot be told.",
      "not-assessed.agency": "The staff roster gives no post grade: whether qualifications fit the grades cannot be told.",
      "not-applicable": "{name} holds no graded post.",
    },
  },
  remedy: {
    zh: {
      "fail": "取得与岗位等级相应的职业资格后再聘用到该等级，或改聘到与资格相符的等级；已取得的，更正花名册中的职业资格和发证日期。",
      "not-assessed": "补填：{needs}。",
    },
    en: {
      "fail": "Appoint to the grade only with the qualification that it needs, or to a grade that fits the qualification; if the certificate exists, correct the qualification and its date in the staff roster.",
      "not-assessed": "Fill in: {needs}.",
    },
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
