import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import type { Report, Result } from "../../src/model/report.ts";
import { LANGUAGES } from "../../src/model/text.ts";
import { ENDINGS, type Format } from "../../src/report/index.ts";
import { bytesOf, fixedReport } from "../support/rendered.ts";

/** CSV, Markdown, JUnit and SARIF: what each promises, and what it looks like. */

const GOLDEN = path.join(import.meta.dirname, "golden");
const MADE = ["csv", "markdown", "junit", "sarif"] as const satisfies readonly Format[];
const text = async (format: Format, report: Report, language: "zh" | "en" = "zh"): Promise<string> => (await bytesOf(format, report, language)).toString("utf8");
const results = (report: Report): Result[] => report.agencies.flatMap((agency) => agency.results);
/** The report with its first failure changed. */
const changed = (change: (result: Result) => Partial<Result>): Report => {
  const report = fixedReport();
  return { ...report, agencies: report.agencies.map((agency) => ({ ...agency, results: agency.results.map((result) => ({ ...result, ...change(result) })) })) };
};

describe("golden files (UPDATE=1 npx vitest run test/report writes them anew)", () => {
  test.each(MADE.flatMap((format) => LANGUAGES.map((language) => [format, language] as const)))("%s in %s", async (format, language) => {
    const ending = Object.keys(ENDINGS).find((each) => ENDINGS[each] === format) ?? "";
    const file = path.join(GOLDEN, `report.${language}${ending}`);
    const now = await text(format, fixedReport(), language);
    if (process.env["UPDATE"] === "1") { mkdirSync(GOLDEN, { recursive: true }); writeFileSync(file, now); }
    expect(now).toBe(readFileSync(file, "utf8"));
  });
});

describe("CSV", () => {
  const rowsOf = async (report: Report): Promise<string[][]> => parse((await text("csv", report)).slice(1));
  test("begins with the mark of UTF-8, ends its lines with CRLF, and has a row for each result", async () => {
    const csv = await text("csv", fixedReport());
    expect(csv.startsWith("\ufeff机构,")).toBe(true);
    expect(csv.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    const rows = await rowsOf(fixedReport());
    expect(rows).toHaveLength(1 + results(fixedReport()).length);
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
  });
  test.each(["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", " =1", "＝1", "\u200b=1"])("takes no text for a formula: %j", async (evil) => {
    const rows = await rowsOf(changed(({ subject, message }) => ({ subject: { ...subject, agency: evil, ...(subject.type === "person" ? { name: evil } : {}) }, message: { ...message, zh: evil } })));
    for (const row of rows.slice(1)) for (const cell of row) expect(cell.trimStart()).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
    expect(rows.slice(1).some((row) => row.some((cell) => cell.startsWith("'")))).toBe(true);
  });
  test("leaves numbers numbers", async () => {
    const [head = [], ...rows] = await rowsOf(fixedReport());
    const at = head.indexOf("依据处数");
    expect(rows.map((row) => Number(row[at]))).toEqual(results(fixedReport()).map(({ evidence, evidenceTotal }) => evidenceTotal ?? evidence.length));
  });
});

describe("Markdown", () => {
  test("the tables keep their columns whatever stands in them", async () => {
    const markdown = await text("markdown", changed(({ message }) => ({ message: { zh: `${message.zh} | a \\| b\n| c`, en: "" } })));
    for (const block of markdown.split("\n\n").filter((each) => each.startsWith("|"))) expect(new Set(block.trim().split("\n").map((line) => line.replace(/\\\\/g, "").replace(/\\\|/g, "").split("|").length)).size).toBe(1);
  });
  test("no data becomes HTML, a link, a heading or a list", async () => {
    const markdown = await text("markdown", changed(() => ({ message: { zh: "<img src=x> [a](http://b) # c\n- d\n1. e **f** `g` &lt;", en: "" } })));
    expect(markdown).not.toMatch(/(?<!\\)<img|(?<!\\)\[a\]|http:\/\/|^\s*- d|(?<!\\)\*\*f|(?<!\\)`g/m);
  });
});

describe("JUnit", () => {
  /** Well-formed XML, as far as tags, attributes, entities and characters go; returns the elements by their names. */
  function elementsOf(xml: string): Map<string, Record<string, string>[]> {
    const found = new Map<string, Record<string, string>[]>();
    const open: string[] = [];
    expect(xml.replace(/[\t\n\r]/g, "")).not.toMatch(/[\p{Cc}\p{Cs}\ufffe\uffff]/u);
    const rest = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>/, "").replace(/<(\/?)([a-z-]+)((?: [a-z]+="[^"<]*")*)(\/?)>/gi, (_, closes: string, name: string, attributes: string, empty: string) => {
      if (closes) expect(open.pop()).toBe(name);
      else {
        if (!empty) open.push(name);
        found.set(name, [...found.get(name) ?? [], Object.fromEntries([...attributes.matchAll(/ ([a-z]+)="([^"]*)"/gi)].map(([, key = "", value = ""]) => [key, value]))]);
      }
      return "";
    });
    expect(open).toEqual([]);
    expect(rest).not.toMatch(/[<>]|&(?!(?:amp|lt|gt|quot|#10);)/);
    return found;
  }
  test.each(["甲", `<&>"']]>`, "\u0000\u0008\u001b\ufffe\ud800乙", "𠮷"])("is well-formed whatever the names: %j", async (name) => {
    const report = changed(({ subject, message }) => ({ subject: { ...subject, agency: name, ...(subject.type === "person" ? { name } : {}) }, message: { zh: `${name}${message.zh}`, en: name } }));
    elementsOf(await text("junit", { ...report, agencies: report.agencies.map((agency) => ({ ...agency, name })) }));
  });
  test("an agency is a suite, a result a case; its numbers are those of the report", async () => {
    const report = fixedReport();
    const elements = elementsOf(await text("junit", report));
    const count = (status: Result["status"]): number => results(report).filter((result) => result.status === status).length;
    expect(elements.get("testsuite")?.map(({ name }) => name)).toEqual(report.agencies.map(({ name }) => name));
    expect(elements.get("testcase")).toHaveLength(results(report).length);
    expect(elements.get("failure")).toHaveLength(count("fail"));
    expect(elements.get("skipped")).toHaveLength(results(report).length - count("fail") - count("pass"));
    expect(elements.get("testsuites")?.[0]).toMatchObject({ tests: String(results(report).length), failures: String(count("fail")), errors: "0" });
  });
  test.each(["incomplete", "nothing-to-judge"] as const)("an agency that is %s has an error, though nothing failed", async (verdict) => {
    const report = fixedReport();
    const elements = elementsOf(await text("junit", { ...report, agencies: report.agencies.map((agency) => ({ ...agency, verdict, results: agency.results.filter(({ status }) => status !== "fail") })) }));
    expect(elements.get("error")?.map(({ type }) => type)).toEqual(report.agencies.map(() => verdict));
  });
});

describe("JSON", () => {
  const many = (results: readonly Result[], n: number): Result[] => Array.from({ length: n }, (_, i) => results[i % results.length] as Result);
  const withResults = (n: number): Report => ({ ...fixedReport(), agencies: fixedReport().agencies.map((agency) => ({ ...agency, results: many(agency.results, n) })) });
  test.each<[string, () => Report]>([
    ["the fixed report", fixedReport], ["no agency", () => ({ ...fixedReport(), agencies: [] })], ...[0, 1, 32, 33, 200].map((n): [string, () => Report] => [`${n} results an agency`, () => withResults(n)]),
    ["texts that look like its own lines", () => changed(() => ({ clauseText: '\n      "results": []\n  "agencies": []' }))],
  ])("written piece by piece, %s is what JSON.stringify gives of the whole", async (_, make) => {
    expect(await text("json", make())).toBe(`${JSON.stringify(make(), null, 2)}\n`);
  });
});

describe("SARIF", () => {
  const schema = JSON.parse(readFileSync(path.join(import.meta.dirname, "..", "fixtures", "sarif", "sarif-schema-2.1.0.json"), "utf8")) as object;
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
  interface Log { runs: { tool: { driver: { rules: { id: string; help: { text: string } }[] } }; results: { ruleId: string; ruleIndex: number; kind: string; level: string; suppressions?: unknown[]; locations?: { physicalLocation: { artifactLocation: { uri: string; index?: number }; region?: { startLine: number; startColumn?: number } }; logicalLocations?: { name: string }[] }[] }[]; artifacts: { location: { uri: string } }[] }[] }
  const runOf = async (report: Report): Promise<Log["runs"][number]> => (JSON.parse(await text("sarif", report)) as Log).runs[0] ?? expect.unreachable();

  test.each<[string, () => Report]>([
    ["the fixed report", fixedReport], ["a report of nobody", () => ({ ...fixedReport(), agencies: [], inputs: [], dataIssues: [] })], ["names of files that are addresses", () => JSON.parse(JSON.stringify(fixedReport()).replaceAll("花名册.csv", "http://甲:乙/?x#y z\\\\.csv")) as Report],
    ["rows that are none", () => changed(({ evidence }) => ({ evidence: evidence.map((cell) => ({ ...cell, row: 0, column: null })) }))], ["the time of the run", () => ({ ...fixedReport(), generatedAt: "2010-12-01T09:00:00+08:00" })],
  ])("%s is valid by the standard's schema", async (_, make) => {
    expect(validate(JSON.parse(await text("sarif", make()))), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
  });
  test("a log with a wrong kind is not", async () => {
    expect(validate(JSON.parse((await text("sarif", fixedReport())).replace('"kind":"open"', '"kind":"maybe"')))).toBe(false);
  });
  test("kinds are the standard's, only failures have a level, waived ones are suppressed", async () => {
    const run = await runOf(fixedReport());
    const kinds = { "pass": "pass", "fail": "fail", "waived": "fail", "pending": "open", "not-assessed": "open", "not-applicable": "notApplicable" };
    expect(run.results.map(({ ruleId, kind }) => [ruleId, kind])).toEqual(results(fixedReport()).map(({ rule, status }) => [rule, kinds[status]]));
    for (const { kind, level } of run.results) expect(level === "none").toBe(kind !== "fail");
    expect(run.results.filter(({ suppressions }) => suppressions !== undefined)).toHaveLength(results(fixedReport()).filter(({ waiver }) => waiver !== null).length);
    expect(run.results.every(({ ruleId, ruleIndex }) => run.tool.driver.rules[ruleIndex]?.id === ruleId)).toBe(true);
    expect(run.tool.driver.rules.every(({ help }) => help.text.length > 20)).toBe(true);
  });
  test("a cell is a line and a column of an artifact, its sheet a logical location", async () => {
    const report = changed(() => ({ status: "fail", evidence: [{ path: "夹/名 册.xlsx", sheet: "表", row: 12, column: "AB", field: "role", value: "x" }] }));
    const [result] = (await runOf(report)).results;
    expect(result?.locations).toMatchObject([{ physicalLocation: { artifactLocation: { uri: "%E5%A4%B9/%E5%90%8D%20%E5%86%8C.xlsx" }, region: { startLine: 12, startColumn: 28 } }, logicalLocations: [{ name: "表" }] }]);
    const run = await runOf(fixedReport());
    for (const { physicalLocation: { artifactLocation: { uri, index } } } of run.results.flatMap(({ locations = [] }) => locations)) if (index !== undefined) expect(run.artifacts[index]?.location.uri).toBe(uri);
  });
});
