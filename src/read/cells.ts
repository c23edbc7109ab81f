import type { Field, Read, Source } from "../model/field.ts";
import type { Finding, IssueCode } from "../model/issue.ts";
import type { TableKind } from "../model/table.ts";
import { cleanCell, LONGEST_CELL, type RawCell } from "./raw.ts";
import type { FieldSpec } from "./tables/define.ts";
import { configuredText, type Vocabulary } from "./vocabulary.ts";
import { BLANK, textOfCell, type Context, type Fault, type Filled, type Parsed } from "./values/value.ts";

/** A cell of one column, read; made once for each text of the column. */
export interface ReadCell {
  read: Read<unknown>;
  fault: Fault | null;
  /** What a person sees in it. */
  text: string;
  /** Nothing stands in it, and nothing is wrong with that: another column may fill it. */
  empty: boolean;
}

/** The columns a field reads, as far as its cells need them. */
export interface Reading {
  field: string;
  spec: FieldSpec<unknown>;
  context: Context;
  vocabulary: Vocabulary;
}

export function readCell(cell: RawCell, { field, spec, context, vocabulary }: Reading): ReadCell {
  if (cell === null) return asRead(BLANK, "");
  if (typeof cell === "object") {
    if ("error" in cell) return asRead(unreadableCell(field, spec, "error-cell"), cell.error);
    if ("formula" in cell) return asRead(unreadableCell(field, spec, "formula-without-value"), "");
    if ("undecodable" in cell) return asRead(unreadableCell(field, spec, "undecodable-text"), cleanCell(cell.undecodable));
    return filledCell(cell, spec, context);
  }
  if (typeof cell !== "string") return filledCell(cell, spec, context);
  const text = cleanCell(cell);
  if (text === "") return asRead(BLANK, text);
  // A program before us put it there for characters that it could not read.
  if (text.includes("\uFFFD")) return asRead(unreadableCell(field, spec, "undecodable-text"), text);
  if (text.length > LONGEST_CELL) return longCell(text, spec, context);
  const meant = configuredText(vocabulary, field, text);
  return meant === text ? filledCell(text, spec, context) : asRead(spec.read(meant, context), text);
}

function asRead(parsed: Parsed<unknown>, text: string): ReadCell {
  const read: Read<unknown> = parsed.is === "known" ? { is: "known", value: parsed.value, text } : parsed.is === "unreadable" ? { is: "unreadable", text } : { is: "blank" };
  return { read, fault: parsed.fault ?? null, text, empty: parsed.is === "blank" && parsed.fault === undefined };
}

const filledCell = (cell: Filled, spec: FieldSpec<unknown>, context: Context): ReadCell => asRead(spec.read(cell, context), textOfCell(cell));

function longCell(text: string, spec: FieldSpec<unknown>, context: Context): ReadCell {
  const kept = filledCell(text.slice(0, LONGEST_CELL), spec, context);
  return kept.fault ? kept : { ...kept, fault: { code: "long-cell", facts: { characters: text.length, kept: LONGEST_CELL } } };
}

/**
 * A cell that holds no value at all. A name that cannot be read is a missing name, an agency that cannot is blank (data.md,
 * section 3, "names"); bytes that are no text are said to be that wherever they stand.
 */
function unreadableCell(field: string, spec: FieldSpec<unknown>, code: IssueCode): Parsed<unknown> {
  if (field === "agency") return { is: "blank", fault: { code } };
  return { is: "unreadable", fault: spec.blank === "missing-name" && code !== "undecodable-text" ? { code: "missing-name", variant: "unreadable" } : { code } };
}

/** No more of a cell's text goes into a finding. */
const LONGEST_VALUE = 200;

/** Where something was found. */
export interface FoundAt { source: Source; row: number; column: string | null; field: string }

export function findingOf(fault: Fault, table: TableKind, at: FoundAt, text: string, header: string): Finding {
  const value = text === "" ? null : text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
  const finding: Finding = {
    code: fault.code, table, field: at.field, value,
    spot: { path: at.source.path, sheet: at.source.sheet, row: at.row, column: at.column },
    facts: { ...fault.facts, header },
  };
  return fault.variant === undefined ? finding : { ...finding, variant: fault.variant };
}

/** The header of the column a cell stands in. */
export const headerOf = ({ at }: Field<unknown>): string => at.source.columns.get(at.field)?.find((column) => column.letter === at.column)?.header ?? at.field;
