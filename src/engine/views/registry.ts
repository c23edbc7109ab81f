import { rowWhy, unknown, type Truth } from "../../model/known.ts";
import { valueOf } from "../../model/field.ts";
import { groupBy } from "../../model/group.ts";
import { personKey, type Person } from "../../model/person.ts";
import type { Row } from "../../model/record.ts";
import type { RegistryMatch } from "../../model/view.ts";
import { clustersAcross } from "./shared.ts";

const KEYS = ["idNumber", "certificateNo", "registrationNo", "employeeNo"] as const;

/**
 * The register's rows about each person: by the first key that both sides have filled, the name last (rules.md, 2.1 "register"). A
 * name that two people of the rosters bear leaves it open whose the row is.
 */
export function registryView(rows: readonly Row<"registry">[], everybody: readonly Person[]): (person: Person) => readonly RegistryMatch[] {
  const clusters = clustersAcross(everybody);
  const bearers = new Map<string, Set<Person>>();
  for (const person of everybody) bearers.set(person.name, (bearers.get(person.name) ?? new Set()).add(clusters.get(person)?.[0] ?? person));
  // Two of one name in one agency are two people, whatever number a row of another agency shares with them.
  const namesakes = new Set([...groupBy(everybody, ({ agency, name }) => JSON.stringify([agency, name])).values()].filter((same) => same.length > 1).map(([first]) => first?.name));
  const mayBeOf = candidates(rows);
  return (person) => mayBeOf(person).flatMap((row): RegistryMatch[] => {
    for (const key of KEYS) {
      const [theirs, own] = [valueOf(row.fields[key]), personKey(person, key)];
      if (theirs !== null && own !== null) return theirs === own ? [{ row, theirs: certain }] : [];
    }
    if (valueOf(row.fields.name) !== person.name) return [];
    const shared = (bearers.get(person.name)?.size ?? 0) > 1 || namesakes.has(person.name);
    return [{ row, theirs: shared ? unknown(rowWhy(row.source, row.row, "name", person.name, "name-ambiguous", person.name)) : certain }];
  });
}

/** The rows that share a number or the name with a person, in their order; no other can be theirs. */
function candidates(rows: readonly Row<"registry">[]): (person: Person) => readonly Row<"registry">[] {
  const byKey = KEYS.map((key) => ({ key, places: placesBy(rows, ({ fields }) => valueOf(fields[key])) }));
  const byName = placesBy(rows, ({ fields }) => valueOf(fields.name));
  return (person) => {
    const places = new Set(byName.get(person.name));
    for (const { key, places: byNumber } of byKey) for (const place of byNumber.get(personKey(person, key)) ?? []) places.add(place);
    return [...places].sort((a, b) => a - b).flatMap((place) => rows[place] ?? []);
  };
}

const placesBy = (rows: readonly Row<"registry">[], valueIn: (row: Row<"registry">) => string | null): ReadonlyMap<string | null, readonly number[]> =>
  groupBy(rows.flatMap((row, place) => (valueIn(row) === null ? [] : [place])), (place) => valueIn(rows[place] as Row<"registry">));

const certain: Truth = { is: "yes", why: [] };
