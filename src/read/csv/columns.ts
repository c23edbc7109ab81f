import { isBlankCell, type RawBatch, type RawCell, type RawColumn, type Wanted } from "../raw.ts";
import { isLetterOrDigit } from "../../model/plain-text.ts";
import { recordEncoding } from "../encoding.ts";
import type { Decode, Decoding } from "./decode.ts";
import { Dictionary } from "./dictionary.ts";
import type { Machine } from "./machine.ts";
import { CR, LF, QUOTE, type Block, type Scanner } from "./scan.ts";

/** Where the content of a cell lies in the machine's memory. */
interface Content {
  start: number;
  end: number;
}

/**
 * Turns what was scanned into a batch, column by column. Its arrays are used again for the next one.
 * `separator` is its length in bytes; `row` the number of the first record, `share` how much of the file was read.
 */
export function columnReader(machine: Machine, scanner: Scanner, wanted: Wanted, separator: number, decoding: Decoding): (block: Block, row: number, share: number) => RawBatch {
  const columns: Dictionary[] = [];
  const ofBatch: (RawColumn | undefined)[] = [];
  let rows = new Int32Array(0);
  let widths = new Int32Array(0);
  let broken = new Uint8Array(0);
  let ways = 0;
  let scratch = { at: 0, bytes: 0 };
  const content: Content = { start: 0, end: 0 };
  const some = wanted === "all" ? null : [...wanted].sort((a, b) => a - b);

  /** Room for what is told of each record, and for the content of one quoted cell. */
  const makeRoom = (count: number, quoted: number): void => {
    if (rows.length < count) {
      if (rows.length > 0) machine.giveRoom(ways, rows.length);
      ways = machine.room(count);
      rows = new Int32Array(count);
      widths = new Int32Array(count);
      broken = new Uint8Array(count);
    }
    if (quoted <= scratch.bytes) return;
    if (scratch.bytes > 0) machine.giveRoom(scratch.at, scratch.bytes);
    scratch = { at: machine.room(quoted), bytes: quoted };
    machine.loops.setScratch(scratch.at);
  };

  return (block, row, share) => {
    const before = scanner.found();
    makeRoom(before.count, before.quoted ? block.to - block.from : 0);
    let { bytes } = machine;
    const { count, widest, breaks, ...marks } = scanner.found();
    let { starts, firsts, ends } = marks;

    /** The content of a cell that is there; until the next is asked for. */
    const contentAt = (i: number, column: number): Content => {
      const first = firsts[i] as number;
      content.start = column === 0 ? starts[i] as number : (ends[first + column - 1] as number) + separator;
      content.end = ends[first + column] as number;
      if (content.start < content.end && bytes[content.start] === QUOTE) {
        machine.loops.unquote(content.start, content.end);
        content.start = machine.loops.startOfContent();
        content.end = machine.loops.endOfContent();
      }
      return content;
    };

    const widthOf = (i: number): number => (firsts[i + 1] as number) - (firsts[i] as number);
    const decode = ({ start, end }: Content, i: number): RawCell => (start === end ? null : (decoding[bytes[ways + i] as number] as Decode)(bytes, start, end));
    const wayOf = (i: number): number => {
      const record = bytes.subarray(starts[i], ends[(firsts[i + 1] as number) - 1]);
      // Each a copy: the next unquoted content lies where this one does.
      const cells = (): Uint8Array[] => Array.from({ length: widthOf(i) }, (_, column) => { const { start, end } = contentAt(i, column); return Uint8Array.from(bytes.subarray(start, end)); });
      return recordEncoding(record, cells) === "utf-8" ? 0 : 1;
    };

    /** Whether a cell that is not blank has a line break in it. */
    const hasBreak = (i: number): boolean => {
      for (let column = 0; column < widthOf(i); column++) {
        const { start, end } = contentAt(i, column);
        const text = bytes.subarray(start, end);
        // A cell with a letter or a digit of ASCII is not blank, and need not be decoded to see it.
        if ((text.includes(LF) || text.includes(CR)) && (text.some(isLetterOrDigit) || !isBlankCell(decode(content, i)))) return true;
      }
      return false;
    };

    for (let i = 0; i < count; i++) {
      rows[i] = row + i;
      widths[i] = widthOf(i);
      bytes[ways + i] = decoding.length === 2 ? wayOf(i) : 0;
      broken[i] = breaks[i] === 1 && hasBreak(i) ? 1 : 0;
    }

    const numbering = { marks: scanner.marks, count, separator, ways };
    const inAll = columns.reduce((sum, { size }) => sum + size, 0);
    const isFilled = (index: number): boolean => {
      const column = (columns[index] ??= new Dictionary(machine, decoding));
      column.makeRoom(inAll);
      return column.number(index, numbering);
    };
    const filled = (some ?? Array.from({ length: widest }, (_, index) => index)).filter((index) => index < widest && isFilled(index));
    // What was looked into before may be somewhere else, now that the machine has made room.
    ({ bytes } = machine);
    ({ starts, firsts, ends } = scanner.found());
    ofBatch.length = 0;
    for (const index of filled) {
      const values = columns[index] as Dictionary;
      ofBatch[index] = { values, ids: values.ids(count) };
    }

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
          return column ? column.values.cell(column.ids[i] as number) : decode(contentAt(i, index), i);
        });
        return { row: row + i, cells };
      },
    };
  };
}
