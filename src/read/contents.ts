import type { PlainTexts } from "../model/plain-text.ts";
import type { RawCell, RawValues } from "./raw.ts";

/** Contents of a column as they are sent from one thread to another, in the order of their numbers. */
export interface SentContents {
  /** Plain texts, one behind the other, and by content where its text ends; of one that is not plain nothing. */
  bytes: Uint8Array;
  ends: Int32Array;
  /** The others. */
  cells: RawCell[];
}

/** Contents from one number on; null where there are no more. */
export function contentsFrom(values: RawValues, from: number): SentContents | null {
  if (from >= values.size) return null;
  const ends = new Int32Array(values.size - from);
  const cells: RawCell[] = [];
  let bytes = new Uint8Array(0);
  let used = 0;
  for (let nth = 0; nth < ends.length;) {
    const plain = values.plain(from + nth);
    if (plain === null) {
      cells.push(values.cell(from + nth));
      ends[nth++] = used;
      continue;
    }
    if (used + plain.bytes.length > bytes.length) bytes = longer(bytes, used + plain.bytes.length);
    bytes.set(plain.bytes, used);
    for (let i = 0; i < plain.ends.length; i++) ends[nth++] = used + (plain.ends[i] as number) - plain.begin;
    used += plain.bytes.length;
  }
  return { bytes: bytes.slice(0, used), ends, cells };
}

/** The same contents on the other side. */
export class Contents implements RawValues {
  size = 0;
  generation = -1;
  /** What is not plain, and by number which of them it is. */
  #others: RawCell[] = [];
  #nths = new Int32Array(64);
  #bytes = new Uint8Array(1024);
  /** By number: where its text ends; of what is not plain, where that before it ended. */
  #ends = new Int32Array(64);

  /** Numbers get new meanings. */
  renew(generation: number): void {
    this.size = 0;
    this.generation = generation;
    this.#others = [];
  }

  add({ bytes, ends, cells }: SentContents): void {
    const before = this.#end(this.size - 1);
    if (before + bytes.length > this.#bytes.length) this.#bytes = longer(this.#bytes, before + bytes.length);
    this.#bytes.set(bytes, before);
    this.#makeRoom(this.size + ends.length);
    let end = 0;
    for (let i = 0, id = this.size, nth = this.#others.length; i < ends.length; i++, id++) {
      if (ends[i] === end) this.#nths[id] = nth++;
      end = ends[i] as number;
      this.#ends[id] = before + end;
    }
    for (let i = 0; i < cells.length; i++) this.#others.push(cells[i] as RawCell);
    this.size += ends.length;
  }

  cell(id: number): RawCell {
    if (id >= this.size) return null;
    const [start, end] = [this.#end(id - 1), this.#end(id)];
    return start === end ? this.#others[this.#nths[id] as number] as RawCell : String.fromCharCode(...this.#bytes.subarray(start, end));
  }

  plain(from: number): PlainTexts | null {
    const ends = this.#ends;
    const begin = this.#end(from - 1);
    let to = from;
    while (to < this.size && (ends[to] as number) > this.#end(to - 1)) to += 1;
    return to === from ? null : { bytes: this.#bytes.subarray(begin, ends[to - 1]), ends: ends.subarray(from, to), begin };
  }

  #end(id: number): number {
    return id < 0 ? 0 : this.#ends[id] as number;
  }

  #makeRoom(size: number): void {
    if (size <= this.#ends.length) return;
    const room = Math.max(size, 2 * this.#ends.length);
    const [nths, ends] = [new Int32Array(room), new Int32Array(room)];
    nths.set(this.#nths);
    ends.set(this.#ends);
    [this.#nths, this.#ends] = [nths, ends];
  }
}

function longer(bytes: Uint8Array, least: number): Uint8Array<ArrayBuffer> {
  const more = new Uint8Array(Math.max(least, 2 * bytes.length));
  more.set(bytes);
  return more;
}
