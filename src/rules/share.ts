import type { Bounds, Truth, Why } from "../model/known.ts";
import { atLeast, between, exactly } from "../model/known.ts";

/** The part of some records that meets a condition (rules.md, 2.1 "shares"). */
export interface Share {
  records: number;
  met: Bounds;
  /** Whether the share reaches minShare: both ends say so, or it is open. */
  reached: Truth;
  failing: readonly Why[];
}

/** What one record says: whether it meets the condition, null where that cannot be told, and why it does not or may not. */
export type Met = { met: true } | { met: false | null; why: Why };

export const MET: Met = { met: true };

/** Of those that meet it nothing is kept: a log has many. `judge` gives null for a record that is not to be judged. */
export function shareOf(places: ArrayLike<number>, judge: (place: number) => Met | null, minShare: number): Share {
  const open: Why[] = [];
  const failing: Why[] = [];
  let sure = 0;
  for (let i = 0; i < places.length; i++) {
    const judged = judge(places[i] as number);
    if (judged === null) continue;
    if (judged.met === true) sure += 1;
    else (judged.met === null ? open : failing).push(judged.why);
  }
  const records = sure + open.length + failing.length;
  const met = between(sure, sure + open.length, failing, open);
  // A share of 1 must not fail by a rounding of 0.9999….
  const reached = atLeast(met, exactly(minShare * records - 1e-9));
  return { records, met, reached, failing };
}
