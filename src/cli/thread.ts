import { relative, sep } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { work, type Hands, type Job, type Order, type Outcome } from "../batch/one.ts";
import { stackOf } from "../model/fault.ts";
import type { Bilingual } from "../model/text.ts";
import { stamped } from "./audit-options.ts";
import { writeWhole } from "./output.ts";

/** What a thread is given when it starts. */
export interface ThreadData { order: Order; reproducible: boolean }

export type Answer = Outcome | { is: "fault"; reasons: Bilingual[]; stack: string };

/** A job as a thread is given it, and the answer to it. */
export interface Numbered { number: number; job: Job }
export interface Answered { number: number; answer: Answer }

/** A thread of a batch: jobs as they come. */
export async function serve(): Promise<void> {
  const { order, reproducible } = workerData as ThreadData;
  const port = parentPort;
  if (port === null) return;
  port.on("message", ({ number, job }: Numbered) => { void answer(job, order, reproducible).then((done) => { port.postMessage({ number, answer: done } satisfies Answered); }); });
  await Promise.resolve();
}

/** Does a job; a fault of the program is an answer too, so that the others go on. */
export async function answer(job: Job, order: Order, reproducible: boolean): Promise<Answer> {
  try {
    return await work(job, order, handsOf(order, reproducible));
  } catch (error) {
    return { is: "fault", reasons: [programFailed], stack: stackOf(error) };
  }
}

function handsOf({ asked: { cwd } }: Order, reproducible: boolean): Hands {
  const began = new Date();
  return {
    write: (file, chunks) => writeWhole(shown(file, cwd), cwd, chunks),
    stamp: (report) => (reproducible ? report : stamped(report, began, Date.now())),
  };
}

const shown = (file: string, cwd: string): string => relative(cwd, file).split(sep).join("/");

const programFailed: Bilingual = {
  zh: "程序内部出错，这不是材料的问题。请对这一份单独运行 hege check 并加上 --verbose，把显示的内容发给维护者（不要附上含个人信息的文件）。",
  en: "The program itself failed; the files are not to blame. Run hege check with --verbose on this one alone and send what it shows to the maintainers (no files with personal data).",
};

/** A thread that ran out of memory, or ended otherwise, over a submission. */
export const threadEnded = (code: string): Bilingual => (code === "ERR_WORKER_OUT_OF_MEMORY"
  ? { zh: "检查这一份时内存不足。请单独检查它，或减少 --jobs。", en: "There was not enough memory to audit it. Audit it alone, or use fewer --jobs." }
  : programFailed);
