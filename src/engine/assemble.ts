import { iso } from "../model/day.ts";
import type { Severity } from "../model/issue.ts";
import { issueSentence } from "../model/issue-sentences.ts";
import { roleOn, cell, type Person } from "../model/person.ts";
import type { Policy } from "../model/policy.ts";
import { ROLES } from "../model/role.ts";
import type { CrossPart } from "../model/cross.ts";
import type { AgencyReport, DataIssue, Report, Result } from "../model/report.ts";
import { SCHEMA_VERSION, STATUSES, VERDICTS } from "../model/status.ts";
import type { Submission } from "../model/submission.ts";
import { groupBy } from "../model/group.ts";
import { byCodePoint } from "../model/text.ts";
import { byLetter, bySpot, SEVERITIES } from "../model/issue.ts";
import { maskOf } from "../model/mask.ts";
import { assumptionSentences } from "./assumptions.ts";
import type { Engagement } from "./engagement.ts";
import type { PlacedFinding } from "./finding.ts";
import type { Judged, RunningRule } from "./judge.ts";
import type { Roster } from "./people.ts";
import type { AgencyBench } from "./scope.ts";
import { readColumns, severityOf } from "./severity.ts";
import { verdictOf, worst } from "./verdict.ts";

/** What the engine found, before it is put together. */
export interface Outcome {
  rules: readonly RunningRule[];
  roster: Roster;
  agencies: readonly AgencyBench[];
  judged: readonly Judged[];
  findings: readonly PlacedFinding[];
  /** By source: rows kept out by an issue. */
  unused: ReadonlyMap<number, number>;
  policies: readonly Policy[];
}

/**
 * Puts the report together: agencies with their verdicts, inputs, totals, data issues by place. Beside it, by which policies a data
 * issue of severity error lies on each agency: its verdict is told anew when results across agencies come in.
 */
export function assemble(submission: Submission, engagement: Engagement, outcome: Outcome): { report: Report; faulty: CrossPart["faulty"] } {
  const { rules, roster, agencies, judged, findings } = outcome;
  const severityBy = (among: readonly RunningRule[]): ((finding: PlacedFinding) => Severity) => {
    const columns = readColumns(among);
    return (finding) => severityOf(finding, among, columns, roster.people, engagement.asOf);
  };
  const overall = severityBy(rules);
  const issues = findings.map((finding) => ({ finding, severity: overall(finding) })).sort((a, b) => byPlace(a.finding, b.finding));
  const results = groupBy(judged.map(({ result }) => result), ({ subject }) => subject.agency);
  const severities = new Map(outcome.policies.filter((policy) => policy !== engagement.cross).map((policy) => [policy.id, severityBy(rules.filter((running) => running.policy === policy || running.policy === engagement.cross))]));
  const found = groupBy(findings, ({ agency }) => agency);
  const everybodys = found.get(null) ?? [];
  const judgedAgencies = agencies.map((agency) => {
    const concerning = [everybodys, found.get(agency.view.name) ?? []];
    const faulty = [...severities].filter(([, severity]) => concerning.some((list) => list.some((finding) => severity(finding) === "error"))).map(([id]) => id);
    return { report: agencyReport(agency, results.get(agency.view.name) ?? [], faulty, engagement, outcome.policies), faulty };
  });
  const agencyReports = judgedAgencies.map(({ report }) => report);
  const report: Report = {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: "hege", version: engagement.version },
    audit: {
      asOf: iso(engagement.asOf), period: { from: iso(engagement.period.from), to: iso(engagement.period.to) }, language: engagement.language,
      partial: engagement.wanted !== null, policies: outcome.policies.map((policy) => policyOfReport(policy, rules)),
    },
    inputs: inputsOf(submission, roster, outcome.unused),
    assumptions: assumptionSentences(judged),
    summary: {
      ...summed(agencyReports),
      dataIssues: tally(SEVERITIES, issues.map(({ severity }) => severity)),
      unknowns: unknownsOf(agencyReports),
    },
    agencies: agencyReports,
    dataIssues: listed(issues),
    dataIssueTotals: totals(issues),
  };
  return { report, faulty: judgedAgencies.map(({ report: { name }, faulty }) => ({ agency: name, policies: faulty })) };
}

/** What the summary says of the agencies. */
export function summed(agencies: readonly AgencyReport[]): Pick<Report["summary"], "agencies" | "verdicts" | "results" | "failures"> {
  const results = agencies.flatMap((agency) => agency.results);
  return {
    agencies: agencies.length,
    verdicts: tally(VERDICTS, agencies.map(({ verdict }) => verdict)),
    results: tally(STATUSES, results.map(({ status }) => status)),
    failures: tally(SEVERITIES, results.filter(({ status }) => status === "fail").map(({ severity }) => severity)),
  };
}

const tally = <K extends string>(keys: readonly K[], values: readonly K[]): Record<K, number> =>
  Object.fromEntries(keys.map((key) => [key, values.filter((value) => value === key).length])) as Record<K, number>;

/** `faulty`: the policies by which an error in the data concerns the agency. */
function agencyReport({ view }: AgencyBench, results: AgencyReport["results"], faulty: readonly string[], engagement: Engagement, policies: readonly Policy[]): AgencyReport {
  const roles = view.inPost.map((person) => roleOn(person, engagement.asOf));
  return {
    name: view.name,
    ...verdictsOf(results, policies.filter((policy) => policy !== engagement.cross).map(({ id }) => id), faulty, engagement.cross.id),
    headcount: { ...tally(ROLES, roles.filter((role) => role !== "none" && role !== "unreadable")), unreadable: roles.filter((role) => role === "unreadable").length },
    people: view.inPost.map((person) => ({
      key: person.key, name: person.name, employeeNo: person.employeeNo, role: roleOn(person, engagement.asOf),
      supervisor: keyOf(view.firstNamed(cell(person, "supervisor"))), assistant: keyOf(view.firstNamed(cell(person, "assistant"))),
    })),
    results,
  };
}

/** An agency's verdict by each policy as if it ran alone – the checks across agencies run with any –, and the worst of them. */
export function verdictsOf(results: readonly Result[], policies: readonly string[], faulty: readonly string[], cross: string): Pick<AgencyReport, "verdict" | "verdictByPolicy"> {
  const verdictByPolicy = Object.fromEntries(policies.map((id) => [id, verdictOf(results.filter(({ policy }) => policy === id || policy === cross), faulty.includes(id) ? ["error"] : [])]));
  return { verdict: worst(Object.values(verdictByPolicy)), verdictByPolicy };
}

const keyOf = (person: Person | null): string | null => person?.key ?? null;

function policyOfReport(policy: Policy, rules: readonly RunningRule[]): Report["audit"]["policies"][number] {
  const ran = new Map(rules.filter((running) => running.policy === policy).map(({ rule, params }) => [rule.id, params]));
  return {
    id: policy.id, title: policy.title, version: policy.version, sha256: policy.sha256, standing: policy.standing, issuer: policy.issuer, year: policy.year, source: policy.source, note: policy.note ?? null,
    rules: policy.rules.filter((rule) => ran.has(rule.id)).map((rule) => ({
      id: rule.id, kind: rule.kind, clause: rule.clause, severity: rule.severity, title: rule.title, asks: rule.asks, waivableBy: rule.waivableBy ?? null, params: { ...ran.get(rule.id) },
    })),
    coverage: policy.coverage.map(({ clause, by, how, note }) => ({ clause, by, how, note: note ?? null })),
    overrides: [...policy.overrides],
  };
}

function inputsOf(submission: Submission, roster: Roster, unused: ReadonlyMap<number, number>): Report["inputs"] {
  return submission.files.map(({ path, sha256, bytes, format, encoding, tables }) => ({
    path, sha256, bytes, format, encoding,
    tables: tables.map(({ source, rows, skipped, unmapped }) => {
      const out = source.table === "roster" ? roster.unused.filter((row) => row.source === source).length : unused.get(source.id) ?? 0;
      return {
        table: source.table, sheet: source.sheet, headerRow: source.headerRow, rows, used: rows - out, unused: out,
        skippedRows: Object.values(skipped).reduce((sum, n) => sum + n, 0), skipped,
        columns: [...source.columns].flatMap(([field, columns]) => columns.map(({ header, letter }) => ({ header, column: letter, field })))
          .sort((a, b) => byLetter(a.column, b.column)),
        unmapped: unmapped.map(({ header, letter }) => ({ header, column: letter })),
      };
    }),
  }));
}

/** What is missing, by how many results it would settle. */
export function unknownsOf(agencies: readonly AgencyReport[]): Report["summary"]["unknowns"] {
  const counts = new Map<string, { table: Report["summary"]["unknowns"][number]["table"]; field: string | null; results: number }>();
  for (const { results } of agencies) {
    for (const { unknown } of results) {
      const missing = new Map((unknown?.needs ?? []).map((need) => [`${need.table} ${need.field ?? ""}`, need]));
      for (const [key, { table, field }] of missing) {
        const entry = counts.get(key) ?? { table, field: field ?? null, results: 0 };
        entry.results += 1;
        counts.set(key, entry);
      }
    }
  }
  return [...counts.values()].sort((a, b) => b.results - a.results || byCodePoint(a.table, b.table) || byCodePoint(a.field ?? "", b.field ?? ""));
}

const LISTED_OF_ONE_CODE = 1000;

function listed(issues: readonly { finding: PlacedFinding; severity: Severity }[]): DataIssue[] {
  const seen = new Map<string, number>();
  const list: DataIssue[] = [];
  for (const { finding, severity } of issues) {
    const nth = (seen.get(finding.code) ?? 0) + 1;
    seen.set(finding.code, nth);
    if (nth > LISTED_OF_ONE_CODE) continue;
    list.push(issueOf(finding, severity));
  }
  return list;
}

export const issueOf = (finding: PlacedFinding, severity: Severity): DataIssue => ({
  code: `DATA-${finding.code}`, severity, agency: finding.agency,
  ...(finding.table === null ? {} : { table: finding.table }), ...(finding.field === null ? {} : { field: finding.field }), message: issueSentence(finding), location: finding.spot,
  value: finding.value === null ? null : maskOf(finding.field ?? "", finding.value),
});

function totals(issues: readonly { finding: PlacedFinding; severity: Severity }[]): Report["dataIssueTotals"] {
  const counts = new Map<string, Report["dataIssueTotals"][number]>();
  for (const { finding, severity } of issues) {
    const key = `DATA-${finding.code} ${severity}`;
    const entry = counts.get(key) ?? { code: `DATA-${finding.code}`, severity, total: 0 };
    entry.total += 1;
    counts.set(key, entry);
  }
  return [...counts].sort(([a], [b]) => byCodePoint(a, b)).map(([, entry]) => entry);
}

/** Data issues by place; then by code. */
const byPlace = (a: PlacedFinding, b: PlacedFinding): number => bySpot(a.spot, b.spot) || byCodePoint(a.code, b.code);
