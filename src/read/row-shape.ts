import type { Finding } from "../model/issue.ts";
import type { Source } from "../model/field.ts";
import type { FoundHeader } from "./header.ts";
import { isBlankCell, type RawRow } from "./raw.ts";

/** Up to the last column that has a header, be it one that nobody can read. */
export const widthOf = ({ headers, damaged }: Pick<FoundHeader, "headers" | "damaged">): number =>
  Math.max(headers.reduce((width, header, index) => (header === "" ? width : index + 1), 0), ...damaged.map(({ index }) => index + 1));

/** More filled cells than headers; in a CSV, a quoted cell that swallowed lines (data.md, section 4, 1). `separator` is null for a workbook. */
export function shapeFindings(row: RawRow, source: Source, separator: string | null, width: number): Finding[] {
  const findings: Finding[] = [];
  const say = (code: "ragged-row" | "swallowed-lines", facts: Finding["facts"]): void => {
    findings.push({ code, table: source.table, field: null, value: null, spot: { path: source.path, sheet: source.sheet, row: row.row, column: null }, facts });
  };
  let beyond = 0;
  for (let index = width; index < row.cells.length; index++) if (!isBlankCell(row.cells[index])) beyond += 1;
  if (beyond > 0) say("ragged-row", { headers: width, beyond });
  if (separator === null) return findings;
  for (const cell of row.cells) {
    if (typeof cell !== "string" || !/[\r\n]/.test(cell)) continue;
    const lines = cell.split(/\r\n|\r|\n/);
    if (lines.filter((line) => line.split(separator).length >= width).length < 2) continue;
    say("swallowed-lines", { from: row.row, to: row.row + lines.length - 1, lines: lines.length });
  }
  return findings;
}
