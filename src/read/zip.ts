/** The directory of a zip archive: what is in it, and where, without inflating anything. */

export interface ZipEntry {
  name: string;
  /** 0 stored, 8 deflated. */
  method: number;
  encrypted: boolean;
  crc: number;
  /** Bytes as they lie in the archive, and as they should be inflated. */
  packed: number;
  size: number;
  /** Where its bytes begin. */
  from: number;
}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 65_535;
const MAX_32 = 0xffffffff;
const MAX_16 = 0xffff;

/** The entries of an archive; null where its directory cannot be read whole. */
export function zipEntries(bytes: Uint8Array): ZipEntry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const directory = directoryOf(view);
    return directory && entriesOf(view, bytes, directory);
  } catch {
    // A position outside the bytes: the archive was cut off.
    return null;
  }
}

function directoryOf(view: DataView): { count: number; at: number } | null {
  for (let at = view.byteLength - END_LENGTH; at >= 0 && at >= view.byteLength - END_LENGTH - LONGEST_COMMENT; at--) {
    if (view.getUint32(at, true) !== END) continue;
    const count = view.getUint16(at + 10, true);
    const start = view.getUint32(at + 16, true);
    if (count !== MAX_16 && start !== MAX_32) return { count, at: start };
    if (at < 20 || view.getUint32(at - 20, true) !== LOCATOR_64) return { count, at: start };
    const end64 = Number(view.getBigUint64(at - 20 + 8, true));
    if (view.getUint32(end64, true) !== END_64) return null;
    return { count: Number(view.getBigUint64(end64 + 32, true)), at: Number(view.getBigUint64(end64 + 48, true)) };
  }
  return null;
}

function entriesOf(view: DataView, bytes: Uint8Array, directory: { count: number; at: number }): ZipEntry[] | null {
  const entries: ZipEntry[] = [];
  let at = directory.at;
  for (let i = 0; i < directory.count; i++) {
    if (view.getUint32(at, true) !== CENTRAL) return null;
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const sizes = sizesOf(view, at, at + 46 + nameLength, extraLength);
    if (view.getUint32(sizes.local, true) !== LOCAL) return null;
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)).replace(/^\//, ""),
      method: view.getUint16(at + 10, true),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      crc: view.getUint32(at + 16, true),
      packed: sizes.packed,
      size: sizes.size,
      from: sizes.local + 30 + view.getUint16(sizes.local + 26, true) + view.getUint16(sizes.local + 28, true),
    });
    at += 46 + nameLength + extraLength + view.getUint16(at + 32, true);
  }
  return entries;
}

/** Sizes and place of an entry; those that do not fit 32 bits stand in its extra field. */
function sizesOf(view: DataView, at: number, extraAt: number, extraLength: number): { packed: number; size: number; local: number } {
  const fields = { packed: view.getUint32(at + 20, true), size: view.getUint32(at + 24, true), local: view.getUint32(at + 42, true) };
  for (let extra = extraAt; extra + 4 <= extraAt + extraLength; extra += 4 + view.getUint16(extra + 2, true)) {
    if (view.getUint16(extra, true) !== 1) continue;
    let next = extra + 4;
    for (const field of ["size", "packed", "local"] as const) {
      if (fields[field] !== MAX_32) continue;
      fields[field] = Number(view.getBigUint64(next, true));
      next += 8;
    }
  }
  return fields;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

/** The checksum of zip archives. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
