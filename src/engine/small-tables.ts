import { groupBy } from "../model/group.ts";
import { lastOf, type Day } from "../model/day.ts";
import { textOf, valueOf, type Field } from "../model/field.ts";
import { roleOn, type Person } from "../model/person.ts";
import type { Names, Row } from "../model/record.ts";
import { tierOnDay } from "../model/role.ts";
import { aboutCell, type PlacedFinding } from "./finding.ts";
import type { Locator } from "./locate.ts";
import { nameOne, namesIn } from "./names.ts";
import type { Agency } from "./people.ts";

/** The small tables, each row with the agency it belongs to. */
export type Owned<K extends "documents" | "agency" | "targets" | "conversions"> = { row: Row<K>; agency: Agency };

/** How many rows of each source belong to no agency of the roster, and so are kept out. */
export function leftOut(rows: readonly Row[], owned: readonly { row: Row }[]): [number, number][] {
  const kept = new Set(owned.map(({ row }) => row));
  return [...groupBy(rows.filter((row) => !kept.has(row)), (row) => row.source.id)].map(([source, list]) => [source, list.length]);
}

/** Rows by agency: their cell's, else the only one; with several, by the person they name; a document is then nobody's. */
export function ownRows<K extends "documents" | "agency" | "targets" | "conversions">(rows: readonly Row<K>[], locator: Locator, findings: PlacedFinding[]): Owned<K>[] {
  return rows.flatMap((row): Owned<K>[] => {
    const fields = row.fields as unknown as { agency: Field<string>; person?: Field<Names> };
    const located = locator.locate(fields.agency, null, fields.person ? [fields.person] : []);
    if (located.is === "agency") return [{ row, agency: located.agency }];
    const finding = aboutCell("unknown-person", fields.agency, located.is === "foreign" ? located.name : null, {}, located.is === "foreign" ? "agency" : "agency-untold");
    // Where the table has no column for it, the cell's place is the header's; the row is what nobody can place.
    findings.push(finding.spot === null ? finding : { ...finding, spot: { ...finding.spot, row: row.row } });
    return [];
  });
}

/** Rows of targets or conversions about people: whom each names, and whether it was approved. */
export interface Agreed<K extends "targets" | "conversions"> {
  row: Row<K>;
  person: Person;
  approved: boolean;
}

const APPROVING = ["督导", "顾问", "协会", "社协"];
const APPROVING_TIER = 3;

export function agreedRows<K extends "targets" | "conversions">(owned: readonly Owned<K>[], locator: Locator, asOf: Day, findings: PlacedFinding[]): Agreed<K>[] {
  return owned.flatMap(({ row, agency }): Agreed<K>[] => {
    const fields = (row as Row<"targets"> | Row<"conversions">).fields;
    const index = locator.indexes[agency.index];
    if (!index) return [];
    const approved = isApproved(row as Row<"targets"> | Row<"conversions">, agency, locator, asOf);
    if (!approved) findings.push(aboutCell("not-approved", fields.approvedBy, agency.name, { by: textOf(fields.approvedBy), on: textOf(fields.approvedOn) }));
    return namesIn(index, fields.person).flatMap((name) => {
      const naming = nameOne(index, name);
      if (naming.is === "known") return [{ row, person: naming.person, approved }];
      findings.push(aboutCell(naming.is === "ambiguous" ? "ambiguous-name" : "unknown-person", fields.person, agency.name, { names: name }));
      return [];
    });
  });
}

/** approvedBy holds a word, or names somebody of tier 3 or above on that day; approvedOn filled and ≤ asOf (rules.md, 2.2 "approved"). */
function isApproved(row: Row<"targets"> | Row<"conversions">, agency: Agency, locator: Locator, asOf: Day): boolean {
  const { approvedBy, approvedOn } = row.fields;
  const when = valueOf(approvedOn);
  const index = locator.indexes[agency.index];
  if (when === null || lastOf(when, asOf) > asOf || !index) return false;
  if (APPROVING.some((word) => textOf(approvedBy).normalize("NFKC").includes(word))) return true;
  return namesIn(index, approvedBy).some((name) => {
    const naming = nameOne(index, name);
    return naming.is === "known" && (tierOnDay(roleOn(naming.person, lastOf(when, asOf))) ?? -1) >= APPROVING_TIER;
  });
}
