import type { Claim } from "../engine/claims.ts";
import type { Overview, RatioLine, SharedLine, SubmissionLine } from "../model/overview.ts";
import type { AgencyReport, Report, Result } from "../model/report.ts";
import { SEVERITIES, type Severity } from "../model/issue.ts";
import type { Submitted } from "./submissions.ts";

/** What is kept in memory of a report: what the overview says of it. */
export interface Summary {
  line: SubmissionLine;
  results: Overview["summary"]["results"];
  failures: { policy: string; rule: string; severity: Severity; agencies: number; results: number }[];
  ratios: RatioLine[];
  shared: SharedLine[];
  unknowns: Overview["unknowns"];
  claims: readonly Claim[];
}

const NO_COUNTS = { error: 0, warning: 0, notice: 0 };

export function summaryOf(report: Report, { name, shown }: Submitted, reports: readonly string[], claims: readonly Claim[]): Summary {
  const kinds = new Map(report.audit.policies.flatMap(({ id, rules }) => rules.map((rule) => [`${id} ${rule.id}`, rule.kind])));
  const kindOf = ({ policy, rule }: Result): string | undefined => kinds.get(`${policy} ${rule}`);
  return {
    line: { name, path: shown, state: "audited", reasons: [], reports: [...reports], agencies: report.agencies.map(agencyLine), dataIssues: report.summary.dataIssues },
    results: report.summary.results, failures: failuresOf(report.agencies), unknowns: report.summary.unknowns, claims,
    ratios: report.agencies.flatMap((agency) => agency.results.filter((result) => kindOf(result) === "headcount-ratio").map((result) => ratioLine(name, agency.name, result))),
    shared: report.agencies.flatMap((agency) => sharedLines(name, agency, kindOf)),
  };
}

/** A submission that could not be audited. */
export const failedSummary = ({ name, shown }: Submitted, reasons: SubmissionLine["reasons"]): SubmissionLine =>
  ({ name, path: shown, state: "not-audited", reasons, reports: [], agencies: [], dataIssues: { ...NO_COUNTS } });

function agencyLine({ name, verdict, verdictByPolicy, people, results }: AgencyReport): SubmissionLine["agencies"][number] {
  const failed = results.filter(({ status }) => status === "fail");
  const failures = Object.fromEntries(SEVERITIES.map((severity) => [severity, failed.filter((result) => result.severity === severity).length])) as Record<Severity, number>;
  return { name, verdict, verdictByPolicy, people: people.length, failures, notAssessed: results.filter(({ status }) => status === "not-assessed").length };
}

function failuresOf(agencies: readonly AgencyReport[]): Summary["failures"] {
  const found = new Map<string, Summary["failures"][number]>();
  for (const { results } of agencies) {
    const here = new Set<string>();
    for (const { policy, rule, severity, status } of results) {
      if (status !== "fail") continue;
      const key = `${policy} ${rule} ${severity}`;
      const entry = found.get(key) ?? { policy, rule, severity, agencies: 0, results: 0 };
      entry.results += 1;
      if (!here.has(key)) entry.agencies += 1;
      here.add(key);
      found.set(key, entry);
    }
  }
  return [...found.values()];
}

function ratioLine(submission: string, agency: string, { policy, rule, clause, status, observed, expected }: Result): RatioLine {
  const number = (from: Readonly<Record<string, unknown>>, field: string): number => (typeof from[field] === "number" ? from[field] : 0);
  const perLeader = observed["perLeader"];
  return {
    submission, agency, policy, rule, clause, status, limit: number(expected, "limit"), leaders: number(observed, "leaderCount"), counted: number(observed, "countedCount"),
    perLeader: typeof perLeader === "number" ? perLeader : null, breachDays: number(observed, "breachDays"),
  };
}

/** The results of the two checks across agencies, put together for each person. */
function sharedLines(submission: string, { name: agency, results }: AgencyReport, kindOf: (result: Result) => string | undefined): SharedLine[] {
  const lines = new Map<string, SharedLine>();
  for (const result of results) {
    const [kind, { subject }] = [kindOf(result), result];
    if (subject.type !== "person" || (kind !== "duplicate-person" && kind !== "shared-supervisor")) continue;
    const line = lines.get(subject.key) ?? { submission, agency, name: subject.name, employeeNo: subject.employeeNo, key: subject.key, role: null, agencies: [], duplicate: null, supervisor: null, ratios: [], sameDays: [] };
    lines.set(subject.key, line);
    const { observed } = result;
    if (kind === "duplicate-person") {
      line.duplicate = result.status;
      line.agencies = observed["agencies"] as string[];
      line.sameDays = observed["sameDays"] as SharedLine["sameDays"];
    } else {
      line.supervisor = result.status;
      if (line.agencies.length === 0) line.agencies = observed["agencies"] as string[];
      line.role = observed["role"] as SharedLine["role"];
      line.ratios = observed["ratios"] as SharedLine["ratios"];
    }
  }
  return [...lines.values()];
}
