import type { Style } from "exceljs";
import { fromIso, MS_A_DAY } from "../../model/day.ts";
import type { Severity } from "../../model/issue.ts";
import type { Status, Verdict } from "../../model/status.ts";
import type { Cell, Value } from "./writer.ts";

/** Colours beside words, never instead of them. */

const filled = (argb: string, ink: string): Partial<Style> => ({ fill: { type: "pattern", pattern: "solid", fgColor: { argb } }, font: { color: { argb: ink } } });
const RED = filled("FFFBE3E1", "FF9B1C14");
const AMBER = filled("FFFFF3D6", "FF7A5200");
const GREEN = filled("FFE3F3E7", "FF1E6B34");
const BLUE = filled("FFE3ECF9", "FF1B4E8C");

export const STATUS_LOOKS: Readonly<Record<Status, Partial<Style>>> = { "fail": RED, "not-assessed": AMBER, "pending": BLUE, "waived": BLUE, "pass": GREEN, "not-applicable": {} };
export const SEVERITY_LOOKS: Readonly<Record<Severity, Partial<Style>>> = { error: RED, warning: AMBER, notice: {} };
export const VERDICT_LOOKS: Readonly<Record<Verdict, Partial<Style>>> = { "non-compliant": RED, "incomplete": AMBER, "nothing-to-judge": AMBER, "pending": BLUE, "compliant-with-findings": GREEN, "compliant": GREEN };

export const DAY: Partial<Style> = { numFmt: "yyyy-mm-dd", alignment: { horizontal: "left" } };
export const COUNT: Partial<Style> = { numFmt: "#,##0", alignment: { horizontal: "right" } };

export const dayCell = (iso: string | null): Value => { const day = iso === null ? null : fromIso(iso); return day === null ? iso : new Date(day * MS_A_DAY); };

/** The value of a cell of the submission: a day as a day, everything else as its text. */
export function sourceCell(text: string | null): Cell {
  const day = text === null ? null : fromIso(text);
  return day === null ? { value: text } : { value: new Date(day * MS_A_DAY), style: DAY };
}
