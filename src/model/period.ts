import { fromIso, iso, partsOf, dayOf, type Day, type Period } from "./day.ts";
import { Refusal } from "./fault.ts";
import type { Policy } from "./policy.ts";

/** What the user said of the days; each YYYY-MM-DD. */
export interface DaysAsked {
  asOf?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/**
 * The day the audit looks at and its period (rules.md, section 1): asOf given, else `to`, else today; the period from 1 January of
 * asOf's year up to asOf; a `to` after asOf is cut.
 * @throws Refusal for a date that is none, a period that ends before it begins, and a historic policy without a day.
 */
export function daysOfAudit(asked: DaysAsked, policies: readonly Pick<Policy, "id" | "standing">[], today: Day): { asOf: Day; period: Period } {
  const historic = policies.find((policy) => policy.standing === "historic");
  if (historic && asked.asOf === undefined && asked.to === undefined) {
    throw new Refusal({
      zh: `${historic.id} 是历史政策，须写明检查哪一天的情况：加上 --as-of 日期（例如 --as-of 2010-11-30）或 --to 日期。`,
      en: `${historic.id} is a historic policy; say which day to audit: add --as-of <date> (for example --as-of 2010-11-30) or --to <date>.`,
    });
  }
  const to = read("--to", asked.to);
  const asOf = read("--as-of", asked.asOf) ?? to ?? today;
  const from = read("--from", asked.from) ?? dayOf(partsOf(asOf).year, 1, 1) ?? asOf;
  const end = Math.min(to ?? asOf, asOf);
  if (asOf < from) throw order("--as-of", asOf, from);
  if (end < from) throw order("--to", end, from);
  return { asOf, period: { from, to: end } };
}

function read(option: string, text: string | undefined): Day | null {
  if (text === undefined) return null;
  const day = fromIso(text);
  if (day !== null) return day;
  throw new Refusal({
    zh: `${option} ${text} 不是日期：应写成 年-月-日，例如 ${option} 2010-11-30。`,
    en: `${option} ${text} is no date: write it as year-month-day, for example ${option} 2010-11-30.`,
  });
}

function order(option: string, day: Day, from: Day): Refusal {
  return new Refusal({
    zh: `${option} ${iso(day)} 早于检查期开始日 ${iso(from)}：请用 --from 写明更早的开始日，或改 ${option}。`,
    en: `${option} ${iso(day)} is before the period's first day ${iso(from)}: give an earlier --from, or change ${option}.`,
  });
}
