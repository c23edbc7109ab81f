import type { Report, Result } from "../model/report.ts";

/** What a report of the usual length names of each result. */
export const USUAL_EVIDENCE = 20;

/** The report with no more than so many places of evidence, and needs, for each result; how many there are is said. */
export function withEvidence(report: Report, most: number): Report {
  return { ...report, agencies: report.agencies.map((agency) => ({ ...agency, results: agency.results.map((result) => cut(result, most)) })) };
}

function cut(result: Result, most: number): Result {
  const { evidence, evidenceTotal = evidence.length, unknown, waiver, decision, clauseText, ...rest } = result;
  const needs = unknown?.needs ?? [];
  if (evidence.length <= most && needs.length <= most) return result;
  return {
    ...rest, evidence: evidence.slice(0, most), ...(evidenceTotal > most ? { evidenceTotal } : {}),
    unknown: unknown === null ? null : { ...unknown, needs: needs.slice(0, most), ...(needs.length > most ? { needsTotal: unknown.needsTotal ?? needs.length } : {}) },
    waiver, decision, ...(clauseText === undefined ? {} : { clauseText }),
  };
}
