// Measures the workbook reader on a made workbook: node bench/xlsx.mjs [--rows 200000] [--times 3] [--inline] [--keep]
// Each line is a process of its own: inflating the sheet alone, our reader (opening, which checks every part, and one pass over all
// columns), the same with three columns, and openpyxl's read-only mode where /usr/bin/python3 has it.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { createInflateRaw } from "node:zlib";
import { writeWorkbook } from "./workbook.mjs";

const HERE = fileURLToPath(import.meta.url);
const ROOT = path.resolve(path.dirname(HERE), "..");
const PYTHON = "/usr/bin/python3";
const { values: asked, positionals } = parseArgs({
  allowPositionals: true,
  options: { rows: { type: "string", default: "200000" }, times: { type: "string", default: "3" }, inline: { type: "boolean", default: false }, keep: { type: "boolean", default: false } },
});

// ---- the workbook: a service log of 15 columns, the same bytes every time

function randomOf(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const HEADER = ["机构", "记录编号", "日期", "社工姓名", "工号", "服务类型", "服务编号", "节次", "形式", "时长(小时)", "承担角色", "记录完整", "提交日期", "审阅人", "审阅日期"];
const DATE = { style: 1 };

function* rowsOf(count) {
  const random = randomOf(20101130);
  const pick = (list) => list[random(list.length)];
  const people = Array.from({ length: 5_000 }, (_, i) => `${pick(["欧阳", "张", "王", "李", "赵", "陈", "黄"])}${pick([..."明华丽强芳敏静伟"])}${pick([..."一二三四五六七八九十"])}${i % 97}`);
  yield HEADER;
  for (let i = 0; i < count; i++) {
    const day = 40_179 + random(334);
    yield [
      `启明社工服务中心${random(100)}`, `R${i}`, { ...DATE, number: day }, pick(people), `Q${random(5_000)}`, pick(["个案", "小组", "活动", "走访", "电访"]), `N${random(Math.ceil(count / 4))}`, { number: 1 + random(12) },
      pick(["面谈", "电话", "家访"]), { number: 0.5 + random(8) / 2 }, pick(["主责", "协助"]), pick(["是", "否"]), { ...DATE, number: day + random(20) }, pick(people), { ...DATE, number: day + random(30) },
    ];
  }
}

// ---- what is measured, each in a process of its own

/** The greatest part of an archive that this script wrote, inflated and thrown away. */
async function inflateOnly(bytes) {
  const { zipEntries } = await import(pathToFileURL(path.join(path.dirname(positionals[2]), "zip.mjs")).href);
  const greatest = zipEntries(bytes).reduce((most, entry) => (entry.size > most.size ? entry : most));
  const inflate = createInflateRaw({ chunkSize: 256 * 1024 });
  inflate.end(bytes.subarray(greatest.from, greatest.from + greatest.packed));
  let size = 0;
  for await (const chunk of inflate) size += chunk.length;
  return `${Math.round(size / 1024 ** 2)} MB of XML`;
}

async function ours(bytes, wanted) {
  const { openWorkbook } = await import(pathToFileURL(positionals[2]).href);
  const start = performance.now();
  const [table] = await openWorkbook("a.xlsx", bytes);
  const opened = performance.now() - start;
  let rows = 0;
  let filled = 0;
  for await (const batch of table.batches(wanted)) {
    rows += batch.length;
    for (const column of batch.columns) for (const id of column?.ids ?? []) if (id !== 0) filled += 1;
  }
  return `${rows} rows, ${filled} cells; ${Math.round(opened)} ms of it to open and check`;
}

const READERS = {
  "inflate only": (bytes) => inflateOnly(bytes),
  "ours, all columns": (bytes) => ours(bytes, "all"),
  "ours, three columns": (bytes) => ours(bytes, new Set([2, 3, 5])),
};

const OPENPYXL = `
import sys, time, resource, openpyxl
start = time.perf_counter()
rows = cells = 0
for row in openpyxl.load_workbook(sys.argv[1], read_only=True).worksheets[0].iter_rows(values_only=True):
    rows += 1
    cells += sum(value is not None for value in row)
print(round((time.perf_counter() - start) * 1000), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, f"{rows} rows, {cells} cells", sep="\\t")
`;

async function measureHere([reader, file]) {
  const bytes = await readFile(file);
  const start = performance.now();
  const said = await READERS[reader](bytes);
  console.log([Math.round(performance.now() - start), process.resourceUsage().maxRSS, said].join("\t"));
}

function measureApart(command, args, times) {
  const runs = Array.from({ length: times }, () => {
    const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    const [ms, peak, said] = stdout.trim().split("\t");
    return { ms: Number(ms), peak: Number(peak), said };
  }).sort((a, b) => a.ms - b.ms);
  return { ...runs[runs.length >> 1], peak: Math.max(...runs.map(({ peak }) => peak)) };
}

async function main() {
  const { default: esbuild } = await import("esbuild");
  const work = await mkdtemp(path.join(os.tmpdir(), "hege-xlsx-"));
  try {
    const code = path.join(work, "xlsx.mjs");
    for (const [entry, outfile] of [["xlsx.ts", code], ["zip.ts", path.join(work, "zip.mjs")]]) {
      await esbuild.build({ entryPoints: [path.join(ROOT, "src", "read", entry)], outfile, bundle: true, format: "esm", platform: "node", target: "node20", logLevel: "warning" });
    }
    const file = path.join(work, "service.xlsx");
    await writeWorkbook(file, "服务记录", rowsOf(Number(asked.rows)), { inline: asked.inline });
    console.log(`${asked.rows} rows of 15 columns${asked.inline ? ", texts in the cells" : ", shared texts"}: ${Math.round((await stat(file)).size / 1024 ** 2)} MB; load ${os.loadavg()[0].toFixed(1)}; median of ${asked.times}`);
    const times = Number(asked.times);
    const measured = Object.keys(READERS).map((name) => [name, measureApart(process.execPath, [HERE, name, file, code], times)]);
    if (existsSync(PYTHON)) measured.push(["openpyxl, read-only", measureApart(PYTHON, ["-c", OPENPYXL, file], 1)]);
    const slowest = measured.at(-1)[1].ms;
    for (const [name, { ms, peak, said }] of measured) console.log(`${name.padEnd(22)}${String(ms).padStart(7)} ms ${(ms / slowest).toFixed(3).padStart(6)} × openpyxl ${String(Math.round(peak / 1024)).padStart(5)} MB   ${said}`);
  } finally {
    if (asked.keep) console.log(work);
    else await rm(work, { recursive: true, force: true });
  }
}

await (positionals.length > 0 ? measureHere(positionals) : main());
