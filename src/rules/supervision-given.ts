import * as z from "zod";
import type { MeetingEntry } from "../model/entry.ts";
import { allOf, anyOf, truth, unknown, type Truth } from "../model/known.ts";
import { dated, inPlaceOrder, openCell } from "./evidence.ts";
import { defineRuleKind, noTable, outcomeOf, type Scope } from "./kind.ts";
import { inBlocks, monthsInRole } from "./months.ts";
import { givenBy, meetings } from "./tallies/meetings.ts";

/** Article 6(3): supervisors have the time to supervise; its trace is that they gave supervision in every full month. */
export default defineRuleKind({
  kind: "supervision-given",
  about: "people",
  params: z.strictObject({ everyMonths: z.number().int().positive().default(1) }),
  reads: { supervision: ["date", "supervisor"] },
  tallies: [meetings],
  observed: z.object({
    months: z.array(z.object({ month: z.string(), records: z.number(), state: z.enum(["met", "short", "unknown"]) })),
    full: z.number(), shortMonths: z.array(z.string()), unknownMonths: z.array(z.string()),
  }),
  expected: z.object({ records: z.number() }),
  sentences: {
    zh: {
      "pass": "{name}任现职的 {full} 个完整月份都有开展督导的记录。",
      "fail": "{name}任现职的 {full} 个完整月份中，未见开展督导记录的有：{shortMonths}。",
      "not-assessed": "{name}是否开展督导，以下月份无法判定：{unknownMonths}。",
      "not-assessed.table": "没有督导记录表，{name}任现职的 {full} 个完整月份是否开展督导无法判定。",
      "not-applicable": "{name}在检查期内没有任现职的完整月份。",
    },
    en: {
      "pass": "There are records of supervision given by {name} in every full month in the present post ({full}).",
      "fail": "Of {name}'s full months in the present post ({full}), no record of supervision given was seen in: {shortMonths}.",
      "not-assessed": "Whether {name} gave supervision cannot be told for {unknownMonths}.",
      "not-assessed.table": "Without a supervision log, whether {name} gave supervision in the full months in the present post ({full}) cannot be told.",
      "not-applicable": "{name} has no full month in the present post within the period.",
    },
  },
  remedy: {
    zh: {
      "fail": "保证督导有时间开展督导并留存记录；已开展而未登记的，补录督导记录。",
      "not-assessed": "补充或更正：{needs}。",
    },
    en: {
      "fail": "Give supervisors the time to supervise and keep the records; enter what was held but not recorded in the supervision log.",
      "not-assessed": "Supply or correct: {needs}.",
    },
  },
  judge(scope) {
    const log = scope.given("supervision") ? scope.tally(meetings) : null;
    return scope.subjects.map((subject) => {
      const blocks = monthsInRole(scope, subject, scope.params.everyMonths);
      const rows = log === null ? [] : inPlaceOrder(givenBy(log, subject.id));
      const byBlock = inBlocks(blocks, rows, ({ day }) => day);
      const months = blocks.map((block, nth) => {
        const gave = (byBlock[nth] ?? []).map((entry) => gaveIt(scope, entry));
        const met = anyOf(gave);
        return { month: block.month, records: gave.filter(({ is }) => is === "yes").length, state: met.is === "yes" ? "met" as const : met.is === "no" ? "short" as const : "unknown" as const, met };
      });
      const met = log === null ? unknown(noTable("supervision")) : allOf(months.map((month) => month.met));
      const outcome = blocks.length === 0 ? "not-applicable" as const : outcomeOf(met);
      const named = (state: string): string[] => (log === null ? [] : months.filter((m) => m.state === state).map((m) => m.month));
      return {
        subject, outcome, say: log === null && outcome === "not-assessed" ? "not-assessed.table" : outcome,
        observed: { months: log === null ? [] : months.map(({ month, records, state }) => ({ month, records, state })), full: blocks.length, shortMonths: named("short"), unknownMonths: named("unknown") },
        expected: { records: 1 },
        why: outcome === "not-applicable" ? [] : met.why,
      };
    });
  },
});

/** Whether a record tells that they gave supervision in the month: their name is theirs alone, its date is known. */
function gaveIt(scope: Scope, entry: MeetingEntry): Truth {
  const named = entry.giver.is === "known";
  if (named && entry.day !== null) return truth(true, dated(scope, entry));
  return unknown(
    ...(named ? [] : [openCell(scope, entry, "supervisor", "name-ambiguous")]),
    ...(entry.day === null ? [dated(scope, entry, "date-unreadable")] : []),
  );
}
