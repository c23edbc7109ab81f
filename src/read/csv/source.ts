import { decodeLine, type Encoding, type TextEncoding } from "../encoding.ts";
import { decodeGb18030, decodeUtf8, type Decoding } from "./decode.ts";
import { CR, LF } from "./scan.ts";

/** The bytes of a file as they are scanned, and how cells of them are decoded. */
export interface Source {
  chunks: AsyncIterable<Uint8Array>;
  decoding: Decoding;
}

const gb18030 = new TextDecoder("gb18030", { ignoreBOM: true });

/**
 * UTF-8 and GB18030 are scanned as they are: no byte of a longer character is a comma, a semicolon, a tab, a quote or a line break.
 * UTF-16 is not, and another separator may be a part of a character of GB18030: those are put into UTF-8 on the way.
 */
export function sourceOf(bytes: AsyncIterable<Uint8Array>, { encoding, bom }: TextEncoding, separator: string, longestLine: number): Source {
  const chunks = behind(bytes, bom);
  if (encoding === "utf-8" || (encoding !== "utf-16le" && encoding !== "utf-16be" && /^[\t,;]$/.test(separator))) {
    return { chunks, decoding: encoding === "utf-8" ? [decodeUtf8] : encoding === "gb18030" ? [decodeGb18030] : [decodeUtf8, decodeGb18030] };
  }
  return { chunks: inUtf8(chunks, encoding, longestLine), decoding: [decodeUtf8] };
}

/** The text of a file's first bytes; the last character may be cut. */
export function headText(head: Uint8Array, { encoding, bom }: TextEncoding): string {
  const text = head.subarray(bom);
  if (encoding !== "mixed") return new TextDecoder(encoding).decode(text);
  return linesOf(text).map(decodeLine).join("");
}

/** What follows the byte order mark. */
async function* behind(chunks: AsyncIterable<Uint8Array>, mark: number): AsyncGenerator<Uint8Array> {
  let skip = mark;
  for await (const chunk of chunks) {
    if (skip < chunk.length) yield skip > 0 ? chunk.subarray(skip) : chunk;
    skip = Math.max(0, skip - chunk.length);
  }
}

async function* inUtf8(chunks: AsyncIterable<Uint8Array>, encoding: Exclude<Encoding, "utf-8">, longestLine: number): AsyncGenerator<Uint8Array> {
  if (encoding === "gb18030" || encoding === "mixed") {
    for await (const bytes of wholeLines(chunks, longestLine)) yield Buffer.from(encoding === "gb18030" ? gb18030.decode(bytes) : linesOf(bytes).map(decodeLine).join(""), "utf8");
    return;
  }
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }), "utf8");
  yield Buffer.from(decoder.decode(), "utf8");
}

/**
 * Cut behind line breaks, none of which is a part of a character. (The decoder of GB18030 does take chunks, but throws where a
 * damaged character lies across two.)
 */
async function* wholeLines(chunks: AsyncIterable<Uint8Array>, longestLine: number): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    const end = Math.max(chunk.lastIndexOf(LF), chunk.lastIndexOf(CR)) + 1;
    if (end > 0 || length > longestLine) {
      yield Buffer.concat([...held, chunk.subarray(0, end)]);
      [held, length] = [[], 0];
    }
    held.push(chunk.slice(end));
    length += chunk.length - end;
  }
  yield Buffer.concat(held);
}

/** The lines of bytes, each with the byte that ends it. */
function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let start = 0;
  for (let p = 0; p < bytes.length; p++) {
    if (bytes[p] !== LF && bytes[p] !== CR) continue;
    lines.push(bytes.subarray(start, p + 1));
    start = p + 1;
  }
  if (start < bytes.length) lines.push(bytes.subarray(start));
  return lines;
}
