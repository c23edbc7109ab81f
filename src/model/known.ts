import { cellOf, type Cell, type Field, type Source } from "./field.ts";
import type { When } from "./day.ts";
import { addAll } from "./lists.ts";
import type { TableKind } from "./table.ts";

/**
 * Unknown is a value, and this file knows how to reckon with it (rules.md, principle 1): conditions are built of parts by *all*
 * and *any*, numbers that unknown cells can move are ranges, and what decided – or would decide – comes along as `why`.
 */

/** Why something could not be decided; a closed list, published with the report's schema. */
export const UNKNOWN_REASONS = [
  "table-absent", "column-absent", "cell-blank", "cell-unreadable", "name-ambiguous", "role-unreadable", "giver-unknown", "date-unreadable",
  "form-unreadable", "unassigned", "month-only", "judged-in-previous-role", "value-not-listed", "entry-absent",
] as const;
export type UnknownReason = (typeof UNKNOWN_REASONS)[number];

/** A cell that decided something, or whose content would; a column or a table that is not there. */
export type Why =
  | { readonly what: "cell"; readonly cell: Cell; table: TableKind; reason: UnknownReason | null; person: string | null }
  | { what: "column"; table: TableKind; field: string }
  | { what: "table"; table: TableKind };

export function cellWhy(field: Field<unknown>, reason: UnknownReason | null = null, person: string | null = null): Why {
  if (field.is === "absent") return { what: "column", table: field.at.source.table, field: field.at.field };
  return { what: "cell", cell: cellOf(field), table: field.at.source.table, reason, person };
}

/** A row of a log, named by one of its cells. There are hundreds of thousands, and few of the cells are shown: each is made when asked for. */
export class RowWhy {
  readonly what = "cell";
  readonly source: Source;
  readonly row: number;
  readonly field: string;
  readonly value: string | null;
  readonly reason: UnknownReason | null;
  readonly person: string | null;

  constructor(source: Source, row: number, field: string, value: string | null, reason: UnknownReason | null, person: string | null) {
    this.source = source;
    this.row = row;
    this.field = field;
    this.value = value;
    this.reason = reason;
    this.person = person;
  }

  get table(): TableKind {
    return this.source.table;
  }

  get cell(): Cell {
    const { source, row, field, value } = this;
    return { path: source.path, sheet: source.sheet, row, column: source.columns.get(field)?.[0]?.letter ?? null, field, value };
  }
}

export const rowWhy = (source: Source, row: number, field: string, value: string | null = null, reason: UnknownReason | null = null, person: string | null = null): Why =>
  new RowWhy(source, row, field, value, reason, person);

export const reasonOf = (why: Why): UnknownReason => (why.what === "table" ? "table-absent" : why.what === "column" ? "column-absent" : why.reason ?? "cell-blank");

export interface Truth {
  is: "yes" | "no" | "unknown";
  why: readonly Why[];
}

export const yes = (...why: Why[]): Truth => ({ is: "yes", why });
export const no = (...why: Why[]): Truth => ({ is: "no", why });
export const unknown = (...why: Why[]): Truth => ({ is: "unknown", why });
/** Without anything to show for it one and the same: most are. */
const PLAIN: { yes: Truth; no: Truth } = { yes: { is: "yes", why: [] }, no: { is: "no", why: [] } };
export function truth(is: boolean, ...why: Why[]): Truth {
  const told = is ? "yes" : "no";
  return why.length === 0 ? PLAIN[told] : { is: told, why };
}
export const not = (part: Truth): Truth => (part.is === "unknown" ? part : { is: part.is === "yes" ? "no" : "yes", why: part.why });

function joined(parts: readonly Truth[], decisive: "yes" | "no"): Truth {
  let is: Truth["is"] = decisive === "yes" ? "no" : "yes";
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] as Truth;
    if (part.is === decisive) {
      is = decisive;
      break;
    }
    if (part.is === "unknown") is = "unknown";
  }
  return { is, why: whyOf(parts, is) };
}

/** What those of the parts tell that are so; of one alone, or where all tell the same, its own list. */
function whyOf(parts: readonly Truth[], is: Truth["is"]): readonly Why[] {
  let only: readonly Why[] | null = null;
  let list: Why[] | null = null;
  for (let i = 0; i < parts.length; i++) {
    const { is: own, why } = parts[i] as Truth;
    if (own !== is || why.length === 0 || why === only) continue;
    if (only === null) only = why;
    else {
      list ??= only.slice();
      addAll(list, why);
    }
  }
  return list ?? only ?? [];
}

/** One no decides; else an unknown part leaves it unknown. Of nothing: yes. */
export const allOf = (parts: readonly Truth[]): Truth => joined(parts, "no");
export const all = (...parts: readonly Truth[]): Truth => allOf(parts);

/** One yes decides; else an unknown part leaves it unknown. Of nothing: no. */
export const anyOf = (parts: readonly Truth[]): Truth => joined(parts, "yes");
export const any = (...parts: readonly Truth[]): Truth => anyOf(parts);

/** What a cell tells: a test of its value, unknown where it is blank, not understood, or its column is not there. */
export function told<T>(field: Field<T>, test: (value: T) => boolean, person: string | null = null): Truth {
  if (field.is === "known") return truth(test(field.value), cellWhy(field));
  return unknown(cellWhy(field, field.is === "unreadable" ? "cell-unreadable" : "cell-blank", person));
}

/** A number – a headcount, a sum, a day – that unknown cells can move between two ends. */
export interface Bounds {
  min: number;
  max: number;
  sure: readonly Why[];
  open: readonly Why[];
}

export const exactly = (value: number, ...sure: Why[]): Bounds => ({ min: value, max: value, sure, open: [] });
export const between = (min: number, max: number, sure: readonly Why[] = [], open: readonly Why[] = []): Bounds => ({ min, max, sure, open });

/** How many of them are so: those that are for certain, up to those that may be. */
export function count(truths: Iterable<Truth>): Bounds {
  let min = 0;
  let max = 0;
  const sure: Why[] = [];
  const open: Why[] = [];
  for (const { is, why } of truths) {
    if (is === "no") continue;
    max += 1;
    if (is === "yes") min += 1;
    addAll(is === "yes" ? sure : open, why);
  }
  return { min, max, sure, open };
}

/** Times a number that is not negative. */
export const times = (factor: number, b: Bounds): Bounds => ({ ...b, min: factor * b.min, max: factor * b.max });

/** A bound is met or missed when both ends say so. */
export function atMost(a: Bounds, b: Bounds): Truth {
  if (a.max <= b.min) return { is: "yes", why: joinedWhy(a.sure, b.sure) };
  if (a.min > b.max) return { is: "no", why: joinedWhy(a.sure, b.sure) };
  return { is: "unknown", why: joinedWhy(a.open, b.open) };
}

/** Of one list, the other of which is empty, that list: it may be long, and may stand in several conditions. */
const joinedWhy = (a: readonly Why[], b: readonly Why[]): readonly Why[] => (b.length === 0 ? a : a.length === 0 ? b : [...a, ...b]);

export const atLeast = (a: Bounds, b: Bounds): Truth => atMost(b, a);

/** Whether a number lies in a range, both ends of the range in it: below with its greatest or above with its least is out. */
export const within = (a: Bounds, low: number, high: number): Truth => all(atLeast(a, exactly(low)), atMost(a, exactly(high)));

/** The day a date cell tells, as a number; a month-only date lies between its ends. */
export function dayBounds(when: When, field: Field<When>, change: (day: number) => number = (day) => day): Bounds {
  const why = cellWhy(field, when.first === when.last ? null : "month-only");
  const [min, max] = [change(when.first), change(when.last)].sort((a, b) => a - b) as [number, number];
  return { min, max, sure: [why], open: min === max ? [] : [why] };
}

/** A computation at its worst and at its best end, for what no single bound can say: the portfolio. */
export const both = (compute: (end: "worst" | "best") => number, sure: readonly Why[] = [], open: readonly Why[] = []): Bounds => {
  const worst = compute("worst");
  const best = compute("best");
  return between(Math.min(worst, best), Math.max(worst, best), sure, open);
};
