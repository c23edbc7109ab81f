import { EXIT, type ExitCode } from "../../src/model/exit-code.ts";
import type { Io, Stream } from "../../src/cli/io.ts";
import { main } from "../../src/cli/main.ts";

export interface Ran { code: ExitCode; out: string; err: string }

export type Setting = Partial<Pick<Io, "env" | "now" | "version" | "random">> & { columns?: number; tty?: boolean };

/** Runs the command line in this process, its streams caught; a pipe in Chinese unless something else is asked for. */
export async function hege(cwd: string, argv: readonly string[], { columns, tty = false, env = {}, now = new Date("2026-11-24T09:00:00Z"), version = "0.0.0-test", random = (bytes) => new Uint8Array(bytes).fill(7) }: Setting = {}): Promise<Ran> {
  const [out, err] = [caught(columns, tty), caught(columns, tty)];
  const io = { argv, env: { HEGE_LANG: "zh", ...env }, cwd, now, version, random, out: out.stream, err: err.stream };
  const code = await main(io);
  return { code, out: out.text(), err: err.text() };
}

function caught(columns: number | undefined, isTTY: boolean): { stream: Stream; text: () => string } {
  let text = "";
  return { stream: { write: (more) => { text += typeof more === "string" ? more : Buffer.from(more).toString("latin1"); }, isTTY, columns }, text: () => text };
}

export { EXIT };
