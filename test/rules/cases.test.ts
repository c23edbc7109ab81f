import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Report, Result } from "../../src/model/report.ts";
import { builtIn, crossPolicy } from "../../src/policies/load.ts";
import { readSetting } from "../../src/policies/overrides.ts";
import { TABLES, tableWord } from "../../src/model/table.ts";
import { tableOf } from "../../src/read/tables/index.ts";
import { KINDS } from "../../src/rules/index.ts";
import { readCases, type Expectation, type RuleCase } from "../support/cases.ts";
import { seeded, shuffled } from "../support/random.ts";
import { auditTables, type Tables } from "../support/submission.ts";

/**
 * Every rule kind's cases (src/rules/cases/<kind>.md), each run three times: as written; with rows, columns and tables shuffled;
 * and with each column that the rule does not read taken away. Nothing may change.
 */
const folder = path.join(import.meta.dirname, "..", "..", "src", "rules", "cases");
const files = readdirSync(folder).filter((name) => name.endsWith(".md"));

test("every rule kind has its file of cases, and every file its kind", () => {
  expect(files.map((name) => name.replace(/\.md$/, "")).sort()).toEqual([...KINDS.keys()].sort());
});

for (const file of files) {
  const kind = file.replace(/\.md$/, "");
  const cases = readCases(readFileSync(path.join(folder, file), "utf8"));
  describe(kind, () => {
    test("has a case that passes, one that fails or is otherwise decided, and no two cases of one title", () => {
      expect(cases.length).toBeGreaterThan(1);
      expect(new Set(cases.map(({ title }) => title)).size).toBe(cases.length);
      for (const each of cases) expect(each.expected.length, each.title).toBeGreaterThan(0);
    });
    for (const [i, each] of cases.entries()) {
      test(each.title, async () => { check(await run(each, each.tables), each.expected); });
      test(`${each.title} – shuffled`, async () => { check(await run(each, shuffle(each.tables, i + 1)), each.expected); });
      for (const [name, column] of unreadColumns(each)) {
        test(`${each.title} – without ${name}.${column}`, async () => { check(await run(each, without(each.tables, name, column)), each.expected); });
      }
    }
  });
}

const run = (each: RuleCase, tables: Tables): Promise<Report> => auditTables(tables, {
  policies: [each.policy], asOf: each.asOf, from: each.from, to: each.to, settings: each.settings.map((text) => readSetting(text, "--set")),
});

function check(report: Report, expected: readonly Expectation[]): void {
  for (const { rule, person, status, facts } of expected) {
    const found = report.agencies.flatMap(({ results }) => results).filter((result) => result.rule === rule && isAbout(result, person));
    const title = `${rule}${person === null ? "" : ` ${person}`}`;
    expect(found.map((result) => result.status).join(" + ") || "no-result", title).toBe(status);
    const { severity, say, ...observed } = facts;
    for (const result of found) {
      if (severity !== undefined) expect(result.severity, title).toBe(severity);
      if (say !== undefined) expect(result.message.zh, title).toContain(say);
      expect(result.observed, title).toMatchObject(observed);
      expect(result.message.zh + result.message.en + (result.remedy?.zh ?? "") + (result.remedy?.en ?? ""), title).not.toMatch(/\{\w+\}|undefined|\[object/);
    }
  }
}

/** A person by name, or by employee number; with an agency before a slash where several have one of that name. */
function isAbout({ subject }: Result, person: string | null): boolean {
  if (person === null) return subject.type === "agency";
  const [agency, name] = person.includes("/") ? person.split("/") : [null, person];
  if (agency !== null && agency !== subject.agency) return false;
  return name === "" ? subject.type === "agency" : subject.type === "person" && (subject.name === name || subject.employeeNo === name);
}

function shuffle(tables: Tables, seed: number): Tables {
  const random = seeded(seed);
  return Object.fromEntries(shuffled(Object.entries(tables), random).map(([name, [header = [], ...rows]]) => {
    const order = shuffled(header.map((_, i) => i), random);
    return [name, [header, ...shuffled(rows, random)].map((row) => order.map((i) => row[i] ?? ""))];
  }));
}

const without = (tables: Tables, name: string, column: string): Tables => ({
  ...tables, [name]: (tables[name] ?? []).map((row) => row.filter((_, i) => tables[name]?.[0]?.[i] !== column)),
});

/** Columns that say who somebody is, where they are and in which post: they are read for every rule. */
const ALWAYS = new Set(["agency", "name", "employeeNo", "idNumber", "role", "hireDate", "leaveDate", "status", "roleStart", "previousRole", "date", "worker", "workerNo", "person", "supervisor", "supervisees"]);

function unreadColumns(each: RuleCase): [string, string][] {
  const rules = [...(builtIn(each.policy)?.rules ?? []), ...crossPolicy().rules].filter(({ id }) => each.expected.some(({ rule }) => rule === id));
  return Object.entries(each.tables).flatMap(([name, [header = []]]): [string, string][] => {
    const kind = TABLES.find((table) => tableWord(table).zh === name);
    if (kind === undefined) throw new Error(`case “${each.title}”: no table is called ${name}`);
    // Waivers and decisions are read in every run.
    if (kind === "waivers" || kind === "decisions") return [];
    const { fields, must } = tableOf(kind);
    const needed = new Set([...ALWAYS, ...must.flat()]);
    return header.filter((text) => {
      const field = Object.keys(fields).find((id) => fields[id]?.headers.some((known) => known.replace("~", "") === text));
      if (field === undefined || needed.has(field)) return false;
      return !rules.some(({ kind: id, params }) => ((KINDS.get(id)?.readsFor?.(params as never) ?? KINDS.get(id)?.reads ?? {})[kind] as readonly string[] | undefined)?.includes(field));
    }).map((text): [string, string] => [name, text]);
  });
}
