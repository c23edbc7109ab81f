import fc from "fast-check";
import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import { exitCodeOf } from "../../src/model/exit-code.ts";
import type { Report } from "../../src/model/report.ts";
import { byCodePoint } from "../../src/model/text.ts";
import { readSetting } from "../../src/policies/overrides.ts";
import { generate, LOG_TABLES, smallest, type Generated } from "../support/generate.ts";
import { seeded } from "../support/random.ts";
import { auditFiles, inFolder, type Tables } from "../support/submission.ts";
import { shuffledGrid, shuffledTables, splitGrid, writeCsv, writeWorkbook } from "../support/write.ts";

/** Principle 2 of rules.md: rows, columns, sheets and files in any order, in any format, give the same results. */

const SEEDS = fc.noBias(fc.nat(0x7fffffff));
/** A failing submission is made smaller by `smallest`, which knows tables. */
const RUNS = { seed: 20101130, numRuns: 20, endOnFailure: true } as const;

/** Said once for each table or file, so their number follows the number of files. */
const OF_TABLES = new Set(["DATA-unread-sheet", "DATA-empty-table", "DATA-missing-column", "DATA-column-shadowed"]);

/** What may not depend on where things stand: all of a report but its places, and which of several places are shown. */
function withoutPlaces(report: Report) {
  return {
    exit: exitCodeOf(report, { failOn: "error", allowIncomplete: false }),
    exitOnNotice: exitCodeOf(report, { failOn: "notice", allowIncomplete: true }),
    assumptions: report.assumptions.map(({ code, rules }) => ({ code, rules })),
    summary: { ...report.summary, dataIssues: null },
    agencies: report.agencies.map(({ name, verdict, verdictByPolicy, headcount, people, results }) => ({
      name, verdict, verdictByPolicy, headcount, people: [...people].sort((a, b) => byCodePoint(a.key, b.key)),
      results: results.map(({ rule, policy, subject, status, severity, observed, expected, interpretation, waiver, unknown }) => ({
        rule, policy, subject, status, severity, expected, interpretation, waived: waiver && { ...waiver, location: null },
        observed: { ...observed, ...("excluded" in observed ? { excluded: (observed["excluded"] as { reason: string }[]).map(({ reason }) => reason).sort() } : {}) },
        needs: unknown?.needsTotal ?? unknown?.needs.length ?? 0,
      })),
    })),
    issues: report.dataIssueTotals.filter(({ code }) => !OF_TABLES.has(code)),
  };
}

type Handed = ReturnType<typeof withoutPlaces>;
type Write = (folder: string, tables: Tables, random: () => number) => string[] | Promise<string[]>;

/** The submission as it is handed in: one CSV file a table, in the order in which it was made. */
const plainly: Write = (folder, tables) => Object.entries(tables).map(([name, grid]) => writeCsv(folder, name, grid));

const audited = ({ policy, asOf, from, agency, settings, tables }: Generated, write: Write, random: () => number): Promise<Handed> => inFolder(async (folder) =>
  withoutPlaces(await auditFiles(await write(folder, tables, random), folder, { policies: [policy], asOf, from, agency, settings: settings.map((text) => readSetting(text, "--set")), evidence: Infinity })));

/** Every property sees the same submissions, so each is audited once as it was handed in. */
const known = new Map<number, Promise<Handed>>();
function asHandedIn(seed: number, made = generate(seed)): Promise<Handed> {
  const before = known.get(seed) ?? audited(made, plainly, seeded(seed));
  known.set(seed, before);
  return before;
}

function sameAs(write: Write): Promise<void> {
  return fc.assert(fc.asyncProperty(SEEDS, async (seed) => {
    const made = generate(seed);
    const differs = async (tables: Tables): Promise<boolean> =>
      !isDeepStrictEqual(await audited({ ...made, tables }, plainly, seeded(seed)), await audited({ ...made, tables }, write, seeded(seed)));
    if (isDeepStrictEqual(await asHandedIn(seed, made), await audited(made, write, seeded(seed)))) return;
    const tables = await smallest(made.tables, differs);
    const context = JSON.stringify({ ...made, tables });
    expect(await audited({ ...made, tables }, write, seeded(seed)), context).toEqual(await audited({ ...made, tables }, plainly, seeded(seed)));
    expect.fail(`differs, though not any more when made smaller: ${context}`);
  }), RUNS);
}

describe("nothing changes", () => {
  test("when rows, columns and files stand in another order", () => sameAs((folder, tables, random) => plainly(folder, shuffledTables(tables, random), random)));

  test("when the files are workbooks, with dates and numbers as Excel holds them", () => sameAs(async (folder, tables, random) => {
    const files: string[] = [];
    for (const [name, grid] of Object.entries(shuffledTables(tables, random))) files.push(await writeWorkbook(folder, name, { [name]: grid }));
    return files;
  }));

  test("when everything stands in one workbook, its sheets in any order, all of it text", () =>
    sameAs(async (folder, tables, random) => [await writeWorkbook(folder, "报送材料", shuffledTables(tables, random), random() < 0.5)]));

  test("when logs and the roster are split into several files", () => sameAs((folder, tables, random) => {
    const files = Object.entries(tables).flatMap(([name, grid]) => {
      const parts = name === "花名册" || (LOG_TABLES as readonly string[]).includes(name) ? 1 + Math.floor(random() * 3) : 1;
      return parts === 1 ? [writeCsv(folder, name, shuffledGrid(grid, random))] : splitGrid(grid, parts, random).map((part, i) => writeCsv(folder, `${name}${i + 1}`, part));
    });
    return random() < 0.5 ? files.reverse() : files;
  }));

  test("when a log is split over the sheets of a workbook, and another file is a CSV", () => sameAs(async (folder, tables, random) => {
    const { 花名册: roster = [], ...rest } = tables;
    const sheets = Object.fromEntries(Object.entries(rest).flatMap(([name, grid]) => splitGrid(grid, 1 + Math.floor(random() * 3), random).map((part, i) => [`${name}${i + 1}`, part])));
    const book = Object.keys(sheets).length === 0 ? [] : [await writeWorkbook(folder, "记录", sheets)];
    return [...book, writeCsv(folder, "花名册", shuffledGrid(roster, random))];
  }));
});

test("the generator makes what the properties are about", async () => {
  const seen = new Set<string>();
  await fc.assert(fc.asyncProperty(SEEDS, async (seed) => {
    const { exit, agencies, issues } = await asHandedIn(seed);
    seen.add(`exit ${exit}`);
    for (const { verdict, results } of agencies) {
      seen.add(`verdict ${verdict}`);
      for (const { rule, status } of results) seen.add(`${rule} ${status}`);
    }
    for (const { code } of issues) seen.add(code);
  }), RUNS);
  expect(seen).toContain("verdict non-compliant");
  expect(seen).toContain("verdict incomplete");
  for (const rule of ["SZ08-supervisor-ratio", "SZ11-monthly-supervision", "SZ13-frontline-supervision", "SZ14-practice-portfolio", "SZ04-registry"]) {
    for (const status of ["pass", "fail", "not-assessed"]) expect(seen, `${rule} ${status}`).toContain(`${rule} ${status}`);
  }
  for (const status of ["pass", "fail"]) expect(seen).toContain(`SZ17-assistant-workload ${status}`);
  for (const code of ["bad-date", "ambiguous-name", "unknown-person", "duplicate-record", "duplicate-person", "unknown-role", "bad-number", "future-date"]) expect(seen, code).toContain(`DATA-${code}`);
});
