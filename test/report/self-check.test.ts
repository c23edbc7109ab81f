import exceljs from "exceljs";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { KINDS } from "../../src/rules/index.ts";
import { LANGUAGES } from "../../src/model/text.ts";
import { MATERIALS } from "../../src/report/self-check/materials.ts";
import { selfCheckSheets } from "../../src/report/self-check/sheet.ts";
import { EXIT, hege } from "../support/cli.ts";
import { HOSTILE, renamed, sampleReport } from "../support/pages.ts";
import { clauseWords } from "../../src/report/words.ts";
import { selfCheckIn } from "../../src/report/self-check/index.ts";
import { OPEN } from "../support/small-submission.ts";
import { inFolder, writeTables } from "../support/submission.ts";

/** The self-check sheet: every clause in order, passes included, and room to write. */

test("what is to be had ready are the tables that the kinds read", () => {
  const read = (kind: string): string[] => Object.keys(KINDS.get(kind)?.reads ?? {}).filter((table) => table !== "roster").sort();
  expect(Object.keys(MATERIALS).sort()).toEqual([...KINDS.keys()].sort());
  for (const [kind, tables] of Object.entries(MATERIALS)) expect([...tables].sort(), kind).toEqual(read(kind));
});

describe("of a report", () => {
  test("every clause of the policy stands in it once, in order; what was not judged is not called kept", async () => {
    const report = await sampleReport("non-compliant", "2010-12-31");
    const [sheet] = selfCheckSheets(report);
    const policy = report.audit.policies.find(({ id }) => id === "shenzhen-2010");
    const coverage = policy?.coverage ?? [];
    const asking = coverage.filter(({ how, by }) => by.length > 0 || how === "checklist");
    const lines = sheet?.lines.filter(({ toFillIn }) => toFillIn) ?? [];
    expect(lines.map(({ clause }) => clause.zh)).toEqual(asking.map(({ clause }) => clauseWords(clause).zh));
    // Those that ask nothing of the agency share lines; each is told in one.
    const muted = sheet?.lines.filter(({ toFillIn }) => !toFillIn) ?? [];
    expect(muted.length).toBeGreaterThan(0);
    for (const { clause, note } of coverage.filter((each) => !asking.includes(each))) {
      expect(muted.filter((line) => line.outcome === null && line.clause.zh.split("、").includes(clauseWords(clause).zh) && line.asks.zh.includes((note?.zh ?? "").replace(/。$/, "")))).toHaveLength(1);
    }
    for (const [i, { how, by }] of asking.entries()) {
      const line = lines[i];
      const statuses = new Set(report.agencies[0]?.results.filter(({ rule }) => by.includes(rule)).map(({ status }) => status));
      if (how === "checklist") expect(line).toMatchObject({ outcome: null, toFillIn: true });
      if (statuses.has("fail")) expect(line?.outcome?.status).toBe("fail");
      else if (statuses.has("not-assessed")) expect(line?.outcome?.status).toBe("not-assessed");
      if (line?.outcome?.status === "pass") expect([...statuses].every((status) => status === "pass" || status === "not-applicable")).toBe(true);
    }
  });

  test("names that mean harm stay text", async () => {
    const report = await sampleReport("compliant");
    for (const name of HOSTILE) {
      const pieces: string[] = [];
      for await (const chunk of await selfCheckIn("html", renamed(report, report.agencies[0]?.name ?? "", name), { language: "zh" })) pieces.push(String(chunk));
      expect(pieces.join("")).not.toMatch(/<script|<img|<svg|\p{Bidi_Control}/u);
    }
  });
});

test.each(LANGUAGES)("--self-check writes a page and a workbook, %s", async (language) => {
  await inFolder(async (folder) => {
    const files = writeTables(folder, OPEN).map((file) => path.relative(folder, file));
    const ran = await hege(folder, [...files, "--policy", "shenzhen-2010", "--as-of", "2010-11-30", "--from", "2010-09-01", "--reproducible", "--lang", language, "--self-check", "sheet.html", "--self-check", "sheet.xlsx"]);
    expect(ran.out, "nothing is printed besides").toBe("");
    expect(ran.code).not.toBe(EXIT.refused);
    const page = readFileSync(path.join(folder, "sheet.html"), "utf8");
    expect(page).toContain(language === "zh" ? "应备材料" : "have ready");
    expect(page).toContain(language === "zh" ? "机构负责人" : "head of the agency");
    expect(page).not.toMatch(/https?:|<script/);
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(path.join(folder, "sheet.xlsx"));
    const [sheet] = book.worksheets;
    expect(sheet?.getCell("A3").value).toBe(language === "zh" ? "条款" : "clause");
    expect(sheet?.getCell("E4").dataValidation.type).toBe("list");
    expect((await hege(folder, [...files, "--policy", "shenzhen-2010", "--as-of", "2010-11-30", "--self-check", "sheet.docx"])).code).toBe(EXIT.refused);
  });
});
