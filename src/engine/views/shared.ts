import { groupBy } from "../../model/group.ts";
import { personKey, type Person } from "../../model/person.ts";

const KEYS = ["idNumber", "certificateNo", "registrationNo"] as const;

/** Whether two rows are one person: by idNumber where both have one, else certificateNo, else registrationNo (rules.md, section 4). */
function samePerson(a: Person, b: Person): boolean {
  for (const key of KEYS) {
    const [one, two] = [personKey(a, key), personKey(b, key)];
    if (one !== null && two !== null) return one === two;
  }
  return false;
}

/** People of several agencies who are one person: each with all that are the same, itself included; who has no other is left out. */
export function clustersAcross(people: readonly Person[]): Map<Person, Person[]> {
  const parent = new Map<Person, Person>(people.map((person) => [person, person]));
  const find = (person: Person): Person => { let at = person; for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up; return at; };
  for (const key of KEYS) {
    for (const [value, sharing] of groupBy(people, (person) => personKey(person, key))) {
      if (value === null) continue;
      for (const [i, one] of sharing.entries()) {
        for (const two of sharing.slice(i + 1)) if (one.agency !== two.agency && samePerson(one, two)) parent.set(find(two), find(one));
      }
    }
  }
  const clusters = new Map<Person, Person[]>();
  for (const members of groupBy(people, find).values()) {
    if (new Set(members.map((person) => person.agency)).size > 1) for (const person of members) clusters.set(person, members);
  }
  return clusters;
}
