import { readFileSync } from "node:fs";
import path from "node:path";
import { reportSchema, type Report } from "../../src/model/report.ts";
import type { Language } from "../../src/model/text.ts";
import { render, type Format } from "../../src/report/index.ts";
import { partsOf } from "./zip.ts";

/** Reports as they are written, for the tests of formats. */

export async function bytesOf(format: Format, report: Report, language: Language): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const chunk of await render(format, report, { language, colour: false, width: 100, verbose: true, quiet: false })) pieces.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
  return Buffer.concat(pieces);
}

/** The texts in the bytes of a format: of an archive those of its parts. */
export function textsOf(bytes: Uint8Array): string[] {
  const parts = bytes[0] === 0x50 && bytes[1] === 0x4b ? partsOf(bytes) : null;
  return (parts === null ? [bytes] : [...parts.values()]).map((part) => new TextDecoder().decode(part));
}

const withoutBackslashes = (text: string): string => text.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16))).replace(/\\[nrtbf]/g, " ").replace(/\\(?=[\\`*_[\]<>|~#$.@:"&()+-])/g, "");

const withoutEntities = (text: string): string => text
  .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code))).replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(parseInt(code, 16)))
  .replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&apos;", "'").replaceAll("&amp;", "&");

const withoutPercents = (text: string): string => text.replace(/(?:%[0-9A-F]{2})+/g, (encoded) => { try { return decodeURIComponent(encoded); } catch { return encoded; } });

/** As a reader sees it: as it stands, and with entities, escapes of JSON, Markdown, CSV and URLs undone. */
export const unescaped = (text: string): string => [text, withoutBackslashes(text), withoutEntities(text), withoutPercents(text), text.replaceAll('""', '"'), withoutPercents(withoutEntities(withoutBackslashes(text)))].join("\n");

/** A report of two agencies with every status but one, names that are marks of Markdown, HTML and Excel among them. */
export const fixedReport = (): Report => reportSchema.parse(JSON.parse(readFileSync(path.join(import.meta.dirname, "..", "report", "golden", "report.json"), "utf8")));
