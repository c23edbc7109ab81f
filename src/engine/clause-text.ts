import { quoteOf, type Clauses } from "../model/clauses.ts";
import type { Report, Result } from "../model/report.ts";

/** The report with the user's own copy of each clause beside what it asks for, where there is one. */
export function quoteClauses(report: Report, texts: ReadonlyMap<string, Clauses>): Report {
  if (texts.size === 0) return report;
  const known = new Map<string, string | null>();
  const quoted = (result: Result): Result => {
    const { policy, clause } = result;
    const clauses = texts.get(policy);
    if (clauses === undefined) return result;
    const key = JSON.stringify([policy, clause]);
    let text = known.get(key);
    if (text === undefined) { text = quoteOf(clauses, clause); known.set(key, text); }
    const { rule, policy: of, clause: at, ...rest } = result;
    return text === null ? result : { rule, policy: of, clause: at, clauseText: text, ...rest };
  };
  return { ...report, agencies: report.agencies.map((agency) => ({ ...agency, results: agency.results.map(quoted) })) };
}
