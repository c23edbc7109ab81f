import type { Source, Field, At } from "../model/field.ts";
import type { Finding, IssueCode } from "../model/issue.ts";
import type { When } from "../model/day.ts";
import type { Row } from "../model/record.ts";
import type { SkipReason } from "../model/submission.ts";
import type { TableKind } from "../model/table.ts";
import { squeeze } from "../model/text.ts";
import { headerText, type MappedColumn } from "./header.ts";
import { cleanCell, isBlankCell, LONGEST_CELL, type RawCell, type RawRow, type Wanted } from "./raw.ts";
import type { FieldSpec } from "./tables/define.ts";
import type { AnyTable } from "./tables/index.ts";
import { configuredText, type Vocabulary } from "./vocabulary.ts";
import { BLANK, isPlaceholder, textOfCell, type Context, type Fault, type Filled, type Parsed } from "./values/value.ts";

/** A table as it lies in its sheet: what is needed to read its rows. */
export interface Layout {
  source: Source;
  table: AnyTable;
  /** field → its columns, the one that is read first. */
  columns: ReadonlyMap<string, readonly MappedColumn[]>;
  /** The texts of the header's rows, by column. */
  headerRows: readonly (readonly string[])[];
  /** The rows above the header, each as one text. */
  titles: ReadonlySet<string>;
  date1904: boolean;
  vocabulary: Vocabulary;
}

/** The columns that a layout reads. */
export const wantedColumns = (layout: Layout): Wanted => new Set([...layout.columns.values()].flat().map((column) => column.index));

const EXAMPLE = /^(?:例|示例|样例|填写说明|填表说明)/;
const FOOTER = /^(?:合计|小计|总计|共计|备注|注:|说明|填表人|制表|填报|审核人|审核:|负责人|经办人|盖章|日期:|单位\(盖章\))/;
const EXAMPLE_LETTERS = new Set("例示样填");
const FOOTER_LETTERS = new Set("合小总共备注说填制审负经盖日单");
/** Nobody is called so, whatever is counted. */
const COUNT_OF_PEOPLE = /^\d+[人名条次份节个]?$/;

const textOf = (cell: RawCell | undefined): string =>
  cell === null || cell === undefined ? "" : typeof cell === "string" ? cleanCell(cell) : typeof cell === "object" ? "" : textOfCell(cell);

const beginsLikeFooter = (text: string): boolean => FOOTER_LETTERS.has(text[0] ?? "") && FOOTER.test(squeeze(text));
/** The same of a cell as it lies in its file; most are told by their first letter. */
const isFooterCell = (cell: RawCell): boolean =>
  typeof cell === "string" && (FOOTER_LETTERS.has(cell[0] ?? "") || !/^[\p{L}\p{N}]/u.test(cell)) && beginsLikeFooter(cleanCell(cell));

/** All cells of a row as one text, to see whether a row is printed again. */
export const rowText = (cells: readonly RawCell[]): string => cells.map(headerText).filter((text) => text !== "").join("\t");

/** Why a row below the header is no row of the table (data.md, section 4, 2); null: it is one. Needs the cells of every column. */
export function skipReason(layout: Layout, cells: readonly RawCell[]): SkipReason | "blank" | null {
  if (isBlankRow(layout, cells)) return "blank";
  const first = textOf(cells.find((cell) => !isBlankCell(cell)));
  if (EXAMPLE_LETTERS.has(first[0] ?? "") && EXAMPLE.test(squeeze(first))) return "example";
  if (cells.some(isFooterCell) && namesNobody(layout, cells)) return "footer";
  return repeatsHeader(layout, cells) ? "repeated-header" : null;
}

/** A row with text only in columns that are not read is blank. */
export function isBlankRow(layout: Layout, cells: readonly RawCell[]): boolean {
  for (const columns of layout.columns.values()) if (columns.some((column) => !isBlankCell(cells[column.index]))) return false;
  return true;
}

/** The name cell is blank, a count, or itself the footer's word. */
function namesNobody(layout: Layout, cells: readonly RawCell[]): boolean {
  const columns = layout.columns.get(layout.table.nameField) ?? [];
  const name = squeeze(columns.map((column) => textOf(cells[column.index])).find((text) => text !== "") ?? "");
  return name === "" || isPlaceholder(name) || COUNT_OF_PEOPLE.test(name) || beginsLikeFooter(name);
}

/** The header printed page after page, or a title above it. */
function repeatsHeader(layout: Layout, cells: readonly RawCell[]): boolean {
  const isHeader = (cell: RawCell, header: string | undefined): boolean =>
    typeof cell === "string" && header !== undefined && header !== "" && (cell === header || (cell.length > header.length && cell.length < header.length + 20 && headerText(cell) === header));
  const same = (headers: readonly string[]): number => cells.filter((cell, index) => isHeader(cell, headers[index])).length;
  const filled = (): number => cells.filter((cell) => !isBlankCell(cell)).length;
  if (layout.headerRows.some((headers) => same(headers) * 2 > filled())) return true;
  return layout.titles.size > 0 && filled() <= 3 && layout.titles.has(rowText(cells));
}

const DITTO = /^(?:同上|〃|″)$/;

interface ReadRow {
  row: Row;
  findings: Finding[];
}

/** Blank, known or unreadable, and the text a person sees. */
interface ReadCell {
  parsed: Parsed<unknown>;
  text: string;
}

const CACHED_TEXTS = 4_000;

interface FieldReader {
  field: string;
  spec: FieldSpec<unknown>;
  columns: readonly { column: MappedColumn; context: Context; cache: Map<string, ReadCell> }[];
  vocabulary: Vocabulary;
  /** One for the table: a column that is not there has no row. */
  absent: Field<unknown>;
}

/** Reads the rows of one table, from its first to its last: 同上 means the cell above. */
export function rowReader(layout: Layout): (raw: RawRow) => ReadRow {
  const { source, table } = layout;
  const readers = Object.entries(table.fields).map(([field, spec]): FieldReader => ({
    field, spec, vocabulary: layout.vocabulary,
    columns: (layout.columns.get(field) ?? []).map((column) => ({
      column, cache: new Map<string, ReadCell>(), context: { header: squeeze(column.header), unit: column.unit, date1904: layout.date1904 },
    })),
    absent: { is: "absent", at: { source, row: source.headerRow, column: null, field } },
  }));
  const above = new Map<number, RawCell>();

  const resolved = (raw: RawRow, index: number): RawCell => {
    const cell = raw.cells[index] ?? null;
    if (typeof cell === "string" && cell.length < 10 && DITTO.test(cleanCell(cell))) return above.get(index) ?? null;
    above.set(index, cell);
    return cell;
  };

  return (raw) => {
    const fields: Record<string, Field<unknown>> = {};
    const findings: Finding[] = [];
    for (const reader of readers) fields[reader.field] = readField(raw, reader, findings, table.kind, source, resolved);
    for (const [first, then] of table.dateOrder) checkOrder(fields[first], fields[then], table.kind, findings);
    // The dictionary's types check each reader against its field (tables/define.ts); here they are one record.
    return { row: { source, row: raw.row, fields: fields as unknown as Row["fields"] }, findings };
  };
}

function readField(raw: RawRow, reader: FieldReader, findings: Finding[], table: TableKind, source: Source, resolved: (raw: RawRow, index: number) => RawCell): Field<unknown> {
  const { field, spec } = reader;
  if (reader.columns.length === 0) return reader.absent;
  let blankAt: At | null = null;
  for (const { column, context, cache } of reader.columns) {
    const cell = resolved(raw, column.index);
    const { parsed, text } = cached(cell, cache, () => readCell(cell, reader, context));
    const at: At = { source, row: raw.row, column: column.letter, field };
    blankAt ??= at;
    if (parsed.fault && !spec.quiet) findings.push(findingOf(parsed.fault, table, at, text, column.header));
    if (parsed.is === "known") return { is: "known", value: parsed.value, text, at };
    if (parsed.is === "unreadable") return { is: "unreadable", text, at };
    if (parsed.fault) return { is: "blank", at };
  }
  const at = blankAt ?? reader.absent.at;
  if (spec.blank) findings.push(findingOf({ code: spec.blank, variant: "blank" }, table, at, "", reader.columns[0]?.column.header ?? ""));
  return { is: "blank", at };
}

function cached(cell: RawCell, cache: Map<string, ReadCell>, read: () => ReadCell): ReadCell {
  if (typeof cell !== "string" || cell.length > 200) return read();
  const before = cache.get(cell);
  if (before) return before;
  if (cache.size >= CACHED_TEXTS) cache.clear();
  const now = read();
  cache.set(cell, now);
  return now;
}

function readCell(cell: RawCell, reader: FieldReader, context: Context): ReadCell {
  const { field, spec, vocabulary } = reader;
  if (cell === null) return { parsed: BLANK, text: "" };
  if (typeof cell === "object") {
    if ("error" in cell) return { parsed: unreadableCell(field, spec, "error-cell"), text: cell.error };
    if ("formula" in cell) return { parsed: unreadableCell(field, spec, "formula-without-value"), text: "" };
    if ("undecodable" in cell) return { parsed: unreadableCell(field, spec, "undecodable-text"), text: cleanCell(cell.undecodable) };
    return filledCell(cell, spec, context);
  }
  if (typeof cell !== "string") return filledCell(cell, spec, context);
  const text = cleanCell(cell);
  if (text === "") return { parsed: BLANK, text };
  if (text.length > LONGEST_CELL) return longCell(text, spec, context);
  const meant = configuredText(vocabulary, field, text);
  return meant === text ? filledCell(text, spec, context) : { ...filledCell(meant, spec, context), text };
}

const filledCell = (cell: Filled, spec: FieldSpec<unknown>, context: Context): ReadCell => ({ parsed: spec.read(cell, context), text: textOfCell(cell) });

function longCell(text: string, spec: FieldSpec<unknown>, context: Context): ReadCell {
  const kept = filledCell(text.slice(0, LONGEST_CELL), spec, context);
  const fault: Fault = { code: "long-cell", facts: { characters: text.length, kept: LONGEST_CELL } };
  return kept.parsed.fault ? kept : { ...kept, parsed: { ...kept.parsed, fault } };
}

/**
 * A cell that holds no value at all. A name that cannot be read is a missing name, an agency that cannot is blank (data.md,
 * section 3, "names"); bytes that are no text are said to be that wherever they stand.
 */
function unreadableCell(field: string, spec: FieldSpec<unknown>, code: IssueCode): Parsed<unknown> {
  if (field === "agency") return { is: "blank", fault: { code } };
  return { is: "unreadable", fault: spec.blank === "missing-name" && code !== "undecodable-text" ? { code: "missing-name", variant: "unreadable" } : { code } };
}

/** No more of a cell's text goes into a finding. */
const LONGEST_VALUE = 200;

function findingOf(fault: Fault, table: TableKind, at: At, text: string, header: string): Finding {
  const value = text === "" ? null : text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
  const finding: Finding = {
    code: fault.code, table, field: at.field, value,
    spot: { path: at.source.path, sheet: at.source.sheet, row: at.row, column: at.column },
    facts: { ...fault.facts, header },
  };
  return fault.variant === undefined ? finding : { ...finding, variant: fault.variant };
}

/** Leave before hire, review before the day …; a month is before a day only when all of it is. */
function checkOrder(first: Field<unknown> | undefined, then: Field<unknown> | undefined, table: TableKind, findings: Finding[]): void {
  if (first?.is !== "known" || then?.is !== "known") return;
  if ((then.value as When).last >= (first.value as When).first) return;
  const header = (at: At): string => at.source.columns.get(at.field)?.find((column) => column.letter === at.column)?.header ?? at.field;
  findings.push(findingOf({ code: "date-order", facts: { first: first.text, firstHeader: header(first.at) } }, table, then.at, then.text, header(then.at)));
}
