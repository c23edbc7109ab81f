import type { Finding } from "../model/issue.ts";
import type { SkipReason } from "../model/submission.ts";
import { wantedColumns, type RowLayout } from "./layout.ts";
import type { RawBatch, RawTable } from "./raw.ts";
import { RowSelector, type RowCounts } from "./select.ts";

/** A batch of a sheet's rows, and which of them are the table's. As of a RawBatch, its arrays are good until the next is asked for. */
export interface SelectedRows extends Pick<RawBatch, "length" | "rows" | "columns" | "share"> {
  /** The places of the table's rows in the batch. */
  indexes: Int32Array;
  /** What is wrong with rows as such. */
  findings: readonly Finding[];
}

/** Reads a table to its end and counts it, its rows told from the others of its sheet; `skipped` as of RowSelector.select. */
export async function* selectedRows(raw: Pick<RawTable, "batches" | "separator">, layout: RowLayout, width: number, read: RowCounts, skipped?: (reason: SkipReason, row: number) => void): AsyncGenerator<SelectedRows> {
  read.rows = 0;
  read.skipped = {};
  const selector = new RowSelector(layout, read, width, raw.separator);
  for await (const batch of raw.batches(wantedColumns(layout))) {
    const findings: Finding[] = [];
    const indexes = selector.select(batch, findings, skipped);
    yield { length: batch.length, rows: batch.rows, columns: batch.columns, share: batch.share, indexes, findings };
  }
}
