import type { Source } from "../model/field.ts";
import type { MappedColumn } from "./mapping.ts";
import type { AnyTable } from "./tables/index.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A table as it lies in its sheet: what is needed to tell its rows from the others. Plain data, for a thread. */
export interface RowLayout {
  source: Source;
  table: { nameField: string };
  /** field → its columns, the one that is read first. */
  columns: ReadonlyMap<string, readonly MappedColumn[]>;
  /** The texts of the header's rows, by column. */
  headerRows: readonly (readonly string[])[];
  /** The rows above the header, each as one text. */
  titles: ReadonlySet<string>;
}

/** What is needed to read its rows besides. */
export interface Layout extends RowLayout {
  table: AnyTable;
  date1904: boolean;
  vocabulary: Vocabulary;
}

/** The columns that a layout reads. */
export const wantedColumns = (layout: RowLayout): ReadonlySet<number> => new Set([...layout.columns.values()].flat().map((column) => column.index));
