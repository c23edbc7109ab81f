import { describe, expect, it } from "vitest";
import { headerKeys } from "../../src/read/header-keys.ts";
import { findHeader, isSummary, missingFacts, nearestHeaders, tableOfName } from "../../src/read/header.ts";
import { mapColumns } from "../../src/read/mapping.ts";
import type { RawRow } from "../../src/read/raw.ts";
import { columnLetter } from "../../src/read/raw.ts";
import { EVERY_TABLE, tableOf } from "../../src/read/tables/index.ts";
import type { TableKind } from "../../src/model/table.ts";
import { squeeze } from "../../src/model/text.ts";

const rows = (...lines: readonly string[]): RawRow[] => lines.map((line, index) => ({ row: index + 1, cells: line.split(",").map((cell) => (cell === "" ? null : cell)) }));
const mapped = (kind: TableKind, headers: string): Record<string, string> =>
  Object.fromEntries([...mapColumns(tableOf(kind), headers.split(",")).columns].map(([field, columns]) => [field, columns.map((column) => column.letter).join("")]));

describe("a header", () => {
  it.each([
    ["姓 名", "name"], ["*姓名", "name"], ["★姓名：", "name"], ["姓名（必填）", "name"], ["姓名(必填)：", "name"], ["姓名*", "name"], ["\ufeff姓名", "name"], ["姓\n名", "name"], ["入职日期(yyyy-mm-dd)", "hireDate"],
    ["月工资(元/月)", "monthlyPay"], ["岗位／职务", "role"], ["社工工作经验（年）", "experienceYears"], ["employeeNo", "employeeNo"], ["Hire Date", "hireDate"], ["hire_date", "hireDate"], ["工号", "employeeNo"], ["编号", "employeeNo"],
  ])("%j is the roster's %s", (header, field) => expect(mapped("roster", header)).toEqual({ [field]: "A" }));

  it.each([["参加工作时间"], ["性别"], ["民族"], ["手机号"], ["__proto__"], ["constructor"], [""]])("%j is none of the roster's", (header) => expect(mapped("roster", header)).toEqual({}));

  it.each([["时长(分钟)", "分钟"], ["时长（小时）", "小时"], ["节数(半天)", "半天"], ["时长(分钟)(必填)", "分钟"], ["月工资(万元)", "万元"], ["时长(必填)", null], ["时长", null]])("%s names the unit %s", (header, unit) =>
    expect(headerKeys(header).unit).toBe(unit));

  it("each synonym of the dictionary is its own field's", () => {
    for (const table of EVERY_TABLE) {
      for (const [field, spec] of Object.entries(table.fields)) {
        for (const word of [field, ...spec.headers]) expect(Object.keys(mapped(table.kind, word.replace(/~$/, ""))), `${table.kind} ${word}`).toContain(field);
      }
    }
  });

  it("no synonym is written in a way that headers are never compared in", () => {
    for (const table of EVERY_TABLE) for (const spec of Object.values(table.fields)) for (const word of spec.headers) expect(squeeze(word)).toBe(word);
  });
});

describe("two columns that claim one field", () => {
  it("the synonym named earlier is read, whatever their order", () => expect(mapped("roster", "职务,岗位")).toEqual({ role: "BA" }));
  it("of the very same header, the left one", () => expect(mapped("roster", "岗位,岗位")).toEqual({ role: "AB" }));
  it("an ambiguous one counts only alone", () => {
    expect(mapped("roster", "职级")).toEqual({ role: "A" });
    expect(mapped("roster", "职级,岗位")).toEqual({ role: "B" });
    expect(mapColumns(tableOf("roster"), ["职级", "岗位"]).unmapped).toEqual([{ header: "职级", letter: "A" }]);
    expect(mapped("services", "时间,日期")).toEqual({ date: "B" });
  });
  it("五险一金 is both", () => expect(mapped("roster", "五险一金")).toEqual({ socialInsurance: "A", housingFund: "A" }));
});

describe("the kind of a table", () => {
  it.each<[string, string, TableKind | null]>([
    ["knows most of its headers", "姓名,工号,督导级别,认定日期,有效期至", "registry"],
    ["a roster", "机构,姓名,岗位", "roster"],
    ["by postGrade", "姓名,岗位等级", "roster"],
    ["a log", "日期,社工姓名,服务类型", "services"],
    ["an agency", "机构,机构类型,地区", "agency"],
    ["one header of ours", "甲,乙,姓名", null],
    ["none", "甲,乙,丙", null],
  ])("%s: %s", (_, header, kind) => expect(findHeader(rows(header), null)?.table.kind ?? null).toBe(kind));

  it("of equals, the one that the name suggests", () => {
    expect(findHeader(rows("姓名,工号,督导级别"), null)?.table.kind).toBe("roster");
    expect(findHeader(rows("姓名,工号,督导级别"), tableOfName("协会名册"))?.table.kind).toBe("registry");
    expect(findHeader(rows("日期,姓名,类型"), tableOfName("履职记录.csv"))?.table.kind).toBe("duties");
    expect(findHeader(rows("日期,姓名,类型"), null)?.table.kind).toBe("services");
  });

  it("with three known headers or its name it is that table without a column", () => {
    const found = findHeader(rows("机构,日期,服务编号,服务类别名"), null);
    expect(found?.table.kind).toBe("services");
    expect(found?.mapping.missing).toEqual([["worker"], ["type"]]);
    expect(found && missingFacts(found.table, found.mapping)).toEqual({ columns: "社工姓名、服务类型", nearest: "服务类别名" });
    expect(findHeader(rows("姓名,甲"), "roster")?.mapping.missing).toEqual([["role", "postGrade"]]);
    expect(findHeader(rows("姓名,甲"), null)).toBeNull();
  });

  it.each([["社工花名册", "roster"], ["2010年服务记录.xlsx", "services"], ["督导记录", "supervision"], ["协会名册", "registry"], ["薪酬指导标准", "pay-guide"], ["Sheet1", null]])("%s suggests %s", (name, kind) =>
    expect(tableOfName(name)).toBe(kind));

  it("offers the nearest headers", () => expect(nearestHeaders(tableOf("roster"), ["name"], [{ header: "员工名字" }, { header: "民族" }])).toEqual(["员工名字"]));
});

describe("where the header is", () => {
  it("below titles", () => {
    const found = findHeader(rows("启明社工服务中心花名册,,", ",,", "机构：,启明,填表日期：", "姓名,岗位,工号", "张三,社工,Q1"), null);
    expect(found?.row).toBe(4);
    expect(found?.titles.map((row) => row.row)).toEqual([1, 2, 3]);
  });
  it("in two rows, some columns in the upper and some in the lower", () => {
    const found = findHeader(rows("花名册,,,", "姓名,岗位,督导情况,", ",,督导,督导助理", "张三,社工,李四,王五"), null);
    expect(found?.row).toBe(3);
    expect([...(found?.mapping.columns.keys() ?? [])]).toEqual(["name", "role", "supervisor", "assistant"]);
    expect(found?.titles).toHaveLength(1);
  });
  it("in two rows, merged downwards: the lower", () => expect(findHeader(rows("姓名,岗位,联系方式,", "姓名,岗位,电话,手机", "张三,社工,1,2"), null)?.row).toBe(2));
});

describe("a monthly summary", () => {
  it.each([
    [true, "姓名,个案数,小组数,合计", ""], [true, "社工姓名,走访人次,小组节数", "月报表"], [true, "社工,个案(个),活动(次)", ""],
    [false, "日期,社工姓名,个案数,小组数", ""], [false, "社工姓名,服务类型,次数,节数(半天),工时", ""], [false, "机构,个案数,小组数", ""], [false, "姓名,电话,地址", ""],
  ])("%s: %s %s", (is, header, name) => expect(isSummary(rows(header), name)).toBe(is));
});

it.each([[0, "A"], [25, "Z"], [26, "AA"], [701, "ZZ"], [702, "AAA"], [16_383, "XFD"]])("column %i is %s", (index, letters) => expect(columnLetter(index)).toBe(letters));
