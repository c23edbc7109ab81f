/**
 * Finds the place of a key of four numbers; the keys lie with whoever keeps the places. Plain data, so that it can be sent between
 * workers.
 */
export interface HashTable {
  /** Places plus one; 0: nothing. Its length is a power of two. */
  slots: Int32Array;
  used: number;
}

export const noPlaces = (): HashTable => ({ slots: new Int32Array(64), used: 0 });

export type Key = readonly [number, number, number, number];

function mix(a: number, b: number, c: number, d: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15) ^ b, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 13) ^ c, 0x27d4eb2f);
  h = Math.imul(h ^ (h >>> 16) ^ d, 0x165667b1);
  return h ^ (h >>> 15);
}

/**
 * The place of a key, or the place that `add` gives it. `is` tells whether the key at a place is this one, `keyAt` what key is there:
 * asked when the table grows.
 */
export function placeOf(table: HashTable, key: Key, is: (place: number) => boolean, keyAt: (place: number) => Key, add: () => number): number {
  if (table.used * 2 >= table.slots.length) grow(table, keyAt);
  const mask = table.slots.length - 1;
  let slot = mix(key[0], key[1], key[2], key[3]) & mask;
  for (;;) {
    const place = (table.slots[slot] ?? 0) - 1;
    if (place < 0) break;
    if (is(place)) return place;
    slot = (slot + 1) & mask;
  }
  const place = add();
  table.slots[slot] = place + 1;
  table.used += 1;
  return place;
}

/** The place of a key; −1: it has none. */
export function findPlace({ slots }: HashTable, key: Key, is: (place: number) => boolean): number {
  const mask = slots.length - 1;
  for (let slot = mix(key[0], key[1], key[2], key[3]) & mask; slots[slot] !== 0; slot = (slot + 1) & mask) {
    const place = (slots[slot] ?? 0) - 1;
    if (is(place)) return place;
  }
  return -1;
}

function grow(table: HashTable, keyAt: (place: number) => Key): void {
  const before = table.slots;
  const mask = before.length * 2 - 1;
  table.slots = new Int32Array(before.length * 2);
  for (const filled of before) {
    if (filled === 0) continue;
    const [a, b, c, d] = keyAt(filled - 1);
    let slot = mix(a, b, c, d) & mask;
    while (table.slots[slot] !== 0) slot = (slot + 1) & mask;
    table.slots[slot] = filled;
  }
}
