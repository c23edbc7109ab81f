import { isUtf8 } from "node:buffer";
import type { Refuse } from "./refuse.ts";

/** The longest XML declaration that is looked for an encoding. */
const DECLARATION = 256;

/**
 * An XML part in UTF-8, whatever it is written in (its byte order mark, UTF-16 by its first letters, or the encoding that its
 * declaration names), without a mark. Bytes that are no text in that encoding are refused: a wrong name is a wrong finding.
 */
export async function* utf8Chunks(chunks: AsyncIterable<Buffer>, refuse: Refuse): AsyncGenerator<Buffer> {
  let convert: ((chunk: Buffer | null) => Buffer) | null = null;
  let head = NOTHING;
  for await (const chunk of chunks) {
    if (convert) {
      yield convert(chunk);
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < DECLARATION) continue;
    convert = converter(head, refuse);
    yield convert(head);
  }
  if (!convert) {
    convert = converter(head, refuse);
    yield convert(head);
  }
  yield convert(null);
}

const NOTHING: Buffer = Buffer.alloc(0);

/** Takes chunks, and null at the end. */
function converter(head: Buffer, refuse: Refuse): (chunk: Buffer | null) => Buffer {
  const encoding = encodingOf(head);
  return encoding === "utf-8" ? checkUtf8(refuse) : transcode(encoding, refuse);
}

function encodingOf(head: Buffer): string {
  const [first, second, third] = head;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0x3c && second === 0) return "utf-16le";
  if (first === 0 && second === 0x3c) return "utf-16be";
  const declared = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(head.subarray(0, DECLARATION).toString("latin1"))?.[1]?.toLowerCase() ?? "utf-8";
  // What could be read byte by byte up to here is not in UTF-16, whatever it says.
  return declared.startsWith("utf-16") || declared === "utf8" ? "utf-8" : declared;
}

function transcode(encoding: string, refuse: Refuse): (chunk: Buffer | null) => Buffer {
  const decoder = decoderOf(encoding) ?? refuse.broken();
  return (chunk) => {
    try {
      return Buffer.from(chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode(), "utf8");
    } catch {
      return refuse.broken();
    }
  };
}

/** null: an encoding that nobody knows. */
function decoderOf(encoding: string): InstanceType<typeof TextDecoder> | null {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    return null;
  }
}

/** Hands chunks on that end with a whole character, the rest with the next. */
function checkUtf8(refuse: Refuse): (chunk: Buffer | null) => Buffer {
  let rest: Buffer = NOTHING;
  let first = true;
  return (chunk) => {
    if (!chunk) return rest.length > 0 ? refuse.broken() : NOTHING;
    const all: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = all.length - unfinished(all);
    const whole = all.subarray(0, end);
    if (!isUtf8(whole)) refuse.broken();
    rest = all.subarray(end);
    const marked = first && whole[0] === 0xef && whole[1] === 0xbb && whole[2] === 0xbf;
    first = false;
    return marked ? whole.subarray(3) : whole;
  };
}

/** How many bytes at the end begin a character that is not whole. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}
