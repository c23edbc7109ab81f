import * as z from "zod";
import { inPeriod } from "../model/day.ts";
import { atLeast, count, exactly, truth, unknown } from "../model/known.ts";
import { byPlace, dated } from "./evidence.ts";
import { defineRuleKind, noTable, outcomeOf } from "./kind.ts";
import { meetings, meetingsOf } from "./tallies/meetings.ts";

/** The opinion's second paragraph counts supervision among the tasks of social work: its trace is a record in the period. */
export default defineRuleKind({
  kind: "supervision-provided",
  about: "agency",
  params: z.strictObject({ min: z.number().int().positive() }),
  // Whoever gave or received it, it is a record: names that cannot be told are no error here (rules.md, section 6).
  reads: { supervision: ["date"] },
  tallies: [meetings],
  observed: z.object({ records: z.number() }),
  expected: z.object({ min: z.number() }),
  sentences: {
    zh: {
      "pass": "检查期内有督导记录 {records} 条。",
      "fail": "未见检查期内有足够的专业督导记录（有 {records} 条，应不少于 {min} 条）。",
      "not-assessed": "没有督导记录表，是否开展专业督导无法判定。",
      "not-applicable": "本条不适用于本机构。",
    },
    en: {
      "pass": "Supervision records in the period: {records}.",
      "fail": "Not enough records of professional supervision were seen in the period: {records}, at least {min} asked for.",
      "not-assessed": "Without a supervision log, whether professional supervision was given cannot be told.",
      "not-applicable": "Does not apply to this agency.",
    },
  },
  remedy: {
    zh: {
      "fail": "开展社会工作专业督导并登记；已开展而未登记的，补录督导记录。",
      "not-assessed": "提供：{needs}。",
    },
    en: {
      "fail": "Give professional supervision and enter it in the supervision log; enter what was held but not recorded.",
      "not-assessed": "Supply: {needs}.",
    },
  },
  judge(scope) {
    const log = scope.given("supervision") ? scope.tally(meetings) : null;
    const rows = log === null ? [] : meetingsOf(log, scope.agency.index).filter(({ day }) => day !== null && inPeriod(day, scope.period)).sort(byPlace);
    const met = log === null ? unknown(noTable("supervision")) : atLeast(count(rows.map((row) => truth(true, dated(scope, row)))), exactly(scope.params.min));
    return [{ subject: null, outcome: outcomeOf(met), observed: { records: rows.length }, expected: { min: scope.params.min }, why: met.why }];
  },
});
