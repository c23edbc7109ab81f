import type { Finding } from "../model/issue.ts";
import { addAll } from "../model/lists.ts";
import type { Row } from "../model/record.ts";
import type { LogBatch, LogRow, PassingRow, TableRead } from "../model/submission.ts";
import type { LogKind } from "../model/table.ts";
import type { Layout } from "./layout.ts";
import { unpacked, type Portion } from "./portions.ts";
import type { RawTable } from "./raw.ts";
import { TableReader } from "./rows.ts";
import { selectedRows, type SelectedRows } from "./selected.ts";

/** A table that is used, and how its rows are found. */
export interface UsedTable {
  layout: Layout;
  raw: RawTable;
  read: TableRead;
  /** Up to the last column that has a header. */
  width: number;
  bytes: number;
  /** Has it scanned in another thread from now on; null where this one is as fast. */
  elsewhere: (() => AsyncIterable<Portion>) | null;
  /** What was begun of that and nobody has asked for yet. */
  ahead: AsyncIterable<Portion> | null;
}

/** Begins to have a table scanned, where that is done elsewhere and was not begun. */
export function scanAhead(used: UsedTable): void {
  used.ahead ??= used.elsewhere?.() ?? null;
}

/** A small table, read whole. */
export async function readSmall(used: UsedTable): Promise<{ rows: Row[]; findings: Finding[] }> {
  const rows: Row[] = [];
  const all: Finding[] = [];
  for await (const { reader, indexes, findings } of readTable(used)) {
    addAll(all, findings);
    for (const index of indexes) {
      reader.move(index);
      rows.push(reader.toRow());
      addAll(all, reader.findings());
    }
  }
  return { rows, findings: all };
}

/** Whether a log has a row at all; reads no further than the first. */
export async function hasRow({ layout, raw, width }: UsedTable): Promise<boolean> {
  for await (const { indexes } of selectedRows(raw, layout, width, { rows: 0, skipped: {} })) if (indexes.length > 0) return true;
  return false;
}

interface ReadBatch extends Pick<SelectedRows, "indexes" | "findings" | "share"> {
  reader: TableReader;
}

/** Reads a table to its end, and counts it. */
async function* readTable(used: UsedTable): AsyncGenerator<ReadBatch> {
  const { layout, raw, read, width, ahead } = used;
  used.ahead = null;
  const reader = new TableReader(layout);
  for await (const batch of ahead === null ? selectedRows(raw, layout, width, read) : unpacked(ahead, layout, read)) {
    reader.begin(batch);
    yield { reader, indexes: batch.indexes, findings: batch.findings, share: batch.share };
    reader.end();
  }
}

/** Reads a log from its beginning, in passing. */
export async function* scanLog<K extends LogKind>(tables: readonly UsedTable[]): AsyncGenerator<LogBatch<K>> {
  const total = tables.reduce((sum, { bytes }) => sum + bytes, 0);
  let before = 0;
  for (const [nth, table] of tables.entries()) {
    for (const soon of tables.slice(nth, nth + 2)) scanAhead(soon);
    for await (const { reader, indexes, findings, share } of readTable(table)) {
      const row = reader.passing<K>();
      const at = (nth: number): PassingRow<K> => { reader.move(indexes[nth] ?? 0); return row; };
      const numbered = reader.numbered<K>(indexes);
      yield {
        source: table.layout.source, length: indexes.length, at, numbered, findings,
        share: total === 0 ? 1 : (before + share * table.bytes) / total,
      };
    }
    before += table.bytes;
  }
}

/** The same, each row a value that may be kept. */
export async function* openLog(tables: readonly UsedTable[]): AsyncGenerator<readonly LogRow[]> {
  for (const table of tables) {
    for await (const { reader, indexes } of readTable(table)) {
      yield Array.from(indexes, (index): LogRow => {
        reader.move(index);
        return { row: reader.toRow() as Row<LogKind>, findings: reader.findings() };
      });
    }
  }
}
