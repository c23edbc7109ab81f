import { createGunzip } from "node:zlib";
import { crc32, type ZipEntry } from "../zip.ts";
import type { Refuse } from "./refuse.ts";

/** Bytes handed on at a time; smaller ones cost more turns of the event loop, larger ones memory. */
const CHUNK = 256 * 1024;
/** An entry beyond the first is suspicious only above the second, in bytes out for each byte in (data.md, section 4, 6). */
const SUSPICIOUS_BYTES = 64 * 1024 ** 2;
const SUSPICIOUS_RATIO = 150;

const STORED = 0;
const DEFLATED = 8;

/**
 * The bytes of an entry, inflated chunk by chunk. They are counted as they come, and compared with the directory's size and
 * checksum: after the last chunk they are what was packed, or it was refused.
 */
export async function* inflated(bytes: Uint8Array, entry: ZipEntry, refuse: Refuse): AsyncGenerator<Buffer> {
  const packed = bytes.subarray(entry.from, entry.from + entry.packed);
  if (packed.length !== entry.packed || entry.encrypted) refuse.broken();
  const chunks = entry.method === DEFLATED ? gunzipped(packed, entry) : entry.method === STORED ? stored(packed, entry, refuse) : refuse.broken();
  let size = 0;
  try {
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size > SUSPICIOUS_BYTES && size > packed.length * SUSPICIOUS_RATIO) refuse.tooBig();
      if (size > entry.size) refuse.broken();
      yield chunk;
    }
  } catch (error) {
    if (isZlibError(error)) refuse.broken();
    throw error;
  }
  if (size !== entry.size) refuse.broken();
}

const isZlibError = (error: unknown): boolean => error instanceof Error && "code" in error && String(error.code).startsWith("Z_");

/** What comes before the packed bytes in a gzip file, where nothing is told but the method. */
const GZIP_HEAD = Uint8Array.of(0x1f, 0x8b, DEFLATED, 0, 0, 0, 0, 0, 0, 0xff);

/** As if they lay in a gzip file: zlib then compares the checksum itself, many times faster than we could. */
async function* gunzipped(packed: Uint8Array, entry: ZipEntry): AsyncGenerator<Buffer> {
  const tail = new DataView(new ArrayBuffer(8));
  tail.setUint32(0, entry.crc, true);
  tail.setUint32(4, entry.size % 2 ** 32, true);
  const gunzip = createGunzip({ chunkSize: CHUNK });
  gunzip.write(GZIP_HEAD);
  gunzip.write(packed);
  gunzip.end(new Uint8Array(tail.buffer));
  for await (const chunk of gunzip) yield chunk as Buffer;
}

async function* stored(packed: Uint8Array, entry: ZipEntry, refuse: Refuse): AsyncGenerator<Buffer> {
  if (crc32(packed) !== entry.crc) refuse.broken();
  for (let at = 0; at < packed.length; at += CHUNK) yield await Promise.resolve(Buffer.from(packed.buffer, packed.byteOffset + at, Math.min(CHUNK, packed.length - at)));
}
