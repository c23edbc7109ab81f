import { byteOrderMark, type Encoding } from "./encoding.ts";
import type { UnreadFormat } from "./refusals.ts";
import { holdsWorkbook } from "./xlsx.ts";
import { zipEntries } from "./zip.ts";

/** What a file is by its bytes, whatever its name (data.md, section 4, 5). */
export type Format = "xlsx" | "text" | UnreadFormat;

/** How many bytes of the beginning are looked at. */
export const HEAD_BYTES = 64 * 1024;

const starts = (bytes: Uint8Array, ...signature: number[]): boolean => signature.every((byte, index) => bytes[index] === byte);
const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));

const SIGNATURES: readonly (readonly [readonly number[], UnreadFormat])[] = [
  [ascii("%PDF"), "pdf"],
  [[0x89, ...ascii("PNG")], "picture"], [[0xff, 0xd8, 0xff], "picture"], [ascii("GIF8"), "picture"], [ascii("II*\0"), "picture"], [ascii("MM\0*"), "picture"],
  [ascii("Rar!"), "archive"], [[0x37, 0x7a, 0xbc, 0xaf], "archive"], [[0x1f, 0x8b], "archive"],
  [ascii("{\\rtf"), "rtf"], [ascii("ID;P"), "sylk"],
  // BIFF 2 to 4, from before workbooks were compound files.
  [[0x09, 0x00, 0x04, 0x00], "xls-4"], [[0x09, 0x02, 0x06, 0x00], "xls-4"], [[0x09, 0x04, 0x06, 0x00], "xls-4"],
];

/** `whole` gives all bytes of the file, where its kind is only told by them; `told` is the encoding that text is said to have. */
export async function formatOf(head: Uint8Array, size: number, whole: () => Promise<Uint8Array>, told?: Encoding): Promise<Format> {
  if (size === 0) return "empty";
  const mark = byteOrderMark(head);
  if (mark && size <= mark.bom) return "bom-only";
  const signed = SIGNATURES.find(([signature]) => starts(head, ...signature));
  if (signed) return signed[1];
  if (starts(head, 0x50, 0x4b, 0x03, 0x04) || starts(head, 0x50, 0x4b, 0x05, 0x06)) return zipFormat(await whole());
  if (starts(head, 0xd0, 0xcf, 0x11, 0xe0)) return oleFormat(await whole());
  const encoding = mark?.encoding ?? told ?? "utf-8";
  return textFormat(head.subarray(mark?.bom ?? 0), encoding.startsWith("utf-16") ? encoding : null);
}

async function zipFormat(bytes: Uint8Array): Promise<Format> {
  const entries = zipEntries(bytes);
  if (!entries) return "cut-off";
  const names = entries.map((entry) => entry.name.toLowerCase());
  const has = (test: (name: string) => boolean): boolean => names.some(test);
  if (has((name) => name === "xl/workbook.bin")) return "xlsb";
  if (has((name) => name.startsWith("word/"))) return "word";
  if (has((name) => name.startsWith("ppt/"))) return "slides";
  if (has((name) => name.startsWith("xl/") || name.endsWith("workbook.xml"))) return "xlsx";
  if (has((name) => name === "content.xml") && has((name) => name === "mimetype" || name === "meta-inf/manifest.xml")) return "ods";
  if (has((name) => name === "_rels/.rels") && (await holdsWorkbook(bytes))) return "xlsx";
  return has((name) => name.startsWith("index/") && name.endsWith(".iwa")) ? "numbers" : "archive";
}

/** Old Office files and encrypted new ones are compound files; the names of their streams are in UTF-16. */
function oleFormat(bytes: Uint8Array): Format {
  const has = (name: string): boolean => {
    const wanted = Uint8Array.from([...name].flatMap((letter) => [letter.charCodeAt(0), 0]));
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(wanted));
  };
  if (has("EncryptedPackage")) return "encrypted";
  if (has("WordDocument")) return "word";
  if (has("PowerPoint Document")) return "slides";
  return has("Workbook") || has("Book") ? "xls" : "ole";
}

function textFormat(head: Uint8Array, utf16: Encoding | null): Format {
  if (utf16 === null && head.includes(0)) return "binary";
  const text = new TextDecoder(utf16 ?? "utf-8").decode(head).trimStart().slice(0, 4000);
  // A web page with all its parts in one file.
  if (/^MIME-Version:\s*1\.0\s/i.test(text) && /text\/html/i.test(text)) return "html";
  if (!text.startsWith("<")) return "text";
  if (text.includes("urn:schemas-microsoft-com:office:spreadsheet\"")) return "xml";
  if (/^<(?:!doctype html|html|head|body|table|meta|div|style|!--)/i.test(text) || /<(?:html|table)[\s>]/i.test(text)) return "html";
  return /^<\?xml|^<[a-z]+[:\s>]/i.test(text) ? "xml" : "text";
}

const NO_TABLES: ReadonlySet<Format> = new Set(["pdf", "picture", "word", "slides", "rtf", "archive", "ole", "binary"]);
const WEB_PAGE = /\.(?:html?|xhtml|xml|svg)$/i;

/**
 * In a folder these are left aside; workbooks of a kind that is not read end the audit there too. A web page is one of them only
 * under the name of a table.
 */
export const isNoTable = (format: Format, name: string): boolean => NO_TABLES.has(format) || ((format === "html" || format === "xml") && WEB_PAGE.test(name));
