import * as z from "zod";
import { inPeriod, iso, type Day } from "../model/day.ts";
import type { Source } from "../model/field.ts";
import { rowWhy } from "../model/known.ts";
import { roleOn } from "../model/person.ts";
import { roles } from "../model/policy.ts";
import type { TableKind } from "../model/table.ts";
import { byPlace, lackingColumn } from "./evidence.ts";
import { defineRuleKind, noColumn, noTable, outcomeOf, type Scope } from "./kind.ts";
import { serviceRows } from "./service-rows.ts";
import { MET, shareOf, type Met } from "./share.ts";
import { meetings, meetingsOf } from "./tallies/meetings.ts";
import { sessions } from "./tallies/sessions.ts";
import { dayAt, rowAt, sourceAt, submittedOnAt } from "./tallies/store.ts";

const params = z.strictObject({
  /** services: submitted; supervision: completed */
  log: z.enum(["services", "supervision"]), maxDays: z.number().int().min(0), minShare: z.number().min(0).max(1), roles,
});
type TimelinessScope = Scope<z.infer<typeof params>>;

const READS = {
  services: ["date", "worker", "workerNo", "type", "submittedOn", "serviceNo", "sessionNo"],
  supervision: ["date", "supervisor", "completedOn"],
} as const;

interface Due { source: number; row: number; day: Day; done: Day | null }
/** Records by number, each looked at where it lies: a log has many. */
interface DueRecords { numbers: ArrayLike<number>; source(nth: number): number; row(nth: number): number; day(nth: number): Day; done(nth: number): Day | null }

/** Articles 13(2) and 17(8): records handed in, or completed, within so many days. */
export default defineRuleKind({
  kind: "timeliness",
  about: "agency",
  params,
  reads: READS,
  readsFor: ({ log }) => ({ [log]: READS[log] }),
  tallies: [sessions, meetings],
  observed: z.object({ records: z.number(), met: z.number(), share: z.number().nullable(), missed: z.number(), notYetDue: z.number() }),
  expected: z.object({ maxDays: z.number(), minShare: z.number() }),
  sentences: {
    zh: {
      "pass": "一线社工的 {records} 条服务记录中，{met} 条在 {maxDays} 天内提交，符合要求。",
      "pass.supervision": "督导所作的 {records} 条督导记录中，{met} 条在 {maxDays} 天内完成，符合要求。",
      "fail": "一线社工的 {records} 条服务记录中，只有 {met} 条在 {maxDays} 天内提交，{missed} 条逾期或未提交。",
      "fail.supervision": "督导所作的 {records} 条督导记录中，只有 {met} 条在 {maxDays} 天内完成，{missed} 条逾期或未完成。",
      "not-assessed": "一线社工的服务记录是否在 {maxDays} 天内提交无法判定。",
      "not-assessed.supervision": "督导所作的督导记录是否在 {maxDays} 天内完成无法判定。",
      "not-applicable": "检查期内没有应判定的一线社工服务记录。",
      "not-applicable.supervision": "检查期内没有应判定的督导记录。",
    },
    en: {
      "pass": "Service records of frontline workers submitted within {maxDays} days: {met} of {records}, as asked.",
      "pass.supervision": "Records of supervision given by supervisors completed within {maxDays} days: {met} of {records}, as asked.",
      "fail": "Service records of frontline workers submitted within {maxDays} days: only {met} of {records}; late or not submitted: {missed}.",
      "fail.supervision": "Records of supervision given by supervisors completed within {maxDays} days: only {met} of {records}; late or not completed: {missed}.",
      "not-assessed": "Whether the service records of frontline workers were submitted within {maxDays} days cannot be told.",
      "not-assessed.supervision": "Whether the records of supervision given by supervisors were completed within {maxDays} days cannot be told.",
      "not-applicable": "There is no service record of a frontline worker to be judged in the period.",
      "not-applicable.supervision": "There is no supervision record to be judged in the period.",
    },
  },
  remedy: {
    zh: {
      "fail": "补交未提交的服务记录并填写提交日期，今后在 {maxDays} 天内提交；实际按时提交的，更正提交日期。",
      "fail.supervision": "补齐未完成的督导记录并填写完成日期，今后在 {maxDays} 天内完成；实际按时完成的，更正完成日期。",
      "not-assessed": "补充：{needs}。",
    },
    en: {
      "fail": "Submit the records still missing, enter the dates, and keep to {maxDays} days from now on; correct the dates of those that were on time.",
      "fail.supervision": "Complete the records still missing, enter the dates, and keep to {maxDays} days from now on; correct the dates of those that were on time.",
      "not-assessed": "Supply: {needs}.",
    },
  },
  judge(scope) {
    const { log, maxDays, minShare } = scope.params;
    const given = scope.given(log);
    const all = log === "services" ? submissions(scope) : completions(scope);
    const { numbers } = all;
    const field = log === "services" ? "submittedOn" : "completedOn";
    const lacking = lackingColumn(scope, [field]);
    const { records, met, reached, failing } = shareOf(numbers, (nth) => onTime(scope, all, nth, field, lacking), minShare);
    const outcome = !given ? "not-assessed" as const : records === 0 ? "not-applicable" as const : outcomeOf(reached);
    return [{
      subject: null, outcome, say: log === "supervision" ? `${outcome}.supervision` : outcome,
      observed: { records, met: met.min, share: records === 0 ? null : met.min / records, missed: failing.length, notYetDue: numbers.length - records },
      expected: { maxDays, minShare },
      why: given ? reached.why : [noTable(log)],
    }];
  },
});

function submissions(scope: TimelinessScope): DueRecords {
  const state = scope.tally(sessions);
  const { records } = state;
  return {
    numbers: serviceRows(scope, state, scope.params.roles),
    source: (at) => sourceAt(records, at), row: (at) => rowAt(records, at), day: (at) => dayAt(records, at), done: (at) => submittedOnAt(records, at),
  };
}

function completions(scope: TimelinessScope): DueRecords {
  const list: Due[] = [];
  for (const { source, row, day, giver, completedOn } of meetingsOf(scope.tally(meetings), scope.agency.index)) {
    if (day === null || giver.is !== "known" || !inPeriod(day, scope.period)) continue;
    const role = roleOn(scope.person(giver.person), day);
    if (role !== "none" && role !== "unreadable" && scope.params.roles.includes(role)) list.push({ source, row, day, done: completedOn });
  }
  list.sort(byPlace);
  const record = (nth: number): Due => list[nth] as Due;
  return { numbers: list.map((_, nth) => nth), source: (nth) => record(nth).source, row: (nth) => record(nth).row, day: (nth) => record(nth).day, done: (nth) => record(nth).done };
}

/** Not done by asOf, and its last day is asOf or later. */
const notYetDue = (day: Day, done: Day | null, maxDays: number, asOf: Day): boolean => (done === null || done > asOf) && day + maxDays >= asOf;

/** null: not due yet. */
function onTime(scope: TimelinessScope, records: DueRecords, nth: number, field: "submittedOn" | "completedOn", lacking: (source: number) => string | null): Met | null {
  const { params: { maxDays, log }, asOf } = scope;
  const done = records.done(nth);
  const day = records.day(nth);
  // Asked first: it is so of most, and nothing else is asked of those.
  if (done !== null && done <= asOf && done <= day + maxDays) return MET;
  const source = records.source(nth);
  if (lacking(source) !== null) return untold(log, field);
  return notYetDue(day, done, maxDays, asOf) ? null : missed(scope.source(source), records.row(nth), field, done);
}

const untold = (log: TableKind, field: string): Met => ({ met: null, why: noColumn(log, field) });
const missed = (source: Source, row: number, field: string, done: Day | null): Met => ({ met: false, why: rowWhy(source, row, field, done === null ? null : iso(done)) });
