import type { Refuse } from "./refuse.ts";
import { xmlText } from "./text.ts";

export interface Attributes {
  /** The value of an attribute without prefix. */
  get(name: string): string | null;
  /** The value of an attribute with some prefix (r:id). */
  getPrefixed(local: string): string | null;
}

const LT = 0x3c;
const GT = 0x3e;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const COLON = 0x3a;
const X = 0x78;

const LONGEST_TAG = 4 * 1024 ** 2;

export const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** An opening tag: where its name and its attributes lie in the bytes. */
export class Tag implements Attributes {
  nameFrom = 0;
  nameTo = 0;
  /** It closes itself. */
  isEmpty = false;
  #bytes: Buffer = Buffer.alloc(0);
  /** Of each attribute: where its name begins and ends, where its value does. */
  #places: number[] = [];
  readonly #refuse: Refuse;

  constructor(refuse: Refuse) {
    this.#refuse = refuse;
  }

  /** Reads the tag that begins at "<"; returns where it ends, or -1 where that is beyond the bytes at hand. */
  read(bytes: Buffer, at: number): number {
    const { length } = bytes;
    let i = at + 1;
    this.#bytes = bytes;
    this.#places = [];
    while (i < length && bytes[i] !== GT && bytes[i] !== SLASH && !isSpace(bytes[i] as number)) i += 1;
    this.nameFrom = at + 1;
    this.nameTo = i;
    for (;;) {
      while (i < length && isSpace(bytes[i] as number)) i += 1;
      if (i >= length || (i + 1 >= length && bytes[i] !== GT)) return this.unfinished(bytes, at);
      if (bytes[i] === GT || (bytes[i] === SLASH && bytes[i + 1] === GT)) break;
      i = this.#attributeAt(i);
      if (i < 0) return this.unfinished(bytes, at);
    }
    if (this.nameTo === this.nameFrom) this.#refuse.broken();
    this.isEmpty = bytes[i] === SLASH;
    return i + (this.isEmpty ? 2 : 1);
  }

  /** No tag is so long that it may go on much further. */
  unfinished(bytes: Buffer, at: number): -1 {
    if (bytes.length - at > LONGEST_TAG) this.#refuse.broken();
    return -1;
  }

  #attributeAt(from: number): number {
    const bytes = this.#bytes;
    const { length } = bytes;
    let i = from;
    while (i < length && bytes[i] !== EQUALS && !isSpace(bytes[i] as number)) {
      if (bytes[i] === LT || bytes[i] === GT) this.#refuse.broken();
      i += 1;
    }
    const nameEnd = i;
    while (i < length && isSpace(bytes[i] as number)) i += 1;
    if (i < length && (bytes[i] !== EQUALS || nameEnd === from)) this.#refuse.broken();
    i += 1;
    while (i < length && isSpace(bytes[i] as number)) i += 1;
    if (i >= length) return -1;
    const quote = bytes[i] as number;
    if (quote !== QUOTE && quote !== APOSTROPHE) this.#refuse.broken();
    const end = bytes.indexOf(quote, i + 1);
    if (end < 0) return -1;
    this.#places.push(from, nameEnd, i + 1, end);
    return end + 1;
  }

  get(name: string): string | null {
    return this.#value((from, to) => to - from === name.length && this.#bytes.toString("latin1", from, to) === name);
  }

  getPrefixed(local: string): string | null {
    return this.#value((from, to) => to - from > local.length && this.#bytes[to - local.length - 1] === COLON && this.#bytes.toString("latin1", to - local.length, to) === local);
  }

  #value(is: (from: number, to: number) => boolean): string | null {
    const places = this.#places;
    for (let i = 0; i < places.length; i += 4) if (is(places[i] as number, places[i + 1] as number)) return this.#text(places[i + 2] as number, places[i + 3] as number);
    return null;
  }

  #text(from: number, to: number): string {
    return xmlText(this.#bytes.toString("utf8", from, to), this.#refuse);
  }

  /** The namespaces that the tag declares, each for a prefix ("" where a name has none). */
  declared(tell: (prefix: string, namespace: string) => void): void {
    for (let i = 0; i < this.#places.length; i += 4) {
      const [from = 0, to = 0, valueFrom = 0, valueTo = 0] = this.#bytes[this.#places[i] as number] === X ? this.#places.slice(i, i + 4) : [];
      if (to - from < 5 || this.#bytes.toString("latin1", from, from + 5) !== "xmlns" || (to - from > 5 && this.#bytes[from + 5] !== COLON)) continue;
      tell(this.#bytes.toString("utf8", from + 6, to), this.#text(valueFrom, valueTo));
    }
  }
}
