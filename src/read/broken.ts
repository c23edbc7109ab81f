import { inflateRawSync } from "node:zlib";
import type { Bilingual } from "../model/text.ts";
import { brokenPart, UNREAD_FORMATS } from "./refusals.ts";
import { crc32, zipEntries, type ZipEntry } from "./zip.ts";

/**
 * Why a workbook that a reader gave up on cannot be read, so that its owner knows whether to ask for it again: asked only then,
 * so it may inflate every part once more.
 */
export function whyBroken(path: string, bytes: Uint8Array): Bilingual {
  const entries = zipEntries(bytes);
  if (!entries) return UNREAD_FORMATS["cut-off"](path);
  const relations = new Map<string, string>();
  for (const entry of entries) {
    if (!/\.(?:xml|rels)$/i.test(entry.name)) continue;
    const part = inflated(bytes, entry);
    if (part === "too-long") continue;
    if (part === "broken" || part.length !== entry.size || crc32(part) !== entry.crc) return brokenPart.checksum(path, shortened(entry.name));
    if (!endsWhole(part)) return brokenPart["ends-early"](path, shortened(entry.name));
    if (entry.name.endsWith("workbook.xml.rels")) relations.set(entry.name, plainText(part));
  }
  const names = new Set(entries.map(({ name }) => name));
  for (const [name, text] of relations) {
    const missing = sheetsNamed(name, text).find((target) => !names.has(target));
    if (missing !== undefined) return brokenPart["not-there"](path, shortened(missing));
  }
  return UNREAD_FORMATS.broken(path);
}

const LONGEST_NAME = 80;
const shortened = (name: string): string => (name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name);

/** Of a longer part the reader has said itself what is wrong, if it is its length. */
const LONGEST_PART = 64 * 1024 ** 2;

function inflated(bytes: Uint8Array, entry: ZipEntry): Buffer | "broken" | "too-long" {
  const packed = bytes.subarray(entry.from, entry.from + entry.packed);
  try {
    return entry.method === 0 ? Buffer.from(packed) : inflateRawSync(packed, { maxOutputLength: LONGEST_PART });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE" ? "too-long" : "broken";
  }
}

/** Tags as they are, in UTF-8 and in UTF-16. */
const plainText = (part: Buffer): string => part.toString("latin1").replaceAll("\0", "");

/** Whether the first element is closed at the end. */
function endsWhole(part: Buffer): boolean {
  const root = /<([A-Za-z_][\w.:-]*)[^>]*?(\/?)>/.exec(plainText(part.subarray(0, 100_000)));
  if (!root) return false;
  return root[2] === "/" || plainText(part.subarray(-2000)).includes(`</${root[1] ?? ""}`);
}

/** The parts that hold sheets, by the relations of a workbook in xl/ or elsewhere. */
function sheetsNamed(relations: string, text: string): string[] {
  const folder = relations.replace(/_rels\/[^/]*$/, "");
  return [...text.matchAll(/<(?:\w+:)?Relationship\s[^>]*>/g)].flatMap(([relation]) => {
    const target = /\sTarget="([^"]*)"/.exec(relation)?.[1];
    if (target === undefined || target.includes("..") || !/\sType="[^"]*\/worksheet"/.test(relation)) return [];
    return [target.startsWith("/") ? target.slice(1) : `${folder}${target}`];
  });
}
