import { setPriority } from "node:os";
import { parentPort, type MessagePort } from "node:worker_threads";
import { Refusal, stackOf } from "../model/fault.ts";
import type { Bilingual } from "../model/text.ts";
import { chunksOf } from "../read/chunks.ts";
import { encodingOf, isSameEncoding, type TextEncoding } from "../read/encoding.ts";
import type { IdentifyOrder } from "../read/identity.ts";
import { portionsOf, type Portion, type ScanOrder } from "../read/portions.ts";

/** What the thread is told: to identify a file; what to scan, once; that a portion was read, and its buffer may be filled again. */
export type Asked = { is: "identify"; order: IdentifyOrder } | { is: "scan"; order: ScanOrder } | { is: "read"; buffer: ArrayBuffer };

/** What it says: encodings and hashes, each in the order in which files were to be identified; another portion; that there are no more. */
export type Told =
  | { is: "encoding"; encoding: TextEncoding | Failure }
  | { is: "hash"; hash: string | Failure }
  | { is: "portion"; portion: Portion }
  | { is: "end" }
  | Failure;

/** Why it could not. */
export type Failure = { is: "refused"; sentences: readonly Bilingual[] } | { is: "fault"; stack: string };

/** How much it gives way to the thread that audits, which has more to do; there, processors are short. */
const NICE = 10;

/** So many portions may lie unread, of some 60 KB each: as many as are scanned while the small tables are read. */
const AHEAD = 96;

/** The thread that identifies and scans large logs (scan.ts starts it): a file of its own, so that it begins soon and holds little. */
function serve(port: MessagePort): void {
  // On Linux that is this thread alone; elsewhere it would be the whole program.
  if (process.platform === "linux") setPriority(NICE);
  const free: ArrayBuffer[] = [];
  let unread = 0;
  let goOn: () => void = () => undefined;
  /** By path: what a file was found to be written in. */
  const found = new Map<string, Promise<TextEncoding | Failure>>();
  /** Each of these one after the other. */
  let encodings: Promise<unknown> = Promise.resolve();
  let hashes = encodings;
  let scanning: Promise<unknown> | null = null;
  const say = (told: Told): void => { port.postMessage(told, told.is === "portion" ? [told.portion.buffer] : []); };

  /** Nothing is told of a log that is written otherwise than whoever ordered it presumed. */
  async function scan(order: ScanOrder): Promise<Told | null> {
    const encoding = await found.get(order.absolute);
    if (encoding !== undefined && ("is" in encoding || !isSameEncoding(encoding, order.file.encoding))) return null;
    for await (const portion of portionsOf(order, () => free.pop())) {
      unread += 1;
      say({ is: "portion", portion });
      while (unread >= AHEAD) await new Promise<void>((resolve) => { goOn = resolve; });
    }
    return { is: "end" };
  }

  /** Nobody waits for a hash before the end, but for the log from the beginning: hashing goes on when it was scanned. */
  async function* unhurried(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      if (scanning !== null) await scanning;
      yield chunk;
    }
  }

  /** Loaded when it is wanted: node takes as long for its module as for twenty thousand records. */
  const hashOf = async (chunks: AsyncIterable<Uint8Array>): Promise<string> => (await import("../read/identity.ts")).hashOf(chunks);

  port.on("message", (asked: Asked) => {
    if (asked.is === "read") {
      unread -= 1;
      free.push(asked.buffer);
      goOn();
    } else if (asked.is === "identify") {
      const { absolute, path, bytes, head, told } = asked.order;
      const open = (): AsyncIterable<Uint8Array> => chunksOf(absolute, path, bytes);
      const encoding = encodings.then(() => encodingOf(head, told, open)).catch(failureOf);
      found.set(absolute, encoding);
      encodings = encoding.then((encoding) => { say({ is: "encoding", encoding }); });
      hashes = Promise.all([hashes, encodings]).then(() => hashOf(unhurried(open()))).catch(failureOf).then((hash) => { say({ is: "hash", hash }); });
    } else scanning = scan(asked.order).catch(failureOf).then((told) => { if (told !== null) say(told); });
  });
}

function failureOf(error: unknown): Failure {
  if (error instanceof Refusal) return { is: "refused", sentences: error.sentences };
  return { is: "fault", stack: stackOf(error) };
}

if (parentPort !== null) serve(parentPort);
