import { EXIT } from "../model/exit-code.ts";
import type { Stream } from "./io.ts";
import { removeUnfinished } from "./output.ts";

declare const __VERSION__: string;

/** Runs the program on the real world: process arguments, streams and clock. */
export async function run(): Promise<void> {
  // Asked by every script that checks what is installed: answered before anything is loaded.
  if (process.argv.length === 3 && (process.argv[2] === "--version" || process.argv[2] === "-V")) {
    process.stdout.write(`${__VERSION__}\n`);
    return;
  }
  const { main } = await import("./main.ts");
  const stream = (real: NodeJS.WriteStream): Stream => ({ write: (text) => { real.write(text); }, isTTY: real.isTTY, columns: real.columns });
  process.on("SIGINT", () => { void removeUnfinished().finally(() => { process.exit(EXIT.interrupted); }); });
  // A reader that went away (`| head`) is no fault of ours.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => { if (error.code !== "EPIPE") throw error; });
  process.exitCode = await main({
    ...(process.stdin.isTTY && process.stderr.isTTY ? { ask } : {}),
    argv: process.argv.slice(2), env: process.env, cwd: process.cwd(), now: new Date(), out: stream(process.stdout), err: stream(process.stderr), version: __VERSION__,
  });
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
