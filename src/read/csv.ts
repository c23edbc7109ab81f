import { Refusal } from "../model/fault.ts";
import { blocksOf } from "./csv/block.ts";
import { columnReader } from "./csv/columns.ts";
import { Machine } from "./csv/machine.ts";
import { CR, LF, Scanner, type Block } from "./csv/scan.ts";
import { separatorOf } from "./csv/separator.ts";
import { headText, sourceOf } from "./csv/source.ts";
import { byteOrderMark, type TextEncoding } from "./encoding.ts";
import type { RawBatch, RawTable, Wanted } from "./raw.ts";
import { tooManyColumns, tooLongRecord } from "./refusals.ts";

/** In bytes, where `--max-bytes` does not say otherwise. */
const LONGEST_RECORD = 64 * 1024 * 1024;

/** A block that fits into the processor's cache; the first is smaller, for whoever only wants to see the header. */
const BLOCK = 256 * 1024;
const FIRST_BLOCK = 32 * 1024;
/** The most bytes of one. */
const LINE_BREAK = 2;

/** A CSV file, and how it is written. Plain data, for a thread. */
export interface CsvFile {
  /** As reports name it. */
  path: string;
  /** The first bytes, enough to find the separator. */
  head: Uint8Array;
  encoding: TextEncoding;
  /** The longest record that is read, in bytes (of UTF-8, where the file is in UTF-16); LONGEST_RECORD where left out. */
  maxBytes?: number;
  /** The length of the file in bytes. */
  bytes: number;
}

/**
 * A CSV file as a table, its cells texts; `open` gives its bytes from the beginning. Each reading of it throws a Refusal where a record has too many columns or bytes.
 * What batches hold is good until the next one is asked for.
 */
export function openCsv({ path, head, encoding, maxBytes: longestRecord = LONGEST_RECORD, bytes }: CsvFile, open: () => AsyncIterable<Uint8Array>): Promise<RawTable> {
  const { separator, named } = separatorOf(headText(head, encoding));

  async function* batches(wanted: Wanted): AsyncGenerator<RawBatch> {
    let passed = 0;
    const counted = async function* (): AsyncGenerator<Uint8Array> {
      for await (const chunk of open()) {
        passed += chunk.length;
        yield chunk;
      }
    };
    const { chunks, decoding } = sourceOf(counted(), encoding, separator, longestRecord);
    const dialect = { separator: Buffer.from(separator, "utf8"), longestRecord };
    const machine = Machine.take();
    const blocks = blocksOf(machine, chunks);
    const scanner = new Scanner(machine, dialect);
    const read = columnReader(machine, scanner, wanted, dialect.separator.length, decoding);
    let row = 1;
    try {
      await blocks.fill(FIRST_BLOCK);
      blocks.from = firstRecord(machine.bytes, blocks, named);
      for (;;) {
        const stop = scanner.scan(blocks);
        const { count, next } = scanner.found();
        if (stop === "too-wide") throw new Refusal(tooManyColumns(path, null, row + count));
        if (stop === "too-long" || (stop === "more" && blocks.to - next > longestRecord + LINE_BREAK)) throw new Refusal(tooLongRecord(path, row + count, longestRecord));
        if (count > 0) yield read(blocks, row, Math.min(1, passed / bytes));
        row += count;
        blocks.from = next;
        if (stop === "end") return;
        // A record that fills the block is looked at again when there is twice as much of it.
        if (stop === "more") await blocks.fill(count > 0 ? BLOCK : Math.max(BLOCK, Math.min(2 * (blocks.to - next), longestRecord + BLOCK)));
      }
    } finally {
      await blocks.close();
      machine.giveBack();
    }
  }

  return Promise.resolve({ sheet: null, hidden: false, hiddenRows: 0, hiddenColumns: 0, date1904: false, separator, batches });
}

/** Where the first record begins: behind a second byte order mark, and behind the line that names the separator, which is no row. */
function firstRecord(bytes: Uint8Array, { from, to }: Block, named: boolean): number {
  let p = byteOrderMark(bytes.subarray(from, to))?.encoding === "utf-8" ? from + 3 : from;
  if (!named) return p;
  while (p < to && bytes[p] !== LF && bytes[p] !== CR) p += 1;
  if (p + 1 < to && bytes[p] === CR && bytes[p + 1] === LF) p += 1;
  return Math.min(p + 1, to);
}
