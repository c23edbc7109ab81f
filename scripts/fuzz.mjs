// Mutation fuzzing of the whole command: node scripts/fuzz.mjs [--seed 1] [--count 100000] [--minutes n] [--jobs 2] [--one <seed>]
// Each input is made of its number alone (test/fuzz/inputs.ts), run in a child that can be killed, and held to the laws of
// test/fuzz/judge.ts, to 10 s and to 512 MB. What breaks one is saved in the system's temporary folder and named by its number;
// --one runs a single number again and keeps its files.
import { fork } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import esbuild from "esbuild";
import { modulesForEsbuild } from "./modules.js";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const SECONDS = 10;
const MEGABYTES = 512;
/** A child is exchanged after so many inputs, so that what one holds is what its last inputs needed. */
const INPUTS_A_CHILD = 2_000;

const { values: asked } = parseArgs({ options: { seed: { type: "string", default: "1" }, count: { type: "string", default: "100000" }, minutes: { type: "string" }, jobs: { type: "string", default: "2" }, one: { type: "string" } } });
const first = Number(asked.one ?? asked.seed);
const last = first + (asked.one === undefined ? Number(asked.count) : 1);
const until = asked.minutes === undefined ? Infinity : performance.now() + Number(asked.minutes) * 60_000;

const bundled = await mkdtemp(path.join(os.tmpdir(), "hege-fuzz-program-"));
const saved = path.join(os.tmpdir(), "hege-fuzz-findings");
await esbuild.build({
  absWorkingDir: ROOT, entryPoints: { worker: "test/fuzz/worker.ts", inputs: "test/fuzz/inputs.ts" }, outdir: bundled, bundle: true, splitting: true, format: "esm", outExtension: { ".js": ".mjs" }, platform: "node", target: "node20", charset: "utf8",
  external: ["@aws-sdk/client-s3"], banner: { js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);' },
  define: { __VERSION__: '"0.0.0"' }, loader: { ".md": "text" }, plugins: [modulesForEsbuild()], logLevel: "error",
});

const tally = { inputs: 0, byKind: {}, slowest: { ms: 0, seed: 0 }, largest: { mb: 0, seed: 0 } };
const findings = [];
let next = first;

async function found(seed, kind, faults) {
  findings.push({ seed, faults });
  const folder = path.join(saved, String(seed));
  await mkdir(folder, { recursive: true });
  const { inputOf } = await import(pathToFileURL(path.join(bundled, "inputs.mjs")).href);
  const input = await inputOf(seed).catch(() => ({ files: [], argv: [] }));
  for (const { name, bytes } of input.files) await writeFile(path.join(folder, name), bytes);
  await writeFile(path.join(folder, "findings.txt"), `hege ${input.argv.join(" ")}\n${faults.join("\n")}\n`);
  console.log(`seed ${seed} (${kind}): ${faults.map((fault) => fault.slice(0, 400)).join("; ")}\n  ${folder}`);
}

/** Runs a seed in a child; answers what the child says, or how it ended instead. */
function ask(child, seed, seconds = SECONDS) {
  return new Promise((resolve) => {
    const timer = setTimeout(() => { child.kill("SIGKILL"); done({ dead: true, late: true, faults: [`no answer after ${seconds} s`] }); }, seconds * 1000);
    const done = (answer) => { clearTimeout(timer); child.removeAllListeners("message").removeAllListeners("exit"); resolve({ seed, kind: "?", ms: 0, mb: 0, ...answer }); };
    child.once("message", done);
    child.once("exit", (code, signal) => done({ dead: true, faults: [`the process ended (${signal ?? code})`] }));
    child.send(seed);
  });
}

const newChild = () => fork(path.join(bundled, "worker.mjs"), { cwd: ROOT, execArgv: [`--max-old-space-size=${MEGABYTES}`], stdio: ["ignore", "inherit", "inherit", "ipc"], env: { ...process.env, TZ: "Asia/Shanghai", HEGE_LANG: "" } });

/** A seed by itself, in a child of its own and with time to spare: what it needs, whatever else the machine is doing. */
async function alone(seed) {
  const child = newChild();
  const answer = await ask(child, seed, 4 * SECONDS);
  child.kill("SIGKILL");
  return answer;
}

/** What a seed costs beyond its limits, by itself. */
async function costs(seed) {
  const { mb, cpu, late, faults } = await alone(seed);
  if (late) return faults;
  return [...(cpu > SECONDS * 1000 ? [`${Math.round(cpu / 1000)} s of the processor`] : []), ...(mb > MEGABYTES ? [`${mb} MB`] : [])];
}

async function job() {
  let child = newChild();
  let runs = 0;
  let held = 0;
  while (next < last && performance.now() < until) {
    const seed = next++;
    const { kind, faults: said, ms, mb, dead, late } = await ask(child, seed);
    const tooLarge = mb > MEGABYTES && mb > held;
    const faults = late || tooLarge ? [...(late ? [] : said), ...(await costs(seed))] : said;
    tally.inputs += 1;
    tally.byKind[kind] = (tally.byKind[kind] ?? 0) + 1;
    if (ms > tally.slowest.ms) tally.slowest = { ms, seed };
    if (mb > tally.largest.mb) tally.largest = { mb, seed };
    if (faults.length > 0) await found(seed, kind, faults);
    held = mb;
    runs += 1;
    if (!dead && runs < INPUTS_A_CHILD && mb <= MEGABYTES) continue;
    child.kill("SIGKILL");
    child = newChild();
    runs = 0;
    held = 0;
  }
  child.kill("SIGKILL");
}

const started = performance.now();
const ticker = setInterval(() => console.log(`  ${tally.inputs} inputs, ${findings.length} findings, ${Math.round((performance.now() - started) / 1000)} s`), 60_000);
await Promise.all(Array.from({ length: asked.one === undefined ? Number(asked.jobs) : 1 }, job));
clearInterval(ticker);
if (asked.one !== undefined && findings.length === 0) await found(first, "?", ["nothing"]);
await rm(bundled, { recursive: true, force: true });
console.log(`${tally.inputs} inputs (${Object.entries(tally.byKind).map(([kind, n]) => `${kind} ${n}`).join(", ")}) from seed ${first} in ${Math.round((performance.now() - started) / 1000)} s; slowest ${tally.slowest.ms} ms (seed ${tally.slowest.seed}), most memory ${tally.largest.mb} MB (seed ${tally.largest.seed}); ${findings.length} findings`);
process.exitCode = findings.length === 0 ? 0 : 1;
