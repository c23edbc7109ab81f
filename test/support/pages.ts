import path from "node:path";
import type { Report, Result } from "../../src/model/report.ts";
import { render } from "../../src/report/index.ts";
import type { Language } from "../../src/model/text.ts";
import { auditFiles } from "./submission.ts";

/** Reports to draw, and the page of one. */

const ROOT = path.resolve(import.meta.dirname, "../..");

export const sampleReport = (name: string, asOf = "2010-11-30"): Promise<Report> => auditFiles([`samples/shenzhen-2010/${name}`], ROOT, { policies: ["shenzhen-2010"], asOf });

export async function pageOf(report: Report, language: Language = "zh"): Promise<string> {
  const parts: string[] = [];
  for await (const chunk of await render("html", report, { language, colour: false, width: 100, verbose: false, quiet: false })) parts.push(String(chunk));
  return parts.join("");
}

/** Another report of the same shape: each result as `change` gives it. */
export function withResults(report: Report, change: (result: Result, i: number) => Result): Report {
  const agencies = report.agencies.map((agency) => ({ ...agency, results: agency.results.map(change) }));
  const results = { ...report.summary.results };
  for (const status of Object.keys(results) as (keyof typeof results)[]) results[status] = agencies.reduce((n, agency) => n + agency.results.filter((result) => result.status === status).length, 0);
  return { ...report, agencies, summary: { ...report.summary, results } };
}

/** The report with nobody in it. */
export function emptied(report: Report): Report {
  const none = <T extends object>(counts: T): T => Object.fromEntries(Object.keys(counts).map((key) => [key, 0])) as T;
  const { summary } = report;
  return {
    ...report, agencies: [], inputs: [], assumptions: [], dataIssues: [], dataIssueTotals: [],
    summary: { ...summary, agencies: 0, verdicts: none(summary.verdicts), results: none(summary.results), failures: none(summary.failures), dataIssues: none(summary.dataIssues), unknowns: [] },
  };
}

/** The report with every name of somebody replaced, wherever it stands. */
export function renamed(report: Report, from: string, to: string): Report {
  return JSON.parse(JSON.stringify(report).replaceAll(JSON.stringify(from).slice(1, -1), () => JSON.stringify(to).slice(1, -1))) as Report;
}

/** Names as somebody who means harm would write them. */
export const HOSTILE = [
  "<script>document.title='taken'</script>", "</script><script>document.title='taken'</script>", "<img src=x onerror=\"document.title='taken'\">", "\"><svg onload=document.title='taken'>", "'-alert(1)-'",
  "<!--<script>", "=cmd|' /C calc'!A0", "a\u202egnp.exe", "\u2066\u200bhidden\u2069", "محمد", "$& $1 $$", "\\u003c", "名".repeat(200), "&lt;b&gt;", "]]>", "*{}@page\"\\",
] as const;
