// Builds dist/: the command (hege.js), the library (index.js), the chunks both load on demand, the library's types (index.d.ts) and
// the licences of what is bundled.
//   node scripts/build.mjs [--if-stale]      --if-stale: only where dist/ is older than what it is made from
import { existsSync } from "node:fs";
import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const DIST = path.join(ROOT, "dist");
const COMMAND = path.join(DIST, "hege.js");
const LIBRARY = path.join(DIST, "index.js");
const TYPES = path.join(DIST, "index.d.ts");
const LICENCES = path.join(DIST, "licences.txt");
const CHUNKS = path.join(DIST, "chunks");
const MADE_FROM = ["bin", "src", "scripts", "package.json", "tsconfig.json", "tsconfig.build.json"];
const SHEBANG = "#!/usr/bin/env node\n";

/** The last change below a path; folders count too, so that a file taken away is noticed. */
async function lastChange(target) {
  const found = await stat(target);
  if (!found.isDirectory()) return found.mtimeMs;
  const inside = await Promise.all((await readdir(target)).map((name) => lastChange(path.join(target, name))));
  return Math.max(found.mtimeMs, ...inside);
}

async function isStale() {
  if (![COMMAND, LIBRARY, LICENCES].every(existsSync)) return true;
  const built = Math.min((await stat(COMMAND)).mtimeMs, (await stat(LIBRARY)).mtimeMs);
  const sources = MADE_FROM.map((name) => path.join(ROOT, name)).filter((file) => existsSync(file));
  return Math.max(...(await Promise.all(sources.map(lastChange)))) > built;
}

/** Written beside its place and renamed into it, so that a command that starts meanwhile never reads half a file. */
async function put(file, contents) {
  await mkdir(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.tmp`;
  await writeFile(draft, contents);
  await rename(draft, file);
}

/*
 * Everything is bundled and nothing is a dependency: what arrives at a user's is what was locked and tested here, not what ranges
 * resolve to there, where our overrides do not reach. No scanner sees into a bundle, so this is what was looked up by hand, without
 * `npm audit` (2026-11-25; uuid, yaml and inflight in public threads, the others from memory). test/package.test.ts fails where the
 * list of what is bundled changes: look again then.
 *   uuid 11.1.1        the fix of GHSA-w5hq-g745-h8pq (v3, v5, v6 with a buffer; exceljs asks for ^8.3.0 and calls v4 alone)
 *   jszip 3.10.2       past GHSA-36fh-84j7-cv5h (names that leave the folder, < 3.8.0) and GHSA-jg8v-48h5-wgxg (names of the prototype, < 3.7.0)
 *   yaml 2.9.1         past GHSA-f9xv-q969-pqx4 (< 2.2.2) and GHSA-48c2-rrv3-qjmp (deep nesting, < 2.8.3)
 *   exceljs 4.4.0, zod, commander, chalk, saxes, pako and the stream helpers: none known
 * Left out of exceljs, because nobody here calls it and parts of it have holes or no owner: its streaming reader and writer and its
 * CSV (archiver, glob, inflight – leaks, unmaintained, no fix –, minimatch, brace-expansion, tmp, unzipper, fast-csv, lodash.*).
 */
const workbookOnly = {
  name: "workbook-only",
  setup(build) {
    const inExceljs = (folder) => /[\\/]node_modules[\\/]exceljs[\\/]/.test(folder);
    build.onResolve({ filter: /^exceljs$/ }, ({ resolveDir }) => ({ path: "workbook", namespace: "exceljs", pluginData: resolveDir }));
    build.onLoad({ filter: /^workbook$/, namespace: "exceljs" }, ({ pluginData: resolveDir }) => ({
      contents: 'module.exports = { Workbook: require("exceljs/lib/doc/workbook.js"), ...require("exceljs/lib/doc/enums.js"), get stream() { throw new Error("exceljs.stream is not bundled: scripts/build.mjs"); } };',
      resolveDir,
    }));
    build.onResolve({ filter: /\/csv\/csv$/ }, ({ importer }) => (inExceljs(importer) ? { path: "csv", namespace: "exceljs" } : undefined));
    build.onLoad({ filter: /^csv$/, namespace: "exceljs" }, () => ({ contents: 'module.exports = class { constructor() { throw new Error("the CSV of exceljs is not bundled: scripts/build.mjs"); } };' }));
  },
};

/** The folders of the packages of which something is in the bundle. */
function bundled(metafile) {
  const folders = new Set();
  for (const { inputs } of Object.values(metafile.outputs)) {
    for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
      const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0];
      if (folder !== undefined && bytesInOutput > 0) folders.add(folder);
    }
  }
  return [...folders];
}

/** Who wrote what is bundled, and under which licence: each asks that its text goes along. */
async function licencesOf(metafile) {
  const entries = await Promise.all(bundled(metafile).map(async (folder) => {
    const { name, version, license } = JSON.parse(await readFile(path.join(ROOT, folder, "package.json"), "utf8"));
    const file = (await readdir(path.join(ROOT, folder))).find((each) => /^(?:licen[cs]e|copying)(?:[.-]|$)/i.test(each));
    const text = file === undefined ? "(the package holds no text of it)" : (await readFile(path.join(ROOT, folder, file), "utf8")).replaceAll("\r\n", "\n").trim();
    return [`${name} ${version}`, `${name} ${version} (${typeof license === "string" ? license : license?.type ?? "licence not named"})\n\n${text}\n`];
  }));
  const sorted = [...new Map(entries)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
  return `hege contains parts of these packages.\n\n${sorted.join(`\n${"-".repeat(80)}\n\n`)}`;
}

async function bundle(esbuild) {
  const { version } = JSON.parse(await readFile(path.join(ROOT, "package.json"), "utf8"));
  const { yamlForEsbuild } = await import("./yaml-modules.js");
  const { outputFiles, metafile } = await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: { hege: "bin/hege.ts", index: "src/index.ts" },
    outdir: DIST,
    chunkNames: "chunks/[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    // What is CommonJS asks for node's own modules by it.
    banner: { js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);' },
    charset: "utf8",
    // Less to parse at every start; names stay, for the stack of a fault.
    minifyWhitespace: true,
    minifySyntax: true,
    define: { __VERSION__: JSON.stringify(version) },
    loader: { ".md": "text" },
    plugins: [yamlForEsbuild(), workbookOnly],
    write: false,
    metafile: true,
    logLevel: "warning",
  });

  const isChunk = ({ path: file }) => path.dirname(file) === CHUNKS;
  const chunks = outputFiles.filter(isChunk);
  await Promise.all(chunks.map((file) => put(file.path, file.contents)));
  for (const file of outputFiles.filter((output) => !isChunk(output))) {
    await put(file.path, file.path === COMMAND && !file.text.startsWith("#!") ? SHEBANG + file.text : file.contents);
  }
  await chmod(COMMAND, 0o755);
  await put(LICENCES, await licencesOf(metafile));

  const current = new Set(chunks.map((file) => path.basename(file.path)));
  const before = existsSync(CHUNKS) ? await readdir(CHUNKS) : [];
  await Promise.all(before.filter((name) => name.endsWith(".js") && !current.has(name)).map((name) => rm(path.join(CHUNKS, name), { force: true })));
}

/** The library's types; nothing where typescript is not installed. */
async function declareTypes() {
  const typescript = await load("typescript");
  if (typescript === undefined) return;
  const { declarationsOf } = await import("./declarations.mjs");
  await put(TYPES, declarationsOf(typescript.default, ROOT));
}

/** Resolves to undefined where a package is not installed, as after `npm ci --omit=dev`. */
const load = (name) => import(name).catch((problem) => {
  if (problem.code === "ERR_MODULE_NOT_FOUND") return undefined;
  throw problem;
});

async function main() {
  if (process.argv.includes("--if-stale") && !(await isStale())) return;
  const esbuild = await load("esbuild");
  if (esbuild === undefined) {
    if (!existsSync(COMMAND)) throw new Error("esbuild is not installed: run `npm ci` (with the development packages)");
    console.error("build: esbuild is not installed, dist/ stays as it is");
    return;
  }
  await rm(path.join(DIST, "types"), { recursive: true, force: true });
  // Last what --if-stale goes by: a build that failed half-way is done again.
  await declareTypes();
  await bundle(esbuild);
}

try {
  await main();
} catch (problem) {
  // esbuild has shown its own errors, each with its place
  if (!Array.isArray(problem.errors)) console.error(`build: ${problem.message}`);
  process.exitCode = 1;
}
