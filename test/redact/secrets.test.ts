import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { audit } from "../../src/audit.ts";
import { fromIso } from "../../src/model/day.ts";
import type { Report } from "../../src/model/report.ts";
import { ENDINGS, FORMATS } from "../../src/report/index.ts";
import { hege } from "../support/cli.ts";
import { OPEN } from "../support/small-submission.ts";
import { textsOf, unescaped } from "../support/rendered.ts";
import { csvOf, inFolder, writeTables, type Tables } from "../support/submission.ts";
import { workbookOf } from "../support/write.ts";

/** What --redact may leave of people in any output: nothing that names or reaches them. */

const ROOT = path.resolve(import.meta.dirname, "..", "..");
const endingOf = (format: string): string => Object.keys(ENDINGS).find((ending) => ENDINGS[ending] === format) ?? expect.unreachable(format);

/** Everything that a redacted run puts out, in all formats and both languages: its streams, the names of its files, their bytes, unpacked. */
async function everyOutput(folder: string, argv: readonly string[]): Promise<Map<string, string>> {
  const outputs = new Map<string, string>();
  for (const lang of ["zh", "en"]) {
    const out = path.join(folder, `out-${lang}`);
    mkdirSync(out);
    const files = FORMATS.flatMap((format) => ["--output", path.join(out, `report-${format}${endingOf(format)}`)]);
    const ran = await hege(folder, [...argv, "--redact", "--lang", lang, "--evidence", "all", "--verbose", "--format", "terminal", ...files]);
    expect([0, 1, 3], ran.err).toContain(ran.code);
    outputs.set(`stdout ${lang}`, ran.out).set(`stderr ${lang}`, ran.err);
    for (const name of readdirSync(out)) {
      const bytes = readFileSync(path.join(out, name));
      textsOf(bytes).forEach((text, i) => outputs.set(`${name} ${i} ${lang}`, unescaped(text)));
    }
  }
  expect(outputs.size).toBeGreaterThanOrEqual(2 * (2 + FORMATS.length));
  return outputs;
}

function expectNone(outputs: ReadonlyMap<string, string>, secrets: readonly string[]): void {
  expect(secrets.length).toBeGreaterThan(2);
  for (const [where, text] of outputs) {
    for (const secret of secrets) {
      const at = text.indexOf(secret);
      if (at >= 0) expect.fail(`${where} tells ${secret}: …${text.slice(Math.max(0, at - 60), at + 40)}…`);
    }
  }
}

/** Names, numbers of ID cards, certificates and phones of a sample, read off its cells. */
function secretsOf(report: Report): string[] {
  const people = report.agencies.flatMap((agency) => agency.people);
  const cells = report.agencies.flatMap(({ results }) => results.flatMap(({ evidence }) => evidence));
  const numbers = cells.filter(({ field }) => ["certificateNo", "registrationNo", "idNumber"].includes(field)).flatMap(({ value }) => (value === null ? [] : [value]));
  return [...new Set([...people.flatMap(({ name, employeeNo, key }) => [name, key, ...(employeeNo === null ? [] : [employeeNo])]), ...numbers])].filter((text) => text.length > 1);
}

const SAMPLES: [string, string, string][] = [
  ["samples/shenzhen-2010/non-compliant", "shenzhen-2010", "2010-12-31"], ["samples/shenzhen-2010/three-agencies.xlsx", "shenzhen-2010", "2010-11-30"], ["samples/shenzhen-2010/compliant", "shenzhen-2010", "2010-11-30"],
  ["samples/xpcc-2017/non-compliant", "xpcc-2017", "2018-06-30"], ["samples/xpcc-2017/three-agencies.xlsx", "xpcc-2017", "2018-06-30"],
];

describe("no redacted output tells anybody of a sample", () => {
  test.each(SAMPLES)("%s", async (sample, policy, asOf) => {
    const report = await audit({ paths: [sample], policies: [policy], asOf, evidence: Infinity, language: "zh", today: fromIso("2026-11-24") ?? 0, version: "0", cwd: ROOT });
    await inFolder(async (folder) => { expectNone(await everyOutput(folder, [path.join(ROOT, sample), "--policy", policy, "--as-of", asOf]), secretsOf(report)); });
  });
});

// ---- a submission that puts people where they do not belong

const ID = "440306198001012349";
const SECRETS = [
  "欧阳明远", "欧阳 明远", "张三丰", "阿卜杜拉", "买买提", "Johnson", "陌生客", "另一位客", "王小虎", "离任者", "钱有德", "孙掌门", "林冲之", "诸葛孔明", "慕容复之", "王“二”麻", "二”麻", "赵铁柱", "西门吹雪", "路人甲乙", "吴用功", "名册外人", "服务人乙", "案主丙丁",
  ID, ID.slice(6, 14), "13812345678", "0755-83241234", "SZ20081234567", "REG99887766", "worker@example.com", "EMP-00017", "个案王小丫",
];
const NASTY: Tables = {
  花名册: [
    ["机构", "姓名", "工号", "身份证号", "证书编号", "注册号", "岗位", "原岗位", "职业资格", "督导", "督导助理", "入职日期", "离职日期", "在职状态", "上岗日期", "团队", "林冲之负责"],
    ["启明社工服务中心", "欧阳明远", "EMP-00017", ID, "SZ20081234567", "REG99887766", "见习督导", "督导助理", "社会工作师", "", "", "2007-03-01", "", "", "2010-03-01", "欧阳明远组", "x"],
    ["启明社工服务中心", "张三丰", "Q02", "", "", "", "一线社工", "", "助理社会工作师", "欧阳 明远", "诸葛孔明", "2009-03-01", "", "", "", "", "x"],
    ["启明社工服务中心", "诸葛孔明", "Q03", "", "", "", "督导助理", "一线社工", "张三丰", "欧阳明远", "", "2009-03-01", "", "", "2010-03-01", "", "x"],
    ["启明社工服务中心", "阿卜杜拉·买买提", "Q04", "", "", "", "一线社工", "", "worker@example.com", "陌生客", "", "0755-83241234", "", "", "", "", "x"],
    ["启明社工服务中心", "Bob Johnson", "Q05", "", "", "", "王小虎", "", "无", "", "", "2009-03-01", "", "", "", "", "x"],
    ["启明社工服务中心", "离任者", "Q06", "", "", "", "一线社工", "", "无", "", "", "2009-03-01", "", "离职", "", "", "x"],
    ["启明社工服务中心", "王“二”麻", "Q07", "", "", "", "一线社工", "", "无", "", "", "2009-03-01", "", "", "", "", "x"],
    ["启明社工服务中心", "张三丰", "Q02", "", "", "", "一线社工", "", "无", "", "", "2009-06-01", "", "", "", "", "x"],
    ["启明社工服务中心", "赵铁柱", "Q07", "", "", "", "一线社工 13812345678", "", "无", "", "", "2009-06-01", "", "", "", "", "x"],
  ],
  服务记录: [
    ["日期", "社工姓名", "服务类型", "服务编号", "节次", "记录完整", "审阅人", "审阅日期", "服务对象"],
    ["2010-10-01", "张三丰", "个案", "个案王小丫", "1", "是", "欧阳明远", "2010-10-02", "案主丙丁"], ["2010-10-01", "张三丰", "个案", "个案王小丫", "1", "是", "欧阳明远", "2010-10-02", "案主丙丁"],
    ["2010-10-02", "另一位客", "个案", "N2", "1", "是", "服务人乙", "2010-10-02", "案主丙丁"], ["不详 路人甲乙", "张三丰、名册外人", "小组", "N3", "1", "是", "", "", "案主丙丁"],
  ],
  督导记录: [["督导日期", "督导者", "督导职级", "督导对象", "督导形式"], ["2010-10-05", "慕容复之", "", "张三丰", "个人督导"], ["2010-10-06", "欧阳明远", "", "张三丰和诸葛孔明", "西门吹雪"]],
  豁免商定: [
    ["条款", "机构", "姓名", "商定上限", "理由", "批准人", "批准日期", "有效期至"],
    ["第11条(3)", "", "欧阳明远", "", "因吴用功请假", "市社协 钱有德", "2010-03-01", "2011-12-31"], ["第8条", "", "路人甲乙", "钱有德", "因故", "孙掌门", "2010-03-01", ""],
  ],
  复核结论: [["条款", "姓名", "复核结论", "理由", "复核人", "复核日期"], ["SZ07-trainee-origin", "欧阳明远", "确认", "吴用功核实 13812345678", "孙掌门", "2010-11-20"], ["SZ07-trainee-origin", "名册外人", "确认", "", "孙掌门", "2010-11-20"]],
  制度材料: [["材料名称", "制定日期", "报送日期"], ["督导选拔办法 张三丰拟", "2009-12-01", "路人甲乙"]],
};

describe("no redacted output tells anybody of a submission that puts people everywhere", () => {
  const DAYS = ["--policy", "shenzhen-2010", "--as-of", "2010-11-30"];
  test("in files and folders that are called like people", () => inFolder(async (folder) => {
    const inside = path.join(folder, "林冲之报送");
    writeTables(inside, NASTY);
    for (const [from, to] of [["服务记录", "服务记录-张三丰"], ["督导记录", "陌生客"], ["制度材料", "王小虎 13812345678"]]) renameSync(path.join(inside, `${from}.csv`), path.join(inside, `${to}.csv`));
    writeFileSync(path.join(inside, "路人甲乙.csv"), readFileSync(path.join(inside, "陌生客.csv")));
    writeFileSync(path.join(inside, "钱有德.txt"), csvOf([["西门吹雪", "吴用功"], ["慕容复之", "1"]]));
    expectNone(await everyOutput(folder, [inside, ...DAYS]), SECRETS);
  }));
  test("in a workbook with sheets called like people", () => inFolder(async (folder) => {
    const sheets = Object.fromEntries(Object.entries({ ...NASTY, 附: [["西门吹雪", "吴用功"], ["慕容复之", "1"]] }).map(([name, grid], i) => [i % 2 === 0 ? `${["张三丰", "王小虎", "陌生客", "路人甲乙"][i / 2]}` : name, grid]));
    const { 张三丰: roster, ...rest } = sheets;
    writeFileSync(path.join(folder, "张三丰.xlsx"), await workbookOf({ 张三丰: roster ?? [], ...rest }, false));
    expectNone(await everyOutput(folder, ["张三丰.xlsx", ...DAYS]), SECRETS);
  }));
  test("where the table is refused, and its headers are names", () => inFolder(async (folder) => {
    const paths = writeTables(folder, { ...OPEN, 督导记录: [["督导日期", "督导者甲乙丙", "王小虎", "督导形式"], ["2010-10-01", "陌生客", "慕容复之", "个人"]], 服务记录: [["日期", "西门吹雪", "服务类型"], ["2010-10-01", "陌生客", "个案"]] });
    expectNone(await everyOutput(folder, [...paths.map((file) => path.relative(folder, file)), ...DAYS]), ["欧阳明", "张三", "李四", "王小虎", "陌生客", "慕容复之", "西门吹雪"]);
  }));
  test("in a batch: reports, overview, what is kept, and why one could not be audited", () => inFolder(async (folder) => {
    const out = path.join(folder, "out");
    const [first, second] = [path.join(folder, "in", "林冲之报送"), path.join(folder, "in", "路人甲乙")];
    writeTables(first, NASTY);
    writeTables(second, { 花名册: (NASTY["花名册"] ?? []).map((row) => row.map((cell) => cell.replaceAll("启明", "春晖"))) });
    writeFileSync(path.join(folder, "in", "西门吹雪.xlsx"), "PK");
    writeTables(path.join(folder, "in", "吴用功"), { 王小虎: [["西门吹雪", "姓名"], ["慕容复之", "张三丰"]], 钱有德: [["姓名", "王小虎的岗"], ["张三丰", "x"]] });
    mkdirSync(path.join(folder, "in", "空的"));
    for (const name of ["花名册.慕容复之", "诸葛孔明.csv"]) writeFileSync(path.join(folder, "in", "空的", name), "");
    writeFileSync(path.join(folder, "豁免商定.赵铁柱"), csvOf([["条款", "机构", "理由", "批准人", "批准日期"], ["第8条", "没有的机构", "因故", "孙掌门", "2010-03-01"]]));
    writeFileSync(path.join(folder, "密钥"), "0123456789abcdef0123456789abcdef");
    for (const lang of ["zh", "en"]) {
      const ran = await hege(folder, ["batch", "in", "--out", out, ...DAYS, "--redact", "--key-file", "密钥", "--with", "豁免商定.赵铁柱", "--lang", lang, "--evidence", "all", "--verbose", "--quiet", ...FORMATS.flatMap((format) => ["--format", format])]);
      expect(ran.code, ran.err).toBe(1);
      const outputs = new Map([["stdout", ran.out], ["stderr", ran.err]]);
      for (const name of readdirSync(out, { recursive: true }) as string[]) {
        if (statSync(path.join(out, name)).isFile()) textsOf(readFileSync(path.join(out, name))).forEach((text, i) => outputs.set(`${name} ${i} ${lang}`, unescaped(text)));
        outputs.set(`the name ${name}`, name);
      }
      expect([...outputs.values()].some((text) => text.includes("CROSS-duplicate-person"))).toBe(true);
      expect(readFileSync(path.join(out, "overview.json"), "utf8")).toMatch(/文件是空的[\s\S]*"unclaimedRows": \[\s*\{/);
      expectNone(outputs, SECRETS);
    }
  }));
});
