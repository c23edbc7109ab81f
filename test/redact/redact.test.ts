import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { reportSchema, type Report } from "../../src/model/report.ts";
import { maskNames } from "../../src/redact/names.ts";
import { maskNumber } from "../../src/redact/fields.ts";
import { redactReport } from "../../src/redact/report.ts";
import { EXIT, hege, type Setting } from "../support/cli.ts";
import { fixedReport } from "../support/rendered.ts";
import { MESSY, OPEN } from "../support/small-submission.ts";
import { inFolder, writeTables } from "../support/submission.ts";

/** --redact: what is left of a name and a number, what stays as it is, and by what people are marked. */

const mark = (key: string): string => `m${key.slice(2)}`;

describe("what is left of", () => {
  test.each([
    ["张三", "张*"], ["欧阳明远", "欧阳**"], ["欧阳明", "欧阳*"], ["欧阳", "欧*"], ["司马", "司*"], ["王", "*"], ["欧阳 明", "欧阳*"], ["张　三", "张*"], ["张三、李四", "张*、李*"], ["张三/李四", "张*/李*"], ["张三（组长）", "张*(组长)"],
    ["阿卜杜拉·买买提", "阿***·***"], ["John Smith", "J*** ***"], ["Q01", "***"], ["440***2349", "*********"], ["一线社工", "一线社工"], ["", ""], ["𠮷田三", "𠮷**"],
  ])("the name %j: %j", (name, left) => { expect(maskNames(name)).toBe(left); });
  test.each([["SZ20081234567", "***4567"], ["1234567", "***4567"], ["123456", "***"], ["12", "***"], ["", "***"], ["个案王小丫之案", "***"]])("the certificate number %j: %j", (number, left) => { expect(maskNumber(number)).toBe(left); });
});

describe("a redacted report", () => {
  const before = fixedReport();
  const after = redactReport(before, { mark });
  test("is a report by the schema, and says that it is redacted", () => {
    expect(reportSchema.parse(JSON.parse(JSON.stringify(after)))).toEqual(after);
    expect(after.audit.redacted).toBe(true);
  });
  test("judges, counts and measures as before", () => {
    const judged = ({ agencies, summary, dataIssueTotals }: Report): unknown => [summary, dataIssueTotals, agencies.map(({ verdict, headcount, results }) => [verdict, headcount, results.map(({ rule, status, severity, observed, expected, evidence }) => [rule, status, severity, Object.keys(observed), expected, evidence.map(({ row, column, field }) => [row, column, field])])])];
    expect(judged(after)).toEqual(judged(before));
    // Of a message nothing changes but who is named.
    const named = (text: string): string => text.replaceAll("欧阳明", "欧阳*").replaceAll("张三", "张*").replaceAll("李四", "李*");
    const messages = ({ agencies }: Report): string[] => agencies.flatMap(({ results }) => results).filter(({ subject }) => subject.type === "person" && /^[欧张李]/.test(subject.name)).map(({ message }) => message.zh);
    expect(messages(after)).toEqual(messages(before).map(named));
  });
  test("leaves the report that it was made of as it was", () => { expect(before).toEqual(fixedReport()); });
  test("marks the same person by the same key everywhere, and others by others", () => {
    const keys = (report: Report): string[] => report.agencies.flatMap(({ people, results }) => [...people.map(({ key }) => key), ...results.flatMap(({ subject }) => (subject.type === "person" ? [subject.key] : []))]);
    expect(keys(after)).toEqual(keys(before).map((key) => `p-${mark(key)}`));
  });
  test("has no words of free writing in it, and of who approved a waiver what gives the right to", () => {
    const waivers = after.agencies.flatMap(({ results }) => results.flatMap(({ waiver }) => (waiver === null ? [] : [waiver])));
    expect(waivers.map(({ reason, approvedBy }) => [reason, approvedBy])).toEqual([["***", "市社协"]]);
    expect(after.agencies.flatMap(({ results }) => results.flatMap(({ decision }) => (decision === null ? [] : [[decision.reason, decision.by]])))).toEqual(before.agencies.flatMap(({ results }) => results.flatMap(({ decision }) => (decision === null ? [] : [["***", "赵**"]]))));
  });
  test("keeps names of files and sheets that are plain words, and numbers the others", () => {
    const renamed = JSON.parse(JSON.stringify(before).replaceAll('"花名册.csv"', '"报送/2010年花名册(最终版).csv"').replaceAll('"督导记录.csv"', '"报送/李四督导.csv"')) as Report;
    expect(redactReport(renamed, { mark }).inputs.map(({ path: file }) => file).sort()).toEqual([...new Set(renamed.inputs.map(({ path: file }, i) => (file.includes("李四") ? `文件${i + 1}.csv` : file.split("/").at(-1) ?? "")))].sort());
  });
  test("sentences keep the words that are the program's own", () => inFolder(async (folder) => {
    const paths = writeTables(folder, MESSY).map((file) => path.relative(folder, file));
    const { dataIssues } = JSON.parse((await hege(folder, [...paths, "--policy", "shenzhen-2010", "--as-of", "2010-11-30", "--redact", "--format", "json"])).out) as Report;
    const messages = [...new Set(dataIssues.map(({ message }) => message.zh))].join("\n");
    for (const own of ["服务记录“日期”一列", "花名册“岗位”一列填的是“督导员”", "如 1、0.5 或“2节”", "助理社会工作师、社会工作师、高级社会工作师"]) expect(messages).toContain(own);
    expect(messages).not.toContain("陌生人");
  }));
});

// ---- the key

const DAYS = ["--policy", "shenzhen-2010", "--as-of", "2010-11-30", "--redact", "--format", "json"];
const withKey = <T>(work: (folder: string, run: (argv: readonly string[], setting?: Setting) => ReturnType<typeof hege>) => Promise<T>, key = "k".repeat(32)): Promise<T> => inFolder((folder) => {
  writeTables(path.join(folder, "材料"), OPEN);
  mkdirSync(path.join(folder, "密钥"));
  writeFileSync(path.join(folder, "密钥", "key"), key);
  return work(folder, (argv, setting) => hege(folder, argv, setting));
});
const keysOf = (out: string): string[] => (JSON.parse(out) as Report).agencies.flatMap(({ people }) => people.map(({ key }) => key));

describe("people are marked", () => {
  test("by the key file the same in every run, by another key otherwise", () => withKey(async (folder, run) => {
    writeFileSync(path.join(folder, "密钥", "other"), "o".repeat(16));
    const marks = async (...argv: string[]): Promise<string[]> => keysOf((await run(["材料", ...DAYS, ...argv], { random: () => { throw new Error("not asked for"); } })).out);
    const [one, two, other] = [await marks("--key-file", "密钥/key"), await marks("--key-file", "密钥/key", "--reproducible"), await marks("--key-file", "密钥/other")];
    expect(two).toEqual(one);
    expect(one.filter((key) => other.includes(key))).toEqual([]);
    expect(new Set(one).size).toBe(one.length);
  }));
  test("by a key of the run alone without one", () => withKey(async (_, run) => {
    const marks = async (fill: number): Promise<string[]> => keysOf((await run(["材料", ...DAYS], { random: (bytes) => { expect(bytes).toBeGreaterThanOrEqual(32); return new Uint8Array(bytes).fill(fill); } })).out);
    const [one, two] = [await marks(1), await marks(2)];
    expect(one.filter((key) => two.includes(key))).toEqual([]);
    const plain = keysOf((await run(["材料", ...DAYS.filter((each) => each !== "--redact")])).out);
    expect(one.filter((key) => plain.includes(key))).toEqual([]);
  }));
  test("as the configuration says, its key file named from where it stands", () => withKey(async (folder, run) => {
    writeFileSync(path.join(folder, "密钥", "hege.config.yaml"), "redact: true\nkeyFile: key\n");
    const args = DAYS.filter((each) => each !== "--redact");
    const configured = await run(["材料", ...args, "--config", "密钥/hege.config.yaml"]);
    expect(keysOf(configured.out)).toEqual(keysOf((await run(["材料", ...DAYS, "--key-file", "密钥/key"])).out));
  }));
  test.each<[string, string[], string, RegExp, RegExp]>([
    ["a key file that is not there", ["--key-file", "没有"], "k".repeat(32), /没有.*打不开/, /没有.*cannot be opened/],
    ["a short key", ["--key-file", "密钥/key"], "k".repeat(15), /15 字节.*16/, /15 bytes.*16/],
    ["a key among the files", ["--key-file", "材料/花名册.csv"], "k".repeat(32), /材料里.*别处/, /among what is audited.*somewhere else/],
    ["no key where the run is to be the same again", ["--reproducible"], "k".repeat(32), /--key-file/, /--key-file/],
    ["an output in the place of the key", ["--key-file", "密钥/key", "--output", "密钥/key.json"], "k".repeat(32), /key\.json/, /key\.json/],
  ])("%s is refused", (name, argv, key, zh, en) => withKey(async (folder, run) => {
    if (name.startsWith("an output")) { writeFileSync(path.join(folder, "密钥", "key.json"), key); argv = argv.map((each) => (each === "密钥/key" ? "密钥/key.json" : each)); }
    for (const [lang, says] of [["zh", zh], ["en", en]] as const) expect(await run(["材料", ...DAYS, ...argv, "--lang", lang])).toEqual({ code: EXIT.refused, out: "", err: expect.stringMatching(says) as string });
    if (name.startsWith("an output")) expect(readFileSync(path.join(folder, "密钥", "key.json"), "utf8")).toBe(key);
  }, key));
  test("--key-file alone is refused", () => withKey(async (_, run) => {
    expect(await run(["材料", ...DAYS.filter((each) => each !== "--redact"), "--key-file", "密钥/key"])).toMatchObject({ code: EXIT.refused, out: "", err: expect.stringContaining("--redact") as string });
  }));
});
