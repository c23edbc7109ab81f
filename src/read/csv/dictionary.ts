import type { RawCell, RawValues } from "../raw.ts";
import type { Decode } from "./decode.ts";

/** More contents, or more bytes of them, are not held at a time. */
const MOST_TEXTS = 65_536;
const MOST_BYTES = 8 * 1024 * 1024;
/** A longer text is not remembered: twice the same costs a number, no more. */
const LONGEST_TEXT = 64 * 1024;
/** Nor is one that finds its place in the table, and so many behind it, taken: nobody can make a file that is slow to read. */
const MOST_PROBES = 64;

/**
 * What the cells of one column hold, each content with a number, found again by its bytes: a text is decoded once, however often it
 * stands in the column. Open addressing; the bytes of all texts lie one behind the other.
 */
export class Dictionary implements RawValues {
  cells: RawCell[] = [null];
  generation = 0;
  readonly #decoders: readonly Decode[];
  /** Numbers of contents, by hash; 0: free. */
  #slots = new Int32Array(32);
  /** By number: the hash, and where the bytes end. They begin where those of the number before end. */
  #hashes = new Int32Array(16);
  #ends = new Int32Array(16);
  #bytes = Buffer.alloc(256);
  #view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.length);
  /** How many bytes have been decoded in this generation. */
  #held = 0;

  /** Ways to decode, at most two: the same bytes decoded in two ways are two contents. */
  constructor(decoders: readonly Decode[]) {
    this.#decoders = decoders;
  }

  /** To be called between batches only. */
  makeRoom(): void {
    if (this.cells.length < MOST_TEXTS && this.#held < MOST_BYTES) return;
    this.cells = [null];
    this.generation += 1;
    this.#held = 0;
    this.#slots.fill(0);
  }

  /** The number of what stands between `start` and `end`, decoded in the way of that number; 0 for nothing. */
  numberOf(bytes: Buffer, view: DataView, start: number, end: number, way: number): number {
    if (start === end) return 0;
    const hash = hashOf(bytes, view, start, end, way);
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = hash & mask;
    let probes = 0;
    for (let number = slots[slot] as number; number !== 0; number = slots[slot] as number) {
      if (this.#hashes[number] === hash && this.#holds(number, bytes, view, start, end)) return number;
      if (++probes === MOST_PROBES) break;
      slot = (slot + 1) & mask;
    }
    return this.#add(bytes, start, end, way, hash, probes === MOST_PROBES || end - start > LONGEST_TEXT ? -1 : slot);
  }

  #holds(number: number, bytes: Buffer, view: DataView, start: number, end: number): boolean {
    let p = this.#ends[number - 1] as number;
    const own = this.#ends[number] as number;
    const length = end - start;
    if (own - p !== length) return false;
    let q = start;
    if (length >= 4) {
      for (; q < end - 4; q += 4, p += 4) if (this.#view.getInt32(p, true) !== view.getInt32(q, true)) return false;
      return this.#view.getInt32(own - 4, true) === view.getInt32(end - 4, true);
    }
    for (; q < end; q++, p++) if (this.#bytes[p] !== bytes[q]) return false;
    return true;
  }

  #add(bytes: Buffer, start: number, end: number, way: number, hash: number, slot: number): number {
    const number = this.cells.push((this.#decoders[way] as Decode)(bytes, start, end)) - 1;
    const before = this.#ends[number - 1] as number;
    this.#held += end - start;
    if (number + 1 >= this.#ends.length) {
      this.#hashes = twice(this.#hashes);
      this.#ends = twice(this.#ends);
    }
    if (slot < 0) {
      this.#ends[number] = before;
      return number;
    }
    const after = before + end - start;
    if (after > this.#bytes.length) this.#growBytes(after);
    bytes.copy(this.#bytes, before, start, end);
    this.#hashes[number] = hash;
    this.#ends[number] = after;
    this.#slots[slot] = number;
    if (number * 2 > this.#slots.length) this.#growSlots();
    return number;
  }

  #growBytes(needed: number): void {
    const grown = Buffer.alloc(Math.max(this.#bytes.length * 2, needed));
    this.#bytes.copy(grown);
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer, grown.byteOffset, grown.length);
  }

  #growSlots(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (const number of this.#slots) {
      if (number === 0) continue;
      let slot = (this.#hashes[number] as number) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number;
    }
    this.#slots = slots;
  }
}

/** Four bytes at a time, the last four perhaps in part once more, each word stirred into all bits; the way to decode in the highest bit. */
function hashOf(bytes: Buffer, view: DataView, start: number, end: number, way: number): number {
  let hash = end - start;
  if (hash >= 4) {
    for (let p = start; p < end - 4; p += 4) {
      hash = Math.imul(hash ^ view.getInt32(p, true), 0x85ebca6b);
      hash ^= hash >>> 15;
    }
    hash = Math.imul(hash ^ view.getInt32(end - 4, true), 0x85ebca6b);
    hash ^= hash >>> 15;
  } else for (let p = start; p < end; p++) hash = Math.imul(hash ^ (bytes[p] as number), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0xc2b2ae35);
  return ((hash ^ (hash >>> 15)) & 0x7fffffff) | (way << 31);
}

function twice(array: Int32Array): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(array.length * 2);
  grown.set(array);
  return grown;
}
