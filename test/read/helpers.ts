import exceljs from "exceljs";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { afterAll } from "vitest";
import { Refusal } from "../../src/model/fault.ts";
import { textOf, valueOf, type Field } from "../../src/model/field.ts";
import type { Finding } from "../../src/model/issue.ts";
import type { LogRow, Submission } from "../../src/model/submission.ts";
import type { LogKind } from "../../src/model/table.ts";
import { readSubmission, type ReadOptions } from "../../src/read/submission.ts";
import { crc32, zipEntries } from "../../src/read/zip.ts";

const ROOT = mkdtempSync(path.join(tmpdir(), "hege-read-"));
afterAll(() => rmSync(ROOT, { recursive: true, force: true }));

let folders = 0;

/** A folder with these files, by path in it. */
export function folder(files: Readonly<Record<string, string | Uint8Array>>, name?: string): string {
  folders += 1;
  const dir = path.join(ROOT, String(folders), name ?? "input");
  mkdirSync(dir, { recursive: true });
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(dir, file)), { recursive: true });
    writeFileSync(path.join(dir, file), content);
  }
  return dir;
}

export const read = (dir: string, options: Partial<ReadOptions> = {}): Promise<Submission> =>
  readSubmission([dir], { rosterPosts: [["role"]], cwd: dir, ...options });

export const readFiles = (files: Readonly<Record<string, string | Uint8Array>>, options: Partial<ReadOptions> = {}): Promise<Submission> => read(folder(files), options);

export async function refusal(reading: Promise<unknown>): Promise<Refusal> {
  const error = await reading.then(() => null, (reason: unknown) => reason);
  if (error instanceof Refusal) return error;
  throw new Error("it was not refused", { cause: error });
}

export async function log<K extends LogKind>(submission: Submission, kind: K): Promise<LogRow<K>[]> {
  const rows: LogRow<K>[] = [];
  for await (const batch of submission.open(kind)) rows.push(...batch);
  return rows;
}

/** A finding as one line: code:variant field column row. */
export const brief = ({ code, variant, field, spot }: Finding): string =>
  [`${code}${variant === undefined ? "" : `:${variant}`}`, field, spot?.column && spot.row ? `${spot.column}${spot.row}` : spot?.row].filter((part) => part !== null && part !== undefined).join(" ");
export const briefs = (submission: Submission): string[] => submission.findings.map(brief);

/** A field as a test reads it. */
export const shown = (field: Field<unknown>): unknown => (field.is === "known" ? valueOf(field) : field.is === "unreadable" ? `?${textOf(field)}` : field.is);

export const ROSTER = "机构,姓名,岗位\n启明社工服务中心,欧阳明,见习督导\n启明社工服务中心,张三,社工\n";

export async function workbook(fill: (book: exceljs.Workbook) => void): Promise<Uint8Array> {
  const book = new exceljs.Workbook();
  fill(book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

export const sheet = (name: string, rows: readonly (readonly unknown[])[]): Promise<Uint8Array> => workbook((book) => { book.addWorksheet(name).addRows(rows.map((row) => [...row])); });

export { gb18030 } from "../support/gb18030.ts";

export function utf16le(text: string): Uint8Array {
  return Uint8Array.from(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]));
}

export const bytes = (...parts: readonly (string | Uint8Array)[]): Uint8Array => Uint8Array.from(Buffer.concat(parts.map((part) => Buffer.from(part as Uint8Array))));

/** The archive again with some of its parts changed (undefined: left out); everything deflated, checksums right. */
export function rezip(archive: Uint8Array, change: (name: string, part: Buffer) => Buffer | undefined): Uint8Array {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const entry of zipEntries(archive) ?? []) {
    const packed = archive.subarray(entry.from, entry.from + entry.packed);
    const part = change(entry.name, entry.method === 0 ? Buffer.from(packed) : inflateRawSync(packed));
    if (!part) continue;
    const name = Buffer.from(entry.name);
    const data = deflateRawSync(part);
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(crc32(part), 0);
    sizes.writeUInt32LE(data.length, 4);
    sizes.writeUInt32LE(part.length, 8);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    sizes.copy(local, 14);
    local.writeUInt16LE(name.length, 26);
    const directory = Buffer.alloc(46);
    directory.writeUInt32LE(0x02014b50, 0);
    directory.writeUInt16LE(8, 10);
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
  return bytes(...locals, ...central, end);
}
