import type { Source } from "../model/field.ts";
import { findHeader, HEADER_WITHIN, headerText, isSummary, tableOfName, type FoundHeader } from "./header.ts";
import { knownIn, mapColumns, type Mapping } from "./mapping.ts";
import { isBlankCell, type RawRow, type RawTable } from "./raw.ts";
import type { Layout } from "./layout.ts";
import { rowText } from "./skip.ts";
import { isReadMe } from "./template-marks.ts";
import { EVERY_TABLE, type AnyTable } from "./tables/index.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What lies in a sheet: a table of ours, a monthly summary by worker, nothing at all, a template's instructions, or something else. */
export type InSheet = { is: "table"; found: FoundHeader } | { is: "summary" } | { is: "blank" } | { is: "read-me" } | { is: "unknown"; headers: string };

const NO_COLUMNS: ReadonlySet<number> = new Set();

/** The rows among which a header is looked for. */
export async function firstRows(table: RawTable, count = HEADER_WITHIN): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  // No column is wanted yet, so nothing of any is remembered: a row is decoded, looked at and forgotten.
  for await (const batch of table.batches(NO_COLUMNS)) {
    for (let i = 0; i < batch.length && rows.length < count; i++) rows.push(batch.whole(i));
    if (rows.length >= count) break;
  }
  return rows;
}

/** The table whose header is among the first rows of a sheet; `file` is the name of the file, `sheet` null for a CSV. */
export function tableInSheet(rows: readonly RawRow[], file: string, sheet: string | null, vocabulary: Vocabulary): InSheet {
  if (rows.every((row) => row.cells.every(isBlankCell))) return { is: "blank" };
  const found = findHeader(rows, tableOfName(sheet ?? "") ?? tableOfName(file), vocabulary);
  const names = `${sheet ?? ""} ${file} ${rows.slice(0, found?.at[0] ?? 3).map((row) => rowText(row.cells)).join(" ")}`;
  if ((!found || found.mapping.missing.length > 0) && isSummary(rows.slice(0, 10), names)) return { is: "summary" };
  if (found) return { is: "table", found };
  if (isReadMe(rows)) return { is: "read-me" };
  return { is: "unknown", headers: rowText(rows.find((row) => row.cells.some((cell) => !isBlankCell(cell)))?.cells ?? []).replaceAll("\t", "、").slice(0, 200) };
}

/** A header as the source of its rows. */
export const sourceOf = ({ table, row, mapping }: FoundHeader, id: number, path: string, sheet: string | null): Source => ({
  id, table: table.kind, path, sheet, headerRow: row,
  columns: new Map([...mapping.columns].map(([field, columns]) => [field, columns.map(({ letter, header }) => ({ letter, header }))])),
});

/** What is needed to read the rows below a header. */
export const layoutOf = (found: FoundHeader, source: Source, date1904: boolean, vocabulary: Vocabulary): Layout => ({
  source, table: found.table, columns: found.mapping.columns, headerRows: [found.headers], date1904, vocabulary,
  titles: new Set(found.titles.map((row) => rowText(row.cells)).filter((text) => text !== "")),
});

/** The row that comes nearest to a header, where none is one: it names fewer columns than tell a table. null: no row names any. */
export function nearestTable(rows: readonly RawRow[], vocabulary: Vocabulary): { table: AnyTable; mapping: Mapping; row: number } | null {
  let best: { table: AnyTable; mapping: Mapping; row: number } | null = null;
  for (const { row, cells } of rows) {
    const headers = cells.map(headerText);
    if (knownIn(headers, vocabulary) < Math.max(1, best?.mapping.known ?? 0)) continue;
    for (const table of EVERY_TABLE) {
      const mapping = mapColumns(table, headers, vocabulary);
      const order = best === null ? 1 : mapping.known - best.mapping.known || best.mapping.missing.length - mapping.missing.length;
      if (mapping.known > 0 && order > 0) best = { table, mapping, row };
    }
  }
  return best;
}
