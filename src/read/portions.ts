import type { Finding } from "../model/issue.ts";
import { chunksOf } from "./chunks.ts";
import { openCsv, type CsvFile } from "./csv.ts";
import { Contents, contentsFrom, type SentContents } from "./contents.ts";
import type { IdentifyOrder, TextIdentity } from "./identity.ts";
import { wantedColumns, type RowLayout } from "./layout.ts";
import type { RawColumn } from "./raw.ts";
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

export interface ScanElsewhere {
  /** Begins to identify a file, which will be scanned later most likely. */
  identify(order: IdentifyOrder): TextIdentity;
  /** Scans what is ordered, once, from the beginning; throws a Refusal where the file cannot be read. Whoever stops early has it stop too. */
  scan(order: ScanOrder): AsyncIterable<Portion>;
}

/** A batch of selected rows (selected.ts) as it is sent: the numbers in one buffer, contents only as far as they were not sent before. */
export interface Portion {
  /** `indexes`, and of every column that is not empty the `ids`: numbers of so many bytes each. */
  buffer: ArrayBuffer;
  bytes: Width;
  length: number;
  /** The number of its first row; of a CSV no row is left out. */
  first: number;
  used: number;
  /** In the order of the wanted columns. */
  columns: readonly PortionColumn[];
  findings: readonly Finding[];
  counts: RowCounts;
  share: number;
}

interface PortionColumn {
  /** Of its numbers; 0: no row of the batch has anything in the column. */
  bytes: Width | 0;
  generation: number;
  /** Contents behind those that were sent of this generation; null: no more. */
  contents: SentContents | null;
}

/** Two bytes a number, four where some are too great for two. */
type Width = 2 | 4;
const INTS = { 2: Uint16Array, 4: Int32Array } as const;
const widthFor = (numbers: number): Width => (numbers > 0x10000 ? 4 : 2);
/** Where numbers of that width may begin, at a place or behind it. */
const begin = (at: number, bytes: Width): number => Math.ceil(at / bytes) * bytes;

const inOrder = (layout: RowLayout): number[] => [...wantedColumns(layout)].sort((a, b) => a - b);

/** What is ordered, portion after portion. `free` gives back buffers that were read, to be filled again. */
export async function* portionsOf({ absolute, file, layout, width }: ScanOrder, free: () => ArrayBuffer | undefined): AsyncGenerator<Portion> {
  const raw = await openCsv(file, () => chunksOf(absolute, file.path, file.bytes));
  const counts: RowCounts = { rows: 0, skipped: {} };
  const columns = inOrder(layout).map((index) => ({ index, sent: 0, generation: 0 }));
  for await (const { length, rows, columns: raws, indexes, findings, share } of selectedRows(raw, layout, width, counts)) {
    const bytes = widthFor(length);
    const there = columns.flatMap(({ index }) => raws[index] ?? []);
    const buffer = roomFor(there.reduce((room, { values }) => room + (length + 1) * widthFor(values.size), bytes * indexes.length), free());
    new INTS[bytes](buffer).set(indexes);
    let at = bytes * indexes.length;
    for (const { ids, values } of there) {
      const width = widthFor(values.size);
      at = begin(at, width);
      new INTS[width](buffer, at).set(ids);
      at += width * length;
    }
    yield {
      buffer, bytes, length, first: rows[0] ?? 0, used: indexes.length, findings, share, counts: { rows: counts.rows, skipped: { ...counts.skipped } },
      columns: columns.map((column): PortionColumn => {
        const values = raws[column.index]?.values;
        if (values === undefined) return { bytes: 0, generation: column.generation, contents: null };
        if (values.generation !== column.generation) [column.generation, column.sent] = [values.generation, 0];
        const contents = contentsFrom(values, column.sent);
        column.sent = values.size;
        return { bytes: widthFor(values.size), generation: column.generation, contents };
      }),
    };
  }
}

/** Of whole numbers of four bytes. */
const roomFor = (bytes: number, free: ArrayBuffer | undefined): ArrayBuffer => (free !== undefined && free.byteLength >= bytes ? free : new ArrayBuffer(Math.ceil(bytes / 4) * 4));

/** The other end: portions as the batches that they were. Their arrays are good until the next is asked for; `read` is kept up to date. */
export async function* unpacked(portions: AsyncIterable<Portion>, layout: RowLayout, read: RowCounts): AsyncGenerator<SelectedRows> {
  let [rows, selected] = [new Int32Array(0), new Int32Array(0)];
  const columns = inOrder(layout).map((index) => ({ index, values: new Contents(), ids: new Int32Array(0) }));
  for await (const { buffer, bytes, length, first, used, columns: sent, findings, counts, share } of portions) {
    if (rows.length < length) {
      [rows, selected] = [new Int32Array(length), new Int32Array(length)];
      for (const column of columns) column.ids = new Int32Array(length);
    }
    const ofBatch: (RawColumn | undefined)[] = [];
    let at = bytes * used;
    columns.forEach(({ index, values, ids }, nth) => {
      const column = sent[nth];
      if (column === undefined || column.bytes === 0) return;
      if (column.generation !== values.generation) values.renew(column.generation);
      if (column.contents !== null) values.add(column.contents);
      at = begin(at, column.bytes);
      ids.set(new INTS[column.bytes](buffer, at, length));
      ofBatch[index] = { values, ids: ids.subarray(0, length) };
      at += column.bytes * length;
    });
    read.rows = counts.rows;
    read.skipped = counts.skipped;
    selected.set(new INTS[bytes](buffer, 0, used));
    for (let nth = 0; nth < length; nth++) rows[nth] = first + nth;
    yield { length, rows: rows.subarray(0, length), columns: ofBatch, indexes: selected.subarray(0, used), findings, share };
  }
}
