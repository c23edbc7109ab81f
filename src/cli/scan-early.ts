import { readdirSync, statSync, type Stats } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { WORTH_A_THREAD } from "../read/worth-a-thread.ts";

/** It holds few objects at a time; without a limit, it would take as much room for new ones as the thread that audits. */
const YOUNG_MB = 8;

/** What does not audit one submission. */
const OTHER_COMMANDS = new Set(["batch", "merge", "inspect", "template", "explain", "policy"]);

/** A thread that scans large logs (scan-thread.ts is what lies in the file); nobody waits for it but who asks it something. */
export function scanWorker(file: string | URL): Worker {
  const worker = new Worker(file, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
  worker.unref();
  return worker;
}

/**
 * The same where these arguments name a large file, or a folder with one, to be audited: it begins while the program is loaded. One
 * that is not wanted after all is never heard of.
 */
export function scanWorkerEarly(file: string, args: readonly string[]): Worker | undefined {
  if (OTHER_COMMANDS.has(args[0] ?? "") || availableParallelism() < 2 || !args.some(holdsLarge)) return undefined;
  const worker = scanWorker(file);
  // Whoever wants it sees that it has ended, and starts another one, which says why.
  worker.on("error", () => undefined);
  return worker;
}

function holdsLarge(name: string): boolean {
  try {
    const found = statSync(name, { throwIfNoEntry: false });
    return found?.isDirectory() === true ? readdirSync(name).some((inside) => isLarge(statSync(path.join(name, inside), { throwIfNoEntry: false }))) : isLarge(found);
  } catch {
    return false;
  }
}

const isLarge = (found: Stats | undefined): boolean => found?.isFile() === true && found.size >= WORTH_A_THREAD;
