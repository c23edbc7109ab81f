import type { Field, Read, Source } from "./field.ts";
import type { Finding } from "./issue.ts";
import type { PlainTexts } from "./plain-text.ts";
import type { Row, TableFields } from "./record.ts";
import type { LogKind, TableKind } from "./table.ts";

export type SmallTable = Exclude<TableKind, LogKind>;

/** A row of a log with what was wrong in its cells. */
export interface LogRow<K extends LogKind = LogKind> {
  row: Row<K>;
  findings: readonly Finding[];
}

/** A row of a log looked at in passing: the next one takes its place, so only what its functions return may be kept. */
export interface PassingRow<K extends LogKind = LogKind> {
  readonly source: Source;
  readonly row: number;
  /**
   * What gives a cell of the row looked at: asked once for a table, called for every row. The same object for the same text in the
   * same column, so that what follows from it can be remembered.
   */
  reader<F extends keyof TableFields[K] & string>(field: F): () => Read<TableFields[K][F]>;
  /** The cell with its place. */
  field<F extends keyof TableFields[K] & string>(field: F): Field<TableFields[K][F]>;
  /** What is wrong in its cells. */
  findings(): readonly Finding[];
}

/**
 * The cells of a field in some rows of a log, by number: where two rows have the same number, their cells say the same. The same
 * object for every batch of a table.
 */
export interface NumberedColumn<T = unknown> {
  /** By place of the row (`NumberedRows.places`). */
  readonly ids: Int32Array;
  /** Numbers in use are smaller. */
  readonly size: number;
  /** Goes up when numbers get new meanings. */
  readonly generation: number;
  read(id: number): Read<T>;
  /**
   * The texts of the cells from that number on, for whoever need not have them decoded: up to the next that means anything but its text;
   * null where that is the first. Good until the next batch.
   */
  plain(from: number): PlainTexts | null;
}

/** Some rows of a log, column by column. */
export interface NumberedRows<K extends LogKind = LogKind> {
  /** Of each row: where its numbers stand. */
  readonly places: Int32Array;
  /** By place: the row's number, as a person counts. */
  readonly rows: Int32Array;
  /** By row: 1 where nothing is to be said of any of its cells by itself. Whether its dates are in order, who takes them has to see. */
  readonly sound: Uint8Array;
  column<F extends keyof TableFields[K] & string>(field: F): NumberedColumn<TableFields[K][F]>;
}

/** Some rows of a log. */
export interface LogBatch<K extends LogKind = LogKind> {
  source: Source;
  length: number;
  /** The nth of them, from 0, in place of the one looked at before. */
  at(nth: number): PassingRow<K>;
  /** Its rows by number; null where a cell can only be read in its row: 同上, several columns for one field. Good until the next batch. */
  numbered: NumberedRows<K> | null;
  /** What is wrong with rows as such: cells beyond the last header, a quoted cell that swallowed lines. */
  findings: readonly Finding[];
  /** How much of the log's files has been read, 0 to 1. */
  share: number;
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
  /** Empty until `Submission.hashed`, where another thread reckons it. */
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
  /** Waits for the files' hashes. Fails with a Refusal where a file can no longer be read. */
  hashed(): Promise<void>;
  /** Reads a log from its beginning, in passing; what it counts then stands in its tables (`TableRead`). */
  scan<K extends LogKind>(log: K): AsyncIterable<LogBatch<K>>;
  /** Reads a log from its beginning, each row a value that may be kept. */
  open<K extends LogKind>(log: K): AsyncIterable<readonly LogRow<K>[]>;
}
