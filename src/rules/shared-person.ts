import * as z from "zod";
import { IDENTITY_KEYS, type Passport, type RatioWithout } from "../model/cross.ts";
import { iso } from "../model/day.ts";
import { groupBy } from "../model/group.ts";
import { remembered } from "../model/remembered.ts";
import { all, anyOf, atLeast, count, exactly, not, truth, unknown, type Truth } from "../model/known.ts";
import { roles } from "../model/policy.ts";
import type { Role } from "../model/role.ts";
import { defineRuleKind, outcomeOf } from "./kind.ts";

const DAYS_NAMED = 3;

/** One person in post in two agencies on one day. */
export const duplicatePerson = defineRuleKind({
  kind: "duplicate-person",
  about: "people",
  across: true,
  params: z.strictObject({}),
  reads: { roster: IDENTITY_KEYS },
  observed: z.object({
    agencies: z.array(z.string()),
    /** Days on which the logs of two or more of them have the person at work. */
    sameDays: z.array(z.object({ day: z.string(), agencies: z.array(z.string()) })), dayCount: z.number(), firstDays: z.array(z.string()),
  }),
  expected: z.object({ agencies: z.number() }),
  sentences: {
    zh: {
      "pass": "{name}只在一家机构在岗。",
      "fail": "{name}同时在多家机构的花名册上在岗：{agencies}。",
      "fail.same-days": "{name}同时在多家机构的花名册上在岗：{agencies}；按各家的记录，有 {dayCount} 天同一天在两家以上机构工作：{firstDays}。",
      "fail.many-days": "{name}同时在多家机构的花名册上在岗：{agencies}；按各家的记录，有 {dayCount} 天同一天在两家以上机构工作：{firstDays} 等。",
      "not-assessed": "{name}是否同时在多家机构在岗无法判定。",
      "not-applicable": "本条不适用于{name}。",
    },
    en: {
      "pass": "{name} is in post in one agency only.",
      "fail": "{name} is in post on the staff rosters of several agencies: {agencies}.",
      "fail.same-days": "{name} is in post on the staff rosters of several agencies: {agencies}. By their logs the person worked in two or more of them on the same day, {dayCount} in all: {firstDays}.",
      "fail.many-days": "{name} is in post on the staff rosters of several agencies: {agencies}. By their logs the person worked in two or more of them on the same day on {dayCount} days: {firstDays} and others.",
      "not-assessed": "Whether {name} is in post in several agencies cannot be told.",
      "not-applicable": "Does not apply to {name}.",
    },
  },
  remedy: {
    zh: {
      "fail": "核实其实际任职机构，更正其余机构的花名册；确属兼任的，报协会同意并登记在豁免商定表中。",
    },
    en: {
      "fail": "Establish where the person really works and correct the other staff rosters; if the post is rightly held in several, obtain the association's consent and enter it in the table of agreed waivers.",
    },
  },
  judge({ subjects, shared }) {
    // All who are one person have the same list.
    const ofAll = remembered((others: readonly Passport[]) => ({ agencies: [...new Set(others.map(({ agency }) => agency))], why: others.map(({ identity }) => identity) }));
    return subjects.flatMap((subject) => {
      const found = shared(subject);
      if (found === null) return [];
      const sameDays = found.sameDays.map(({ day, agencies }) => ({ day: iso(day), agencies: [...agencies] }));
      return [{
        subject, outcome: "fail" as const, say: sameDays.length === 0 ? "fail" : sameDays.length > DAYS_NAMED ? "fail.many-days" : "fail.same-days",
        observed: {
          agencies: [...ofAll(found.others).agencies], sameDays, dayCount: sameDays.length,
          firstDays: sameDays.slice(0, DAYS_NAMED).map(({ day }) => day),
        },
        expected: { agencies: 1 }, why: ofAll(found.others).why,
      }];
    });
  },
});

const met = z.enum(["yes", "no", "unknown"]);

/** One person who counts as a supervisor or an assistant in two agencies' ratios. */
export const sharedSupervisor = defineRuleKind({
  kind: "shared-supervisor",
  about: "people",
  across: true,
  params: z.strictObject({ roles }),
  reads: { roster: IDENTITY_KEYS },
  observed: z.object({
    agencies: z.array(z.string()), role: z.string(),
    /** The agency's ratios in which the person counts, with and without them; the numbers beside it are of the one in which they lead. */
    ratios: z.array(z.object({
      rule: z.string(), limit: z.number(), leads: z.boolean(), leaders: z.number(), counted: z.number(), met, leadersWithout: z.number(), countedWithout: z.number(), metWithout: met,
    })),
    limit: z.number().optional(), leaders: z.number().optional(), counted: z.number().optional(), leadersWithout: z.number().optional(), countedWithout: z.number().optional(),
  }),
  expected: z.object({ agencies: z.number() }),
  sentences: {
    zh: {
      "pass": "{name}虽在多家机构在岗，但没有在两家以上机构计为督导或督导助理。",
      "fail": "{name}在多家机构同时计为督导或督导助理：{agencies}。",
      "fail.kept": "{name}在多家机构同时计为督导或督导助理：{agencies}。本机构的配比，计入此人为 {counted} : {leaders}，不计为 {countedWithout} : {leadersWithout}，仍未超过 {limit} : 1。",
      "fail.lost": "{name}在多家机构同时计为督导或督导助理：{agencies}。本机构的配比，计入此人为 {counted} : {leaders}，未超过 {limit} : 1；不计为 {countedWithout} : {leadersWithout}，即超过上限。",
      "fail.over": "{name}在多家机构同时计为督导或督导助理：{agencies}。本机构的配比，计入此人为 {counted} : {leaders}，不计为 {countedWithout} : {leadersWithout}，都超过 {limit} : 1。",
      "fail.open": "{name}在多家机构同时计为督导或督导助理：{agencies}。本机构的配比，计入此人为 {counted} : {leaders}，不计为 {countedWithout} : {leadersWithout}；因有人岗位无法识别，不计时是否超过 {limit} : 1 无法判定。",
      "not-assessed": "{name}是否在多家机构同时计为督导或督导助理无法判定。",
      "not-applicable": "本条不适用于{name}。",
    },
    en: {
      "pass": "{name} is in post in several agencies, but does not count as a supervisor or supervisor's assistant in two or more of them.",
      "fail": "{name} counts as a supervisor or supervisor's assistant in several agencies at once: {agencies}.",
      "fail.kept": "{name} counts as a supervisor or supervisor's assistant in several agencies at once: {agencies}. This agency's ratio is {counted} : {leaders} with the person and {countedWithout} : {leadersWithout} without, still within {limit} : 1.",
      "fail.lost": "{name} counts as a supervisor or supervisor's assistant in several agencies at once: {agencies}. This agency's ratio is {counted} : {leaders} with the person, within {limit} : 1; without, it is {countedWithout} : {leadersWithout} and over the limit.",
      "fail.over": "{name} counts as a supervisor or supervisor's assistant in several agencies at once: {agencies}. This agency's ratio is {counted} : {leaders} with the person and {countedWithout} : {leadersWithout} without, over {limit} : 1 either way.",
      "fail.open": "{name} counts as a supervisor or supervisor's assistant in several agencies at once: {agencies}. This agency's ratio is {counted} : {leaders} with the person and {countedWithout} : {leadersWithout} without; as some posts are not understood, whether it is then within {limit} : 1 cannot be told.",
      "not-assessed": "Whether {name} counts as a supervisor or supervisor's assistant in several agencies at once cannot be told.",
      "not-applicable": "Does not apply to {name}.",
    },
  },
  remedy: {
    zh: {
      "fail": "只由一家机构计入其配比，其余机构另行配备；确属兼任的，报协会同意并登记在豁免商定表中。",
      "not-assessed": "补填：{needs}。",
    },
    en: {
      "fail": "Count the person in one agency's ratio and staff the others; if the post is rightly held in several, obtain the association's consent and enter it in the table of agreed waivers.",
      "not-assessed": "Fill in: {needs}.",
    },
  },
  judge({ subjects, shared, params }) {
    const ofAll = remembered((others: readonly Passport[]) => {
      const counting = [...groupBy(others, ({ place }) => place)].map(([, people]) => ({ agency: people[0]?.agency ?? "", counts: anyOf(people.map((person) => countsAs(person, params.roles))) }));
      return { agencies: counting.filter(({ counts }) => counts.is !== "no").map(({ agency }) => agency), inSeveral: atLeast(count(counting.map(({ counts }) => counts)), exactly(2)) };
    });
    return subjects.flatMap((subject) => {
      const found = shared(subject);
      if (found === null) return [];
      const { agencies, inSeveral } = ofAll(found.others);
      const here = countsAs(found.own, params.roles);
      // Where both are so, what shows it for all of them shows it for this one.
      const clash = here.is === "yes" && inSeveral.is === "yes" ? inSeveral : all(here, inSeveral);
      const alone = not(clash);
      const led = found.ratios.find(({ leads }) => leads);
      return [{
        subject, outcome: outcomeOf(alone), ...(led && alone.is === "no" ? { say: `fail.${effectOf(led)}` } : {}),
        observed: {
          agencies: [...agencies], role: found.own.role === "absent" ? "none" : found.own.role, ratios: [...found.ratios],
          ...(led ? { limit: led.limit, leaders: led.leaders, counted: led.counted, leadersWithout: led.leadersWithout, countedWithout: led.countedWithout } : {}),
        },
        expected: { agencies: 1 }, why: alone.why,
      }];
    });
  },
});

/** What becomes of a ratio where the person is not counted. */
const effectOf = ({ met: now, metWithout }: RatioWithout): string => (metWithout === "unknown" ? "open" : metWithout === "yes" ? "kept" : now === "yes" ? "lost" : "over");

function countsAs({ role, roleWhy }: Passport, wanted: readonly Role[]): Truth {
  if (role === "absent" || role === "unreadable") return unknown(roleWhy);
  return truth(role !== "none" && wanted.includes(role), roleWhy);
}
