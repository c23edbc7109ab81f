import { randomBytes } from "node:crypto";
import { pathToFileURL } from "node:url";
import { isMainThread, type Worker } from "node:worker_threads";
import { EXIT } from "../model/exit-code.ts";
import type { Stream } from "./io.ts";
import { main } from "./main.ts";
import { removeUnfinished } from "./output.ts";

declare const __VERSION__: string;

/** Runs the program on the real world: process arguments, streams and clock; in a thread of a batch, its part of that. `file` is the program, `scanner` a thread that was started with it. */
export async function run(file: string, scanner?: Worker): Promise<void> {
  if (!isMainThread) {
    await (await import("./thread.ts")).serve();
    return;
  }
  const stream = (real: NodeJS.WriteStream): Stream => ({
    write: (chunk) => {
      try {
        real.write(chunk);
      } catch (error) {
        cannotWrite(error as NodeJS.ErrnoException);
      }
    },
    isTTY: real.isTTY, columns: real.columns,
  });
  process.on("SIGINT", () => { void removeUnfinished().finally(() => { process.exit(EXIT.interrupted); }); });
  for (const real of [process.stdout, process.stderr]) real.on("error", cannotWrite);
  process.exitCode = await main({
    ...(process.stdin.isTTY && process.stderr.isTTY ? { ask } : {}), input: readInput, program: pathToFileURL(file), ...(scanner ? { scanner } : {}),
    argv: process.argv.slice(2), env: process.env, cwd: process.cwd(), now: new Date(), out: stream(process.stdout), err: stream(process.stderr), version: __VERSION__, random: (bytes) => new Uint8Array(randomBytes(bytes)),
  });
}

/** A reader that went away (`| head`) is no fault of anybody's; a full disk is said, and ends the run. */
function cannotWrite(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") return;
  try {
    process.stderr.write(`hege: 无法写出结果（${error.code ?? error.message}） / cannot write the result (${error.code ?? error.message})\n`);
  } finally {
    process.exit(EXIT.refused);
  }
}

async function readInput(): Promise<string> {
  const { text } = await import("node:stream/consumers");
  return text(process.stdin);
}

async function ask(question: string): Promise<string> {
  const { createInterface } = await import("node:readline/promises");
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}
