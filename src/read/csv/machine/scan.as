import { CR, LF, QUOTE } from "./bytes";

/** Where the records and cells of a batch lie in the memory: what ../scan.ts has as Marks. */
@unmanaged
export class Marks {
  starts: usize;
  firsts: usize;
  ends: usize;
  breaks: usize;
  /** How many records and cells there is room for. */
  mostRecords: i32;
  mostCells: i32;
  count: i32;
  widest: i32;
  next: usize;
  /** Some cell of the batch is quoted. */
  quoted: i32;
}

/** Why a scan ends: numbers of STOPS in ../scan.ts. */
const FULL: i32 = 0;
const MORE: i32 = 1;
const END: i32 = 2;
const TOO_WIDE: i32 = 3;
const TOO_LONG: i32 = 4;

const ONES: u64 = 0x0101010101010101;
const HIGH_BITS: u64 = ONES << 7;
const BELOW_QUOTE: u64 = ONES * (<u64>QUOTE + 1);

/**
 * Eight bytes at a time: not 0 where one of them is less than the limit that stands in each byte of `below`, at most 0x80; the lowest
 * bit is that of the first one.
 */
// @ts-ignore: decorator
@inline
function less(word: u64, below: u64): u64 {
  return (word - below) & ~word & HIGH_BITS;
}

/** The first byte at `p` or behind it that is less than the limit. There is one. */
// @ts-ignore: decorator
@inline
function firstLess(p: usize, below: u64): usize {
  let hits = less(load<u64>(p, 0, 1), below);
  while (hits == 0) hits = less(load<u64>((p += 8), 0, 1), below);
  return p + (<usize>ctz(hits) >> 3);
}

/**
 * Finds the records of the text between `from` and `to`, and their cells, as ../scan.ts says. Sixteen bytes behind the text belong to
 * it. `separator` are its bytes, `size` of them, the first one lowest.
 */
export function scan(marks: Marks, from: usize, to: usize, last: bool, separator: u32, size: i32, longestRecord: i32, mostColumns: i32): i32 {
  // Behind the text stand a line break and a quote, so that no loop need ask whether it is at the end.
  store<u8>(to, LF);
  store<u8>(to + 1, QUOTE);
  const first = <u8>separator;
  const bits: u32 = <u32>-1 >> (32 - (size << 3));
  const highest = max<u8>(first, CR);
  const wordwise = highest < 0x80;
  const below = ONES * (<u64>highest + 1);
  const starts = marks.starts;
  const firsts = marks.firsts;
  const ends = marks.ends;
  let count: i32 = 0;
  let cells: i32 = 0;
  let widest: i32 = 0;
  let begin = from;
  let stop = FULL;
  let quoted = false;
  store<i32>(firsts, 0);

  while (count < marks.mostRecords) {
    const firstCell = cells;
    let broken: u8 = 0;
    let p = begin;
    let next: usize = 0;
    let whole = false;
    while (true) {
      if (load<u8>(p) == QUOTE && p < to) {
        quoted = true;
        p += 1;
        while (true) {
          p = firstLess(p, BELOW_QUOTE);
          const byte = load<u8>(p);
          if (byte != QUOTE) {
            if (byte == LF || byte == CR) broken = 1;
            p += 1;
          } else if (p + 1 < to && load<u8>(p + 1) == QUOTE) p += 2;
          else break;
        }
        if (p + 1 >= to && !last) { // a quote that is the last byte may be the first of two
          stop = MORE;
          break;
        }
        p = min(p + 1, to);
      }
      let byte: u8;
      while (true) {
        if (wordwise) p = firstLess(p, below);
        byte = load<u8>(p);
        if (byte == first) {
          if (size == 1 || (load<u32>(p, 0, 1) & bits) == separator) break;
        } else if (byte == LF || byte == CR) break;
        p += 1;
      }
      store<u32>(ends + (<usize>cells << 2), <u32>p);
      cells += 1;
      if (byte == first) {
        p += size;
        if (cells - firstCell < mostColumns) continue;
        stop = TOO_WIDE;
      } else if (p == to && last) {
        if (p == begin) stop = END;
        else {
          next = p;
          whole = true;
        }
      } else if (p == to || (byte == CR && p + 1 == to && !last)) { // a CR may be the first byte of CRLF
        stop = MORE;
      } else {
        next = byte == CR && p + 1 < to && load<u8>(p + 1) == LF ? p + 2 : p + 1;
        whole = true;
      }
      break;
    }
    if (!whole) break;
    if (p - begin > <usize>longestRecord) {
      stop = TOO_LONG;
      break;
    }
    const width = max(widest, cells - firstCell);
    if (count > 0 && width * (count + 1) > marks.mostCells) break;
    widest = width;
    store<u32>(starts + (<usize>count << 2), <u32>begin);
    store<u8>(marks.breaks + count, broken);
    count += 1;
    store<i32>(firsts + (<usize>count << 2), cells);
    begin = next;
  }
  marks.count = count;
  marks.widest = widest;
  marks.next = begin;
  marks.quoted = i32(quoted);
  return stop;
}
