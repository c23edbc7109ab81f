import { crc32, zipEntries } from "../read/zip.ts";

/** Where a note shows its text: points, and Excel's anchor (column, pixels, row, pixels; then the other corner). */
export interface NoteBox { width: number; height: number; anchor: readonly number[] }

/**
 * What exceljs leaves wrong in a workbook it has written: entries are dated by the clock, so that no two runs give the same bytes, and
 * every note has a box of one small size, in which half of the text is out of sight. The entries are stored, not compressed: which
 * bytes a compressor gives depends on its version.
 *
 * @param bytes an archive with stored entries only
 * @param boxes of the notes of each sheet, by the sheet's number from 1, in the order in which they were added
 */
export function putRight(bytes: Uint8Array, boxes: ReadonlyMap<number, readonly NoteBox[]>): Uint8Array {
  const entries = zipEntries(bytes);
  if (!entries) throw new RangeError("no archive");
  return archiveOf(entries.map(({ name, from, size }) => {
    const content = bytes.subarray(from, from + size);
    const sheet = /vmlDrawing(\d+)\.vml$/.exec(name)?.[1];
    return { name, content: sheet === undefined ? content : encode(roomier(new TextDecoder().decode(content), boxes.get(Number(sheet)) ?? [])) };
  }));
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

function roomier(vml: string, boxes: readonly NoteBox[]): string {
  let nth = 0;
  return vml.replace(/<v:shape [\s\S]*?<\/v:shape>/g, (shape) => {
    const box = boxes[nth++];
    if (!box) return shape;
    return shape.replace(/width:[\d.]+pt;height:[\d.]+pt/, `width:${box.width}pt;height:${box.height}pt`).replace(/<x:Anchor>[^<]*<\/x:Anchor>/, `<x:Anchor>${box.anchor.join(", ")}</x:Anchor>`);
  });
}

const DAY_1980 = 0x0021;
const UTF8_NAMES = 0x0800;

/** An archive of stored parts, each dated 1 January 1980, the first day that archives know. */
function archiveOf(parts: readonly { name: string; content: Uint8Array }[]): Uint8Array {
  const chunks: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const { name, content } of parts) {
    const path = encode(name);
    const local = new Uint8Array(30 + path.length);
    const central = new Uint8Array(46 + path.length);
    const [l, c] = [new DataView(local.buffer), new DataView(central.buffer)];
    l.setUint32(0, 0x04034b50, true);
    c.setUint32(0, 0x02014b50, true);
    c.setUint16(4, 20, true);
    for (const [view, offset] of [[l, 4], [c, 6]] as const) {
      view.setUint16(offset, 20, true);
      view.setUint16(offset + 2, UTF8_NAMES, true);
      view.setUint16(offset + 8, DAY_1980, true);
      view.setUint32(offset + 10, crc32(content), true);
      view.setUint32(offset + 14, content.length, true);
      view.setUint32(offset + 18, content.length, true);
      view.setUint16(offset + 22, path.length, true);
    }
    c.setUint32(42, at, true);
    local.set(path, 30);
    central.set(path, 46);
    chunks.push(local, content);
    directory.push(central);
    at += local.length + content.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = new Uint8Array(22);
  const e = new DataView(end.buffer);
  e.setUint32(0, 0x06054b50, true);
  e.setUint16(8, parts.length, true);
  e.setUint16(10, parts.length, true);
  e.setUint32(12, size, true);
  e.setUint32(16, at, true);
  return joined([...chunks, ...directory, end]);
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
