import type { TableFields } from "../../model/record.ts";
import type { IssueCode } from "../../model/issue.ts";
import type { TableKind } from "../../model/table.ts";
import type { ValueReader } from "../values/value.ts";

/** A column of the dictionary: the headers it is known by, and how its cells are read. */
export interface FieldSpec<T> {
  /**
   * In the order in which they are preferred; the first is the name that messages use. A trailing `~` marks a header that
   * counts only where no better column claims the field. The field's own name is a header too.
   */
  headers: readonly string[];
  read: ValueReader<T>;
  /** What a blank cell is, where it is a fault. */
  blank?: IssueCode;
  /** A plain text (model/plain-text.ts) is read as what it says, and nothing is ever said of it. */
  plainAsWritten?: true;
  /** No rule reads the column: nothing is said of its cells. */
  quiet?: true;
}

type Fields<K extends TableKind> = { readonly [F in keyof TableFields[K]]: FieldSpec<TableFields[K][F]> };

/** A table of the dictionary (data.md, sections 1 and 2). */
export interface TableSpec<K extends TableKind = TableKind> {
  kind: K;
  /** In the column order of data.md. */
  fields: Fields<K>;
  /** Groups of fields of which one must be there. */
  must: readonly (readonly (keyof TableFields[K] & string)[])[];
  /** The column that says whom or what a row is about; footers leave it blank. */
  nameField: keyof TableFields[K] & string;
  /** Words in a sheet's or a file's name that suggest the table. */
  names: readonly string[];
  /** Pairs of dates that cannot come in the other order: first, then. */
  dateOrder: readonly (readonly [keyof TableFields[K] & string, keyof TableFields[K] & string])[];
}

export function defineTable<K extends TableKind>(kind: K, spec: Omit<TableSpec<K>, "kind">): TableSpec<K> {
  return { kind, ...spec };
}

/** Headers separated by spaces. */
export const headers = (list: string): readonly string[] => list.split(/\s+/);
