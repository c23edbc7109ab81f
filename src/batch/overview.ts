import { SEVERITIES } from "../model/issue.ts";
import type { Overview, RatioLine, SubmissionLine } from "../model/overview.ts";
import type { Report } from "../model/report.ts";
import { OVERVIEW_VERSION, STATUSES, VERDICTS } from "../model/status.ts";
import { groupBy } from "../model/group.ts";
import { byCodePoint, squeeze } from "../model/text.ts";
import type { Shard } from "./submissions.ts";
import type { Summary } from "./summary.ts";

/** What became of one submission: what its report says, or why there is none. */
export type Finished = { line: SubmissionLine; summary: Summary | null };

/** The overview of finished submissions, in the order given. `audit` is that of one of the reports. */
export function overviewOf(finished: readonly Finished[], audit: Report["audit"] | null, version: string, shard: Shard | null): Overview {
  const summaries = finished.flatMap(({ summary }) => (summary === null ? [] : [summary]));
  const agencies = summaries.flatMap(({ line }) => line.agencies);
  const sum = <K extends string>(keys: readonly K[], counts: readonly Readonly<Record<K, number>>[]): Record<K, number> =>
    Object.fromEntries(keys.map((key) => [key, counts.reduce((total, each) => total + each[key], 0)])) as Record<K, number>;
  return {
    schemaVersion: OVERVIEW_VERSION, tool: { name: "hege", version }, ...(shard === null ? {} : { shard }), audit,
    summary: {
      submissions: finished.length, audited: summaries.length, notAudited: finished.length - summaries.length, agencies: agencies.length,
      verdicts: Object.fromEntries(VERDICTS.map((verdict) => [verdict, agencies.filter((agency) => agency.verdict === verdict).length])) as Overview["summary"]["verdicts"],
      results: sum(STATUSES, summaries.map(({ results }) => results)),
      failures: sum(SEVERITIES, agencies.map(({ failures }) => failures)), dataIssues: sum(SEVERITIES, summaries.map(({ line }) => line.dataIssues)),
    },
    submissions: finished.map(({ line }) => line),
    failures: failuresOf(summaries, audit), ratios: ratiosOf(summaries, audit),
    sharedPeople: summaries.flatMap(({ shared }) => shared).sort((a, b) => byCodePoint(a.agencies.join("\n"), b.agencies.join("\n")) || byCodePoint(a.name, b.name) || byCodePoint(a.agency, b.agency) || byCodePoint(a.submission, b.submission)),
    repeatedAgencies: repeated(summaries), unclaimedRows: unclaimed(summaries), unknowns: unknownsOf(summaries),
  };
}

/** The order of rules, and what a report says of each. */
function rulesOf(audit: Report["audit"] | null): Map<string, { nth: number; clause: string; title: { zh: string; en: string } }> {
  return new Map((audit?.policies ?? []).flatMap(({ id, rules }) => rules.map((rule) => ({ key: `${id} ${rule.id}`, rule }))).map(({ key, rule }, nth) => [key, { nth, clause: rule.clause, title: rule.title }]));
}

function failuresOf(summaries: readonly Summary[], audit: Report["audit"] | null): Overview["failures"] {
  const rules = rulesOf(audit);
  return [...groupBy(summaries.flatMap(({ failures }) => failures), ({ policy, rule, severity }) => `${policy} ${rule} ${severity}`).values()].flatMap((list): Overview["failures"] => {
    const [first] = list;
    if (!first) return [];
    const { policy, rule, severity } = first;
    const known = rules.get(`${policy} ${rule}`);
    const total = (of: "agencies" | "results"): number => list.reduce((n, each) => n + each[of], 0);
    return [{ policy, rule, clause: known?.clause ?? "", title: known?.title ?? { zh: rule, en: rule }, severity, agencies: total("agencies"), results: total("results") }];
  }).sort((a, b) => b.agencies - a.agencies || b.results - a.results || SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || nthOf(rules, a) - nthOf(rules, b));
}

const nthOf = (rules: ReturnType<typeof rulesOf>, { policy, rule }: { policy: string; rule: string }): number => rules.get(`${policy} ${rule}`)?.nth ?? Infinity;

/** How many times its limit a ratio is; nobody to lead: without end. */
const load = ({ counted, leaders, limit }: RatioLine): number => (counted === 0 ? 0 : leaders === 0 ? Infinity : counted / leaders / limit);
const down = (a: number, b: number): number => (a === b ? 0 : a > b ? -1 : 1);

function ratiosOf(summaries: readonly Summary[], audit: Report["audit"] | null): RatioLine[] {
  const rules = rulesOf(audit);
  return summaries.flatMap(({ ratios }) => ratios).sort((a, b) => nthOf(rules, a) - nthOf(rules, b) || down(load(a), load(b)) || b.counted - a.counted || byCodePoint(a.agency, b.agency) || byCodePoint(a.submission, b.submission));
}

function repeated(summaries: readonly Summary[]): Overview["repeatedAgencies"] {
  const named = summaries.flatMap(({ line }) => line.agencies.map(({ name }) => ({ agency: name, submission: line.name })));
  return [...groupBy(named, ({ agency }) => squeeze(agency)).values()].filter((list) => list.length > 1)
    .map((list) => ({ agency: list.map(({ agency }) => agency).sort(byCodePoint)[0] ?? "", submissions: list.map(({ submission }) => submission) })).sort((a, b) => byCodePoint(a.agency, b.agency));
}

/** Rows of tables given to all that nobody claimed. */
function unclaimed(summaries: readonly Summary[]): Overview["unclaimedRows"] {
  const claims = groupBy(summaries.flatMap((summary) => summary.claims), ({ path, sheet }) => JSON.stringify([path, sheet]));
  return [...claims.values()].flatMap((list): Overview["unclaimedRows"] => {
    const [first] = list;
    const claimed = new Set(list.flatMap((claim) => claim.claimed));
    const rows = [...new Set(list.flatMap((claim) => claim.rows))].filter((row) => !claimed.has(row)).sort((a, b) => a - b);
    return first === undefined || rows.length === 0 ? [] : [{ path: first.path, sheet: first.sheet, table: first.table, rows }];
  }).sort((a, b) => byCodePoint(a.path, b.path) || byCodePoint(a.sheet ?? "", b.sheet ?? ""));
}

function unknownsOf(summaries: readonly Summary[]): Overview["unknowns"] {
  return [...groupBy(summaries.flatMap(({ unknowns }) => unknowns), ({ table, field }) => `${table} ${field ?? ""}`).values()]
    .flatMap((list) => { const [first] = list; return first ? [{ ...first, results: list.reduce((n, { results }) => n + results, 0) }] : []; })
    .sort((a, b) => b.results - a.results || byCodePoint(a.table, b.table) || byCodePoint(a.field ?? "", b.field ?? ""));
}
