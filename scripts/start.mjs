// npm start: builds what is missing (install scripts may be switched off), then audits the sample. More arguments go to the command.
import { spawn } from "node:child_process";
import { constants } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const SAMPLE = ["check", "samples/shenzhen-2010/compliant", "--policy", "shenzhen-2010", "--as-of", "2010-11-30"];

function run(file, ...args) {
  const child = spawn(process.execPath, [path.join(ROOT, file), ...args], { cwd: ROOT, stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

process.on("SIGINT", () => {}); // the terminal interrupts the command too: how it ends is how this ends
process.exitCode = await run("scripts/build.mjs", "--if-stale") || await run("dist/hege.cjs", ...SAMPLE, ...process.argv.slice(2));
