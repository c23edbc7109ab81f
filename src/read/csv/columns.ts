import { isBlankCell, type RawBatch, type RawCell, type RawColumn, type Wanted } from "../raw.ts";
import { recordEncoding } from "../encoding.ts";
import type { Decode, Decoding } from "./decode.ts";
import { Dictionary } from "./dictionary.ts";
import { CR, LF, QUOTE, type Block, type Marks } from "./scan.ts";
import { unquoter, type Content } from "./unquote.ts";

/** A column that is wanted, from batch to batch. */
interface Column {
  values: Dictionary;
  ids: Int32Array;
}

/**
 * Turns what was scanned into a batch, column by column. Its arrays are used again for the next one.
 * `separator` is its length in bytes; `row` the number of the first record, `share` how much of the file was read.
 */
export function columnReader(wanted: Wanted, separator: number, decoding: Decoding): (block: Block, marks: Marks, row: number, share: number) => RawBatch {
  const columns: Column[] = [];
  const ofBatch: (RawColumn | undefined)[] = [];
  let rows = new Int32Array(0);
  let widths = new Int32Array(0);
  let broken = new Uint8Array(0);
  let ways = new Uint8Array(0);
  const nothing = Buffer.alloc(0);
  const content: Content = { bytes: nothing, view: new DataView(nothing.buffer), start: 0, end: 0 };
  const unquoted = unquoter(content);
  const some = wanted === "all" ? null : [...wanted].sort((a, b) => a - b);

  return (block, marks, row, share) => {
    const { bytes, view } = block;
    const { count, starts, firsts, ends, widest } = marks;

    /** The content of a cell that is there. */
    const contentAt = (i: number, column: number): Content => {
      const first = firsts[i] as number;
      const start = column === 0 ? starts[i] as number : (ends[first + column - 1] as number) + separator;
      const end = ends[first + column] as number;
      if (start < end && bytes[start] === QUOTE) return unquoted(bytes, view, start, end);
      content.bytes = bytes;
      content.view = view;
      content.start = start;
      content.end = end;
      return content;
    };

    const read = (index: number): RawColumn | undefined => {
      const column = (columns[index] ??= { values: new Dictionary(decoding), ids: new Int32Array(0) });
      if (column.ids.length < count) column.ids = new Int32Array(Math.max(count, Math.min(2 * column.ids.length, starts.length)));
      const { values, ids } = column;
      values.makeRoom();
      return numbered({ block, marks, ways, separator, index, unquoted }, values, ids) ? { values, ids: ids.subarray(0, count) } : undefined;
    };

    const widthOf = (i: number): number => (firsts[i + 1] as number) - (firsts[i] as number);
    const decode = ({ bytes: own, start, end }: Content, i: number): RawCell => (start === end ? null : (decoding[ways[i] as number] as Decode)(own, start, end));

    /** The bytes of a content, good for longer than until the next one. */
    const own = ({ bytes: from, start, end }: Content): Uint8Array => (from === bytes ? bytes.subarray(start, end) : Uint8Array.from(from.subarray(start, end)));
    const wayOf = (i: number): number => {
      const record = bytes.subarray(starts[i], ends[(firsts[i + 1] as number) - 1]);
      return recordEncoding(record, () => Array.from({ length: widthOf(i) }, (_, column) => own(contentAt(i, column)))) === "utf-8" ? 0 : 1;
    };

    /** Whether a cell that is not blank has a line break in it. */
    const hasBreak = (i: number): boolean => {
      for (let column = 0; column < widthOf(i); column++) {
        const cell = contentAt(i, column);
        const text = cell.bytes.subarray(cell.start, cell.end);
        if ((text.includes(LF) || text.includes(CR)) && (text.some(isLetterOrDigit) || !isBlankCell(decode(cell, i)))) return true;
      }
      return false;
    };

    if (rows.length < count) {
      rows = new Int32Array(starts.length);
      widths = new Int32Array(starts.length);
      broken = new Uint8Array(starts.length);
      ways = new Uint8Array(starts.length);
    }
    for (let i = 0; i < count; i++) {
      rows[i] = row + i;
      widths[i] = widthOf(i);
      if (decoding.length === 2) ways[i] = wayOf(i);
      broken[i] = marks.breaks[i] === 1 && hasBreak(i) ? 1 : 0;
    }
    ofBatch.length = 0;
    if (some === null) for (let index = 0; index < widest; index++) ofBatch[index] = read(index);
    else for (const index of some) if (index < widest) ofBatch[index] = read(index);

    return {
      length: count, rows: rows.subarray(0, count), columns: ofBatch, widths: widths.subarray(0, count), broken: broken.subarray(0, count),
      share,
      first(i) {
        if (!(i >= 0 && i < count)) return null;
        for (let index = 0; index < widthOf(i); index++) {
          const cell = decode(contentAt(i, index), i);
          if (!isBlankCell(cell)) return cell;
        }
        return null;
      },
      whole(i) {
        if (!(i >= 0 && i < count)) return { row: 0, cells: [] };
        const cells = Array.from({ length: widthOf(i) }, (_, index): RawCell => {
          const column = ofBatch[index];
          return column ? column.values.cells[column.ids[i] as number] ?? null : decode(contentAt(i, index), i);
        });
        return { row: row + i, cells };
      },
    };
  };
}

interface ColumnOfBlock {
  block: Block;
  marks: Marks;
  ways: Uint8Array;
  /** Its length in bytes. */
  separator: number;
  index: number;
  unquoted: ReturnType<typeof unquoter>;
}

/** By length, 1 to 3: which bits of a word belong to a text so short. */
const SHORT = [0, 0xff, 0xffff, 0xffffff];

/**
 * The numbers of a column's cells; false where all are empty. In most columns a cell says what the one above says: it is sooner
 * compared with that, which lies a record before it, than looked up.
 */
function numbered({ block: { bytes, view }, marks: { count, starts, firsts, ends }, ways, separator, index, unquoted }: ColumnOfBlock, values: Dictionary, ids: Int32Array): boolean {
  let filled = 0;
  let last = 0;
  // Of the filled cell above: where it begins, its length (−1: it cannot be compared with), its way, its number.
  let above = 0;
  let length = -1;
  let way = 0;
  for (let i = 0; i < count; i++) {
    const at = (firsts[i] as number) + index;
    if (at >= (firsts[i + 1] as number)) {
      ids[i] = 0;
      continue;
    }
    const start = index === 0 ? starts[i] as number : (ends[at - 1] as number) + separator;
    const end = ends[at] as number;
    const own = end - start;
    if (own === 0) {
      ids[i] = 0;
      continue;
    }
    if (bytes[start] === QUOTE) {
      const { bytes: content, view: ownView, start: from, end: to } = unquoted(bytes, view, start, end);
      filled |= ids[i] = values.numberOf(content, ownView, from, to, ways[i] as number);
      length = -1;
      continue;
    }
    if (own === length && ways[i] === way) {
      const differs = view.getInt32(start, true) ^ view.getInt32(above, true);
      if (own < 4 ? (differs & (SHORT[own] as number)) === 0 : differs === 0 && isSame(view, start, above, end)) {
        ids[i] = last;
        above = start;
        continue;
      }
    }
    way = ways[i] as number;
    filled |= last = ids[i] = values.numberOf(bytes, view, start, end, way);
    above = start;
    length = own;
  }
  return filled !== 0;
}

/** Whether texts of four bytes or more are the same behind the first four. */
function isSame(view: DataView, start: number, other: number, end: number): boolean {
  let q = other + 4;
  for (let p = start + 4; p < end - 4; p += 4, q += 4) if (view.getInt32(p, true) !== view.getInt32(q, true)) return false;
  return view.getInt32(end - 4, true) === view.getInt32(other + end - start - 4, true);
}

/** Of ASCII; a cell with one of them is not blank, and need not be decoded to see it. */
const isLetterOrDigit = (byte: number): boolean => (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
