import { iso, type When } from "./day.ts";
import type { Field, Source } from "./field.ts";
import type { Grade, Rank, Role } from "./role.ts";
import type { TableKind } from "./table.ts";
import { byCodePoint, isPlain } from "./text.ts";

/**
 * Names in one cell. `names` is the cell cut at its separators; 和 and 及 are cut only by who knows the roster, so the
 * whole text is kept beside it.
 */
export interface Names {
  whole: string;
  names: readonly string[];
}

/** Who reviewed a record: names, or a tick or 已审 that says somebody did and not who. */
export type Reviewer = { by: "names"; names: Names } | { by: "unnamed" };

/** Kinds of service that a rule tells apart; the others are kept by their own name. */
export const SERVICE_TYPES = ["case", "group", "activity", "new-project"] as const;
/** One of SERVICE_TYPES; "indirect:<name>" for 培训 会议 行政 督导; else the name as read. */
export type ServiceType = string;

export const POST_CLASSES = ["professional-technical", "main-professional-technical", "other"] as const;
export type PostClass = (typeof POST_CLASSES)[number];

export const DUTIES = [
  "association-reports", "association-activities", "quality-evaluation", "team-summary", "performance-appraisal", "practice-monitoring", "growth-plan",
  "issue-feedback", "coordination", "emotional-support", "annual-plan", "training", "resources", "referral-follow-up", "work-report", "communication",
] as const;
export type Duty = (typeof DUTIES)[number];

/** Forms of supervision: one person, a group, or a kind that is neither (peer, on site …). */
export type SupervisionForm = "individual" | "group" | "neither";

/** A form cell cut at its separators: the forms understood, and whether a part was not. */
export interface SupervisionForms {
  forms: readonly SupervisionForm[];
  unclear: boolean;
}

/** What `employmentType` says of tenure (rules.md, section 3, "established"). */
export type Employment = "established" | "unclear" | "subject";

export const DECISIONS = ["confirmed", "overruled", "seen-on-site", "plea-accepted"] as const;
export type Decision = (typeof DECISIONS)[number];

export interface RosterFields {
  agency: string; name: string; employeeNo: string; idNumber: string; unit: string; field: string; role: Role; postGrade: Grade; postClass: PostClass;
  employmentType: Employment; qualification: Rank; certificateNo: string; registrationNo: string; certificateDate: When; education: string; major: string;
  hireDate: When; leaveDate: When;
  /** true: left */
  status: boolean;
  socialWorkSince: When; frontlineSince: When; experienceYears: number; roleStart: When; previousRole: Role;
  /** true: passed */
  selection: boolean;
  supervisor: Names; assistant: Names; team: string; monthlyPay: number; socialInsurance: boolean; housingFund: boolean; institutionType: string; quota: number;
}

export interface ServiceFields {
  agency: string; recordNo: string; date: When; worker: Names; workerNo: string; type: ServiceType; serviceNo: string; sessionNo: string;
  /** true: face to face */
  form: boolean;
  halfDays: number;
  /** hours, whatever unit the header or the cell names */
  hours: number;
  /** true: led (主责, 独立) */
  lead: boolean;
  direct: boolean; hardCase: boolean;
  /** true: therapeutic */
  groupKind: boolean;
  complete: boolean; submittedOn: When; reviewer: Reviewer; reviewedOn: When; category: string;
}

export interface SupervisionFields {
  agency: string; date: When; supervisor: Names; supervisorRole: Role; supervisees: Names; form: SupervisionForms; hours: number; completedOn: When;
}

export interface DutyFields { agency: string; date: When; person: Names; duty: Duty; note: string }
export interface DocumentFields { agency: string; document: string; kind: string; date: When; submittedOn: When }
export interface TargetFields {
  agency: string; person: Names; cases: number; groupUnits: number; activities: number; monthlyHalfDays: number; approvedBy: Names; approvedOn: When;
}
export interface RegistryFields {
  name: string; employeeNo: string; idNumber: string; certificateNo: string; registrationNo: string; level: Role; accreditedOn: When; validUntil: When;
  sanction: string; sanctionFrom: When; sanctionUntil: When;
}
export interface WaiverFields { rule: string; agency: string; person: Names; limit: number; reason: string; approvedBy: string; approvedOn: When; validUntil: When }
/** from and to: one of SERVICE_TYPES, case or group */
export interface ConversionFields {
  agency: string; person: Names; from: ServiceType; fromCount: number; to: ServiceType; toCount: number; approvedBy: Names; approvedOn: When;
}
export interface PayGuideFields { level: Grade; amount: number; effectiveFrom: When }
export interface AgencyFields { agency: string; type: string; region: string }
export interface DecisionFields { rule: string; agency: string; person: Names; decision: Decision; reason: string; by: string; on: When }

export interface TableFields {
  "roster": RosterFields; "services": ServiceFields; "supervision": SupervisionFields; "duties": DutyFields; "documents": DocumentFields;
  "targets": TargetFields; "registry": RegistryFields; "waivers": WaiverFields; "conversions": ConversionFields; "pay-guide": PayGuideFields;
  "agency": AgencyFields; "decisions": DecisionFields;
}

/** A row of a table, each cell read; `fields` in the column order of data.md. */
export interface Row<K extends TableKind = TableKind> {
  source: Source;
  row: number;
  fields: { readonly [F in keyof TableFields[K]]: Field<TableFields[K][F]> };
}

/**
 * Compares two rows of one table by the lists of their read values, in the column order of data.md, as texts, by code point: how ties
 * are broken (rules.md, principle 2). Dates and numbers are told in one way, however they were written; words stand as they are.
 */
export function byReadValues(a: Row, b: Row): number {
  const [ones, others] = [a.fields, b.fields] as unknown as [Readonly<Record<string, Field<unknown>>>, Readonly<Record<string, Field<unknown>>>];
  // Most rows differ in their first few.
  for (const name in ones) {
    const order = byCodePoint(readValue(ones[name] as Field<unknown>), readValue(others[name] as Field<unknown>));
    if (order !== 0) return order;
  }
  return 0;
}

const readValue = (field: Field<unknown>): string => (field.is === "known" ? plain(field.value, field.text) : field.is === "unreadable" ? field.text : "");

function plain(value: unknown, text: string): string {
  const words = isPlain(text) ? text : text.normalize("NFKC").trim();
  // A rank is a number to us, but a word in its cell.
  if (typeof value === "number") return /\d/.test(words) ? String(value) : words;
  if (typeof value === "object" && value !== null && "first" in value && "last" in value) {
    const { first, last } = value as When;
    return first === last ? iso(first) : iso(first).slice(0, 7);
  }
  return words;
}
