import { inPeriod } from "../model/day.ts";
import type { ServiceEntry } from "../model/entry.ts";
import { roleOn } from "../model/person.ts";
import type { Role } from "../model/role.ts";
import type { AgencyView } from "../model/view.ts";
import { byPlace } from "./evidence.ts";
import type { Scope } from "./kind.ts";
import { sessionsOf, type Sessions } from "./tallies/sessions.ts";

/** What was found for an agency, for the rules after the first that ask the same. */
const found = new WeakMap<AgencyView, { state: Sessions; asked: string; rows: readonly ServiceEntry[] }>();

/**
 * The service records of an agency's people who had one of the roles on the record's day, in the period, each row once: a row
 * with several workers is in while it counts for one of them (rules.md, section 1, "in a share").
 */
export function serviceRows(scope: Scope, state: Sessions, roles: readonly Role[]): readonly ServiceEntry[] {
  const asked = JSON.stringify([roles, scope.period]);
  const before = found.get(scope.agency);
  if (before?.state === state && before.asked === asked) return before.rows;
  const rows: ServiceEntry[] = [];
  /** Source → rows with several workers: only these can come twice. */
  const shared = new Map<number, Set<number>>();
  for (const person of scope.agency.people) {
    for (const { entry } of sessionsOf(state, person.id)) {
      if (!inPeriod(entry.day, scope.period)) continue;
      const role = roleOn(person, entry.day);
      if (role === "none" || role === "unreadable" || !roles.includes(role)) continue;
      if (entry.workers.length === 1 || isFirst(shared, entry)) rows.push(entry);
    }
  }
  rows.sort(byPlace);
  found.set(scope.agency, { state, asked, rows });
  return rows;
}

function isFirst(seen: Map<number, Set<number>>, { source, row }: ServiceEntry): boolean {
  const rows = seen.get(source) ?? new Set<number>();
  seen.set(source, rows);
  return rows.size !== rows.add(row).size;
}
