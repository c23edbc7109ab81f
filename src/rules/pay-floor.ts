import * as z from "zod";
import { firstOf, type Day } from "../model/day.ts";
import { valueOf } from "../model/field.ts";
import { atLeast, cellWhy, exactly, type Truth, type Why } from "../model/known.ts";
import { cell, type Person } from "../model/person.ts";
import { byReadValues, type Row } from "../model/record.ts";
import { gradeOfRank, type Grade } from "../model/role.ts";
import { employmentOf } from "./employment.ts";
import { defineRuleKind, noTable, outcomeOf, type Judgement, type Scope } from "./kind.ts";
import { certificateCounts } from "./qualification.ts";

const observed = z.object({ grade: z.string().nullable(), pay: z.number().nullable() });
const expected = z.object({ guidance: z.number().nullable() });
type Result = Judgement<z.infer<typeof observed>, z.infer<typeof expected>>;

/** The opinion's fifth paragraph: pay with regard to the guidance for the grade. */
export default defineRuleKind({
  kind: "pay-floor",
  about: "people",
  params: z.strictObject({}),
  reads: { roster: ["monthlyPay", "postGrade", "qualification", "certificateDate", "employmentType"], "pay-guide": ["level", "amount", "effectiveFrom"] },
  observed,
  expected,
  sentences: {
    zh: {
      "pass": "{name}月工资 {pay} 元，不低于薪酬指导标准（{grade} {guidance} 元）。",
      "fail": "{name}月工资 {pay} 元，低于薪酬指导标准（{grade} {guidance} 元）。",
      "not-assessed": "{name}的月工资是否达到薪酬指导标准无法判定。",
      "not-applicable": "{name}既无岗位等级也无职业资格，没有对应的薪酬指导标准。",
    },
    en: {
      "pass": "{name}'s monthly pay of {pay} yuan is no lower than the pay guide ({guidance} yuan for the {grade} grade).",
      "fail": "{name}'s monthly pay of {pay} yuan is lower than the pay guide ({guidance} yuan for the {grade} grade).",
      "not-assessed": "Whether {name}'s monthly pay reaches the pay guide cannot be told.",
      "not-applicable": "{name} has neither a post grade nor a qualification; the pay guide has no amount for that.",
    },
  },
  remedy: {
    zh: {
      "fail": "参考当地薪酬指导标准，调整其月工资，使之不低于相应等级的标准；实际已达到的，更正花名册中的月工资。",
      "not-assessed": "补充：{needs}。",
    },
    en: {
      "fail": "With reference to the local pay guide, raise the monthly pay to at least the amount for the grade; if it has reached that, correct the monthly pay in the staff roster.",
      "not-assessed": "Supply: {needs}.",
    },
  },
  judge: (scope) => scope.subjects.filter((person) => employmentOf(person) !== "established").map((person) => judgePay(scope, person)),
});

function judgePay(scope: Scope, person: Person): Result {
  const graded = gradeOf(person, scope.asOf);
  const monthlyPay = cell(person, "monthlyPay");
  const pay = valueOf(monthlyPay);
  const seen = { grade: graded.grade === null ? null : `grade-${graded.grade}`, pay };
  if (graded.is === "none") return { subject: person, outcome: "not-applicable", observed: seen, expected: { guidance: null }, why: [] };
  const guided = guidanceFor(scope, graded.grade);
  const why: Why[] = [
    ...(employmentOf(person) === "unclear" ? [cellWhy(cell(person, "employmentType"), "value-not-listed", person.name)] : []),
    ...graded.why, ...guided.why, ...(pay === null ? [cellWhy(monthlyPay, monthlyPay.is === "unreadable" ? "cell-unreadable" : "cell-blank", person.name)] : []),
  ];
  const decided = employmentOf(person) !== "unclear" && graded.is === "known" && guided.amount !== null && pay !== null;
  const met: Truth = decided ? atLeast(exactly(pay, cellWhy(monthlyPay)), exactly(guided.amount ?? 0)) : { is: "unknown", why };
  return { subject: person, outcome: outcomeOf(met), observed: seen, expected: { guidance: guided.amount }, why: met.why };
}

/** postGrade, else the grade of the rank as in qualification; none: no grade and rank 0. */
function gradeOf(person: Person, asOf: Day): { is: "known" | "unknown" | "none"; grade: Grade | null; why: readonly Why[] } {
  const postGrade = cell(person, "postGrade");
  if (postGrade.is === "known") return { is: "known", grade: postGrade.value, why: [] };
  if (postGrade.is === "unreadable") return { is: "unknown", grade: null, why: [cellWhy(postGrade, "cell-unreadable", person.name)] };
  const qualification = cell(person, "qualification");
  if (qualification.is !== "known") return { is: "unknown", grade: null, why: [cellWhy(qualification, qualification.is === "unreadable" ? "cell-unreadable" : "cell-blank", person.name)] };
  if (qualification.value === 0) return { is: "none", grade: null, why: [] };
  const counts = certificateCounts(cell(person, "certificateDate"), asOf, person.name);
  if (counts.is === "unknown") return { is: "unknown", grade: null, why: counts.why };
  return counts.is === "no" ? { is: "none", grade: null, why: [] } : { is: "known", grade: gradeOfRank(qualification.value), why: [] };
}

/** The amount in force on asOf: the latest effectiveFrom, a blank one being always; an unreadable one leaves it open. */
function guidanceFor(scope: Scope, grade: Grade | null): { amount: number | null; why: Why[] } {
  if (!scope.given("pay-guide")) return { amount: null, why: [noTable("pay-guide")] };
  if (grade === null) return { amount: null, why: [] };
  const rows = scope.rows("pay-guide").filter((row) => valueOf(row.fields.level) === grade);
  const unreadable = rows.filter((row) => row.fields.effectiveFrom.is === "unreadable");
  if (unreadable.length > 0) return { amount: null, why: unreadable.map((row) => cellWhy(row.fields.effectiveFrom, "cell-unreadable")) };
  const from = (row: Row<"pay-guide">): number => { const when = valueOf(row.fields.effectiveFrom); return when === null ? -Infinity : firstOf(when); };
  const inForce = rows.filter((row) => from(row) <= scope.asOf).sort((a, b) => (from(b) === from(a) ? byReadValues(b, a) : from(b) > from(a) ? 1 : -1))[0];
  if (inForce === undefined) return { amount: null, why: [{ what: "column", table: "pay-guide", field: "amount" }] };
  const amount = valueOf(inForce.fields.amount);
  return { amount, why: amount === null ? [cellWhy(inForce.fields.amount, "cell-blank")] : [] };
}
