import { IDENTITY_KEYS, type IdentityKey } from "../../model/cross.ts";
import { groupBy } from "../../model/group.ts";
import { personKey, type Person } from "../../model/person.ts";

/** How people are told apart: the agency they are of, and their numbers. */
export interface Identity<T> {
  place(person: T): string;
  number(person: T, key: IdentityKey): string | null;
}

const OF_ROSTER: Identity<Person> = { place: (person) => person.agency, number: personKey };

/** Whether two are one person: by idNumber where both have one, else certificateNo, else registrationNo (rules.md, section 4). */
function samePerson<T>(a: T, b: T, { number }: Identity<T>): boolean {
  for (const key of IDENTITY_KEYS) {
    const [one, two] = [number(a, key), number(b, key)];
    if (one !== null && two !== null) return one === two;
  }
  return false;
}

/** People of several agencies who are one person: each with all that are the same, itself included; who has no other is left out. */
export function clustersAmong<T>(people: readonly T[], identity: Identity<T>): Map<T, T[]> {
  const parent = new Map<T, T>(people.map((person) => [person, person]));
  const find = (person: T): T => { let at = person; for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up; return at; };
  for (const key of IDENTITY_KEYS) {
    for (const [value, sharing] of groupBy(people, (person) => identity.number(person, key))) {
      if (value === null || sharing.length === 1) continue;
      for (const [i, one] of sharing.entries()) {
        for (const two of sharing.slice(i + 1)) if (identity.place(one) !== identity.place(two) && samePerson(one, two, identity)) parent.set(find(two), find(one));
      }
    }
  }
  const clusters = new Map<T, T[]>();
  for (const members of groupBy(people, find).values()) {
    if (members.length > 1 && new Set(members.map(identity.place)).size > 1) for (const person of members) clusters.set(person, members);
  }
  return clusters;
}

export const clustersAcross = (people: readonly Person[]): Map<Person, Person[]> => clustersAmong(people, OF_ROSTER);
