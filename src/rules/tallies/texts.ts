import { mayBePlain, type PlainTexts } from "../../model/plain-text.ts";
import { roomAhead } from "./hash-table.ts";
import { roomFor } from "./ints.ts";

/**
 * Many texts, each with a number, found by the text while they come: their bytes lie one behind the other, for as strings, and in a
 * map, they would take six times as much. Plain data.
 */
export interface Texts {
  length: number;
  /** In UTF-8. */
  bytes: Uint8Array;
  /** By number: where its text ends. It begins where the one before ends. */
  ends: Int32Array;
  /** Numbers plus one, by hash; 0: free. Its length is a power of two. */
  slots: Int32Array;
  /** Those that have a slot: the first so many. */
  settled: number;
  /** How many there may be in all. */
  expected: number;
  /** The list that all plain texts came from so far (plainPlaces); null: there are none yet, or `isMixed`. */
  list: object | null;
  isMixed: boolean;
}

/** Bytes that are a text in UTF-8. */
interface Encoded { bytes: Uint8Array; start: number; end: number }

export const noTexts = (): Texts => ({ length: 0, bytes: new Uint8Array(1024), ends: new Int32Array(64), slots: new Int32Array(64), settled: 0, expected: 0, list: null, isMixed: false });

/** The number of a text; a new one where it has none. */
export function textPlace(into: Texts, text: string): number {
  const own = encoded(text);
  const before = into.length;
  const number = found(into, own);
  if (number === before && mayBePlain(own.bytes, own.start, own.end)) mix(into);
  return number;
}

/** The same of plain texts of a list in which each stands once: while all come from one list, none is looked for. */
export function plainPlaces(into: Texts, { bytes, ends, begin }: PlainTexts, list: object, numbers: Int32Array): void {
  if (into.list !== list && into.list !== null) mix(into);
  if (into.isMixed) {
    const text: Encoded = { bytes, start: 0, end: 0 };
    for (let i = 0; i < ends.length; i++) {
      text.end = (ends[i] as number) - begin;
      numbers[i] = found(into, text);
      text.start = text.end;
    }
    return;
  }
  into.list = list;
  const before = makeRoom(into, ends.length, bytes.length);
  into.bytes.set(bytes, before);
  const own = into.ends;
  for (let i = 0, number = into.length; i < ends.length; i++, number++) {
    own[number] = before + (ends[i] as number) - begin;
    numbers[i] = number;
  }
  into.length += ends.length;
}

function mix(into: Texts): void {
  into.list = null;
  into.isMixed = true;
}

function found(into: Texts, text: Encoded): number {
  settle(into);
  const mask = into.slots.length - 1;
  let slot = hashOf(text.bytes, text.start, text.end) & mask;
  for (let number = into.slots[slot] as number; number !== 0; number = into.slots[slot] as number) {
    if (isText(into, number - 1, text)) return number - 1;
    slot = (slot + 1) & mask;
  }
  const before = makeRoom(into, 1, text.end - text.start);
  for (let i = text.start; i < text.end; i++) into.bytes[before + i - text.start] = text.bytes[i] as number;
  into.ends[into.length] = before + text.end - text.start;
  return into.length++;
}

/** Gives those a slot that have none: many at a time, while the memory that they fill is at hand. */
function settle(into: Texts): void {
  if (into.settled === into.length) return;
  // Two thirds of the slots are taken at most.
  if (into.length * 3 > into.slots.length * 2) {
    let room = roomAhead(into.slots.length, into.expected * 0.75);
    while (into.length * 3 > room * 2) room *= 2;
    into.slots = new Int32Array(room);
    into.settled = 0;
  }
  const { slots, bytes, ends } = into;
  const mask = slots.length - 1;
  for (; into.settled < into.length; into.settled++) {
    let slot = hashOf(bytes, startOf(into, into.settled), ends[into.settled] as number) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = into.settled + 1;
  }
}

/** Room for so many texts more, and for their bytes; returns where those begin. */
function makeRoom(into: Texts, texts: number, bytes: number): number {
  const { length, expected } = into;
  if (length + texts > into.ends.length) {
    const ends = new Int32Array(Math.max(length + texts, roomFor(into.ends.length, expected)));
    ends.set(into.ends);
    into.ends = ends;
  }
  const before = startOf(into, length);
  const after = before + bytes;
  if (after > into.bytes.length) {
    const more = new Uint8Array(Math.max(after, roomFor(into.bytes.length, Math.ceil((after / (length + texts)) * expected))));
    more.set(into.bytes);
    into.bytes = more;
  }
  return before;
}

const startOf = ({ ends }: Texts, number: number): number => (number === 0 ? 0 : ends[number - 1] as number);

/** No more come: what they were found by goes. */
export function closeTexts(texts: Texts): void {
  texts.slots = new Int32Array(0);
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The text of a number; null of −1. */
export const textAt = (texts: Texts, number: number): string | null => (number === -1 ? null : decoder.decode(texts.bytes.subarray(startOf(texts, number), texts.ends[number])));

/** Whether a number is that of a text. */
export function isText(texts: Texts, number: number, { bytes, start, end }: Encoded): boolean {
  const from = startOf(texts, number);
  if ((texts.ends[number] as number) - from !== end - start) return false;
  for (let i = start; i < end; i++) if (texts.bytes[from + i - start] !== bytes[i]) return false;
  return true;
}

const encoder = new TextEncoder();
const last: Encoded = { bytes: new Uint8Array(256), start: 0, end: 0 };

/** The bytes of a text; until the next is asked for. */
export function encoded(text: string): Encoded {
  const { length } = text;
  if (3 * length > last.bytes.length) last.bytes = new Uint8Array(3 * length);
  const { bytes } = last;
  let i = 0;
  for (; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0x80) break;
    bytes[i] = code;
  }
  last.end = i === length ? length : encoder.encodeInto(text, bytes).written;
  return last;
}

function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = end - start;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}
