import { valueOf } from "../model/field.ts";
import type { Row } from "../model/record.ts";
import type { SmallTable, Submission } from "../model/submission.ts";
import type { TableKind } from "../model/table.ts";
import { squeeze } from "../model/text.ts";
import { agencyKeys } from "./people.ts";

/** Rows of a table that was given to several submissions: all of them, and those that name an agency of this one. */
export interface Claim {
  path: string;
  sheet: string | null;
  table: TableKind;
  rows: readonly number[];
  claimed: readonly number[];
}

/** Small tables whose rows belong to an agency each; the register, the pay guide and the like are everybody's. */
const OWNED = ["waivers", "decisions", "documents", "conversions", "targets", "agency"] as const satisfies readonly SmallTable[];

/**
 * A submission to which tables were added that are meant for many: of their rows only those stay that name one of its agencies. A row
 * that names none might be anybody's: it is nobody's, and said to be so.
 */
export function claimRows(submission: Submission, isForMany: (path: string) => boolean): { submission: Submission; claims: Claim[] } {
  const own = agencyKeys(submission.tables.roster, submission.files.flatMap((file) => file.tables));
  const claims = new Map<string, { claim: Omit<Claim, "rows" | "claimed">; rows: number[]; claimed: number[] }>();
  const dropped = new Set<string>();
  const tables: Partial<Record<SmallTable, readonly Row[]>> = {};
  for (const table of OWNED) {
    tables[table] = (submission.tables[table] as readonly Row<typeof table>[]).filter((row) => {
      const { path, sheet } = row.source;
      if (!isForMany(path)) return true;
      const key = JSON.stringify([path, sheet]);
      const entry = claims.get(key) ?? { claim: { path, sheet, table }, rows: [], claimed: [] };
      claims.set(key, entry);
      entry.rows.push(row.row);
      const agency = valueOf(row.fields.agency);
      const isOurs = agency !== null && own.has(squeeze(agency));
      if (isOurs) entry.claimed.push(row.row);
      else dropped.add(JSON.stringify([path, sheet, row.row]));
      return isOurs;
    });
  }
  const left: Submission = {
    ...submission, tables: { ...submission.tables, ...tables } as Submission["tables"],
    findings: submission.findings.filter(({ spot }) => spot === null || !dropped.has(JSON.stringify([spot.path, spot.sheet, spot.row]))),
    hashed: () => submission.hashed(),
    scan: (log) => submission.scan(log),
    open: (log) => submission.open(log),
  };
  return { submission: left, claims: [...claims.values()].map(({ claim, rows, claimed }) => ({ ...claim, rows, claimed })) };
}
