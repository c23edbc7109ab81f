import type { TableKind } from "../model/table.ts";
import { maskNames } from "./names.ts";

/** What a column tells of people: names, a number of which the end may stay, a number that is hidden whole, words of free writing. */
export type Personal = "names" | "certificate" | "number" | "words";

const FIELDS: Readonly<Record<string, Personal>> = {
  name: "names", supervisor: "names", assistant: "names", worker: "names", supervisees: "names", person: "names", reviewer: "names", by: "names", approvedBy: "names",
  certificateNo: "certificate", registrationNo: "certificate", serviceNo: "certificate", recordNo: "certificate",
  idNumber: "number", employeeNo: "number", workerNo: "number",
  reason: "words", note: "words", category: "words",
};

/** Columns of one name in several tables tell the same of people, so the table is not asked. */
export const personalField = (field: string | null | undefined): Personal | null => (field !== null && field !== undefined && Object.hasOwn(FIELDS, field) ? FIELDS[field] ?? null : null);

export const HIDDEN = "***";

/** What is left of a text of such a column. */
export function maskOf(kind: Personal, text: string): string {
  if (kind === "names") return maskNames(text);
  return kind === "certificate" ? maskNumber(text) : HIDDEN;
}

/** The last four characters of a number; of one that has no more, none. Words in it are hidden. */
export function maskNumber(text: string): string {
  const tail = text.normalize("NFKC").trim().slice(-4);
  return text.trim().length > 6 && /^[\dA-Za-z]{4}$/.test(tail) ? `${HIDDEN}${tail}` : HIDDEN;
}

/** Of the tables that are held in memory, those that tell of people. */
export const TABLES_OF_PEOPLE: readonly TableKind[] = ["roster", "registry", "targets", "conversions", "waivers", "decisions", "documents"];
