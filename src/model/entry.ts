import type { Day } from "./day.ts";
import type { ServiceType, Duty } from "./record.ts";

/**
 * Rows of the logs after it was found out whom they name: plain, cloneable data for the tallies. People are named by their id,
 * tables by the id of their source; no role is looked at yet.
 */

/** A service record that no other rule threw out, before sessions are told apart. */
export interface ServiceEntry {
  source: number;
  row: number;
  /** Each known worker; a row with several workers is one record of each. */
  workers: readonly { person: number; lead: boolean | null }[];
  /** The text of the worker cell, to break ties. */
  workerText: string;
  day: Day;
  type: ServiceType;
  serviceNo: string | null;
  sessionNo: string | null;
  halfDays: number | null;
  hours: number | null;
  /** null: not told (blank, not understood, or the column is not there) */
  faceToFace: boolean | null;
  direct: boolean;
  complete: boolean | null;
  hardCase: boolean | null;
  therapeutic: boolean | null;
  submittedOn: Day | null;
  reviewedOn: Day | null;
  /** Whoever the reviewer cell names: people by id, others by their name or mark; none: blank. */
  reviewers: readonly (number | string)[];
  /** The text of the reviewer cell, to break ties. */
  reviewerText: string;
}

export type Giver = { is: "known"; person: number } | { is: "ambiguous"; people: readonly number[] } | { is: "unknown" };

export interface MeetingEntry {
  source: number;
  row: number;
  /** The agency's place in the audit's list. */
  agency: number;
  /** null: cannot be read. */
  day: Day | null;
  giver: Giver;
  /** The tier that the record's own supervisorRole states. */
  statedTier: number | null;
  /** Whom it lists: one person, or several of whom one is meant. */
  supervisees: readonly (number | readonly number[])[];
  individual: boolean;
  group: boolean;
  /** A form that nobody understands: it may be one of the two. */
  unclearForm: boolean;
  completedOn: Day | null;
}

export interface DutyEntry {
  source: number;
  row: number;
  person: number;
  duty: Duty;
  day: Day;
}
