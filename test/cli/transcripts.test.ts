import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { reportSchema } from "../../src/model/report.ts";
import { EXIT, hege, type Ran, type Setting } from "../support/cli.ts";
import { BROKEN, MESSY, OPEN } from "../support/small-submission.ts";
import { inFolder, writeTables, type Tables } from "../support/submission.ts";

/** The command line as a person meets it: what is typed, what is printed, and the exit code. */

const DAYS = ["--policy", "shenzhen-2010", "--as-of", "2010-11-30", "--from", "2010-09-01"];
/** Rules that the small submission leaves nothing open in. */
const CLEAR = ["--only", "SZ08-*,SZ11-*,SZ06-agency-documents"];
const OPENED: Tables = { 花名册: (OPEN["花名册"] ?? []).map((row) => row.map((cell) => (cell === "社会工作师" ? "" : cell))) };

const withFiles = <T>(work: (folder: string) => Promise<T>): Promise<T> => inFolder(async (folder) => {
  for (const [name, tables] of Object.entries({ 启明: OPEN, 超配: BROKEN, 待补: OPENED, 杂乱: MESSY })) writeTables(path.join(folder, name), tables);
  writeFileSync(path.join(folder, "旧报告.json"), "old");
  cpSync(path.join(import.meta.dirname, "..", "report", "golden", "report.json"), path.join(folder, "已存报告.json"));
  writeFileSync(path.join(folder, "密钥"), "k".repeat(32));
  writeFileSync(path.join(folder, "短密钥"), "k");
  return work(folder);
});

const run = (argv: readonly string[], setting?: Setting): Promise<Ran> => withFiles((folder) => hege(folder, argv, setting));

// ---- transcripts

interface Transcript { title: string; lines: { argv: string; setting?: Setting; note?: string }[]; /** A folder of test/fixtures whose files lie beside the others. */ fixtures?: string }

const TRANSCRIPTS: Record<string, Transcript> = {
  "compliant": { title: "A submission that holds", lines: [{ argv: `启明 ${DAYS.join(" ")} ${CLEAR.join(" ")}` }, { argv: `check 启明 ${DAYS.join(" ")} ${CLEAR.join(" ")} --lang en` }, { argv: `启明 ${DAYS.join(" ")} ${CLEAR.join(" ")} --quiet`, note: "in a pipe" }] },
  "non-compliant": { title: "Too many workers for one supervisor", lines: [{ argv: `超配 ${DAYS.join(" ")} --only SZ08-*`, setting: { columns: 80, tty: true, env: { NO_COLOR: "1" } } }, { argv: `超配 ${DAYS.join(" ")} --only SZ08-* --lang en`, setting: { columns: 80 } }, { argv: `超配 ${DAYS.join(" ")} --only SZ08-* --set SZ08-supervisor-ratio.limit=20 --fail-on warning --quiet` }] },
  "incomplete": { title: "A qualification left blank", lines: [{ argv: `待补 ${DAYS.join(" ")} --only SZ07-*`, setting: { columns: 80 } }, { argv: `待补 ${DAYS.join(" ")} --only SZ07-* --lang en --verbose`, setting: { columns: 80 } }, { argv: `待补 ${DAYS.join(" ")} --only SZ07-* --allow-incomplete --quiet` }] },
  "messy": { title: "A thousand faults, on a screen", lines: [{ argv: `杂乱 ${DAYS.join(" ")} --only SZ08-*`, setting: { columns: 80 } }, { argv: `杂乱 ${DAYS.join(" ")} --only SZ08-* --lang en`, setting: { columns: 100 } }] },
  "refused": {
    title: "What ends a run before it begins",
    lines: ["启明", "启明 --policy shenzen-2010", "启明 --policy shenzhen-2010", "没有的文件.xlsx --policy xpcc-2017", `启明 ${DAYS.join(" ")} --lang en --only SZ8-ratio`, `启明/督导记录.csv ${DAYS.join(" ")}`].map((argv) => ({ argv })),
  },
  "rules": {
    title: "Policies and their rules",
    lines: [
      { argv: "explain SZ16-assistant-ratio", setting: { columns: 80 } }, { argv: "explain SZ16-assistant-ratio --lang en" }, { argv: "explain SZ16-asistant-ratio" },
      { argv: "policy list" }, { argv: "policy list --lang en", setting: { columns: 80 } }, { argv: "policy lint shenzhen-2010" },
      { argv: "policy coverage shenzhen-2010", setting: { columns: 80 } }, { argv: "policy show nowhere-2024 --lang en" },
    ],
  },
  "formats": {
    title: "Formats, and several files in one run",
    lines: [
      ...["csv", "markdown", "junit"].map((format) => ({ argv: `超配 ${DAYS.join(" ")} --only SZ08-* --format ${format}` })),
      { argv: `超配 ${DAYS.join(" ")} --only SZ08-* --format markdown --lang en` },
      { argv: `超配 ${DAYS.join(" ")} --only SZ08-* --output a.csv --output a.md --output a.junit.xml --output a.xml --output a.sarif --output a.sarif.json --output a.txt` },
      { argv: `超配 ${DAYS.join(" ")} --output a.html.zip` }, { argv: `超配 ${DAYS.join(" ")} --output .csv --lang en` },
    ],
  },
  "batch": {
    title: "Many submissions",
    lines: [
      { argv: `batch . --out 报告 ${DAYS.join(" ")}`, setting: { columns: 80 } }, { argv: `batch . --out 报告 ${DAYS.join(" ")} --resume --lang en`, setting: { columns: 100 } },
      { argv: `batch 启明 --out 启明 ${DAYS.join(" ")}` }, { argv: `batch 没有 --out 报告 ${DAYS.join(" ")} --lang en` }, { argv: `batch . ${DAYS.join(" ")}` }, { argv: `batch . --out 报告 ${DAYS.join(" ")} --jobs 0 --lang en` },
      { argv: `batch . --out 报告 ${DAYS.join(" ")} --shard 3/2` }, { argv: `batch . --out 报告 ${DAYS.join(" ")} --shard 1/2 --lang en` }, { argv: `batch . --out 报告 ${DAYS.join(" ")} --redact --quiet` }, { argv: "merge 启明 --out 报告" },
      { argv: "batch --help" }, { argv: "batch --help --lang en" }, { argv: "merge --help" }, { argv: "merge --help --lang en" },
    ],
  },
  "redacted": {
    title: "Without names and numbers of people",
    lines: [
      { argv: `启明 ${DAYS.join(" ")} --only SZ08-*,SZ11-*,SZ15-* --redact --key-file 密钥`, setting: { columns: 80 } }, { argv: `杂乱 ${DAYS.join(" ")} --only SZ08-* --redact --lang en`, setting: { columns: 100 } },
      { argv: `启明 ${DAYS.join(" ")} --redact --reproducible` }, { argv: `启明 ${DAYS.join(" ")} --redact --key-file 短密钥 --lang en` }, { argv: `启明 ${DAYS.join(" ")} --redact --key-file 没有` },
      { argv: `启明 ${DAYS.join(" ")} --redact --key-file 启明/花名册.csv` }, { argv: `启明 ${DAYS.join(" ")} --key-file 密钥 --lang en` },
    ],
  },
  "results": {
    title: "Why a rule came out as it did",
    lines: [
      { argv: "explain SZ11-monthly-supervision 欧阳明 --report 已存报告.json", setting: { columns: 80 } }, { argv: "explain SZ08-supervisor-ratio --report 已存报告.json --lang en", setting: { columns: 100 } },
      { argv: "explain SZ08-supervisor-load 王五 --report 已存报告.json" }, { argv: "explain SZ13-record-review --report 已存报告.json --lang en" }, { argv: "explain SZ08-supervisor-ratio --report 旧报告.json" },
      { argv: "explain SZ08-supervisor-ratio 欧阳明" }, { argv: "explain --help" }, { argv: "explain --help --lang en" },
    ],
  },
  "inspect": {
    title: "How files were understood", fixtures: "inspect",
    lines: [
      { argv: "inspect 启明报送.xlsx", setting: { columns: 80 } }, { argv: "inspect 启明报送.xlsx --lang en --hidden-sheets", setting: { columns: 120 } },
      { argv: "inspect 督导.csv 缺列花名册.csv 没有的文件.csv", note: "in a pipe" }, { argv: "inspect 督导.csv 没有的文件.csv --lang en --verbose", setting: { columns: 80 } },
      { argv: "inspect 启明报送.xlsx 督导.csv --quiet --write-mapping" }, { argv: "inspect 待补 --quiet --write-mapping --lang en" },
      { argv: "inspect 没有的文件.csv --output 认.txt --lang en" },
      ...["inspect", "inspect 启明 --encoding big5", "inspect 启明 --output 认.doc --lang en", "inspect 启明 --policy shenzhen-2010", "inspect 启明 --config 没有.yaml", "inspect --help", "inspect --help --lang en"].map((argv) => ({ argv, setting: { columns: 80 } })),
      { argv: "缺列花名册.csv --policy xpcc-2017 --as-of 2018-01-01" }, { argv: "缺列花名册.csv --policy xpcc-2017 --as-of 2018-01-01 --lang en" },
    ],
  },
  "usage": {
    title: "What is typed wrong, and help",
    lines: ["policy shw", "explain", "启明 --polcy shenzhen-2010", "启明 --format xml", "启明 --as-of", `启明 ${DAYS.join(" ")} --set SZ08-supervisor-ratio.limit=abc`, `启明 ${DAYS.join(" ")} --output 报告.docx --lang en`, "启明 --lang fr", "policy", "--help", "check --help --lang en"].map((argv) => ({ argv, setting: { columns: 80 } })),
  },
};

const folderOfTranscripts = path.join(import.meta.dirname, "transcripts");

async function written({ title, lines, fixtures }: Transcript): Promise<string> {
  const parts = [`# ${title}`];
  for (const { argv, setting, note } of lines) {
    const { code, out, err } = await withFiles((folder) => {
      if (fixtures !== undefined) cpSync(path.join(import.meta.dirname, "..", "fixtures", fixtures), folder, { recursive: true });
      return hege(folder, argv.split(" "), setting);
    });
    const where = [note, setting?.tty ? "on a terminal" : "", setting?.columns === undefined ? "" : `${setting.columns} columns`].filter(Boolean).join(", ");
    parts.push(`\`\`\`console\n$ hege ${argv}${where === "" ? "" : `   # ${where}`}\n${out}\`\`\``, ...(err === "" ? [] : [`stderr:\n\n\`\`\`text\n${err}\`\`\``]), `exit code ${code}`);
  }
  return `${parts.join("\n\n")}\n`;
}

describe("transcripts (UPDATE=1 npx vitest run test/cli writes them anew)", () => {
  test.each(Object.entries(TRANSCRIPTS))("%s.md", async (name, transcript) => {
    const file = path.join(folderOfTranscripts, `${name}.md`);
    const now = await written(transcript);
    if (process.env["UPDATE"] === "1") {
      mkdirSync(folderOfTranscripts, { recursive: true });
      writeFileSync(file, now);
    }
    expect(now).toBe(readFileSync(file, "utf8"));
  });
  test("there is none that nobody checks", () => {
    expect(readdirSync(folderOfTranscripts).sort()).toEqual(Object.keys(TRANSCRIPTS).map((name) => `${name}.md`).sort());
  });
});

describe("a thousand faults of the data", () => {
  const partOf = (out: string): string[] => out.slice(out.search(/数据问题|Data issues/)).split("\n\n")[0]?.split("\n") ?? [];
  test.each(["zh", "en"])("by default no more than a screen of them in %s, by kind, with how many and the first places; the rest is counted", async (lang) => {
    const { out } = await run(["杂乱", ...DAYS, "--lang", lang], { columns: 80 });
    expect(partOf(out).length).toBeLessThanOrEqual(24);
    expect(out).toMatch(lang === "zh" ? /服务记录\.csv › E3、E4、E7 等 213 处/ : /服务记录\.csv › E3, E4, E7 and 210 more/);
    const report = reportSchema.parse(JSON.parse((await run(["杂乱", ...DAYS, "--format", "json"])).out));
    const all = report.dataIssueTotals.reduce((sum, { total }) => sum + total, 0);
    const counted = [...partOf(out).join(" ").replace(/\s+/g, " ").matchAll(lang === "zh" ? /(?:等|共) (\d+) 处/g : /and (\d+) more/g)].map(([, n]) => Number(n));
    // In English the three places that stand there are not among those that are "more".
    expect(counted.reduce((sum, n) => sum + n, lang === "zh" ? 0 : 3 * (counted.length - 1))).toBe(all);
    expect(report.dataIssues).toHaveLength(all);
  });
  test("--verbose lists each", async () => {
    const { out } = await run(["杂乱", ...DAYS, "--verbose"], { columns: 200 });
    const report = reportSchema.parse(JSON.parse((await run(["杂乱", ...DAYS, "--format", "json"])).out));
    expect(partOf(out).filter((line) => /^ {2}(?:错误|警告|提示) /.test(line))).toHaveLength(report.dataIssues.length);
  });
});

// ---- exit codes

describe("exit codes", () => {
  test.each([
    [EXIT.ok, ["启明", ...DAYS, ...CLEAR]],
    [EXIT.failed, ["超配", ...DAYS]],
    [EXIT.failed, ["超配", ...DAYS, "--only", "SZ08-supervisor-load", "--fail-on", "warning"]],
    [EXIT.failed, ["启明", ...DAYS, "--only", "SZ06-support-documents", "--fail-on", "notice"]],
    [EXIT.ok, ["超配", ...DAYS, "--only", "SZ08-supervisor-load"]],
    [EXIT.ok, ["超配", ...DAYS, "--only", "SZ08-*", "--fail-on", "never"]],
    [EXIT.incomplete, ["待补", ...DAYS, "--only", "SZ07-*"]],
    [EXIT.incomplete, ["待补", ...DAYS, "--only", "SZ07-*", "--fail-on", "never"]],
    [EXIT.ok, ["待补", ...DAYS, "--only", "SZ07-*", "--allow-incomplete"]],
    [EXIT.incomplete, ["启明", ...DAYS, "--only", "SZ13-record-review"]],
    [EXIT.ok, ["--help"]], [EXIT.ok, ["--version"]], [EXIT.ok, ["check", "--help"]],
  ])("%i: hege %j", async (code, argv) => { expect(await run(argv)).toMatchObject({ code }); });

  test("70: a fault of the program says so, and shows its stack only with --verbose", () => withFiles(async (folder) => {
    const faulty = async (...more: string[]): Promise<Ran> => {
      const setting: Setting = { now: { getFullYear: () => { throw new Error("the clock broke"); } } as unknown as Date };
      return hege(folder, ["启明", ...DAYS, ...more], setting);
    };
    const quiet = await faulty();
    expect(quiet.code).toBe(EXIT.fault);
    expect(quiet.err).toMatch(/程序内部出错.*--verbose.*维护者/);
    expect(quiet.err + quiet.out).not.toMatch(/the clock broke|\bat .*:\d+:\d+/);
    const loud = await faulty("--verbose", "--lang", "en");
    expect([loud.code, loud.err]).toEqual([EXIT.fault, expect.stringMatching(/The program itself failed[\s\S]*the clock broke[\s\S]*\bat /)]);
  }));
});

describe("what cannot run ends with 2, says why in the language asked for, and prints no report", () => {
  test.each<[string, string[], RegExp]>([
    ["no policy", ["启明"], /shenzhen-2010.*xpcc-2017/],
    ["an unknown policy", ["启明", "--policy", "shenzen-2010"], /shenzen-2010.*shenzhen-2010/],
    ["a policy file that is not there", ["启明", "--policy", "./city.yaml"], /city\.yaml/],
    ["a historic policy without a day", ["启明", "--policy", "shenzhen-2010"], /--as-of.*2010-11-30/],
    ["a day that is none", ["启明", "--policy", "shenzhen-2010", "--as-of", "2010-02-30"], /--as-of 2010-02-30/],
    ["a day in another order", ["启明", "--policy", "shenzhen-2010", "--as-of", "30/11/2010"], /30\/11\/2010/],
    ["a period that ends before it begins", ["启明", "--policy", "shenzhen-2010", "--from", "2010-06-01", "--to", "2010-05-31"], /2010-05-31.*2010-06-01/],
    ["a day of audit before the period", ["启明", "--policy", "shenzhen-2010", "--from", "2010-06-01", "--as-of", "2010-05-01"], /2010-05-01.*2010-06-01/],
    ["--set of an unknown rule", ["启明", ...DAYS, "--set", "SZ08-supervisor-ration.limit=3"], /SZ08-supervisor-ratio/],
    ["--set of an unknown parameter", ["启明", ...DAYS, "--set", "SZ08-supervisor-ratio.limits=3"], /limits.*limit/],
    ["--set of a value that cannot be", ["启明", ...DAYS, "--set", "SZ08-supervisor-ratio.limit=-3"], /limit/],
    ["--set without a value", ["启明", ...DAYS, "--set", "SZ08-supervisor-ratio"], /--set/],
    ["--only of an unknown rule", ["启明", ...DAYS, "--only", "SZ08-ratio"], /SZ08-ratio/],
    ["--skip of an unknown rule", ["启明", ...DAYS, "--skip", "SZ99-*"], /SZ99-\*/],
    ["--evidence that is no number", ["启明", ...DAYS, "--evidence", "many"], /many/],
    ["an output whose ending says nothing", ["启明", ...DAYS, "--output", "报告.doc"], /报告\.doc.*\.json/],
    ["an output in no folder", ["启明", ...DAYS, "--output", "没有/报告.json"], /没有\/报告\.json/],
    ["an output that is a folder", ["启明", ...DAYS, "--output", "启明.json"], /启明\.json/],
    ["an unknown format", ["启明", ...DAYS, "--format", "pdf"], /pdf[\s\S]*json/],
    ["an unknown --fail-on", ["启明", ...DAYS, "--fail-on", "all"], /all[\s\S]*never/],
    ["an unknown option", ["启明", ...DAYS, "--polcy", "x"], /--polcy/],
    ["a path that is not there", ["没有.xlsx", ...DAYS], /没有\.xlsx/],
    ["several paths that are not there, all of them named", ["没有.xlsx", "也没有.csv", ...DAYS], /没有\.xlsx[\s\S]*也没有\.csv/],
    ["a submission without a roster", ["启明/督导记录.csv", ...DAYS], /花名册/],
    ["a roster without names", ["无名.csv", ...DAYS], /无名\.csv.*姓名/],
    ["a roster without posts", ["无岗.csv", ...DAYS], /无岗\.csv.*岗位/],
    ["a roster without a row", ["空表.csv", ...DAYS], /空表\.csv/],
    ["an empty file", ["空.csv", ...DAYS], /空\.csv/],
    ["no path", [...DAYS], /hege.*--policy/],
  ])("%s", async (_, argv, says) => {
    for (const language of ["zh", "en"]) {
      const { code, out, err } = await withFiles((folder) => {
        mkdirSync(path.join(folder, "启明.json"));
        writeFileSync(path.join(folder, "空.csv"), "");
        writeTables(folder, { 无名: [["工号", "岗位", "入职日期", "学历"], ["1", "社工", "2009-01-01", "本科"]], 无岗: [["姓名", "工号", "入职日期"], ["张三", "1", "2009-01-01"]], 空表: [["姓名", "岗位", "入职日期"]] });
        return hege(folder, [...argv, "--lang", language]);
      });
      expect([code, out], err).toEqual([EXIT.refused, ""]);
      expect(err.replaceAll("\n", " ")).toMatch(language === "zh" ? says : new RegExp(says.source.replace(/花名册/, "roster"), says.flags));
      expect(err).not.toMatch(/\bat .*\.[jt]s:\d+|\{\w+\}|undefined/);
    }
  });
});

// ---- output files

describe("--output", () => {
  test("writes what --format json prints, byte for byte", () => withFiles(async (folder) => {
    const args = ["启明", ...DAYS, "--reproducible"];
    const printed = await hege(folder, [...args, "--format", "json"]);
    const file = await hege(folder, [...args, "--output", "报告.json"]);
    expect(file.out).toBe("");
    expect(file.err).toContain("报告.json");
    expect(readFileSync(path.join(folder, "报告.json"), "utf8")).toBe(printed.out);
    expect(file.code).toBe(printed.code);
  }));
  test("without --reproducible only the time of the run differs", () => withFiles(async (folder) => {
    const printed = await hege(folder, ["启明", ...DAYS, "--format", "json"]);
    await hege(folder, ["启明", ...DAYS, "--output", "报告.json"], { now: new Date("2026-11-25T10:00:00Z") });
    const [one, two] = [printed.out, readFileSync(path.join(folder, "报告.json"), "utf8")].map((text) => JSON.parse(text) as Record<string, unknown>);
    expect(one?.["generatedAt"]).toMatch(/^2026-11-24T\d\d:\d\d:\d\d[+-]\d\d:\d\d$/);
    expect(two?.["generatedAt"]).toMatch(/^2026-11-25T/);
    for (const each of [one, two]) for (const key of ["generatedAt", "durationMs"]) delete each?.[key];
    expect(two).toEqual(one);
  }));
  test("two runs with --reproducible give the same bytes, on any day", () => withFiles(async (folder) => {
    for (const format of ["json", "terminal"]) {
      const args = ["启明", "超配", ...DAYS, "--reproducible", "--format", format];
      const [one, two] = [await hege(folder, args), await hege(folder, args, { now: new Date("2031-01-01T00:00:00Z") })];
      expect(two.out).toBe(one.out);
      expect(one.out).not.toMatch(/generatedAt|durationMs|2031/);
    }
  }));
  test("names no place outside the working directory", () => withFiles(async (folder) => {
    const { out } = await hege(folder, [path.join(folder, "启明"), ...DAYS, "--format", "json"]);
    expect(out).not.toContain(folder);
    expect(reportSchema.parse(JSON.parse(out)).inputs.map((input) => input.path)).toEqual(["启明/制度材料.csv", "启明/督导记录.csv", "启明/花名册.csv"]);
  }));
  test("may be repeated, and printed beside it", () => withFiles(async (folder) => {
    const { out } = await hege(folder, ["启明", ...DAYS, "--output", "一.json", "--output", "二.txt", "--format", "terminal"]);
    expect(out).toContain("启明社工服务中心");
    expect(readFileSync(path.join(folder, "一.json"), "utf8")).toMatch(/^\{\n {2}"schemaVersion"/);
    expect(readFileSync(path.join(folder, "二.txt"), "utf8")).toContain("启明社工服务中心");
  }));
  test("keeps an existing file when the run fails, and leaves nothing half-written", () => withFiles(async (folder) => {
    const before = readdirSync(folder).sort();
    for (const argv of [["没有.xlsx", ...DAYS], ["启明", ...DAYS, "--only", "SZ08-ratio"], ["启明", ...DAYS, "--output", "没有/报告.json"]]) {
      expect((await hege(folder, [...argv, "--output", "旧报告.json"])).code).toBe(EXIT.refused);
      if (!argv.includes("没有/报告.json")) expect(readFileSync(path.join(folder, "旧报告.json"), "utf8")).toBe("old");
      expect(readdirSync(folder).sort()).toEqual(before);
    }
    expect(existsSync(path.join(folder, "没有"))).toBe(false);
  }));
  test("replaces an existing file when it succeeds", () => withFiles(async (folder) => {
    await hege(folder, ["启明", ...DAYS, "--output", "旧报告.json"]);
    expect(readFileSync(path.join(folder, "旧报告.json"), "utf8")).not.toBe("old");
  }));
});

// ---- words

const HAN = /\p{Script=Han}/u;
/** Names of the data: files, people, agencies. */
const DATA = /启明社工服务中心|待补|超配|启明|花名册\.csv|督导记录\.csv|制度材料\.csv|欧阳明|张三|李四|陈顾问|陈[一二三]|社工[\p{Script=Han}]/gu;

describe("languages", () => {
  test.each(["启明", "超配", "待补"])("with --lang en no Chinese but the data's own: %s", async (submission) => {
    for (const more of [[], ["--verbose"], ["--quiet"], ["--only", "SZ08-*"], ["--set", "SZ08-supervisor-ratio.limit=3"]]) {
      const { out, err } = await run([submission, ...DAYS, "--lang", "en", ...more]);
      const rest = `${out}${err}`.replaceAll(DATA, "").split("\n").filter((line) => HAN.test(line));
      expect(rest, more.join(" ")).toEqual([]);
    }
  });
  test("--lang, else HEGE_LANG, else the system's, else Chinese", async () => {
    const firstLine = async (argv: string[], env: Record<string, string>): Promise<boolean> => HAN.test((await run(["启明", ...DAYS, ...argv], { env })).out.split("\n")[0] ?? "");
    expect(await firstLine(["--lang", "en"], { HEGE_LANG: "zh" })).toBe(false);
    expect(await firstLine([], { HEGE_LANG: "en", LANG: "zh_CN.UTF-8" })).toBe(false);
    expect(await firstLine([], { HEGE_LANG: "", LANG: "en_GB.UTF-8" })).toBe(false);
    expect(await firstLine([], { HEGE_LANG: "", LANG: "C" })).toBe(true);
  });
  test("the report holds both, whichever is asked for", async () => {
    const [zh, en] = [await run(["启明", ...DAYS, "--reproducible", "--format", "json"]), await run(["启明", ...DAYS, "--reproducible", "--format", "json", "--lang", "en"])];
    expect(en.out).toBe(zh.out.replace('"language": "zh"', '"language": "en"'));
  });
});

describe("a run of some rules", () => {
  test.each([[["--only", "SZ08-*"]], [["--skip", "SZ04-*,SZ07-*"]], [["--only", "SZ08-supervisor-ratio", "--only", "SZ11-*"]]])("says so wherever a verdict stands: %j", async (more) => {
    const { out } = await run(["启明", ...DAYS, ...more]);
    for (const line of out.split("\n").filter((each) => /合格|资料不足|无可判定/.test(each) && each.includes("启明社工服务中心"))) expect(line).toContain("所查规则内");
    const en = await run(["启明", ...DAYS, ...more, "--lang", "en", "--quiet"]);
    expect(en.out).toMatch(/within the rules checked {2}启明社工服务中心\n$/);
    const json = reportSchema.parse(JSON.parse((await run(["启明", ...DAYS, ...more, "--format", "json"])).out));
    expect(json.audit.partial).toBe(true);
  });
  test("judges those and no others", async () => {
    const rulesOf = async (...more: string[]): Promise<string[]> => [...new Set(reportSchema.parse(JSON.parse((await run(["启明", ...DAYS, ...more, "--format", "json"])).out)).agencies.flatMap(({ results }) => results).map(({ rule }) => rule))];
    expect(await rulesOf("--only", "SZ08-*")).toEqual(["SZ08-supervisor-ratio", "SZ08-supervisor-load"]);
    expect(await rulesOf("--only", "SZ08-*", "--skip", "SZ08-supervisor-load")).toEqual(["SZ08-supervisor-ratio"]);
    expect((await rulesOf("--skip", "SZ08-*")).filter((rule) => rule.startsWith("SZ08"))).toEqual([]);
  });
});

describe("on a terminal and in a pipe", () => {
  const ESCAPE = String.fromCharCode(27);
  test("colour only on a terminal that wants it", async () => {
    const coloured = async (argv: string[], setting: Setting): Promise<boolean> => (await run(["超配", ...DAYS, ...argv], setting)).out.includes(ESCAPE);
    expect(await coloured([], { tty: true, columns: 80 })).toBe(true);
    expect(await coloured([], {})).toBe(false);
    expect(await coloured(["--no-color"], { tty: true })).toBe(false);
    expect(await coloured([], { tty: true, env: { NO_COLOR: "1" } })).toBe(false);
  });
  test("--quiet prints one line an agency", async () => {
    const { out } = await run(["超配", ...DAYS, "--quiet"]);
    expect(out).toBe("不合格  启明社工服务中心\n");
  });
  test("the first line names policy and day, the last what each agency came to", async () => {
    for (const submission of ["启明", "超配", "待补"]) {
      const lines = (await run([submission, ...DAYS])).out.trimEnd().split("\n");
      expect(lines[0]).toMatch(/shenzhen-2010.*2010-11-30/);
      expect(lines.at(-1)).toMatch(/启明社工服务中心$/);
    }
  });
  test("an incomplete run says last what to supply", async () => {
    const { err } = await run(["待补", ...DAYS, "--only", "SZ07-*"]);
    expect(err.trimEnd().split("\n").at(-1)).toMatch(/请补充.*花名册.*职业资格/);
  });
  test("what was set stands in the report and on the terminal", async () => {
    const args = ["启明", ...DAYS, "--set", "SZ08-supervisor-ratio.limit=3"];
    expect((await run(args)).out).toMatch(/--set.*SZ08-supervisor-ratio.*limit.*14.*3/);
    const { audit } = reportSchema.parse(JSON.parse((await run([...args, "--format", "json"])).out));
    expect(audit.policies[0]?.overrides).toEqual([{ rule: "SZ08-supervisor-ratio", path: "params.limit", from: 14, to: 3, source: "--set" }]);
  });
  test.each<[string, string[]]>([["check", ["启明", "", ...DAYS]], ["inspect", ["inspect", ""]], ["batch", ["batch", "", "--out", "报告", ...DAYS]], ["batch --out", ["batch", "启明", "--out", "", ...DAYS]]])("%s: an empty name is not the working directory", async (_, argv) => {
    expect(await run(argv)).toMatchObject({ code: 2, out: "", err: expect.stringContaining("有一个文件名是空的") as string });
  });
});
