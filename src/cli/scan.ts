import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { Refusal } from "../model/fault.ts";
import type { Portion, ScanElsewhere, ScanOrder } from "../read/portions.ts";
import type { Asked, Told } from "./scan-thread.ts";

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
  const file = new URL(__SCAN__, program);
  let prepared: Worker | null = null;
  return {
    prepare() {
      prepared ??= hired(file);
    },
    scan(order) {
      const worker = prepared ?? hired(file);
      prepared = null;
      return begun(worker, order);
    },
  };
}

function hired(file: URL): Worker {
  const worker = new Worker(file, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
  // Nobody waits for it but who asks for its portions: an audit that ends before leaves it behind.
  worker.unref();
  return worker;
}

/** Begins at once; what comes before somebody asks for it waits. */
function begun(worker: Worker, order: ScanOrder): AsyncIterable<Portion> {
  const told: Told[] = [];
  let heard: () => void = () => undefined;
  const tell = (news: Told): void => {
    told.push(news);
    heard();
  };
  worker.on("message", tell).on("error", (error) => { tell({ is: "fault", stack: error.stack ?? error.message }); }).on("exit", () => { tell({ is: "fault", stack: "the scanning thread ended" }); });
  // Listening holds the program, until it is let go again.
  worker.unref();
  worker.postMessage({ is: "order", order } satisfies Asked);

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
          worker.postMessage({ is: "read", buffer: news.portion.buffer } satisfies Asked, [news.portion.buffer]);
        }
      }
    } finally {
      await worker.terminate();
    }
  }
  return portions();
}
