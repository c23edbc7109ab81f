// Measures whole audits of a made city, and how fast the program starts.
//   npm run bench [-- --rows 1000000] [--times 3] [--large] [--keep]     everything; writes bench/RESULTS.md
//   npm run bench -- --quick                                            100,000 rows once; only prints
//   npm run bench -- --record                                           100,000 rows; writes bench/ratios.json, what --check compares with
//   npm run bench -- --check                                            100,000 rows against bench/ratios.json; fails where a ratio has grown by more than a third
// Every line of the tables is a process of its own, measured from outside.
import { spawnSync } from "node:child_process";
import { cp, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import v8 from "node:v8";
import { makeCity } from "./city.mjs";
import { grouped, HERE, MB, measure, PYTHON, ratio, ROOT, seconds, signed, table } from "./measure.mjs";
import { batchTable, measureBatch, measureReports, reportTable } from "./batch.mjs";
import { auditOf, measureScale, scaleTable } from "./scale.mjs";

const AUDITED = [0, 1, 3];
/** A ratio that has grown by more is worth a look: what a machine shared with others does to it is less. */
const MOST_GROWTH = 4 / 3;
const RATIOS = path.join(HERE, "ratios.json");

const { values: asked } = parseArgs({ options: { rows: { type: "string" }, times: { type: "string" }, quick: { type: "boolean", default: false }, check: { type: "boolean", default: false }, record: { type: "boolean", default: false }, large: { type: "boolean", default: false }, keep: { type: "boolean", default: false } } });
const small = asked.quick || asked.check || asked.record;
const rows = Number(asked.rows ?? (small ? 100_000 : 1_000_000));
const times = Number(asked.times ?? (asked.quick ? 1 : 3));
if (!Number.isSafeInteger(rows) || rows < 1 || !Number.isSafeInteger(times) || times < 1) throw new Error("--rows and --times are whole numbers above zero");

const say = (line) => console.error(line);
const readers = path.join(HERE, "readers.mjs");
const hasPython = spawnSync(PYTHON, ["-c", "import pandas, openpyxl"]).status === 0;

/** The audit of one city, and what reads its log without judging anything. */
async function measureAudit(hege, work, city) {
  const report = path.join(work, "report.json");
  const measured = {};
  for (const [name, args, options] of [
    ["bytes", [readers, "bytes", city.file]],
    ["csv-parse", [readers, "csv-parse", city.file]],
    ...(hasPython ? [["pandas", [path.join(HERE, "rivals.py"), "group", city.file]]] : []),
    ["audit", auditOf(hege, path.dirname(city.file), ["--output", report]), { codes: AUDITED }],
    ["audit, text", auditOf(hege, path.dirname(city.file)), { codes: AUDITED }],
  ]) {
    measured[name] = await measure(args, { runs: times, ...options });
    say(`${name}: ${seconds(measured[name].median)} s`);
  }
  return { measured, reportBytes: (await stat(report)).size };
}

async function measureStart(hege, folder, work) {
  const runs = Math.max(5, times * 5);
  const measured = {};
  for (const [name, args, codes] of [["node -e 0", ["-e", "0"], [0]], ["hege --version", [hege, "--version"], [0]], ["hege check, one agency", auditOf(hege, folder, ["--output", path.join(work, "small.json")]), AUDITED]]) {
    measured[name] = await measure(args, { runs, codes, memoryApart: true, warm: true });
    say(`${name}: ${seconds(measured[name].median)} s`);
  }
  return { measured, runs };
}

/** What is compared from one day to the next: never times, which are the machine's. */
function ratiosOf({ measured }, start) {
  const node = start.measured["node -e 0"].median;
  return {
    "version of node": start.measured["hege --version"].median / node,
    "small check of node": start.measured["hege check, one agency"].median / node,
    "audit of csv-parse, processor time": measured["audit, text"].cpu / measured["csv-parse"].cpu,
    "audit of the byte loop, processor time": measured["audit, text"].cpu / measured.bytes.cpu,
    ...(hasPython ? { "audit of pandas, processor time": measured["audit, text"].cpu / measured.pandas.cpu } : {}),
    "peak memory of the audit, MB": measured["audit, text"].peak / MB,
  };
}

async function compare(now) {
  const { node, ratios: before } = JSON.parse(await readFile(RATIOS, "utf8"));
  say(`recorded with node ${node}; this is ${process.version}`);
  const lines = Object.entries(now).map(([name, value]) => {
    const was = before[name];
    const grown = was === undefined ? null : value / was;
    return { grown, cells: [name, was === undefined ? "–" : was.toFixed(2), value.toFixed(2), grown === null ? "new" : grown > MOST_GROWTH ? "grown" : "as it was"] };
  });
  console.log(table([["ratio", "recorded", "now", ""], ...lines.map(({ cells }) => cells)]));
  if (lines.some(({ grown }) => grown !== null && grown > MOST_GROWTH)) process.exitCode = 1;
}

function auditTable({ measured }) {
  const names = [["bytes", "bare byte loop"], ["csv-parse", "raw csv-parse, records as arrays"], ...(hasPython ? [["pandas", "pandas: every column read, grouped by worker and month"]] : []), ["audit", "**hege check**, all rules, JSON report"], ["audit, text", "**hege check**, all rules, verdicts only"]];
  return table([["", "median s", "min–max s", "rows/s", "cpu s", "of csv-parse", "of pandas", "of pandas, cpu", "peak MB"], ...names.map(([key, name]) => {
    const { median, min, max, cpu, peak } = measured[key];
    return [name, seconds(median), `${seconds(min)}–${seconds(max)}`, grouped((rows / median) * 1000), seconds(cpu), ratio(median / measured["csv-parse"].median), hasPython ? ratio(median / measured.pandas.median) : "–", hasPython ? ratio(cpu / measured.pandas.cpu) : "–", grouped(peak / MB)];
  })]);
}

function startTable({ measured }) {
  const node = measured["node -e 0"].median;
  return table([["", "median ms", "min–max ms", "over node", "of node", "peak MB"], ...Object.entries(measured).map(([name, { median, min, max, peak }]) => [name, grouped(median), `${grouped(min)}–${grouped(max)}`, signed(median - node), ratio(median / node), grouped(peak / MB)])]);
}

const work = await mkdtemp(path.join(os.tmpdir(), "hege-bench-"));
try {
  // A copy, so that a build made meanwhile is not half of what is measured.
  await cp(path.join(ROOT, "dist"), path.join(work, "dist"), { recursive: true });
  await cp(path.join(ROOT, "package.json"), path.join(work, "package.json"));
  const hege = path.join(work, "dist", "hege.cjs");
  const loads = [os.loadavg()[0]];

  const city = await makeCity(path.join(work, "city"), { rows });
  const one = await makeCity(path.join(work, "small"), { rows: 300 });
  const bytes = (await stat(city.file)).size;
  say(`${grouped(city.agencies)} agencies, ${grouped(city.people)} people, ${grouped(rows)} service rows (${grouped(bytes / MB)} MB), in ${work}`);
  const start = await measureStart(hege, path.join(work, "small"), work);
  const audit = await measureAudit(hege, work, city);
  loads.push(os.loadavg()[0]);

  if (asked.check) await compare(ratiosOf(audit, start));
  else if (asked.record) await writeFile(RATIOS, `${JSON.stringify({ node: process.version, recorded: new Date().toISOString().slice(0, 10), ratios: ratiosOf(audit, start) }, null, 2)}\n`);
  else {
    const sizes = [{ rows: 10_000 }, { rows: 100_000 }, ...(small ? [] : [{ rows: 1_000_000 }]), ...(asked.large ? [{ rows: 10_000_000, agencies: 100 }, { rows: 10_000_000 }] : [])];
    const scale = await measureScale({ hege, work, sizes, hasPython, say });
    const batch = await measureBatch({ hege, work, submissions: small ? 20 : 200, runs: times, say });
    const reports = await measureReports({ hege, work, results: small ? 10_000 : 100_000, runs: small ? 1 : times, say });
    loads.push(os.loadavg()[0]);
    const text = `# What was measured

\`npm run bench -- --rows ${rows} --times ${times}${asked.large ? " --large" : ""}\`, ${new Date().toISOString().slice(0, 10)}. ${os.cpus()[0]?.model.trim() ?? "unknown processor"}, ${os.cpus().length} cores, ${grouped(os.totalmem() / MB / 1024)} GB, ${os.type()} ${os.release()}, node ${process.version} (default heap: ${grouped(v8.getHeapStatistics().heap_size_limit / MB)} MB).
Load of the machine before, between and after (1 minute): ${loads.map((load) => load.toFixed(1)).join(", ")}. Where it is above 1 the machine was shared with other work: trust the ratios more than the times.

## The audit

A made city (\`bench/city.mjs\`, the same bytes every time): ${grouped(city.agencies)} agencies, ${grouped(city.people)} people, ${grouped(rows)} service rows of 15 columns (${grouped(bytes / MB)} MB), ${grouped(city.supervision)} of supervision, ${grouped(city.duties)} of duties. Each line is a whole process, start-up included, measured ${times} time${times === 1 ? "" : "s"}.
All but the audits read the service log only, once; an audit reads the whole submission and judges every rule of \`shenzhen-2010\`; its JSON report has ${grouped(audit.reportBytes / MB)} MB.

${auditTable(audit)}

## From small to large

The same city with more or fewer agencies, verdicts only. Beside it what would be taken instead: pandas and Python's csv compute each agency's ratio and everybody's records by month; DuckDB and openpyxl count the records of the log by month; the floor looks at every byte of the log and does nothing with it, or inflates the sheet. Wall time, start-up included; three runs up to 100,000 rows, above that one.

${scaleTable(scale)}

## A batch

${grouped(batch.submissions)} submissions of an agency each: 50 people, 300 service rows, 539 of supervision, 288 of duties; a JSON report each and the overview. Measured ${times} times.

${batchTable(batch)}

## Reports

The audit of a city with ${small ? "10,000" : "100,000"} results and its report in each format, every place of the evidence in the workbook, twenty a result in the others. A whole process each.

${reportTable(reports)}

## Start-up

Measured ${start.runs} times after one that warms the disk's cache. The small check: ${one.people} people, ${one.services} service rows, ${one.supervision} of supervision, ${one.duties} of duties, a JSON report.

${startTable(start)}
`;
    console.log(`\n${text}`);
    if (!asked.quick) await writeFile(path.join(HERE, "RESULTS.md"), text);
  }
} finally {
  if (!asked.keep) await rm(work, { recursive: true, force: true });
}
