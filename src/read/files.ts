import { createHash } from "node:crypto";
import { open as openFile, readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { Refusal } from "../model/fault.ts";
import type { Finding, IssueCode } from "../model/issue.ts";
import { byCodePoint, type Bilingual } from "../model/text.ts";
import { whyBroken } from "./broken.ts";
import { chunksOf, failure } from "./chunks.ts";
import { LF } from "./csv/scan.ts";
import { openCsv, type CsvFile } from "./csv.ts";
import { encodingOf, LONGEST_MARK, type Encoding, type TextEncoding } from "./encoding.ts";
import { formatOf, HEAD_BYTES, isNoTable, type Format } from "./format.ts";
import { identityOf, type IdentifyOrder, type TextIdentity } from "./identity.ts";
import type { RawTable } from "./raw.ts";
import { noFiles, notAFile, UNREAD_FORMATS } from "./refusals.ts";
import { openWorkbook } from "./xlsx.ts";

export interface FileOptions {
  /** `--encoding`: of every text file, whatever its bytes look like. */
  encoding?: Encoding;
  /** `--max-bytes`: how long a record of a text file may be. */
  maxBytes?: number;
  /** Begins to read a large text file for its identity in another thread; null where this one had better. */
  identifyElsewhere?: (order: IdentifyOrder) => TextIdentity | null;
  /** Paths in reports are relative to it, with `/`; the working directory where it is not given. */
  cwd?: string;
}

/** How sure the encoding of a text file is: told by `--encoding`, by its byte order mark, because all of it is UTF-8, or a guess. */
export type Sureness = "told" | "bom" | "utf-8" | "guess";

/** A file that can be read, before its tables are looked for. */
export interface KnownFile {
  /** As the system names it, and as reports do. */
  absolute: string;
  path: string;
  /** Its name and that of its folder, without the path before them. */
  name: string;
  folder: string;
  /** Of a large file it may still be reckoned; fails with a Refusal. */
  sha256: () => Promise<string>;
  bytes: number;
  format: "csv" | "xlsx";
  /** Of a text that another thread still reads for its identity; null for any other file, of which `tables` need not wait. */
  elsewhere: { encoding: () => Promise<TextEncoding>; looks: () => Promise<TextEncoding> } | null;
  /** `text`: what a thread needs to read it; null for a workbook. Read as `presumed`, where that is given. Fails with a Refusal. */
  tables: (presumed?: TextEncoding) => Promise<{ text: CsvFile | null; encoding: string | null; guessed: boolean; sure: Sureness | null; raw: RawTable[] }>;
}

/** A file as it was met: one to read, one that cannot be, one that is left aside and why. */
export type MetFile =
  | { is: "known"; file: KnownFile }
  | { is: "refused"; path: string; format: Format | null; refusal: Bilingual }
  | { is: "aside"; finding: Finding };

/** What offices and systems leave lying about; never part of a submission. */
export const IGNORED_NAMES = /^(?:~\$|\.)|^(?:thumbs\.db|desktop\.ini|hege\.config\.yaml)$/i;

/**
 * Every file that is read, in the order of paths, those of a folder by name, and what is to be said of the others. All that cannot
 * be read are refused together: throws a Refusal.
 */
export async function identifyFiles(paths: readonly string[], options: FileOptions): Promise<{ files: KnownFile[]; findings: Finding[] }> {
  const files: KnownFile[] = [];
  const findings: Finding[] = [];
  const refused: Bilingual[] = [];
  for await (const met of meetFiles(paths, options)) {
    if (met.is === "known") files.push(met.file);
    else if (met.is === "aside") findings.push(met.finding);
    else refused.push(met.refusal);
  }
  if (refused.length > 0) throw new Refusal(...refused);
  if (files.length === 0) throw new Refusal(noFiles);
  return { files, findings };
}

/** Every file of the paths, one after the other, whatever it is: nothing is thrown for one that cannot be read. */
export async function* meetFiles(paths: readonly string[], options: FileOptions): AsyncGenerator<MetFile> {
  const cwd = options.cwd ?? path.resolve();
  const shownOf = (absolute: string): string => path.relative(cwd, absolute).split(path.sep).join("/") || ".";
  /** By size: only then can two be the same. */
  const seen = new Map<number, KnownFile[]>();
  for await (const listing of listed(paths, cwd, shownOf)) {
    if ("is" in listing) {
      yield listing;
      continue;
    }
    const { absolute, inFolder } = listing;
    const shown = shownOf(absolute);
    const identified = await identifyFile(absolute, shown, options);
    if ("refusal" in identified) {
      if (inFolder && identified.format !== null && isNoTable(identified.format, absolute)) yield aside("unread-file", shown, { format: identified.format });
      else yield { is: "refused", path: shown, ...identified };
      continue;
    }
    const alike = seen.get(identified.bytes) ?? [];
    const same = await firstSame(alike, identified);
    if (same === null) {
      seen.set(identified.bytes, [...alike, identified]);
      yield { is: "known", file: identified };
    } else yield aside("duplicate-file", shown, { same: same.path });
  }
}

async function firstSame(files: readonly KnownFile[], { sha256 }: KnownFile): Promise<KnownFile | null> {
  for (const file of files) if (await file.sha256() === await sha256()) return file;
  return null;
}

const aside = (code: IssueCode, shown: string, facts: Finding["facts"]): MetFile =>
  ({ is: "aside", finding: { code, table: null, field: null, value: null, spot: { path: shown, sheet: null, row: null, column: null }, facts } });

interface ListedFile { absolute: string; inFolder: boolean }

async function* listed(paths: readonly string[], cwd: string, shownOf: (absolute: string) => string): AsyncGenerator<ListedFile | MetFile> {
  for (const given of paths) {
    const absolute = path.resolve(cwd, given);
    const refused = (refusal: Bilingual): MetFile => ({ is: "refused", path: shownOf(absolute), format: null, refusal });
    try {
      const entry = await stat(absolute);
      if (entry.isFile()) yield { absolute, inFolder: false };
      else if (entry.isDirectory()) yield* await filesIn(absolute, shownOf);
      else yield refused(notAFile(shownOf(absolute)));
    } catch (error) {
      yield refused(failure(error, shownOf(absolute)));
    }
  }
}

async function filesIn(folder: string, shownOf: (absolute: string) => string): Promise<(ListedFile | MetFile)[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).filter((entry) => !IGNORED_NAMES.test(entry.name)).sort((a, b) => byCodePoint(a.name, b.name));
  return Promise.all(entries.map(async (entry) => {
    const absolute = path.join(folder, entry.name);
    const kind = entry.isSymbolicLink() ? await stat(absolute).catch(() => entry) : entry;
    return kind.isFile() ? { absolute, inFolder: true } : aside("unread-file", shownOf(absolute), { format: kind.isDirectory() ? "folder" : "other" });
  }));
}

async function identifyFile(absolute: string, shown: string, options: FileOptions): Promise<KnownFile | { refusal: Bilingual; format: Format | null }> {
  try {
    const { size } = await stat(absolute);
    const head = await readHead(absolute);
    const format = await formatOf(head, size, () => readFile(absolute), options.encoding);
    if (format === "text") return await identifyText(absolute, shown, head, size, options);
    if (format !== "xlsx") return { refusal: UNREAD_FORMATS[format](shown), format };
    const bytes = await readFile(absolute);
    const raw = await openWorkbook(shown, bytes).catch((error: unknown) => { throw isBroken(error, shown) ? new Refusal(whyBroken(shown, bytes)) : error; });
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    return {
      ...named(absolute, shown), sha256: () => Promise.resolve(sha256), bytes: bytes.length, format: "xlsx", elsewhere: null,
      tables: () => Promise.resolve({ text: null, encoding: null, guessed: false, sure: null, raw }),
    };
  } catch (error) {
    return { refusal: refusalOf(error, shown), format: null };
  }
}

/** Why a file could not be read (to its end): what was thrown, in words. */
export function refusalOf(error: unknown, shown: string): Bilingual {
  return error instanceof Refusal ? error.sentences[0] ?? UNREAD_FORMATS.broken(shown) : failure(error, shown);
}

const named = (absolute: string, shown: string): Pick<KnownFile, "absolute" | "path" | "name" | "folder"> =>
  ({ absolute, path: shown, name: path.basename(absolute), folder: path.basename(path.dirname(absolute)) });

/** Whether a reader said no more of a workbook than that it is damaged. */
const isBroken = (error: unknown, shown: string): boolean => error instanceof Refusal && error.message === UNREAD_FORMATS.broken(shown).en;

async function readHead(absolute: string): Promise<Uint8Array> {
  const file = await openFile(absolute);
  try {
    const head = new Uint8Array(HEAD_BYTES);
    const { bytesRead } = await file.read(head, 0, HEAD_BYTES, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** A file of no more bytes is read once and kept: opening it again and again would cost more than its text. */
const SMALL_FILE = 256 * 1024;

async function* kept(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

/** No character is cut at its end. */
const wholeLines = (head: Uint8Array): Uint8Array => head.subarray(0, head.lastIndexOf(LF) + 1 || head.length);

async function identifyText(absolute: string, shown: string, head: Uint8Array, size: number, { encoding: told, maxBytes, identifyElsewhere }: FileOptions): Promise<KnownFile> {
  const elsewhere = identifyElsewhere?.({ absolute, path: shown, bytes: size, head: head.slice(0, LONGEST_MARK), ...(told === undefined ? {} : { told }) }) ?? null;
  const small = size > SMALL_FILE ? null : size <= head.length ? head : new Uint8Array(await readFile(absolute));
  const chunks = (bytes: number | null): AsyncIterable<Uint8Array> => (small ? kept(small) : chunksOf(absolute, shown, bytes));
  const identity = elsewhere ?? await identityOf(head, told, () => chunks(null));
  const { bytes } = identity;
  return {
    ...named(absolute, shown), sha256: () => identity.sha256(), bytes, format: "csv",
    elsewhere: elsewhere && { encoding: () => elsewhere.encoding(), looks: () => encodingOf(head, told, () => kept(wholeLines(head))) },
    tables: async (presumed) => {
      const encoding = presumed ?? await identity.encoding();
      const text: CsvFile = { path: shown, head, encoding, bytes, ...(maxBytes === undefined ? {} : { maxBytes }) };
      const sure: Sureness = told !== undefined ? "told" : encoding.guessed ? "guess" : encoding.bom > 0 ? "bom" : "utf-8";
      return { text, encoding: encoding.encoding, guessed: encoding.guessed, sure, raw: [await openCsv(text, () => chunks(bytes))] };
    },
  };
}
