import * as z from "zod";
import { inPeriod } from "../model/day.ts";
import { atLeast, count, exactly, truth, unknown, type Truth } from "../model/known.ts";
import { DUTIES } from "../model/record.ts";
import { dated } from "./evidence.ts";
import { defineRuleKind, noTable, outcomeOf } from "./kind.ts";
import { duties, dutyKey } from "./tallies/duties.ts";
import { givenBy, meetings } from "./tallies/meetings.ts";

/** Article 17(5): guidance of frontline workers, shown by supervision given or by cases followed up. */
export default defineRuleKind({
  kind: "guidance",
  about: "people",
  params: z.strictObject({ min: z.number().int().positive(), duty: z.enum(DUTIES) }),
  reads: { supervision: ["date", "supervisor"], duties: ["date", "person", "duty"] },
  tallies: [meetings, duties],
  observed: z.object({ supervision: z.number(), duties: z.number() }),
  expected: z.object({ min: z.number() }),
  sentences: {
    zh: {
      "pass": "{name}在检查期内有督导记录 {supervision} 条、疑难转介跟进记录 {duties} 条。",
      "fail": "未见{name}在检查期内有足够的指导一线社工或跟进疑难转介的记录（督导记录 {supervision} 条、疑难转介跟进记录 {duties} 条，合计应不少于 {min} 条）。",
      "not-assessed": "{name}在检查期内是否指导一线社工或跟进疑难转介无法判定。",
      "not-applicable": "本条不适用于{name}。",
    },
    en: {
      "pass": "{name}'s records in the period – supervision given: {supervision}; referrals followed up: {duties}.",
      "fail": "Not enough records of {name} guiding frontline workers or following up referrals were seen in the period – supervision given: {supervision}; referrals followed up: {duties}; at least {min} in all asked for.",
      "not-assessed": "Whether {name} guided frontline workers or followed up referrals in the period cannot be told.",
      "not-applicable": "Does not apply to {name}.",
    },
  },
  remedy: {
    zh: {
      "fail": "指导一线社工的实务，或跟进其转介的疑难服务，并作登记；已经做过而未登记的，补录督导记录或履职记录。",
      "not-assessed": "提供：{needs}。",
    },
    en: {
      "fail": "Guide frontline workers or follow up what they refer, and record it; enter what was done but not recorded in the supervision log or the duty log.",
      "not-assessed": "Supply: {needs}.",
    },
  },
  judge(scope) {
    const { params: p, period } = scope;
    const gave = scope.given("supervision") ? scope.tally(meetings) : null;
    const done = scope.given("duties") ? scope.tally(duties) : null;
    return scope.subjects.map((subject) => {
      const given = gave === null ? [] : givenBy(gave, subject.id).filter(({ giver, day }) => giver.is === "known" && day !== null && inPeriod(day, period));
      const followed = (done?.get(dutyKey(subject.id, p.duty)) ?? []).filter(({ day }) => inPeriod(day, period));
      const found: Truth[] = [...given, ...followed].map((row) => truth(true, dated(scope, row)));
      // A table that is not there may hold as many rows as are asked for.
      const missing = [...(gave === null ? ["supervision" as const] : []), ...(done === null ? ["duties" as const] : [])];
      const open = missing.flatMap((table) => Array.from({ length: p.min }, () => unknown(noTable(table))));
      const met = atLeast(count([...found, ...open]), exactly(p.min));
      return { subject, outcome: outcomeOf(met), observed: { supervision: given.length, duties: followed.length }, expected: { min: p.min }, why: met.why };
    });
  },
});
