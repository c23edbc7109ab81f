import type { Source } from "./field.ts";
import type { Finding } from "./issue.ts";
import type { Row } from "./record.ts";
import type { LogKind, TableKind } from "./table.ts";

export type SmallTable = Exclude<TableKind, LogKind>;

/** A row of a log with what was wrong in its cells. */
export interface LogRow<K extends LogKind = LogKind> {
  row: Row<K>;
  findings: readonly Finding[];
}

/** Why a row below the header is no row of the table. */
export const SKIP_REASONS = ["example", "footer", "repeated-header"] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** A table of the submission: where it stands, and how its rows were counted. `rows` and `skipped` are whole once it was read to its end. */
export interface TableRead {
  source: Source;
  rows: number;
  skipped: Partial<Record<SkipReason, number>>;
  /** Columns that no field claims; never their cells. */
  unmapped: readonly { header: string; letter: string }[];
  /** The agency of a roster without an agency column: of `--agency`, the sheet, a title row, the file's name or its folder's. */
  agency: string | null;
  agencyFrom: "option" | "sheet" | "title" | "file" | "folder" | null;
}

/** A file of the submission. */
export interface InputFile {
  path: string;
  sha256: string;
  bytes: number;
  format: "csv" | "xlsx";
  /** null for a workbook. */
  encoding: string | null;
  tables: TableRead[];
}

/** A table that lacks a must-have column, or has no row: it counts as not given. */
export interface NotGiven {
  table: TableKind;
  why: "missing-column" | "empty-table";
  findings: readonly Finding[];
}

/** A submission, read: small tables as rows, logs as streams that can be opened again. */
export interface Submission {
  files: readonly InputFile[];
  /** Rows of the small tables of every source, in the order of files, sheets and rows. */
  tables: { readonly [K in SmallTable]: readonly Row<K>[] };
  /** Which tables were given: header, must-haves and at least one row. */
  given: ReadonlySet<TableKind>;
  sources: readonly Source[];
  notGiven: readonly NotGiven[];
  /** What was found while the files were identified and the small tables read. */
  findings: readonly Finding[];
  /** Opens a log from its beginning. */
  open<K extends LogKind>(log: K): AsyncIterable<readonly LogRow<K>[]>;
}
