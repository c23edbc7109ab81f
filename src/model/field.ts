import { maskOf } from "./mask.ts";
import type { TableKind } from "./table.ts";

/** One table as it was found in a file: where its cells are, and what its columns mean. */
export interface Source {
  /** Stands for the table in records; the index in the submission's list. */
  id: number;
  table: TableKind;
  /** Relative to the working directory, with `/`. */
  path: string;
  /** null for a CSV. */
  sheet: string | null;
  /** The last row of the header, as a person counts it. */
  headerRow: number;
  /** field → its columns, the one that is read first. */
  columns: ReadonlyMap<string, readonly ColumnOfField[]>;
}

export interface ColumnOfField {
  /** Excel's letters. */
  letter: string;
  header: string;
}

export function hasColumn(source: Source, field: string): boolean {
  return source.columns.has(field);
}

/** Where a cell stands; enough to name it to a person. */
export interface At {
  source: Source;
  row: number;
  /** null where the table has no such column. */
  column: string | null;
  field: string;
}

/** What a cell was read as: known, blank, not understood, or of a column that is not there. Text that is no value counts as a blank cell does. */
export type Read<T> =
  | { readonly is: "known"; readonly value: T; readonly text: string }
  | { readonly is: "blank" }
  | { readonly is: "unreadable"; readonly text: string }
  | { readonly is: "absent" };

/** A cell as read, and where it stands. */
export type Field<T> = Read<T> & { readonly at: At };

export const valueOf = <T>(field: Read<T>): T | null => (field.is === "known" ? field.value : null);

/** Filled, readable or not: where a rule has several places to look, it stops at the first that is filled. */
export const isFilled = (field: Read<unknown>): boolean => field.is === "known" || field.is === "unreadable";

/** The text a person sees in the cell; "" where there is none. */
export const textOf = (field: Read<unknown>): string => (field.is === "known" || field.is === "unreadable" ? field.text : "");

/** A cell that decided something, as reports print it. */
export interface Cell {
  path: string;
  sheet: string | null;
  row: number;
  column: string | null;
  field: string;
  value: string | null;
}

export function cellOf(field: Field<unknown>): Cell {
  const { source, row, column, field: name } = field.at;
  const text = textOf(field);
  return { path: source.path, sheet: source.sheet, row, column, field: name, value: text === "" ? null : maskOf(name, text) };
}
