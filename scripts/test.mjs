// npm test: lint, type check, build, tests, and the acceptance cases where they are at hand. The last line is the count.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const ACCEPTANCE = path.join("..", "shared", "acceptance", "check.mjs");
const IN_CI = !["", "0", "false"].includes(process.env.CI ?? "");
const NOTHING = { passed: 0, failed: 0, skipped: 0 };

/** Runs a script of node; its output goes straight through. With `keep` the text of its stdout is kept too. */
function run(script, args, { keep = false } = {}) {
  const child = spawn(process.execPath, [script, ...args], { cwd: ROOT, stdio: ["ignore", keep ? "pipe" : "inherit", "inherit"] });
  let text = "";
  child.stdout?.setEncoding("utf8").on("data", (part) => {
    text += part;
    process.stdout.write(part);
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ ok: code === 0, text }));
  });
}

/** The script behind a package's command, so that no shell and no npx stands between. */
function commandOf(name, command = name) {
  const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
  const { bin } = createRequire(import.meta.url)(manifest);
  return path.join(path.dirname(manifest), typeof bin === "string" ? bin : bin[command]);
}

async function step(name, work) {
  console.log(`\n── ${name}`);
  const start = performance.now();
  const counts = { ...NOTHING, ...(await work()) };
  console.log(`── ${name}: ${counts.failed === 0 ? "ok" : "failed"}, ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return counts;
}

/** A step that counts as one. */
const one = (script, ...args) => async () => ((await run(script, args)).ok ? { passed: 1 } : { failed: 1 });

/** What vitest counted. A file that did not load has no tests to count: it is one failure, and so is any other reason to exit with an error. */
async function vitest() {
  const folder = await mkdtemp(path.join(tmpdir(), "hege-test-"));
  try {
    const file = path.join(folder, "vitest.json");
    const { ok } = await run(commandOf("vitest"), ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`]);
    if (!existsSync(file)) return { failed: 1 };
    const report = JSON.parse(await readFile(file, "utf8"));
    const notLoaded = report.testResults.filter((one) => one.status === "failed" && !one.assertionResults.some((test) => test.status === "failed"));
    const failed = report.numFailedTests + notLoaded.length;
    const skipped = report.numPendingTests + report.numTodoTests;
    return { passed: report.numPassedTests, failed: ok ? failed : Math.max(failed, 1), skipped };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function acceptance() {
  const { ok, text } = await run(ACCEPTANCE, [], { keep: true });
  const [, passed, failed] = /^(\d+) passed, (\d+) failed$/.exec(text.trimEnd().split("\n").at(-1)) ?? [undefined, 0, 0];
  return { passed: Number(passed), failed: ok ? Number(failed) : Math.max(Number(failed), 1) };
}

const steps = [
  { name: "lint", work: one(commandOf("eslint"), "."), needed: true },
  { name: "type check", work: one(commandOf("typescript", "tsc"), "--noEmit"), needed: true },
  { name: "type check of the script in HTML reports", work: one(commandOf("typescript", "tsc"), "--noEmit", "-p", "src/report/html/client"), needed: true },
  { name: "build", work: one(path.join(ROOT, "scripts", "build.mjs")), needed: true },
  { name: "tests", work: vitest },
  ...(existsSync(path.join(ROOT, ACCEPTANCE)) ? [{ name: "acceptance cases", work: acceptance }] : []),
];

const total = { ...NOTHING };
for (const { name, work, needed } of steps) {
  const counts = await step(name, work);
  for (const key of Object.keys(total)) total[key] += counts[key];
  if (needed && counts.failed > 0) break;
}

if (IN_CI && total.skipped > 0) {
  console.log(`\nCI is set: ${total.skipped} skipped, each counts as failed`);
  total.failed += total.skipped;
  total.skipped = 0;
}
process.exitCode = total.failed === 0 ? 0 : 1;
console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ""}`);
