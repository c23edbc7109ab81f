import * as z from "zod";
import type { Period } from "../model/day.ts";
import { valueOf } from "../model/field.ts";
import { allOf, atLeast, between, cellWhy, exactly, told, unknown, type Truth, type Why } from "../model/known.ts";
import { cell, isWithin, stretchesInRole, type Person } from "../model/person.ts";
import { remembered } from "../model/remembered.ts";
import { assumptionOf, halfDaysOf, sumOf } from "./half-days.ts";
import { defineRuleKind, noTable, outcomeOf, type AssumptionCode, type Judgement, type Scope } from "./kind.ts";
import { placesOf, sessions, type Sessions } from "./tallies/sessions.ts";
import { dayAt, kindAt, kindsOf, type Records } from "./tallies/store.ts";

const params = z.strictObject({
  share: z.number().min(0),
  /** What is delivered is counted in; where the roster has a quota column, that decides instead. */
  measure: z.enum(["half-days", "records", "hours"]).default("half-days"),
  hoursPerHalfDay: z.number().positive(),
});
type WorkloadScope = Scope<z.infer<typeof params>>;

const observed = z.object({
  measure: z.enum(["quota", "half-days", "records", "hours"]), amount: z.number().nullable(), groupMean: z.number().nullable(), share: z.number().nullable(), group: z.number(),
});
const expected = z.object({ share: z.number(), least: z.number().nullable(), percent: z.string() });
type Result = Judgement<z.infer<typeof observed>, z.infer<typeof expected>>;

/** Article 17(10): an assistant still carries 80 % of the mean workload of their frontline group. */
export default defineRuleKind({
  kind: "workload-share",
  about: "people",
  params,
  reads: {
    roster: ["quota", "assistant", "supervisor"],
    services: ["date", "worker", "workerNo", "type", "serviceNo", "sessionNo", "halfDays", "hours", "direct", "complete"],
  },
  tallies: [sessions],
  observed,
  expected,
  sentences: {
    zh: {
      "pass": "{name}的指标量 {amount}，不低于本组 {group} 名一线社工平均指标量 {groupMean} 的 {percent}。",
      "pass.work": "{name}日均完成直接服务 {amount} {measure}，不低于本组 {group} 名一线社工日均 {groupMean} {measure}的 {percent}。",
      "fail": "{name}的指标量 {amount}，低于本组 {group} 名一线社工平均指标量 {groupMean} 的 {percent}（应不少于 {least}）。",
      "fail.work": "{name}日均完成直接服务 {amount} {measure}，低于本组 {group} 名一线社工日均 {groupMean} {measure}的 {percent}（应不少于 {least} {measure}）。",
      "not-assessed": "{name}的指标量是否达到本组一线社工平均指标量的 {percent} 无法判定。",
      "not-assessed.work": "花名册没有指标量，也没有服务记录表，{name}的服务量是否达到本组一线社工平均的 {percent} 无法判定。",
      "not-applicable": "{name}名下没有可供比较的一线社工或服务量，不作判定。",
    },
    en: {
      "pass": "{name}'s quota is {amount}, at least {percent} of the mean of {groupMean} in the group (frontline workers: {group}).",
      "pass.work": "{name} delivered {amount} {measure} of direct service a day, at least {percent} of the mean of {groupMean} {measure} in the group (frontline workers: {group}).",
      "fail": "{name}'s quota is {amount}, below {percent} of the mean of {groupMean} in the group (frontline workers: {group}); at least {least} is asked for.",
      "fail.work": "{name} delivered {amount} {measure} of direct service a day, below {percent} of the mean of {groupMean} {measure} in the group (frontline workers: {group}); at least {least} {measure} asked for.",
      "not-assessed": "Whether {name}'s quota reaches {percent} of the mean in the group cannot be told.",
      "not-assessed.work": "The staff roster has no quota and there is no service log: whether {name}'s work reaches {percent} of the mean in the group cannot be told.",
      "not-applicable": "{name} has no frontline workers, or no work of theirs, to be compared with.",
    },
  },
  remedy: {
    zh: {
      "fail": "提高督导助理本人的指标量，或调整本组的指标分配，使之达到要求；填写有误的，更正花名册中的指标量。",
      "fail.work": "增加督导助理本人的直接服务，使之达到要求；已做而未登记的，补录服务记录。",
      "not-assessed": "补充：{needs}。",
    },
    en: {
      "fail": "Raise the assistant's own quota, or share the group's quota out anew, until it is enough; if an entry is wrong, correct the quota in the staff roster.",
      "fail.work": "Have the assistant deliver more direct service until it is enough; enter what was done but not recorded.",
      "not-assessed": "Supply: {needs}.",
    },
  },
  judge(scope) {
    const byQuota = scope.agency.hasRosterColumn("quota");
    if (byQuota) return scope.subjects.map((subject) => judgeQuota(scope, subject));
    const stretches = remembered((person: Person) => stretchesInRole(person, scope.period.from, Math.min(scope.period.to, scope.asOf), scope.asOf));
    const delivered = scope.given("services") ? deliveries(scope, scope.tally(sessions), stretches) : null;
    const days = remembered((person: Person) => stretches(person).reduce((sum, { from, to }) => sum + to - from + 1, 0));
    return scope.subjects.map((subject) => judgeWork(scope, subject, days, delivered));
  },
});

const percent = (share: number): string => `${Math.round(share * 1000) / 10}%`;

function compared(scope: WorkloadScope, measure: z.infer<typeof observed>["measure"], amount: number, group: readonly number[], why: readonly Why[]): { met: Truth; observed: z.infer<typeof observed>; expected: z.infer<typeof expected> } {
  const groupMean = sumOf(group) / group.length;
  const least = scope.params.share * groupMean;
  return {
    // Tolerance 1e-9 (rules.md, 2.3): 0.8 × 100 must not come out as 80.00000000000001.
    met: atLeast(between(amount + 1e-9, amount + 1e-9, why), exactly(least)),
    observed: { measure, amount, groupMean, share: groupMean === 0 ? null : amount / groupMean, group: group.length },
    expected: { share: scope.params.share, least, percent: percent(scope.params.share) },
  };
}

function judgeQuota(scope: WorkloadScope, subject: Person): Result {
  const group = scope.teams().group(subject);
  const nothing = { measure: "quota" as const, amount: valueOf(cell(subject, "quota")), groupMean: null, share: null, group: group.length };
  const demand = { share: scope.params.share, least: null, percent: percent(scope.params.share) };
  if (group.length === 0) return { subject, outcome: "not-applicable", observed: nothing, expected: demand, why: [] };
  const filled = allOf([subject, ...group].map((person) => told(cell(person, "quota"), () => true, person.name)));
  if (filled.is === "unknown") return { subject, outcome: "not-assessed", observed: nothing, expected: demand, why: filled.why };
  const quotas = group.map((person) => valueOf(cell(person, "quota")) ?? 0);
  const result = compared(scope, "quota", valueOf(cell(subject, "quota")) ?? 0, quotas, [subject, ...group].map((person) => cellWhy(cell(person, "quota"))));
  return { subject, outcome: outcomeOf(result.met), observed: result.observed, expected: result.expected, why: result.met.why };
}

interface Delivered { amounts: Map<number, number>; assumed: Map<number, ReadonlySet<AssumptionCode>> }

/** The work delivered instead, on the days of the period when they were in post and in the present role: our reading, so a warning (rules.md, 2.3). */
function judgeWork(scope: WorkloadScope, subject: Person, days: (person: Person) => number, delivered: Delivered | null): Result {
  const counted = scope.teams().group(subject).filter((person) => days(person) > 0);
  const measure = scope.params.measure;
  const nothing = { measure, amount: null, groupMean: null, share: null, group: counted.length };
  const demand = { share: scope.params.share, least: null, percent: percent(scope.params.share) };
  const severity = "warning" as const;
  const notApplicable: Result = { subject, outcome: "not-applicable", observed: nothing, expected: demand, why: [], severity };
  if (counted.length === 0 || days(subject) === 0) return notApplicable;
  if (delivered === null) return { subject, outcome: "not-assessed", say: "not-assessed.work", observed: nothing, expected: demand, why: unknown(noTable("services")).why, severity };
  const perDay = (person: Person): number => (delivered.amounts.get(person.id) ?? 0) / days(person);
  const result = compared(scope, measure, perDay(subject), counted.map(perDay), [subject, ...counted].map((person) => cellWhy(cell(person, "role"))));
  if (result.observed.groupMean === 0) return { ...notApplicable, observed: result.observed };
  const outcome = outcomeOf(result.met);
  return {
    subject, outcome, say: `${outcome}.work`, observed: result.observed, expected: result.expected, why: result.met.why, severity,
    assumes: measure === "records" ? [] : [...new Set([subject, ...counted].flatMap((person) => [...delivered.assumed.get(person.id) ?? []]))].sort(),
  };
}

/** Half-days (or records, or hours) of each person's countable records on the days that count for them. */
function deliveries(scope: WorkloadScope, state: Sessions, stretches: (person: Person) => readonly Period[]): Delivered {
  const worth = worthOf(state.records, scope.params);
  const delivered: Delivered = { amounts: new Map(), assumed: new Map() };
  for (const person of scope.agency.inPost) {
    const times = timesByWorth(state.records, placesOf(state, person.id), stretches(person), worth);
    delivered.amounts.set(person.id, sumOf(worth.amounts, times));
    delivered.assumed.set(person.id, new Set(worth.codes.filter((code, nth) => code !== null && times[nth] !== 0) as AssumptionCode[]));
  }
  return delivered;
}

/** What records amount to, and on what assumption: the same for all of a kind, and for many kinds. */
interface Worth {
  amounts: number[];
  codes: (AssumptionCode | null)[];
  /** By kind: its place in these lists; −1: its records do not count. */
  ofKind: Int32Array;
}

/** Of the log that was asked about last: agencies are judged one after the other. */
const last = new WeakMap<Records, { params: WorkloadScope["params"]; worth: Worth }>();

function worthOf(records: Records, params: WorkloadScope["params"]): Worth {
  const before = last.get(records);
  if (before?.params === params) return before.worth;
  const worth: Worth = { amounts: [], codes: [], ofKind: new Int32Array(0) };
  const numbers = new Map<string, number>();
  worth.ofKind = Int32Array.from(kindsOf(records), ({ direct, complete, halfDays, hours }) => {
    if (!direct || complete === false) return -1;
    const { min, by } = halfDaysOf({ halfDays, hours }, params.hoursPerHalfDay);
    const amount = params.measure === "records" ? 1 : params.measure === "half-days" ? min : hours ?? min * params.hoursPerHalfDay;
    const code = assumptionOf(by);
    const key = `${amount} ${code}`;
    const number = numbers.get(key) ?? worth.amounts.length;
    numbers.set(key, number);
    worth.amounts[number] = amount;
    worth.codes[number] = code;
    return number;
  });
  last.set(records, { params, worth });
  return worth;
}

/** How many of the records that count lie within the stretches, by what they amount to. */
function timesByWorth(records: Records, places: Int32Array, stretches: readonly Period[], { amounts, ofKind }: Worth): Uint32Array {
  const times = new Uint32Array(amounts.length);
  for (let i = 0; i < places.length; i++) {
    const at = places[i] as number;
    const worth = ofKind[kindAt(records, at)] as number;
    if (worth !== -1 && isWithin(dayAt(records, at), stretches)) times[worth] = (times[worth] as number) + 1;
  }
  return times;
}
