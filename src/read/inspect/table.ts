import { fieldWord } from "../../model/field-words.ts";
import { valueOf } from "../../model/field.ts";
import type { InspectedAgency, InspectedTable } from "../../model/inspection.ts";
import { SKIP_REASONS, type SkipReason } from "../../model/submission.ts";
import type { Bilingual } from "../../model/text.ts";
import { nearestHeaders, type FoundHeader } from "../header.ts";
import { mayStandFor, plausibleField } from "../near-field.ts";
import { isBlankCell, type RawRow, type RawTable } from "../raw.ts";
import { widthOf } from "../row-shape.ts";
import { TableReader } from "../rows.ts";
import type { RowCounts } from "../select.ts";
import { selectedRows } from "../selected.ts";
import { layoutOf, sourceOf } from "../table-in-sheet.ts";
import { configuredField, type Vocabulary } from "../vocabulary.ts";
import { troubleCounter } from "./troubles.ts";

const PLACES = 5;
const AGENCIES_LISTED = 10;
/** More different agencies of one table are no longer told apart. */
const AGENCIES_KEPT = 1_000;

/** How a table was understood: its header, then its rows, read to the end. A header without its must-haves is read as far as it goes. */
export async function inspectTable(found: FoundHeader, rows: readonly RawRow[], path: string, raw: RawTable, vocabulary: Vocabulary): Promise<InspectedTable> {
  return { ...headerPart(found, rows, vocabulary), ...await rowsPart(found, path, raw, vocabulary) };
}

type HeaderPart = Pick<InspectedTable, "table" | "headerRows" | "titleRows" | "columns" | "unused" | "missing">;

function headerPart(found: FoundHeader, rows: readonly RawRow[], vocabulary: Vocabulary): HeaderPart {
  const { table, mapping } = found;
  const named = (field: string): { field: string; word: Bilingual } => ({ field, word: fieldWord(table.kind, field) });
  const columns = [...mapping.columns].flatMap(([field, all]) => all.map((column, place) => {
    const [first = column] = all;
    return {
      index: column.index,
      shown: {
        column: column.letter, header: shortHeader(column.header), ...named(field), must: table.must.some((group) => group.find((each) => mapping.columns.has(each)) === field),
        configured: configuredField(vocabulary, table, column.header) === field,
        shadowedBy: place === 0 ? null : { column: first.letter, header: shortHeader(first.header) },
      },
    };
  }));
  const letterOf = new Map(mapping.unmapped.map(({ header, letter }) => [header, letter]));
  // A grade beside a post is wanted by nobody; a grade without a post serves some policies only.
  const missing = table.must.filter(([first]) => first !== undefined && !mapping.columns.has(first)).map((group) => {
    const instead = group.find((field) => mapping.columns.has(field));
    const fields = group.filter((field) => !mapping.columns.has(field));
    const nearest = mayStandFor(table, nearestHeaders(table, fields, mapping.unmapped)).map((header) => ({ column: letterOf.get(header) ?? "", header: shortHeader(header) }));
    return { fields: fields.map(named), instead: instead === undefined ? null : named(instead), nearest };
  });
  // What the table cannot do without comes first: 岗位类 is rather 岗位 than 岗位类别, where 岗位 is missing.
  const wanted = new Map(missing.flatMap(({ fields: [field], nearest: [nearest] }) => (field && nearest ? [[nearest.column, field] as const] : [])));
  return {
    table: table.kind,
    headerRows: found.at.map((at) => rows[at]?.row ?? found.row),
    titleRows: found.titles.filter((row) => row.cells.some((cell) => !isBlankCell(cell))).length,
    columns: columns.sort((a, b) => a.index - b.index).map(({ shown }) => shown),
    unused: mapping.unmapped.map(({ header, letter }) => {
      const field = plausibleField(table, mapping, header, vocabulary);
      return { column: letter, header: shortHeader(header), nearest: wanted.get(letter) ?? (field === null ? null : named(field)) };
    }),
    missing,
  };
}

const LONGEST_HEADER = 40;
const shortHeader = (header: string): string => ([...header].length > LONGEST_HEADER ? `${[...header].slice(0, LONGEST_HEADER).join("")}…` : header);

type RowsPart = Pick<InspectedTable, "rows" | "skipped" | "agency" | "troubles">;

async function rowsPart(found: FoundHeader, path: string, raw: RawTable, vocabulary: Vocabulary): Promise<RowsPart> {
  const source = sourceOf(found, 0, path, raw.sheet);
  const layout = layoutOf(found, source, raw.date1904, vocabulary);
  const counted: RowCounts = { rows: 0, skipped: {} };
  const reader = new TableReader(layout);
  const agencyCell = reader.reader("agency");
  const skipped = new Map<SkipReason, { rows: number; first: number[] }>();
  const skip = (reason: SkipReason, row: number): void => {
    const counts = skipped.get(reason) ?? { rows: 0, first: [] };
    skipped.set(reason, counts);
    counts.rows += 1;
    if (counts.first.length < PLACES) counts.first.push(row);
  };
  const agencies = new Map<string, number>();
  const troubles = troubleCounter();
  for await (const batch of selectedRows(raw, layout, widthOf(found), counted, skip)) {
    reader.begin(batch);
    for (const index of batch.indexes) {
      reader.move(index);
      for (const finding of reader.findings()) troubles.add(finding);
      const agency = valueOf(agencyCell());
      if (typeof agency === "string" && (agencies.has(agency) || agencies.size < AGENCIES_KEPT)) agencies.set(agency, (agencies.get(agency) ?? 0) + 1);
    }
    reader.end();
    for (const finding of batch.findings) troubles.add(finding);
  }
  for (const { row, letter } of found.damaged) troubles.add({ code: "undecodable-text", table: source.table, field: null, value: null, spot: { path, sheet: raw.sheet, row, column: letter }, facts: {} });
  return {
    rows: counted.rows,
    skipped: SKIP_REASONS.flatMap((reason) => { const counts = skipped.get(reason); return counts === undefined ? [] : [{ reason, ...counts }]; }),
    agency: agencyColumn(found, agencies),
    troubles: troubles.all(),
  };
}

function agencyColumn({ mapping }: FoundHeader, agencies: ReadonlyMap<string, number>): InspectedAgency | null {
  const [column] = mapping.columns.get("agency") ?? [];
  if (column === undefined) return null;
  // A sort that keeps the order of the rows where counts are equal.
  const names = [...agencies].sort(([, a], [, b]) => b - a).map(([name, rows]) => ({ name, rows }));
  return { from: "column", column: column.letter, names: names.slice(0, AGENCIES_LISTED), total: names.length };
}
