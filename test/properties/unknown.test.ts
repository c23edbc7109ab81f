import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { reportSchema, type Report, type Result } from "../../src/model/report.ts";
import { VERDICTS, type Verdict } from "../../src/model/status.ts";
import { readSetting } from "../../src/policies/overrides.ts";
import { generate, LOG_TABLES, smallest, type Generated } from "../support/generate.ts";
import { seeded, shuffled } from "../support/random.ts";
import { auditTables, type Tables } from "../support/submission.ts";

/** Principle 1 of rules.md: unknown is never a breach and never a pass. What is taken away may leave a rule open; it settles nothing. */

const SEEDS = fc.noBias(fc.nat(0x7fffffff));
const RUNS = { seed: 20101130, numRuns: 17, endOnFailure: true } as const;

const audited = ({ policy, asOf, from, agency, settings, tables }: Generated): Promise<Report> =>
  auditTables(tables, { policies: [policy], asOf, from, agency, settings: settings.map((text) => readSetting(text, "--set")) });

/** Each submission is audited once as it was handed in, for all the properties. */
const known = new Map<number, { made: Generated; report: Promise<Report> }>();
function handedIn(seed: number): { made: Generated; report: Promise<Report> } {
  const made = generate(seed, { copies: false });
  const one = known.get(seed) ?? { made, report: audited(made) };
  known.set(seed, one);
  return one;
}

const resultsOf = (report: Report): Map<string, Result> =>
  new Map(report.agencies.flatMap(({ results }) => results).map((result) => [JSON.stringify([result.rule, result.subject.agency, "key" in result.subject ? result.subject.key : null]), result]));

/** Results that pass after something was taken away, and did not before. */
function improved(before: Report, after: Report, rules: (rule: string) => boolean): string[] {
  const old = resultsOf(before);
  return [...resultsOf(after)].flatMap(([key, { rule, status }]) => {
    const was = old.get(key)?.status;
    return status === "pass" && (was === "fail" || was === "not-assessed") && rules(rule) ? [`${key}: ${was} → pass`] : [];
  });
}

type Blanking = (tables: Tables) => Tables;

/** Blanks some cells of a column: those of a share of its rows, told by the row itself, so that a smaller table blanks the same ones. */
const blank = (table: string, column: string, wanted: (row: readonly string[]) => boolean): Blanking => (tables) => {
  const at = tables[table]?.[0]?.indexOf(column) ?? -1;
  return at < 0 ? tables : { ...tables, [table]: (tables[table] ?? []).map((row, i) => (i === 0 || !wanted(row) ? row : row.map((cell, j) => (j === at ? "" : cell)))) };
};

function byChance(seed: number): (row: readonly string[]) => boolean {
  const share = seed % 3 === 0 ? 1 : 0.3;
  return (row) => seeded([...row.join("|")].reduce((sum, letter) => (Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0)) >>> 0, seed))() < share;
}

async function never(taking: (seed: number) => Blanking, rules: (rule: string) => boolean = () => true): Promise<void> {
  await fc.assert(fc.asyncProperty(SEEDS, async (seed) => {
    const { made, report } = handedIn(seed);
    const take = taking(seed);
    if (JSON.stringify(take(made.tables)) === JSON.stringify(made.tables)) return;
    const better = improved(await report, await audited({ ...made, tables: take(made.tables) }), rules);
    if (better.length === 0) return;
    const tables = await smallest(made.tables, async (small) => improved(await audited({ ...made, tables: small }), await audited({ ...made, tables: take(small) }), rules).length > 0);
    expect(better, JSON.stringify({ ...made, tables, taken: take(tables) })).toEqual([]);
  }), RUNS);
}

describe("nothing that fails or is open comes to pass", () => {
  test.each(LOG_TABLES)("by taking away %s", (log) => never(() => (tables) => Object.fromEntries(Object.entries(tables).filter(([name]) => name !== log))));

  test.each([
    ["督导记录", "督导形式"], ["督导记录", "督导职级"], ["督导记录", "记录完成日期"], ["服务记录", "审阅人"], ["服务记录", "审阅日期"], ["服务记录", "提交日期"],
  ])("by blanking cells of %s.%s", (table, column) => never((seed) => blank(table, column, byChance(seed))));

  test.each(["承担角色", "记录完整"])("in the portfolio, by blanking cells of 服务记录.%s", (column) => never((seed) => blank("服务记录", column, byChance(seed)), (rule) => rule === "SZ14-practice-portfolio"));
});

// ---- rows that nobody can place

const READ_LOGS: Record<Generated["policy"], readonly string[]> = { "shenzhen-2010": LOG_TABLES, "xpcc-2017": ["督导记录"] };
const DATES: Record<string, string> = { 服务记录: "日期", 督导记录: "督导日期", 履职记录: "日期" };
const atBest = (verdict: Verdict, limit: Verdict): boolean => VERDICTS.indexOf(verdict) <= VERDICTS.indexOf(limit);

/** Whose a row is: its agency cell's, else the only one's; null where that is not for this test to say. */
function agencyOfRow(report: Report, header: readonly string[], row: readonly string[]): string | null {
  const names = report.agencies.map(({ name }) => name);
  const told = (row[header.indexOf("机构")] ?? "").trim();
  if (told !== "") return names.includes(told) ? told : null;
  return names.length === 1 ? names[0] ?? null : null;
}

function leavesOpen(columns: (log: string) => readonly string[], logs: readonly string[]): Promise<void> {
  return fc.assert(fc.asyncProperty(SEEDS, async (seed) => {
    const { made, report: before } = handedIn(seed);
    const log = shuffled(READ_LOGS[made.policy].filter((name) => logs.includes(name) && made.tables[name] !== undefined), seeded(seed))[0];
    if (log === undefined) return;
    const [header = [], ...rows] = made.tables[log] ?? [];
    const report = await before;
    const date = header.indexOf(DATES[log] ?? "");
    const row = shuffled(rows, seeded(seed)).find((each) => /^\d{4}-\d\d-\d\d$/.test(each[date] ?? "") && (each[date] ?? "") <= made.asOf && agencyOfRow(report, header, each) !== null);
    if (row === undefined) return;
    const gone = columns(log).map((column) => header.indexOf(column)).filter((at) => at >= 0);
    const tables = { ...made.tables, [log]: [header, ...rows].map((each) => (each === row ? row.map((cell, i) => (gone.includes(i) ? "" : cell)) : each)) };
    const after = await audited({ ...made, tables });
    const agency = after.agencies.find(({ name }) => name === agencyOfRow(report, header, row));
    const context = JSON.stringify({ ...made, log, row, gone });
    expect(agency, context).toBeDefined();
    if (agency) expect(atBest(agency.verdict, "incomplete"), context).toBe(true);
  }), RUNS);
}

describe("an agency is incomplete at best", () => {
  test("when a row of a log has lost its date", () => leavesOpen((log) => [DATES[log] ?? ""], LOG_TABLES));
  test("when a service record has lost its worker's name and number", () => leavesOpen(() => ["社工姓名", "工号"], ["服务记录"]));
});

// ---- what holds of every report

/** The published schema; until there is one, what zod makes of the same source. */
function publishedSchema(): object {
  const file = path.resolve(import.meta.dirname, "../../schema/report.schema.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) as object : z.toJSONSchema(reportSchema) as object;
}

describe("every report", () => {
  const validate = new Ajv2020({ strict: false, allErrors: false }).compile(publishedSchema());

  const each = (look: (report: Report, made: Generated) => void): Promise<void> => fc.assert(fc.asyncProperty(SEEDS, async (seed) => {
    const { made, report } = handedIn(seed);
    look(await report, made);
  }), RUNS);
  const everyResult = (look: (result: Result, title: string) => void): Promise<void> => each(({ agencies }, made) => {
    for (const result of agencies.flatMap(({ results }) => results)) look(result, JSON.stringify({ result, made }));
  });

  test("is what its schemas say", () => each((report, made) => {
    const parsed = reportSchema.safeParse(report);
    expect(parsed.error?.issues ?? [], JSON.stringify(made)).toEqual([]);
    const plain: unknown = JSON.parse(JSON.stringify(report));
    expect(validate(plain) ? [] : validate.errors, JSON.stringify(made)).toEqual([]);
    expect(plain).toEqual(report);
  }));

  test("has no verdict better than its worst result and data issue", () => each(({ agencies, dataIssues }, made) => {
    for (const { name, verdict, verdictByPolicy, results } of agencies) {
      const has = (status: Result["status"], severity: Result["severity"]): boolean => results.some((result) => result.status === status && result.severity === severity);
      const context = `${name}: ${JSON.stringify(made)}`;
      if (has("fail", "error")) expect(verdict, context).toBe("non-compliant");
      else expect(verdict, context).not.toBe("non-compliant");
      const open = has("not-assessed", "error") || dataIssues.some(({ severity, agency }) => severity === "error" && (agency === null || agency === name));
      if (open) expect(atBest(verdict, "incomplete"), context).toBe(true);
      if (has("pending", "error")) expect(atBest(verdict, "pending"), context).toBe(true);
      if (has("fail", "warning")) expect(atBest(verdict, "compliant-with-findings"), context).toBe(true);
      expect(VERDICTS.find((each) => Object.values(verdictByPolicy).includes(each)), context).toBe(verdict);
    }
  }));

  test("says of each open result what would decide it, and of no other", () => everyResult(({ status, unknown }, title) => {
    if (status === "not-assessed") expect(unknown?.needs.length ?? 0, title).toBeGreaterThan(0);
    else expect(unknown, title).toBeNull();
  }));

  test("shows why a result fails: a place, or a number observed", () => everyResult(({ status, evidence, observed, remedy }, title) => {
    if (status !== "fail") return;
    expect(evidence.length + Object.values(observed).filter((value) => value !== null).length, title).toBeGreaterThan(0);
    expect(remedy, title).not.toBeNull();
  }));

  test("leaves no sentence unfilled", () => everyResult(({ message, remedy, interpretation }, title) => {
    for (const text of [message.zh, message.en, remedy?.zh ?? "–", remedy?.en ?? "–", ...interpretation.flatMap(({ why }) => [why.zh, why.en])]) {
      expect(text, title).not.toBe("");
      expect(text, title).not.toMatch(/\{\w+\}|undefined|\[object|NaN/);
    }
  }));

  test("has one result for every rule and subject", () => each(({ agencies }, made) => {
    const keys = agencies.flatMap(({ results }) => results).map(({ rule, subject }) => JSON.stringify([rule, subject.agency, "key" in subject ? subject.key : null]));
    expect(keys.length - new Set(keys).size, JSON.stringify(made)).toBe(0);
  }));

  test("counts what it lists", () => each(({ agencies, summary, dataIssueTotals, inputs }, made) => {
    const results = agencies.flatMap((agency) => agency.results);
    for (const [status, n] of Object.entries(summary.results)) expect(results.filter((result) => result.status === status).length, JSON.stringify(made)).toBe(n);
    for (const [verdict, n] of Object.entries(summary.verdicts)) expect(agencies.filter((agency) => agency.verdict === verdict).length).toBe(n);
    for (const [severity, n] of Object.entries(summary.dataIssues)) expect(dataIssueTotals.filter((one) => one.severity === severity).reduce((sum, { total }) => sum + total, 0)).toBe(n);
    for (const { tables } of inputs) for (const { rows, used, unused } of tables) expect(used + unused).toBe(rows);
  }));
});
