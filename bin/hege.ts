#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { setFlagsFromString } from "node:v8";
import { Script } from "node:vm";
import { isMainThread, type Worker } from "node:worker_threads";
import { scanWorkerEarly } from "../src/cli/scan-early.ts";

/** Put in by the build: the version of the package, the name of the program's file without its ending, the file of the scanning thread. */
declare const __VERSION__: string;
declare const __PROGRAM__: string;
declare const __SCAN__: string;

/**
 * The command: starts the program (src/cli/run.ts) from the compiled code that the build put beside it, where this is the node that
 * compiled it, and from its text otherwise. Compiling the text takes longer than a small audit.
 */
function start(): void {
  // Most audits are over before what optimised code saves makes up for optimising it: V8 waits longer before it does. Of Node 20 and 21,
  // whose V8 has no cheaper optimiser to begin with.
  if (/^v2[01]\./.test(process.version)) setFlagsFromString("--interrupt-budget=600000");
  const scanner = isMainThread ? scanWorkerEarly(path.join(__dirname, __SCAN__), process.argv.slice(2)) : undefined;
  const file = path.join(__dirname, "program", `${__PROGRAM__}.cjs`);
  const script = new Script(readFileSync(file, "utf8"), { filename: file, ...compiledCode(file) });
  const module = { exports: {} as { run: (file: string, scanner?: Worker) => Promise<void> } };
  (script.runInThisContext() as (...scope: unknown[]) => void)(module.exports, createRequire(file), module, file, path.dirname(file));
  void module.exports.run(__filename, scanner);
}

function compiledCode(file: string): { cachedData?: Buffer } {
  try {
    return { cachedData: readFileSync(file.replace(/\.cjs$/, `.${process.platform}-${process.arch}-${process.versions.v8}.bin`)) };
  } catch {
    return {};
  }
}

// Asked by every script that checks what is installed: answered before anything is loaded.
if (process.argv.length === 3 && (process.argv[2] === "--version" || process.argv[2] === "-V")) process.stdout.write(`${__VERSION__}\n`);
else start();
