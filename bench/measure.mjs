// Runs a command and measures it from outside: wall time, processor time and peak memory of a whole process.
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const HERE = path.dirname(fileURLToPath(import.meta.url));
export const ROOT = path.resolve(HERE, "..");
export const MB = 1024 * 1024;
export const PYTHON = "/usr/bin/python3";

/** Runs node, or python for a program of its own, once to its end. An audit that finds something ends with 1 or 3: it has run all the same. */
async function once(args, env, accepted) {
  const start = performance.now();
  const [command, given] = args[0]?.endsWith(".py") ? [PYTHON, args] : [process.execPath, args];
  const child = spawn(command, given, { cwd: ROOT, env: { ...process.env, ...env }, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk) => { said += chunk; });
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", (status, signal) => resolve(status ?? signal)));
  const ms = performance.now() - start;
  if (!accepted.includes(code)) throw new Error(`${command} ${given.join(" ")} ended with ${code}: ${said.slice(-2_000)}`);
  return ms;
}

function medianOf(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

/**
 * Wall time in ms (median, least, most), processor time in ms, peak memory in bytes, and the load of the machine before it.
 * `memoryApart` runs the command once more for what it used, so that a start of a few ms is not measured with the probe in it.
 */
export async function measure(args, { runs = 1, codes = [0], memoryApart = false, warm = false } = {}) {
  const folder = await mkdtemp(path.join(os.tmpdir(), "hege-used-"));
  try {
    const usedFile = path.join(folder, "used.json");
    const watched = args[0]?.endsWith(".py") ? args : ["--import", path.join(HERE, "used.mjs"), ...args];
    const env = { HEGE_BENCH_USED: usedFile };
    const load = os.loadavg()[0];
    if (warm) await once(args, env, codes);
    const [ms, peaks, cpu] = [[], [], []];
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
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export const grouped = (n) => Math.round(n).toLocaleString("en-US");
export const signed = (n) => `${Math.round(n) < 0 ? "−" : "+"}${grouped(Math.abs(n))}`;
export const seconds = (ms) => (ms / 1000).toFixed(2);
export const ratio = (n) => (Number.isFinite(n) ? `${n < 10 ? n.toFixed(n < 1 ? 2 : 1) : Math.round(n)} ×` : "–");

/** A table in Markdown, columns padded so that it reads in a terminal too; the first column to the left. */
export function table([head, ...body]) {
  const widths = head.map((_, i) => Math.max(...[head, ...body].map((row) => row[i].length)));
  const line = (row) => `| ${row.map((text, i) => (i === 0 ? text.padEnd(widths[i]) : text.padStart(widths[i]))).join(" | ")} |`;
  return [line(head), `|${widths.map((width, i) => (i === 0 ? "-".repeat(width + 2) : `${"-".repeat(width + 1)}:`)).join("|")}|`, ...body.map(line)].join("\n");
}
