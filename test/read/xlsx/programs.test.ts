import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { fromIso } from "../../../src/model/day.ts";
import type { RawCell } from "../../../src/read/raw.ts";
import { open, rowsIn } from "./book.ts";

const FOLDER = path.join(import.meta.dirname, "..", "..", "fixtures", "xlsx");
const date = (text: string): RawCell => ({ date: fromIso(text) ?? 0 });

/** What test/fixtures/xlsx/make.mjs wrote; the programs keep all of it, save what is said below. */
const ROSTER: Readonly<Record<number, readonly RawCell[]>> = {
  1: ["启明社工服务中心花名册"],
  3: ["机构", "姓名", "工号", "岗位", "入职日期", "上岗日期", "月工资", "社会保险", "离职日期", "备注", "工时"],
  4: ["启明", "欧阳明", "0007", "见习督导", date("2010-03-01"), date("2010-03-02"), 9000.5, true, null, "两行\n文字", { hours: 4 }],
  5: ["启明", "张三", "0012", "社工", date("2010-03-03"), "2010年3月", 3000, false, null, "a&b <c> \"d\" 'e'", { hours: 12 }],
  6: ["启明", "李四", "0345", "社工", date("2009-12-31"), "至今", -1.25e-7, true, { error: "#N/A" }, "𠮷野家 ☕", { hours: 36 }],
  7: ["南风", "王五", "6789", "社工", date("1999-01-01"), 40238, 1e15, false, null, `长${"文".repeat(400)}`],
};
const NO_VALUE: RawCell = { formula: true };

/** Of the cells, by row and column from 0, what a program did not keep. */
const LOST: Readonly<Record<string, { cells: Readonly<Record<string, RawCell>>; hiddenSheet: boolean }>> = {
  "exceljs.xlsx": { cells: {}, hiddenSheet: true },
  "libreoffice.xlsx": { cells: {}, hiddenSheet: true },
  "gnumeric.xlsx": { cells: {}, hiddenSheet: false },
  "openpyxl.xlsx": { cells: { "5,4": NO_VALUE, "5,6": NO_VALUE, "5,8": NO_VALUE, "6,3": NO_VALUE }, hiddenSheet: true },
};

describe.each(Object.entries(LOST))("a workbook saved as %s", (file, { cells, hiddenSheet }) => {
  it("is read cell by cell as it was written", async () => {
    const tables = await open(readFileSync(path.join(FOLDER, file)));
    expect(tables.map(({ sheet, hidden, hiddenRows, hiddenColumns, date1904 }) => ({ sheet, hidden, hiddenRows, hiddenColumns, date1904 }))).toEqual([
      { sheet: "花名册 & <1>", hidden: false, hiddenRows: 1, hiddenColumns: 1, date1904: false }, { sheet: "服务记录", hidden: false, hiddenRows: 0, hiddenColumns: 0, date1904: false },
      { sheet: "旧表", hidden: hiddenSheet, hiddenRows: 0, hiddenColumns: 0, date1904: false }, { sheet: "空", hidden: false, hiddenRows: 0, hiddenColumns: 0, date1904: false },
    ]);
    const expected = Object.fromEntries(Object.entries(ROSTER).map(([row, values]) => [row, values.map((value, column) => cells[`${row},${column}`] ?? value)]));
    expect(Object.fromEntries(await rowsIn(tables[0]))).toEqual(expected);
    expect([...(await rowsIn(tables[1])).values()]).toEqual([["日期", "社工姓名", "服务类型"], ["2010-03-04", "张三", "个案"], ["2010-03-05", "李四", "小组"]]);
    expect((await rowsIn(tables[3])).size).toBe(0);
  });

  it("can be read again, and of some columns only", async () => {
    const [table] = await open(readFileSync(path.join(FOLDER, file)));
    const all = await rowsIn(table);
    expect(await rowsIn(table)).toEqual(all);
    expect(await rowsIn(table, new Set([1, 3]))).toEqual(all);
  });
});
