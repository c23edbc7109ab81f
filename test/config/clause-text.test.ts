import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { clausesOf, numberOf, quoteOf } from "../../src/model/clauses.ts";
import { reportSchema, type Result } from "../../src/model/report.ts";
import { EXIT, hege } from "../support/cli.ts";
import { BROKEN, OPEN } from "../support/small-submission.ts";
import { inFolder, writeTables } from "../support/submission.ts";

/** The text of a clause beside what asks for it; every text here is made up. */

describe("a text is cut into its clauses", () => {
  test.each([["八", 8], ["十", 10], ["十四", 14], ["二十", 20], ["三十一", 31], ["一百零三", 103], ["１２", 12], ["7", 7]])("%s is %i", (numeral, number) => { expect(numberOf(numeral)).toBe(number); });
  test.each([
    ["第七条 甲。\n第八条　乙。\n续乙。\n第二章 丙\n第九条：丁。", { 7: "第七条 甲。", 8: "第八条　乙。\n续乙。", 9: "第九条：丁。" }],
    ["\ufeff第 8 条 甲。\r\n1. 不是条。\r\n2. 也不是。", { 8: "第 8 条 甲。\n1. 不是条。\n2. 也不是。" }],
    ["7. one\n8、two\n1.5 is no clause", { 7: "7. one", 8: "8、two\n1.5 is no clause" }],
    ["Article 8 Ratios.\nMore.\nArt. 9. Load.", { 8: "Article 8 Ratios.\nMore.", 9: "Art. 9. Load." }],
    ["¶2 甲\n第三段 乙\nPara. 4 c", { "¶2": "¶2 甲", "¶3": "第三段 乙", "¶4": "Para. 4 c" }],
    ["甲\n续甲\n\n\n乙", { "¶1": "甲\n续甲", "¶2": "乙" }],
    ["甲\n乙\n", { "¶1": "甲", "¶2": "乙" }],
  ])("%j", (text, clauses) => { expect(Object.fromEntries(clausesOf(text))).toEqual(clauses); });
  test("an item is quoted with the opening of its clause; what is not there is not quoted", () => {
    const clauses = clausesOf("第十四条 开头：\n（一）甲；\n(2) 乙；\n续乙；\n（三）丙。\n第六条 无项。");
    expect([quoteOf(clauses, "14(1)(3)"), quoteOf(clauses, "14(2) 6(4)"), quoteOf(clauses, "14(9)")?.length, quoteOf(clauses, "8")]).toEqual([
      "第十四条 开头：\n（一）甲；\n（三）丙。", "第十四条 开头：\n(2) 乙；\n续乙；\n第六条 无项。", "第十四条 开头：\n（一）甲；\n(2) 乙；\n续乙；\n（三）丙。".length, null,
    ]);
  });
});

const DAYS = ["--policy", "shenzhen-2010", "--as-of", "2010-11-30", "--from", "2010-09-01", "--only", "SZ08-supervisor-ratio,SZ11-*"];
const withConfig = <T>(yaml: string, text: string | Uint8Array, work: (folder: string) => Promise<T>): Promise<T> => inFolder(async (folder) => {
  writeTables(path.join(folder, "材料"), BROKEN);
  mkdirSync(path.join(folder, "配置", "条文"), { recursive: true });
  writeFileSync(path.join(folder, "配置", "hege.config.yaml"), yaml);
  writeFileSync(path.join(folder, "配置", "条文", "文件.txt"), text);
  return work(folder);
});
const NAMED = "clauseText:\n  shenzhen-2010: 条文/文件.txt\n";

describe("clauseText: of the configuration", () => {
  const TEXT = "第八条 这是虚构的条文，说的是一名督导带几名社工。\n第十六条 另一条。";
  test.each([["UTF-8", TEXT], ["UTF-16", new Uint8Array(Buffer.from(`\ufeff${TEXT}`, "utf16le"))]])("is quoted on each result of the clause, in every format, from a file in %s", (_, bytes) => withConfig(NAMED, bytes, async (folder) => {
    const run = (...more: string[]): Promise<{ out: string; code: number }> => hege(folder, ["材料", ...DAYS, "--config", "配置/hege.config.yaml", ...more]);
    const report = reportSchema.parse(JSON.parse((await run("--format", "json")).out));
    const quoted = (results: readonly Result[]): [string, string | undefined][] => results.map(({ rule, clauseText }) => [rule, clauseText]);
    const results = quoted(report.agencies.flatMap((agency) => agency.results));
    expect(results.find(([rule]) => rule === "SZ08-supervisor-ratio")).toEqual(["SZ08-supervisor-ratio", "第八条 这是虚构的条文，说的是一名督导带几名社工。"]);
    expect(results.filter(([rule, text]) => rule !== "SZ08-supervisor-ratio" && text !== undefined)).toEqual([]);
    for (const format of ["terminal", "csv", "markdown", "junit", "sarif"]) expect((await run("--format", format)).out, format).toContain("这是虚构的条文");
  }));
  test("of which the screen shows the beginning, and all of it with --verbose", () => withConfig(NAMED, `第八条 ${"鑫".repeat(200)}`, async (folder) => {
    const run = async (...more: string[]): Promise<number> => [...(await hege(folder, ["材料", ...DAYS, "--config", "配置/hege.config.yaml", ...more])).out.matchAll(/鑫/g)].length;
    expect([await run(), await run("--verbose")]).toEqual([76, 200]);
  }));
  test.each<[string, string, string | Uint8Array, RegExp, RegExp]>([
    ["a file that is not there", "clauseText: { shenzhen-2010: 没有.txt }", "", /没有\.txt.*打不开.*路径/, /没有\.txt.*cannot be opened/],
    ["an empty file", NAMED, " \n", /文件\.txt.*空的/, /文件\.txt.*empty/],
    ["no text", NAMED, new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0xff, 0xff]), /纯文本/, /plain text/],
    ["a text without the clauses", NAMED, "无条号\n的文字", /第八条/, /Article 8/],
    ["a policy that nobody knows", "clauseText: { shenzen-2010: 条文/文件.txt }", "第八条 甲", /shenzen-2010.*shenzhen-2010/, /shenzen-2010.*shenzhen-2010/],
  ])("is refused where it names %s", (_, yaml, text, zh, en) => withConfig(yaml, text, async (folder) => {
    for (const [lang, says] of [["zh", zh], ["en", en]] as const) expect(await hege(folder, ["材料", ...DAYS, "--config", "配置/hege.config.yaml", "--lang", lang])).toEqual({ code: EXIT.refused, out: "", err: expect.stringMatching(says) as string });
  }));
  test("whose file no output takes the place of", () => withConfig(NAMED, TEXT, async (folder) => {
    expect(await hege(folder, ["材料", ...DAYS, "--config", "配置/hege.config.yaml", "--output", "配置/条文/文件.txt"])).toMatchObject({ code: EXIT.refused, err: expect.stringContaining("文件.txt") as string });
  }));
  test("and in which nothing is quoted where no copy is named", () => inFolder(async (folder) => {
    const paths = writeTables(folder, OPEN).map((file) => path.relative(folder, file));
    expect((await hege(folder, [...paths, ...DAYS, "--format", "json"])).out).not.toContain("clauseText");
  }));
});
