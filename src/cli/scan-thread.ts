import { parentPort, type MessagePort } from "node:worker_threads";
import { Refusal, stackOf } from "../model/fault.ts";
import type { Bilingual } from "../model/text.ts";
import { chunksOf, hashOf } from "../read/chunks.ts";
import { portionsOf, type HashOrder, type Portion, type ScanOrder } from "../read/portions.ts";

/** What the thread is told: to hash a file; what to scan, once; that a portion was read, and its buffer may be filled again. */
export type Asked = { is: "hash"; order: HashOrder } | { is: "scan"; order: ScanOrder } | { is: "read"; buffer: ArrayBuffer };

/** What it says: a hash, in the order in which they were asked for; another portion; that there are no more. */
export type Told = { is: "hash"; hash: string | Failure } | { is: "portion"; portion: Portion } | { is: "end" } | Failure;

/** Why it could not. */
export type Failure = { is: "refused"; sentences: readonly Bilingual[] } | { is: "fault"; stack: string };

/** So many portions may lie unread, of some 100 KB each: more saves no time, and what lies there for long is collected late. */
const AHEAD = 48;

/** The thread that hashes and scans large logs (scan.ts starts it): a file of its own, so that it begins soon and holds little. */
function serve(port: MessagePort): void {
  const free: ArrayBuffer[] = [];
  let unread = 0;
  let goOn: () => void = () => undefined;
  /** One after the other. */
  let before: Promise<unknown> = Promise.resolve();
  const say = (told: Told): void => { port.postMessage(told, told.is === "portion" ? [told.portion.buffer] : []); };

  async function scan(order: ScanOrder): Promise<Told> {
    for await (const portion of portionsOf(order, () => free.pop())) {
      unread += 1;
      say({ is: "portion", portion });
      while (unread >= AHEAD) await new Promise<void>((resolve) => { goOn = resolve; });
    }
    return { is: "end" };
  }

  port.on("message", (asked: Asked) => {
    if (asked.is === "read") {
      unread -= 1;
      free.push(asked.buffer);
      goOn();
    } else if (asked.is === "hash") {
      const { absolute, path, bytes } = asked.order;
      before = before.then(() => hashOf(chunksOf(absolute, path, bytes))).catch(failureOf).then((hash) => { say({ is: "hash", hash }); });
    } else {
      before = before.then(() => scan(asked.order)).catch(failureOf).then((last) => {
        say(last);
        port.close();
      });
    }
  });
}

function failureOf(error: unknown): Failure {
  if (error instanceof Refusal) return { is: "refused", sentences: error.sentences };
  return { is: "fault", stack: stackOf(error) };
}

if (parentPort !== null) serve(parentPort);
