import type { PlainText } from "../model/plain-text.ts";
import type { RawCell, RawValues } from "./raw.ts";

/** Contents of a column as they are sent from one thread to another, in the order of their numbers. */
export interface SentContents {
  /** Plain texts, one behind the other, and by content where its text ends; of one that is not plain nothing. */
  bytes: Uint8Array;
  ends: Uint32Array;
  /** The others. */
  cells: RawCell[];
}

/** Contents from one number on; null where there are no more. */
export function contentsFrom(values: RawValues, from: number): SentContents | null {
  if (from >= values.size) return null;
  const ends = new Uint32Array(values.size - from);
  const cells: RawCell[] = [];
  let bytes = new Uint8Array(16 * ends.length);
  let used = 0;
  for (let id = from; id < values.size; id++) {
    const text = values.plain(id);
    if (text === null) cells.push(values.cell(id));
    else {
      if (used + text.end - text.start > bytes.length) bytes = longer(bytes, used + text.end - text.start);
      for (let i = text.start; i < text.end; i++) bytes[used++] = text.bytes[i] as number;
    }
    ends[id - from] = used;
  }
  return { bytes: bytes.slice(0, used), ends, cells };
}

/** The same contents on the other side. */
export class Contents implements RawValues {
  size = 0;
  generation = -1;
  /** Undefined where it is a plain text. */
  #cells: (RawCell | undefined)[] = [];
  #bytes = new Uint8Array(1024);
  /** By number: where its text ends. */
  #ends = new Uint32Array(64);
  readonly #plain: PlainText = { bytes: this.#bytes, start: 0, end: 0 };

  /** Numbers get new meanings. */
  renew(generation: number): void {
    this.size = 0;
    this.generation = generation;
    this.#cells = [];
  }

  add({ bytes, ends, cells }: SentContents): void {
    const before = this.#end(this.size - 1);
    if (before + bytes.length > this.#bytes.length) this.#plain.bytes = this.#bytes = longer(this.#bytes, before + bytes.length);
    this.#bytes.set(bytes, before);
    const size = this.size + ends.length;
    if (size > this.#ends.length) {
      const more = new Uint32Array(Math.max(size, 2 * this.#ends.length));
      more.set(this.#ends);
      this.#ends = more;
    }
    let nth = 0;
    for (let i = 0; i < ends.length; i++) {
      const isPlain = (ends[i] as number) > (i === 0 ? 0 : ends[i - 1] as number);
      this.#cells.push(isPlain ? undefined : cells[nth++]);
      this.#ends[this.size++] = before + (ends[i] as number);
    }
  }

  cell(id: number): RawCell {
    const known = this.#cells[id];
    if (known !== undefined) return known;
    const text = this.plain(id);
    return text === null ? null : String.fromCharCode(...text.bytes.subarray(text.start, text.end));
  }

  plain(id: number): PlainText | null {
    if (id >= this.size || this.#cells[id] !== undefined) return null;
    this.#plain.start = this.#end(id - 1);
    this.#plain.end = this.#end(id);
    return this.#plain;
  }

  #end(id: number): number {
    return id < 0 ? 0 : this.#ends[id] as number;
  }
}

function longer(bytes: Uint8Array, least: number): Uint8Array<ArrayBuffer> {
  const more = new Uint8Array(Math.max(least, 2 * bytes.length));
  more.set(bytes);
  return more;
}
