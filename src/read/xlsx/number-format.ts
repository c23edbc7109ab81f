/** What a cell's number format makes of its number. */
export type NumberFormat =
  | { shows: "number" }
  | { shows: "date" }
  /** `parts` of an hour: to the minute, or to the second where the format has one. */
  | { shows: "time"; parts: 60 | 3600 }
  /** 0000 shows 7 as 0007: an employee's number. */
  | { shows: "digits"; count: number };

const AS_NUMBER: NumberFormat = { shows: "number" };
const AS_DATE: NumberFormat = { shows: "date" };
const TO_THE_MINUTE: NumberFormat = { shows: "time", parts: 60 };
const TO_THE_SECOND: NumberFormat = { shows: "time", parts: 3600 };

/**
 * Formats that a workbook may use by number alone (ECMA-376 part 1, 18.8.30). 27–36 and 50–58 are Excel's Chinese dates; of them
 * 32 to 35, 55 and 56 show times of day, so that the number decides: from 1 on it is a date.
 */
const BUILT_IN: ReadonlyMap<number, NumberFormat> = new Map<number, NumberFormat>([
  ...[14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58].map((id) => [id, AS_DATE] as const),
  ...[18, 20].map((id) => [id, TO_THE_MINUTE] as const),
  ...[19, 21, 45, 46, 47].map((id) => [id, TO_THE_SECOND] as const),
]);

export const builtInFormat = (id: number): NumberFormat => BUILT_IN.get(id) ?? AS_NUMBER;

/** What a custom format shows. */
export function customFormat(format: string): NumberFormat {
  const digits = /^(0{2,})(?:_.)*(?:;.*)?$/.exec(format)?.[1];
  if (digits !== undefined) return { shows: "digits", count: digits.length };
  const shows = dateFormat(format);
  if (shows === "date") return AS_DATE;
  return shows === null ? AS_NUMBER : /s/.test(bare(format)) ? TO_THE_SECOND : TO_THE_MINUTE;
}

/** Whether a number format shows a date, a time of day alone, or neither (data.md, section 4, 4). */
export function dateFormat(format: string): "date" | "time" | null {
  const tokens = bare(format);
  if (/[yd]/.test(tokens)) return "date";
  // Weekdays (aaa is the Chinese one) and eras (e, g, the Buddhist b), unless it is a number with a unit that nobody quoted: 0.0kg.
  if (/aaa|bb|g|e(?![+-])/.test(tokens) && !/[0#?]/.test(tokens)) return "date";
  return /[hs]|\[m+\]/.test(tokens) ? "time" : null;
}

/** Without quoted and escaped text, and brackets other than [h] [m] [s]; "General" in any language Excel writes it in. */
const bare = (format: string): string =>
  format.toLowerCase().replace(/\\.|[_*].|"[^"]*"?|\[(?!(?:h+|m+|s+)\])[^\]]*\]?/g, "").replace(/general|g\/[^;]*/g, "");
