import type { TableKind } from "../model/table.ts";
import { squeeze } from "../model/text.ts";
import { headerKeys } from "./header-keys.ts";
import { columnLetter } from "./raw.ts";
import { EVERY_TABLE, type AnyTable } from "./tables/index.ts";
import { configuredField, NO_VOCABULARY, type Vocabulary } from "./vocabulary.ts";

/** A column that a field reads. */
export interface MappedColumn {
  /** From 0. */
  index: number;
  letter: string;
  header: string;
  /** The unit its header names in brackets (时长(分钟)). */
  unit: string | null;
}

/** What the columns under a header mean. */
export interface Mapping {
  /** field → its columns, the one that is read first; in the column order of the dictionary. */
  columns: ReadonlyMap<string, readonly MappedColumn[]>;
  unmapped: readonly { header: string; letter: string }[];
  /** How many columns have a field. */
  known: number;
  /** Groups of must-have fields of which none is there. */
  missing: readonly (readonly string[])[];
}

interface Claim {
  field: string;
  /** The smaller, the better. */
  rank: number;
  /** Counts only where no better column claims the field. */
  weak: boolean;
}

const INDEX = new Map<TableKind, ReadonlyMap<string, readonly Claim[]>>(EVERY_TABLE.map((table) => [table.kind, indexOf(table)]));

function indexOf(table: AnyTable): ReadonlyMap<string, readonly Claim[]> {
  const index = new Map<string, Claim[]>();
  for (const [field, spec] of Object.entries(table.fields)) {
    [field, ...spec.headers].forEach((word, rank) => {
      const weak = word.endsWith("~");
      const key = squeeze(weak ? word.slice(0, -1) : word).toLowerCase();
      const claims = index.get(key) ?? [];
      if (!claims.some((claim) => claim.field === field)) claims.push({ field, rank, weak });
      index.set(key, claims);
    });
  }
  return index;
}

const ANY: ReadonlySet<string> = new Set([...INDEX.values()].flatMap((index) => [...index.keys()]));

export function claimsOf(kind: TableKind, keys: readonly string[]): readonly Claim[] {
  for (const key of keys) {
    const claims = INDEX.get(kind)?.get(key);
    if (claims) return claims;
  }
  return [];
}

/** Whether any table knows the header; asked before anything else of every cell of the first rows. */
const isKnown = (header: string): boolean => header !== "" && headerKeys(header).keys.some((key) => ANY.has(key));

export const mayBeKnown = (header: string, vocabulary: Vocabulary): boolean => isKnown(header) || (header !== "" && EVERY_TABLE.some((table) => configuredField(vocabulary, table, header) !== null));

/** How many of the headers some table knows: no single one knows more. */
export const knownIn = (headers: readonly string[], vocabulary: Vocabulary): number => headers.filter((header) => mayBeKnown(header, vocabulary)).length;

/** By field: the columns that it reads, from 0, the one that is read first before the others. */
function columnsByField(table: AnyTable, headers: readonly string[], vocabulary: Vocabulary): Map<string, readonly number[]> {
  const claims = new Map<string, (Claim & { index: number })[]>();
  headers.forEach((header, index) => {
    if (header === "") return;
    const own = configuredField(vocabulary, table, header);
    // A configured column wins over every synonym, and means nothing else.
    for (const claim of own === null ? claimsOf(table.kind, headerKeys(header).keys) : [{ field: own, rank: -1, weak: false }]) {
      const others = claims.get(claim.field);
      const claimed = { field: claim.field, rank: claim.rank, weak: claim.weak, index };
      if (others === undefined) claims.set(claim.field, [claimed]);
      else others.push(claimed);
    }
  });
  const mapped = new Map<string, readonly number[]>();
  for (const field of Object.keys(table.fields)) {
    const all = claims.get(field);
    if (all === undefined) continue;
    const strong = all.filter((claim) => !claim.weak);
    mapped.set(field, (strong.length > 0 ? strong : all).sort((a, b) => a.rank - b.rank || a.index - b.index).map(({ index }) => index));
  }
  return mapped;
}

const usedBy = (columns: ReadonlyMap<string, readonly number[]>): ReadonlySet<number> => new Set([...columns.values()].flat());
const missingOf = (table: AnyTable, columns: ReadonlyMap<string, unknown>): (readonly string[])[] => table.must.filter((group) => !group.some((field) => columns.has(field)));

/** Maps the columns under a header to the fields of a table (data.md, section 2). */
export function mapColumns(table: AnyTable, headers: readonly string[], vocabulary: Vocabulary = NO_VOCABULARY): Mapping {
  const byField = columnsByField(table, headers, vocabulary);
  const used = usedBy(byField);
  const column = (index: number): MappedColumn => ({ index, letter: columnLetter(index), header: headers[index] ?? "", unit: headerKeys(headers[index] ?? "").unit });
  return {
    columns: new Map([...byField].map(([field, indexes]) => [field, indexes.map(column)])),
    unmapped: headers.flatMap((header, index) => (header === "" || used.has(index) ? [] : [{ header, letter: columnLetter(index) }])),
    known: used.size,
    missing: missingOf(table, byField),
  };
}

/** How well a row fits as a table's header, before its columns are mapped. */
export function fitOf(table: AnyTable, headers: readonly string[], vocabulary: Vocabulary): Pick<Mapping, "known" | "missing"> {
  const byField = columnsByField(table, headers, vocabulary);
  return { known: usedBy(byField).size, missing: missingOf(table, byField) };
}

/**
 * How many of the headers some table knows: what tells one separator of a CSV from another. Told exactly only where there may be more
 * than `above`.
 */
export const knownHeaders = (headers: readonly string[], above = 0): number =>
  headers.filter(isKnown).length > above ? Math.max(...EVERY_TABLE.map((table) => mapColumns(table, headers).known)) : 0;
