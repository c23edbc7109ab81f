import type { Report } from "../model/report.ts";
import type { Language } from "../model/text.ts";
import { RESULT_COLUMNS, resultLines } from "./result-columns.ts";
import { plain } from "./width.ts";

const BYTE_ORDER_MARK = "\ufeff";

/**
 * The results, one a row, as a table that Excel and WPS open rightly by a double click: UTF-8 with its mark, lines ended by CRLF. No
 * cell of text is taken for a formula.
 */
export function* csv(report: Report, language: Language): Generator<string> {
  yield `${BYTE_ORDER_MARK}${RESULT_COLUMNS.map(({ head }) => cellText(head[language])).join(",")}\r\n`;
  for (const line of resultLines(report, language)) yield `${RESULT_COLUMNS.map(({ cell }) => cellText(cell(line))).join(",")}\r\n`;
}

/** With what a spreadsheet begins a formula, full-width signs as well. */
const FORMULA = /^[=+\-@＝＋－＠]/;

function cellText(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = plain(value.replaceAll(/[\r\n\t]+/g, " "));
  const safe = FORMULA.test(text.trimStart()) ? `'${text}` : text;
  return /[",]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
