import { roomFor, type Ints } from "./ints.ts";

/**
 * Places of keys of three numbers, found by the keys, which lie in columns elsewhere. Plain data, so that it can be sent between
 * workers.
 */
export interface HashTable {
  /** Places plus one; 0: nothing. Its length is a power of two. */
  slots: Int32Array;
  used: number;
}

/** A column of keys, by place: the first, second or third number of each. */
export type Column = Ints["data"];

export const noPlaces = (): HashTable => ({ slots: new Int32Array(64), used: 0 });

export function mix(a: number, b: number, c: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15) ^ b, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 13) ^ c, 0x27d4eb2f);
  return h ^ (h >>> 15);
}

/** The place of a key; −1: it has none. */
export function findPlace({ slots }: HashTable, as: Column, bs: Column, cs: Column, a: number, b: number, c: number): number {
  const mask = slots.length - 1;
  let slot = mix(a, b, c) & mask;
  for (;;) {
    const place = (slots[slot] as number) - 1;
    if (place < 0 || (as[place] === a && bs[place] === b && cs[place] === c)) return place;
    slot = (slot + 1) & mask;
  }
}

/** Enters a key that is not there, with its place; the key lies in the columns already. */
export function enterPlace(table: HashTable, as: Column, bs: Column, cs: Column, place: number): void {
  const hashOf = (at: number): number => mix(as[at] as number, bs[at] as number, cs[at] as number);
  const { length } = table.slots;
  if (table.used * 2 >= length) table.slots = refilled(table.slots, length * 2, hashOf);
  settle(table.slots, hashOf(place), place);
  table.used += 1;
}

/** How many slots there are to be where there were so many: a power of two with room for as many places again as are expected. */
export function roomAhead(length: number, expected: number): number {
  let room = length * 2;
  for (const wanted = roomFor(length, expected * 2); room < wanted;) room *= 2;
  return room;
}

function settle(slots: Int32Array, hash: number, place: number): void {
  const mask = slots.length - 1;
  let slot = hash & mask;
  while (slots[slot] !== 0) slot = (slot + 1) & mask;
  slots[slot] = place + 1;
}

/** The same places in slots for more of them; `room` is a power of two. */
export function refilled(before: Int32Array, room: number, hashOf: (place: number) => number): Int32Array {
  const slots = new Int32Array(room);
  for (let i = 0; i < before.length; i++) if (before[i] !== 0) settle(slots, hashOf((before[i] as number) - 1), (before[i] as number) - 1);
  return slots;
}
