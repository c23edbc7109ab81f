import { lastOf } from "../model/day.ts";
import { valueOf } from "../model/field.ts";
import type { Person } from "../model/person.ts";
import { byReadValues, type Row } from "../model/record.ts";
import type { Scope } from "./kind.ts";

/** The approved row of the targets table that holds for a trainee: of several the latest approved (rules.md, 2.2 "targets"). */
export function latestTarget(scope: Scope, person: Person): Row<"targets"> | null {
  const day = (row: Row<"targets">): number => { const when = valueOf(row.fields.approvedOn); return when === null ? -Infinity : lastOf(when, scope.asOf); };
  const rows = [...scope.agreed("targets", person)].sort((a, b) => day(b) - day(a) || byReadValues(b, a));
  return rows[0] ?? null;
}
