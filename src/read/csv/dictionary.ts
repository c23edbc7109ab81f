import type { PlainText } from "../../model/plain-text.ts";
import type { RawCell, RawValues } from "../raw.ts";
import type { Decode } from "./decode.ts";
import type { Machine } from "./machine.ts";

/** More contents, or more bytes of them, are not held at a time. */
const MOST_TEXTS = 65_536;
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
  /** What was decoded; undefined of a plain text, whose bytes are held. */
  #cells: (RawCell | undefined)[] = [null];
  readonly #machine: Machine;
  readonly #decoders: readonly Decode[];
  /** Where the machine has the column. */
  readonly #at: number;
  /** How many records there is room for. */
  #records = 0;
  readonly #plain: PlainText = { bytes: new Uint8Array(0), start: 0, end: 0 };

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

  /** To be called between batches only. */
  makeRoom(): void {
    if (this.size < MOST_TEXTS && this.#get(HELD) < MOST_BYTES) return;
    this.#cells = [null];
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
    const cells = this.#cells;
    machine.found = (id, start, end, way) => {
      while (cells.length < id) cells.push(undefined);
      cells.push((this.#decoders[way] as Decode)(machine.bytes, start, end));
    };
    this.#set(FILLED, 0);
    let done = 0;
    while ((done = machine.loops.numbered(this.#at, marks, done, index, separator, ways)) < count) this.#grow();
    this.size = this.#get(COUNT);
    while (cells.length < this.size) cells.push(undefined);
    return this.#get(FILLED) !== 0;
  }

  cell(id: number): RawCell {
    const known = this.#cells[id];
    if (known !== undefined) return known;
    const text = this.plain(id);
    return text === null ? null : this.#machine.bytes.toString("latin1", text.start, text.end);
  }

  plain(id: number): PlainText | null {
    if (this.#cells[id] !== undefined || id >= this.size) return null;
    const { ints, bytes } = this.#machine;
    const [ends, from] = [this.#get(ENDS) >> 2, this.#get(BYTES)];
    this.#plain.bytes = bytes;
    this.#plain.start = from + (ints[ends + id - 1] as number);
    this.#plain.end = from + (ints[ends + id] as number);
    return this.#plain;
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
