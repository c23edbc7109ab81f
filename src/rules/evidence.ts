import { iso, type Day } from "../model/day.ts";
import { rowWhy, type UnknownReason, type Why } from "../model/known.ts";
import type { Scope } from "./kind.ts";

/** A row of a log as evidence, named by its date. */
export function dated(scope: Scope, place: { source: number; row: number; day: Day | null }, reason: UnknownReason | null = null): Why {
  return rowWhy(scope.source(place.source), place.row, "date", place.day === null ? null : iso(place.day), reason);
}

/** Rows in the order of their places, whatever order they were read in. */
export const byPlace = (a: { source: number; row: number }, b: { source: number; row: number }): number => a.source - b.source || a.row - b.row;
