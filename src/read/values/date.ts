import { dayOf, oneDay, wholeMonth, type Day, type When } from "../../model/day.ts";
import { BLANK, isPlaceholder, known, textOfCell, unreadable, type Filled, type Parsed, type ValueReader } from "./value.ts";

const DIGITS: Readonly<Record<string, number>> = { 零: 0, "〇": 0, "○": 0, "Ο": 0, 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };

/** 一 to 九十九 as a number; null for anything else. */
export function chineseNumber(text: string): number | null {
  const match = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(text);
  if (!match || text === "") return null;
  const [, tens, ten, ones] = match;
  if (ten === undefined) return tens !== undefined && ones !== undefined ? null : DIGITS[tens ?? ones ?? ""] ?? null;
  return (tens === undefined ? 1 : DIGITS[tens] ?? 0) * 10 + (ones === undefined ? 0 : DIGITS[ones] ?? 0);
}

/** 二〇一〇年三月一日 in figures. */
function chineseToFigures(text: string): string {
  const match = /^([零〇○Ο一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})[日号])?(.*)$/.exec(text);
  if (!match) return text;
  const [, year = "", month = "", date, rest = ""] = match;
  const figures = [...year].map((digit) => DIGITS[digit]).join("");
  return `${figures}年${chineseNumber(month) ?? month}月${date === undefined ? "" : `${chineseNumber(date) ?? date}日`}${rest}`;
}

/** Days between 1970-01-01 and the day before serial number 1; Excel's 1900 has a 29 February that never was. */
const BEFORE_1970 = 25_569;
const LATER_1904 = 1_462;
const SMALLEST_SERIAL = 10_000;
const GREATEST_SERIAL = 99_999;

/** The day of a serial number of five digits; a time of day behind it is dropped. */
export function dayOfSerial(serial: number, date1904: boolean): Day | null {
  const whole = Math.floor(serial);
  if (whole < SMALLEST_SERIAL || whole > GREATEST_SERIAL) return null;
  return whole - BEFORE_1970 + (date1904 ? LATER_1904 : 0);
}

const SPLIT = String.raw`\s*[-/.年]\s*`;
/** A time of day or a weekday behind a date. */
const TAIL = String.raw`(?:(?:T|\s+|(?<=[日号]))(?:上午|下午|中午|晚上|早上|晚)?\s*\d{1,2}[:时点].*|\s*\(?(?:星期|周)[一二三四五六日天]\)?(?:\s.*)?)?`;
const FULL = new RegExp(String.raw`^(\d{4})${SPLIT}(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?${TAIL}$`);
const MONTH = new RegExp(String.raw`^(\d{4})${SPLIT}(\d{1,2})\s*月?份?$`);
const COMPACT = new RegExp(String.raw`^(\d{4})(\d{2})(\d{2})${TAIL}$`);
const COMPACT_MONTH = /^(19\d{2}|20\d{2}|21\d{2})(\d{2})$/;

const whenOf = (day: Day | null): When | null => (day === null ? null : oneDay(day));

/** Whoever writes an earlier year left out a digit. */
const EARLIEST_YEAR = 1900;

/** A date as text; null where it is none. */
export function whenOfText(text: string, date1904 = false): When | null {
  const plain = chineseToFigures(text.normalize("NFKC").replace(/\s+/g, " ").trim().replace(/\s*至今$/, "").replace(/\s*-$/, ""));
  const full = FULL.exec(plain) ?? COMPACT.exec(plain);
  if (full) return Number(full[1]) < EARLIEST_YEAR ? null : whenOf(dayOf(Number(full[1]), Number(full[2]), Number(full[3])));
  const month = MONTH.exec(plain) ?? COMPACT_MONTH.exec(plain);
  if (month) return Number(month[1]) < EARLIEST_YEAR ? null : wholeMonth(Number(month[1]), Number(month[2]));
  return /^\d{5}(?:\.\d+)?$/.test(plain) ? whenOf(dayOfSerial(Number(plain), date1904)) : null;
}

/** A number in a date column: a serial number, 20100301, or a year and month written with a point. */
function whenOfNumber(number: number, date1904: boolean): When | null | "ambiguous" {
  const serial = dayOfSerial(number, date1904);
  if (serial !== null) return oneDay(serial);
  const text = String(Number(number.toFixed(6)));
  // As a number, 2010.10 has lost its nought: 2010.1 may be January or October.
  if (/^\d{4}\.1$/.test(text)) return "ambiguous";
  return /^\d{8}$|^\d{6}$|^\d{4}\.\d{1,2}$/.test(text) ? whenOfText(text, date1904) : null;
}

const OPEN = /^(?:至今|长期|长期有效)$/;

/** A date, or a month that is known only as such (data.md, section 3). 至今 is open: blank. */
export const readDate: ValueReader<When> = (cell: Filled, context): Parsed<When> => {
  if (typeof cell === "object" && "date" in cell) return known(oneDay(cell.date));
  if (typeof cell === "number") {
    const when = whenOfNumber(cell, context.date1904);
    return when === "ambiguous" ? unreadable("ambiguous-date") : when === null ? unreadable("bad-date") : known(when);
  }
  const text = textOfCell(cell);
  if (isPlaceholder(text) || OPEN.test(text.trim())) return BLANK;
  const when = typeof cell === "string" ? whenOfText(text, context.date1904) : null;
  return when === null ? unreadable("bad-date") : known(when);
};

/** The date of a log row: whatever is no date is a bad date. */
export const readLogDate: ValueReader<When> = (cell, context) => {
  const date = readDate(cell, context);
  return date.is === "unreadable" && date.fault.code === "ambiguous-date" ? unreadable("bad-date", {}, "ambiguous") : date;
};

/** The date of a service record: it needs its day (rules.md, "month-only dates"). */
export const readServiceDate: ValueReader<When> = (cell, context) => {
  const date = readLogDate(cell, context);
  return date.is === "known" && date.value.first !== date.value.last ? unreadable("bad-date", {}, "month-only") : date;
};
