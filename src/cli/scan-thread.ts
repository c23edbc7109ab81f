import { parentPort, type MessagePort } from "node:worker_threads";
import { Refusal } from "../model/fault.ts";
import type { Bilingual } from "../model/text.ts";
import { portionsOf, type Portion, type ScanOrder } from "../read/portions.ts";

/** What the thread is told: what to scan, once; that a portion was read, and its buffer may be filled again. */
export type Asked = { is: "order"; order: ScanOrder } | { is: "read"; buffer: ArrayBuffer };

/** What the thread says: another portion, that there are no more, or why it cannot go on. */
export type Told = { is: "portion"; portion: Portion } | { is: "end" } | { is: "refused"; sentences: readonly Bilingual[] } | { is: "fault"; stack: string };

/** So many portions may lie unread, of some 100 KB each: as many as are read while the other files are looked at. */
const AHEAD = 128;

/** The thread that scans a large log (scan.ts starts it): a file of its own, so that it begins soon and holds little. */
async function scan(port: MessagePort): Promise<void> {
  const free: ArrayBuffer[] = [];
  let unread = 0;
  let goOn: () => void = () => undefined;
  const order = await new Promise<ScanOrder>((resolve) => {
    port.on("message", (asked: Asked) => {
      if (asked.is === "order") {
        resolve(asked.order);
        return;
      }
      unread -= 1;
      free.push(asked.buffer);
      goOn();
    });
  });
  for await (const portion of portionsOf(order, () => free.pop())) {
    unread += 1;
    port.postMessage({ is: "portion", portion } satisfies Told, [portion.buffer]);
    while (unread >= AHEAD) await new Promise<void>((resolve) => { goOn = resolve; });
  }
}

function failure(error: unknown): Told {
  if (error instanceof Refusal) return { is: "refused", sentences: error.sentences };
  return { is: "fault", stack: error instanceof Error ? error.stack ?? error.message : String(error) };
}

const port = parentPort;
if (port !== null) {
  void scan(port).then((): Told => ({ is: "end" }), failure).then((last) => {
    port.postMessage(last);
    port.close();
  });
}
