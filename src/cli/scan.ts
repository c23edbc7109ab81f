import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { Refusal } from "../model/fault.ts";
import type { Portion, ScanElsewhere, ScanOrder } from "../read/portions.ts";
import type { Told } from "./scan-thread.ts";

/** The file of the scanning thread, beside the program's: put in by the build. */
declare const __SCAN__: string;

/** It holds few objects at a time; without a limit, it would take as much room for new ones as this thread does. */
const YOUNG_MB = 8;

/**
 * Scans large logs in threads beside this one; undefined where the program has no file of its own to run in them, or there is no
 * second processor.
 */
export function scanInThreads(program: URL | undefined): ScanElsewhere | undefined {
  if (program === undefined || availableParallelism() < 2) return undefined;
  return (order) => begun(new URL(__SCAN__, program), order);
}

/** Begins at once; what comes before somebody asks for it waits. */
function begun(file: URL, order: ScanOrder): AsyncIterable<Portion> {
  const worker = new Worker(file, { workerData: order, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
  // Nobody waits for it but who asks for its portions: an audit that ends before leaves it behind.
  worker.unref();
  const told: Told[] = [];
  let heard: () => void = () => undefined;
  const tell = (news: Told): void => {
    told.push(news);
    heard();
  };
  worker.on("message", tell).on("error", (error) => { tell({ is: "fault", stack: error.stack ?? error.message }); }).on("exit", () => { tell({ is: "fault", stack: "the scanning thread ended" }); });

  async function* portions(): AsyncGenerator<Portion> {
    worker.ref();
    try {
      for (;;) {
        const news = told.shift();
        if (news === undefined) await new Promise<void>((resolve) => { heard = resolve; });
        else if (news.is === "end") return;
        else if (news.is === "refused") throw new Refusal(...news.sentences);
        else if (news.is === "fault") throw new Error(news.stack);
        else {
          yield news.portion;
          worker.postMessage(news.portion.buffer, [news.portion.buffer]);
        }
      }
    } finally {
      await worker.terminate();
    }
  }
  return portions();
}
