import { availableParallelism } from "node:os";
import type { Worker } from "node:worker_threads";
import { Refusal, stackOf } from "../model/fault.ts";
import type { TextEncoding } from "../read/encoding.ts";
import type { IdentifyOrder, TextIdentity } from "../read/identity.ts";
import type { Portion, ScanElsewhere, ScanOrder } from "../read/portions.ts";
import { scanWorker } from "./scan-early.ts";
import type { Asked, Failure, Told } from "./scan-thread.ts";

/** The file of the scanning thread, told from the program's: put in by the build; not there where the sources run. */
declare const __SCAN__: string | undefined;

/**
 * Scans large logs in threads beside this one; undefined where the program has no file of its own to run in them, or there is no
 * second processor. `early`: the first of them, where it was started already.
 */
export function scanInThreads(program: URL | undefined, early?: Worker): ScanElsewhere | undefined {
  if (program === undefined || typeof __SCAN__ === "undefined" || availableParallelism() < 2) return undefined;
  const file = new URL(__SCAN__, program);
  let ready = early;
  const newThread = (): Thread => {
    // One that has ended has no number any more.
    const worker = ready === undefined || ready.threadId === -1 ? scanWorker(file) : ready;
    ready = undefined;
    return new Thread(worker);
  };
  /** The thread that identifies, until it is given something to scan. */
  let identifying: Thread | null = null;
  return {
    identify: (order) => (identifying ??= newThread()).identify(order),
    scan(order) {
      const thread = identifying ?? newThread();
      identifying = null;
      return thread.scan(order);
    },
  };
}

type Waiting<T> = ((told: T | Failure) => void)[];

class Thread {
  readonly #worker: Worker;
  readonly #told: Told[] = [];
  readonly #encodings: Waiting<TextEncoding> = [];
  readonly #hashes: Waiting<string> = [];
  #heard: () => void = () => undefined;
  #waiting = 0;
  /** It has scanned its log to the end. */
  #scanned = false;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.on("message", (told: Told) => { this.#hear(told); });
    worker.on("error", (error) => { this.#hear({ is: "fault", stack: stackOf(error) }); });
    worker.on("exit", () => { this.#hear({ is: "fault", stack: "the scanning thread ended" }); });
    // Nobody waits for it but who asks for what it found: an audit that ends before leaves it behind. (To be listened to holds it.)
    worker.unref();
  }

  identify(order: IdentifyOrder): TextIdentity {
    const encoding = this.#promised(this.#encodings);
    const sha256 = this.#promised(this.#hashes);
    this.#ask({ is: "identify", order });
    return { bytes: order.bytes, encoding, sha256 };
  }

  /** What will be told, for whoever asks. */
  #promised<T extends TextEncoding | string>(waiting: Waiting<T>): () => Promise<T> {
    const promised = new Promise<T | Failure>((resolve) => { waiting.push(resolve); });
    return async () => {
      const told = await this.#held(promised);
      if (typeof told === "object" && "is" in told) throw thrown(told);
      return told;
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
        else {
          this.#scanned = true;
          this.#endWhenDone();
          return;
        }
      }
    } finally {
      if (!this.#scanned) await this.#worker.terminate();
    }
  }

  #endWhenDone(): void {
    if (this.#scanned && this.#hashes.length === 0) void this.#worker.terminate();
  }

  #ask(asked: Asked, transfer: ArrayBuffer[] = []): void {
    this.#worker.postMessage(asked, transfer);
  }

  #hear(told: Told): void {
    if (told.is === "encoding") this.#encodings.shift()?.(told.encoding);
    else if (told.is === "hash") {
      this.#hashes.shift()?.(told.hash);
      this.#endWhenDone();
    } else {
      // One that ended owes what it was asked for, too.
      if (told.is === "fault") for (const resolve of [...this.#encodings.splice(0), ...this.#hashes.splice(0)]) resolve(told);
      this.#told.push(told);
      this.#heard();
    }
  }
}

const thrown = (failure: Failure): Error => (failure.is === "refused" ? new Refusal(...failure.sentences) : new Error(failure.stack));
