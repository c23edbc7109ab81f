import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { main } from "../../src/cli/main.ts";
import type { TemplatePlan } from "../../src/template/plan.ts";
import { EXIT, hege } from "../support/cli.ts";
import { inFolder } from "../support/submission.ts";
import { openBook } from "../support/template.ts";

const sheetsOf = async (file: string): Promise<string[]> => (await openBook(readFileSync(file))).worksheets.map(({ name }) => name);
const XB = ["填写说明", "花名册", "督导记录", "制度材料", "豁免商定", "薪酬指导标准", "机构信息"];

describe("hege template", () => {
  test("writes a workbook named by its policies, and says what comes next", async () => {
    await inFolder(async (folder) => {
      const ran = await hege(folder, ["template", "--policy", "xpcc-2017"]);
      expect(ran).toEqual({ code: EXIT.ok, err: "", out: "已写入 hege-template-xpcc-2017.xlsx，共 6 张表：花名册、督导记录、制度材料、豁免商定、薪酬指导标准、机构信息。请先看第一张工作表“填写说明”。\n填好以后运行：hege check hege-template-xpcc-2017.xlsx --policy xpcc-2017\n" });
      expect(await sheetsOf(path.join(folder, "hege-template-xpcc-2017.xlsx"))).toEqual(XB);
      await hege(folder, ["template", "--policy", "shenzhen-2010", "--policy", "xpcc-2017"]);
      expect(readdirSync(folder).sort()).toEqual(["hege-template-shenzhen-2010-xpcc-2017.xlsx", "hege-template-xpcc-2017.xlsx"]);
    });
  });

  test("speaks English, headers aside", async () => {
    await inFolder(async (folder) => {
      const ran = await hege(folder, ["template", "my form.xlsx", "--policy", "shenzhen-2010", "--lang", "en"]);
      expect(ran.out).toContain('Wrote my form.xlsx with 9 tables: 花名册 (staff roster)');
      expect(ran.out).toContain('hege check "my form.xlsx" --policy shenzhen-2010 --as-of YYYY-MM-DD');
      expect((await sheetsOf(path.join(folder, "my form.xlsx"))).slice(0, 2)).toEqual(["Read me", "花名册"]);
    });
  });

  test("leaves a file alone that is there, unless it is forced", async () => {
    await inFolder(async (folder) => {
      const file = path.join(folder, "填报表.xlsx");
      writeFileSync(file, "old");
      const refused = await hege(folder, ["template", "填报表.xlsx", "--policy", "xpcc-2017"]);
      expect(refused).toEqual({ code: EXIT.refused, out: "", err: "已经有文件 填报表.xlsx，没有改动它。请换一个文件名，或加上 --force 覆盖。\n" });
      expect(readFileSync(file, "utf8")).toBe("old");
      expect((await hege(folder, ["template", "填报表.xlsx", "--policy", "xpcc-2017", "--force"])).code).toBe(EXIT.ok);
      expect(await sheetsOf(file)).toEqual(XB);
      expect(readdirSync(folder)).toEqual(["填报表.xlsx"]);
    });
  });

  test.each([
    [["填报表.xls"], "文件名要以 .xlsx 结尾。请写 hege template 填报表.xlsx"],
    [["填报表"], "请写 hege template 填报表.xlsx"],
    [["夹"], "夹 是文件夹。请写明文件名"],
    [[""], "文件名是空的"],
    [["没有的/填报表.xlsx"], "所在文件夹不存在，请先建立"],
    [["一.xlsx", "二.xlsx"], "多写了内容"],
    [["--format", "xml"], "选项 --format <format> 不能是 xml"],
    [["--polcy", "x"], "是否想写 --policy？"],
  ])("%s is refused with what to do", async (argv, said) => {
    await inFolder(async (folder) => {
      mkdirSync(path.join(folder, "夹"));
      const { code, out, err } = await hege(folder, ["template", ...argv, ...(argv.includes("--polcy") ? [] : ["--policy", "xpcc-2017"])]);
      expect([code, out]).toEqual([EXIT.refused, ""]);
      expect(err).toContain(said);
      expect(readdirSync(folder)).toEqual(["夹"]);
    });
  });

  test("asks for the policy, or says how to name it", async () => {
    await inFolder(async (folder) => {
      const refused = await hege(folder, ["template"]);
      expect(refused.code).toBe(EXIT.refused);
      expect(refused.err).toContain("--policy");
      const stream = { write: () => { /* not looked at */ }, isTTY: true, columns: 80 };
      const questions: string[] = [];
      const ask = (question: string): Promise<string> => { questions.push(question); return Promise.resolve("2"); };
      const code = await main({ argv: ["template"], env: { HEGE_LANG: "zh" }, cwd: folder, now: new Date(0), out: stream, err: stream, version: "0", random: () => new Uint8Array(), ask });
      expect([code, questions.length, existsSync(path.join(folder, "hege-template-xpcc-2017.xlsx"))]).toEqual([EXIT.ok, 1, true]);
    });
  });

  test("takes policy, language and settings of the configuration, and a policy file of one's own", async () => {
    await inFolder(async (folder) => {
      writeFileSync(path.join(folder, "my-city.yaml"), "extends: xpcc-2017\nid: my-city\nversion: 1.0.0\nwithout: [XB-pay-guidance]\n");
      writeFileSync(path.join(folder, "hege.config.yaml"), "policy: ./my-city.yaml\nlang: en\n");
      const ran = await hege(folder, ["template"]);
      expect(ran.out).toContain("Wrote hege-template-my-city.xlsx with 5 tables");
      expect(await sheetsOf(path.join(folder, "hege-template-my-city.xlsx"))).not.toContain("薪酬指导标准");
    });
  });

  test("--format json prints what it would ask, and writes only what is named", async () => {
    await inFolder(async (folder) => {
      const ran = await hege(folder, ["template", "--policy", "xpcc-2017", "--format", "json"]);
      const plan = JSON.parse(ran.out) as TemplatePlan;
      expect(plan.tables.map(({ sheet }) => sheet)).toEqual(XB.slice(1));
      expect(plan.tables[0]?.columns.find(({ field }) => field === "socialInsurance")).toMatchObject({
        header: "社会保险", must: false, shape: { is: "words", words: ["是", "否"], open: false }, rules: [{ policy: "xpcc-2017", rule: "XB-social-insurance", clause: "¶5", title: { en: "Social insurance provided" } }], purpose: null,
      });
      expect(readdirSync(folder)).toEqual([]);
      const both = await hege(folder, ["template", "表.xlsx", "--policy", "xpcc-2017", "--format", "json"]);
      expect(both.out).toBe(ran.out);
      expect(readdirSync(folder)).toEqual(["表.xlsx"]);
    });
  });

  test.each(["zh", "en"])("has help with examples in %s", async (language) => {
    await inFolder(async (folder) => {
      const { code, out } = await hege(folder, ["template", "--help", "--lang", language], { columns: 100 });
      expect(code).toBe(EXIT.ok);
      expect(out).toContain("hege template --policy shenzhen-2010\n");
      for (const option of ["--policy", "--force", "--config", "--format", "--lang"]) expect(out).toContain(option);
      expect(/[\u4e00-\u9fff]/.test(out.replace(/\S+\.xlsx/g, ""))).toBe(language === "zh");
    });
  });
});
