import { spotOf, type Finding, type IssueCode } from "../model/issue.ts";
import { textOf, type Field } from "../model/field.ts";

/** A finding with the agency it belongs to; null: none, so it counts for each. */
export interface PlacedFinding extends Finding {
  agency: string | null;
  /** The person of the roster row it stands in: decides its severity. */
  person?: number;
}

/** Something wrong with one cell, found by the engine. */
export function aboutCell(code: IssueCode, field: Field<unknown>, agency: string | null, facts: Finding["facts"] = {}, variant = ""): PlacedFinding {
  return { code, table: field.at.source.table, field: field.at.field, spot: spotOf(field.at), value: textOf(field) || null, facts, agency, variant };
}
