import ExcelJS from "exceljs";
import fc from "fast-check";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { columnLetter } from "../../src/read/raw.ts";
import type { Report } from "../../src/model/report.ts";
import { auditFiles, csvOf, inFolder, type Grid } from "../support/submission.ts";

/**
 * Nothing is silent: of every table the rows are used or not, those skipped are counted by their reason, and of each row every fault
 * is said at its place, not only the first. Files with titles, footers, examples, blank rows and pages are made together with what
 * must be said of them.
 */

/** A cell that is wrong: what stands in it, what is said of it, and whether the row is then left out. */
interface Fault { column: string; cell: string; code: string; out: boolean }
interface TableSpec { name: string; header: readonly string[]; good: (i: number) => readonly string[]; count: string; faults: readonly Fault[] }

const bad = (column: string, code: string, out: boolean, ...cells: string[]): Fault[] => cells.map((cell) => ({ column, cell, code, out }));
const two = (n: number): string => String(n).padStart(2, "0");

const ROSTER: TableSpec = {
  name: "花名册", header: ["序号", "机构", "姓名", "岗位", "职业资格", "入职日期", "上岗日期", "备注"], count: "岗位",
  good: (i) => [String(i), "启明社工服务中心", `同工${String.fromCodePoint(0x4e01 + i)}`, "一线社工", "助理社会工作师", "2009-03-01", "", "新来\n两行"],
  faults: [...bad("姓名", "missing-name", true, "", "—"), ...bad("岗位", "unknown-role", false, "督导员", ""), ...bad("职业资格", "unknown-qualification", false, "社工证"), ...bad("入职日期", "bad-date", false, "不详", "2010-02-30"), ...bad("上岗日期", "bad-date", false, "去年")],
};
const dates = (column: string, ...more: string[]): Fault[] => [...bad(column, "bad-date", true, "", "不详", ...more), ...bad(column, "future-date", true, "2011-05-01")];
const LOGS: readonly TableSpec[] = [
  {
    name: "服务记录", header: ["序号", "日期", "社工姓名", "服务类型", "服务编号", "节数(半天)", "提交日期", "审阅日期", "备注"], count: "节数(半天)",
    good: (i) => [String(i), `2010-11-${two(1 + (i % 28))}`, "张三", "个案", `C${i}`, "1", "2010-11-29", "2010-11-30", "a\nb"],
    faults: [...dates("日期", "2010年3月"), ...bad("社工姓名", "missing-name", true, ""), ...bad("社工姓名", "unknown-person", true, "没有这人"), ...bad("节数(半天)", "bad-number", true, "半天？"), ...bad("提交日期", "bad-date", false, "待交"), ...bad("审阅日期", "bad-date", false, "未审")],
  },
  {
    name: "督导记录", header: ["序号", "督导日期", "督导者", "督导职级", "督导对象", "督导形式", "记录完成日期"], count: "督导形式",
    good: (i) => [String(i), `2010-11-${two(1 + (i % 28))}`, "欧阳明", "", "张三", "个人", "2010-11-29"],
    faults: [...dates("督导日期"), ...bad("督导者", "unknown-supervisor", false, "陌生人"), ...bad("督导对象", "unknown-person", false, "没有这人"), ...bad("督导形式", "unknown-value", false, "谈心"), ...bad("记录完成日期", "bad-date", false, "待补")],
  },
  {
    name: "履职记录", header: ["序号", "日期", "姓名", "履职类型", "内容"], count: "履职类型",
    good: (i) => [String(i), `2010-11-${two(1 + (i % 28))}`, "欧阳明", "培训", "新人培训"],
    faults: [...dates("日期"), ...bad("姓名", "missing-name", true, ""), ...bad("姓名", "unknown-person", true, "没有这人"), ...bad("履职类型", "unknown-value", true, "开会", "")],
  },
];

type Item = { is: "row"; faults: readonly Fault[]; ragged: boolean } | { is: "blank" | "example" | "footer" | "header" | "title" };

/** A table as it lies in its file, and what must be said of it. */
interface Made { name: string; grid: Grid; rows: number; unused: number; skipped: Record<string, number>; said: string[] }

/** Faults of different columns, in the order of the columns. */
const faultsOf = ({ faults, header }: TableSpec): fc.Arbitrary<readonly Fault[]> =>
  fc.uniqueArray(fc.constantFrom(...faults), { selector: ({ column }) => column, maxLength: 4 }).map((list) => [...list].sort((a, b) => header.indexOf(a.column) - header.indexOf(b.column)));

const itemOf = (spec: TableSpec): fc.Arbitrary<Item> => fc.oneof(
  { weight: 3, arbitrary: fc.constant<Item>({ is: "row", faults: [], ragged: false }) },
  { weight: 4, arbitrary: fc.record({ is: fc.constant("row" as const), faults: faultsOf(spec), ragged: fc.boolean() }) },
  { weight: 3, arbitrary: fc.constantFrom<Item>({ is: "blank" }, { is: "example" }, { is: "footer" }, { is: "header" }, { is: "title" }) },
);

const tableOf = (spec: TableSpec, first: Grid): fc.Arbitrary<Made> =>
  fc.record({ titles: fc.constantFrom<Grid>([], [["启明社工服务中心"]], [["启明社工服务中心"], [], ["填报：王芳", "", "单位：节"]]), items: fc.array(itemOf(spec), { minLength: 1, maxLength: 14 }) }).map(({ titles, items }) => made(spec, titles, first, items));

function made(spec: TableSpec, titles: Grid, first: Grid, items: readonly Item[]): Made {
  const grid: string[][] = [...titles, spec.header, ...first].map((row) => [...row]);
  const out: Made = { name: spec.name, grid, rows: first.length, unused: 0, skipped: {}, said: [] };
  const at = (column: string): number => spec.header.indexOf(column);
  const skip = (reason: string): void => { out.skipped[reason] = (out.skipped[reason] ?? 0) + 1; };
  items.forEach((item, i) => {
    const row = [...spec.good(i + 10)];
    switch (item.is) {
      case "blank": grid.push(i % 2 === 0 ? [] : row.map(() => "")); return;
      case "example": row[0] = "例"; skip("example"); break;
      case "footer": row.fill(""); row[0] = "合计"; row[at(spec.count)] = "9"; skip("footer"); break;
      case "header": row.splice(0, row.length, ...spec.header); skip("repeated-header"); break;
      // Without a title above it, a page begins with its header.
      case "title": row.splice(0, row.length, ...(titles[0] ?? spec.header)); if (titles.length > 0 && !readsFirst(spec)) { grid.push(row); return; } skip("repeated-header"); break;
      case "row": {
        const place = (column: string): string => `${columnLetter(at(column))}${grid.length + 1}`;
        for (const { column, cell } of item.faults) row[at(column)] = cell;
        const future = item.faults.filter(({ code }) => code === "future-date");
        // Of a row after the day of the audit nothing else is said.
        for (const { code, column } of future.length > 0 ? future : item.faults) out.said.push(`${code} ${place(column)}`);
        if (item.ragged) { row.push("多出的"); out.said.push(`ragged-row ${grid.length + 1}`); }
        out.rows += 1;
        if (item.faults.some((fault) => fault.out)) out.unused += 1;
      }
    }
    grid.push(row);
  });
  return out;
}

/** Whether the first column is read; a title that stands only in one that is not makes a blank row. */
const readsFirst = ({ header }: TableSpec): boolean => header[0] !== "序号";

const PEOPLE: Grid = [["1", "启明社工服务中心", "欧阳明", "见习督导", "社会工作师", "2007-03-01", "2009-03-01", ""], ["2", "启明社工服务中心", "张三", "一线社工", "助理社会工作师", "2009-03-01", "", ""]];
/** A row that is used, so that the table is not empty. */
const firstOf = (spec: TableSpec): Grid => [spec.good(1).map((cell) => cell.replace(/\n/g, ""))];

const SUBMISSION = fc.record({ roster: tableOf(ROSTER, PEOPLE), logs: fc.tuple(...LOGS.map((spec) => tableOf(spec, firstOf(spec)))), workbook: fc.boolean() });

async function audited(tables: readonly Made[], workbook: boolean): Promise<Report> {
  return inFolder(async (folder) => {
    const files = workbook ? ["材料.xlsx"] : tables.map(({ name }) => `${name}.csv`);
    if (workbook) {
      const book = new ExcelJS.Workbook();
      for (const { name, grid } of tables) book.addWorksheet(name).addRows(grid.map((row) => row.map((cell) => (cell === "" ? null : cell))));
      writeFileSync(path.join(folder, "材料.xlsx"), new Uint8Array(await book.xlsx.writeBuffer()));
    } else for (const { name, grid } of tables) writeFileSync(path.join(folder, `${name}.csv`), csvOf(grid));
    return auditFiles(files.map((file) => path.join(folder, file)), folder, { policies: ["shenzhen-2010"], asOf: "2010-11-30" });
  });
}

test("rows are used or not, those skipped are counted apart, and every fault of every row is said", () => fc.assert(fc.asyncProperty(SUBMISSION, async ({ roster, logs, workbook }) => {
  const tables = [roster, ...logs];
  const report = await audited(tables, workbook);
  const read = new Map(report.inputs.flatMap(({ path: file, tables: found }) => found.map((table) => [table.sheet ?? file.replace(".csv", ""), table])));
  for (const { name, rows, unused, skipped, said } of tables) {
    const table = read.get(name);
    expect({ rows: table?.rows, used: table?.used, unused: table?.unused, skipped: table?.skipped, skippedRows: table?.skippedRows }, name).toEqual({ rows, used: rows - unused, unused, skipped, skippedRows: Object.values(skipped).reduce((sum, n) => sum + n, 0) });
    const issues = report.dataIssues.filter(({ code, location }) => (location?.sheet ?? location?.path.replace(".csv", "")) === name && location?.row !== null && code !== "DATA-log-ends-early");
    expect(issues.map(({ code, location }) => `${code.slice(5)} ${location?.column ?? ""}${location?.row ?? ""}`).sort(), name).toEqual([...said].sort());
  }
}), { seed: 20101130, numRuns: 40, endOnFailure: true }), 30_000);
