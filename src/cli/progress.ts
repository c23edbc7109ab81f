import { setFlagsFromString } from "node:v8";
import type { Language } from "../model/text.ts";
import type { Io } from "./io.ts";

const EVERY_MS = 250;
const AFTER_MS = 1000;

type Progress = (done: number, total: number) => void;

/** From so many rows of a log on V8 is asked to be thrifty. */
const MANY_ROWS = 500_000;

/**
 * What is told of the progress of a log, and V8 asked not to let its heap grow to twice what a city's records need before it looks for
 * what may go: a tenth less memory for a million rows, a quarter for ten million. Small audits would only be slower.
 */
export function thrifty({ progress }: { progress?: Progress }): { progress: Progress } {
  let asked = false;
  return {
    progress(done, total) {
      if (!asked && total >= MANY_ROWS) {
        asked = true;
        setFlagsFromString("--heap-growing-percent=70");
      }
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
