import { mix, refilled } from "./hash-table.ts";

/**
 * What records have in common but for when, of whom and in which service: type, amounts and what can be yes or no. There are few of
 * them, each with a number, found by the four. Plain data.
 */
export interface Kinds {
  type: number[];
  halfDays: number[];
  hours: number[];
  /** All that can be yes, no or not told: markBits. */
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
  if (kinds.type.length * 2 > slots.length) kinds.slots = refilled(slots, slots.length * 4, (at) => hashOf(kinds.type[at] as number, kinds.halfDays[at] as number, kinds.hours[at] as number, kinds.marks[at] as number));
  return number;
}

const hashOf = (type: number, halfDays: number, hours: number, marks: number): number => mix(mix(type, halfDays, hours), marks, 0);
