import { QUOTE } from "./bytes";
import { Marks } from "./scan";
import { contentEnd, contentStart, unquote } from "./unquote";

/**
 * What the cells of one column hold, each content with a number, found again by its bytes. Open addressing; the bytes of all texts lie
 * one behind the other. Its memory is the caller's to give: ../machine.ts knows these places.
 */
@unmanaged
export class Column {
  /** Numbers of contents, by hash; 0: free. A power of two of them. */
  slots: usize;
  mostSlots: i32;
  /** By number: the hash, and where its bytes end, counted from the first. They begin where those of the number before end. */
  hashes: usize;
  ends: usize;
  mostNumbers: i32;
  bytes: usize;
  mostBytes: i32;
  /** How many numbers there are, that of nothing counted. */
  count: i32;
  /** How many bytes were found. */
  held: i32;
  /** By record of the batch: the number of its cell. */
  ids: usize;
  /** A cell of the batch has something in it. */
  filled: i32;
  /** How long the content is for which there was no room. */
  wanted: i32;
}

/** Nobody can make a file that is slow to read: a longer text is not remembered, nor one that finds its place in the table, and so many behind it, taken. */
const LONGEST_TEXT: usize = 64 * 1024;
const MOST_PROBES: i32 = 64;

/** Told of each content that has a number of its own from now on, and is no plain text that is remembered: decode it. */
// @ts-ignore: decorator
@external("caller", "found")
declare function found(number: i32, start: usize, end: usize, way: i32): void;

/** A longer one is not plain. */
const LONGEST_PLAIN: usize = 64;

/** Whether it is a plain text (model/plain-text.ts): the same bytes in every way to decode. */
function isPlain(start: usize, length: usize): bool {
  if (length > LONGEST_PLAIN) return false;
  for (let i: usize = 0; i < length; i++) {
    const byte = load<u8>(start + i);
    const letter = byte | 0x20;
    if ((byte >= 0x30 && byte <= 0x39) || (letter >= 0x61 && letter <= 0x7a)) continue;
    if (i == 0 || (byte != 0x2d && byte != 0x2e && byte != 0x5f)) return false;
  }
  return true;
}

/** The bits of a word that belong to a text of fewer than eight bytes. */
// @ts-ignore: decorator
@inline
function bitsOf(length: usize): u64 {
  return ((<u64>1) << (<u64>length << 3)) - 1;
}

/**
 * Eight bytes at a time, the last eight perhaps in part once more, each word stirred into all bits; the way to decode in the highest bit.
 * A product hands no bit down: the last of a text, which tells it from the next, comes to the lowest, which tell its slot, by the last
 * two steps alone.
 */
// @ts-ignore: decorator
@inline
function hashOf(start: usize, length: usize, way: u8): i32 {
  const stir: u64 = 0x9e3779b97f4a7c15;
  let hash: u64 = length;
  if (length >= 8) {
    const last = start + length - 8;
    for (let p = start; p < last; p += 8) {
      hash = (hash ^ load<u64>(p, 0, 1)) * stir;
      hash ^= hash >> 29;
    }
    hash = (hash ^ load<u64>(last, 0, 1)) * stir;
  } else hash = (hash ^ (load<u64>(start, 0, 1) & bitsOf(length))) * stir;
  hash = (hash ^ (hash >> 32)) * stir;
  hash ^= hash >> 32;
  return (<i32>hash & 0x7fffffff) | (<i32>way << 31);
}

/** Whether two texts of that length are the same; there are seven bytes more behind each that may be read. */
// @ts-ignore: decorator
@inline
function isSame(one: usize, other: usize, length: usize): bool {
  if (length < 8) return ((load<u64>(one, 0, 1) ^ load<u64>(other, 0, 1)) & bitsOf(length)) == 0;
  const last = length - 8;
  for (let i: usize = 0; i < last; i += 8) if (load<u64>(one + i, 0, 1) != load<u64>(other + i, 0, 1)) return false;
  return load<u64>(one + last, 0, 1) == load<u64>(other + last, 0, 1);
}

// @ts-ignore: decorator
@inline
function intAt(ints: usize, nth: i32): i32 {
  return load<i32>(ints + (<usize>nth << 2));
}

/** The number of a content, at least one byte; 0 where there is no room for another. */
// @ts-ignore: decorator
@inline
function numberOf(column: Column, start: usize, length: usize, way: u8): i32 {
  if (way != 0 && isPlain(start, length)) way = 0; // one content, however its record is decoded
  const hash = hashOf(start, length, way);
  const mask = column.mostSlots - 1;
  let slot = hash & mask;
  let probes = 0;
  let number = intAt(column.slots, slot);
  while (number != 0) {
    if (intAt(column.hashes, number) == hash) {
      const begins = intAt(column.ends, number - 1);
      if (<usize>(intAt(column.ends, number) - begins) == length && isSame(column.bytes + begins, start, length)) return number;
    }
    if (++probes == MOST_PROBES) break;
    slot = (slot + 1) & mask;
    number = intAt(column.slots, slot);
  }
  return add(column, start, length, way, hash, probes == MOST_PROBES || length > LONGEST_TEXT ? -1 : slot);
}

function add(column: Column, start: usize, length: usize, way: u8, hash: i32, slot: i32): i32 {
  const number = column.count;
  const before = intAt(column.ends, number - 1);
  const after = slot < 0 ? before : before + <i32>length;
  if (number + 1 >= column.mostNumbers || 2 * (number + 1) > column.mostSlots || after > column.mostBytes) {
    column.wanted = after - before;
    return 0;
  }
  if (slot < 0 || !isPlain(start, length)) found(number, start, start + length, way);
  column.count = number + 1;
  column.held += <i32>length;
  store<i32>(column.ends + (<usize>number << 2), after);
  if (slot < 0) {
    // No hash is that of a text which is not remembered: it stands in no slot.
    return number;
  }
  memory.copy(column.bytes + before, start, length);
  store<i32>(column.hashes + (<usize>number << 2), hash);
  store<i32>(column.slots + (<usize>slot << 2), number);
  return number;
}

/** Puts all numbers into the slots, which are free. */
export function fillSlots(column: Column): void {
  const mask = column.mostSlots - 1;
  for (let number = 1; number < column.count; number++) {
    if (intAt(column.ends, number) == intAt(column.ends, number - 1)) continue; // not remembered
    let slot = intAt(column.hashes, number) & mask;
    while (intAt(column.slots, slot) != 0) slot = (slot + 1) & mask;
    store<i32>(column.slots + (<usize>slot << 2), number);
  }
}

/**
 * Numbers the cells of column `index` from record `from` on, and returns how far it came: to the last record, or to one for which
 * there is no room. `separator` is its length, `ways` has the way to decode of each record. In most columns a cell says what the one
 * above says: it is sooner compared with that, which lies a record before it, than looked up.
 */
export function numbered(column: Column, marks: Marks, from: i32, index: i32, separator: i32, ways: usize): i32 {
  const count = marks.count;
  const starts = marks.starts;
  const firsts = marks.firsts;
  const ends = marks.ends;
  const ids = column.ids;
  let filled = false;
  let last: i32 = 0;
  // Of the filled cell above: where it begins, its length (0: it cannot be compared with), its way, its number.
  let above: usize = 0;
  let length: usize = 0;
  let way: u8 = 0;
  let i = from;
  for (; i < count; i++) {
    const at = intAt(firsts, i) + index;
    let number: i32 = 0;
    if (at < intAt(firsts, i + 1)) {
      const start = <usize>(index == 0 ? intAt(starts, i) : intAt(ends, at - 1) + separator);
      const own = <usize>intAt(ends, at) - start;
      if (own != 0) {
        const ownWay = load<u8>(ways + i);
        if (load<u8>(start) == QUOTE) {
          unquote(start, start + own);
          length = 0;
          if (contentEnd != contentStart) {
            number = numberOf(column, contentStart, contentEnd - contentStart, ownWay);
            if (number == 0) break;
            filled = true;
          }
        } else {
          if (own == length && way == ownWay && isSame(start, above, own)) number = last;
          else {
            number = numberOf(column, start, own, ownWay);
            if (number == 0) break;
          }
          last = number;
          above = start;
          length = own;
          way = ownWay;
          filled = true;
        }
      }
    }
    store<i32>(ids + (<usize>i << 2), number);
  }
  if (filled) column.filled = 1;
  return i;
}
