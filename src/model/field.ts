import type { TableKind } from "./table.ts";

/** One table as it was found in a file: where its cells are, and what its columns mean. */
export interface Source {
  /** Stands for the table in records; the index in the submission's list. */
  id: number;
  table: TableKind;
  /** Relative to the working directory, with `/`. */
  path: string;
  /** null for a CSV. */
  sheet: string | null;
  /** The last row of the header, as a person counts it. */
  headerRow: number;
  /** field → its columns, the one that is read first. */
  columns: ReadonlyMap<string, readonly ColumnOfField[]>;
}

export interface ColumnOfField {
  /** Excel's letters. */
  letter: string;
  header: string;
}

export function hasColumn(source: Source, field: string): boolean {
  return source.columns.has(field);
}

/** Where a cell stands; enough to name it to a person. */
export interface At {
  source: Source;
  row: number;
  /** null where the table has no such column. */
  column: string | null;
  field: string;
}

/** What a cell was read as: known, blank, not understood, or of a column that is not there. Text that is no value counts as a blank cell does. */
export type Read<T> =
  | { readonly is: "known"; readonly value: T; readonly text: string }
  | { readonly is: "blank" }
  | { readonly is: "unreadable"; readonly text: string }
  | { readonly is: "absent" };

/** A cell as read, and where it stands. */
export type Field<T> = Read<T> & { readonly at: At };

export const valueOf = <T>(field: Read<T>): T | null => (field.is === "known" ? field.value : null);

/** Filled, readable or not: where a rule has several places to look, it stops at the first that is filled. */
export const isFilled = (field: Read<unknown>): boolean => field.is === "known" || field.is === "unreadable";

/** The text a person sees in the cell; "" where there is none. */
export const textOf = (field: Read<unknown>): string => (field.is === "known" || field.is === "unreadable" ? field.text : "");

/** A cell that decided something, as reports print it. */
export interface Cell {
  path: string;
  sheet: string | null;
  row: number;
  column: string | null;
  field: string;
  value: string | null;
}

export function cellOf(field: Field<unknown>): Cell {
  const { source, row, column, field: name } = field.at;
  const text = textOf(field);
  return { path: source.path, sheet: source.sheet, row, column, field: name, value: text === "" ? null : maskOf(name, text) };
}

/** Whole ID numbers are in no report: the first three and the last four characters remain. */
export function maskOf(field: string, text: string): string {
  if (field !== "idNumber") return maskIdNumbers(text);
  const squeezed = text.trim();
  return squeezed.length > 9 ? `${squeezed.slice(0, 3)}***${squeezed.slice(-4)}` : "***";
}

const ID_NUMBER = /(?<![0-9A-Za-z])([1-9]\d{2})\d{11}(\d{3}[0-9Xx])(?![0-9A-Za-z])/g;
/** The older numbers of fifteen digits: told from others by the day of birth in them. */
const OLD_ID_NUMBER = /(?<![0-9A-Za-z])([1-9]\d{2})\d{5}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(\d{3})(?![0-9A-Za-z])/g;
/** Between the digits of a number that somebody wrote in groups, or hid marks in. */
const BETWEEN = "[\\s\\p{Cf}\\p{Cc}._·/、,;-]*";
const spaced = (parts: readonly string[]): string => parts.join(BETWEEN);
const d = (n: number): string[] => Array.from({ length: n }, () => "\\d");
/** The same in groups: told by the day of birth in it. */
const SPACED_ID_NUMBER = new RegExp(`(?<![0-9A-Za-z])([1-9]${BETWEEN}\\d${BETWEEN}\\d)${BETWEEN}${spaced([...d(3), "(?:19|20)", ...d(2), "(?:0[1-9]|1[0-2])", "(?:0[1-9]|[12]\\d|3[01])"])}${BETWEEN}(${spaced([...d(3), "[\\dXx]"])})(?![0-9A-Za-z])`, "gu");
const SPACED_PHONE_NUMBER = /(?<![0-9A-Za-z])(1[3-9]\d)[\s\p{Cf}-]+\d{4}[\s\p{Cf}-]+(\d{4})(?![0-9A-Za-z])/gu;
const MANY_DIGITS = /(?:[\d０-９][^\d０-９]{0,3}){10}[\d０-９]/u;
const PHONE_NUMBER = /(?<![0-9A-Za-z])(1[3-9]\d)\d{4}(\d{4})(?![0-9A-Za-z])/g;

/** Masks what looks like an identity or a phone number inside any text that a report would show; full-width digits too. */
export function maskIdNumbers(text: string): string {
  if (!MANY_DIGITS.test(text)) return text;
  const plain = text.normalize("NFKC");
  const masked = plain.replace(ID_NUMBER, "$1***$2").replace(OLD_ID_NUMBER, "$1***$2").replace(SPACED_ID_NUMBER, "$1***$2").replace(SPACED_PHONE_NUMBER, "$1****$2").replace(PHONE_NUMBER, "$1****$2");
  return masked === plain ? text : masked;
}

/** The same of every text in plain data: what goes into a report passes through here once. What needs no mask is not copied. */
export function maskAll<T>(data: T): T {
  if (typeof data === "string") return (data.length < SHORTEST_NUMBER ? data : maskIdNumbers(data)) as T;
  if (typeof data !== "object" || data === null) return data;
  return (Array.isArray(data) ? maskList(data) : maskRecord(data as Record<string, unknown>)) as T;
}

function maskList(list: readonly unknown[]): readonly unknown[] {
  let masked: unknown[] | null = null;
  for (let i = 0; i < list.length; i++) {
    const value = maskAll(list[i]);
    if (value !== list[i]) (masked ??= [...list])[i] = value;
  }
  return masked ?? list;
}

function maskRecord(record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  let masked: Map<string, unknown> | null = null;
  for (const key of Object.keys(record)) {
    const value = maskAll(record[key]);
    if (value !== record[key] || maskKey(key) !== key) (masked ??= new Map()).set(key, value);
  }
  const changed = masked;
  return changed === null ? record : Object.fromEntries(Object.entries(record).map(([key, value]) => [maskKey(key), changed.has(key) ? changed.get(key) : value]));
}

const maskKey = (key: string): string => (key.length < SHORTEST_NUMBER ? key : maskIdNumbers(key));

/** No number that is masked has fewer digits. */
const SHORTEST_NUMBER = 11;
