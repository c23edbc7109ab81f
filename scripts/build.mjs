// Builds dist/: the command (hege.js), the library (index.js), the chunks both load on demand, and the library's types.
//   node scripts/build.mjs [--if-stale]      --if-stale: only where dist/ is older than what it is made from
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const DIST = path.join(ROOT, "dist");
const COMMAND = path.join(DIST, "hege.js");
const LIBRARY = path.join(DIST, "index.js");
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
  if (!existsSync(COMMAND) || !existsSync(LIBRARY)) return true;
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

async function bundle(esbuild) {
  const { version } = JSON.parse(await readFile(path.join(ROOT, "package.json"), "utf8"));
  const { yamlForEsbuild } = await import("./yaml-modules.js");
  const { outputFiles } = await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: { hege: "bin/hege.ts", index: "src/index.ts" },
    outdir: DIST,
    chunkNames: "chunks/[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    // Bundled: what arrives at a user's is what was locked and tested here, not what a range resolves to there (exceljs's own
    // dependencies have known holes that our overrides close, and overrides do not ship).
    banner: { js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);' },
    // unzipper asks for it only to read from that store, which nobody does here.
    external: ["@aws-sdk/client-s3"],
    charset: "utf8",
    // Less to parse at every start; names stay, for the stack of a fault.
    minifyWhitespace: true,
    minifySyntax: true,
    define: { __VERSION__: JSON.stringify(version) },
    loader: { ".md": "text" },
    plugins: [yamlForEsbuild()],
    write: false,
    logLevel: "warning",
  });

  const isChunk = ({ path: file }) => path.dirname(file) === CHUNKS;
  const chunks = outputFiles.filter(isChunk);
  await Promise.all(chunks.map((file) => put(file.path, file.contents)));
  for (const file of outputFiles.filter((output) => !isChunk(output))) {
    await put(file.path, file.path === COMMAND && !file.text.startsWith("#!") ? SHEBANG + file.text : file.contents);
  }
  await chmod(COMMAND, 0o755);

  const current = new Set(chunks.map((file) => path.basename(file.path)));
  const before = existsSync(CHUNKS) ? await readdir(CHUNKS) : [];
  await Promise.all(before.filter((name) => name.endsWith(".js") && !current.has(name)).map((name) => rm(path.join(CHUNKS, name), { force: true })));
}

/** The declarations of src/, unchecked (`npm run typecheck` checks); nothing where typescript is not installed. */
async function declareTypes() {
  let tsc;
  try {
    tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  } catch {
    return;
  }
  const child = spawn(process.execPath, [tsc, "-p", "tsconfig.build.json"], { cwd: ROOT, stdio: ["ignore", 2, 2] });
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  if (code !== 0) throw new Error("the type declarations could not be written");
}

/** Resolves to undefined where esbuild is not installed, as after `npm ci --omit=dev`. */
const loadEsbuild = () => import("esbuild").catch((problem) => {
  if (problem.code === "ERR_MODULE_NOT_FOUND") return undefined;
  throw problem;
});

async function main() {
  if (process.argv.includes("--if-stale") && !(await isStale())) return;
  const esbuild = await loadEsbuild();
  if (esbuild === undefined) {
    if (!existsSync(COMMAND)) throw new Error("esbuild is not installed: run `npm ci` (with the development packages)");
    console.error("build: esbuild is not installed, dist/ stays as it is");
    return;
  }
  await rm(path.join(DIST, "types"), { recursive: true, force: true });
  await Promise.all([declareTypes(), bundle(esbuild)]);
}

try {
  await main();
} catch (problem) {
  // esbuild has shown its own errors, each with its place
  if (!Array.isArray(problem.errors)) console.error(`build: ${problem.message}`);
  process.exitCode = 1;
}
