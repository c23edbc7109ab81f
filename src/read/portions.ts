import type { Finding } from "../model/issue.ts";
import { chunksOf } from "./chunks.ts";
import { openCsv, type CsvFile } from "./csv.ts";
import { wantedColumns, type RowLayout } from "./layout.ts";
import type { RawCell, RawColumn } from "./raw.ts";
import { selectedRows, type SelectedRows } from "./selected.ts";
import type { RowCounts } from "./select.ts";

/** A log to be scanned by somebody else: in another thread, while this one does what scanning need not wait for. Plain data. */
export interface ScanOrder {
  /** As the system names the file. */
  absolute: string;
  file: CsvFile;
  layout: RowLayout;
  /** Up to the last column that has a header. */
  width: number;
}

/** A file to be hashed. */
export interface HashOrder { absolute: string; path: string; bytes: number }

export interface ScanElsewhere {
  /** Begins to hash a file, which will be scanned later most likely; gives its SHA-256 when asked. Fails with a Refusal where it cannot be read. */
  hash(order: HashOrder): () => Promise<string>;
  /** Scans what is ordered, once, from the beginning; throws a Refusal where the file cannot be read. Whoever stops early has it stop too. */
  scan(order: ScanOrder): AsyncIterable<Portion>;
}

/** A batch of selected rows (selected.ts) as it is sent: the numbers in one buffer, contents only as far as they were not sent before. */
export interface Portion {
  /** Of 32-bit numbers: `rows`, `indexes`, and of every column that is not empty the `ids`. */
  buffer: ArrayBuffer;
  length: number;
  used: number;
  /** In the order of the wanted columns. */
  columns: readonly PortionColumn[];
  findings: readonly Finding[];
  counts: RowCounts;
  share: number;
}

interface PortionColumn {
  /** No row of the batch has anything in the column. */
  empty: boolean;
  generation: number;
  /** Contents behind those that were sent of this generation. */
  cells: readonly RawCell[];
}

const INT_BYTES = 4;

const inOrder = (layout: RowLayout): number[] => [...wantedColumns(layout)].sort((a, b) => a - b);

/** What is ordered, portion after portion. `free` gives back buffers that were read, to be filled again. */
export async function* portionsOf({ absolute, file, layout, width }: ScanOrder, free: () => ArrayBuffer | undefined): AsyncGenerator<Portion> {
  const raw = await openCsv(file, () => chunksOf(absolute, file.path, file.bytes));
  const counts: RowCounts = { rows: 0, skipped: {} };
  const columns = inOrder(layout).map((index) => ({ index, sent: 0, generation: 0 }));
  for await (const { length, rows, columns: raws, indexes, findings, share } of selectedRows(raw, layout, width, counts)) {
    const there = columns.flatMap(({ index }) => raws[index] ?? []);
    const buffer = roomFor(length + indexes.length + there.length * length, free());
    const ints = new Int32Array(buffer);
    ints.set(rows);
    ints.set(indexes, length);
    there.forEach(({ ids }, nth) => { ints.set(ids, length + indexes.length + nth * length); });
    yield {
      buffer, length, used: indexes.length, findings, share, counts: { rows: counts.rows, skipped: { ...counts.skipped } },
      columns: columns.map((column): PortionColumn => {
        const values = raws[column.index]?.values;
        if (values === undefined) return { empty: true, generation: column.generation, cells: [] };
        if (values.generation !== column.generation) [column.generation, column.sent] = [values.generation, 0];
        const cells = values.cells.slice(column.sent);
        column.sent = values.cells.length;
        return { empty: false, generation: column.generation, cells };
      }),
    };
  }
}

function roomFor(ints: number, free: ArrayBuffer | undefined): ArrayBuffer {
  return free !== undefined && free.byteLength >= ints * INT_BYTES ? free : new ArrayBuffer(ints * INT_BYTES);
}

/** The other end: portions as the batches that they were. Their arrays are good until the next is asked for; `read` is kept up to date. */
export async function* unpacked(portions: AsyncIterable<Portion>, layout: RowLayout, read: RowCounts): AsyncGenerator<SelectedRows> {
  const columns = inOrder(layout).map((index) => ({ index, values: { cells: [] as RawCell[], generation: -1 } }));
  for await (const { buffer, length, used, columns: sent, findings, counts, share } of portions) {
    const ofBatch: (RawColumn | undefined)[] = [];
    let from = length + used;
    columns.forEach(({ index, values }, nth) => {
      const column = sent[nth];
      if (column === undefined || column.empty) return;
      if (column.generation === values.generation) for (const cell of column.cells) values.cells.push(cell);
      else [values.cells, values.generation] = [[...column.cells], column.generation];
      ofBatch[index] = { values, ids: new Int32Array(buffer, from * INT_BYTES, length) };
      from += length;
    });
    read.rows = counts.rows;
    read.skipped = counts.skipped;
    yield { length, rows: new Int32Array(buffer, 0, length), columns: ofBatch, indexes: new Int32Array(buffer, length * INT_BYTES, used), findings, share };
  }
}
