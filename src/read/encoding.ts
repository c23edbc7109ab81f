import type { RawCell } from "./raw.ts";

/** How a text file is written. `mixed`: some records in UTF-8 and some in GB18030. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030" | "mixed";

export interface TextEncoding {
  encoding: Encoding;
  /** How many bytes of byte order mark come first. */
  bom: number;
  /** No mark says so and it is no UTF-8: GB18030 is what Chinese Excel writes. */
  guessed: boolean;
}

export function byteOrderMark(head: Uint8Array): { encoding: Encoding; bom: number } | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: "utf-8", bom: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: "utf-16le", bom: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: "utf-16be", bom: 2 };
  return null;
}

/** Whether bytes, chunk after chunk, are text in an encoding. */
function validator(encoding: string): { push(chunk: Uint8Array): void; end(): boolean } {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let valid = true;
  const attempt = (decode: () => string): void => {
    try {
      if (valid) decode();
    } catch {
      valid = false;
    }
  };
  return {
    push: (chunk) => attempt(() => decoder.decode(chunk, { stream: true })),
    end: () => { attempt(() => decoder.decode()); return valid; },
  };
}

/**
 * Order: byte order mark, strict UTF-8, GB18030 as a guess (data.md, section 4, 1). Where neither fits the whole file, or lines of
 * both are in it, each record is tried by itself.
 */
export function encodingProbe(head: Uint8Array): { push(chunk: Uint8Array): void; end(): TextEncoding } {
  const mark = byteOrderMark(head);
  if (mark && mark.encoding !== "utf-8") return { push: () => undefined, end: () => ({ ...mark, guessed: false }) };
  const utf8 = validator("utf-8");
  const gb18030 = validator("gb18030");
  const lines = lineProbe();
  return {
    push(chunk) {
      utf8.push(chunk);
      gb18030.push(chunk);
      lines.push(chunk);
    },
    end() {
      const bom = mark?.bom ?? 0;
      if (utf8.end()) return { encoding: "utf-8", bom, guessed: false };
      return { encoding: gb18030.end() && !lines.end() && !mark ? "gb18030" : "mixed", bom, guessed: true };
    },
  };
}

const LINE_FEED = 10;

/** Whether some line is plainly UTF-8; asked only of files that are no UTF-8 as a whole. */
function lineProbe(): { push(chunk: Uint8Array): void; end(): boolean } {
  let rest: Uint8Array = new Uint8Array(0);
  let found = false;
  return {
    push(chunk) {
      if (found) return;
      const bytes = rest.length === 0 ? chunk : concat(rest, chunk);
      let start = 0;
      for (let end = bytes.indexOf(LINE_FEED, start); end >= 0 && !found; start = end + 1, end = bytes.indexOf(LINE_FEED, start)) {
        found = plainlyUtf8(bytes.subarray(start, end), 2);
      }
      rest = bytes.slice(start, Math.min(bytes.length, start + 1_000_000));
    },
    end: () => found || plainlyUtf8(rest, 2),
  };
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

const utf8 = new TextDecoder("utf-8", { fatal: true });
const gb18030 = new TextDecoder("gb18030", { fatal: true });
const lossy = new TextDecoder("utf-8");

function decode(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80);
const HAN = /\p{Script=Han}/gu;

/** Strict UTF-8 with Chinese in it: bytes of GB18030 hardly ever are. */
function plainlyUtf8(bytes: Uint8Array, atLeast: number): boolean {
  if (isAscii(bytes)) return false;
  return (decode(utf8, bytes)?.match(HAN)?.length ?? 0) >= atLeast;
}

/** The bytes of a text that was made of them one by one. */
const bytesOf = (latin1: string): Uint8Array => Uint8Array.from(latin1, (letter) => letter.charCodeAt(0));

/**
 * A record of a file in two encodings, its cells given byte by byte: tried as UTF-8, then as GB18030. Where most of its cells are
 * plainly UTF-8, one that is not is damaged rather than GB18030.
 */
export function decodeRecord(cells: readonly string[]): RawCell[] {
  const bytes = cells.map(bytesOf);
  const foreign = bytes.filter((cell) => !isAscii(cell));
  const inUtf8 = foreign.filter((cell) => decode(utf8, cell) !== null);
  const plain = foreign.filter((cell) => plainlyUtf8(cell, 1));
  const asUtf8 = inUtf8.length === foreign.length ? plain.length > 0 || foreign.every((cell) => decode(gb18030, cell) === null) : plain.length * 2 >= foreign.length && plain.length > 0;
  const decoder = asUtf8 ? utf8 : gb18030;
  return bytes.map((cell) => decode(decoder, cell) ?? { undecodable: lossy.decode(cell) });
}

/** Decodes a stream of bytes into texts; `mixed` byte by byte, to be decoded record by record. */
export async function* decodeStream(chunks: AsyncIterable<Uint8Array>, { encoding, bom }: TextEncoding): AsyncGenerator<string> {
  const decoder = encoding === "mixed" ? null : new TextDecoder(encoding);
  let skip = bom;
  for await (const chunk of chunks) {
    const bytes = skip > 0 ? chunk.subarray(skip) : chunk;
    skip = Math.max(0, skip - chunk.length);
    const text = decoder ? decoder.decode(bytes, { stream: true }) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
    if (text !== "") yield text;
  }
  const last = decoder?.decode() ?? "";
  if (last !== "") yield last;
}
