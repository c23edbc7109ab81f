import * as z from "zod";
import type { MeetingEntry } from "../model/entry.ts";
import { all, allOf, any, truth, unknown, type Truth, type Why } from "../model/known.ts";
import { addAll, withItem } from "../model/lists.ts";
import { roleOn, type Person } from "../model/person.ts";
import { tierOnDay } from "../model/role.ts";
import type { Bilingual } from "../model/text.ts";
import { dated, inPlaceOrder, openCell } from "./evidence.ts";
import { defineRuleKind, noTable, outcomeOf, type Scope } from "./kind.ts";
import { inBlocks, monthsInRole, type Month } from "./months.ts";
import { listsClearly, meetings, receivedBy } from "./tallies/meetings.ts";

const params = z.strictObject({ minTier: z.number().int().min(0).optional(), everyMonths: z.number().int().positive().default(1) });

/** Articles 11(3), 12(3) and 13(2): individual and group supervision from above in every full month. */
export default defineRuleKind({
  kind: "supervision-received",
  about: "people",
  params,
  reads: { supervision: ["date", "supervisor", "supervisorRole", "supervisees", "form"] },
  tallies: [meetings],
  observed: z.object({
    months: z.array(z.object({ month: z.string(), individual: z.number(), group: z.number(), state: z.enum(["met", "short", "unknown"]) })),
    full: z.number(), met: z.number(), shortMonths: z.array(z.string()), unknownMonths: z.array(z.string()),
  }),
  expected: z.object({ individual: z.number(), group: z.number() }),
  sentences: {
    zh: {
      "pass": "{name}任现职的 {full} 个完整月份都接受了上级督导的个人督导和集体督导。",
      "fail": "{name}任现职的 {full} 个完整月份中，没有同时接受上级督导的个人督导和集体督导的有：{shortMonths}。",
      "not-assessed": "{name}是否接受了上级督导的个人督导和集体督导，以下月份无法判定：{unknownMonths}。",
      "not-assessed.table": "没有督导记录表，{name}任现职的 {full} 个完整月份是否接受督导无法判定。",
      "not-applicable": "{name}在检查期内没有任现职的完整月份。",
    },
    en: {
      "pass": "{name} received individual and group supervision from a higher-level supervisor in every full month in the present post ({full}).",
      "fail": "Of {name}'s full months in the present post ({full}), these lack individual or group supervision from a higher-level supervisor: {shortMonths}.",
      "not-assessed": "Whether {name} received individual and group supervision from a higher-level supervisor cannot be told for {unknownMonths}.",
      "not-assessed.table": "Without a supervision log, whether {name} was supervised in the full months in the present post ({full}) cannot be told.",
      "not-applicable": "{name} has no full month in the present post within the period.",
    },
  },
  remedy: {
    zh: {
      "fail": "由上级督导按期至少各开展一次个人督导和集体督导，并留存记录；已开展而未登记的，补录督导记录。",
      "not-assessed": "补充或更正：{needs}。",
    },
    en: {
      "fail": "Have a higher-level supervisor hold at least one individual and one group supervision whenever they are due, and keep the records; enter those held but not recorded.",
      "not-assessed": "Supply or correct: {needs}.",
    },
  },
  judge(scope) {
    const log = scope.given("supervision") ? scope.tally(meetings) : null;
    return scope.subjects.map((subject) => {
      const blocks = monthsInRole(scope, subject, scope.params.everyMonths);
      const rows = log === null ? [] : inPlaceOrder(receivedBy(log, subject.id));
      const byBlock = inBlocks(blocks, rows, ({ day }) => day);
      const months = blocks.map((block, nth) => monthOfSupervision(scope, subject, block, byBlock[nth] ?? []));
      const met = log === null ? unknown(noTable("supervision")) : allOf(months.map(({ met: part }) => part));
      const outcome = blocks.length === 0 ? "not-applicable" as const : outcomeOf(met);
      const named = (state: string): string[] => (log === null ? [] : months.filter((m) => m.state === state).map((m) => m.block.month));
      return {
        subject, outcome, say: log === null && outcome === "not-assessed" ? "not-assessed.table" : outcome,
        observed: {
          months: log === null ? [] : months.map(({ block, individual, group, state }) => ({ month: block.month, individual, group, state })),
          full: blocks.length, met: named("met").length, shortMonths: named("short"), unknownMonths: named("unknown"),
        },
        expected: { individual: 1, group: 1 },
        words: Object.fromEntries(months.filter(({ state }) => state === "short").map(({ block, individual, group }) => [block.month, lacking(block.month, individual, group)])),
        why: outcome === "not-applicable" ? [] : met.why,
      };
    });
  },
});

function lacking(month: string, individual: number, group: number): Bilingual {
  const none = individual === 0 && group === 0;
  return none ? { zh: `${month}（两种都缺）`, en: `${month} (both missing)` } : individual === 0 ? { zh: `${month}（缺个人督导）`, en: `${month} (individual missing)` } : { zh: `${month}（缺集体督导）`, en: `${month} (group missing)` };
}

interface MonthState { block: Month; individual: number; group: number; state: "met" | "short" | "unknown"; met: Truth }

/**
 * A month is met by clear rows alone, short if it stays unmet though every unclear row is read in the person's favour, else
 * unknown (rules.md, 2.1 "supervision received"). A row has one form: one that nobody understands can fill one only.
 */
function monthOfSupervision(scope: Scope<z.infer<typeof params>>, person: Person, block: Month, rows: readonly MeetingEntry[]): MonthState {
  const clear = { individual: NO_ENTRIES, group: NO_ENTRIES };
  let individual = 0;
  let group = 0;
  let either = 0;
  let bothForms = 0;
  const open: Why[] = [];
  for (const entry of rows) {
    const counts = countsFor(scope, person, entry, block);
    if (counts.is === "no") continue;
    const sure = counts.is === "yes";
    if (sure && entry.individual) clear.individual = withItem(clear.individual, entry);
    if (sure && entry.group) clear.group = withItem(clear.group, entry);
    if (!sure && entry.individual && entry.group) bothForms += 1;
    else if (!sure && entry.individual) individual += 1;
    else if (!sure && entry.group) group += 1;
    if (entry.unclearForm) either += 1;
    if (!sure) addAll(open, counts.why);
    else if (entry.unclearForm) open.push(openCell(scope, entry, "form", "form-unreadable"));
  }
  const lacksIndividual = clear.individual.length === 0;
  const lacksGroup = clear.group.length === 0;
  const need = (lacksIndividual && individual + bothForms === 0 ? 1 : 0) + (lacksGroup && group + bothForms === 0 ? 1 : 0);
  const state = !lacksIndividual && !lacksGroup ? "met" : need <= either ? "unknown" : "short";
  // Cells are made of those alone that are shown.
  const met: Truth = state === "met" ? { is: "yes", why: [dated(scope, clear.individual[0] as MeetingEntry), dated(scope, clear.group[0] as MeetingEntry)] }
    : state === "short" ? { is: "no", why: [...clear.individual, ...clear.group].map((entry) => dated(scope, entry)) } : { is: "unknown", why: open };
  return { block, individual: clear.individual.length, group: clear.group.length, state, met };
}

const NO_ENTRIES: MeetingEntry[] = [];

/** Whether a record counts for a person in a month: it lists them, its giver is above them, its date is known. */
function countsFor(scope: Scope<z.infer<typeof params>>, person: Person, entry: MeetingEntry, block: Month): Truth {
  // Most records are clear, and theirs is the giver's tier alone.
  const clearly = listsClearly(entry, person.id);
  if (clearly && entry.day !== null) return fromAbove(scope, person, entry, block);
  const named = clearly ? truth(true) : unknown(openCell(scope, entry, "supervisees", "name-ambiguous"));
  const when = entry.day === null ? unknown(dated(scope, entry, "date-unreadable")) : truth(true);
  return all(named, when, fromAbove(scope, person, entry, block));
}

function fromAbove(scope: Scope<z.infer<typeof params>>, person: Person, entry: MeetingEntry, block: Month): Truth {
  const { giver } = entry;
  if (giver.is === "ambiguous") return unknown(openCell(scope, entry, "supervisor", "name-ambiguous"));
  const onDay = (day: number): Truth => {
    const own = tierOnDay(roleOn(person, day));
    const tier = giver.is === "known" ? tierOnDay(roleOn(scope.person(giver.person), day)) ?? entry.statedTier : entry.statedTier;
    if (own === null) return unknown(dated(scope, entry, "role-unreadable"));
    return tier === null ? unknown(openCell(scope, entry, "supervisorRole", "giver-unknown")) : truth(tier > own && tier >= (scope.params.minTier ?? 0));
  };
  // Where the day is not known it may be any of the month: a giver who was above them on one of its ends may have been.
  return entry.day === null ? any(onDay(block.from), onDay(block.to)) : onDay(entry.day);
}
