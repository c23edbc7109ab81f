import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import type { ResultsExplained } from "../../src/report/explain/facts.ts";
import { EXIT, hege, type Ran } from "../support/cli.ts";
import { fixedReport } from "../support/rendered.ts";
import { OPEN } from "../support/small-submission.ts";
import { inFolder, writeTables } from "../support/submission.ts";

/** `hege explain --report`: why a rule came out as it did. */

const explained = (report: unknown, ...argv: string[]): Promise<Ran> => inFolder((folder) => {
  writeFileSync(path.join(folder, "报告.json"), typeof report === "string" ? report : JSON.stringify(report));
  return hege(folder, ["explain", ...argv, "--report", "报告.json"]);
});
const data = async (report: unknown, ...argv: string[]): Promise<ResultsExplained> => JSON.parse((await explained(report, ...argv, "--format", "json")).out) as ResultsExplained;
const all = (report: Report): Report["agencies"][number]["results"] => report.agencies.flatMap(({ results }) => results);

describe("explain --report", () => {
  test("every result of the report can be explained, as text and as data, in both languages", async () => {
    for (const { rule, subject, message, clause } of all(fixedReport())) {
      const who = subject.type === "person" ? subject.key : subject.agency;
      for (const lang of ["zh", "en"] as const) {
        const { code, out } = await explained(fixedReport(), rule, who, "--lang", lang);
        expect(code).toBe(EXIT.ok);
        expect(out.replace(/\s/g, "")).toContain(message[lang].replace(/\s/g, ""));
      }
      const { results, rule: told } = await data(fixedReport(), rule, who);
      expect([results.map((each) => each.message.zh), told.clause]).toEqual([[message.zh], clause]);
    }
  });
  test("tells numbers, places, parameters, waiver and decision", async () => {
    const { out } = await explained(fixedReport(), "SZ11-monthly-supervision", "欧阳明");
    expect(out).toMatch(/已豁免 {2}欧阳明[\s\S]*查到的[\s\S]*逐月（3）：\n {4}• 月份 2010-09；.*结果 达到[\s\S]*不足的月份：2010-10[\s\S]*应有的\n {2}个别督导：1[\s\S]*整改 [\s\S]*豁免 市社协 于 2010-10-01/);
    expect(out).toMatch(/本次所用的参数/);
  });
  test("a person is named by name, number or key; --verbose is not needed for one", async () => {
    const [person] = all(fixedReport()).flatMap(({ subject, rule }) => (subject.type === "person" && subject.employeeNo === "Q01" && rule === "SZ08-supervisor-load" ? [subject] : []));
    const ways = await Promise.all([person?.name, person?.employeeNo, person?.key].map((who) => data(fixedReport(), "sz08-supervisor-load", who ?? "")));
    for (const way of ways) expect(way.results.map(({ subject }) => subject)).toEqual([person]);
  });
  test("without a person it lists whom the rule is about, and of few tells all", async () => {
    const many = (report: Report): Report => ({ ...report, agencies: report.agencies.map((agency) => ({ ...agency, results: agency.results.flatMap((result) => (result.rule === "SZ08-supervisor-load" && result.subject.type === "person" ? Array.from({ length: 5 }, (_, i) => ({ ...result, subject: { ...result.subject, key: `p-${i}`, name: `人${i}` } }) as typeof result) : [result])) })) });
    const { out } = await explained(many(fixedReport()), "SZ08-supervisor-load");
    expect(out).toMatch(/符合 5 项[\s\S]*人0[\s\S]*人4[\s\S]*姓名、工号或编号/);
    expect(out).not.toContain("查到的");
    expect((await explained(many(fixedReport()), "SZ08-supervisor-load", "--verbose")).out.match(/查到的/g)).toHaveLength(5);
    expect((await explained(fixedReport(), "SZ08-supervisor-load")).out).toContain("查到的");
  });
  test("a name of several is answered with their keys", async () => {
    const twins = (report: Report): Report => ({ ...report, agencies: report.agencies.map((agency) => ({ ...agency, results: agency.results.flatMap((result) => [result, ...(result.rule === "SZ08-supervisor-load" ? [{ ...result, subject: { ...result.subject, key: "p-twin" } as typeof result.subject }] : [])]) })) });
    expect(await explained(twins(fixedReport()), "SZ08-supervisor-load", "欧阳明")).toEqual({ code: EXIT.refused, out: "", err: expect.stringMatching(/欧阳明 不止一人[\s\S]*p-[0-9a-f]{16} [\s\S]*p-twin/) as string });
    expect((await data(twins(fixedReport()), "SZ08-supervisor-load", "p-twin")).results).toHaveLength(1);
  });
  test("tells which rows were used, which were left out and why", () => inFolder(async (folder) => {
    const lead = (part: string, no: string): string[] => ["2010-10-12", "欧阳明", "个案", no, "1", part, "是", "面谈", "是"];
    const services = [["日期", "社工姓名", "服务类型", "服务编号", "节次", "承担角色", "直接服务", "形式", "记录完整"], lead("协助", "C1"), lead("主责", ""), ["不详", ...lead("主责", "C2").slice(1)], ["合计", "", "", "", "", "", "", "", ""]];
    const [header = [], first = [], ...rows] = OPEN["花名册"] ?? [];
    writeTables(path.join(folder, "材料"), { ...OPEN, 花名册: [header, first.map((cell) => (cell === "初级督导" ? "见习督导" : cell)), ...rows], 服务记录: services });
    await hege(folder, ["材料", "--policy", "shenzhen-2010", "--as-of", "2010-11-30", "--output", "报告.json"]);
    const { out } = await hege(folder, ["explain", "SZ14-practice-portfolio", "欧阳明", "--report", "报告.json"], { columns: 100 });
    expect(out).toMatch(/没有计入的记录 2 条\n {2}• 没有主责或独立承担：.*服务记录\.csv › 2\n {2}• 没有服务编号：.*服务记录\.csv › 3/);
    expect(out.replaceAll(/\n\s+/g, "")).toMatch(/服务记录（材料\/服务记录\.csv）：3 行，采用 2 行，因数据问题没有采用 1 行；另略过表尾.* 1 行.*错误 A4：/);
  }));
  test.each<[string, unknown, string[], RegExp]>([
    ["a rule that was not checked", fixedReport(), ["SZ08-supervisor-ration"], /SZ08-supervisor-ration.*SZ08-supervisor-ratio/],
    ["a person whom it is not about", fixedReport(), ["SZ08-supervisor-load", "欧阳朋"], /欧阳朋.*欧阳明/],
    ["no JSON", "{", ["SZ08-supervisor-ratio"], /不是 JSON.*hege check/],
    ["another JSON", { rows: [] }, ["SZ08-supervisor-ratio"], /不是本版程序可读的报告[\s\S]*schemaVersion/],
    ["a report of another version", { ...fixedReport(), schemaVersion: "9.0" }, ["SZ08-supervisor-ratio"], /格式版本 9\.0/],
    ["a policy besides", fixedReport(), ["SZ08-supervisor-ratio", "--policy", "xpcc-2017"], /--policy/],
  ])("%s is refused in words", async (_, report, argv, says) => {
    expect(await explained(report, ...argv)).toEqual({ code: EXIT.refused, out: "", err: expect.stringMatching(says) as string });
  });
  test("a report that is not there, and a person without a report", () => inFolder(async (folder) => {
    expect(await hege(folder, ["explain", "SZ08-supervisor-ratio", "--report", "没有.json"])).toMatchObject({ code: EXIT.refused, err: expect.stringContaining("没有.json") as string });
    expect(await hege(folder, ["explain", "SZ08-supervisor-ratio", "欧阳明"])).toMatchObject({ code: EXIT.refused, err: expect.stringContaining("--report") as string });
  }));
});
