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

export function shareOf(truths: readonly Truth[], minShare: number): Share {
  const open = truths.filter(({ is }) => is === "unknown").flatMap(({ why }) => why);
  const failing = truths.filter(({ is }) => is === "no").flatMap(({ why }) => why);
  const sure = truths.filter(({ is }) => is === "yes").length;
  const met = between(sure, truths.length - truths.filter(({ is }) => is === "no").length, failing, open);
  // A share of 1 must not fail by a rounding of 0.9999….
  const reached = atLeast(met, exactly(minShare * truths.length - 1e-9));
  return { records: truths.length, met, reached, failing };
}
