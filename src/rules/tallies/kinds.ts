/**
 * What records have in common but for when, of whom and in which service: type, amounts and what can be yes or no. There are few of
 * them, each with a number, found by the four. Plain data.
 */
export interface Kinds {
  type: number[];
  halfDays: number[];
  hours: number[];
  marks: number[];
  /** Numbers plus one, by hash; 0: free. Its length is a power of two. */
  slots: Int32Array;
}

export const noKinds = (): Kinds => ({ type: [], halfDays: [], hours: [], marks: [], slots: new Int32Array(256) });

export function kindNumber(kinds: Kinds, type: number, halfDays: number, hours: number, marks: number): number {
  const { slots } = kinds;
  const mask = slots.length - 1;
  let slot = hashOf(type, halfDays, hours, marks) & mask;
  for (let found = slots[slot] as number; found !== 0; found = slots[slot] as number) {
    const number = found - 1;
    if (kinds.type[number] === type && kinds.halfDays[number] === halfDays && kinds.hours[number] === hours && kinds.marks[number] === marks) return number;
    slot = (slot + 1) & mask;
  }
  const number = kinds.type.push(type) - 1;
  kinds.halfDays.push(halfDays);
  kinds.hours.push(hours);
  kinds.marks.push(marks);
  slots[slot] = number + 1;
  if (kinds.type.length * 2 > slots.length) grow(kinds);
  return number;
}

function grow(kinds: Kinds): void {
  const slots = new Int32Array(kinds.slots.length * 4);
  const mask = slots.length - 1;
  for (let number = 0; number < kinds.type.length; number++) {
    let slot = hashOf(kinds.type[number] as number, kinds.halfDays[number] as number, kinds.hours[number] as number, kinds.marks[number] as number) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = number + 1;
  }
  kinds.slots = slots;
}

function hashOf(type: number, halfDays: number, hours: number, marks: number): number {
  let h = Math.imul(type ^ 0x9e3779b9, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15) ^ halfDays, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 13) ^ hours, 0x27d4eb2f);
  h = Math.imul(h ^ (h >>> 14) ^ marks, 0x85ebca6b);
  return h ^ (h >>> 15);
}
