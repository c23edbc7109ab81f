import { IDENTITY_KEYS, type IdentityKey } from "../../model/cross.ts";
import { groupBy } from "../../model/group.ts";
import { personKey, type Person } from "../../model/person.ts";
import { Unions } from "./unions.ts";

/** How people are told apart: the agency they are of, and their numbers. */
export interface Identity<T> {
  place(person: T): string;
  number(person: T, key: IdentityKey): string | null;
}

const OF_ROSTER: Identity<Person> = { place: (person) => person.agency, number: personKey };

/**
 * People of several agencies who are one person: each with all that are the same, itself included; who has no other is left out. Two
 * are one by idNumber where both have one, else certificateNo, else registrationNo (rules.md, section 4); a number may be that of
 * thousands, where somebody filled a column with the same, so that they are not held against each other one by one.
 */
export function clustersAmong<T>(people: readonly T[], identity: Identity<T>): Map<T, T[]> {
  const unions = new Unions<T>();
  IDENTITY_KEYS.forEach((key, nth) => {
    /** Which of the numbers that come before this one somebody has, as bits. */
    const earlier = (person: T): number => IDENTITY_KEYS.slice(0, nth).reduce((bits, before, i) => (identity.number(person, before) === null ? bits : bits | (1 << i)), 0);
    for (const sharing of sharingNumbers(people, (person) => identity.number(person, key))) {
      const kinds = [...groupBy(sharing, earlier)];
      // Where both have an earlier number it decides, and has.
      kinds.forEach(([bits, some], i) => {
        for (const [others, more] of kinds.slice(i)) if ((bits & others) === 0) uniteAcross(unions, some, more, identity);
      });
    }
  });
  const clusters = new Map<T, T[]>();
  if (unions.isEmpty) return clusters;
  for (const members of groupBy(people, (person) => unions.of(person)).values()) {
    if (members.length > 1 && new Set(members.map(identity.place)).size > 1) for (const person of members) clusters.set(person, members);
  }
  return clusters;
}

/** Those who have the same number, number by number; most people are the only one of theirs. */
export function sharingNumbers<T>(people: readonly T[], numberOf: (person: T) => string | null): Iterable<T[]> {
  const first = new Map<string, T>();
  const sharing = new Map<string, T[]>();
  for (const person of people) {
    const number = numberOf(person);
    if (number === null) continue;
    const other = first.get(number);
    if (other === undefined) {
      first.set(number, person);
      continue;
    }
    const all = sharing.get(number);
    if (all === undefined) sharing.set(number, [other, person]);
    else all.push(person);
  }
  return sharing.values();
}

/** Unites each of some with each of the others – who may be the same people – that is of another agency. */
function uniteAcross<T>(unions: Unions<T>, some: readonly T[], others: readonly T[], { place }: Identity<T>): void {
  const [here, there] = [groupBy(some, place), groupBy(others, place)];
  const [few, many] = here.size <= there.size ? [here, others] : [there, some];
  // Of three agencies or more on each side everybody is connected with everybody, through a third if not directly.
  if (few.size > 2) unions.unite([...some, ...others]);
  else for (const [own, people] of few) {
    const elsewhere = many.filter((person) => place(person) !== own);
    if (elsewhere.length > 0) unions.unite([...people, ...elsewhere]);
  }
}

export const clustersAcross = (people: readonly Person[]): Map<Person, Person[]> => clustersAmong(people, OF_ROSTER);
