/**
 * Calendar dates without time zone. A day is a whole number, the days since 1970-01-01; nothing here reads a clock.
 */
export type Day = number;

/** A date as a file tells it: one day (first = last), or a month known only as such (its first and last day). */
export interface When {
  first: Day;
  last: Day;
}

export const MS_A_DAY = 86_400_000;

/** The day of a year, month (1–12) and day of month; null where the calendar has no such day. */
export function dayOf(year: number, month: number, date: number): Day | null {
  if (!Number.isInteger(year) || year < 1 || year > 9999) return null;
  if (!Number.isInteger(month) || month < 1 || month > 12) return null;
  if (!Number.isInteger(date) || date < 1 || date > daysInMonth(year, month)) return null;
  return toDay(year, month, date);
}

/** Counted from March, so that the day that a leap year has more is its last; 719,468 days lie between the first of March of the year 0 and 1970. */
function toDay(year: number, month: number, date: number): Day {
  const years = month <= 2 ? year - 1 : year;
  const months = month <= 2 ? month + 9 : month - 3;
  return years * 365 + Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400) + Math.floor((months * 153 + 2) / 5) + date - 1 - 719_468;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function partsOf(day: Day): { year: number; month: number; date: number } {
  const utc = new Date(day * MS_A_DAY);
  return { year: utc.getUTCFullYear(), month: utc.getUTCMonth() + 1, date: utc.getUTCDate() };
}

const two = (n: number): string => String(n).padStart(2, "0");

/** Days that were written before; an audit writes few, and each many times. */
const written = new Map<Day, string>();
const MOST_WRITTEN = 20_000;

/** YYYY-MM-DD */
export function iso(day: Day): string {
  const known = written.get(day);
  if (known !== undefined) return known;
  if (written.size >= MOST_WRITTEN) written.clear();
  const { year, month, date } = partsOf(day);
  const text = `${String(year).padStart(4, "0")}-${two(month)}-${two(date)}`;
  written.set(day, text);
  return text;
}

/** The day of a YYYY-MM-DD text; null where it is none. */
export function fromIso(text: string): Day | null {
  if (text.length !== 10) return null;
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match ? dayOf(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}

/** YYYY-MM of the month a day lies in. */
const months = new Map<string, string>();

/** YYYY-MM, the same text each time: results hold many. */
export function monthOf(day: Day): string {
  const text = iso(day).slice(0, 7);
  const known = months.get(text);
  if (known !== undefined) return known;
  if (months.size >= MOST_WRITTEN) months.clear();
  months.set(text, text);
  return text;
}

export function monthStart(day: Day): Day {
  const { year, month } = partsOf(day);
  return toDay(year, month, 1);
}

export function monthEnd(day: Day): Day {
  const { year, month } = partsOf(day);
  return toDay(year, month, daysInMonth(year, month));
}

/** A month as a When, both ends open to judgement. */
export function wholeMonth(year: number, month: number): When | null {
  const first = dayOf(year, month, 1);
  return first === null ? null : { first, last: monthEnd(first) };
}

export const oneDay = (day: Day): When => ({ first: day, last: day });

/** Calendar arithmetic, clamped at the month's end: 31 August + 6 months is 28 or 29 February (rules.md, section 1). */
export function addMonths(day: Day, months: number): Day {
  const { year, month, date } = partsOf(day);
  const total = year * 12 + (month - 1) + months;
  const toYear = Math.floor(total / 12);
  const toMonth = total - toYear * 12 + 1;
  return toDay(toYear, toMonth, Math.min(date, daysInMonth(toYear, toMonth)));
}

/** How many whole months lie between two days: the greatest n with addMonths(from, n) ≤ to; negative where `to` comes first. */
export function wholeMonthsBetween(from: Day, to: Day): number {
  const a = partsOf(from);
  const b = partsOf(to);
  const guess = (b.year - a.year) * 12 + (b.month - a.month);
  return addMonths(from, guess) <= to ? guess : guess - 1;
}

/** Which day a month-only date means where the first day is meant (hire, role and experience dates; rules.md, section 1). */
export const firstOf = (when: When): Day => when.first;

/** Which day it means where the last day is meant: the month's last, or asOf where asOf lies in that month. */
export function lastOf(when: When, asOf: Day): Day {
  return when.first !== when.last && when.first <= asOf && asOf <= when.last ? asOf : when.last;
}

/** Both days belong to the period. */
export interface Period {
  from: Day;
  to: Day;
}

export const inPeriod = (day: Day, period: Period): boolean => day >= period.from && day <= period.to;

/** A calendar month: YYYY-MM, its first day and its last. */
interface FullMonth extends Period { month: string }

let lastMonths: { from: Day; to: Day; months: readonly FullMonth[] } = { from: 0, to: -1, months: [] };

/** The calendar months that lie wholly inside a stretch of days, in order: of the same stretch, asked for person after person, the same list. */
export function fullMonths(from: Day, to: Day): readonly FullMonth[] {
  if (lastMonths.from !== from || lastMonths.to !== to) lastMonths = { from, to, months: monthsWithin(from, to) };
  return lastMonths.months;
}

function monthsWithin(from: Day, to: Day): FullMonth[] {
  const months: FullMonth[] = [];
  let start = monthStart(from);
  if (start < from) start = monthEnd(from) + 1;
  for (let end = monthEnd(start); end <= to; start = end + 1, end = monthEnd(start)) {
    months.push({ month: monthOf(start), from: start, to: end });
  }
  return months;
}
