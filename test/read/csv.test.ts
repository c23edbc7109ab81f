import { describe, expect, it } from "vitest";
import { sniffSeparator } from "../../src/read/csv/separator.ts";
import { brief, briefs, bytes, gb18030, log, read, folder, readFiles, ROSTER, shown, utf16le } from "./helpers.ts";
import type { Submission } from "../../src/model/submission.ts";

const people = (submission: Submission): unknown[] => submission.tables.roster.map((row) => [shown(row.fields.name), shown(row.fields.role)]);
const TWO = [["欧阳明", "trainee-supervisor"], ["张三", "frontline"]];

describe("encodings", () => {
  it.each<[string, string | Uint8Array, string, string[]]>([
    ["UTF-8", ROSTER, "utf-8", []],
    ["UTF-8 with a mark", `\ufeff${ROSTER}`, "utf-8", []],
    ["GB18030, guessed", gb18030(ROSTER), "gb18030", ["encoding-guess"]],
    ["UTF-16 with tabs", utf16le(ROSTER.replaceAll(",", "\t")), "utf-16le", []],
    ["two in one file", bytes(ROSTER.split("\n").slice(0, 2).join("\n"), "\n", gb18030(ROSTER.split("\n")[2] ?? ""), "\n"), "mixed", ["encoding-guess"]],
  ])("%s", async (_, content, encoding, findings) => {
    const submission = await readFiles({ "花名册.csv": content });
    expect(people(submission)).toEqual(TWO);
    expect(submission.files[0]?.encoding).toBe(encoding);
    expect(briefs(submission)).toEqual(findings);
  });

  it("bytes that are no text are said, with their row, and never replaced", async () => {
    const submission = await readFiles({ "花名册.csv": bytes(ROSTER, "启明社工服务中心,李", Uint8Array.of(0xff), ",社工\n") });
    expect(people(submission).slice(0, 2)).toEqual(TWO);
    expect(submission.tables.roster[2]?.fields.name.is).toBe("unreadable");
    expect(briefs(submission)).toEqual(["encoding-guess", "undecodable-text name B4"]);
  });

  it("a replacement character that is already in the text is no text either", async () => {
    expect(briefs(await readFiles({ "花名册.csv": `${ROSTER}启明社工服务中心,李\ufffd,社工\n` }))).toEqual(["undecodable-text name B4"]);
  });

  it("a header that is no text is said once, and its column is none that is too many", async () => {
    const submission = await readFiles({ "花名册.csv": "姓名,岗位,备\ufffd\n欧阳明,见习督导,甲\n张三,社工,乙\n" });
    expect(submission.findings.map(({ code, spot }) => [code, spot?.column, spot?.row])).toEqual([["undecodable-text", "C", 1]]);
    expect(submission.files[0]?.tables[0]?.unmapped).toEqual([]);
  });
});

describe("separators and lines", () => {
  it.each([[",", ","], [";", ";"], ["\t", "\t"], ["，", "，"]])("%j", (separator, found) => expect(sniffSeparator(ROSTER.replaceAll(",", separator))).toBe(found));

  it.each<[string, string]>([
    ["semicolons", ROSTER.replaceAll(",", ";")], ["full-width commas", ROSTER.replaceAll(",", "，")], ["CRLF", ROSTER.replaceAll("\n", "\r\n")], ["CR", ROSTER.replaceAll("\n", "\r")],
    ["all mixed", "机构,姓名,岗位\r启明社工服务中心,欧阳明,见习督导\r\n启明社工服务中心,张三,社工\n"], ["no line break at the end", ROSTER.trimEnd()],
    ["a sep= line", `sep=;\n${ROSTER.replaceAll(",", ";")}`], ["quotes", ROSTER.replaceAll(/[^,\n]+/g, "\"$&\"")],
  ])("%s", async (_, content) => expect(people(await readFiles({ "花名册.csv": content }))).toEqual(TWO));

  it("rows are counted as Excel shows them: blank lines count, the sep= line does not", async () => {
    const submission = await readFiles({ "花名册.csv": "sep=,\n\n机构,姓名,岗位\n\n启明社工服务中心,欧阳明,见习督导\n" });
    expect(submission.sources[0]?.headerRow).toBe(2);
    expect(submission.tables.roster[0]?.row).toBe(4);
  });

  it("a record with quoted line breaks is one row", async () => {
    const submission = await readFiles({
      "花名册.csv": ROSTER,
      "督导记录.csv": "督导日期,督导者,督导对象,督导形式\n2010-7-1,王五,\"张三\n李四\",小组\n2010-7-2,王五,张三,个人\n",
    });
    const meetings = await log(submission, "supervision");
    expect(meetings.map(({ row }) => [row.row, shown(row.fields.supervisees)])).toEqual([[2, { whole: "张三李四", names: ["张三", "李四"] }], [3, { whole: "张三", names: ["张三"] }]]);
    expect(briefs(submission)).toEqual([]);
  });

  it("a quote in the middle of a cell is a letter", async () => {
    const submission = await readFiles({ "花名册.csv": `${ROSTER}启明社工服务中心,李"四,社工\n启明社工服务中心,"王"五,社工\n启明社工服务中心,赵六,社工\n` });
    expect(submission.tables.roster).toHaveLength(5);
    expect(people(submission).at(-1)).toEqual(["赵六", "frontline"]);
  });

  it("a quote that nothing closes swallows lines, and that is said", async () => {
    const submission = await readFiles({ "花名册.csv": "机构,姓名,岗位\n启明,张三,社工\n启明,李四,\"社工\n启明,王五,社工\n启明,赵六,社工\n" });
    expect(people(submission)[0]).toEqual(["张三", "frontline"]);
    const swallowed = submission.findings.find((finding) => finding.code === "swallowed-lines");
    expect(swallowed && [brief(swallowed), swallowed.facts.from, swallowed.facts.to]).toEqual(["swallowed-lines 3", 3, 6]);
  });

  it("short and ragged rows do not stop the file", async () => {
    const submission = await readFiles({ "花名册.csv": "机构,姓名,岗位\n启明,张三\n启明,李四,社工,多,余\n启明,王五,社工,,\n" });
    expect(people(submission)).toEqual([["张三", "blank"], ["李四", "frontline"], ["王五", "frontline"]]);
    expect(briefs(submission)).toEqual(["ragged-row 3", "unknown-role:blank role C2"]);
  });
});

describe("cells", () => {
  it("are cleaned of what nobody sees", async () => {
    const submission = await readFiles({ "花名册.csv": "机构,姓名,岗位,工号\n启明, \u200b张\u00a0三\u202e,\t社工,=\"007\"\n启明,'李四,社工,'008\n" });
    expect(submission.tables.roster.map((row) => [shown(row.fields.name), shown(row.fields.role), shown(row.fields.employeeNo)])).toEqual([["张三", "frontline", "007"], ["李四", "frontline", "008"]]);
  });

  it("an error has its own code only", async () => {
    const submission = await readFiles({ "花名册.csv": "机构,姓名,岗位,入职日期\n启明,张三,#N/A,#REF!\n#N/A,#VALUE!,社工,\n" });
    expect(briefs(submission)).toEqual(["error-cell role C2", "error-cell hireDate D2", "error-cell agency A3", "missing-name:unreadable name B3"]);
    expect(submission.tables.roster.map((row) => [shown(row.fields.agency), shown(row.fields.role), shown(row.fields.hireDate)])).toEqual([["启明", "?#N/A", "?#REF!"], ["blank", "frontline", "blank"]]);
  });

  it("keep 32,767 characters", async () => {
    const long = "张".repeat(32_768);
    const submission = await readFiles({ "花名册.csv": `机构,姓名,岗位\n启明,${long},社工\n启明,${long.slice(1)},社工\n` });
    expect(briefs(submission)).toEqual(["long-cell name B2"]);
    expect(submission.tables.roster.map((row) => (row.fields.name.is === "known" ? row.fields.name.value.length : 0))).toEqual([32_767, 32_767]);
  });

  it("同上 is the cell above", async () => {
    const submission = await readFiles({ "花名册.csv": "机构,姓名,岗位,督导\n启明,张三,社工,王五\n同上,李四,〃,″\n同上,赵六,督导助理,\n同上,孙七,同上,同上\n" });
    expect(submission.tables.roster.map((row) => [shown(row.fields.agency), shown(row.fields.role), (shown(row.fields.supervisor) as { whole?: string }).whole ?? "blank"])).toEqual([
      ["启明", "frontline", "王五"], ["启明", "frontline", "王五"], ["启明", "assistant", "blank"], ["启明", "assistant", "blank"],
    ]);
  });

  it("a blank is filled from the column that is shadowed", async () => {
    const submission = await readFiles({ "花名册.csv": "机构,姓名,职务,岗位\n启明,张三,社工,\n启明,李四,社工,督导助理\n启明,王五,,\n" });
    expect(submission.tables.roster.map((row) => [shown(row.fields.role), row.fields.role.at.column])).toEqual([["frontline", "C"], ["assistant", "D"], ["blank", "D"]]);
    expect(briefs(submission)).toEqual(["column-shadowed role C1", "unknown-role:blank role D4"]);
    expect(submission.findings[0]?.facts).toEqual({ read: "岗位", readColumn: "D", other: "职务", otherColumn: "C" });
  });
});

describe("rows", () => {
  it("examples, footers, repeated headers and blank rows are none", async () => {
    const lines = [
      "启明社工服务中心花名册,,,", "填表日期：2010年11月30日,,,", "序号,姓名,岗位,备注", "例,张三,社工,", "示例,张三,社工,", "1,欧阳明,见习督导,", ",,,只有备注", "启明社工服务中心花名册,,,", "序号,姓名,岗位,备注", "2,张三,社工,备注：新来",
      "合计,2人,,", ",合 计,2,", "小计,,2,", "填表人：王芳,,社工,", "3,说明白,社工,",
    ];
    const submission = await readFiles({ "花名册.csv": `${lines.join("\n")}\n` });
    expect(people(submission)).toEqual([...TWO]);
    const table = submission.files[0]?.tables[0];
    expect([table?.rows, table?.skipped]).toEqual([2, { "example": 2, "footer": 5, "repeated-header": 1 }]);
    expect(table?.unmapped.map((column) => column.header)).toEqual(["序号", "备注"]);
  });

  it("fields stand in the order of the dictionary, those of no column absent", async () => {
    const [row] = (await read(folder({ "花名册.csv": ROSTER }))).tables.roster;
    expect(row && Object.keys(row.fields).slice(0, 8)).toEqual(["agency", "name", "employeeNo", "idNumber", "unit", "field", "role", "postGrade"]);
    expect(row && Object.keys(row.fields)).toHaveLength(33);
    expect(row?.fields.quota).toMatchObject({ is: "absent", at: { column: null, field: "quota" } });
    expect(row?.fields.role).toMatchObject({ is: "known", value: "trainee-supervisor", text: "见习督导", at: { row: 2, column: "C", field: "role" } });
  });

  it("dates in an order that cannot be", async () => {
    const submission = await readFiles({ "花名册.csv": "机构,姓名,岗位,入职日期,离职日期\n启明,张三,社工,2010-3-2,2010-3-1\n启明,李四,社工,2010年3月,2010-3-15\n启明,王五,社工,2010-3-1,2010-3-1\n启明,赵六,社工,2010-3-1,至今\n" });
    expect(briefs(submission)).toEqual(["date-order leaveDate E2"]);
    expect(shown(submission.tables.roster[3]?.fields.leaveDate ?? { is: "blank", at: submission.tables.roster[0]!.fields.name.at })).toBe("blank");
  });
});

describe("logs", () => {
  const files = {
    "花名册.csv": ROSTER,
    "服务记录1月.csv": "日期,社工姓名,服务类型,时长(分钟),服务对象\n2010-1-4,张三,个案,90,案主甲\n,张三,走访,,\n2010年1月,张三,走访,见附件,\n合计,,,90,\n",
    "服务记录2月.csv": "日期,社工姓名,服务类型\n2010-2-4,\"张三,欧阳明\",培训\n",
  };
  it("can be opened again, and hold the rows of every file", async () => {
    const submission = await readFiles(files);
    for (let i = 0; i < 2; i++) {
      const services = await log(submission, "services");
      expect(services.map(({ row, findings }) => [row.source.path, row.row, shown(row.fields.type), shown(row.fields.hours), findings.map(brief)])).toEqual([
        ["服务记录1月.csv", 2, "case", 1.5, []],
        ["服务记录1月.csv", 3, "走访", "blank", ["bad-date:blank date A3"]],
        ["服务记录1月.csv", 4, "走访", "?见附件", ["bad-date:month-only date A4", "bad-number hours D4"]],
        ["服务记录2月.csv", 2, "indirect:培训", "absent", []],
      ]);
    }
    expect(submission.findings).toEqual([]);
    expect(submission.sources.map((source) => [source.id, source.table])).toEqual([[0, "services"], [1, "services"], [2, "roster"]]);
    expect([...submission.given]).toEqual(["roster", "services"]);
    expect(JSON.stringify(await log(submission, "services"))).not.toContain("案主甲");
  });
});

describe("tables that are not given", () => {
  it("without a must-have, without a row, or no table", async () => {
    const submission = await readFiles({
      "花名册.csv": ROSTER, "服务记录.csv": "日期,社工姓名,服务编号\n2010-1-4,张三,C1\n", "督导记录.csv": "督导日期,督导者,督导对象,督导形式\n\n", "说明.txt": "请查收\n", "月报表.csv": "姓名,个案数,小组数\n张三,3,1\n",
    });
    expect(submission.notGiven.map(({ table, why, findings }) => [table, why, findings.map(brief)])).toEqual([["services", "missing-column", ["missing-column type 1"]], ["supervision", "empty-table", ["empty-table 1"]]]);
    expect(submission.notGiven[0]?.findings[0]?.facts).toMatchObject({ columns: "服务类型" });
    expect(briefs(submission)).toEqual(["summary-not-log", "unread-sheet"]);
    expect([...submission.given]).toEqual(["roster"]);
  });
});
