// Where the time of an audit goes, by function of src/: node bench/profile.mjs [--rows 100000] [--top 40]
// Bundles the program unminified (each module then begins with its path), runs it under --cpu-prof and adds up what the samples say.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import esbuild from "esbuild";
import { modulesForEsbuild } from "../scripts/modules.js";
import { AS_OF, makeCity } from "./city.mjs";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const { values: asked } = parseArgs({ options: { rows: { type: "string", default: "100000" }, top: { type: "string", default: "40" } } });

async function bundle(outdir) {
  const common = { absWorkingDir: ROOT, outdir, bundle: true, format: "esm", platform: "node", target: "node20", charset: "utf8", logLevel: "warning" };
  await esbuild.build({ ...common, entryPoints: { scan: "src/cli/scan-thread.ts" }, plugins: [modulesForEsbuild()] });
  await esbuild.build({
    ...common, stdin: { contents: 'import { run } from "./src/cli/run.ts"; await run(process.argv[1]);', resolveDir: ROOT, loader: "ts" }, entryNames: "hege", splitting: true, external: ["@aws-sdk/client-s3"],
    banner: { js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);' },
    define: { __VERSION__: '"0.0.0"', __SCAN__: '"scan.js"' }, loader: { ".md": "text" }, plugins: [modulesForEsbuild()],
  });
  await writeFile(path.join(outdir, "package.json"), '{"type":"module"}');
}

/** The module that each line of a bundled file comes from: esbuild writes "// src/read/csv.ts" above every one. */
async function modulesOf(file) {
  let module = null;
  return (await readFile(file, "utf8")).split("\n").map((line) => (module = /^\/\/ ((?:bin|src|node_modules)\/\S+)$/.exec(line)?.[1] ?? module));
}

/** Functions that tell how far an audit has come: when each was first and last seen. */
const STAGES = ["identifyFile", "#scan", "readLogs", "judgeRule", "assemble", "maskAll", "json"];

/** Self and total milliseconds by function; a function that calls itself is counted once in its total. */
async function summary(profile, bundled) {
  const modules = new Map();
  for (const name of (await readdir(bundled)).filter((each) => each.endsWith(".js"))) modules.set(pathToFileURL(path.join(bundled, name)).href, await modulesOf(path.join(bundled, name)));
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(profile.nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id])));
  const nameOf = ({ callFrame: { functionName, url, lineNumber, columnNumber } }) => {
    const where = modules.get(url)?.[lineNumber] ?? (url === "" ? "" : url.replace(/^.*node_modules\//, ""));
    return `${where}${where === "" ? "" : ":"}${functionName || `(anonymous, bundle line ${lineNumber + 1}.${columnNumber + 1})`}`;
  };
  const self = new Map();
  const seen = new Map();
  let now = 0;
  profile.samples.forEach((id, i) => {
    const ms = profile.timeDeltas[i] / 1000;
    now += ms;
    self.set(id, (self.get(id) ?? 0) + ms);
    for (let at = id; at !== undefined; at = parents.get(at)) {
      const { functionName } = nodes.get(at).callFrame;
      if (STAGES.includes(functionName)) seen.set(functionName, [seen.get(functionName)?.[0] ?? now, now]);
    }
  });
  const functions = new Map();
  const add = (name, key, ms) => {
    const entry = functions.get(name) ?? { name, self: 0, total: 0 };
    entry[key] += ms;
    functions.set(name, entry);
  };
  for (const [id, ms] of self) {
    add(nameOf(nodes.get(id)), "self", ms);
    const stack = new Set();
    for (let at = id; at !== undefined; at = parents.get(at)) stack.add(nameOf(nodes.get(at)));
    for (const name of stack) add(name, "total", ms);
  }
  return { functions: [...functions.values()], stages: STAGES.filter((name) => seen.has(name)).map((name) => `${seen.get(name).map((ms) => String(Math.round(ms)).padStart(6)).join(" –")}  ${name}`) };
}

const work = await mkdtemp(path.join(os.tmpdir(), "hege-profile-"));
try {
  const bundled = path.join(work, "bundle");
  await bundle(bundled);
  await makeCity(path.join(work, "city"), { rows: Number(asked.rows) });
  const { status, stderr } = spawnSync(process.execPath, [
    "--cpu-prof", "--cpu-prof-dir", work, path.join(bundled, "hege.js"), "check", path.join(work, "city"), "--policy", "shenzhen-2010", "--as-of", AS_OF, "--output", path.join(work, "report.json"), "--quiet",
  ], { encoding: "utf8" });
  // Node, too, ends with 1 where something is thrown.
  if (![0, 1, 3].includes(status) || !existsSync(path.join(work, "report.json"))) throw new Error(`the audit ended with ${status}: ${stderr}`);
  // One of this thread, and one of that which scans.
  for (const [nth, name] of (await readdir(work)).filter((each) => each.endsWith(".cpuprofile")).sort().entries()) {
    const { functions, stages } = await summary(JSON.parse(await readFile(path.join(work, name), "utf8")), bundled);
    const whole = functions.reduce((sum, { self }) => sum + self, 0);
    const share = (ms) => `${((100 * ms) / whole).toFixed(1).padStart(5)} %`;
    const list = (key) => functions.filter((entry) => entry[key] > 0).sort((a, b) => b[key] - a[key]).slice(0, Number(asked.top)).map((entry) => `${share(entry.self)} ${share(entry.total)}  ${entry.name}`).join("\n");
    const files = new Map();
    for (const entry of functions) {
      const file = entry.name.replace(/:[^:]*$/, "");
      files.set(file, (files.get(file) ?? 0) + entry.self);
    }
    console.log(`${nth === 0 ? "" : "\n\nTHE THREAD THAT SCANS\n\n"}${Math.round(whole)} ms sampled\n\nfirst and last seen, ms\n${stages.join("\n")}\n\nself, by file\n${[...files].sort((a, b) => b[1] - a[1]).slice(0, 25).map(([file, ms]) => `${share(ms)}  ${file}`).join("\n")}\n\nself   total\n${list("self")}\n\nself   total, by total\n${list("total")}`);
  }
} finally {
  await rm(work, { recursive: true, force: true });
}
