import { inPeriod } from "../model/day.ts";
import type { ServiceEntry } from "../model/entry.ts";
import { roleOn } from "../model/person.ts";
import type { Role } from "../model/role.ts";
import { byPlace } from "./evidence.ts";
import type { Scope } from "./kind.ts";
import { sessionsOf, type Sessions } from "./tallies/sessions.ts";

/**
 * The service records of an agency's people who had one of the roles on the record's day, in the period, each row once: a row
 * with several workers is in while it counts for one of them (rules.md, section 1, "in a share").
 */
export function serviceRows(scope: Scope, state: Sessions, roles: readonly Role[]): ServiceEntry[] {
  const rows = new Map<string, ServiceEntry>();
  for (const person of scope.agency.people) {
    for (const { entry } of sessionsOf(state, person.id)) {
      if (!inPeriod(entry.day, scope.period)) continue;
      const role = roleOn(person, entry.day);
      if (role !== "none" && role !== "unreadable" && roles.includes(role)) rows.set(`${entry.source}:${entry.row}`, entry);
    }
  }
  return [...rows.values()].sort(byPlace);
}
