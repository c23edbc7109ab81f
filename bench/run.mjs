// Measures the whole audit of a made city, and how fast the program starts: npm run bench [-- --rows 100000] [--times 3] [--quick] [--keep]
// Every row of the tables is a process of its own, measured from outside. Writes bench/RESULTS.md; with --quick only prints.
import { spawn, spawnSync } from "node:child_process";
import { cp, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import v8 from "node:v8";
import { AS_OF, makeCity } from "./city.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.resolve(HERE, "..");
const MB = 1024 * 1024;

const { values: asked } = parseArgs({ options: { rows: { type: "string" }, times: { type: "string" }, quick: { type: "boolean", default: false }, keep: { type: "boolean", default: false } } });
const rows = Number(asked.rows ?? (asked.quick ? 100_000 : 1_000_000));
const times = Number(asked.times ?? (asked.quick ? 1 : 3));
if (!Number.isSafeInteger(rows) || rows < 1 || !Number.isSafeInteger(times) || times < 1) throw new Error("--rows and --times are whole numbers above zero");

const PYTHON = "/usr/bin/python3";

/** Runs node, or python for a program of its own, once to its end. An audit that finds something ends with 1 or 3: it has run all the same. */
async function once(args, env, accepted) {
  const start = performance.now();
  const [command, given] = args[0]?.endsWith(".py") ? [PYTHON, args] : [process.execPath, args];
  const child = spawn(command, given, { cwd: ROOT, env: { ...process.env, ...env }, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk) => { said += chunk; });
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", (status, signal) => resolve(status ?? signal)));
  const ms = performance.now() - start;
  if (!accepted.includes(code)) throw new Error(`node ${args.join(" ")} ended with ${code}: ${said.slice(-2_000)}`);
  return ms;
}

function medianOf(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

/** Wall time (median, least, most), processor time and peak memory of a command, and the load of the machine before it. */
async function measure(args, { runs, codes = [0], memoryApart = false, warm = false }) {
  const usedFile = path.join(work, "used.json");
  const watched = args[0]?.endsWith(".py") ? args : ["--import", path.join(HERE, "used.mjs"), ...args];
  const env = { HEGE_BENCH_USED: usedFile };
  const load = os.loadavg()[0];
  if (warm) await once(args, env, codes);
  const ms = [];
  const peaks = [];
  const cpu = [];
  const noteUsed = async () => {
    const { maxRSS, userCPUTime, systemCPUTime } = JSON.parse(await readFile(usedFile, "utf8"));
    peaks.push(maxRSS * 1024);
    cpu.push((userCPUTime + systemCPUTime) / 1000);
  };
  for (let i = 0; i < runs; i += 1) {
    ms.push(await once(memoryApart ? args : watched, env, codes));
    if (!memoryApart) await noteUsed();
  }
  if (memoryApart) {
    await once(watched, env, codes);
    await noteUsed();
  }
  return { median: medianOf(ms), min: Math.min(...ms), max: Math.max(...ms), cpu: medianOf(cpu), peak: Math.max(...peaks), load };
}

const grouped = (n) => Math.round(n).toLocaleString("en-US");
const signed = (n) => `${Math.round(n) < 0 ? "−" : "+"}${grouped(Math.abs(n))}`;
const seconds = (ms) => (ms / 1000).toFixed(2);
const ratio = (n) => `${n < 10 ? n.toFixed(1) : Math.round(n)} ×`;

/** A table in Markdown, columns padded so that it reads in a terminal too; the first column to the left. */
function table([head, ...body]) {
  const widths = head.map((_, i) => Math.max(...[head, ...body].map((row) => row[i].length)));
  const line = (row) => `| ${row.map((text, i) => (i === 0 ? text.padEnd(widths[i]) : text.padStart(widths[i]))).join(" | ")} |`;
  return [line(head), `|${widths.map((width, i) => (i === 0 ? "-".repeat(width + 2) : `${"-".repeat(width + 1)}:`)).join("|")}|`, ...body.map(line)].join("\n");
}

const work = await mkdtemp(path.join(os.tmpdir(), "hege-bench-"));
try {
  // A copy, so that a build made meanwhile is not half of what is measured.
  await cp(path.join(ROOT, "dist"), path.join(work, "dist"), { recursive: true });
  await cp(path.join(ROOT, "package.json"), path.join(work, "package.json"));
  const hege = path.join(work, "dist", "hege.cjs");
  const readers = path.join(HERE, "readers.mjs");

  const startedAt = performance.now();
  const city = await makeCity(path.join(work, "city"), { rows });
  const small = await makeCity(path.join(work, "small"), { rows: 300 });
  const bytes = (await stat(city.file)).size;
  console.error(`made in ${seconds(performance.now() - startedAt)} s: ${grouped(city.agencies)} agencies, ${grouped(city.people)} people, ${grouped(rows)} service rows (${grouped(bytes / MB)} MB), in ${work}`);

  const hasPandas = spawnSync(PYTHON, ["-c", "import pandas"]).status === 0;
  const check = (folder) => [hege, "check", path.join(work, folder), "--policy", "shenzhen-2010", "--as-of", AS_OF, "--output", path.join(work, "report.json"), "--quiet"];
  const AUDITED = [0, 1, 3];
  const measured = {};
  const starting = Math.max(5, times * 5);
  for (const [name, args, options] of [
    ["node -e 0", ["-e", "0"], { runs: starting, memoryApart: true, warm: true }],
    ["hege --version", [hege, "--version"], { runs: starting, memoryApart: true, warm: true }],
    ["hege check, one agency", check("small"), { runs: starting, codes: AUDITED, memoryApart: true, warm: true }],
    ["bytes", [readers, "bytes", city.file], { runs: times }],
    ["csv-parse", [readers, "csv-parse", city.file], { runs: times }],
    ...(hasPandas ? [["pandas", [path.join(HERE, "group_by_month.py"), city.file], { runs: times }]] : []),
    ["audit", check("city"), { runs: times, codes: AUDITED }],
    ["audit, text", [...check("city").slice(0, -3), "--quiet"], { runs: times, codes: AUDITED }],
  ]) {
    measured[name] = await measure(args, options);
    console.error(`${name}: ${seconds(measured[name].median)} s`);
  }

  const throughput = [["bytes", "bare byte loop"], ["csv-parse", "raw csv-parse, records as arrays"], ...(hasPandas ? [["pandas", "pandas: every column read, grouped by worker and month"]] : []), ["audit", "**hege check**, all rules, JSON report"], ["audit, text", "**hege check**, all rules, verdicts only"]].map(([key, name]) => {
    const { median, min, max, cpu, peak } = measured[key];
    return [name, seconds(median), `${seconds(min)}–${seconds(max)}`, grouped((rows / median) * 1000), seconds(cpu), ratio(cpu / measured["csv-parse"].cpu), hasPandas ? ratio(cpu / measured.pandas.cpu) : "–", ratio(cpu / measured.bytes.cpu), grouped(peak / MB)];
  });
  const start = ["node -e 0", "hege --version", "hege check, one agency"].map((key) => {
    const { median, min, max, peak } = measured[key];
    return [key, grouped(median), `${grouped(min)}–${grouped(max)}`, signed(median - measured["node -e 0"].median), ratio(median / measured["node -e 0"].median), grouped(peak / MB)];
  });
  const loads = Object.values(measured).map(({ load }) => load);
  const report = await stat(path.join(work, "report.json"));
  const text = `# What was measured

\`npm run bench -- --rows ${rows} --times ${times}\`, ${new Date().toISOString().slice(0, 10)}. ${os.cpus()[0]?.model.trim() ?? "unknown processor"}, ${os.cpus().length} cores, ${grouped(os.totalmem() / MB / 1024)} GB, ${os.type()} ${os.release()}, node ${process.version} (default heap: ${grouped(v8.getHeapStatistics().heap_size_limit / MB)} MB).
Load of the machine before each row (1 minute): ${Math.min(...loads).toFixed(1)}–${Math.max(...loads).toFixed(1)}${Math.min(...loads) > 1 ? "; it was shared with other work, so trust the ratios more than the times" : ""}.

## The audit

A made city (\`bench/city.mjs\`, the same bytes every time): ${grouped(city.agencies)} agencies, ${grouped(city.people)} people, ${grouped(rows)} service rows of 15 columns (${grouped(bytes / MB)} MB), ${grouped(city.supervision)} of supervision, ${grouped(city.duties)} of duties. Each line is a whole process, start-up included, measured ${times} time${times === 1 ? "" : "s"}.
All but the audits read the service log only, once; an audit reads the whole submission and judges every rule of \`shenzhen-2010\`; its JSON report has ${grouped(report.size / MB)} MB. Rows a second are service rows by wall time; the ratios compare processor time, which a busy machine changes less.

${table([["", "median s", "min–max s", "rows/s", "cpu s", "of csv-parse", "of pandas", "of the byte loop", "peak MB"], ...throughput])}

## Start-up

Measured ${starting} times after one that warms the disk's cache. The small check: ${small.people} people, ${small.services} service rows, ${small.supervision} of supervision, ${small.duties} of duties, a JSON report.

${table([["", "median ms", "min–max ms", "over node", "of node", "peak MB"], ...start])}
`;
  console.log(`\n${text}`);
  if (!asked.quick) await writeFile(path.join(HERE, "RESULTS.md"), text);
} finally {
  if (!asked.keep) await rm(work, { recursive: true, force: true });
}
