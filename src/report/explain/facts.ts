import type { DataIssue, Report, Result } from "../../model/report.ts";
import type { TableKind } from "../../model/table.ts";

type RuleOfReport = Report["audit"]["policies"][number]["rules"][number];
type PolicyOfReport = Report["audit"]["policies"][number];

/** How the rows of one table of one file were dealt with. */
export interface RowsRead { path: string; sheet: string | null; table: TableKind; rows: number; used: number; unused: number; skipped: Readonly<Record<string, number>> }

/** What `explain --report` says of a rule's results, as plain data. */
export interface ResultsExplained {
  rule: RuleOfReport;
  policy: Pick<PolicyOfReport, "id" | "version" | "title">;
  asOf: string; period: Report["audit"]["period"]; redacted: boolean;
  results: readonly Result[];
  /** Of the tables that the rule reads. */
  rows: readonly RowsRead[];
  /** In those tables. */
  issues: readonly DataIssue[];
}

/** `tables`: those that the rule reads besides the roster. */
export function explainResults(report: Report, policy: PolicyOfReport, rule: RuleOfReport, results: readonly Result[], tables: ReadonlySet<TableKind>): ResultsExplained {
  const { asOf, period, redacted } = report.audit;
  const rows = report.inputs.flatMap(({ path, tables: found }) => found.filter(({ table }) => tables.has(table)).map(({ table, sheet, rows: all, used, unused, skipped }): RowsRead => ({ path, sheet, table, rows: all, used, unused, skipped: { ...skipped } as Record<string, number> })));
  const agencies = new Set(results.map(({ subject }) => subject.agency));
  const read = new Set(rows.map(({ path, sheet }) => JSON.stringify([path, sheet])));
  const issues = report.dataIssues.filter(({ agency, location }) => location !== null && read.has(JSON.stringify([location.path, location.sheet])) && (agency === null || agencies.has(agency)));
  return { rule, policy: { id: policy.id, version: policy.version, title: policy.title }, asOf, period, redacted: redacted === true, results, rows, issues };
}

/** Whom a word names among the results of a rule: by key, employee number or name; a name may be an agency's. */
export function resultsAbout(results: readonly Result[], who: string): Result[] {
  const wanted = who.trim();
  const by = (of: (result: Result) => string | null): Result[] => results.filter((result) => of(result) === wanted);
  const ways: ((result: Result) => string | null)[] = [
    ({ subject }) => (subject.type === "person" ? subject.key : null), ({ subject }) => (subject.type === "person" ? subject.employeeNo : null),
    ({ subject }) => (subject.type === "person" ? subject.name : null), ({ subject }) => subject.agency,
  ];
  for (const way of ways) {
    const found = by(way);
    if (found.length > 0) return found;
  }
  return [];
}
