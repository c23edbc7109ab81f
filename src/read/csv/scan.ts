import { MOST_COLUMNS } from "../raw.ts";

export const QUOTE = 0x22;
export const LF = 0x0a;
export const CR = 0x0d;

/** So many bytes of a block behind its text belong to the scanner, which marks the end there and reads words across it. */
export const SPARE = 8;

const MOST_RECORDS = 8_192;
/** Records × cells of the widest: more a batch does not hold. */
const MOST_CELLS = 1 << 20;

/** Why a scan ends: the batch is full; the text ends within a record; the file ends; a record has too many columns or bytes. */
export type Stop = "full" | "more" | "end" | "too-wide" | "too-long";

/** How the cells of a file are told apart, and how long a record may be. */
export interface Dialect {
  /** Its bytes, one or more: neither a quote nor a line break. */
  separator: Uint8Array;
  /** In bytes, the line break not counted. */
  longestRecord: number;
}

/** A part of a file: its text is what lies between `from` and `to`, and at least SPARE bytes follow. */
export interface Block {
  bytes: Buffer;
  /** The same bytes. */
  view: DataView;
  from: number;
  to: number;
  /** Nothing follows in the file. */
  last: boolean;
}

/** Where the records and cells of a batch lie in a block. */
export interface Marks {
  /** How many records. */
  count: number;
  /** By record: where it begins. */
  starts: Int32Array;
  /** By record: its first cell in `ends`; one more than there are records. */
  firsts: Int32Array;
  /** By cell: where it ends. The next one of its record begins behind the separator. */
  ends: Int32Array;
  /** By record: 1 where there may be a line break between quotes, 0 where there is none. */
  breaks: Uint8Array;
  /** The cells of the widest record. */
  widest: number;
  /** Where the first record begins that is not in the batch. */
  next: number;
}

/** Marks for so many records. */
export const newMarks = (records = 0): Marks => ({
  count: 0, starts: new Int32Array(records), firsts: new Int32Array(records + 1), ends: new Int32Array(1_024), breaks: new Uint8Array(records), widest: 0, next: 0,
});

/** Four bytes at a time: has one of them a value below `limit` (each of its bytes the same, at most 0x80)? */
const HIGH_BITS = 0x80808080 | 0;
const inWords = (byte: number): number => Math.imul(byte, 0x01010101);
const BELOW_QUOTE = inWords(QUOTE + 1);

/**
 * Finds the records of a block, and their cells: RFC 4180, with what real files add. CRLF, LF and CR end a record, each where it
 * stands; a blank line is a record of one blank cell. A quote begins a quoted cell only where the cell begins; what follows its
 * closing quote belongs to the cell too; where nothing closes it, it ends with the file. A record that may go on behind the text is
 * left for another scan, unless the file ends there.
 *
 * What a cell holds is looked at later, and only in columns that are wanted (cells.ts).
 */
export function scan(marks: Marks, { bytes, view, from, to, last }: Block, { separator, longestRecord }: Dialect): Stop {
  // Behind the text stand a line break and a quote, so that no loop need ask whether it is at the end.
  bytes[to] = LF;
  bytes[to + 1] = QUOTE;
  const first = separator[0] as number;
  const size = separator.length;
  const special = new Uint8Array(256);
  special[first] = special[LF] = special[CR] = 1;
  const highest = Math.max(first, CR);
  const wordwise = highest < 0x80;
  const below = inWords(highest + 1);
  const mostRecords = Math.min(MOST_RECORDS, to - from + 1);
  if (marks.starts.length < mostRecords) Object.assign(marks, newMarks(mostRecords));
  const { starts, firsts, breaks } = marks;
  let { ends } = marks;
  let [count, cells, widest, begin] = [0, 0, 0, from];
  let stop: Stop = "full";
  firsts[0] = 0;

  records: while (count < mostRecords) {
    while (ends.length - cells <= Math.min(MOST_COLUMNS, to - begin)) ends = marks.ends = twice(ends);
    const firstCell = cells;
    let broken = 0;
    let p = begin;
    let next: number;
    cells: for (;;) {
      if (bytes[p] === QUOTE && p < to) {
        p += 1;
        for (;;) {
          let word = view.getInt32(p, true);
          while (((word - BELOW_QUOTE) & ~word & HIGH_BITS) === 0) word = view.getInt32((p += 4), true);
          let byte = bytes[p] as number;
          while (byte !== QUOTE) {
            if (byte === LF || byte === CR) broken = 1;
            byte = bytes[++p] as number;
          }
          if (p + 1 < to && bytes[p + 1] === QUOTE) p += 2;
          else break;
        }
        if (p + 1 >= to && !last) { // a quote that is the last byte may be the first of two
          stop = "more";
          break records;
        }
        p = Math.min(p + 1, to);
      }
      for (;;) {
        if (wordwise) {
          let word = view.getInt32(p, true);
          while (((word - below) & ~word & HIGH_BITS) === 0) word = view.getInt32((p += 4), true);
        }
        let byte = bytes[p] as number;
        while (special[byte] === 0) byte = bytes[++p] as number;
        if (byte === first) {
          if (size > 1 && !isAt(bytes, p, separator)) {
            p += 1;
            continue;
          }
          ends[cells++] = p;
          p += size;
          if (cells - firstCell < MOST_COLUMNS) continue cells;
          stop = "too-wide";
          break records;
        }
        if (p === to && last) {
          if (p === begin) {
            stop = "end";
            break records;
          }
          next = p;
        } else if (p === to || (byte === CR && p + 1 === to && !last)) { // a CR may be the first byte of CRLF
          stop = "more";
          break records;
        } else next = byte === CR && p + 1 < to && bytes[p + 1] === LF ? p + 2 : p + 1;
        ends[cells++] = p;
        break cells;
      }
    }
    if (p - begin > longestRecord) {
      stop = "too-long";
      break;
    }
    const width = Math.max(widest, cells - firstCell);
    if (count > 0 && width * (count + 1) > MOST_CELLS) break;
    widest = width;
    starts[count] = begin;
    breaks[count] = broken;
    count += 1;
    firsts[count] = cells;
    begin = next;
  }
  marks.count = count;
  marks.widest = widest;
  marks.next = begin;
  return stop;
}

function isAt(bytes: Uint8Array, at: number, what: Uint8Array): boolean {
  for (let i = 1; i < what.length; i++) if (bytes[at + i] !== what[i]) return false;
  return true;
}

function twice(array: Int32Array): Int32Array {
  const grown = new Int32Array(array.length * 2);
  grown.set(array);
  return grown;
}
