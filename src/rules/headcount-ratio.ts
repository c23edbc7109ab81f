import * as z from "zod";
import { iso, type Day } from "../model/day.ts";
import { cellWhy, atMost, count, times, truth, unknown, type Truth } from "../model/known.ts";
import { cell, inPostOn, judgedInPreviousRole, roleOn, turningDays, type Person } from "../model/person.ts";
import { roles } from "../model/policy.ts";
import { ROLE_WORDS, type Role } from "../model/role.ts";
import { defineRuleKind, outcomeOf, type Scope } from "./kind.ts";

const stretch = z.object({
  from: z.string(), to: z.string(), supervisors: z.number().optional(), workers: z.number().optional(), assistants: z.number().optional(),
  frontline: z.number().optional(), met: z.boolean(),
});

const params = z.strictObject({
  limit: z.number().positive(),
  /** What the two counts are called in `observed`: supervisors and workers (article 8), or assistants and frontline (article 16). */
  as: z.enum(["supervisors", "assistants"]),
  leaders: roles,
  counted: roles,
});

/** Article 8 and 16: no more than so many workers for each supervisor, or frontline workers for each assistant. */
export default defineRuleKind({
  kind: "headcount-ratio",
  about: "agency",
  params,
  waivableParam: "limit",
  reads: {},
  observed: z.object({
    supervisors: z.number().optional(), workers: z.number().optional(), assistants: z.number().optional(), frontline: z.number().optional(),
    leaderCount: z.number(), countedCount: z.number(), unreadable: z.number(), perLeader: z.number().nullable(),
    breachDays: z.number(), timeline: z.array(stretch),
  }),
  expected: z.object({ limit: z.number(), needed: z.number(), short: z.number(), supervisorsNeeded: z.number().optional(), assistantsNeeded: z.number().optional() }),
  sentences: {
    zh: {
      "pass": "社工 {countedCount} 名（{counted}），督导 {leaderCount} 名（{leaders}），未超过 {limit} : 1。",
      "pass.assistants": "一线社工 {countedCount} 名、督导助理 {leaderCount} 名，未超过 {limit} : 1。",
      "fail": "社工 {countedCount} 名（{counted}），督导 {leaderCount} 名（{leaders}），即 {perLeader} : 1，超过上限 {limit} : 1，尚缺督导 {short} 名。",
      "fail.assistants": "一线社工 {countedCount} 名、督导助理 {leaderCount} 名，即 {perLeader} : 1，超过上限 {limit} : 1，尚缺督导助理 {short} 名。",
      "fail.none": "社工 {countedCount} 名（{counted}），没有督导（{leaders}），按 {limit} : 1 至少需要 {needed} 名。",
      "fail.none.assistants": "一线社工 {countedCount} 名，没有督导助理，按 {limit} : 1 至少需要 {needed} 名。",
      "not-assessed": "社工 {countedCount} 名（{counted}），督导 {leaderCount} 名（{leaders}），另有 {unreadable} 人岗位无法识别；是否超过 {limit} : 1，要看这些人是社工还是督导，无法判定。",
      "not-assessed.assistants": "一线社工 {countedCount} 名、督导助理 {leaderCount} 名，另有 {unreadable} 人岗位无法识别；是否超过 {limit} : 1，要看这些人是一线社工还是督导助理，无法判定。",
      "not-applicable": "检查日没有在岗社工，无需配备督导。",
      "not-applicable.assistants": "检查日没有在岗的一线社工，无需配备督导助理。",
    },
    en: {
      "pass": "Workers ({counted}): {countedCount}; supervisors ({leaders}): {leaderCount}; within the limit of {limit} : 1.",
      "pass.assistants": "Frontline workers: {countedCount}; supervisors' assistants: {leaderCount}; within the limit of {limit} : 1.",
      "fail": "Workers ({counted}): {countedCount}; supervisors ({leaders}): {leaderCount}; that is {perLeader} : 1, over the limit of {limit} : 1. Supervisors still needed: {short}.",
      "fail.assistants": "Frontline workers: {countedCount}; supervisors' assistants: {leaderCount}; that is {perLeader} : 1, over the limit of {limit} : 1. Assistants still needed: {short}.",
      "fail.none": "Workers ({counted}): {countedCount}; no supervisor ({leaders}). At {limit} : 1, supervisors needed: at least {needed}.",
      "fail.none.assistants": "Frontline workers: {countedCount}; no supervisor's assistant. At {limit} : 1, assistants needed: at least {needed}.",
      "not-assessed": "Workers ({counted}): {countedCount}; supervisors ({leaders}): {leaderCount}; people whose post is not understood: {unreadable}. Whether the limit of {limit} : 1 is kept depends on whether they are workers or supervisors, and cannot be told.",
      "not-assessed.assistants": "Frontline workers: {countedCount}; supervisors' assistants: {leaderCount}; people whose post is not understood: {unreadable}. Whether the limit of {limit} : 1 is kept depends on whether they are frontline workers or assistants, and cannot be told.",
      "not-applicable": "No worker is in post on the audit day, so no supervisor is required.",
      "not-applicable.assistants": "No frontline worker is in post on the audit day, so no supervisor's assistant is required.",
    },
  },
  remedy: {
    zh: {
      "fail": "再配备督导 {short} 名（{leaders}均可）；确有特殊情况的，与协会另行商定上限，并登记在豁免商定表中。",
      "fail.assistants": "再配备 {short} 名督导助理；确有特殊情况的，与协会另行商定上限，并登记在豁免商定表中。",
      "not-assessed": "在花名册中写明：{needs}。",
    },
    en: {
      "fail": "Appoint {short} more ({leaders}), or agree another limit with the association and enter it in the table of agreed waivers.",
      "fail.assistants": "Appoint supervisors' assistants ({short} more), or agree another limit with the association and enter it in the table of agreed waivers.",
      "not-assessed": "State in the staff roster: {needs}.",
    },
  },
  contradictions: ({ leaders, counted }) => leaders.filter((role) => counted.includes(role)).map((role) => ({
    zh: `${ROLE_WORDS[role].zh}既算带领者又算被带领者`, en: `${ROLE_WORDS[role].en} counts both as leading and as led`,
  })),
  judge(scope) {
    const { params: p, agency, asOf } = scope;
    const counted = count(agency.inPost.map((person) => isOneOf(person, p.counted, asOf)));
    const leaders = count(agency.inPost.map((person) => isOneOf(person, p.leaders, asOf)));
    const met = atMost(counted, times(p.limit, leaders));
    const outcome = counted.max === 0 ? "not-applicable" : outcomeOf(met);
    const needed = Math.ceil(counted.min / p.limit);
    const short = Math.max(0, needed - leaders.min);
    const none = outcome === "fail" && leaders.min === 0;
    const suffix = p.as === "assistants" ? ".assistants" : "";
    const [leaderName, countedName] = p.as === "assistants" ? ["assistants", "frontline"] as const : ["supervisors", "workers"] as const;
    const history = timelineOf(scope, p);
    const timeline = history.map((s) => ({ from: iso(s.from), to: iso(s.to), [leaderName]: s.leaders, [countedName]: s.counted, met: s.met }));
    return [{
      subject: null,
      outcome,
      say: `${outcome}${none ? ".none" : ""}${suffix}`,
      remedy: `${outcome}${suffix}`,
      observed: {
        [leaderName]: leaders.min, [countedName]: counted.min,
        leaderCount: leaders.min, countedCount: counted.min, unreadable: leaders.max - leaders.min,
        perLeader: leaders.min === 0 ? null : Math.round((counted.min / leaders.min) * 100) / 100,
        breachDays: history.reduce((days, s) => days + (s.met ? 0 : s.to - s.from + 1), 0),
        timeline,
      },
      expected: { limit: p.limit, needed, short, ...(p.as === "assistants" ? { assistantsNeeded: needed } : { supervisorsNeeded: needed }) },
      why: met.why,
      // rules.md, 2.1 "ratio of a small agency": less than one whole group and nobody to lead it.
      ...(outcome === "fail" && leaders.max === 0 && counted.max < p.limit ? { severity: "warning" as const, rests: ["smallAgency"] } : {}),
    }];
  },
});

function isOneOf(person: Person, wanted: readonly Role[], asOf: Day): Truth {
  const role = roleOn(person, asOf);
  const told = judgedInPreviousRole(person, asOf) ? cell(person, "previousRole") : cell(person, "role");
  if (role === "unreadable") return unknown(cellWhy(told, "role-unreadable", person.name));
  return truth(role !== "none" && wanted.includes(role), cellWhy(told));
}

/** The ratio over the period (rules.md, section 7): unreadable roles left out, a day without workers met. */
function timelineOf(scope: Scope, p: z.infer<typeof params>): { from: Day; to: Day; leaders: number; counted: number; met: boolean }[] {
  const from = scope.period.from;
  const to = Math.min(scope.period.to, scope.asOf);
  const changes = new Map<Day, { leaders: number; counted: number }>();
  const change = (day: Day, leaders: number, counted: number): void => {
    const at = changes.get(day) ?? { leaders: 0, counted: 0 };
    changes.set(day, { leaders: at.leaders + leaders, counted: at.counted + counted });
  };
  for (const person of scope.agency.people) {
    let [leads, counts] = [0, 0];
    for (const day of turningDays(person, from, to)) {
      const role = inPostOn(person, day) ? roleOn(person, day) : "none";
      const [leadsNow, countsNow] = role === "none" || role === "unreadable" ? [0, 0] : [p.leaders.includes(role) ? 1 : 0, p.counted.includes(role) ? 1 : 0];
      if (leadsNow !== leads || countsNow !== counts) change(day, leadsNow - leads, countsNow - counts);
      [leads, counts] = [leadsNow, countsNow];
    }
  }
  const stretches: { from: Day; to: Day; leaders: number; counted: number; met: boolean }[] = [];
  let [leaders, counted] = [0, 0];
  const days = [...new Set([from, ...changes.keys()])].sort((a, b) => a - b);
  days.forEach((day, i) => {
    const delta = changes.get(day);
    leaders += delta?.leaders ?? 0;
    counted += delta?.counted ?? 0;
    const last = stretches[stretches.length - 1];
    const end = (days[i + 1] ?? to + 1) - 1;
    if (last && last.leaders === leaders && last.counted === counted) last.to = end;
    else stretches.push({ from: day, to: end, leaders, counted, met: counted === 0 || counted <= p.limit * leaders });
  });
  return stretches;
}
