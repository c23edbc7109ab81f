import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { exitCodeOfInspection } from "../../src/model/exit-code.ts";
import { inspectionSchema, type Inspection, type InspectedTable } from "../../src/model/inspection.ts";
import { inspectFiles, type InspectOptions } from "../../src/read/inspect.ts";
import { mapColumns } from "../../src/read/mapping.ts";
import { plausibleField } from "../../src/read/near-field.ts";
import { tableOf } from "../../src/read/tables/index.ts";
import { NO_VOCABULARY } from "../../src/read/vocabulary.ts";
import { bytes, folder, gb18030, refusal, ROSTER, sheet, utf16le, workbook } from "./helpers.ts";

type Files = Readonly<Record<string, string | Uint8Array>>;

const inspectIn = (dir: string, paths: readonly string[], options: Partial<InspectOptions> = {}): Promise<Inspection> => inspectFiles(paths, { cwd: dir, version: "0.0.0-test", ...options });
const inspect = (files: Files, options: Partial<InspectOptions> = {}, name?: string): Promise<Inspection> => inspectIn(folder(files, name), ["."], options);

/** The only table of the only file. */
async function table(files: Files, options: Partial<InspectOptions> = {}, name?: string): Promise<InspectedTable> {
  const inspection = await inspect(files, options, name);
  const [one, ...more] = inspection.files.flatMap((file) => file.sheets).flatMap((each) => (each.table === null ? [] : [each.table]));
  if (one === undefined || more.length > 0) throw new Error(`not one table: ${JSON.stringify(inspection, null, 1)}`);
  return one;
}

const columnsOf = ({ columns }: InspectedTable): Record<string, string> => Object.fromEntries(columns.map(({ column, field, shadowedBy }) => [column, shadowedBy === null ? field : `${field} after ${shadowedBy.column}`]));

describe("a file", () => {
  it.each<[string, string | Uint8Array, Partial<InspectOptions>, string]>([
    ["a byte order mark", `\ufeff${ROSTER}`, {}, "utf-8 bom ,"], ["UTF-8 throughout", ROSTER, {}, "utf-8 utf-8 ,"], ["GBK, which is a guess", gb18030(ROSTER), {}, "gb18030 guess ,"],
    ["GBK, as it was told", gb18030(ROSTER), { encoding: "gb18030" }, "gb18030 told ,"], ["UTF-16 and tabs", utf16le(ROSTER.replaceAll(",", "\t")), {}, "utf-16le bom \t"], ["semicolons", ROSTER.replaceAll(",", ";"), {}, "utf-8 utf-8 ;"],
    ["two encodings", bytes(ROSTER, gb18030("启明社工服务中心,王小明,社工\n")), {}, "mixed guess ,"],
  ])("tells its encoding and how that is known: %s", async (_, content, options, expected) => {
    const inspection = await inspect({ "花名册.csv": content }, options);
    const { encoding, format, state, sha256, bytes: size } = inspection.files[0] ?? {};
    expect([encoding?.name, encoding?.by, encoding?.separator].join(" ")).toBe(expected);
    expect({ format, state, size }).toEqual({ format: "csv", state: "read", size: Buffer.from(content as string).length });
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(inspection.files[0]?.sheets[0]?.table?.columns.map(({ header }) => header)).toEqual(["机构", "姓名", "岗位"]);
  });

  it("that cannot be read is listed with its message, and the others are shown", async () => {
    const dir = folder({ "花名册.csv": ROSTER, "空.csv": "", "坏.xlsx": "PK\u0003\u0004", "说明.pdf": "%PDF-1.4", "副本.csv": ROSTER });
    const inspection = await inspectIn(dir, [".", "没有.csv"]);
    expect(inspection.files.map(({ path: file, state, format, message }) => [file, state, format, message === null])).toEqual([
      ["副本.csv", "read", "csv", true], ["坏.xlsx", "refused", "cut-off", false], ["空.csv", "refused", "empty", false], ["花名册.csv", "ignored", null, false], ["说明.pdf", "ignored", "pdf", false], ["没有.csv", "refused", null, false],
    ]);
    expect(inspection.summary).toMatchObject({ read: 1, refused: 3, ignored: 2, tables: { roster: 1 } });
    expect(exitCodeOfInspection(inspection)).toBe(2);
    expect(exitCodeOfInspection({ files: inspection.files.filter(({ state }) => state !== "refused") })).toBe(0);
  });

  it("whose last row breaks a limit is refused like any other", async () => {
    const inspection = await inspect({ "花名册.csv": `${ROSTER}${",".repeat(16_384)}x\n`, "服务记录.csv": "日期,社工姓名,服务类型\n2010-01-01,张三,个案\n" });
    expect(inspection.files.map(({ state }) => state).sort()).toEqual(["read", "refused"]);
    expect(inspection.files.find(({ state }) => state === "refused")?.message?.en).toMatch(/16,384 columns/);
  });

  it("none at all is a refusal", async () => {
    expect((await refusal(inspect({}))).sentences[0]?.en).toMatch(/no file to read/);
  });
});

describe("the sheets of a workbook", () => {
  const book = (): Promise<Uint8Array> => workbook((made) => {
    made.addWorksheet("花名册").addRows([["姓名", "岗位"], ["张三", "社工"]]);
    made.addWorksheet("旧", { state: "hidden" }).addRows([["姓名", "岗位"], ["李四", "社工"]]);
    made.addWorksheet("空");
    made.addWorksheet("须知").addRows([["填表须知"], ["身份证 440300199001011234"]]);
    made.addWorksheet("月报").addRows([["社工姓名", "个案数", "小组数"], ["张三", 3, 4]]);
    made.addWorksheet("督导记录").addRows([["督导日期", "督导者", "督导形式"], ["2010-01-01", "王五", "个人"]]);
    made.addWorksheet("履职记录").addRows([["日期", "姓名", "履职类型"]]);
    made.addWorksheet("名单").addRows([["服务对象", "某甲"], ["姓名", "工号"], ["张三", "1"]]);
  });
  it("each say what they are, and why they are not read", async () => {
    const inspection = await inspect({ "材料.xlsx": await book() });
    expect(inspection.files[0]?.sheets.map(({ sheet: name, state, message, table: found }) => [name, state, message === null, found?.table ?? null])).toEqual([
      ["花名册", "table", true, "roster"], ["旧", "hidden", false, null], ["空", "blank", false, null], ["须知", "unknown", false, null], ["月报", "summary", false, null],
      ["督导记录", "incomplete", true, "supervision"], ["履职记录", "no-rows", false, "duties"], ["名单", "incomplete", true, "roster"],
    ]);
    expect(JSON.stringify(inspection)).not.toMatch(/某甲|4403/);
    expect(inspection.summary).toMatchObject({ tables: { roster: 1 }, incomplete: 2 });
  });
  it("hidden ones are read where that is asked", async () => {
    const inspection = await inspect({ "材料.xlsx": await book() }, { hiddenSheets: true });
    expect(inspection.files[0]?.sheets[1]).toMatchObject({ hidden: true, state: "table", table: { rows: 1 } });
  });
  it("one that is no table says which of our columns it has, and shows nothing else of it", async () => {
    const inspection = await inspect({ "名单.xlsx": await sheet("一", [["某某", "某某"], ["日期", "地点", "某乙"]]) });
    expect(inspection.files[0]?.sheets[0]).toMatchObject({ state: "unknown", nearest: { row: 2, columns: [{ column: "A", header: "日期" }] } });
    expect(JSON.stringify(inspection)).not.toMatch(/地点|某乙/);
  });
});

describe("a table", () => {
  it("has its header rows, its columns by field, and those that another one shadows", async () => {
    const found = await table({ "花名册.csv": "启明社工服务中心花名册,,,,\n,基本,,任职,\n姓名,工号,职务,岗位,学历\n张三,1,,社工,本科\n" });
    expect(found).toMatchObject({ headerRows: [3], titleRows: 2, rows: 1, agency: { from: "title", names: [{ name: "启明社工服务中心", rows: 1 }] } });
    expect(columnsOf(found)).toEqual({ A: "name", B: "employeeNo", C: "role after D", D: "role", E: "education" });
    expect(found.columns.filter(({ must }) => must).map(({ column }) => column)).toEqual(["A", "C", "D"]);
  });
  it("may have its header in two rows", async () => {
    expect(await table({ "花名册.csv": "姓名,岗位,资格,\n,,职业资格,发证日期\n张三,社工,无,\n" })).toMatchObject({ headerRows: [1, 2], columns: [{ field: "name" }, { field: "role" }, { field: "qualification" }, { field: "certificateDate" }] });
  });
  it("says what it lacks and which headers come near; a grade without a post serves some policies", async () => {
    const lacking = await table({ "花名册.csv": "姓名,工号,岗位情况,入职日期\n张三,1,社工,2009-01-01\n" });
    expect(lacking.missing).toMatchObject([{ fields: [{ field: "role" }, { field: "postGrade" }], instead: null, nearest: [{ column: "C", header: "岗位情况" }] }]);
    const graded = await table({ "花名册.csv": "姓名,岗位等级\n张三,初级\n" });
    expect(graded.missing).toMatchObject([{ fields: [{ field: "role" }], instead: { field: "postGrade" }, nearest: [] }]);
    expect((await table({ "花名册.csv": ROSTER })).missing).toEqual([]);
  });
  it("counts rows, and those left out by reason with their places; blank ones are neither", async () => {
    const found = await table({ "花名册.csv": "姓名,岗位\n例：王小明,社工\n张三,社工\n\n姓名,岗位\n李四,社工\n合计,2\n填表人：某人,\n" });
    expect(found).toMatchObject({ rows: 2, skipped: [{ reason: "example", rows: 1, first: [2] }, { reason: "footer", rows: 2, first: [7, 8] }, { reason: "repeated-header", rows: 1, first: [5] }] });
  });
  it.each<[string, Files, Partial<InspectOptions>, string | undefined, unknown]>([
    ["its column", { "名册.csv": "机构,姓名,岗位\n甲社,张三,社工\n乙社,李四,社工\n乙社,王五,社工\n" }, {}, undefined, { from: "column", column: "A", names: [{ name: "乙社", rows: 2 }, { name: "甲社", rows: 1 }], total: 2 }],
    ["--agency", { "名册.csv": "姓名,岗位\n张三,社工\n" }, { agency: "甲社" }, undefined, { from: "option", column: null, names: [{ name: "甲社", rows: 1 }], total: 1 }],
    ["the file", { "甲社工服务中心花名册.csv": "姓名,岗位\n张三,社工\n" }, {}, undefined, { from: "file", column: null, names: [{ name: "甲社工服务中心", rows: 1 }], total: 1 }],
    ["the folder", { "花名册.csv": "姓名,岗位\n张三,社工\n" }, {}, "甲社工服务中心", { from: "folder", column: null, names: [{ name: "甲社工服务中心", rows: 1 }], total: 1 }],
    ["nothing", { "花名册.csv": "姓名,岗位\n张三,社工\n" }, {}, undefined, { from: "none", column: null, names: [], total: 0 }],
  ])("says whose a roster is and from where: %s", async (_, files, options, name, agency) => { expect((await table(files, options, name)).agency).toEqual(agency); });
  it("of several rosters in a workbook each sheet names one", async () => {
    const inspection = await inspect({ "名册.xlsx": await workbook((made) => { for (const name of ["甲社", "乙社"]) made.addWorksheet(name).addRows([["姓名", "岗位"], ["张三", "社工"]]); }) });
    expect(inspection.files[0]?.sheets.map((each) => each.table?.agency)).toMatchObject([{ from: "sheet", names: [{ name: "甲社" }] }, { from: "sheet", names: [{ name: "乙社" }] }]);
  });
  it("uses the headers and values of a configuration, and says so", async () => {
    const vocabulary = { columns: [{ header: "带教人", table: null, field: "supervisor" }], values: { role: { 社工一级: "一线社工" } } };
    const files = { "名册.csv": "姓名,岗位,带教人\n张三,社工一级,李四\n" };
    const [plain, configured] = [await table(files), await table(files, { vocabulary, configuration: "hege.config.yaml" })];
    expect([plain, configured].map(({ troubles, unused }) => [troubles.length, unused.length])).toEqual([[1, 1], [0, 0]]);
    expect(configured.columns.at(-1)).toMatchObject({ field: "supervisor", configured: true });
  });
});

describe("what was not understood", () => {
  const log = "日期,社工姓名,服务类型,服务对象,时长,承担角色\n2010-01-01,张三,个案,保密人甲,1小时,主责\n某日,张三,个案,保密人乙,很久,助理\n2010-02,张三,个案,保密人丙,2小时,助理\n,张三,个案,保密人丁,1,主责\n";
  it("is told by column and kind, how often, with the first places; what is not read is never shown", async () => {
    const found = await table({ "服务记录.csv": log });
    expect(found.troubles.map(({ code, variant, column, cells, texts }) => [code, variant, column, cells, texts.map(({ text, first }) => `${text} ${first.join(" ")}`)])).toEqual([
      ["DATA-bad-date", "", "A", 1, ["某日 A3"]], ["DATA-bad-date", "month-only", "A", 1, ["2010-02 A4"]], ["DATA-bad-date", "blank", "A", 1, []],
      ["DATA-bad-number", "", "E", 1, ["很久 E3"]], ["DATA-unknown-value", "", "F", 2, ["助理 F3 F4"]],
    ]);
    expect(found.troubles.at(-1)?.accepted).toContain("主责");
    expect(JSON.stringify(found)).not.toContain("保密人");
  });
  it("has the numbers of people masked, wherever they stand", async () => {
    const inspection = await inspect({ "花名册.csv": "姓名,岗位,身份证号,职业资格\n张三,社工13800138000,440300199001011235,证 440300199001011234\n李四,社工,4.40301E+17,无\n" });
    expect(inspection.summary.troubles).toBe(4);
    expect(JSON.stringify({ ...inspection, files: inspection.files.map(({ sha256: _, ...file }) => file) })).not.toMatch(/\d{11}/);
    // Nothing can be written for a text that is masked.
    expect(inspection.suggestions.values).toEqual([]);
  });
  it("rows with more cells than headers, and quotation marks that swallow lines, are told too", async () => {
    const found = await table({ "花名册.csv": '姓名,岗位\n张三,社工,多,了\n"李四,社工\n王五,社工\n赵六,社工\n钱七,社工"\n' });
    expect(found.troubles.filter(({ column }) => column === null).map(({ code, first }) => [code, first])).toEqual([["DATA-ragged-row", ["2"]], ["DATA-swallowed-lines", ["3"]]]);
  });
  it("of thousands of texts the first fifty by number are listed, and all are counted", async () => {
    const rows = Array.from({ length: 3_000 }, (_, i) => `甲${i},职位${i % 1_500 === 7 ? "常见" : i}`).join("\n");
    const inspection = await inspect({ "花名册.csv": `姓名,岗位\n${rows}\n` });
    const trouble = inspection.files[0]?.sheets[0]?.table?.troubles[0];
    expect([trouble?.cells, trouble?.texts.length, trouble?.texts[0]?.text, trouble?.texts[0]?.cells]).toEqual([3_000, 50, "职位常见", 2]);
    expect(inspection.suggestions.values.length).toBe(30);
  });
});

describe("the field that a column not used may be", () => {
  const near = (kind: "roster" | "services" | "supervision", headers: string, header: string): string | null => plausibleField(tableOf(kind), mapColumns(tableOf(kind), [...headers.split(","), header]), header, NO_VOCABULARY);
  it.each([
    ["roster", "姓名,工号", "现任岗位", "role"], ["roster", "姓名,岗位", "领证时间", "certificateDate"], ["roster", "姓名,岗位", "聘用时间", "roleStart"], ["roster", "姓名,岗位", "社工督导姓名", "supervisor"],
    ["roster", "姓名,岗位", "职业资恪证书编号", "certificateNo"], ["services", "社工姓名,服务类型", "本次服务日期", "date"], ["supervision", "日期,督导者", "督导对象名单", "supervisees"],
  ] as const)("%s with %s: %s is %s", (kind, headers, header, field) => expect(near(kind, headers, header)).toBe(field));
  it.each([
    ["roster", "姓名,岗位", "参加工作时间"], ["roster", "姓名,岗位", "出生日期"], ["roster", "姓名,岗位", "手机号码"], ["roster", "姓名,岗位", "序号"], ["roster", "姓名,岗位", "岗位补贴"], ["roster", "姓名,岗位", "入党时间"], ["roster", "姓名,岗位", "备注"],
    ["services", "日期,服务类型", "服务对象姓名"], ["services", "日期,服务类型", "案主姓名"], ["services", "日期,服务类型", "组员姓名"], ["services", "日期,社工姓名", "服务地点"], ["roster", "姓名,岗位", "现任岗位"],
  ] as const)("%s with %s: nobody can say of %s", (kind, headers, header) => expect(near(kind, headers, header)).toBe(null));
});

describe("the whole", () => {
  const fixtures = path.join(import.meta.dirname, "..", "fixtures", "inspect");
  it("is valid by its schema, and the same every time", async () => {
    const [one, two] = [await inspectIn(fixtures, ["."]), await inspectIn(fixtures, ["."])];
    expect(inspectionSchema.parse(one)).toEqual(one);
    expect(JSON.stringify(two)).toBe(JSON.stringify(one));
    expect(JSON.stringify(one)).not.toContain(fixtures);
  });
  it("of a workbook made by openpyxl: titles, a header in two merged rows, an example, a footer, a header printed again", async () => {
    expect(readFileSync(path.join(fixtures, "启明报送.xlsx")).length).toBeGreaterThan(5_000);
    const { files, suggestions } = await inspectIn(fixtures, ["启明报送.xlsx"]);
    expect(files[0]?.sheets[0]).toMatchObject({ state: "incomplete", table: { headerRows: [4], titleRows: 3, rows: 5, agency: { from: "title" }, missing: [{ nearest: [{ column: "D", header: "现任岗位" }] }] } });
    expect(suggestions.columns.map(({ table: kind, header, field }) => [kind, header, field])).toEqual([["roster", "现任岗位", "role"], ["roster", "领证时间", "certificateDate"]]);
    expect(suggestions.values.map(({ field, text }) => [field, text])).toEqual([["qualification", "持证"], ["qualification", "社工证"]]);
    expect(JSON.stringify(files)).not.toMatch(/保密人|1380013|陈七/);
  });
});
