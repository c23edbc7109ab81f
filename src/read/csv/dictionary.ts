import type { PlainTexts } from "../../model/plain-text.ts";
import type { RawCell, RawValues } from "../raw.ts";
import type { Decode } from "./decode.ts";
import type { Machine } from "./machine.ts";

/** More contents of a column are not held at a time, unless those of all columns together are no more than so many; nor more bytes. */
const MOST_TEXTS = 65_536;
const MOST_IN_ALL = 1_048_576;
const MOST_BYTES = 8 * 1024 * 1024;

/** Texts are compared eight bytes at a time: so many behind the last may be read. */
const BEYOND = 8;

/** Places of the numbers in what machine/numbers.as has as Column. */
const [SLOTS, SLOTS_HELD, HASHES, ENDS, NUMBERS_HELD, BYTES, BYTES_HELD, COUNT, HELD, IDS, FILLED, WANTED] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const;

/** Where the cells of a batch are found. */
export interface Numbering {
  /** The scanner's marks in the machine, and how many records they have. */
  marks: number;
  count: number;
  /** The separator's length in bytes. */
  separator: number;
  /** By record, a byte: the way to decode. */
  ways: number;
}

/**
 * What the cells of one column hold, each content with a number, found again by its bytes: a text is decoded once, however often it
 * stands in the column. The machine finds them (machine/numbers.as), here they are decoded.
 */
export class Dictionary implements RawValues {
  size = 1;
  generation = 0;
  /** What was decoded, the first of it nothing; and by number which of it it is, plus one: 0 of a plain text, whose bytes are held. */
  #others: RawCell[] = [null];
  #nths = Int32Array.of(1);
  readonly #machine: Machine;
  readonly #decoders: readonly Decode[];
  /** Where the machine has the column. */
  readonly #at: number;
  /** How many records there is room for. */
  #records = 0;

  /** Ways to decode, at most two: the same bytes decoded in two ways are two contents. */
  constructor(machine: Machine, decoders: readonly Decode[]) {
    this.#machine = machine;
    this.#decoders = decoders;
    this.#at = machine.room(4 * (WANTED + 1));
    for (const [place, value] of [[SLOTS_HELD, 32], [NUMBERS_HELD, 16], [BYTES_HELD, 256], [COUNT, 1], [HELD, 0]] as const) this.#set(place, value);
    this.#set(SLOTS, machine.room(4 * 32));
    this.#set(HASHES, machine.room(4 * 16));
    this.#set(ENDS, machine.room(4 * 16));
    this.#set(BYTES, machine.room(256 + BEYOND));
    this.#clear();
  }

  /** To be called between batches only. `inAll`: contents of all columns. */
  makeRoom(inAll: number): void {
    if ((this.size < MOST_TEXTS || inAll < MOST_IN_ALL) && this.#get(HELD) < MOST_BYTES) return;
    this.#others = [null];
    this.#nths = Int32Array.of(1);
    this.size = 1;
    this.generation += 1;
    this.#set(HELD, 0);
    this.#set(COUNT, 1);
    this.#clear();
  }

  /** Numbers the cells of column `index`; false where all are empty. */
  number(index: number, { marks, count, separator, ways }: Numbering): boolean {
    const machine = this.#machine;
    if (this.#records < count) {
      if (this.#records > 0) machine.giveRoom(this.#get(IDS), 4 * this.#records);
      this.#records = count;
      this.#set(IDS, machine.room(4 * count));
    }
    machine.found = (id, start, end, way) => {
      this.#makeRoom(id + 1);
      this.#nths[id] = this.#others.push((this.#decoders[way] as Decode)(machine.bytes, start, end));
    };
    this.#set(FILLED, 0);
    let done = 0;
    while ((done = machine.loops.numbered(this.#at, marks, done, index, separator, ways)) < count) this.#grow();
    this.size = this.#get(COUNT);
    this.#makeRoom(this.size);
    return this.#get(FILLED) !== 0;
  }

  cell(id: number): RawCell {
    if (id >= this.size) return null;
    const nth = this.#nths[id] as number;
    if (nth !== 0) return this.#others[nth - 1] as RawCell;
    const from = this.#get(BYTES);
    return this.#machine.bytes.toString("latin1", from + this.#end(id - 1), from + this.#end(id));
  }

  plain(from: number): PlainTexts | null {
    let to = from;
    while (to < this.size && this.#nths[to] === 0) to += 1;
    if (to === from) return null;
    const { ints, bytes } = this.#machine;
    const [ends, at, begin] = [this.#get(ENDS) >> 2, this.#get(BYTES), this.#end(from - 1)];
    return { bytes: bytes.subarray(at + begin, at + this.#end(to - 1)), ends: ints.subarray(ends + from, ends + to), begin };
  }

  /** Where the bytes of a content end, counted from the first of the column. */
  #end(id: number): number {
    return this.#machine.ints[(this.#get(ENDS) >> 2) + id] as number;
  }

  #makeRoom(size: number): void {
    if (size <= this.#nths.length) return;
    const nths = new Int32Array(Math.max(size, 2 * this.#nths.length));
    nths.set(this.#nths);
    this.#nths = nths;
  }

  /** The numbers of the last batch; good until the machine makes room. */
  ids(count: number): Int32Array {
    const from = this.#get(IDS) >> 2;
    return this.#machine.ints.subarray(from, from + count);
  }

  #get(place: number): number {
    return this.#machine.ints[(this.#at >> 2) + place] as number;
  }

  #set(place: number, value: number): void {
    this.#machine.ints[(this.#at >> 2) + place] = value;
  }

  /** No text is in a slot; the first number ends where the first byte begins. */
  #clear(): void {
    const { ints } = this.#machine;
    const slots = this.#get(SLOTS) >> 2;
    ints.fill(0, slots, slots + this.#get(SLOTS_HELD));
    ints[this.#get(ENDS) >> 2] = 0;
  }

  /** Makes room for the content that had none. */
  #grow(): void {
    const machine = this.#machine;
    const numbers = this.#get(NUMBERS_HELD);
    if (this.#get(COUNT) + 1 >= numbers) {
      for (const place of [HASHES, ENDS]) this.#set(place, machine.moreRoom(this.#get(place), 4 * numbers, 8 * numbers, 4 * numbers));
      this.#set(NUMBERS_HELD, 2 * numbers);
    }
    const slots = this.#get(SLOTS_HELD);
    if (2 * (this.#get(COUNT) + 1) > slots) {
      machine.giveRoom(this.#get(SLOTS), 4 * slots);
      this.#set(SLOTS, machine.room(8 * slots));
      this.#set(SLOTS_HELD, 2 * slots);
      const from = this.#get(SLOTS) >> 2;
      machine.ints.fill(0, from, from + 2 * slots);
      machine.loops.fillSlots(this.#at);
    }
    const [held, used] = [this.#get(BYTES_HELD), machine.ints[(this.#get(ENDS) >> 2) + this.#get(COUNT) - 1] as number];
    if (used + this.#get(WANTED) > held) {
      const more = Math.max(2 * held, used + this.#get(WANTED));
      this.#set(BYTES, machine.moreRoom(this.#get(BYTES), held + BEYOND, more + BEYOND, used));
      this.#set(BYTES_HELD, more);
    }
  }
}
