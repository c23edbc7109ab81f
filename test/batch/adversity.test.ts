import { spawn, spawnSync, type SpawnSyncReturns } from "node:child_process";
import { appendFileSync, chmodSync, chownSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { overviewSchema, type Overview } from "../../src/model/overview.ts";
import { BROKEN, OPEN } from "../support/small-submission.ts";
import { csvOf, inFolder, writeTables } from "../support/submission.ts";
import { isRoot } from "../support/tools.ts";

/** The built `hege batch` on disks that are full or may not be written to, and on files that change while they are read. */

const DIST = path.join(import.meta.dirname, "..", "..", "dist");
const ASKED = ["--policy", "shenzhen-2010", "--from", "2010-09-01", "--as-of", "2010-11-30", "--reproducible", "--lang", "zh"];
const overviewIn = (folder: string): Overview => overviewSchema.parse(JSON.parse(readFileSync(path.join(folder, "overview.json"), "utf8")));
const filesIn = (folder: string): string[] => (readdirSync(folder, { recursive: true }) as string[]).sort();
const NOTHING_HALF = /\.tmp$/;

describe.skipIf(process.platform === "win32")("where not all can be written", () => {
  test("a report for which there is no room is its submission's affair: the others are whole, and nothing half-written lies about", () => inFolder((folder) => {
    writeTables(path.join(folder, "in", "小"), OPEN);
    writeTables(path.join(folder, "in", "大"), { 花名册: [["机构", "姓名", "岗位", "督导"], ...(BROKEN["花名册"] ?? []).slice(1), ...Array.from({ length: 400 }, (_, i) => ["启明社工服务中心", `同工${String.fromCodePoint(0x4e01 + i)}`, "督导助理", "欧阳明"])] });
    writeTables(path.join(folder, "in", "又小"), OPEN);
    // A limit for files: what a full disk does to the one that reaches it, on every machine.
    const run = spawnSync("sh", ["-c", `ulimit -f 2000; exec "$0" "$@"`, process.execPath, path.join(DIST, "hege.cjs"), "batch", "in", "--out", "out", ...ASKED], { cwd: folder, encoding: "utf8" });
    expect(run.status, run.stderr).toBe(3);
    const { submissions } = overviewIn(path.join(folder, "out"));
    expect(submissions.map(({ name, state }) => [name, state])).toEqual([["又小", "audited"], ["大", "not-audited"], ["小", "audited"]]);
    expect(submissions[1]?.reasons[0]?.zh).toMatch(/无法写入 out\/大\.json：.*请换一个位置/);
    expect(filesIn(path.join(folder, "out")).filter((name) => !name.startsWith(".hege"))).toEqual(["overview.json", "又小.json", "小.json"]);
    expect(filesIn(path.join(folder, "out")).filter((name) => NOTHING_HALF.test(name))).toEqual([]);
    expect(run.stderr + run.stdout).not.toMatch(/\bat .*:\d+:\d+/);
    return Promise.resolve();
  }));

  test("a folder that may not be written to ends the run before anything is read, and stays as it was", () => inFolder((folder) => {
    writeTables(path.join(folder, "in", "小"), OPEN);
    mkdirSync(path.join(folder, "out"));
    chmodSync(path.join(folder, "out"), 0o555);
    const run = asNobody(folder, ["batch", "in", "--out", "out", ...ASKED]);
    chmodSync(path.join(folder, "out"), 0o755);
    expect(run.status, run.stderr).toBe(2);
    expect(run.stderr).toMatch(/out.*没有写入权限，请换一个位置/);
    expect(readdirSync(path.join(folder, "out"))).toEqual([]);
    return Promise.resolve();
  }));
});

/** Root may write everywhere, so the program runs as nobody there, from a folder that nobody may enter and read. */
function asNobody(folder: string, argv: readonly string[]): SpawnSyncReturns<string> {
  cpSync(DIST, path.join(folder, "dist"), { recursive: true });
  chmodSync(folder, 0o755);
  if (isRoot) chownSync(path.join(folder, "out"), 65534, 65534);
  return spawnSync(process.execPath, [path.join(folder, "dist", "hege.cjs"), ...argv], { cwd: folder, encoding: "utf8", ...(isRoot ? { uid: 65534, gid: 65534 } : {}) });
}

test("a log that grows while it is read does not count: its submission says so, the others are audited", () => inFolder(async (folder) => {
  writeTables(path.join(folder, "in", "稳"), OPEN);
  writeTables(path.join(folder, "in", "长"), OPEN);
  const log = path.join(folder, "in", "长", "服务记录.csv");
  const row = ["2010-10-01", "张三", "咨询", "是"];
  writeFileSync(log, csvOf([["日期", "社工姓名", "服务类型", "记录完整"], ...Array.from({ length: 200_000 }, () => row)]));
  const child = spawn(process.execPath, [path.join(DIST, "hege.cjs"), "batch", "in", "--out", "out", ...ASKED], { cwd: folder, stdio: "ignore" });
  const growing = setInterval(() => { appendFileSync(log, csvOf([row])); }, 2);
  const code = await new Promise((resolve) => { child.once("exit", resolve); });
  clearInterval(growing);
  expect(code).toBe(3);
  const { submissions } = overviewIn(path.join(folder, "out"));
  expect(submissions.map(({ name, state }) => [name, state])).toEqual([["稳", "audited"], ["长", "not-audited"]]);
  expect(submissions[1]?.reasons[0]?.zh).toMatch(/长\/服务记录\.csv 在读取过程中发生了变化.*再检查一次/);
  expect(filesIn(path.join(folder, "out")).filter((name) => name.startsWith("长") || NOTHING_HALF.test(name))).toEqual([]);
}), 60_000);
