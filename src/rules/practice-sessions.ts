import * as z from "zod";
import { valueOf } from "../model/field.ts";
import { allOf, between, unknown, within, type Bounds, type Why } from "../model/known.ts";
import type { Person } from "../model/person.ts";
import type { Bilingual } from "../model/text.ts";
import { dated, openCell } from "./evidence.ts";
import { assumptionOf, halfDaysOf, sumOf } from "./half-days.ts";
import { defineRuleKind, noTable, outcomeOf, type AssumptionCode, type Scope } from "./kind.ts";
import { inBlocks, monthsInRole } from "./months.ts";
import { latestTarget } from "./targets.ts";
import { sessions, sessionsOf, type Session } from "./tallies/sessions.ts";

const params = z.strictObject({ target: z.number().positive(), tolerance: z.number().min(0), hoursPerHalfDay: z.number().positive() });
type SessionsScope = Scope<z.infer<typeof params>>;

/** Article 14(2): a trainee's own practice, about ten half-days in every full month. */
export default defineRuleKind({
  kind: "practice-sessions",
  about: "people",
  params,
  reads: {
    services: ["date", "worker", "workerNo", "type", "serviceNo", "sessionNo", "halfDays", "hours", "lead", "direct", "complete"],
    targets: ["person", "monthlyHalfDays", "approvedBy", "approvedOn"],
  },
  tallies: [sessions],
  observed: z.object({
    months: z.array(z.object({ month: z.string(), halfDays: z.number(), best: z.number().optional(), state: z.enum(["met", "short", "over", "unknown"]) })),
    full: z.number(), missedMonths: z.array(z.string()), unknownMonths: z.array(z.string()),
  }),
  expected: z.object({ target: z.number(), low: z.number(), high: z.number() }),
  sentences: {
    zh: {
      "pass": "{name}任现职的 {full} 个完整月份，每月一线实务都在 {low}–{high} 节（半天）之间。",
      "fail": "{name}任现职的 {full} 个完整月份中，一线实务不在 {low}–{high} 节（半天）之间的有：{missedMonths}。",
      "not-assessed": "{name}的一线实务是否在 {low}–{high} 节（半天）之间，以下月份无法判定：{unknownMonths}。",
      "not-assessed.table": "没有服务记录表，{name}每月的一线实务节数无法判定。",
      "not-applicable": "{name}在检查期内没有任现职的完整月份。",
    },
    en: {
      "pass": "{name}'s own practice was between {low} and {high} half-days in every full month in the present post ({full}).",
      "fail": "Of {name}'s full months in the present post ({full}), own practice was not between {low} and {high} half-days in: {missedMonths}.",
      "not-assessed": "Whether {name}'s own practice was between {low} and {high} half-days cannot be told for {unknownMonths}.",
      "not-assessed.table": "Without a service log, {name}'s own practice cannot be told.",
      "not-applicable": "{name} has no full month in the present post within the period.",
    },
  },
  remedy: {
    zh: {
      "fail": "安排见习督导每月的一线实务，使之符合要求的节数；已做而未登记的，补录服务记录；确需另定的，由督导顾问确定每月节数并登记在指标调整表中。",
      "not-assessed": "补充或更正：{needs}。",
    },
    en: {
      "fail": "Arrange the trainee's own practice to fit the half-days asked for each month; enter what was done but not recorded; if another number is needed, have the adviser set it and enter it in the adjusted targets.",
      "not-assessed": "Supply or correct: {needs}.",
    },
  },
  contradictions: ({ target, tolerance }) => (tolerance >= target ? [{ zh: "允许的上下浮动不小于目标节数：一节不做也算符合", en: "the tolerance is no less than the target: no practice at all would do" }] : []),
  judge(scope) {
    const log = scope.given("services") ? scope.tally(sessions) : null;
    return scope.subjects.map((subject) => {
      const target = monthlyTarget(scope, subject);
      const [low, high] = [target - scope.params.tolerance, target + scope.params.tolerance];
      const mine = log === null ? [] : sessionsOf(log, subject.id).filter(mayCount);
      const blocks = monthsInRole(scope, subject);
      const byBlock = inBlocks(blocks, mine, ({ entry }) => entry.day);
      const months = blocks.map((block, nth) => {
        const amount = practiceIn(scope, byBlock[nth] ?? []);
        const met = within(amount, low, high);
        return { block, amount, met, state: met.is === "yes" ? "met" as const : met.is === "unknown" ? "unknown" as const : amount.max < low ? "short" as const : "over" as const };
      });
      const met = log === null ? unknown(noTable("services")) : allOf(months.map((month) => month.met));
      const outcome = months.length === 0 ? "not-applicable" as const : outcomeOf(met);
      const shown = log === null ? [] : months;
      return {
        subject, outcome, say: log === null && outcome === "not-assessed" ? "not-assessed.table" : outcome,
        observed: {
          months: shown.map(({ block, amount, state }) => ({ month: block.month, halfDays: amount.min, ...(amount.max === amount.min ? {} : { best: amount.max }), state })),
          full: months.length,
          missedMonths: shown.filter(({ state }) => state === "short" || state === "over").map(({ block }) => block.month),
          unknownMonths: shown.filter(({ state }) => state === "unknown").map(({ block }) => block.month),
        },
        expected: { target, low, high },
        words: Object.fromEntries(months.filter(({ state }) => state === "short" || state === "over").map(({ block, amount }) => [block.month, monthWords(block.month, amount)])),
        why: outcome === "not-applicable" ? [] : met.why,
        assumes: assumptionsOf(mine, scope.params.hoursPerHalfDay),
      };
    });
  },
});

/** A month with what was done in it. */
function monthWords(month: string, { min, max }: Bounds): Bilingual {
  const round = (amount: number): number => Math.round(amount * 100) / 100;
  const amount = min === max ? `${round(min)}` : `${round(min)}–${round(max)}`;
  return { zh: `${month}（${amount} 节）`, en: `${month} (${amount})` };
}

/** Direct, not known to be incomplete, not known to be somebody else's lead. */
const mayCount = ({ entry, lead }: Session): boolean => entry.direct && entry.complete !== false && lead !== false;

function monthlyTarget(scope: SessionsScope, person: Person): number {
  const row = latestTarget(scope, person);
  return (row === null ? null : valueOf(row.fields.monthlyHalfDays)) ?? scope.params.target;
}

/** Own practice of a month, from every unknown as no to every unknown as yes (rules.md, 2.2). */
function practiceIn(scope: SessionsScope, mine: readonly Session[]): Bounds {
  const [least, most]: [number[], number[]] = [[], []];
  const sure: Why[] = [];
  const open: Why[] = [];
  for (const { entry, lead } of mine) {
    const amount = halfDaysOf(entry, scope.params.hoursPerHalfDay);
    const certain = entry.complete === true && lead === true;
    if (certain) least.push(amount.min);
    most.push(amount.max);
    if (certain) sure.push(dated(scope, entry));
    if (entry.complete === null) open.push(openCell(scope, entry, "complete", "cell-blank"));
    if (lead === null) open.push(openCell(scope, entry, "lead", "cell-blank"));
    if (amount.min !== amount.max) open.push(openCell(scope, entry, "halfDays", "cell-blank"));
  }
  return between(sumOf(least), sumOf(most), sure, open);
}

export const assumptionsOf = (list: readonly Session[], hoursPerHalfDay: number): AssumptionCode[] =>
  [...new Set(list.map(({ entry }) => assumptionOf(halfDaysOf(entry, hoursPerHalfDay).by)).filter((code) => code !== null))].sort();
