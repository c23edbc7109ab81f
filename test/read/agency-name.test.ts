import { describe, expect, it } from "vitest";
import { agencyOfPath, agencyOfSheet, agencyOfTitles } from "../../src/read/agency-name.ts";

const titles = (...lines: readonly string[]): string | null => agencyOfTitles(lines.map((line, index) => ({ row: index + 1, cells: line.split("|") })));

describe("an agency's name", () => {
  it.each([
    ["启明社工服务中心", "启明社工服务中心"], ["启明", "启明"], ["1月", null], ["2010年3月", null], ["12", null], ["Sheet1", null], ["花名册", null], ["一月", null], ["福田区", null], ["龙华街道", null], ["员工花名册", null],
  ])("of the sheet %s: %s", (name, agency) => expect(agencyOfSheet(name)).toBe(agency));

  it.each([
    [["机构：启明社工服务中心"], "启明社工服务中心"], [["机构名称:启明社工服务中心（盖章）"], "启明社工服务中心"], [["机构：|启明社工服务中心|填表日期：|2010年"], "启明社工服务中心"],
    [["启明社工服务中心花名册"], "启明社工服务中心"], [["启明社工服务中心人员名册"], "启明社工服务中心"], [["2010年度启明社工服务中心员工花名册（11月）"], "启明社工服务中心"], [["花名册", "启明社工服务中心"], "启明社工服务中心"],
    [["社工机构花名册", "填表日期：2010年11月30日"], null], [["单位：元"], null], [["机构|启明社工服务中心"], "启明社工服务中心"], [["单位|姓名|岗位"], null], [["花名册"], null], [["2010年11月"], null], [["填表说明请看附页"], null],
  ])("of the titles %j: %s", (lines, agency) => expect(titles(...lines)).toBe(agency));

  it.each<[string, string, unknown]>([
    ["启明社工服务中心花名册.xlsx", "input", { agency: "启明社工服务中心", from: "file" }], ["花名册-启明社会工作服务社.csv", "input", { agency: "启明社会工作服务社", from: "file" }], ["2010年11月 启明 员工花名册(终稿).xlsx", "x", { agency: "启明", from: "file" }],
    ["花名册.csv", "启明社工服务中心", { agency: "启明社工服务中心", from: "folder" }], ["报送材料.xlsx", "2010年11月-启明社工服务中心", { agency: "启明社工服务中心", from: "folder" }], ["花名册.csv", "input", null],
  ])("of the path %s in %s", (file, dir, expected) => expect(agencyOfPath(file, dir)).toEqual(expected));
});
