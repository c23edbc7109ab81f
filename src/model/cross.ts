import type { Day } from "./day.ts";
import type { Why } from "./known.ts";
import type { RuleOfPolicy } from "./policy.ts";
import type { DataIssue, Result } from "./report.ts";
import type { RoleOnDay } from "./role.ts";

/**
 * What the checks across agencies ask of a submission, as plain data: so that they can be made again when more submissions are known
 * – in a batch, or where the parts of a divided run are put together – without reading a file twice.
 */

/** The numbers that tell one person in several agencies, in the order in which they are compared (rules.md, section 4). */
export const IDENTITY_KEYS = ["idNumber", "certificateNo", "registrationNo"] as const;
export type IdentityKey = (typeof IDENTITY_KEYS)[number];

/** A person in post on asOf who has one of the numbers. */
export interface Passport {
  agency: string;
  /** What tells agencies apart: people of the same one are never held against each other. */
  place: string;
  name: string;
  employeeNo: string | null;
  /** As in `people` of the report. */
  key: string;
  /** As they are within one run; hashed with a key in what is kept or leaves the machine. */
  numbers: Readonly<Record<IdentityKey, string | null>>;
  /** The cell of the first of the numbers, masked. */
  identity: Why;
  role: RoleOnDay | "absent";
  roleWhy: Why;
  /** The days of the period on which a log has them at work: a bit a day, in hex. */
  days: string;
}

/** A row of the waivers table that names one of the rules across agencies. */
export interface CrossWaiver {
  rules: readonly string[];
  agency: string;
  /** Keys; null: everyone. */
  people: readonly string[] | null;
  /** What a waived result shows; null: it does not hold on asOf. */
  shown: Result["waiver"];
  /** What is said where it covers nothing; null: it covers a result of another rule. */
  unused: DataIssue | null;
}

export interface CrossDecision {
  rules: readonly string[];
  agency: string;
  person: string;
  decision: NonNullable<Result["decision"]>;
}

export interface CrossPart {
  asOf: Day;
  period: { from: Day; to: Day };
  /** How many cells of evidence a result holds; null: all. */
  evidence: number | null;
  rules: readonly { policy: string; rule: RuleOfPolicy }[];
  people: readonly Passport[];
  waivers: readonly CrossWaiver[];
  /** The latest last. */
  decisions: readonly CrossDecision[];
  /** Of each agency the policies by which a data issue of severity error lies on it. */
  faulty: readonly { agency: string; policies: readonly string[] }[];
}

/** A ratio of an agency with a person and without them. */
export interface RatioWithout {
  rule: string;
  limit: number;
  leads: boolean;
  leaders: number;
  counted: number;
  met: "yes" | "no" | "unknown";
  leadersWithout: number;
  countedWithout: number;
  metWithout: "yes" | "no" | "unknown";
}
