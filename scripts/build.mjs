// Builds dist/: the command (hege.cjs starts program/, which holds it and its compiled code), the library (index.js, chunks/), the
// library's types (index.d.ts) and the licences of what is bundled.
//   node scripts/build.mjs [--if-stale]      --if-stale: only where dist/ is older than what it is made from
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const DIST = path.join(ROOT, "dist");
const COMMAND = path.join(DIST, "hege.cjs");
const LIBRARY = path.join(DIST, "index.js");
const TYPES = path.join(DIST, "index.d.ts");
const LICENCES = path.join(DIST, "licences.txt");
const CHUNKS = path.join(DIST, "chunks");
const PROGRAM = path.join(DIST, "program");
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
      contents: 'module.exports = { Workbook: require("exceljs/lib/doc/workbook.js"), ...require("exceljs/lib/doc/enums.js"), stream: { xlsx: { WorkbookWriter: require("exceljs/lib/stream/xlsx/workbook-writer.js") } } };',
      resolveDir,
    }));
    // The archiver that it writes with can look for files and write tar: nobody asks that of it here.
    build.onResolve({ filter: /^(?:readdir-glob|glob|tar-stream)$/ }, ({ path: name }) => ({ path: name, namespace: "exceljs" }));
    build.onLoad({ filter: /^(?:readdir-glob|glob|tar-stream)$/, namespace: "exceljs" }, ({ path: name }) => ({ contents: `module.exports = () => { throw new Error("${name} is not bundled: scripts/build.mjs"); };` }));
    // Its checksums are counted by node where node can (20.15, 22.2): in JavaScript they take as long as packing does.
    build.onResolve({ filter: /^crc-32$/ }, ({ resolveDir, namespace }) => (namespace === "exceljs" ? undefined : { path: "checksum", namespace: "exceljs", pluginData: resolveDir }));
    build.onLoad({ filter: /^checksum$/, namespace: "exceljs" }, ({ pluginData: resolveDir }) => ({
      contents: 'const { crc32 } = require("zlib"); module.exports = crc32 ? { buf: (bytes, before) => crc32(bytes, typeof before === "number" ? before >>> 0 : 0) } : require("crc-32");',
      resolveDir,
    }));
    build.onResolve({ filter: /\/csv\/csv$/ }, ({ importer }) => (inExceljs(importer) ? { path: "csv", namespace: "exceljs" } : undefined));
    build.onLoad({ filter: /^csv$/, namespace: "exceljs" }, () => ({ contents: 'module.exports = class { constructor() { throw new Error("the CSV of exceljs is not bundled: scripts/build.mjs"); } };' }));
  },
};

/** What commander would start other programs with, which no command of ours has it do: node takes five milliseconds to load it. */
const noPrograms = {
  name: "no-programs",
  setup(build) {
    build.onResolve({ filter: /^(?:node:)?child_process$/ }, ({ importer }) => (/[\\/]node_modules[\\/]commander[\\/]/.test(importer) ? { path: "child_process", namespace: "no-programs" } : undefined));
    build.onLoad({ filter: /./, namespace: "no-programs" }, () => ({ contents: 'module.exports = { spawn() { throw new Error("no program is started: scripts/build.mjs"); } };' }));
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
  const { modulesForEsbuild } = await import("./modules.js");
  const common = {
    absWorkingDir: ROOT, bundle: true, platform: "node", target: "node20", loader: { ".md": "text" },
    // Less to parse at every start; names stay, for the stack of a fault.
    minifyWhitespace: true, minifySyntax: true,
    write: false, metafile: true, logLevel: "warning",
  };
  const library = await esbuild.build({
    ...common, entryPoints: { index: "src/index.ts" }, outdir: DIST, chunkNames: "chunks/[name]-[hash]", splitting: true, format: "esm", charset: "utf8",
    // What is CommonJS asks for node's own modules by it.
    banner: { js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);' },
    define: { __VERSION__: JSON.stringify(version) }, plugins: [modulesForEsbuild(), workbookOnly],
  });
  // The command is one file, so that V8 can keep its compiled code (bin/hege.ts). What few commands need is a file of its own, and
  // holds nothing of ours that the program holds too.
  const cjs = { ...common, outdir: PROGRAM, outExtension: { ".js": ".cjs" }, format: "cjs", charset: "utf8", supported: { "dynamic-import": false } };
  const apart = await esbuild.build({ ...cjs, entryPoints: { exceljs: "exceljs" }, entryNames: "[name]-[hash]", plugins: [workbookOnly] });
  const [exceljs] = apart.outputFiles;
  const thread = await esbuild.build({ ...cjs, entryPoints: { scan: "src/cli/scan-thread.ts" }, entryNames: "[name]-[hash]", plugins: [modulesForEsbuild()] });
  const [{ path: threadFile }] = thread.outputFiles;
  const scanFile = JSON.stringify(path.relative(DIST, threadFile).split(path.sep).join("/"));
  const toExceljs = { name: "exceljs-apart", setup(build) { build.onResolve({ filter: /^exceljs$/ }, () => ({ path: `./${path.basename(exceljs.path)}`, external: true })); } };
  const program = await esbuild.build({
    ...cjs, entryPoints: { program: "src/cli/run.ts" }, entryNames: "[name]-[hash]", plugins: [modulesForEsbuild(), toExceljs, noPrograms],
    define: { __VERSION__: JSON.stringify(version), __SCAN__: scanFile, "import.meta.url": "__moduleUrl" },
    banner: { js: '(function(exports,require,module,__filename,__dirname){const __moduleUrl=require("node:url").pathToFileURL(__filename).href;' }, footer: { js: "})" },
  });
  const [{ path: programFile }] = program.outputFiles;
  const start = await esbuild.build({
    ...cjs, entryPoints: { hege: "bin/hege.ts" }, outdir: DIST, define: { __VERSION__: JSON.stringify(version), __PROGRAM__: JSON.stringify(path.basename(programFile, ".cjs")), __SCAN__: scanFile },
  });

  const parts = [library, apart, thread, program];
  await Promise.all(parts.flatMap(({ outputFiles }) => outputFiles).map((file) => put(file.path, file.contents)));
  await put(LICENCES, await licencesOf({ outputs: Object.assign({}, ...parts.map(({ metafile }) => metafile.outputs)) }));
  const [{ text }] = start.outputFiles;
  await put(COMMAND, text.startsWith("#!") ? text : SHEBANG + text);
  await chmod(COMMAND, 0o755);
  compiled(programFile);

  // What an older build left.
  const current = new Set(parts.flatMap(({ outputFiles }) => outputFiles).map((file) => file.path));
  const stale = async (folder, keep) => (existsSync(folder) ? (await readdir(folder)).map((name) => path.join(folder, name)).filter((file) => !current.has(file) && !keep(file)) : []);
  const old = [...(await stale(CHUNKS, () => false)), ...(await stale(PROGRAM, (file) => file.startsWith(programFile.replace(/\.cjs$/, ".")))), path.join(DIST, "hege.js")];
  await Promise.all(old.map((file) => rm(file, { force: true })));
}

/** Puts the program's compiled code beside it, as it is after the audit of a sample. It starts without it too, only slower. */
function compiled(program) {
  const made = spawnSync(process.execPath, [path.join(ROOT, "scripts", "compiled.mjs"), program], { cwd: ROOT, stdio: ["ignore", "ignore", "pipe"], encoding: "utf8" });
  if (made.status !== 0) console.error(`build: the program's compiled code could not be made; it starts more slowly.\n${made.stderr}`);
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
