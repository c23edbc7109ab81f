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
export type Met = { met: true } | { met: false | null; why: () => Why };

export const MET: Met = { met: true };

/** Of those that meet it nothing is kept: a log has many. */
export function shareOf<T>(records: readonly T[], judge: (record: T) => Met, minShare: number): Share {
  const open: Why[] = [];
  const failing: Why[] = [];
  let sure = 0;
  for (const record of records) {
    const judged = judge(record);
    if (judged.met === true) sure += 1;
    else (judged.met === null ? open : failing).push(judged.why());
  }
  const met = between(sure, sure + open.length, failing, open);
  // A share of 1 must not fail by a rounding of 0.9999….
  const reached = atLeast(met, exactly(minShare * records.length - 1e-9));
  return { records: records.length, met, reached, failing };
}
