import { deflateRawSync, inflateRawSync } from "node:zlib";
import { crc32, zipEntries } from "../../src/read/zip.ts";

/** Archives for tests: taken apart, and written with whatever their directory is to say. */

export type Parts = Map<string, Uint8Array>;

/** The parts of an archive by their names, inflated; null where it is none. */
export function partsOf(archive: Uint8Array): Parts | null {
  const entries = zipEntries(archive);
  if (!entries) return null;
  return new Map(entries.map((entry) => {
    const packed = archive.subarray(entry.from, entry.from + entry.packed);
    return [entry.name, entry.method === 0 ? Uint8Array.from(packed) : Uint8Array.from(inflateRawSync(packed))];
  }));
}

/** What a directory may say of a part, where that is not the truth. */
export interface Lie { size?: number; crc?: number; method?: number; flags?: number }

/** A part of an archive; what its directory says of it can be made wrong. */
export interface ZipPart extends Lie {
  content: string | Uint8Array;
  stored?: boolean;
}
type Content = string | Uint8Array | ZipPart;

/** An archive of parts by name, in their order. A part may be given more than once. */
export function zipOf(parts: Readonly<Record<string, Content>> | Iterable<readonly [string, Content]>, { stored: allStored = false, lies }: { stored?: boolean; lies?: ReadonlyMap<string, Lie> } = {}): Uint8Array {
  const locals: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let at = 0;
  let count = 0;
  const entries = Symbol.iterator in parts ? parts as Iterable<readonly [string, Content]> : Object.entries(parts);
  for (const [name, given] of entries) {
    const part: ZipPart = typeof given === "string" || given instanceof Uint8Array ? { content: given } : given;
    const content = typeof part.content === "string" ? Buffer.from(part.content) : part.content;
    const stored = part.stored ?? allStored;
    const { size = content.length, crc = crc32(content), method = stored ? 0 : 8, flags = 0 } = { ...part, ...lies?.get(name) };
    const text = Buffer.from(name);
    const data = stored ? content : deflateRawSync(content, { level: 1 });
    const facts = Buffer.alloc(20);
    facts.writeUInt16LE(flags, 0);
    facts.writeUInt16LE(method, 2);
    facts.writeUInt32LE(crc, 8);
    facts.writeUInt32LE(data.length, 12);
    facts.writeUInt32LE(size >>> 0, 16);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    facts.copy(local, 6);
    local.writeUInt16LE(text.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    facts.copy(entry, 8);
    entry.writeUInt16LE(text.length, 28);
    entry.writeUInt32LE(at, 42);
    locals.push(local, text, data);
    central.push(entry, text);
    at += local.length + text.length + data.length;
    count += 1;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(count, 0xffff), 8);
  end.writeUInt16LE(Math.min(count, 0xffff), 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...locals, directory, end]));
}
