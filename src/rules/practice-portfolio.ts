import * as z from "zod";
import { addMonths, fromIso, iso, type Day } from "../model/day.ts";
import { hasColumn, valueOf } from "../model/field.ts";
import { allOf, atLeast, both, cellWhy, exactly, type Truth, type Why } from "../model/known.ts";
import { cell, judgedInPreviousRole, type Person } from "../model/person.ts";
import { dated, openCell } from "./evidence.ts";
import { halfDaysOf } from "./half-days.ts";
import { defineRuleKind, noColumn, noTable, type Judgement, type Scope } from "./kind.ts";
import { convert, readConversions, type Parts } from "./portfolio/conversions.ts";
import { countServices, inWindow, type End, type Excluded } from "./portfolio/services.ts";
import { assumptionsOf } from "./practice-sessions.ts";
import { marksOf, sessions, sessionsOf, type Session, type Sessions } from "./tallies/sessions.ts";
import { latestTarget } from "./targets.ts";

const whole = z.number().int().min(0);
const params = z.strictObject({
  /** The day by which everything must be done; or so many months after the role's start. */
  deadline: z.string().refine((text) => fromIso(text) !== null, "YYYY-MM-DD").optional(),
  monthsAfterRoleStart: z.number().int().positive().optional(),
  cases: whole, caseSessions: whole, groupUnits: whole, groupHalfDays: z.number().min(0), therapeuticUnits: whole, otherUnits: whole, activities: whole,
  hoursPerHalfDay: z.number().positive(),
});
type PortfolioScope = Scope<z.infer<typeof params>>;

const part = z.object({ have: z.number(), need: z.number(), best: z.number().optional() });
const observed = z.object({
  cases: part.optional(), groupUnits: part.optional(), activities: part.optional(), converted: z.number(),
  excluded: z.array(z.object({ path: z.string(), sheet: z.string().nullable(), row: z.number(), reason: z.string() })), lacking: z.array(z.string()),
});
const expected = z.object({ deadline: z.string().nullable() });
type Result = Judgement<z.infer<typeof observed>, z.infer<typeof expected>>;

/** Article 14(1), (3), (4): what a trainee must have led by the deadline – hard cases, groups, an activity, with complete records. */
export default defineRuleKind({
  kind: "practice-portfolio",
  about: "people",
  params,
  reads: {
    roster: ["roleStart"],
    services: ["date", "worker", "workerNo", "type", "serviceNo", "sessionNo", "form", "halfDays", "hours", "lead", "direct", "hardCase", "groupKind", "complete"],
    targets: ["person", "cases", "groupUnits", "activities", "approvedBy", "approvedOn"],
    conversions: ["person", "from", "fromCount", "to", "toCount", "approvedBy", "approvedOn"],
  },
  tallies: [sessions],
  observed,
  expected,
  sentences: {
    zh: {
      "pass": "{name}的见习实务指标已全部完成。",
      "fail": "{name}没有在 {deadline} 之前完成见习实务指标：{lacking}。",
      "pending": "{name}的见习实务指标尚未完成，须在 {deadline} 之前完成：{lacking}。",
      "not-assessed": "{name}的见习实务指标是否完成无法判定：{lacking}。",
      "not-assessed.table": "没有服务记录表，{name}的见习实务指标是否完成无法判定。",
      "not-assessed.start": "花名册中没有{name}可用的上岗日期，见习实务指标是否完成无法判定。",
      "not-assessed.previous": "{name}的现岗位在检查日之后才开始，见习实务指标暂不判定。",
      "not-applicable": "{name}上岗时已到或已过期限（{deadline}），见习实务指标不适用。",
    },
    en: {
      "pass": "{name} has completed all the practice asked of a trainee.",
      "fail": "{name} did not complete the practice asked of a trainee before {deadline}: {lacking}.",
      "pending": "{name} has not yet completed the practice asked of a trainee, due before {deadline}: {lacking}.",
      "not-assessed": "Whether {name} has completed the practice asked of a trainee cannot be told: {lacking}.",
      "not-assessed.table": "Without a service log, whether {name} has completed the practice asked of a trainee cannot be told.",
      "not-assessed.start": "The staff roster gives no start of {name}'s post that can be read, so whether the practice asked of a trainee is completed cannot be told.",
      "not-assessed.previous": "{name}'s present post begins only after the audit day; the practice is not assessed.",
      "not-applicable": "{name}'s post began on or after the deadline ({deadline}); this practice is not asked.",
    },
  },
  remedy: {
    zh: {
      "fail": "期限之前已经完成的，补齐服务记录（服务编号、承担角色、面谈形式、疑难个案、小组性质、记录完整）；确未完成的，由督导顾问确定指标调整或指标换算并登记。",
      "pending": "在期限之前补足所缺的个案、小组或活动，并备齐完整的服务记录；确需变通的，由督导顾问确定指标调整或指标换算并登记。",
      "not-assessed": "补充或更正：{needs}。",
    },
    en: {
      "fail": "Complete the records of what was done before the deadline (service number, part played, form, hard case, kind of group, record complete); for what was not done, have the adviser adjust the targets or agree a conversion, and enter it.",
      "pending": "Make up the cases, groups or activities that are short before the deadline, with complete records; where that cannot be, have the adviser adjust the targets or agree a conversion, and enter it.",
      "not-assessed": "Supply or correct: {needs}.",
    },
  },
  contradictions: ({ deadline, monthsAfterRoleStart }) => [
    ...(deadline === undefined && monthsAfterRoleStart === undefined ? [{ zh: "没有期限（deadline 或 monthsAfterRoleStart）：永远无法判定", en: "no deadline (deadline or monthsAfterRoleStart): nothing can ever be judged" }] : []),
    ...(deadline !== undefined && monthsAfterRoleStart !== undefined ? [{ zh: "deadline 和 monthsAfterRoleStart 只能写一个", en: "deadline and monthsAfterRoleStart exclude each other" }] : []),
  ],
  judge: (scope) => scope.subjects.map((subject) => judgePerson(scope, subject)),
});

function judgePerson(scope: PortfolioScope, subject: Person): Result {
  const roleStart = cell(subject, "roleStart");
  const start = valueOf(roleStart)?.first ?? null;
  const deadline = deadlineOf(scope, start);
  const nothing = { converted: 0, excluded: [], lacking: [] };
  const undecided = (say: string, why: Why): Result => ({ subject, outcome: "not-assessed", say, observed: nothing, expected: { deadline: deadline === null ? null : iso(deadline) }, why: [why] });
  if (start !== null && deadline !== null && start >= deadline) {
    return { subject, outcome: "not-applicable", observed: nothing, expected: { deadline: iso(deadline) }, why: [] };
  }
  if (judgedInPreviousRole(subject, scope.asOf)) return undecided("not-assessed.previous", cellWhy(roleStart, "judged-in-previous-role", subject.name));
  if (start === null || deadline === null) return undecided("not-assessed.start", cellWhy(roleStart, roleStart.is === "unreadable" ? "cell-unreadable" : "cell-blank", subject.name));
  if (!scope.given("services")) return undecided("not-assessed.table", noTable("services"));
  return judgeRecords(scope, subject, start, deadline);
}

function deadlineOf({ params: p }: PortfolioScope, start: Day | null): Day | null {
  if (p.monthsAfterRoleStart !== undefined) return start === null ? null : addMonths(start, p.monthsAfterRoleStart);
  return p.deadline === undefined ? null : fromIso(p.deadline);
}

const PARTS = ["cases", "groupUnits", "activities"] as const;

function judgeRecords(scope: PortfolioScope, subject: Person, start: Day, deadline: Day): Result {
  const state = scope.tally(sessions);
  const own = inWindow(sessionsOf(state, subject.id), start, Math.min(deadline - 1, scope.asOf));
  const need = needOf(scope, subject);
  const conversions = readConversions(scope.agreed("conversions", subject), scope.asOf);
  const at = (end: End): ReturnType<typeof convert> & { excluded: readonly Excluded[] } => {
    const counted = countServices(own, scope.params, end, marksIn(scope, state, subject));
    return { ...convert(counted, need, conversions), excluded: counted.excluded };
  };
  const open = openCells(scope, own);
  const worst = at("worst");
  // Where nothing is open both ends are the same.
  const best = open.length === 0 ? worst : at("best");
  for (const { row } of worst.unused.filter((unused) => best.unused.includes(unused))) scope.report({ code: "conversion-unused", row });

  const evidence = own.filter(({ entry }) => ["case", "group", "activity", "new-project"].includes(entry.type)).map(({ entry }) => dated(scope, entry));
  const parts = PARTS.map((name): Truth => {
    const have = both((end) => (end === "worst" ? worst : best).have[name], evidence, open);
    return atLeast(have, exactly(need[name]));
  });
  const met = allOf(parts);
  const outcome = met.is === "yes" ? "pass" as const : met.is === "no" && scope.asOf >= deadline ? "fail" as const
    : parts.some(({ is }) => is === "unknown") ? "not-assessed" as const : "pending" as const;
  const undecided = parts.filter(({ is }) => is === "unknown").flatMap(({ why }) => why);
  return {
    subject, outcome,
    observed: {
      ...Object.fromEntries(PARTS.map((name) => [name, { have: worst.have[name], need: need[name], ...(best.have[name] === worst.have[name] ? {} : { best: best.have[name] }) }])),
      converted: worst.used.length,
      excluded: worst.excluded.map(({ session, reason }) => ({ path: scope.source(session.entry.source).path, sheet: scope.source(session.entry.source).sheet, row: session.entry.row, reason })),
      lacking: PARTS.filter((_, i) => parts[i]?.is !== "yes").map((name) => `lacking-${name}`),
    },
    expected: { deadline: iso(deadline) },
    why: outcome === "not-assessed" ? undecided : met.why,
    assumes: assumptionsOf(own, scope.params.hoursPerHalfDay),
    words: Object.fromEntries(PARTS.map((name) => [`lacking-${name}`, lackingWords(name, worst.have[name], best.have[name], need[name])])),
  };
}

function lackingWords(name: typeof PARTS[number], worst: number, best: number, need: number): { zh: string; en: string } {
  const have = worst === best ? String(worst) : `${Math.min(worst, best)}–${Math.max(worst, best)}`;
  const words = { cases: { zh: "疑难个案", en: "hard cases" }, groupUnits: { zh: "小组单位", en: "group units" }, activities: { zh: "活动", en: "activities" } }[name];
  return { zh: `${words.zh} ${have} 个（应有 ${need} 个）`, en: `${words.en} ${have} of ${need}` };
}

/** The trainee's needs: the policy's, or what the adviser set in an approved row; a blank keeps the default. */
function needOf(scope: PortfolioScope, subject: Person): Parts {
  const row = latestTarget(scope, subject);
  const set = (field: "cases" | "groupUnits" | "activities"): number => (row === null ? null : valueOf(row.fields[field])) ?? scope.params[field];
  return { cases: set("cases"), groupUnits: set("groupUnits"), activities: set("activities") };
}

/** What the records of a service say of it, whichever of them; null where one of them has no such column and none says so. */
function marksIn(scope: PortfolioScope, state: Sessions, subject: Person): { hard: (caseNo: string) => boolean | null; therapeutic: (groupNo: string) => boolean | null } {
  const told = (type: "case" | "group", serviceNo: string, mark: "hardCase" | "therapeutic", column: string): boolean | null => {
    const marks = marksOf(state, subject.id, type, serviceNo);
    if (marks === null || marks[mark]) return marks?.[mark] ?? false;
    return [...marks.sources].every((id) => hasColumn(scope.source(id), column)) ? false : null;
  };
  return { hard: (caseNo) => told("case", caseNo, "hardCase", "hardCase"), therapeutic: (groupNo) => told("group", groupNo, "therapeutic", "groupKind") };
}

/** The cells and columns that leave a part open. */
function openCells(scope: PortfolioScope, own: readonly Session[]): Why[] {
  const why: Why[] = [];
  const columns = new Set<string>();
  const note = (source: number, field: string): boolean => {
    if (hasColumn(scope.source(source), field)) return false;
    columns.add(field);
    return true;
  };
  for (const { entry, lead } of own) {
    if (!["case", "group", "activity", "new-project"].includes(entry.type)) continue;
    if (lead === null && !note(entry.source, "lead")) why.push(openCell(scope, entry, "lead", "cell-blank"));
    if (entry.complete === null && !note(entry.source, "complete")) why.push(openCell(scope, entry, "complete", "cell-blank"));
    if (entry.type === "case" && entry.faceToFace === null && !note(entry.source, "form")) why.push(openCell(scope, entry, "form", "cell-blank"));
    if (entry.type === "case") note(entry.source, "hardCase");
    if (entry.type === "group") note(entry.source, "groupKind");
    const amount = halfDaysOf(entry, scope.params.hoursPerHalfDay);
    if (entry.type === "group" && amount.min !== amount.max && !note(entry.source, "halfDays")) why.push(openCell(scope, entry, "halfDays", "cell-blank"));
  }
  return [...[...columns].sort().map((field) => noColumn("services", field)), ...why];
}
