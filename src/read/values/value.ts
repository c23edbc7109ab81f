import { iso, type Day } from "../../model/day.ts";
import type { IssueCode } from "../../model/issue.ts";
import { squeeze } from "../../model/text.ts";

/** A cell that holds something: blank cells, errors and undecodable bytes were dealt with before. A text is cleaned, and never "". */
export type Filled = string | number | boolean | { date: Day } | { hours: number };

/** What a value may mean besides its own text: the header of its column, the unit in it, how its file counts days. */
export interface Context {
  header: string;
  unit: string | null;
  date1904: boolean;
}

export type Facts = Readonly<Record<string, string | number>>;

/** What was wrong in a cell; one thing only. */
export interface Fault {
  code: IssueCode;
  variant?: string;
  facts?: Facts;
}

/** A cell, understood or not. A text that is none of the column's values is blank with a fault. */
export type Parsed<T> = { is: "known"; value: T; fault?: Fault } | { is: "blank"; fault?: Fault } | { is: "unreadable"; fault: Fault };

/** A pure function of the cell and its column. */
export type ValueReader<T> = (cell: Filled, context: Context) => Parsed<T>;

export const known = <T>(value: T): Parsed<T> => ({ is: "known", value });
export const BLANK = { is: "blank" } as const satisfies Parsed<never>;
export const unreadable = (code: IssueCode, facts: Facts = {}, variant?: string): { is: "unreadable"; fault: Fault } =>
  ({ is: "unreadable", fault: variant === undefined ? { code, facts } : { code, facts, variant } });

/** Text that is none of a column's values counts as a blank cell does (rules.md, "unknown cells"). */
export const unknownValue = (expected: string): { is: "blank"; fault: Fault } => ({ is: "blank", fault: { code: "unknown-value", facts: { expected } } });

const PLACEHOLDER = /^(?:无|暂无|待定|N\/A|[-—–―‐‒−]+|\/+)$/i;

/** 无 暂无 待定 N/A — – - / mean blank (data.md, section 3); but not everywhere. */
export const isPlaceholder = (text: string): boolean => text.length < 20 && PLACEHOLDER.test(squeeze(text));

/** What a person sees in the cell. */
export function textOfCell(cell: Filled): string {
  if (typeof cell === "string") return cell;
  if (typeof cell === "number") return decimal(cell);
  if (typeof cell === "boolean") return cell ? "TRUE" : "FALSE";
  if ("date" in cell) return iso(cell.date);
  const minutes = Math.round(cell.hours * 60);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

/** A number without exponent, and without the noise of binary fractions. */
export function decimal(number: number): string {
  if (Number.isInteger(number) && Math.abs(number) < 1e21) return String(number);
  return String(Number(number.toPrecision(15)));
}

/** The cell's text, NFKC, without white space: how values are compared. */
export const key = (cell: Filled): string => squeeze(textOfCell(cell));

/** Looks texts up that are compared without white space, widths and case. */
export function dictionary<T>(entries: Readonly<Record<string, T>>): (text: string) => T | undefined {
  const map = new Map(Object.entries(entries).map(([word, value]) => [squeeze(word).toLowerCase(), value]));
  return (text) => map.get(squeeze(text).toLowerCase());
}

/** A dictionary of words separated by spaces. */
export function words<T>(...groups: readonly (readonly [T, string])[]): (text: string) => T | undefined {
  return dictionary(Object.fromEntries(groups.flatMap(([value, list]) => list.split(/\s+/).map((word) => [word, value] as const))));
}

const HAN_SPACE = /(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu;

/** NFKC, trimmed, no white space between Han characters, other white space one space, the middle dot one form. */
export const tidy = (text: string): string => text.normalize("NFKC").replace(/[•‧・⋅∙●]/g, "·").replace(HAN_SPACE, "").replace(/\s*·\s*/g, "·").replace(/\s+/g, " ").trim();

/** A remark in brackets at the end of a text. */
const NOTE = /\s*(?:\([^()]*\)|\[[^[\]]*\]|【[^【】]*】|〔[^〔〕]*〕)$/;

export function withoutNote(text: string): string {
  let rest = text;
  for (let shorter = rest.replace(NOTE, ""); shorter !== rest && shorter !== ""; shorter = rest.replace(NOTE, "")) rest = shorter;
  return rest;
}

/** Takes brackets away wherever they end a part of a text that lists several. */
export const withoutNotes = (text: string): string => text.replace(/\s*(?:\([^()]*\)|\[[^[\]]*\]|【[^【】]*】|〔[^〔〕]*〕)\s*(?=$|[、,;/\n])/g, "");

/** Several values in one cell, cut at 、 ， ； / and line breaks. */
export const cutList = (text: string): string[] => text.normalize("NFKC").split(/[、,;/\n\r]/).map((part) => part.trim()).filter((part) => part !== "");
