import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { loadConfig } from "../../src/config/load.ts";
import { withMapping } from "../../src/config/mapping.ts";
import { Refusal } from "../../src/model/fault.ts";
import type { Suggestions } from "../../src/model/inspection.ts";
import type { Report } from "../../src/model/report.ts";
import { EXIT, hege } from "../support/cli.ts";
import { csvOf, inFolder } from "../support/submission.ts";

const word = { zh: "岗位", en: "post" };
const SUGGESTED: Suggestions = {
  columns: [{ table: "roster", header: "带教老师姓名", field: "supervisor", word: { zh: "督导", en: "supervisor" }, first: ["名册.csv › C1"] }],
  values: ["督导员", "社工: 甲 # 级", "是"].map((text, i) => ({ field: "role", word, text, cells: i + 1, first: [`名册.csv › B${i + 2}`], accepted: "一线社工、督导助理" })),
};
const written = async (before: string | null, suggestions = SUGGESTED): Promise<string | null> =>
  (await withMapping("hege.config.yaml", before === null ? null : Buffer.from(before), suggestions, "zh", "./schema/config.schema.json")).text;

const BLANK = { columns: { roster: { 带教老师姓名: null } }, values: { role: { "督导员": null, "社工: 甲 # 级": null, "是": null } } };

describe("a mapping", () => {
  test("in a new file: the schema in its first line, each entry blank under a comment that says what to fill in", async () => {
    const text = await written(null) ?? "";
    expect(text.split("\n")[0]).toBe("# yaml-language-server: $schema=./schema/config.schema.json");
    expect(parse(text)).toEqual(BLANK);
    const lines = text.split("\n");
    expect(lines.find((_, i) => lines[i + 1]?.trim() === "督导员:")).toMatch(/^ +# .*“督导员”.*名册\.csv › B2.*可填：一线社工、督导助理/);
    expect(lines.find((_, i) => lines[i + 1]?.trim() === "带教老师姓名:")).toMatch(/# .*“带教老师姓名”.*“督导”.*supervisor/);
  });

  test.each<[string, string, object]>([
    ["nothing but comments", "# 我的配置\n", {}],
    ["an empty file", "", {}],
    ["other keys, without a last line break", "policy: shenzhen-2010", { policy: "shenzhen-2010" }],
    ["sections with comments of their own, indented by four", "columns:        # 您的表头\n    # 工号\n    员工代码:   employeeNo  # 左边是表头\n    roster:\n        性质:   employmentType\n\n\nvalues:\n    role:   # 岗位\n        社工一级: '一线社工'\nrules: {}   # 空\n", {}],
    ["a section by its Chinese name", "values:\n  岗位:\n    社工一级: 一线社工\n", {}],
    ["sections left blank", "columns:\nvalues:\n  role:\npolicy: shenzhen-2010\n", { policy: "shenzhen-2010" }],
    ["line breaks of Windows", "policy: shenzhen-2010\r\nvalues:\r\n  role:\r\n    社工一级: 一线社工\r\n", {}],
    ["a block of text at the end", "waivers: []\nagency: |\n  甲社\n  乙社", {}],
  ])("keeps every byte of what was there: %s", async (_, before) => {
    const text = await written(before) ?? "";
    const [old, now] = [before.split("\n"), text.split("\n")];
    let at = 0;
    for (const line of now) if (line === old[at]) at += 1;
    expect(old.slice(at).join(""), text).toBe("");
    expect(parse(text)).toMatchObject(parse(before) === null ? {} : JSON.parse(JSON.stringify(parse(before), (__, value: unknown) => value ?? undefined)) as object);
    expect(text.includes("\r\n")).toBe(before.includes("\r\n"));
    expect(text.replaceAll("\r\n", "").includes("\r")).toBe(false);
    expect(await written(text), "a second run adds nothing").toBe(null);
    await inFolder(async (folder) => {
      writeFileSync(path.join(folder, "hege.config.yaml"), text);
      const config = await loadConfig(undefined, folder);
      const entries = Object.values(config?.vocabulary.values["role"] ?? {});
      expect(entries.filter((means) => means !== "一线社工")).toEqual([]);
      expect(config?.vocabulary.columns.some(({ header }) => header === "带教老师姓名")).toBe(false);
    });
  });

  test("in one-line maps: written anew, comments and order kept", async () => {
    const text = await written("# 头\nvalues: {role: {社工一级: 一线社工}} # 尾\npolicy: shenzhen-2010\n") ?? "";
    expect(parse(text)).toEqual({ ...BLANK, policy: "shenzhen-2010", values: { role: { 社工一级: "一线社工", ...BLANK.values.role } } });
    expect(text).toMatch(/^# 头\nvalues:[\s\S]*# 尾|^# 头[\s\S]*policy: shenzhen-2010/);
    expect(text).toContain("# 尾");
    expect(await written(text)).toBe(null);
  });

  test("where an alias stands for a section it is refused, and nothing is written", async () => {
    const error = await written("values: &v\n  role: {}\ncolumns: *v\n").then(() => null, (reason: unknown) => reason);
    expect(error).toBeInstanceOf(Refusal);
    expect((error as Refusal).sentences[0]?.zh).toMatch(/未改动/);
  });

  test("what somebody has said, anywhere, is not asked again", async () => {
    expect(await written("columns:\n  带教 老师姓名: supervisor\nvalues:\n  岗位: {督导员: 见习督导, 是: 一线社工, '社工:甲#级': 一线社工}\n")).toBe(null);
  });

  test("no text of a file gets a line of its own", async () => {
    const text = await written(null, { columns: [], values: [{ field: "role", word, text: "甲\nrules: {}\u2028x", cells: 1, first: ["a\nfailOn: never.csv › B2"], accepted: "一线社工" }] }) ?? "";
    expect(Object.keys(parse(text) as object)).toEqual(["values"]);
  });
});

describe("hege inspect --write-mapping", () => {
  const ROSTER = [["机构", "姓名", "工号", "岗 位", "带教督导姓名"], ["甲社", "欧阳明", "1", "督导员", ""], ["甲社", "张三", "2", "社工", "欧阳明"]];
  const CHECK = ["名册.csv", "--policy", "shenzhen-2010", "--as-of", "2010-11-30", "--only", "SZ08-*", "--format", "json"];
  const inFiles = (work: (folder: string) => Promise<void>): Promise<void> => inFolder(async (folder) => {
    writeFileSync(path.join(folder, "名册.csv"), csvOf(ROSTER));
    await work(folder);
  });
  const config = (folder: string): string => readFileSync(path.join(folder, "hege.config.yaml"), "utf8");
  const report = async (folder: string): Promise<Report> => JSON.parse((await hege(folder, CHECK)).out) as Report;

  test("changes no judgement until it is filled in; then check understands", () => inFiles(async (folder) => {
    const before = await report(folder);
    expect(before.agencies[0]?.headcount).toMatchObject({ unreadable: 1, "junior-supervisor": 0 });
    const ran = await hege(folder, ["inspect", "名册.csv", "--write-mapping"]);
    expect([ran.code, ran.err]).toEqual([EXIT.ok, expect.stringMatching(/已在 hege\.config\.yaml 里列出 1 列、1 种写法/)]);
    expect(await report(folder)).toEqual({ ...before, durationMs: expect.any(Number) as number });
    const made = config(folder);
    expect((await hege(folder, ["inspect", "名册.csv", "--write-mapping"])).err).toMatch(/没有要写进/);
    expect(config(folder)).toBe(made);
    writeFileSync(path.join(folder, "hege.config.yaml"), made.replace("督导员:", "督导员: 初级督导").replace("带教督导姓名:", "带教督导姓名: supervisor"));
    const after = await report(folder);
    expect(after.agencies[0]?.headcount).toMatchObject({ "unreadable": 0, "junior-supervisor": 1, "frontline": 1 });
    expect(after.agencies[0]?.people.find(({ name }) => name === "张三")).toMatchObject({ supervisor: after.agencies[0]?.people.find(({ name }) => name === "欧阳明")?.key });
    expect((await hege(folder, ["inspect", "名册.csv"])).out).toMatch(/按配置认的列：E 带教督导姓名/);
  }));

  test("finds the configuration above, or takes the one that is named, there or not yet", () => inFiles(async (folder) => {
    
    mkdirSync(path.join(folder, "下级"));
    writeFileSync(path.join(folder, "hege.config.yaml"), "lang: en\n");
    const ran = await hege(path.join(folder, "下级"), ["inspect", "../名册.csv", "--write-mapping", "--quiet"]);
    expect(ran.err).toMatch(/^Listed 1 column and 1 text in \.\.\/hege\.config\.yaml/);
    expect(config(folder)).toMatch(/^lang: en\n\ncolumns:/);
    expect((await hege(folder, ["inspect", "名册.csv", "--write-mapping", "--config", "我的.yaml"])).code).toBe(EXIT.ok);
    expect(readFileSync(path.join(folder, "我的.yaml"), "utf8")).toMatch(/^# yaml-language-server: \$schema=.*schema\/config\.schema\.json\n/);
  }));

  test("a file that cannot be read takes nothing away from the others", () => inFiles(async (folder) => {
    const ran = await hege(folder, ["inspect", "没有.csv", "名册.csv", "--write-mapping", "--format", "json"]);
    expect([ran.code, ran.err]).toEqual([EXIT.refused, expect.stringMatching(/没有\.csv：没有这个文件[\s\S]*已在 hege\.config\.yaml/)]);
    expect(JSON.parse(ran.out)).toMatchObject({ summary: { read: 1, refused: 1 } });
  }));

  test("a configuration that is wrong is refused, and stays as it is", () => inFiles(async (folder) => {
    writeFileSync(path.join(folder, "hege.config.yaml"), "polcy: x\n");
    const ran = await hege(folder, ["inspect", "名册.csv", "--write-mapping"]);
    expect([ran.code, ran.out, ran.err]).toEqual([EXIT.refused, "", expect.stringMatching(/hege\.config\.yaml:1:8.*policy/)]);
    expect(config(folder)).toBe("polcy: x\n");
  }));

  test("--output writes what is printed; inputs are never written over", () => inFiles(async (folder) => {
    const { out } = await hege(folder, ["inspect", "名册.csv", "--format", "json"]);
    expect(await hege(folder, ["inspect", "名册.csv", "--output", "认.json"])).toMatchObject({ code: EXIT.ok, out: "" });
    expect(readFileSync(path.join(folder, "认.json"), "utf8")).toBe(out);
    writeFileSync(path.join(folder, "名册.txt"), csvOf(ROSTER));
    expect((await hege(folder, ["inspect", "名册.txt", "--output", "名册.txt"])).code).toBe(EXIT.refused);
    expect(readFileSync(path.join(folder, "名册.txt"), "utf8")).toBe(csvOf(ROSTER));
  }));

  test("colour only on a terminal", () => inFiles(async (folder) => {
    const coloured = async (...setting: [boolean, ...string[]]): Promise<boolean> => (await hege(folder, ["inspect", "名册.csv", ...setting.slice(1) as string[]], { tty: setting[0] })).out.includes("\u001b[");
    expect([await coloured(true), await coloured(false), await coloured(true, "--no-color")]).toEqual([true, false, false]);
  }));
});
