import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { overviewSchema, type Overview } from "../../src/model/overview.ts";
import { reportSchema } from "../../src/model/report.ts";
import { EXIT, hege, type Ran } from "../support/cli.ts";
import { isRoot } from "../support/tools.ts";
import { BROKEN, OPEN } from "../support/small-submission.ts";
import { inFolder, writeTables, type Tables } from "../support/submission.ts";

/** `hege batch` and `hege merge` through the command line, in this thread; threads themselves: built.test.ts. */

const DAYS = ["--policy", "shenzhen-2010", "--from", "2010-09-01", "--as-of", "2010-11-30", "--reproducible"];
const KEY = "0123456789abcdef0123456789abcdef";
const ID = "440300197603124021";

/** The roster of another agency in which 欧阳明 is in post too, by the same certificate and identity number. */
const shared = (agency: string, own: Tables = OPEN): Tables => ({
  花名册: (own["花名册"] ?? []).map((row, i) => [...row.map((cell) => cell.replaceAll("启明", agency)), i === 0 ? "身份证号" : row.includes("欧阳明") ? ID : ""]),
});

function madeIn(folder: string): void {
  writeTables(path.join(folder, "材料", "启明"), { ...OPEN, ...shared("启明") });
  writeTables(path.join(folder, "材料", "春晖"), shared("春晖"));
  writeTables(path.join(folder, "材料", "超配"), BROKEN);
  mkdirSync(path.join(folder, "材料", "空"));
  writeFileSync(path.join(folder, "材料", "坏.xlsx"), "x");
  writeFileSync(path.join(folder, "密钥"), KEY);
}

const run = (folder: string, ...argv: string[]): Promise<Ran> => hege(folder, ["batch", ...argv]);
const overview = (folder: string, out = "报告"): Overview => overviewSchema.parse(JSON.parse(readFileSync(path.join(folder, out, "overview.json"), "utf8")));

/** Every file below a folder, with its content. */
function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(files.map((file): [string, string] => [path.relative(folder, file), readFileSync(file, "utf8")]).sort(([a], [b]) => (a < b ? -1 : 1)));
}

describe("a folder of submissions", () => {
  let ran: Ran;
  let made: Overview;
  let files: Record<string, string>;
  beforeAll(() => inFolder(async (folder) => {
    madeIn(folder);
    ran = await run(folder, "材料", "--out", "报告", ...DAYS, "--format", "csv", "--key-file", "密钥");
    made = overview(folder);
    files = contents(path.join(folder, "报告"));
  }));

  test("each is audited, or its line says why not", () => {
    expect(ran.code).toBe(EXIT.failed);
    expect(made.submissions.map(({ name, state }) => [name, state])).toEqual([["启明", "audited"], ["坏.xlsx", "not-audited"], ["春晖", "audited"], ["空", "not-audited"], ["超配", "audited"]]);
    for (const { state, reasons } of made.submissions) expect(reasons.length > 0).toBe(state === "not-audited");
    expect(made.summary).toMatchObject({ submissions: 5, audited: 3, notAudited: 2 });
    expect(ran.out).toMatch(/坏\.xlsx[\s\S]*空/);
  });

  test("each has its report in every format asked for, and nothing half-written lies about", () => {
    expect(Object.keys(files).filter((name) => !name.startsWith(".hege")).sort()).toEqual(["overview.json", "启明.csv", "启明.json", "春晖.csv", "春晖.json", "超配.csv", "超配.json"].sort());
    for (const [name, text] of Object.entries(files)) if (/^[^.]+\.json$/.test(name) && name !== "overview.json") expect(reportSchema.safeParse(JSON.parse(text)).success).toBe(true);
  });

  test("a person of two of them is found, in both reports", () => {
    expect(made.sharedPeople.filter(({ name }) => name === "欧阳明").map(({ submission, agencies }) => [submission, agencies.length])).toEqual([["启明", 2], ["春晖", 2]]);
    expect(made.sharedPeople.filter(({ submission }) => submission === "超配")).toEqual([]);
    for (const name of ["启明.json", "春晖.json"]) expect(files[name]).toContain("CROSS-duplicate-person");
  });

  test("no identity number is in anything it writes, whole or in what it keeps", () => {
    for (const [name, text] of Object.entries(files)) expect(text.includes(ID), name).toBe(false);
  });
});

test("going on skips what has not changed, and does what has", async () => {
  await inFolder(async (folder) => {
    madeIn(folder);
    await run(folder, "材料", "--out", "报告", ...DAYS);
    const before = contents(path.join(folder, "报告"));
    const again = await run(folder, "材料", "--out", "报告", ...DAYS, "--resume");
    expect(again.err).toContain("3 份没有变化");
    expect(contents(path.join(folder, "报告"))).toEqual(before);
    // Of one the files change, of another the report is gone.
    writeTables(path.join(folder, "材料", "春晖"), shared("春晖", { 花名册: OPEN["花名册"]?.slice(0, 3) ?? [] }));
    rmSync(path.join(folder, "报告", "超配.json"));
    expect((await run(folder, "材料", "--out", "报告", ...DAYS, "--resume")).err).toContain("1 份没有变化");
    const whole = contents(path.join(folder, "报告"));
    await run(folder, "材料", "--out", "另一处", ...DAYS, "--key-file", "密钥");
    for (const name of ["overview.json", "启明.json", "春晖.json", "超配.json"]) expect(whole[name], name).toBe(contents(path.join(folder, "另一处"))[name]);
    // Another day is another question.
    expect((await run(folder, "材料", "--out", "报告", ...DAYS.with(5, "2010-11-29"), "--resume")).err).toContain("0 份没有变化");
  });
});

test("parts of a divided run put together are the undivided run, byte for byte", async () => {
  await inFolder(async (folder) => {
    madeIn(folder);
    const asked = [...DAYS, "--key-file", "密钥", "--format", "csv"];
    await run(folder, "材料", "--out", "整", ...asked);
    for (const part of [1, 2, 3]) await run(folder, "材料", "--out", `分${part}`, "--shard", `${part}/3`, ...asked);
    const merged = await hege(folder, ["merge", "分3", "分1/overview.json", "分2", "--out", "合"]);
    expect(merged.code).toBe(EXIT.failed);
    expect(contents(path.join(folder, "合"))).toEqual(contents(path.join(folder, "整")));
    for (const [argv, said] of [
      [["分1", "分2"], "还缺第 3 份"], [["分1", "分2", "分3", "分3"], "第 3 份给了两次"], [["整"], "已经是完整的结果"], [["材料"], "overview.json"],
    ] as const) expect(await hege(folder, ["merge", ...argv, "--out", "错"])).toMatchObject({ code: EXIT.refused, out: "", err: expect.stringContaining(said) as string });
  });
});

describe("redacted", () => {
  const asked = [...DAYS, "--redact", "--key-file", "密钥"];

  test("an agency's report is that of a redacted check, and those shared with others are found all the same", () => inFolder(async (folder) => {
    madeIn(folder);
    await run(folder, "材料", "--out", "报告", ...asked);
    const files = contents(path.join(folder, "报告"));
    expect(Object.keys(files).filter((name) => !name.startsWith(".hege"))).toEqual(["overview.json", "材料-1.json", "材料-3.json", "材料-5.json"]);
    await hege(folder, ["材料/超配", ...asked, "--output", "一份.json"]);
    expect(files["材料-5.json"]).toBe(readFileSync(path.join(folder, "一份.json"), "utf8"));
    const { submissions, sharedPeople } = overview(folder);
    expect(submissions.map(({ name, path: where, state }) => [name, where, state])).toEqual([["材料 1", "材料 1", "audited"], ["材料 2", "材料 2", "not-audited"], ["材料 3", "材料 3", "audited"], ["材料 4", "材料 4", "not-audited"], ["材料 5", "材料 5", "audited"]]);
    expect(submissions.flatMap(({ reasons }) => reasons).map(({ zh }) => zh).join()).not.toMatch(/坏|空/);
    const shown = sharedPeople.filter(({ name }) => name === "欧阳*");
    expect(shown.map(({ submission, agencies }) => [submission, agencies.length])).toEqual([["材料 1", 2], ["材料 3", 2]]);
    for (const { submission, key } of shown) expect(files[`${submission.replace(" ", "-")}.json`]).toContain(`"${key}"`);
  }));

  test("parts put together are the undivided run", () => inFolder(async (folder) => {
    madeIn(folder);
    await run(folder, "材料", "--out", "整", ...asked);
    for (const part of [1, 2]) await run(folder, "材料", "--out", `分${part}`, "--shard", `${part}/2`, ...asked);
    await hege(folder, ["merge", "分1", "分2", "--out", "合"]);
    expect(contents(path.join(folder, "合"))).toEqual(contents(path.join(folder, "整")));
  }));

  test("goes on with the key, says to its runner which could not be audited, and never beside reports that name people", () => inFolder(async (folder) => {
    madeIn(folder);
    const first = await run(folder, "材料", "--out", "报告", ...asked);
    expect(first.err).toMatch(/^材料 2: 材料\/坏\.xlsx$/m);
    expect((await run(folder, "材料", "--out", "报告", ...asked, "--resume")).err).toContain("3 份没有变化");
    expect(await run(folder, "材料", "--out", "报告", ...DAYS)).toMatchObject({ code: EXIT.refused, err: expect.stringContaining("另写一个 --out") as string });
    await run(folder, "材料", "--out", "明文", ...DAYS);
    expect(await run(folder, "材料", "--out", "明文", ...asked)).toMatchObject({ code: EXIT.refused, err: expect.stringContaining("另写一个 --out") as string });
    expect((await run(folder, "材料", "--out", "无密钥", ...DAYS, "--redact")).err).toContain("--key-file");
  }));

  test("without a key file by a key of the run alone, which is kept nowhere", () => inFolder(async (folder) => {
    madeIn(folder);
    const plain = asked.slice(0, -3).filter((each) => each !== "--reproducible");
    const ran = await run(folder, "材料", "--out", "报告", ...plain, "--redact");
    expect(ran.code, ran.err).toBe(EXIT.failed);
    expect(Object.keys(contents(path.join(folder, "报告")))).not.toContain(path.join(".hege", "key"));
  }));
});

test("parts made otherwise are not put together", async () => {
  await inFolder(async (folder) => {
    madeIn(folder);
    for (const name of ["坏.xlsx", "空"]) rmSync(path.join(folder, "材料", name), { recursive: true });
    writeFileSync(path.join(folder, "另一把"), `${KEY}!`);
    await run(folder, "材料", "--out", "分1", "--shard", "1/2", ...DAYS, "--key-file", "密钥");
    await run(folder, "材料", "--out", "分2", "--shard", "2/2", ...DAYS, "--key-file", "另一把");
    expect((await hege(folder, ["merge", "分1", "分2", "--out", "合"])).err).toContain("密钥");
    await run(folder, "材料", "--out", "分2", "--shard", "2/2", ...DAYS, "--skip", "SZ04-*", "--key-file", "密钥");
    expect((await hege(folder, ["merge", "分1", "分2", "--out", "合"])).err).toContain("不是同一次检查");
    expect((await run(folder, "材料", "--out", "分2", "--shard", "2/2", ...DAYS)).err).toContain("--key-file");
  });
});

test("tables for all: rows go to the agencies they name, and those of nobody are said", async () => {
  await inFolder(async (folder) => {
    madeIn(folder);
    writeTables(folder, { 豁免商定: [["条款", "机构", "商定上限", "理由", "批准人", "批准日期", "有效期至"], ["SZ08-supervisor-ratio", "启明社工服务中心", "20", "招聘中", "市社协", "2010-09-01", "2010-12-31"], ["SZ08-supervisor-ratio", "没有的机构", "20", "招聘中", "市社协", "2010-09-01", "2010-12-31"]] });
    await run(folder, "材料", "--out", "报告", ...DAYS, "--with", "豁免商定.csv");
    expect(overview(folder).unclaimedRows).toEqual([{ path: "豁免商定.csv", sheet: null, table: "waivers", rows: [3] }]);
    expect((await run(folder, "材料", "--out", "报告", ...DAYS, "--with", "没有.csv")).code).toBe(EXIT.refused);
  });
});

test("a file that cannot be read, or that is gone, is a line of the overview", async () => {
  await inFolder(async (folder) => {
    madeIn(folder);
    symlinkSync(path.join(folder, "没有这个"), path.join(folder, "材料", "断链.csv"));
    if (!isRoot) chmodSync(path.join(folder, "材料", "超配", "花名册.csv"), 0);
    const ran = await run(folder, "材料", "--out", "报告", ...DAYS);
    expect(overview(folder).submissions.find(({ name }) => name === "断链.csv")?.state).toBe("not-audited");
    if (!isRoot) expect(overview(folder).submissions.find(({ name }) => name === "超配")?.state).toBe("not-audited");
    expect(ran.code).not.toBe(EXIT.fault);
  });
});

test("a report that cannot be written is its submission's affair alone", async () => {
  await inFolder(async (folder) => {
    madeIn(folder);
    mkdirSync(path.join(folder, "报告", "超配.json"), { recursive: true });
    await run(folder, "材料", "--out", "报告", ...DAYS);
    expect(overview(folder).submissions.find(({ name }) => name === "超配")).toMatchObject({ state: "not-audited", reports: [] });
    expect(overview(folder).summary.audited).toBe(2);
    expect(readdirSync(path.join(folder, "报告")).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });
});

test("what an earlier run made of a submission that is broken now is taken away", async () => {
  await inFolder(async (folder) => {
    madeIn(folder);
    await run(folder, "材料", "--out", "报告", ...DAYS);
    rmSync(path.join(folder, "材料", "超配"), { recursive: true });
    cpSync(path.join(folder, "材料", "坏.xlsx"), path.join(folder, "材料", "超配"));
    await run(folder, "材料", "--out", "报告", ...DAYS, "--resume");
    expect(existsSync(path.join(folder, "报告", "超配.json"))).toBe(false);
  });
});

test("a folder for reports that cannot be made is refused with the reason", async () => {
  await inFolder(async (folder) => {
    madeIn(folder);
    expect(await run(folder, "材料", "--out", "密钥/报告", ...DAYS)).toMatchObject({ code: EXIT.refused, out: "", err: expect.stringContaining("密钥/报告") as string });
    expect((await run(folder, "材料", "--out", "材料", ...DAYS)).code).toBe(EXIT.refused);
  });
});
