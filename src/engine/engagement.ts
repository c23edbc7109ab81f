import type { Day, Period } from "../model/day.ts";
import type { Policy, RuleOfPolicy } from "../model/policy.ts";
import type { Language } from "../model/text.ts";

/** What the engine is asked to do with a submission. */
export interface Engagement {
  policies: readonly Policy[];
  /** The checks across agencies, which run with any policy. */
  cross: Policy;
  /** Policies that the program knows and does not run: waivers for their rules are ignored. */
  otherPolicies: () => readonly Policy[];
  asOf: Day;
  period: Period;
  /** Which rules are judged; null: all. */
  wanted: ((rule: RuleOfPolicy) => boolean) | null;
  evidence: number;
  language: Language;
  version: string;
  progress?: (done: number, total: number) => void;
}
