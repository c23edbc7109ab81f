import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import exceljs, { type CellHyperlinkValue, type Workbook } from "exceljs";
import type { Report } from "../../src/model/report.ts";
import { LANGUAGES, type Language } from "../../src/model/text.ts";
import { hege } from "../support/cli.ts";
import { BROKEN } from "../support/small-submission.ts";
import { workbook } from "../../src/report/xlsx/writer.ts";
import type { Chunks } from "../../src/report/index.ts";
import { selfCheckIn } from "../../src/report/self-check/index.ts";
import { sampleReport } from "../support/pages.ts";
import { bytesOf, fixedReport } from "../support/rendered.ts";
import { inFolder, writeTables } from "../support/submission.ts";
import { isMissing, toolPath } from "../support/tools.ts";

/** The report as a workbook, read back. What every format keeps to: contract.test.ts. */

async function bookOf(report: Report, language: Language = "zh"): Promise<Workbook> {
  const book = new exceljs.Workbook();
  await book.xlsx.load((await bytesOf("xlsx", report, language)) as unknown as ArrayBuffer);
  return book;
}

const sheet = (book: Workbook, name: string) => { const found = book.getWorksheet(name); if (!found) throw new Error(`no sheet ${name}`); return found; };
const rowsOf = (book: Workbook, name: string): string[][] => {
  const rows: string[][] = [];
  sheet(book, name).eachRow((row) => { rows.push((row.values as unknown[]).slice(1).map((value) => (typeof value === "object" && value !== null && "text" in value ? String(value.text) : value instanceof Date ? value.toISOString().slice(0, 10) : String(value ?? "")))); });
  return rows;
};

const withAll = (report: Report, change: (text: string) => string): Report => JSON.parse(change(JSON.stringify(report))) as Report;

describe("the workbook", () => {
  test("has its sheets, in both languages", async () => {
    expect((await bookOf(fixedReport())).worksheets.map(({ name }) => name)).toEqual(["总览", "问题台账", "全部结果", "全部证据", "数据问题", "输入文件"]);
    expect((await bookOf(fixedReport(), "en")).worksheets.map(({ name }) => name)).toEqual(["Overview", "Ledger", "All results", "Evidence", "Data issues", "Inputs"]);
  });

  test("the ledger lists every failure, with room to fill in, and can be read back", async () => {
    const report = fixedReport();
    const book = await bookOf(report);
    const ledger = sheet(book, "问题台账");
    const [head, ...rows] = rowsOf(book, "问题台账");
    expect(head).toEqual(["序号", "机构", "条款", "问题", "涉及人员", "位置", "整改要求", "整改措施", "整改期限", "责任人", "佐证材料", "整改状态", "规则", "对象编号"]);
    const failures = report.agencies.flatMap(({ results }) => results).filter(({ status }) => status === "fail");
    expect(rows.map((row) => [row[3], row[12]])).toEqual(failures.map(({ message, rule }) => [message.zh, rule]));
    expect(rows.map((row) => row[0])).toEqual(failures.map((_, i) => String(i + 1)));
    expect([ledger.getColumn(13).hidden, ledger.getColumn(14).hidden, ledger.getColumn(12).hidden]).toEqual([true, true, false]);
    expect(ledger.getCell("L2").dataValidation).toMatchObject({ type: "list", formulae: ['"已整改,正在整改,未整改"'] });
    expect(ledger.views[0]).toMatchObject({ state: "frozen", ySplit: 1 });
    expect(ledger.autoFilter).toBeTruthy();
  });

  test("numbers are numbers, days are days, and places lead to their files", async () => {
    const report = fixedReport();
    const book = await bookOf(report);
    const evidence = sheet(book, "全部证据");
    const cells = report.agencies.flatMap(({ results }) => results).flatMap((result) => result.evidence);
    expect(rowsOf(book, "全部证据").slice(1).filter((row) => row[7] !== undefined).length).toBeGreaterThanOrEqual(cells.length);
    expect(typeof evidence.getCell("H2").value).toBe("number");
    const first = cells.find(({ row }) => row !== null);
    expect((evidence.getCell("F2").value as CellHyperlinkValue).hyperlink).toContain(encodeURIComponent(first?.path.split("/").at(-1) ?? ""));
    const days = rowsOf(book, "全部证据").flat().filter((text) => /^\d{4}-\d\d-\d\d$/.test(text));
    expect(days.length).toBe(cells.filter(({ value }) => /^\d{4}-\d\d-\d\d$/.test(value ?? "")).length);
  });

  test("names that begin like formulas stay texts", async () => {
    const book = await bookOf(withAll(fixedReport(), (text) => text.replaceAll("启明社工服务中心", "=HYPERLINK(1)").replaceAll("欧阳明", "+cmd|1")));
    book.eachSheet((each) => { each.eachRow((row) => { row.eachCell((cell) => { expect(cell.formula, `${each.name} ${cell.address}`).toBeUndefined(); }); }); });
    expect(rowsOf(book, "总览").flat()).toContain("=HYPERLINK(1)");
  });

  test("a text longer than a cell is cut with a sign of it", async () => {
    const long = "长".repeat(40_000);
    const book = await bookOf(withAll(fixedReport(), (text) => text.replaceAll("欧阳明", long)));
    const longest = Math.max(...rowsOf(book, "全部结果").flat().map((text) => text.length));
    expect(longest).toBe(32_767);
  });

  test("paths of other places are no links", async () => {
    const book = await bookOf(withAll(fixedReport(), (text) => text.replaceAll(/"path":"[^"]*"/g, '"path":"/home/somebody/花名册.csv"')));
    expect(typeof sheet(book, "输入文件").getCell("A2").value).toBe("string");
  });
});

test.each(LANGUAGES)("its cells are what they were, %s (UPDATE=1 writes them anew)", async (language) => {
  const book = await bookOf(fixedReport(), language);
  const text = book.worksheets.map(({ name }) => `== ${name}\n${rowsOf(book, name).map((row) => row.map((cell) => (cell ?? "").replaceAll("\n", "⏎")).join(" | ").trimEnd()).join("\n")}\n`).join("\n");
  const golden = path.join(import.meta.dirname, "golden", `report.${language}.xlsx.txt`);
  if (process.env["UPDATE"] === "1") writeFileSync(golden, text);
  expect(text).toBe(readFileSync(golden, "utf8"));
});

test("rows are asked for no faster than the archive is taken: a report of any size is not held packed or unpacked", async () => {
  let asked = 0;
  const rows = function* (): Generator<string[]> {
    // Nothing that packing could make small: more than 30 MB of it.
    for (let seed = 1; asked < 100_000; asked++) yield Array.from({ length: 5 }, () => Array.from({ length: 10 }, () => ((seed = Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0).toString(36)).join(""));
  };
  const columns = Array.from({ length: 5 }, (_, i) => ({ head: String(i), width: 10 }));
  const chunks = workbook([{ name: "1", tab: "FF7F8C8D", columns, rows: rows(), flat: true }], String);
  await chunks.next();
  for (let before = -1; before !== asked;) {
    before = asked;
    await new Promise((resolve) => { setTimeout(resolve, 300); });
  }
  expect(asked).toBeLessThan(100_000);
  await chunks.return(undefined);
});

describe.skipIf(isMissing("libreoffice"))("opened by LibreOffice", () => {
  test.each(LANGUAGES)("and printed: report, self-check sheet, overview of a batch, %s", async (language) => {
    await inFolder(async (folder) => {
      mkdirSync(path.join(folder, "home"));
      const written = async (name: string, chunks: Chunks | null): Promise<string> => {
        const pieces: Uint8Array[] = [];
        for await (const chunk of chunks ?? []) pieces.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
        writeFileSync(path.join(folder, name), Buffer.concat(pieces));
        return path.join(folder, name);
      };
      writeTables(path.join(folder, "in", "超配"), BROKEN);
      await hege(folder, ["batch", "in", "--out", "out", "--policy", "shenzhen-2010", "--as-of", "2010-11-30", "--format", "xlsx", "--lang", language]);
      writeFileSync(path.join(folder, "report.xlsx"), await bytesOf("xlsx", fixedReport(), language));
      const files = [path.join(folder, "report.xlsx"), await written("sheet.xlsx", await selfCheckIn("xlsx", await sampleReport("non-compliant", "2010-12-31"), { language })), path.join(folder, "out", "overview.xlsx")];
      const run = spawnSync(toolPath("libreoffice") ?? "", [`-env:UserInstallation=file://${folder}/home`, "--headless", "--convert-to", "pdf", "--outdir", folder, ...files], { encoding: "utf8", timeout: 90_000 });
      expect(run.stderr).not.toMatch(/error|repair/i);
      expect(readdirSync(folder)).toEqual(expect.arrayContaining(["report.pdf", "sheet.pdf", "overview.pdf"]));
      // One or two pages of paper; English takes more words.
      expect(readFileSync(path.join(folder, "sheet.pdf"), "latin1").match(/\/Type\s*\/Page\b/g)?.length).toBeLessThanOrEqual(language === "zh" ? 2 : 3);
    });
  }, 120_000);
});

test("beside a workbook, which has every row, other formats are as they are alone", async () => {
  await inFolder(async (folder) => {
    const files = writeTables(folder, BROKEN).map((file) => path.relative(folder, file));
    const asked = [...files, "--policy", "shenzhen-2010", "--as-of", "2010-11-30", "--from", "2010-09-01", "--reproducible"];
    await hege(folder, [...asked, "--output", "alone.json"]);
    await hege(folder, [...asked, "--output", "beside.json", "--output", "all.xlsx"]);
    expect(readFileSync(path.join(folder, "beside.json"), "utf8")).toBe(readFileSync(path.join(folder, "alone.json"), "utf8"));
  });
});
