import type { TableKind } from "../model/table.ts";
import { squeeze } from "../model/text.ts";
import { bareHeader, headerKeys } from "./header-keys.ts";
import { claimsOf, fitOf, knownIn, mapColumns, mayBeKnown, type Mapping } from "./mapping.ts";
import { cleanCell, columnLetter, type RawCell, type RawRow } from "./raw.ts";
import { EVERY_TABLE, type AnyTable } from "./tables/index.ts";
import { NO_VOCABULARY, type Vocabulary } from "./vocabulary.ts";

/** A header, found. */
export interface FoundHeader {
  table: AnyTable;
  mapping: Mapping;
  headers: readonly string[];
  /** The header's rows by their place in the rows that were searched; two where it has two. */
  at: readonly number[];
  /** The last row of the header, as a person counts it. */
  row: number;
  /** The rows above it. */
  titles: readonly RawRow[];
  /** Its cells that are damaged: nobody can tell what their columns are. */
  damaged: readonly { row: number; index: number; letter: string }[];
}

/** Bytes that are no text, or what a program before us put in their place. */
const isDamaged = (cell: RawCell | undefined): boolean => (typeof cell === "string" ? cell.includes("\uFFFD") : typeof cell === "object" && cell !== null && "undecodable" in cell);

/** The text of a header cell, on one line; none where it is damaged. */
export const headerText = (cell: RawCell | undefined): string =>
  isDamaged(cell) || cell === null || cell === undefined ? "" : typeof cell === "string" ? cleanCell(cell).replace(/\s*\n\s*/g, "") : typeof cell === "number" ? String(cell) : "";

/** The table that a sheet's or a file's name suggests: by its longest known word. */
export function tableOfName(name: string): TableKind | null {
  const plain = squeeze(name).toLowerCase();
  let best: { kind: TableKind; length: number } | null = null;
  for (const table of EVERY_TABLE) {
    for (const word of table.names) if (plain.includes(word) && word.length > (best?.length ?? 0)) best = { kind: table.kind, length: word.length };
  }
  return best?.kind ?? null;
}

/** The header lies among the first rows of a sheet. */
export const HEADER_WITHIN = 50;

interface Candidate {
  table: AnyTable;
  fit: Pick<Mapping, "known" | "missing">;
  headers: readonly string[];
  at: readonly number[];
  hinted: boolean;
}

type MappedHeader = Pick<Candidate, "table" | "headers" | "at"> & { mapping: Mapping };

/** The better candidate first: more known headers, its must-haves all there, the one that the name suggests. */
function better(a: Candidate, b: Candidate): number {
  return b.fit.known - a.fit.known || a.fit.missing.length - b.fit.missing.length || Number(b.hinted) - Number(a.hinted);
}

/**
 * Finds the header among the first rows, and the table it is of. null: no row is a header of ours. The table may lack must-haves;
 * then at least three of its headers are there, or its name is (data.md, section 1).
 */
export function findHeader(rows: readonly RawRow[], hint: TableKind | null, vocabulary: Vocabulary = NO_VOCABULARY): FoundHeader | null {
  const texts = rows.map((row) => row.cells.map(headerText));
  let best: Candidate | null = null;
  const consider = (headers: readonly string[], at: readonly number[]): void => {
    // No table knows more of them than all tables together.
    if (best !== null && knownIn(headers, vocabulary) < best.fit.known) return;
    for (const table of EVERY_TABLE) {
      const candidate: Candidate = { table, fit: fitOf(table, headers, vocabulary), headers, at, hinted: table.kind === hint };
      if (candidate.fit.known > 0 && (best === null || better(candidate, best) < 0)) best = candidate;
    }
  };
  const known = texts.map((headers) => headers.some((header) => mayBeKnown(header, vocabulary)));
  texts.forEach((headers, index) => { if (known[index]) consider(headers, [index]); });
  // Only then two rows as one, so that a title above the header makes it no better.
  texts.forEach((headers, index) => {
    const below = texts[index + 1];
    if (known[index] && known[index + 1] && below) consider(overlay(headers, below), [index, index + 1]);
  });
  const found = best as Candidate | null;
  if (!found || (found.fit.missing.length > 0 && found.fit.known < 3 && !found.hinted)) return null;
  return asFound(lowerRow({ ...found, mapping: mapColumns(found.table, found.headers, vocabulary) }, texts, vocabulary), rows);
}

/** Two header rows as one: the lower cell, else the one above it. */
const overlay = (upper: readonly string[], lower: readonly string[]): string[] =>
  Array.from({ length: Math.max(upper.length, lower.length) }, (_, index) => lower[index] || upper[index] || "");

/** Of two header rows that tell the same fields (merged cells run down), the lower is the header. */
function lowerRow(found: MappedHeader, texts: readonly (readonly string[])[], vocabulary: Vocabulary): MappedHeader {
  const last = found.at[found.at.length - 1] ?? 0;
  const below = texts[last + 1];
  if (found.at.length > 1 || !below) return found;
  const mapping = mapColumns(found.table, below, vocabulary);
  const same = mapping.known === found.mapping.known && [...found.mapping.columns].every(([field, columns]) => mapping.columns.get(field)?.[0]?.index === columns[0]?.index);
  return same ? { ...found, mapping, headers: below, at: [last, last + 1] } : found;
}

function asFound(found: MappedHeader, rows: readonly RawRow[]): FoundHeader {
  const last = found.at[found.at.length - 1] ?? 0;
  return {
    table: found.table, mapping: found.mapping, headers: found.headers, at: found.at, row: rows[last]?.row ?? 1,
    titles: rows.slice(0, found.at[0] ?? 0),
    damaged: found.at.flatMap((at) => (rows[at]?.cells ?? []).flatMap((cell, index) => (isDamaged(cell) ? [{ row: rows[at]?.row ?? 1, index, letter: columnLetter(index) }] : []))),
  };
}

/** The name of a field in messages: its first header. */
export const fieldHeader = (table: AnyTable, field: string): string => (table.fields[field]?.headers[0] ?? field).replace(/~$/, "");

/** How alike two headers are: shared characters, 0 to 1. */
function likeness(a: string, b: string): number {
  const rest = [...b];
  const shared = [...a].filter((letter) => {
    const at = rest.indexOf(letter);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  }).length;
  return (2 * shared) / (a.length + b.length || 1);
}

/** Unmapped headers that are nearest to what is missing; at most three, of which the first is the nearest. */
export function nearestHeaders(table: AnyTable, fields: readonly string[], unmapped: readonly { header: string }[]): string[] {
  const wanted = fields.flatMap((field) => table.fields[field]?.headers ?? []).map((word) => word.replace(/~$/, ""));
  return unmapped
    .map(({ header }) => ({ header, score: Math.max(0, ...wanted.map((word) => likeness(squeeze(header), word))) }))
    .filter(({ score }) => score >= 0.4)
    .sort((a, b) => b.score - a.score)
    .slice(0, 3)
    .map(({ header }) => header);
}

/** What a missing must-have column says: which columns, and which of the headers come near. */
export function missingFacts(table: AnyTable, mapping: Mapping): { columns: string; nearest: string } {
  const groups = mapping.missing.map((group) => group.map((field) => fieldHeader(table, field)).join("/"));
  const nearest = nearestHeaders(table, mapping.missing.flat(), mapping.unmapped);
  return { columns: groups.join("、"), nearest: nearest.join("、") };
}

const COUNT_HEADER = /(?:数|数量|人次|合计|总计|小计|总数|工时|个案|小组|活动|走访|探访|电访|咨询)$/;
const SUMMARY_NAME = /月报|汇总|月度统计|统计表|月统计/;
const PERSON_TABLES: readonly (readonly [TableKind, string])[] = [["services", "worker"], ["roster", "name"], ["duties", "person"]];
const DATE_TABLES: readonly (readonly [TableKind, string])[] = [["services", "date"], ["supervision", "date"], ["duties", "date"]];

/**
 * Whether the rows are a monthly summary – totals by worker, no rows by date – instead of a log: a column of people, none of
 * dates, and totals in at least two (or one, where the name says what it is).
 */
export function isSummary(rows: readonly RawRow[], name: string): boolean {
  return rows.some((row) => {
    const headers = row.cells.map(headerText).filter((header) => header !== "");
    // 节数 and 次数 are columns of a log too.
    const totals = headers.filter((header) => COUNT_HEADER.test(bareHeader(header)) && claimsOf("services", headerKeys(header).keys).length === 0).length;
    const claims = (tables: typeof PERSON_TABLES): boolean =>
      headers.some((header) => tables.some(([kind, field]) => claimsOf(kind, headerKeys(header).keys).some((claim) => claim.field === field)));
    return totals >= (SUMMARY_NAME.test(squeeze(name)) ? 1 : 2) && claims(PERSON_TABLES) && !claims(DATE_TABLES);
  });
}
