import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { exitCodeOf } from "../src/model/exit-code.ts";
import type { AgencyReport, Report, Result } from "../src/model/report.ts";
import { STATUSES } from "../src/model/status.ts";
import { builtIn, crossPolicy } from "../src/policies/load.ts";
import { auditFiles } from "./support/submission.ts";

/** The samples are audited as their README says, and what comes out stands beside each of them. `UPDATE=1 npx vitest run test/samples.test.ts` writes it anew. */

const ROOT = path.resolve(import.meta.dirname, "..");

interface Sample { path: string; policy: string; from?: string; asOf: string }

const SAMPLES: readonly Sample[] = [
  { path: "samples/shenzhen-2010/compliant", policy: "shenzhen-2010", asOf: "2010-11-30" },
  { path: "samples/shenzhen-2010/non-compliant", policy: "shenzhen-2010", asOf: "2010-12-31" },
  { path: "samples/shenzhen-2010/three-agencies.xlsx", policy: "shenzhen-2010", asOf: "2010-11-30" },
  { path: "samples/xpcc-2017/compliant", policy: "xpcc-2017", from: "2017-07-01", asOf: "2018-06-30" },
  { path: "samples/xpcc-2017/non-compliant", policy: "xpcc-2017", from: "2017-07-01", asOf: "2018-06-30" },
  { path: "samples/xpcc-2017/three-agencies.xlsx", policy: "xpcc-2017", from: "2017-07-01", asOf: "2018-06-30" },
];

const NO_FINDING = new Set<Result["status"]>(["pass", "not-applicable"]);
/** Rules that find something or say nothing. */
const NEVER_PASS = new Set(["SZ07-pilot-titles", "CROSS-duplicate-person"]);

const commandOf = ({ path: input, policy, from, asOf }: Sample): string => ["hege check", input, "--policy", policy, ...(from === undefined ? [] : ["--from", from]), "--as-of", asOf].join(" ");
const expectedFile = ({ path: input }: Sample): string => path.join(ROOT, `${input.replace(/\.xlsx$/, "")}.expected.json`);

const auditOf = ({ path: input, policy, from, asOf }: Sample): Promise<Report> => auditFiles([input], ROOT, { policies: [policy], from, asOf });

function agencyOf({ name, verdict, results }: AgencyReport): object {
  const counts = Object.fromEntries(STATUSES.map((status) => [status, results.filter((result) => result.status === status).length]));
  const found = STATUSES.filter((status) => !NO_FINDING.has(status)).map((status) => [status, byRule(results.filter((result) => result.status === status))] as const);
  return { name, verdict, counts, ...Object.fromEntries(found.filter(([, rules]) => Object.keys(rules).length > 0)) };
}

/** Whom each rule is about, in the report's order. */
function byRule(results: readonly Result[]): Record<string, string[]> {
  const rules: Record<string, string[]> = {};
  for (const { rule, subject } of results) (rules[rule] ??= []).push(subject.type === "person" ? subject.name : subject.agency);
  return rules;
}

function projectionOf(sample: Sample, report: Report): object {
  return {
    command: commandOf(sample),
    exitCode: exitCodeOf(report, { failOn: "error", allowIncomplete: false }),
    agencies: report.agencies.map(agencyOf),
    dataIssues: Object.fromEntries(report.dataIssueTotals.map(({ code, severity, total }) => [`${code} (${severity})`, total])),
  };
}

const reports = new Map<Sample, Report>();
beforeAll(async () => {
  for (const sample of SAMPLES) reports.set(sample, await auditOf(sample));
});
const reportOf = (sample: Sample): Report => reports.get(sample) ?? expect.unreachable(sample.path);

describe("samples", () => {
  test.each(SAMPLES)("$path gives what stands beside it", (sample) => {
    const projection = projectionOf(sample, reportOf(sample));
    if (process.env["UPDATE"] === "1") writeFileSync(expectedFile(sample), `${JSON.stringify(projection, null, 2).replaceAll(/\[\n\s+("[^[\]{}]*?)\n\s+\]/g, (_, names: string) => `[${names.replaceAll(/\n\s+/g, " ")}]`)}\n`);
    expect(projection).toEqual(JSON.parse(readFileSync(expectedFile(sample), "utf8")));
  });

  test.each(SAMPLES)("$path is in both READMEs as it is run", (sample) => {
    for (const readme of ["README.md", "README.zh-CN.md"]) expect(readFileSync(path.join(ROOT, "samples", readme), "utf8")).toContain(commandOf(sample));
  });

  test("the first sample is compliant, with nothing left open and nothing wrong with the data", () => {
    const report = reportOf(SAMPLES[0] ?? expect.unreachable());
    expect(report.summary).toMatchObject({ verdicts: { compliant: 1 }, results: { fail: 0, "not-assessed": 0, "not-applicable": 0 } });
    expect(report.dataIssues).toEqual([]);
  });

  const rules = [...["shenzhen-2010", "xpcc-2017"].map((id) => builtIn(id) ?? expect.unreachable(id)), crossPolicy()].flatMap((policy) => policy.rules.map(({ id }) => id));
  const statusesOf = (rule: string): Set<Result["status"]> => new Set([...reports.values()].flatMap(({ agencies }) => agencies.flatMap(({ results }) => results.filter((result) => result.rule === rule).map(({ status }) => status))));

  test.each(rules)("%s passes somewhere and fails somewhere", (rule) => {
    expect(statusesOf(rule)).toContain("fail");
    if (NEVER_PASS.has(rule)) expect(statusesOf(rule)).not.toContain("pass");
    else expect(statusesOf(rule)).toContain("pass");
  });

  test("every status is shown", () => {
    expect(new Set(rules.flatMap((rule) => [...statusesOf(rule)]))).toEqual(new Set(STATUSES));
  });
});
