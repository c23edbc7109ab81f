import { setFlagsFromString } from "node:v8";
import type { Language } from "../model/text.ts";
import type { Io } from "./io.ts";

const EVERY_MS = 250;
const AFTER_MS = 1000;

type Progress = (done: number, total: number) => void;

/** By rows of the logs: by how much V8's heap may grow, in percent, before it looks for what may go. */
const GROWTH = [{ rows: 500_000, percent: 120 }, { rows: 3_000_000, percent: 70 }];

/**
 * What is told of the progress of a log, and V8 asked not to let its heap grow to many times what a city's records need: a tenth less
 * memory for a million rows, a quarter for ten million, which take the more looking. Small audits would only be slower.
 */
export function thrifty({ progress }: { progress?: Progress }): { progress: Progress } {
  let asked = 0;
  return {
    progress(done, total) {
      for (let next = GROWTH[asked]; next !== undefined && total >= next.rows; next = GROWTH[++asked]) setFlagsFromString(`--heap-growing-percent=${next.percent}`);
      progress?.(done, total);
    },
  };
}

/** Progress of a long log on a terminal's stderr: rows, rate, time left. Nothing in a pipe, nor with --quiet. */
export function progressOn(io: Io, language: Language, quiet: boolean): { progress?: Progress } {
  if (!io.err.isTTY || quiet) return {};
  const began = Date.now();
  let last = began;
  let shown = false;
  return {
    progress: (done, total) => {
      const now = Date.now();
      if (done < total && (now - last < EVERY_MS || now - began < AFTER_MS)) return;
      last = now;
      if (done >= total) { if (shown) io.err.write("\r\u001b[K"); return; }
      const rate = Math.round((done / (now - began)) * 1000);
      const left = rate === 0 ? 0 : Math.ceil((total - done) / rate);
      io.err.write(`\r\u001b[K${{ zh: `已读 ${done} / ${total} 行，每秒 ${rate} 行，约剩 ${left} 秒`, en: `${done} of ${total} rows, ${rate} a second, about ${left} s left` }[language]}`);
      shown = true;
    },
  };
}
