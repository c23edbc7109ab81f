import type { Language } from "../model/text.ts";
import type { Io } from "./io.ts";

const EVERY_MS = 250;
const AFTER_MS = 1000;

/** Progress of a long log on a terminal's stderr: rows, rate, time left. Nothing in a pipe, nor with --quiet. */
export function progressOn(io: Io, language: Language, quiet: boolean): { progress?: (done: number, total: number) => void } {
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
