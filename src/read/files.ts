import { createHash } from "node:crypto";
import { open as openFile, readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { Refusal } from "../model/fault.ts";
import type { Finding, IssueCode } from "../model/issue.ts";
import { byCodePoint, type Bilingual } from "../model/text.ts";
import { openCsv } from "./csv.ts";
import { byteOrderMark, encodingProbe, foreignEncoding, type Encoding } from "./encoding.ts";
import { formatOf, HEAD_BYTES, isNoTable, type Format } from "./format.ts";
import type { RawTable } from "./raw.ts";
import { noFiles, notAFile, notFound, notPermitted, notReadable, UNREAD_FORMATS } from "./refusals.ts";
import { openWorkbook } from "./xlsx.ts";

export interface FileOptions {
  /** `--encoding`: of every text file, whatever its bytes look like. */
  encoding?: Encoding;
  /** `--max-bytes`: raises how long a record of a text file may be, in bytes. */
  maxBytes?: number;
  /** Paths in reports are relative to it, with `/`; the working directory where it is not given. */
  cwd?: string;
}

/** A file that can be read, before its tables are looked for. */
export interface KnownFile {
  /** As the system names it, and as reports do. */
  absolute: string;
  path: string;
  sha256: string;
  bytes: number;
  format: "csv" | "xlsx";
  tables: () => Promise<{ encoding: string | null; guessed: boolean; raw: RawTable[] }>;
}

/** So many bytes of a text file are read at a time. */
const CHUNK = 256 * 1024;

const IGNORED_NAMES = /^(?:~\$|\.)|^(?:thumbs\.db|desktop\.ini)$/i;

/**
 * Every file that is read, in the order of paths, those of a folder by name, and what is to be said of the others. All that cannot
 * be read are refused together: throws a Refusal.
 */
export async function identifyFiles(paths: readonly string[], options: FileOptions): Promise<{ files: KnownFile[]; findings: Finding[] }> {
  const cwd = options.cwd ?? path.resolve();
  const findings: Finding[] = [];
  const say = (code: IssueCode, shown: string, facts: Finding["facts"]): void => {
    findings.push({ code, table: null, field: null, value: null, spot: { path: shown, sheet: null, row: null, column: null }, facts });
  };
  const shownOf = (absolute: string): string => path.relative(cwd, absolute).split(path.sep).join("/") || ".";
  const refused: Bilingual[] = [];
  const files: KnownFile[] = [];
  const seen = new Map<string, string>();
  for (const { absolute, inFolder } of await listed(paths, cwd, shownOf, refused, say)) {
    const shown = shownOf(absolute);
    const identified = await identifyFile(absolute, shown, options);
    if ("refusal" in identified) {
      if (inFolder && identified.format !== null && isNoTable(identified.format, absolute)) say("unread-file", shown, { format: identified.format });
      else refused.push(identified.refusal);
      continue;
    }
    const same = seen.get(identified.sha256);
    if (same === undefined) {
      seen.set(identified.sha256, shown);
      files.push(identified);
    } else say("duplicate-file", shown, { same });
  }
  if (refused.length > 0) throw new Refusal(...refused);
  if (files.length === 0) throw new Refusal(noFiles);
  return { files, findings };
}

type Say = (code: IssueCode, shown: string, facts: Finding["facts"]) => void;
interface ListedFile { absolute: string; inFolder: boolean }

async function listed(paths: readonly string[], cwd: string, shownOf: (absolute: string) => string, refused: Bilingual[], say: Say): Promise<ListedFile[]> {
  const all: ListedFile[] = [];
  for (const given of paths) {
    const absolute = path.resolve(cwd, given);
    try {
      const entry = await stat(absolute);
      if (entry.isFile()) all.push({ absolute, inFolder: false });
      else if (entry.isDirectory()) all.push(...(await filesIn(absolute, shownOf, say)).map((file) => ({ absolute: file, inFolder: true })));
      else refused.push(notAFile(shownOf(absolute)));
    } catch (error) {
      refused.push(failure(error, shownOf(absolute)));
    }
  }
  return all;
}

async function filesIn(folder: string, shownOf: (absolute: string) => string, say: Say): Promise<string[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).filter((entry) => !IGNORED_NAMES.test(entry.name)).sort((a, b) => byCodePoint(a.name, b.name));
  const files: string[] = [];
  for (const entry of entries) {
    const absolute = path.join(folder, entry.name);
    const kind = entry.isSymbolicLink() ? await stat(absolute).catch(() => entry) : entry;
    if (kind.isFile()) files.push(absolute);
    else say("unread-file", shownOf(absolute), { format: kind.isDirectory() ? "folder" : "other" });
  }
  return files;
}

function failure(error: unknown, shown: string): Bilingual {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT" || code === "ENOTDIR") return notFound(shown);
  return code === "EACCES" || code === "EPERM" ? notPermitted(shown) : notReadable(shown, code ?? message);
}

async function identifyFile(absolute: string, shown: string, options: FileOptions): Promise<KnownFile | { refusal: Bilingual; format: Format | null }> {
  try {
    const { size } = await stat(absolute);
    const head = await readHead(absolute);
    const format = await formatOf(head, size, () => readFile(absolute));
    if (format === "text") return await identifyText(absolute, shown, head, options);
    if (format !== "xlsx") return { refusal: UNREAD_FORMATS[format](shown), format };
    const bytes = await readFile(absolute);
    const raw = await openWorkbook(shown, bytes);
    return {
      absolute, path: shown, sha256: createHash("sha256").update(bytes).digest("hex"), bytes: bytes.length, format: "xlsx",
      tables: () => Promise.resolve({ encoding: null, guessed: false, raw }),
    };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error.sentences[0] ?? UNREAD_FORMATS.broken(shown), format: null };
    return { refusal: failure(error, shown), format: null };
  }
}

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

/** The bytes of a file, part after part; each is good until the next one is asked for. */
async function* chunksOf(absolute: string): AsyncGenerator<Uint8Array> {
  const file = await openFile(absolute);
  try {
    const chunk = new Uint8Array(CHUNK);
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, CHUNK, null);
      if (bytesRead === 0) return;
      yield chunk.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

async function identifyText(absolute: string, shown: string, head: Uint8Array, { encoding: told, maxBytes }: FileOptions): Promise<KnownFile> {
  const hash = createHash("sha256");
  const probe = told === undefined ? encodingProbe(head) : null;
  let bytes = 0;
  const open = (): AsyncIterable<Uint8Array> => chunksOf(absolute);
  for await (const chunk of open()) {
    hash.update(chunk);
    probe?.push(chunk);
    bytes += chunk.length;
  }
  const encoding = told === undefined ? probe?.end() ?? await foreignEncoding(head, open()) : { encoding: told, bom: byteOrderMark(head)?.bom ?? 0, guessed: false };
  return {
    absolute, path: shown, sha256: hash.digest("hex"), bytes, format: "csv",
    tables: async () => ({ encoding: encoding.encoding, guessed: encoding.guessed, raw: [await openCsv({ path: shown, head, encoding, bytes, open, ...(maxBytes === undefined ? {} : { maxBytes }) })] }),
  };
}
