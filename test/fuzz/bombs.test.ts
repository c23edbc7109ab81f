import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { EXIT } from "../support/cli.ts";
import { BOMBS } from "./bombs.ts";

/** Zip bombs, XML bombs, a million columns or sheets, cells of 100 MB: refused, or read safely, under 256 MB (issue 5, the bar). */

const command = path.join(import.meta.dirname, "..", "..", "dist", "hege.cjs");
const folder = mkdtempSync(path.join(tmpdir(), "hege-bombs-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MEGABYTES = 256;
/**
 * The built program says at its end how much memory it held at most, in kilobytes, on a channel of its own. What resourceUsage says
 * begins, on Linux, with what the parent held when it started the child; VmHWM does not.
 */
const TELLING = `data:text/javascript,${encodeURIComponent(`
  import { readFileSync, writeSync } from "node:fs";
  const most = () => { try { return /VmHWM:\\s*(\\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]; } catch { return process.resourceUsage().maxRSS; } };
  process.on("exit", () => writeSync(3, String(most())));`)}`;

interface Ended { code: number | null; out: string; err: string; megabytes: number }

function run(file: string): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", TELLING, command, file, "--policy", "shenzhen-2010", "--as-of", "2010-11-30", "--lang", "en", "--verbose"], { cwd: folder, stdio: ["ignore", "pipe", "pipe", "pipe"] });
    const texts = ["", "", "", ""];
    for (const [i, stream] of child.stdio.entries()) if (stream && "on" in stream && i > 0) stream.on("data", (part: Buffer) => { texts[i] += part.toString(); });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out: texts[1] ?? "", err: texts[2] ?? "", megabytes: Number(texts[3]) / 1024 }));
  });
}

/** How each ends: a refusal that says this, or read, and then this is in the report. */
const ENDS: Readonly<Record<string, RegExp>> = {
  "一个部件解开后有1GB.xlsx": /inflates to an unreasonable size/, "说自己很小的部件解开后有1GB.xlsx": /inflates to an unreasonable size|damaged/, "共享字符串解开后有1GB.xlsx": /inflates to an unreasonable size/,
  "实体逐级展开.xlsx": /damaged|roster/, "外部实体.xlsx": /damaged|roster/, "一百万列.csv": /row 3 has more than 16,384 columns/, "表头一百万列.csv": /row 1 has more than 16,384 columns/, "一百万列.xlsx": /row 1 has more than 16,384 columns/,
  "一百万张工作表.xlsx": /more than 1,000 sheets/, "两万个部件.xlsx": /inflates to an unreasonable size/, "一格100MB.csv": /record 3 is longer than 64 MB/, "引号里100MB.csv": /record 3 is longer than 64 MB/, "一格100MB.xlsx": /32,767 characters|inflates to an unreasonable size/,
  "列宽到十亿.xlsx": /启明社工服务中心/, "合并整张表.xlsx": /启明社工服务中心|inflates to an unreasonable size/,
};

describe(`under ${MEGABYTES} MB`, () => {
  test("each has an end", () => { expect(Object.keys(ENDS).sort()).toEqual(Object.keys(BOMBS).sort()); });
  test.each(Object.entries(BOMBS))("%s", async (name, write) => {
    expect(existsSync(command), "npm run build").toBe(true);
    const file = path.join(folder, name);
    write(file);
    const { code, out, err, megabytes } = await run(name).finally(() => rmSync(file, { force: true }));
    expect([EXIT.ok, EXIT.failed, EXIT.refused, EXIT.incomplete], err.slice(0, 500)).toContain(code);
    expect(out + err).toMatch(ENDS[name] ?? /$^/);
    expect(out + err).not.toMatch(/root:|张{20}/);
    expect(megabytes).toBeLessThan(MEGABYTES);
  }, 60_000);
});
