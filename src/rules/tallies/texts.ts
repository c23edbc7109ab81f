import type { PlainText } from "../../model/plain-text.ts";
import { refilled, roomAhead } from "./hash-table.ts";
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
  /** How many there may be in all. */
  expected: number;
}

export const noTexts = (): Texts => ({ length: 0, bytes: new Uint8Array(1024), ends: new Int32Array(64), slots: new Int32Array(64), expected: 0 });

/** The number of a text; a new one where it has none. */
export const textPlace = (into: Texts, text: string): number => plainPlace(into, encoded(text));

/** The same of its bytes. */
export function plainPlace(into: Texts, text: PlainText): number {
  const { slots } = into;
  const mask = slots.length - 1;
  let slot = hashOf(text.bytes, text.start, text.end) & mask;
  for (let number = slots[slot] as number; number !== 0; number = slots[slot] as number) {
    if (isText(into, number - 1, text)) return number - 1;
    slot = (slot + 1) & mask;
  }
  return enter(into, text, slot);
}

function enter(into: Texts, { bytes, start, end }: PlainText, slot: number): number {
  const number = into.length++;
  const before = startOf(into, number);
  const after = before + end - start;
  if (number === into.ends.length) {
    const ends = new Int32Array(roomFor(into.ends.length, into.expected));
    ends.set(into.ends);
    into.ends = ends;
  }
  if (after > into.bytes.length) {
    const more = new Uint8Array(Math.max(after, roomFor(into.bytes.length, Math.ceil((after / into.length) * into.expected))));
    more.set(into.bytes);
    into.bytes = more;
  }
  for (let i = start; i < end; i++) into.bytes[before + i - start] = bytes[i] as number;
  into.ends[number] = after;
  into.slots[slot] = into.length;
  if (into.length * 2 > into.slots.length) into.slots = refilled(into.slots, roomAhead(into.slots.length, into.expected), (place) => hashOf(into.bytes, startOf(into, place), into.ends[place] as number));
  return number;
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
export function isText(texts: Texts, number: number, { bytes, start, end }: PlainText): boolean {
  const from = startOf(texts, number);
  if ((texts.ends[number] as number) - from !== end - start) return false;
  for (let i = start; i < end; i++) if (texts.bytes[from + i - start] !== bytes[i]) return false;
  return true;
}

const encoder = new TextEncoder();
const last: PlainText & { bytes: Uint8Array } = { bytes: new Uint8Array(256), start: 0, end: 0 };

/** The bytes of a text; until the next is asked for. */
export function encoded(text: string): PlainText {
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
