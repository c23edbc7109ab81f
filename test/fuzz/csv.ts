import assert from "node:assert/strict";
import { openCsv } from "../../src/read/csv.ts";
import { Contents, contentsFrom, type SentContents } from "../../src/read/contents.ts";
import type { RawBatch, RawCell, RawTable, RawValues, Wanted } from "../../src/read/raw.ts";
import { csvCase, type CsvCase } from "../support/csv-case.ts";
import { oracle, type OracleRow } from "../support/csv-oracle.ts";
import { seeded } from "../support/random.ts";

export { csvCase };

/** A file in chunks of so many bytes, which are overwritten as soon as the next is asked for. */
export async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const chunk = new Uint8Array(size);
  for (let at = 0; at < bytes.length; at += size) {
    const part = bytes.subarray(at, at + size);
    chunk.set(part);
    yield await Promise.resolve(chunk.subarray(0, part.length));
    chunk.fill(0x22);
  }
}

export const tableOf = ({ bytes, encoding, bom }: Pick<CsvCase, "bytes" | "encoding" | "bom">, chunk: number): Promise<RawTable> =>
  openCsv({ path: "表.csv", head: bytes.subarray(0, 65_536), encoding: { encoding, bom, guessed: false }, bytes: bytes.length }, () => chunksOf(bytes, chunk));

/** Every row of a reading, put together again from the numbers of its columns; those of columns that are not wanted from `whole`. */
export async function rowsRead(table: RawTable, wanted: Wanted): Promise<OracleRow[]> {
  const rows: OracleRow[] = [];
  const known = new Map<number, RawValues>();
  for await (const batch of table.batches(wanted)) {
    checkBatch(batch, wanted, known);
    for (let i = 0; i < batch.length; i++) {
      const whole = batch.whole(i);
      const cells = Array.from({ length: batch.widths[i] as number }, (_, index): RawCell => {
        if (wanted !== "all" && !wanted.has(index)) return whole.cells[index] as RawCell;
        const column = batch.columns[index];
        return column ? column.values.cell(column.ids[i] as number) : null;
      });
      assert.deepEqual(whole, { row: batch.rows[i], cells }, "whole() says what the columns say");
      rows.push({ row: batch.rows[i] as number, cells, broken: batch.broken[i] === 1 });
    }
  }
  return rows;
}

/** What the door promises of every batch (src/read/raw.ts). */
function checkBatch(batch: RawBatch, wanted: Wanted, known: Map<number, RawValues>): void {
  assert.ok(batch.length > 0, "no batch is empty");
  for (const array of [batch.rows, batch.widths, batch.broken]) assert.equal(array.length, batch.length);
  batch.columns.forEach((column, index) => {
    if (!column) return;
    assert.ok(wanted === "all" || wanted.has(index), "only wanted columns");
    assert.equal(column.ids.length, batch.length);
    assert.equal(column.values, known.get(index) ?? column.values, "the same values in every batch");
    assert.equal(column.values.cell(0), null);
    assert.ok(column.ids.some((id) => id !== 0), "a column has something in it");
    checkContents(column.values);
    known.set(index, column.values);
  });
}

/** Plain texts are those that they say, wherever one begins to ask; and all is the same when it was sent, in one piece or two. */
function checkContents(values: RawValues): void {
  const contents = Array.from({ length: values.size }, (_, id) => values.cell(id));
  const half = new Contents();
  const sent = contentsFrom(values, 0) as SentContents;
  half.add(sent);
  assert.deepEqual(contentsFrom(half, half.size >> 1), contentsFrom(values, values.size >> 1));
  for (const from of [values, half]) {
    for (let id = 0; id < values.size; id++) {
      assert.deepEqual(from.cell(id), contents[id]);
      const plain = from.plain(id);
      if (plain === null) continue;
      let start = 0;
      const texts = Array.from(plain.ends, (end) => Buffer.from(plain.bytes.subarray(start, start = end - plain.begin)).toString("utf8"));
      assert.deepEqual(texts, contents.slice(id, id + texts.length));
      for (const text of texts) assert.match(text, /^[0-9A-Za-z][0-9A-Za-z._-]*$/);
    }
  }
}

/**
 * Reads a document whole and in chunks, all columns and some, and compares each row with what csv-parse reads.
 * @throws AssertionError where they differ.
 */
export async function checkCase(seed: number): Promise<void> {
  const file = csvCase(seed);
  const random = seeded(seed + 1);
  const { separator } = await tableOf(file, 1 << 16);
  assert.ok(separator !== null && (file.named === null || separator === file.named), "the separator that the first line names");
  // Where the wide comma is found in a file of two encodings, no parser of bytes can be asked.
  if (file.encoding === "mixed" && !/^[,;\t]$/.test(separator)) return;
  const expected = oracle(file.bytes, { ...file, separator: separator as ",", named: file.named !== null });
  const some = new Set(Array.from({ length: 4 }, () => Math.floor(random() * 8)));
  assert.deepEqual(await rowsRead(await tableOf(file, 1 << 16), "all"), expected);
  assert.deepEqual(await rowsRead(await tableOf(file, 1), some), expected);
  assert.deepEqual(await rowsRead(await tableOf(file, 1 + Math.floor(random() * 9)), new Set()), expected);
}

/** Checks `count` documents, from that of a seed on; throws at the first that is read otherwise, naming its seed. */
export async function run(count: number, seed: number): Promise<void> {
  for (let i = seed; i < seed + count; i++) {
    try {
      await checkCase(i);
    } catch (error) {
      const { bytes, encoding } = csvCase(i);
      throw new Error(`seed ${i}, ${encoding}: ${JSON.stringify(Buffer.from(bytes).toString("latin1"))}: ${(error as Error).message}`, { cause: error });
    }
  }
}
