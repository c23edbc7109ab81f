import { isWithin, roleOn, stretchesWhere } from "../model/person.ts";
import type { Role } from "../model/role.ts";
import type { AgencyView } from "../model/view.ts";
import type { Scope } from "./kind.ts";
import { inRowOrder, placesOf, type Sessions } from "./tallies/sessions.ts";
import { dayAt, hasSeveralWorkers, rowAt, sourceAt } from "./tallies/store.ts";

/** What was found for the agency asked about last, for the rules after the first that ask the same: agencies are judged one after the other. */
const last = new WeakMap<Sessions, { agency: AgencyView; asked: string; places: Int32Array }>();

/**
 * The service records of an agency's people who had one of the roles on the record's day, in the period, each row once: a row
 * with several workers is in while it counts for one of them (rules.md, section 1, "in a share"). They are told by their place in
 * the tally's records, in the order of files and rows.
 */
export function serviceRows(scope: Scope, state: Sessions, roles: readonly Role[]): Int32Array {
  const asked = JSON.stringify([roles, scope.period]);
  const before = last.get(state);
  if (before?.agency === scope.agency && before.asked === asked) return before.places;
  const { records } = state;
  /** Source → rows with several workers: only these can come twice. */
  const shared = new Map<number, Set<number>>();
  const asking = scope.agency.people.flatMap((person) => {
    const stretches = stretchesWhere(person, scope.period.from, scope.period.to, (day) => { const role = roleOn(person, day); return role !== "none" && role !== "unreadable" && roles.includes(role); });
    return stretches.length === 0 ? [] : [{ stretches, own: placesOf(state, person.id) }];
  });
  const places = new Int32Array(asking.reduce((sum, { own }) => sum + own.length, 0));
  let count = 0;
  for (const { stretches, own } of asking) {
    for (let i = 0; i < own.length; i++) {
      const place = own[i] as number;
      if (!isWithin(dayAt(records, place), stretches)) continue;
      if (!hasSeveralWorkers(records, place) || isFirst(shared, sourceAt(records, place), rowAt(records, place))) places[count++] = place;
    }
  }
  const sorted = inRowOrder(state, places.subarray(0, count));
  last.set(state, { agency: scope.agency, asked, places: sorted });
  return sorted;
}

function isFirst(seen: Map<number, Set<number>>, source: number, row: number): boolean {
  const rows = seen.get(source) ?? new Set<number>();
  seen.set(source, rows);
  return rows.size !== rows.add(row).size;
}
