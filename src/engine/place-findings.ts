import { valueOf } from "../model/field.ts";
import type { Spot } from "../model/issue.ts";
import type { Row } from "../model/record.ts";
import type { Submission } from "../model/submission.ts";
import { squeeze } from "../model/text.ts";
import type { PlacedFinding } from "./finding.ts";
import type { Locator } from "./locate.ts";
import type { Roster } from "./people.ts";

/**
 * The reader's findings with the agency each belongs to. What concerns a table that counts as not given is said for each agency;
 * what concerns a whole file belongs to none.
 */
export function placeFindings(submission: Submission, roster: Roster, locator: Locator): PlacedFinding[] {
  const owners = ownersOf(submission, roster, locator);
  const placed = submission.findings.map((finding): PlacedFinding => ({ ...finding, ...owners.get(keyOf(finding.spot)) ?? { agency: null } }));
  const notGiven = submission.notGiven.flatMap(({ findings, why }) => findings.flatMap((finding): PlacedFinding[] =>
    (why === "missing-column" ? roster.agencies.map(({ name }) => ({ ...finding, agency: name })) : [{ ...finding, agency: null }])));
  return [...placed, ...notGiven];
}

const keyOf = (spot: Spot | null): string => JSON.stringify([spot?.path, spot?.sheet, spot?.row]);

/** Whose the rows of small tables are of which something was found, by their places. */
function ownersOf(submission: Submission, roster: Roster, locator: Locator): ReadonlyMap<string, { agency: string | null; person?: number }> {
  const owners = new Map<string, { agency: string | null; person?: number }>();
  // Of few rows anything was found.
  const wanted = new Set(submission.findings.map(({ spot }) => spot?.row));
  for (const rows of Object.values(submission.tables) as readonly (readonly Row[])[]) {
    for (const row of rows) if (wanted.has(row.row)) owners.set(keyOf({ path: row.source.path, sheet: row.source.sheet, row: row.row, column: null }), ownerOf(row, roster, locator));
  }
  return owners;
}

function ownerOf(row: Row, roster: Roster, locator: Locator): { agency: string | null; person?: number } {
  if (row.source.table === "roster") {
    const person = roster.personOf.get(row as Row<"roster">);
    return { agency: roster.agencyOf.get(row as Row<"roster">)?.name ?? null, ...(person === undefined ? {} : { person: person.id }) };
  }
  const fields = row.fields as Partial<Row<"documents">["fields"]>;
  const told = fields.agency === undefined ? null : valueOf(fields.agency);
  const agency = told === null ? (locator.agencies.length === 1 ? locator.agencies[0] : undefined) : locator.agencies.find(({ key }) => key === squeeze(told));
  return { agency: agency?.name ?? told };
}
