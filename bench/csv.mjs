// Measures the CSV reader beside what there is to compare it with, each a process of its own: node bench/csv.mjs [--rows 1000000] [--times 5] [--quick]
// The scanner is bundled from src/. Writes bench/CSV.md; with --quick only prints. pandas is measured where /usr/bin/python3 has it.
import { createHash } from "node:crypto";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, open, readFile, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const MB = 1024 * 1024;
const CHUNK = 256 * 1024;
/** Of the made log: its worker and its date. */
const [DATE, WORKER] = [1, 2];

async function* chunksOf(file) {
  const handle = await open(file);
  try {
    const chunk = new Uint8Array(CHUNK);
    for (;;) {
      const { bytesRead } = await handle.read(chunk, 0, CHUNK, null);
      if (bytesRead === 0) return;
      yield chunk.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

async function tableOf({ openCsv }, file, encoding) {
  for await (const chunk of chunksOf(file)) {
    const head = chunk.slice(0, 65_536);
    return openCsv({ path: file, head, encoding: { encoding, bom: head[0] === 0xef ? 3 : head[0] === 0xff ? 2 : 0, guessed: false } }, () => chunksOf(file));
  }
  throw new Error(`${file} is empty`);
}

async function scanned(reader, file, wanted, encoding = "utf-8") {
  let rows = 0;
  for await (const { length } of (await tableOf(reader, file, encoding)).batches(wanted)) rows += length;
  return rows;
}

/** How many records each worker has each month: counted by numbers of cells, as long as they mean the same. */
async function grouped(reader, file) {
  const total = new Map();
  const months = [];
  let [counts, cells, monthOf, generations] = [new Map(), [], [], ""];
  const settle = () => {
    for (const [key, count] of counts) {
      const text = `${cells[Math.floor(key / 1e6)]}\t${months[key % 1e6]}`;
      total.set(text, (total.get(text) ?? 0) + count);
    }
    [counts, monthOf] = [new Map(), []];
  };
  const monthFound = (date) => {
    const month = String(date).slice(0, 7);
    return months.includes(month) ? months.indexOf(month) : months.push(month) - 1;
  };
  for await (const { length, columns: { [DATE]: date, [WORKER]: worker } } of (await tableOf(reader, file, "utf-8")).batches("all")) {
    const now = `${date.values.generation} ${worker.values.generation}`;
    if (now !== generations) settle();
    [generations, cells] = [now, worker.values.cells];
    for (let i = 0; i < length; i += 1) {
      const key = worker.ids[i] * 1e6 + (monthOf[date.ids[i]] ??= monthFound(date.values.cells[date.ids[i]]));
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  settle();
  return total.size;
}

const ROLES = {
  async bytes(file) {
    let rows = 0;
    for await (const chunk of chunksOf(file)) for (let i = 0; i < chunk.length; i += 1) if (chunk[i] === 10) rows += 1;
    return rows;
  },
  async "csv-parse"(file) {
    const { parse } = await import("csv-parse");
    const parser = parse({ bom: true });
    parser.on("error", (error) => { throw error; });
    (async () => { for await (const chunk of chunksOf(file)) if (!parser.write(chunk.slice())) await new Promise((resolve) => parser.once("drain", resolve)); parser.end(); })();
    let rows = 0;
    for await (const _record of parser) rows += 1;
    return rows;
  },
  none: (file, reader) => scanned(reader, file, new Set()),
  three: (file, reader) => scanned(reader, file, new Set([DATE, WORKER, 3])),
  all: (file, reader) => scanned(reader, file, "all"),
  gb18030: (file, reader) => scanned(reader, file, "all", "gb18030"),
  "utf-16": (file, reader) => scanned(reader, file, "all", "utf-16le"),
  mixed: (file, reader) => scanned(reader, file, "all", "mixed"),
  group: (file, reader) => grouped(reader, file),
  async hash(file) {
    const hash = createHash("sha256");
    for await (const chunk of chunksOf(file)) hash.update(chunk);
    return hash.digest("hex").slice(0, 8);
  },
  async identify(file, { identifyFiles }) {
    const { files: [{ sha256, tables }] } = await identifyFiles([file], {});
    return `${(await sha256()).slice(0, 8)} ${(await tables()).encoding}`;
  },
};

const PANDAS = `
import json, resource, sys
import pandas
table = pandas.read_csv(sys.argv[1], dtype=str, encoding="utf-8-sig")
result = len(table) if sys.argv[2] == "read" else len(table.groupby([table.columns[2], table[table.columns[1]].str[:7]]).size())
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({"result": result, "cpu": 1000 * (used.ru_utime + used.ru_stime), "peak": used.ru_maxrss * 1024}))
`;

function once(command, args) {
  const start = performance.now();
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (part) => { text += part; });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => (code === 0 ? resolve({ ms: performance.now() - start, ...JSON.parse(text) }) : reject(new Error(`${command} ${args.at(-2)} ended with ${code}`))));
  });
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

async function main() {
  const { values: asked } = parseArgs({ options: { rows: { type: "string", default: "1000000" }, times: { type: "string" }, quick: { type: "boolean", default: false } } });
  const times = Number(asked.times ?? (asked.quick ? 1 : 5));
  const work = await mkdtemp(path.join(os.tmpdir(), "hege-bench-csv-"));
  try {
    const { build } = await import("esbuild");
    const { modulesForEsbuild } = await import("../scripts/modules.js");
    const { makeCity } = await import("./city.mjs");
    const reader = path.join(work, "reader.mjs");
    await build({
      stdin: { contents: 'export { openCsv } from "./src/read/csv.ts"; export { identifyFiles } from "./src/read/files.ts";', resolveDir: ROOT, loader: "ts" }, bundle: true, splitting: true, platform: "node", format: "esm", outdir: work, entryNames: "reader", outExtension: { ".js": ".mjs" }, external: ["@aws-sdk/client-s3"], logLevel: "warning", plugins: [modulesForEsbuild()],
      banner: { js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);' },
    });
    const { file } = await makeCity(path.join(work, "city"), { rows: Number(asked.rows) });
    const other = (encoding) => path.join(work, `${encoding}.csv`);
    const text = (await readFile(file, "utf8")).replace(/^\ufeff/, "");
    await writeFile(other("utf-16"), Buffer.from(`\ufeff${text}`, "utf16le"));
    const gb = spawnSync("iconv", ["-f", "UTF-8", "-t", "GB18030", "-o", other("gb18030")], { input: text });
    if (gb.status !== 0) throw new Error("iconv is needed to write GB18030");
    const self = fileURLToPath(import.meta.url);
    const node = (role, from = file) => ({ command: process.execPath, args: [self, role, from, reader] });
    const python = (what) => ({ command: "/usr/bin/python3", args: ["-c", PANDAS, file, what] });
    const hasPandas = spawnSync("/usr/bin/python3", ["-c", "import pandas"]).status === 0;
    const lines = [
      ["bare byte loop", node("bytes")], ["scanner, no column wanted", node("none")], ["scanner, three columns", node("three")], ["scanner, all fifteen", node("all")], ["scanner, all, grouped by worker and month", node("group")],
      ["scanner, all, GB18030", node("gb18030", other("gb18030"))], ["scanner, all, UTF-16", node("utf-16", other("utf-16"))], ["scanner, all, as if of two encodings", node("mixed")],
      ["csv-parse, records as arrays", node("csv-parse")],
      ...(hasPandas ? [["pandas, all read", python("read")], ["pandas, all read, grouped by worker and month", python("group")]] : []),
      ["hash alone", node("hash")], ["identified: hash and encoding", node("identify")], ["identified, GB18030 (two passes)", node("identify", other("gb18030"))], ["hash alone, GB18030", node("hash", other("gb18030"))],
    ];
    const load = os.loadavg()[0];
    // Round after round, so that a busy moment does not fall on one line alone.
    const runs = lines.map(() => []);
    for (let i = 0; i < times; i += 1) for (const [n, [, { command, args }]] of lines.entries()) runs[n].push(await once(command, args));
    const base = median(runs[0].map(({ cpu }) => cpu));
    const rows = lines.map(([name], n) => {
      const cpu = median(runs[n].map((run) => run.cpu));
      return `| ${name} | ${String(runs[n][0].result)} | ${(median(runs[n].map(({ ms }) => ms)) / 1000).toFixed(2)} | ${(Math.min(...runs[n].map(({ ms }) => ms)) / 1000).toFixed(2)} | ${(cpu / 1000).toFixed(2)} | ${(cpu / base).toFixed(1)} × | ${Math.round(Math.max(...runs[n].map(({ peak }) => peak)) / MB)} |`;
    });
    const report = `# The CSV reader

\`node bench/csv.mjs --rows ${asked.rows} --times ${times}\`: a made service log of 15 columns (\`bench/city.mjs\`), ${Math.round((await stat(file)).size / MB)} MB in UTF-8, ${Math.round((await stat(other("gb18030"))).size / MB)} MB in GB18030, ${Math.round((await stat(other("utf-16"))).size / MB)} MB in UTF-16. Whole processes, start-up included. ${os.cpus()[0]?.model.trim() ?? ""}, ${os.cpus().length} cores, node ${process.version}; load before it ${load.toFixed(1)}: on a busy machine trust the ratios of processor time.

| | rows, groups or hash | median s | least s | cpu s | of the byte loop | peak MB |
|---|--:|--:|--:|--:|--:|--:|
${rows.join("\n")}
`;
    console.log(report);
    if (!asked.quick) await writeFile(path.join(ROOT, "bench", "CSV.md"), report);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

const [role, file, reader] = process.argv.slice(2);
if (role in ROLES) {
  const result = await ROLES[role](file, await import(pathToFileURL(reader).href));
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  // maxRSS begins, on Linux, with what the parent held when it started this one; VmHWM does not.
  const [, most] = /VmHWM:\s*(\d+)/.exec(existsSync("/proc/self/status") ? readFileSync("/proc/self/status", "utf8") : "") ?? [];
  console.log(JSON.stringify({ result, cpu: (userCPUTime + systemCPUTime) / 1000, peak: Number(most ?? maxRSS) * 1024 }));
} else await main();
