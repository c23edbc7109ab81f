import type { Watcher } from "../batch/run.ts";
import type { Language } from "../model/text.ts";
import { plain, widthOf } from "../report/width.ts";
import type { Io } from "./io.ts";

const EVERY_MS = 250;

/** Progress of a batch on a terminal's stderr: how many are done, how fast, how long it will take, and which is at hand. Nothing in a pipe. */
export function batchProgress(io: Io, language: Language, quiet: boolean): Watcher & { clear(): void } {
  if (!io.err.isTTY || quiet) return { begins: () => undefined, ends: () => undefined, clear: () => undefined };
  let began = Date.now();
  let [last, phase, current] = [0, "audit", ""];
  const draw = (done: number, total: number): void => {
    const now = Date.now();
    if (now - last < EVERY_MS && done < total) return;
    last = now;
    const minutes = (now - began) / 60_000;
    const rate = minutes === 0 ? 0 : done / minutes;
    const left = rate === 0 ? null : Math.ceil(((total - done) / rate) * 60);
    const text = phase === "join"
      ? { zh: `跨机构核对 ${done} / ${total}`, en: `across agencies ${done} of ${total}` }[language]
      : { zh: `已检查 ${done} / ${total} 份${left === null ? "" : `，每分钟 ${Math.round(rate)} 份，约剩 ${timeOf(left, "zh")}`}：${current}`, en: `${done} of ${total} audited${left === null ? "" : `, ${Math.round(rate)} a minute, about ${timeOf(left, "en")} left`}: ${current}` }[language];
    io.err.write(`\r\u001b[K${cut(plain(text), (io.err.columns ?? 80) - 1)}`);
  };
  let state = { done: 0, total: 0 };
  return {
    begins: (at, name) => {
      if (at !== phase) { [phase, last, began] = [at, 0, Date.now()]; state = { done: 0, total: 0 }; }
      current = name;
      if (state.total > 0) draw(state.done, state.total);
    },
    ends: (_, done, total) => { state = { done, total }; draw(done, total); },
    clear: () => { io.err.write("\r\u001b[K"); },
  };
}

const timeOf = (seconds: number, language: Language): string =>
  (seconds < 90 ? { zh: `${seconds} 秒`, en: `${seconds} s` } : { zh: `${Math.round(seconds / 60)} 分钟`, en: `${Math.round(seconds / 60)} min` })[language];

function cut(text: string, width: number): string {
  let shown = text;
  while (widthOf(shown) > width) shown = shown.slice(0, -1);
  return shown;
}
