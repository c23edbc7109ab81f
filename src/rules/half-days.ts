import type { ServiceEntry } from "../model/entry.ts";
import type { AssumptionCode } from "./kind.ts";

/** A record's half-days (rules.md, "half-days"): by halfDays, else by hours, else one. */
export interface HalfDays {
  /** The lower end, which counts everywhere. */
  min: number;
  /** The upper end, where a short session may be what the office counts as one. */
  max: number;
  by: "half-days" | "hours" | "default";
}

export function halfDaysOf(entry: Pick<ServiceEntry, "halfDays" | "hours">, hoursPerHalfDay: number): HalfDays {
  if (entry.halfDays !== null) return { min: entry.halfDays, max: entry.halfDays, by: "half-days" };
  if (entry.hours === null) return { min: 1, max: 1, by: "default" };
  const min = entry.hours / hoursPerHalfDay;
  return { min, max: Math.max(min, 1), by: "hours" };
}

/** Sums of whole 1/1024ths below this are exact, in whatever order. */
const EXACT = 2 ** 40;

/** A sum that the order of its parts does not change, not even in its last bit; `times`: how often each of them comes. */
export function sumOf(amounts: readonly number[], times: ArrayLike<number> | null = null): number {
  let sum = 0;
  let exact = true;
  for (let i = 0; i < amounts.length; i++) {
    const amount = amounts[i] as number;
    const often = times?.[i] ?? 1;
    if (often === 0) continue;
    sum += amount * often;
    exact &&= amount >= 0 && Number.isInteger(amount * 1024);
  }
  if (exact && sum < EXACT) return sum;
  const each = times === null ? [...amounts] : amounts.flatMap((amount, i) => Array<number>(times[i] as number).fill(amount));
  return each.sort((a, b) => a - b).reduce((total, amount) => total + amount, 0);
}

/** What is assumed where a record's half-days were not entered. */
export const assumptionOf = (by: HalfDays["by"]): AssumptionCode | null => (by === "half-days" ? null : by === "default" ? "half-days-default" : "half-days-by-hours");
