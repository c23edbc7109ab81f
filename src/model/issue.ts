import type { At } from "./field.ts";
import type { TableKind } from "./table.ts";
import { byCodePoint } from "./text.ts";

export const SEVERITIES = ["error", "warning", "notice"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What can be wrong with the data itself (report.md, "Data issue codes"); in reports each has `DATA-` before it. */
export const ISSUE_CODES = [
  "missing-column", "missing-agency", "unknown-role", "unknown-qualification", "unknown-value", "bad-date", "bad-number", "lost-digits", "loose-value",
  "future-date", "missing-name", "duplicate-person", "ambiguous-name", "unknown-person", "unknown-supervisor", "duplicate-record", "left-without-date",
  "ambiguous-date", "undecodable-text", "column-shadowed", "long-cell", "formula-without-value", "error-cell", "ragged-row", "unread-sheet", "unread-file",
  "duplicate-file", "empty-table", "swallowed-lines", "log-ends-early", "summary-not-log", "hidden-rows", "encoding-guess", "waiver-invalid",
  "waiver-unused", "not-approved", "conversion-unused", "date-order",
] as const;
export type IssueCode = (typeof ISSUE_CODES)[number];

/** Where a thing stands that is no single cell: a file, a sheet, a row. */
export interface Spot {
  path: string;
  sheet: string | null;
  row: number | null;
  column: string | null;
}

/** Columns in the order of a sheet: B before AA. */
export const byLetter = (a: string, b: string): number => a.length - b.length || byCodePoint(a, b);

/** Places in the order in which a person comes to them: file, sheet, row, column; none first. */
export const bySpot = (a: Spot | null, b: Spot | null): number =>
  byCodePoint(a?.path ?? "", b?.path ?? "") || byCodePoint(a?.sheet ?? "", b?.sheet ?? "") || (a?.row ?? 0) - (b?.row ?? 0) || byLetter(a?.column ?? "", b?.column ?? "");

export const spotOf = (at: At): Spot => ({ path: at.source.path, sheet: at.source.sheet, row: at.row, column: at.column });

/**
 * Something wrong with the data, as it was found. Its severity and its sentence come later: the severity depends on who is
 * judged and by which rules (rules.md, section 6), the sentence on the language.
 */
export interface Finding {
  code: IssueCode;
  /** null for what concerns no table. */
  table: TableKind | null;
  /** The column of the dictionary; null for what concerns a whole row, sheet or file. */
  field: string | null;
  spot: Spot | null;
  /** The text in the cell; reports mask ID numbers in it. */
  value: string | null;
  /** What the sentence of this code says besides: headers, counts, expected values. */
  facts: Readonly<Record<string, string | number>>;
  /** Which of the sentences of its code; "" is the plain one. */
  variant?: string;
}
