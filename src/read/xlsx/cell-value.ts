import { fromIso } from "../../model/day.ts";
import type { RawCell } from "../raw.ts";
import type { NumberFormat } from "./number-format.ts";

const SERIAL_1970 = 25_569;
const LATER_1904 = 1_462;
/** Excel's 1900 has a 29 February that never was; before it, serial numbers are one day behind. */
const BEFORE_LEAP_DAY = 60;
/** The first serial number after 31 December 9999, by either system. */
const BEYOND_9999 = 2_957_004;

const REMEMBERED = 65_536;
const FORMULA: RawCell = { formula: true };
const NO_NUMBER: RawCell = { error: "#NUM!" };

/** Makes cells of one table; equal dates, times and errors are the same object, so that nobody looks at them twice. */
export interface CellValues {
  number(number: number, format: NumberFormat): RawCell;
  /** Of type "d": a date, or a time of day alone. */
  isoDate(text: string): RawCell;
  error(text: string): RawCell;
  formula: RawCell;
}

export function cellValues(date1904: boolean): CellValues {
  const dates = remembering((day: number): RawCell => ({ date: day }));
  const times = remembering((hours: number): RawCell => ({ hours }));
  const error = remembering((text: string): RawCell => ({ error: text }));

  return {
    error, formula: FORMULA,
    number(number, format) {
      if (!Number.isFinite(number)) return NO_NUMBER;
      if (format.shows === "number") return number;
      if (format.shows === "digits") return Number.isInteger(number) && number >= 0 ? String(number).padStart(format.count, "0") : number;
      // Beyond the calendar Excel shows neither.
      if (number >= BEYOND_9999) return number;
      if (format.shows === "time") return times(Math.round(number * 24 * format.parts) / format.parts);
      // A year by itself is no serial number: 1905 is not what it means.
      if (number >= 1900 && number <= 2100) return number;
      if (number >= 1) return dates(dayOfSerial(Math.floor(number + 1e-9), date1904));
      return number > 0 ? times(Math.round(number * 24 * 60) / 60) : number;
    },
    isoDate(text) {
      const [, date = "", hours, minutes, seconds = "0"] = /^(?:(\d{4}-\d{2}-\d{2})(?:T|$))?(?:(\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?)?(?:Z|[+-]\d{2}:\d{2})?$/.exec(text.trim()) ?? [];
      // 30 and 31 December 1899 are how times of day are told with a date.
      if (date !== "" && !date.startsWith("1899-12-")) {
        const day = fromIso(date);
        return day === null ? text : dates(day);
      }
      return hours === undefined ? text : times(Number(hours) + Number(minutes) / 60 + Number(seconds) / 3600);
    },
  };
}

function dayOfSerial(serial: number, date1904: boolean): number {
  if (date1904) return serial - SERIAL_1970 + LATER_1904;
  return serial - SERIAL_1970 + (serial < BEFORE_LEAP_DAY ? 1 : 0);
}

function remembering<K>(make: (key: K) => RawCell): (key: K) => RawCell {
  const made = new Map<K, RawCell>();
  return (key) => {
    const before = made.get(key);
    if (before !== undefined) return before;
    if (made.size >= REMEMBERED) made.clear();
    const cell = make(key);
    made.set(key, cell);
    return cell;
  };
}
