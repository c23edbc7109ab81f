// Long runs of `hege batch`, outside npm test: npm run soak [-- --submissions 1000] [--kills 20] [--seed 1]
// Makes so many submissions, 3 % of them broken in every way that readers refuse, and holds: every one is reported, memory does not grow
// with their number, and after SIGKILL at random moments, each followed by --resume, the bytes are those of an undisturbed run. Says how
// much faster two threads are than one.
import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { makeCity } from "../bench/city.mjs";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const { values: asked } = parseArgs({ options: { submissions: { type: "string", default: "1000" }, kills: { type: "string", default: "20" }, seed: { type: "string", default: "1" } } });
const [count, kills] = [Number(asked.submissions), Number(asked.kills)];

let state = Number(asked.seed);
const random = () => {
  state = (state + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
};

/** What a submission may be instead of one. */
const BREAKS = [
  (at) => { writeFileSync(`${at}.xlsx`, ""); },
  (at) => { writeFileSync(`${at}.xlsx`, "PK\u0003\u0004 and no more"); },
  (at) => { writeFileSync(`${at}.xls`, Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Buffer.alloc(600)])); },
  (at) => { writeFileSync(`${at}.xls`, "<html><table><tr><td>姓名</td></tr></table></html>"); },
  (at) => { writeFileSync(`${at}.et`, "x"); },
  (at) => { writeFileSync(`${at}.ods`, "PK\u0003\u0004mimetypeapplication/vnd.oasis.opendocument.spreadsheet"); },
  (at) => { mkdirSync(at); },
  (at) => { mkdirSync(at); writeFileSync(path.join(at, "花名册.csv"), "姓名,岗位\r\n"); },
  (at) => { mkdirSync(at); writeFileSync(path.join(at, "花名册.csv"), "一,二\r\n1,2\r\n"); },
  (at) => { mkdirSync(at); cpSync(path.join(ROOT, "samples", "shenzhen-2010", "three-agencies.xlsx"), path.join(at, "a.xlsx")); const bytes = readFileSync(path.join(at, "a.xlsx")); writeFileSync(path.join(at, "a.xlsx"), bytes.subarray(0, bytes.length / 2)); },
];

const work = mkdtempSync(path.join(os.tmpdir(), "hege-soak-"));
const say = (line) => console.log(line);
let failed = 0;
const hold = (right, what) => { say(`${right ? "ok    " : "FAILED"} ${what}`); if (!right) failed += 1; };

try {
  const submissions = path.join(work, "in");
  mkdirSync(submissions);
  const broken = new Set();
  for (let i = 0; i < count; i += 1) {
    const at = path.join(submissions, `s${String(i).padStart(5, "0")}`);
    if (i % 33 === 7) {
      BREAKS[broken.size % BREAKS.length](at);
      broken.add(i);
    } else await makeCity(at, { rows: 300, agencies: 1, seed: 2010 + (i % 50) });
  }
  writeFileSync(path.join(work, "key"), "0123456789abcdef0123456789abcdef");
  const options = ["--policy", "shenzhen-2010", "--as-of", "2010-11-30", "--reproducible", "--key-file", path.join(work, "key"), "--quiet"];
  const hege = path.join(ROOT, "dist", "hege.cjs");
  const argv = (out, more) => ["batch", "in", "--out", out, ...options, ...more];
  const run = (out, jobs) => {
    const began = performance.now();
    const { status, stderr } = spawnSync("/usr/bin/time", ["-f", "%M", process.execPath, hege, ...argv(out, ["--jobs", String(jobs)])], { cwd: work, encoding: "utf8", maxBuffer: 1 << 28 });
    return { ms: performance.now() - began, mb: Number(stderr.trim().split("\n").at(-1)) / 1024, status };
  };

  const [one, two] = [run("one", 1), run("two", 2)];
  say(`${count} submissions, ${broken.size} broken: 1 thread ${(one.ms / 1000).toFixed(1)} s, ${Math.round(one.mb)} MB; 2 threads ${(two.ms / 1000).toFixed(1)} s, ${Math.round(two.mb)} MB: ${(one.ms / two.ms).toFixed(2)} × as fast`);
  const overview = JSON.parse(readFileSync(path.join(work, "one", "overview.json"), "utf8"));
  hold(overview.submissions.length === count, `all ${count} are reported`);
  hold(overview.summary.notAudited === broken.size && overview.submissions.every(({ state: is, reasons }) => is === "audited" || reasons.length > 0), `${broken.size} could not be audited, each with its reason`);
  const same = (a, b) => spawnSync("diff", ["-rq", a, b], { cwd: work, encoding: "utf8" }).stdout;
  hold(same("one", "two") === "", "one thread and two write the same bytes");

  // A tenth of them needs about as much memory as all.
  mkdirSync(path.join(work, "few"));
  for (const name of readdirSync(submissions).slice(0, Math.max(1, Math.round(count / 10)))) cpSync(path.join(submissions, name), path.join(work, "few", name), { recursive: true });
  const few = spawnSync("/usr/bin/time", ["-f", "%M", process.execPath, hege, ...argv("tenth", ["--jobs", "1"]).with(1, "few")], { cwd: work, encoding: "utf8", maxBuffer: 1 << 28 });
  const tenth = Number(few.stderr.trim().split("\n").at(-1)) / 1024;
  hold(one.mb < 1.5 * tenth, `memory: ${Math.round(tenth)} MB for a tenth of them, ${Math.round(one.mb)} MB for all`);

  for (let kill = 0; kill < kills; kill += 1) {
    const child = spawn(process.execPath, [hege, ...argv("killed", ["--jobs", "2", "--resume"])], { cwd: work, stdio: "ignore" });
    const end = new Promise((resolve) => child.once("close", resolve));
    await new Promise((resolve) => { setTimeout(resolve, 200 + random() * (two.ms / kills) * 1.5); });
    child.kill("SIGKILL");
    await end;
    for (const name of existsSync(path.join(work, "killed")) ? readdirSync(path.join(work, "killed")).filter((each) => /^[^.].*\.json$/.test(each)) : []) {
      try { JSON.parse(readFileSync(path.join(work, "killed", name), "utf8")); } catch { hold(false, `after kill ${kill + 1} ${name} is half-written`); }
    }
  }
  spawnSync(process.execPath, [hege, ...argv("killed", ["--jobs", "2", "--resume"])], { cwd: work, stdio: "ignore" });
  const differs = same("one", "killed");
  hold(differs === "", `killed ${kills} times and gone on with, it ends with the same bytes${differs === "" ? "" : `\n${differs.slice(0, 1000)}`}`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
process.exitCode = failed === 0 ? 0 : 1;
