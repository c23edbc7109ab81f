import { deflateRawSync } from "node:zlib";
import { crc32 } from "../../src/read/zip.ts";

/** A part of an archive; what its directory says of it can be made wrong. */
export interface ZipPart {
  content: string | Uint8Array;
  stored?: boolean;
  crc?: number;
  size?: number;
}

/** An archive of parts by name. A part may be given more than once. */
export function zipOf(parts: Readonly<Record<string, string | Uint8Array | ZipPart>> | readonly (readonly [string, string | Uint8Array | ZipPart])[]): Uint8Array {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  const entries: readonly (readonly [string, string | Uint8Array | ZipPart])[] = Array.isArray(parts) ? parts : Object.entries(parts);
  for (const [partName, given] of entries) {
    const part: ZipPart = typeof given === "string" || given instanceof Uint8Array ? { content: given } : given;
    const content = Buffer.from(part.content as Uint8Array);
    const name = Buffer.from(partName);
    const method = part.stored === true ? 0 : 8;
    const data = method === 0 ? content : deflateRawSync(content);
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(part.crc ?? crc32(content), 0);
    sizes.writeUInt32LE(data.length, 4);
    sizes.writeUInt32LE(part.size ?? content.length, 8);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(method, 8);
    sizes.copy(local, 14);
    local.writeUInt16LE(name.length, 26);
    const directory = Buffer.alloc(46);
    directory.writeUInt32LE(0x02014b50, 0);
    directory.writeUInt16LE(method, 10);
    sizes.copy(directory, 16);
    directory.writeUInt16LE(name.length, 28);
    directory.writeUInt32LE(at, 42);
    locals.push(local, name, data);
    central.push(directory, name);
    at += local.length + name.length + data.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(central.length / 2, 8);
  end.writeUInt16LE(central.length / 2, 10);
  end.writeUInt32LE(Buffer.concat(central).length, 12);
  end.writeUInt32LE(at, 16);
  return Uint8Array.from(Buffer.concat([...locals, ...central, end]));
}
