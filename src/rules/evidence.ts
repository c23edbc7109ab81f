import { iso, type Day } from "../model/day.ts";
import { hasColumn } from "../model/field.ts";
import { rowWhy, type UnknownReason, type Why } from "../model/known.ts";
import type { Scope } from "./kind.ts";

type Place = { source: number; row: number; day: Day | null };

/** A cell of a log row that leaves something open: what is to be filled in or corrected. */
export const openCell = (scope: Scope, { source, row }: Place, field: string, reason: UnknownReason): Why => {
  const table = scope.source(source);
  return hasColumn(table, field) ? rowWhy(table, row, field, null, reason) : { what: "column", table: table.table, field };
};

/** Which of the columns a source of a log lacks; null: none. Found out once a source. */
export function lackingColumn(scope: Scope, fields: readonly string[]): (source: number) => string | null {
  const known: (string | null)[] = [];
  return (source) => {
    const before = known[source];
    if (before !== undefined) return before;
    const lacking = fields.find((field) => !hasColumn(scope.source(source), field)) ?? null;
    known[source] = lacking;
    return lacking;
  };
}

/** A row of a log as evidence, named by its date. */
export function dated(scope: Scope, place: Place, reason: UnknownReason | null = null): Why {
  return rowWhy(scope.source(place.source), place.row, "date", place.day === null ? null : iso(place.day), reason);
}

/** Rows in the order of their places, whatever order they were read in. */
export const byPlace = (a: { source: number; row: number }, b: { source: number; row: number }): number => a.source - b.source || a.row - b.row;

/** The same list where they are in that order already, as most are. */
export function inPlaceOrder<T extends { source: number; row: number }>(rows: readonly T[]): readonly T[] {
  for (let i = 1; i < rows.length; i++) if (byPlace(rows[i - 1] as T, rows[i] as T) > 0) return [...rows].sort(byPlace);
  return rows;
}
