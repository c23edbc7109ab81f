import { refilled, roomAhead } from "./hash-table.ts";

/** Many texts, each with a number, found by the text while they come. Plain data; a map would take six times as much for finding. */
export interface Texts {
  values: string[];
  /** Numbers plus one, by hash; 0: free. Its length is a power of two. */
  slots: Int32Array;
  /** How many there may be in all. */
  expected: number;
}

export const noTexts = (): Texts => ({ values: [], slots: new Int32Array(64), expected: 0 });

/** The number of a text; a new one where it has none. */
export function textPlace(into: Texts, text: string): number {
  const { values, slots } = into;
  const mask = slots.length - 1;
  let slot = hashOf(text) & mask;
  for (let number = slots[slot] as number; number !== 0; number = slots[slot] as number) {
    if (values[number - 1] === text) return number - 1;
    slot = (slot + 1) & mask;
  }
  slots[slot] = values.push(text);
  if (values.length * 2 > slots.length) into.slots = refilled(slots, roomAhead(slots.length, into.expected), (number) => hashOf(values[number] as string));
  return values.length - 1;
}

/** No more come: what they were found by goes. */
export function closeTexts(texts: Texts): void {
  texts.slots = new Int32Array(0);
}

function hashOf(text: string): number {
  let hash = text.length;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}
