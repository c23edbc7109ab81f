import { describe, expect, it } from "vitest";
import { dateFormat } from "../../src/read/xlsx/number-format.ts";
import { briefs, log, read, folder, readFiles, refusal, rezip, ROSTER, sheet, shown, workbook } from "./helpers.ts";
import { fromIso, oneDay } from "../../src/model/day.ts";

const day = (text: string): unknown => oneDay(fromIso(text) ?? 0);

describe("a workbook", () => {
  it("with titles and an agency column merged downwards", async () => {
    const content = await workbook((book) => {
      const page = book.addWorksheet("花名册");
      page.addRows([["启明社工服务中心花名册"], [], ["机构", "姓名", "岗位", "督导"], ["启明", "欧阳明", "见习督导", null], ["启明", "张三", "社工", "欧阳明"], [null, "李四", "社工", null], ["南风", "王五", "社工", null]]);
      page.mergeCells("A1:D1");
      page.mergeCells("A4:A6");
      page.mergeCells("D5:D6");
    });
    const submission = await readFiles({ "报送材料.xlsx": content });
    expect(submission.tables.roster.map((row) => [row.row, shown(row.fields.agency), shown(row.fields.name), (shown(row.fields.supervisor) as { whole?: string }).whole ?? "blank"])).toEqual([
      [4, "启明", "欧阳明", "blank"], [5, "启明", "张三", "欧阳明"], [6, "启明", "李四", "欧阳明"], [7, "南风", "王五", "blank"],
    ]);
    expect(submission.sources[0]).toMatchObject({ sheet: "花名册", headerRow: 3 });
    expect(submission.files[0]).toMatchObject({ format: "xlsx", encoding: null });
    expect(submission.findings).toEqual([]);
  });

  it("cells beside the first of a merged range are blank", async () => {
    const content = await workbook((book) => {
      const page = book.addWorksheet("花名册");
      page.addRows([["姓名", "岗位", "原岗位"], ["张三", "社工", "社工"]]);
      page.mergeCells("B2:C2");
    });
    const submission = await readFiles({ "花名册.xlsx": content });
    expect(submission.tables.roster.map((row) => [shown(row.fields.role), shown(row.fields.previousRole)])).toEqual([["frontline", "blank"]]);
  });

  it("cells of every kind", async () => {
    const content = await workbook((book) => {
      const page = book.addWorksheet("花名册");
      page.addRow(["姓名", "岗位", "入职日期", "上岗日期", "社会保险", "工号", "身份证号", "月工资", "离职日期"]);
      page.addRow([
        { richText: [{ text: "张" }, { text: "三", font: { bold: true } }] }, { text: "社工", hyperlink: "https://example.org" }, new Date(Date.UTC(2010, 2, 1)), { formula: "DATE(2010,3,2)", result: new Date(Date.UTC(2010, 2, 2)) }, true, 7, Number("440307198701133391"), 9000, { formula: "NOW()" },
      ]);
      page.addRow(["李四", { error: "#N/A" }, 2010.1, "2010.1", 0, "007", "110105194912310021", { formula: "1+1", result: 2 }, null]);
      page.addRow([12, { formula: "A1" }, 40238, "至今", "否", null, null, "面议", { formula: "A1", result: { error: "#REF!" } }]);
      page.getCell("F2").numFmt = "0000";
      page.getCell("C2").numFmt = "yyyy-mm-dd hh:mm";
      page.getCell("D2").numFmt = "yyyy/m/d";
    });
    const submission = await readFiles({ "花名册.xlsx": content });
    const rows = submission.tables.roster.map(({ fields }) => [fields.name, fields.role, fields.hireDate, fields.roleStart, fields.socialInsurance, fields.employeeNo, fields.idNumber, fields.monthlyPay, fields.leaveDate].map(shown));
    expect(rows).toEqual([
      ["张三", "frontline", day("2010-03-01"), day("2010-03-02"), true, "0007", "?440307198701133400", 9000, "?"],
      ["李四", "?#N/A", "?2010.1", { first: fromIso("2010-01-01"), last: fromIso("2010-01-31") }, false, "007", "110105194912310021", 2, "blank"],
      ["12", "?", day("2010-03-01"), "blank", false, "blank", "blank", "?面议", "?#REF!"],
    ]);
    expect(briefs(submission)).toEqual([
      "lost-digits idNumber G2", "formula-without-value leaveDate I2", "unknown-value:check-digit idNumber G3", "error-cell role B3", "ambiguous-date hireDate C3",
      "formula-without-value role B4", "error-cell leaveDate I4", "bad-number monthlyPay H4",
    ]);
  });

  it("days from 1904, time cells", async () => {
    const content = await workbook((book) => {
      book.properties.date1904 = true;
      book.addWorksheet("花名册").addRows([["姓名", "岗位", "入职日期", "上岗日期"], ["张三", "社工", new Date(Date.UTC(2010, 2, 1)), 38776]]);
      book.getWorksheet("花名册")!.getCell("C2").numFmt = "yyyy-mm-dd";
      const page = book.addWorksheet("服务记录");
      page.addRows([["日期", "社工姓名", "服务类型", "时长"], [new Date(Date.UTC(2010, 2, 1)), "张三", "个案", 0.1667]]);
      page.getCell("D2").numFmt = "h:mm";
      page.getCell("A2").numFmt = "m/d/yyyy";
    });
    const submission = await readFiles({ "a.xlsx": content });
    expect(submission.tables.roster.map((row) => [shown(row.fields.hireDate), shown(row.fields.roleStart)])).toEqual([[day("2010-03-01"), day("2010-03-01")]]);
    expect((await log(submission, "services")).map(({ row }) => [shown(row.fields.date), shown(row.fields.hours)])).toEqual([[day("2010-03-01"), 4]]);
  });

  it("sheets by month are one log; hidden sheets are said, hidden rows read", async () => {
    const content = await workbook((book) => {
      const roster = book.addWorksheet("花名册");
      roster.addRows([["姓名", "岗位"], ["张三", "社工"], ["李四", "社工"]]);
      roster.getRow(3).hidden = true;
      roster.getColumn(2).hidden = true;
      for (const month of ["1月", "2月"]) book.addWorksheet(month).addRows([["日期", "社工姓名", "服务类型"], [`2010年${month}4日`, "张三", "个案"]]);
      book.addWorksheet("旧", { state: "hidden" }).addRows([["姓名", "岗位"], ["王五", "社工"]]);
      book.addWorksheet("空");
      book.addWorksheet("通讯录").addRows([["电话", "地址"], ["1", "2"]]);
    });
    const submission = await readFiles({ "报送.xlsx": content });
    expect(submission.tables.roster).toHaveLength(2);
    expect((await log(submission, "services")).map(({ row }) => [row.source.sheet, row.row])).toEqual([["1月", 2], ["2月", 2]]);
    expect(submission.findings.map(({ code, variant, spot, facts }) => [code, variant, spot?.sheet, facts])).toEqual([
      ["hidden-rows", undefined, "花名册", { rows: 1, columns: 1 }], ["unread-sheet", "hidden", "旧", {}], ["unread-sheet", undefined, "通讯录", { headers: "电话、地址" }],
    ]);
  });

  it("is taken for what its bytes are, not for its name", async () => {
    const submission = await readFiles({ "花名册.csv": await sheet("花名册", [["姓名", "岗位"], ["张三", "社工"]]), "制度材料.xlsx": "机构,材料名称\n启明,督导选拔制度\n" });
    expect(submission.files.map((file) => [file.path, file.format])).toEqual([["制度材料.xlsx", "csv"], ["花名册.csv", "xlsx"]]);
    expect([...submission.given]).toEqual(["roster", "documents"]);
  });

  it("broken: cut off, or with a byte that is wrong", async () => {
    const whole = await sheet("花名册", [["姓名", "岗位"], ...Array.from({ length: 200 }, (_, i) => [`张三${i}`, "社工"])]);
    const wrong = Uint8Array.from(whole);
    const at = Buffer.from(whole).indexOf("xl/worksheets/sheet1.xml") + 60;
    wrong[at] = (wrong[at] ?? 0) ^ 0xff;
    const error = await refusal(readFiles({ "a.xlsx": whole.slice(0, whole.length - 100), "b.xlsx": wrong, "花名册.csv": ROSTER }));
    expect(error.sentences.map((sentence) => sentence.en)).toEqual([expect.stringMatching(/^a\.xlsx: the workbook is damaged/), expect.stringMatching(/^b\.xlsx: the workbook is damaged/)]);
  });
});

describe("a workbook with a part", () => {
  const SHEET = "xl/worksheets/sheet1.xml";
  const rows = Array.from({ length: 50 }, (_, i) => [`张三${i}`, "社工"]);
  const changed = async (change: (part: Buffer) => Buffer | undefined, part = SHEET): Promise<Uint8Array> =>
    rezip(await sheet("花名册", [["姓名", "岗位"], ...rows]), (name, content) => (name === part ? change(content) : content));

  it("as it was", async () => expect((await readFiles({ "a.xlsx": await changed((part) => part) })).tables.roster).toHaveLength(50));

  it.each<[string, (part: Buffer) => Buffer | undefined, RegExp]>([
    ["that ends early", (part) => part.subarray(0, part.indexOf("</row>", 2000) + 6), /damaged/],
    ["that ends in the middle of a tag", (part) => part.subarray(0, -20), /damaged/],
    ["that is not there", () => undefined, /damaged/],
    ["that inflates a thousandfold", (part) => Buffer.concat([part, Buffer.alloc(65 * 1024 * 1024, " "), Buffer.from("<!-- -->")]), /unreasonable size/],
    ["with a row that no sheet has", (part) => Buffer.from(part.toString().replace("<row r=\"51\"", "<row r=\"1048577\"").replace(/r="([AB])51"/g, "r=\"$11048577\"")), /1,048,576 rows/],
  ])("%s", async (_, change, message) => expect((await refusal(readFiles({ "a.xlsx": await changed(change) }))).sentences[0]?.en).toMatch(message));
});

describe("the agency of a roster without its column", () => {
  const people = [["姓名", "岗位"], ["张三", "社工"]];
  const found = async (dir: string, agency?: string): Promise<unknown[]> =>
    (await read(dir, agency === undefined ? {} : { agency })).files.flatMap((file) => file.tables.map((table) => [table.agency, table.agencyFrom]));

  it("by the option, the sheets, a title, the file, the folder", async () => {
    const two = await workbook((book) => {
      book.addWorksheet("启明社工服务中心").addRows(people);
      book.addWorksheet("南风社工服务中心").addRows([["机构：北斗社工服务社"], ...people]);
      book.addWorksheet("11月").addRows([["机构：北斗社工服务社"], ...people]);
    });
    expect(await found(folder({ "a.xlsx": two }), "阳光")).toEqual([["阳光", "option"], ["阳光", "option"], ["阳光", "option"]]);
    expect(await found(folder({ "a.xlsx": two }))).toEqual([["启明社工服务中心", "sheet"], ["南风社工服务中心", "sheet"], ["北斗社工服务社", "title"]]);
    expect(await found(folder({ "启明花名册.xlsx": await sheet("南风", [["机构：北斗社工服务社"], ...people]) }))).toEqual([["北斗社工服务社", "title"]]);
    expect(await found(folder({ "启明花名册.xlsx": await sheet("南风", people) }))).toEqual([["启明", "file"]]);
    expect(await found(folder({ "花名册.xlsx": await sheet("Sheet1", people) }, "启明社工服务中心"))).toEqual([["启明社工服务中心", "folder"]]);
    expect(await found(folder({ "花名册.csv": ROSTER }))).toEqual([[null, null]]);
  });
});

it.each([
  ["yyyy-mm-dd", "date"], ["m/d/yyyy", "date"], ["yyyy\"年\"m\"月\"", "date"], ["h:mm", "time"], ["[h]:mm", "time"], ["[mm]:ss", "time"], ["General", null], ["G/通用格式", null], ["0.00", null], ["#,##0\"元/day\"", null],
  ["[Red]0.0", null], ["0.00E+00", null], ["_-* #,##0.00_-", null], ["0\\d", null], ["[$-804]aaaa", "date"], ["", null],
  ["yyyy\"年\"m\"月\"d\"日\";@", "date"], ["[DBNum1][$-804]yyyy\"年\"m\"月\"", "date"], ["[$-411]ge.m.d", "date"], ["[$-404]e/m/d", "date"], ["e\"年\"", "date"], ["[$-41E]bbbb", "date"], ["dddd", "date"], ["[$-F400]h:mm:ss AM/PM", "time"], ["上午/下午h\"时\"mm\"分\"", "time"],
  ["mm:ss.0", "time"], ["[s]", "time"], ["m", null], ["mmm", null], ["0.0kg", null], ["##0.0E+0", null], ["\\d\\a\\y 0", null], ["\"d\"0\\\"", null], ["0_d;*s0", null], ["[Color3]General;[dd]0", null], ["G/標準", null], ["@", null],
])("the number format %s shows %s", (format, shows) => expect(dateFormat(format)).toBe(shows));

it("a formula whose value is an empty text is blank; one without a value is not", async () => {
  const content = await workbook((book) => {
    book.addWorksheet("花名册").addRows([["姓名", "岗位", "入职日期", "离职日期"], ["张三", "社工", { formula: "\"\"", result: "" }, { formula: "A1" }]]);
  });
  const submission = await readFiles({ "花名册.xlsx": content });
  expect(submission.tables.roster.map((row) => [shown(row.fields.hireDate), shown(row.fields.leaveDate)])).toEqual([["blank", "?"]]);
});
