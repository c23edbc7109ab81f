import { enterPlace, findPlace, noPlaces, type Column, type HashTable } from "./hash-table.ts";
import { roomFor } from "./ints.ts";

/**
 * Places of keys of three numbers, of which the first tells them apart so well that few share it: those that do hang together, the
 * latest first. What is read one after the other then lies together, where a hash table would look all over the memory for each. Of a
 * number that many share the later ones are in a hash table, so that nobody can make a log that is slow to read. Plain data.
 */
export interface Chains {
  /** By the first number of the key: the place entered last, plus one; 0: none. */
  heads: Int32Array;
  /** By place: the one before it in its chain, plus one; 0: none. */
  before: Int32Array;
  others: HashTable;
  /** How many places there may be in all, and how many first numbers. */
  expected: number;
  expectedHeads: number;
}

const FIRST_ROOM = 64;
/** No chain is longer. */
const LONGEST = 16;
/** Not there, and its chain takes no more. */
const FULL = -2;

export const noChains = (): Chains => ({ heads: new Int32Array(FIRST_ROOM), before: new Int32Array(FIRST_ROOM), others: noPlaces(), expected: 0, expectedHeads: 0 });

/** The place of a key whose numbers lie in these columns; below 0 where there is none, which `enterLinked` wants to be told. */
export function findLinked({ heads, before, others }: Chains, firsts: Column, seconds: Column, thirds: Column, first: number, second: number, third: number): number {
  if (first >= heads.length) return -1;
  let steps = 0;
  for (let at = (heads[first] as number) - 1; at >= 0; at = (before[at] as number) - 1) {
    if (seconds[at] === second && thirds[at] === third) return at;
    if (++steps < LONGEST) continue;
    const place = findPlace(others, firsts, seconds, thirds, first, second, third);
    return place < 0 ? FULL : place;
  }
  return -1;
}

/** Enters a key that lies in the columns already, with its place; `found` is what looking for it gave. */
export function enterLinked(chains: Chains, firsts: Column, seconds: Column, thirds: Column, place: number, found: number): void {
  if (found === FULL) {
    enterPlace(chains.others, firsts, seconds, thirds, place);
    return;
  }
  const first = firsts[place] as number;
  if (first >= chains.heads.length) chains.heads = longer(chains.heads, first, chains.expectedHeads);
  if (place >= chains.before.length) chains.before = longer(chains.before, place, chains.expected);
  chains.before[place] = chains.heads[first] as number;
  chains.heads[first] = place + 1;
}

function longer(list: Int32Array, at: number, expected: number): Int32Array {
  const more = new Int32Array(Math.max(at + 1, roomFor(list.length, expected)));
  more.set(list);
  return more;
}
