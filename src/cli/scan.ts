import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { Refusal, stackOf } from "../model/fault.ts";
import type { HashOrder, Portion, ScanElsewhere, ScanOrder } from "../read/portions.ts";
import type { Asked, Failure, Told } from "./scan-thread.ts";

/** The file of the scanning thread, told from the program's: put in by the build; not there where the sources run. */
declare const __SCAN__: string | undefined;

/** It holds few objects at a time; without a limit, it would take as much room for new ones as this thread does. */
const YOUNG_MB = 8;

/**
 * Scans large logs in threads beside this one; undefined where the program has no file of its own to run in them, or there is no
 * second processor.
 */
export function scanInThreads(program: URL | undefined): ScanElsewhere | undefined {
  if (program === undefined || typeof __SCAN__ === "undefined" || availableParallelism() < 2) return undefined;
  const file = new URL(__SCAN__, program);
  /** The thread that hashes, until it is given something to scan. */
  let hashing: Thread | null = null;
  return {
    hash: (order) => (hashing ??= new Thread(file)).hash(order),
    scan(order) {
      const thread = hashing ?? new Thread(file);
      hashing = null;
      return thread.scan(order);
    },
  };
}

class Thread {
  readonly #worker: Worker;
  readonly #told: Told[] = [];
  readonly #hashes: ((hash: string | Failure) => void)[] = [];
  #heard: () => void = () => undefined;
  #waiting = 0;

  constructor(file: URL) {
    const worker = this.#worker = new Worker(file, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
    worker.on("message", (told: Told) => { this.#hear(told); });
    worker.on("error", (error) => { this.#hear({ is: "fault", stack: stackOf(error) }); });
    worker.on("exit", () => { this.#hear({ is: "fault", stack: "the scanning thread ended" }); });
    // Nobody waits for it but who asks for what it found: an audit that ends before leaves it behind.
    worker.unref();
  }

  hash(order: HashOrder): () => Promise<string> {
    const reckoned = new Promise<string | Failure>((resolve) => { this.#hashes.push(resolve); });
    this.#ask({ is: "hash", order });
    return async () => {
      const hash = await this.#held(reckoned);
      if (typeof hash !== "string") throw thrown(hash);
      return hash;
    };
  }

  /** Waits for what the thread will say; meanwhile the program does not end. */
  async #held<T>(said: Promise<T>): Promise<T> {
    this.#worker.ref();
    this.#waiting += 1;
    try {
      return await said;
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0) this.#worker.unref();
    }
  }

  /** Begins at once; what comes before somebody asks for it waits. */
  scan(order: ScanOrder): AsyncIterable<Portion> {
    this.#ask({ is: "scan", order });
    return this.#portions();
  }

  async *#portions(): AsyncGenerator<Portion> {
    try {
      for (;;) {
        const told = this.#told.shift();
        if (told === undefined) await this.#held(new Promise<void>((resolve) => { this.#heard = resolve; }));
        else if (told.is === "portion") {
          yield told.portion;
          this.#ask({ is: "read", buffer: told.portion.buffer }, [told.portion.buffer]);
        } else if (told.is === "refused" || told.is === "fault") throw thrown(told);
        else return;
      }
    } finally {
      await this.#worker.terminate();
    }
  }

  #ask(asked: Asked, transfer: ArrayBuffer[] = []): void {
    this.#worker.postMessage(asked, transfer);
  }

  #hear(told: Told): void {
    if (told.is === "hash") this.#hashes.shift()?.(told.hash);
    else {
      // One that ended owes the hashes that were asked for, too.
      if (told.is === "fault") for (const resolve of this.#hashes.splice(0)) resolve(told);
      this.#told.push(told);
      this.#heard();
    }
  }
}

const thrown = (failure: Failure): Error => (failure.is === "refused" ? new Refusal(...failure.sentences) : new Error(failure.stack));
