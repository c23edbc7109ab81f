import { isAscii, isUtf8 } from "node:buffer";

/** How a text file is written. `mixed`: some records in UTF-8 and some in GB18030. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030" | "mixed";

export interface TextEncoding {
  encoding: Encoding;
  /** How many bytes of byte order mark come first. */
  bom: number;
  /** No mark says so and it is no UTF-8: GB18030 is what Chinese Excel writes. */
  guessed: boolean;
}

export const isSameEncoding = (one: TextEncoding, other: TextEncoding): boolean =>
  one.encoding === other.encoding && one.bom === other.bom && one.guessed === other.guessed;

/** A byte order mark has no more bytes. */
export const LONGEST_MARK = 3;

export function byteOrderMark(head: Uint8Array): { encoding: Encoding; bom: number } | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: "utf-8", bom: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: "utf-16le", bom: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: "utf-16be", bom: 2 };
  return null;
}

/**
 * Order: byte order mark, strict UTF-8, GB18030 as a guess (data.md, section 4, 1). null: neither a mark nor UTF-8, so that the bytes
 * have to be looked at again (foreignEncoding). `push` all of them first.
 */
export function encodingProbe(head: Uint8Array): { push(chunk: Uint8Array): void; end(): TextEncoding | null } {
  const mark = byteOrderMark(head);
  if (mark && mark.encoding !== "utf-8") return { push: () => undefined, end: () => ({ ...mark, guessed: false }) };
  const utf8 = utf8Validator();
  return { push: utf8.push, end: () => (utf8.end() ? { encoding: "utf-8", bom: mark?.bom ?? 0, guessed: false } : null) };
}

/**
 * The encoding of bytes that are no UTF-8 as a whole: GB18030, or `mixed` where that does not fit the whole either, or lines of both
 * are in it. Then each record is tried by itself.
 */
export async function foreignEncoding(head: Uint8Array, chunks: AsyncIterable<Uint8Array>): Promise<TextEncoding> {
  const bom = byteOrderMark(head)?.bom ?? 0;
  const probe = bom === 0 ? foreignProbe() : null;
  let single = probe !== null;
  if (probe) {
    for await (const chunk of chunks) {
      single = probe.push(chunk);
      if (!single) break;
    }
    single &&= probe.end();
  }
  return { encoding: single ? "gb18030" : "mixed", bom, guessed: true };
}

/** Gives the bytes of a text file from the beginning. */
export type Open = () => AsyncIterable<Uint8Array>;

/** How a text file is written, of which `head` are the first few bytes: read only where that is not told. Throws what reading does. */
export async function encodingOf(head: Uint8Array, told: Encoding | undefined, open: Open): Promise<TextEncoding> {
  const probe = told === undefined ? encodingProbe(head) : null;
  if (probe !== null) for await (const chunk of open()) probe.push(chunk);
  return concluded(probe?.end(), head, told, open);
}

/** The same where it was read for that: `found` is what the probe ended with. */
export async function concluded(found: TextEncoding | null | undefined, head: Uint8Array, told: Encoding | undefined, open: Open): Promise<TextEncoding> {
  if (told !== undefined) return { encoding: told, bom: byteOrderMark(head)?.bom ?? 0, guessed: false };
  return found ?? foreignEncoding(head, open());
}

/** How many bytes a character has that begins with this one; 1 where none does. */
const lengthOf = (byte: number): number => (byte < 0xc0 || byte >= 0xf8 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4);

/** Whether bytes, chunk after chunk, are UTF-8. */
function utf8Validator(): { push(chunk: Uint8Array): void; end(): boolean } {
  let valid = true;
  /** The bytes of a character that goes on in the next chunk. */
  let cut: Uint8Array = new Uint8Array(0);
  return {
    push(chunk) {
      if (!valid) return;
      let start = 0;
      if (cut.length > 0) {
        const whole = lengthOf(cut[0] as number);
        start = Math.min(whole - cut.length, chunk.length);
        cut = concat(cut, chunk.subarray(0, start));
        if (cut.length < whole) return;
        valid = isUtf8(cut);
      }
      const end = lastBorder(chunk, start);
      cut = chunk.slice(end);
      valid &&= isUtf8(chunk.subarray(start, end));
    },
    end: () => valid && cut.length === 0,
  };
}

/** Where a character begins that is not whole in the chunk; its end where there is none. */
function lastBorder(chunk: Uint8Array, start: number): number {
  for (let back = 1; back <= 3 && chunk.length - back >= start; back++) {
    const byte = chunk[chunk.length - back] as number;
    if (lengthOf(byte) > back) return chunk.length - back;
    if (byte < 0x80 || byte >= 0xc0) break;
  }
  return chunk.length;
}

/** Whether bytes, chunk after chunk, are GB18030. */
function gb18030Validator(): { push(chunk: Uint8Array): boolean; end(): boolean } {
  const decoder = new TextDecoder("gb18030", { fatal: true });
  const decodes = (chunk?: Uint8Array): boolean => {
    try {
      decoder.decode(chunk, { stream: chunk !== undefined });
      return true;
    } catch {
      return false;
    }
  };
  return { push: decodes, end: () => decodes() };
}

const LINE_FEED = 10;
const LONGEST_LINE = 1_000_000;

/** Whether bytes, chunk after chunk, are GB18030 and no line of them is plainly UTF-8. False once is false for all. */
interface Probe { push(chunk: Uint8Array): boolean; end(): boolean }

/** Line by line, as long as all characters are of one byte or two, as nearly all are: no decoder is asked. */
function foreignProbe(): Probe {
  let rest: Uint8Array = new Uint8Array(0);
  let thorough: Probe | null = null;
  const look = (bytes: Uint8Array): boolean => {
    if (thorough !== null) return thorough.push(bytes);
    const { stopped, from } = plainLines(bytes);
    if (stopped === "utf-8") return false;
    if (stopped === "unusual" || bytes.length - from > LONGEST_LINE) {
      thorough = thoroughProbe();
      return thorough.push(bytes.subarray(from));
    }
    rest = bytes.slice(from);
    return true;
  };
  const push = (chunk: Uint8Array): boolean => {
    if (rest.length === 0) return look(chunk);
    // Only the line that was begun before is put together anew.
    const end = chunk.indexOf(LINE_FEED) + 1 || chunk.length;
    const begun = concat(rest, chunk.subarray(0, end));
    rest = rest.subarray(0, 0);
    return look(begun) && (end === chunk.length || look(chunk.subarray(end)));
  };
  return { push, end: () => push(Uint8Array.of(LINE_FEED)) && (thorough?.end() ?? true) };
}

/** The same of any bytes, by decoding them. */
function thoroughProbe(): Probe {
  const gb18030 = gb18030Validator();
  const lines = lineProbe();
  return { push: (chunk) => gb18030.push(chunk) && !lines.push(chunk), end: () => gb18030.end() && !lines.end() };
}

/**
 * Reads whole lines of characters of one byte or two, and stops where a line has another, or is plainly UTF-8. `from` is where the line
 * begins at which it stopped: there, or because it is not whole.
 */
function plainLines(bytes: Uint8Array): { stopped: "unusual" | "utf-8" | null; from: number } {
  let from = 0;
  /** The first character of the line that is not ASCII was seen. */
  let seen = false;
  for (let p = 0; p < bytes.length; p++) {
    const byte = bytes[p] as number;
    if (byte < 0x80) {
      if (byte !== LINE_FEED) continue;
      from = p + 1;
      seen = false;
      continue;
    }
    if (!seen) {
      seen = true;
      // Hardly a character of GB18030 begins as one of UTF-8 does; only then the line is looked at.
      if (mayBeginUtf8(bytes, p)) {
        const end = bytes.indexOf(LINE_FEED, p);
        if (end < 0) return { stopped: null, from };
        if (plainlyUtf8(bytes.subarray(from, end), 2)) return { stopped: "utf-8", from };
      }
    }
    if (p + 1 === bytes.length) break;
    const next = bytes[p + 1] as number;
    if (byte === 0x80 || byte === 0xff || next < 0x40 || next === 0x7f || next === 0xff) return { stopped: "unusual", from };
    p += 1;
  }
  return { stopped: null, from };
}

/** Whether the byte and those behind it are one character of UTF-8, as far as their highest bits tell. */
function mayBeginUtf8(bytes: Uint8Array, p: number): boolean {
  const length = lengthOf(bytes[p] as number);
  for (let i = 1; i < length; i++) if (((bytes[p + i] ?? 0x80) & 0xc0) !== 0x80) return false;
  return length > 1;
}

/** Whether some line is plainly UTF-8. */
function lineProbe(): { push(chunk: Uint8Array): boolean; end(): boolean } {
  let rest: Uint8Array = new Uint8Array(0);
  return {
    push(chunk) {
      const bytes = rest.length === 0 ? chunk : concat(rest, chunk);
      let start = 0;
      for (let end = bytes.indexOf(LINE_FEED, start); end >= 0; start = end + 1, end = bytes.indexOf(LINE_FEED, start)) {
        if (plainlyUtf8(bytes.subarray(start, end), 2)) return true;
      }
      rest = bytes.slice(start, start + LONGEST_LINE);
      return false;
    },
    end: () => plainlyUtf8(rest, 2),
  };
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
const gb18030 = new TextDecoder("gb18030", { ignoreBOM: true });
const HAN = /\p{Script=Han}/gu;

/** Strict UTF-8 with Chinese in it: bytes of GB18030 hardly ever are. */
const plainlyUtf8 = (bytes: Uint8Array, atLeast: number): boolean =>
  !isAscii(bytes) && isUtf8(bytes) && (utf8.decode(bytes).match(HAN)?.length ?? 0) >= atLeast;

const isGb18030 = (bytes: Uint8Array): boolean => {
  const validator = gb18030Validator();
  return validator.push(bytes) && validator.end();
};

/**
 * The encoding of a record of a file in two, by its bytes, and by its cells where these do not tell: UTF-8 is tried first, then
 * GB18030. Where most of the cells are plainly UTF-8, one that is not is damaged rather than GB18030.
 */
export function recordEncoding(record: Uint8Array, cells: () => readonly Uint8Array[]): "utf-8" | "gb18030" {
  if (isAscii(record) || plainlyUtf8(record, 1)) return "utf-8";
  const foreign = cells().filter((cell) => !isAscii(cell));
  const inUtf8 = foreign.filter((cell) => isUtf8(cell));
  const isPlain = (cell: Uint8Array): boolean => plainlyUtf8(cell, 1);
  if (inUtf8.length === foreign.length) return foreign.some(isGb18030) ? "gb18030" : "utf-8";
  const plain = inUtf8.filter(isPlain).length;
  return plain > 0 && plain * 2 >= foreign.length ? "utf-8" : "gb18030";
}

const SEPARATORS = new Set([...",;\t"].map((letter) => letter.charCodeAt(0)));
const WIDE_COMMA = [0xef, 0xbc, 0x8c] as const;

/** A line of a file in two encodings, whatever separates its cells. */
export const decodeLine = (line: Uint8Array): string => (recordEncoding(line, () => cellsOf(line)) === "utf-8" ? utf8 : gb18030).decode(line);

function cellsOf(line: Uint8Array): Uint8Array[] {
  const cells: Uint8Array[] = [];
  let start = 0;
  for (let p = 0; p < line.length; p++) {
    const size = SEPARATORS.has(line[p] as number) ? 1 : WIDE_COMMA.every((byte, i) => line[p + i] === byte) ? WIDE_COMMA.length : 0;
    if (size === 0) continue;
    cells.push(line.subarray(start, p));
    start = p + size;
    p = start - 1;
  }
  cells.push(line.subarray(start));
  return cells;
}
