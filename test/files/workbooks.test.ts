import { mkdtempSync, rmSync, mkdirSync, copyFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it, test } from "vitest";
import { check, FILES, fixture, rosterCells, understood } from "./read-files.ts";

/** data.md, section 4, 2 to 5: workbooks by openpyxl, LibreOffice and gnumeric, and by hand. Places are those that Excel shows. */

const PAIR = ["启明社工服务中心: 张三 frontline, 欧阳明 trainee-supervisor"];
const TITLED = ["启明社工服务中心: 张三 frontline <欧阳明>, 李四 unreadable <欧阳明>, 欧阳明 trainee-supervisor"];
const MERGED = ["南风社工服务中心: 孙七 frontline <赵六>, 赵六 trainee-supervisor", "启明社工服务中心: 张三 frontline <欧阳明>, 李四 assistant <欧阳明>, 欧阳明 trainee-supervisor, 王五 frontline <欧阳明>"];
const TWO_ROWS = ["启明社工服务中心: 张三 frontline <欧阳明>, 李四 assistant <欧阳明>, 欧阳明 trainee-supervisor"];

type Case = [file: string, tables: string[], people: string[], issues: string[]];

/** What stands in a file: its tables and issues without the file's name, which stands before each. */
async function isReadAs(folder: string, [file, tables, people, issues]: Case, ...more: string[]): Promise<void> {
  const read = await understood(folder, [file], ...more);
  expect(read.tables).toEqual(tables.map((table) => `${file} ›${table}`));
  expect(read.people).toEqual(people);
  expect(read.issues).toEqual(issues.map((issue) => { const [code = "", place = ""] = issue.split(" "); return `${code} ${file}${place}`; }));
}

describe("titles, headers, merged cells, pages, examples and footers", () => {
  it.each<Case>([
    ["titles.xlsx", ["花名册: roster below 5, 3 of 3 used footer 2"], TITLED, ["unknown-role ›花名册›E9"]],
    ["libreoffice-titles.xlsx", ["花名册: roster below 5, 3 of 3 used footer 2"], TITLED, ["unknown-role ›花名册›E9"]],
    ["two-row-header.xlsx", ["花名册: roster below 3, 3 of 3 used"], TWO_ROWS, ["bad-date ›花名册›F6"]],
    ["libreoffice-two-row-header.xlsx", ["花名册: roster below 3, 3 of 3 used"], TWO_ROWS, ["bad-date ›花名册›F6"]],
    ["merged-down.xlsx", ["花名册: roster below 1, 6 of 6 used"], MERGED, []],
    ["libreoffice-merged-down.xlsx", ["花名册: roster below 1, 6 of 6 used"], MERGED, []],
    ["gnumeric-merged-down.xlsx", ["花名册: roster below 1, 6 of 6 used"], MERGED, []],
    ["covered.xlsx", ["花名册: roster below 1, 3 of 3 used"], ["启明社工服务中心: 张三 frontline <欧阳明>, 李四 assistant <欧阳明>, 欧阳明 trainee-supervisor"], []],
    ["pages.xlsx", ["花名册: roster below 2, 4 of 4 used footer 3 repeated-header 2"], ["启明社工服务中心: 张三 frontline, 李四 assistant, 欧阳明 trainee-supervisor, 王五 frontline"], []],
  ])("%s", async (...given) => isReadAs("layout", given));

  it("every word that an example row or a footer begins with", () =>
    isReadAs("layout", ["examples-footers.xlsx", ["花名册: roster below 1, 3 of 3 used example 6 footer 17"], ["启明社工服务中心: 张三 frontline, 李四 assistant, 欧阳明 trainee-supervisor"], []], "--agency", "启明社工服务中心"));

  it("a log below a title, with blank rows and a hidden column: every fault at its place, and every fault of a row", async () => {
    const read = await understood(".", ["sheets/fields.xlsx", "layout/log-places.xlsx"]);
    expect(read.tables.at(-1)).toBe("layout/log-places.xlsx ›服务记录: services below 3, 1 of 6 used footer 1");
    const at = "layout/log-places.xlsx›服务记录›";
    expect(read.issues).toEqual([`bad-date ${at}B5`, `unknown-person ${at}C7`, `bad-number ${at}E8`, `future-date ${at}B9`, `bad-date ${at}B10`, `missing-name ${at}C10`, `bad-number ${at}E10`]);
  });
});

describe("several sheets", () => {
  const months = ["花名册: roster below 1, 2 of 2 used", ...["9月", "10月", "11月"].map((month) => `${month}: services below 2, 2 of 2 used`)];
  const hidden = (sheets: string[]): string[] => [...sheets.map((sheet) => `unread-sheet ›${sheet}`), "hidden-rows ›花名册"];
  const four = ["启明社工服务中心: 张三 frontline, 李四 assistant, 欧阳明 trainee-supervisor, 王五 frontline"];
  it.each<Case>([
    ["months.xlsx", months, PAIR, []],
    ["libreoffice-months.xlsx", months, PAIR, []],
    ["fields.xlsx", ["青少年领域: roster below 1, 1 of 1 used", "长者领域: roster below 1, 1 of 1 used"], PAIR, []],
    ["agencies.xlsx", ["启明社工服务中心: roster below 1, 2 of 2 used", "南风社工服务中心: roster below 1, 2 of 2 used", "福田区: roster below 2, 1 of 1 used"],
      ["北斗社工服务社: 孙七 trainee-supervisor", "南风社工服务中心: 王五 trainee-supervisor, 赵六 frontline", "启明社工服务中心: 张三 frontline, 欧阳明 trainee-supervisor"], []],
    ["hidden.xlsx", ["花名册: roster below 1, 4 of 4 used"], four, hidden(["去年", "底稿"])],
    ["libreoffice-hidden.xlsx", ["花名册: roster below 1, 4 of 4 used"], four, hidden(["去年", "底稿"])],
    ["libreoffice-charts-comments.xlsx", ["花名册: roster below 1, 2 of 2 used"], PAIR, []],
    ["roster-and-summary.xlsx", ["花名册: roster below 1, 2 of 2 used"], PAIR, ["summary-not-log ›11月月报"]],
  ])("%s", async (...given) => isReadAs("sheets", given));

  it("hidden sheets are read when they are asked for", async () => {
    const read = await understood("sheets", ["hidden.xlsx"], "--hidden-sheets");
    expect(read.tables).toHaveLength(3);
    expect(read.people).toEqual(["启明社工服务中心: 去年的人 frontline, 底稿的人 frontline, 张三 frontline, 李四 assistant, 欧阳明 trainee-supervisor, 王五 frontline"]);
  });

  it("how many rows and columns are hidden is said once", async () => {
    expect((await check("sheets", ["hidden.xlsx"], "--verbose", "--lang", "en")).out).toMatch(/hidden\.xlsx › 花名册: This sheet has 2 hidden rows and 2 hidden columns/);
  });

  it("a monthly summary alone judges nothing", async () => {
    for (const [language, says] of [["zh", /summary-alone\.xlsx 的工作表“月报表”：这是按人汇总的月报表/], ["en", /summary-alone\.xlsx, sheet "月报表": this is a monthly summary/]] as const) {
      const run = await check("sheets", ["summary-alone.xlsx"], "--lang", language);
      expect([run.code, run.out]).toEqual([2, ""]);
      expect(run.err).toMatch(says);
    }
  });
});

describe("cells", () => {
  it("formulas of which no result was saved", () => isReadAs("cells", [
    "formulas-without-results.xlsx", ["花名册: roster below 1, 2 of 3 used"], ["启明社工服务中心: 李四 unreadable, 欧阳明 trainee-supervisor"],
    ["formula-without-value ›花名册›D2", "missing-name ›花名册›B3", ...["C3", "D3", "E3", "F3", "C4", "D4", "E4", "F4"].map((cell) => `formula-without-value ›花名册›${cell}`)],
  ]));

  it("the same formulas once LibreOffice saved their results: errors have a code of their own, and an empty text is blank", async () => {
    await isReadAs("cells", ["libreoffice-formulas.xlsx", ["花名册: roster below 1, 3 of 3 used"], ["启明社工服务中心: 张三 frontline <欧阳明>, 李四 unreadable, 欧阳明 trainee-supervisor"], ["error-cell ›花名册›C4", "error-cell ›花名册›D4", "error-cell ›花名册›F4"]]);
    expect(await rosterCells("cells", "libreoffice-formulas.xlsx", ["name", "role", "hireDate", "supervisor", "quota"])).toEqual([
      "欧阳明 | trainee-supervisor | 2007-03-01 | – | 20", "张三 | frontline | 2009-02-28 | 欧阳明 | 100", "李四 | ?#N/A | ?#DIV/0! | – | ?#N/A",
    ]);
  });

  it("what nobody sees, numbers as text, booleans, dates as text", async () => {
    await isReadAs("cells", ["invisible.xlsx", ["花名册: roster below 1, 4 of 5 used"], ["启明社工服务中心: 张三 frontline, 李四 assistant, 赵六 frontline, 欧阳明 trainee-supervisor"],
      ["unknown-value ›花名册›E2", "lost-digits ›花名册›E3", "lost-digits ›花名册›E4", "missing-name ›花名册›B5", "ambiguous-date ›花名册›G6"]]);
    expect(await rosterCells("cells", "invisible.xlsx", ["name", "role", "employeeNo", "idNumber", "socialInsurance", "hireDate"])).toEqual([
      "张三 | frontline | 007 | 110105194912310021 | true | 2010-03-01", "欧阳明 | trainee-supervisor | 8 | ?440307198701133400 | false | 2010-03-01", "李四 | assistant | 009 | ?440000000000000000 | true | 2010-03-01",
      "– | frontline | 10 | – | false | 2010-01-01…2010-01-31", "赵六 | frontline | 11 | – | false | ?2010.1",
    ]);
  });

  it("a cell of 32,767 characters is read whole", () => rosterCells("cells", "longest-cell.xlsx", ["name"]).then((cells) => { expect(cells.map((cell) => cell.length)).toEqual([32_767, 3]); }));

  it("Excel's Chinese date formats, which have numbers and no codes", async () => {
    const cells = await rosterCells("cells", "chinese-date-formats.xlsx", ["name", "hireDate"]);
    expect(cells).toEqual([...[27, 28, 29, 30, 31, 32, 33, 34, 35, 36], ...[50, 51, 52, 53, 54, 55, 56, 57, 58]].map((number) => `格式${number} | 2010-03-01`));
  });

  it("days under formats of people's own; a time of day behind them is dropped", async () => {
    expect(new Set(await rosterCells("cells", "custom-formats.xlsx", ["hireDate"]))).toEqual(new Set(["2010-03-01"]));
  });

  it("days counted from 1904", async () => {
    expect(await rosterCells("cells", "from-1904.xlsx", ["name", "hireDate"])).toEqual(["欧阳明 | 2010-03-01", "张三 | 2010-03-01", "李四 | 2010-03-01"]);
  });
});

describe("a file is taken for what its bytes are", () => {
  const ROSTER = "花名册: roster below 1, 2 of 2 used";
  it.each<Case>([["workbook-named.csv", [ROSTER], PAIR, []], ["macros.xlsm", [ROSTER], PAIR, []], ["stored.xlsx", [ROSTER], PAIR, []]])("%s", async (...given) => isReadAs("writers", given));
  it("text-named.xlsx", async () => {
    expect(await understood("writers", ["text-named.xlsx"])).toMatchObject({ tables: ["text-named.xlsx gb18030: roster below 1, 2 of 2 used"], people: PAIR, issues: ["encoding-guess text-named.xlsx"] });
  });
});

describe("the agency of a roster without an agency column", () => {
  it.each(["by-label.xlsx", "by-title.xlsx", "2010年启明社工服务中心花名册.xlsx"])("%s", async (file) => { expect((await understood("agency", [file])).people).toEqual(PAIR); });
  it("by its folder, where the file's name says nothing", async () => {
    expect((await understood("agency", ["北斗社工服务社"])).people).toEqual(["北斗社工服务社: 张三 frontline, 欧阳明 trainee-supervisor"]);
  });
  it("--agency before all of them", async () => { expect((await understood("agency", ["by-label.xlsx"], "--agency", "南风社工服务中心")).people[0]).toMatch(/^南风社工服务中心: /); });
});

describe("a folder as it lies on somebody's disk", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "hege-folder-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const put = (name: string, from: string): void => copyFileSync(path.join(FILES, from), path.join(folder, name));

  test("tables are read, what programs leave behind is passed over, what is no table is said, copies are read once", async () => {
    mkdirSync(path.join(folder, "旧版"));
    put("花名册.xlsx", "sheets/fields.xlsx");
    put("花名册 - 副本.xlsx", "sheets/fields.xlsx");
    put("旧版/花名册.xlsx", "layout/titles.xlsx");
    for (const [name, from] of [["扫描件.png", "scan.png"], ["照片.jpg", "photo.jpg"], ["通知.docx", "words.docx"], ["汇报.pdf", "libreoffice.pdf"], ["说明.rtf", "words.rtf"], ["打包.zip", "packed.zip"]] as const) put(name, `refused/${from}`);
    // What Excel keeps beside an open file: its user's name, in 165 bytes; and what Windows and the Mac leave.
    writeFileSync(path.join(folder, "~$花名册.xlsx"), Uint8Array.from({ length: 165 }, (_, i) => (i === 0 ? 6 : 32)));
    for (const name of [".DS_Store", "._花名册.xlsx", "Thumbs.db", "desktop.ini", ".~lock.花名册.xlsx#"]) writeFileSync(path.join(folder, name), fixture("refused/libreoffice-97.xls").subarray(0, 512));
    const read = await understood(folder, ["."]);
    expect(read.people).toEqual(PAIR);
    // "花名册 - 副本" comes first by code point, so it is the one that is read.
    expect(read.issues.map((issue) => issue.normalize()).sort()).toEqual(["duplicate-file 花名册.xlsx", ...["打包.zip", "扫描件.png", "旧版", "汇报.pdf", "照片.jpg", "说明.rtf", "通知.docx"].map((name) => `unread-file ${name}`)].sort());
  });

  test("a workbook of a kind that is not read ends the audit there too", async () => {
    put("旧表.xls", "refused/libreoffice-97.xls");
    const run = await check(folder, ["."]);
    expect([run.code, run.out]).toEqual([2, ""]);
    expect(run.err).toMatch(/^旧表\.xls：/);
  });
});
