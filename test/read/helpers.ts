import exceljs from "exceljs";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import { Refusal } from "../../src/model/fault.ts";
import { textOf, valueOf, type Field } from "../../src/model/field.ts";
import type { Finding } from "../../src/model/issue.ts";
import type { LogRow, Submission } from "../../src/model/submission.ts";
import type { LogKind } from "../../src/model/table.ts";
import type { ReadOptions } from "../../src/read/file-tables.ts";
import { readSubmission } from "../../src/read/submission.ts";
import { partsOf, zipOf } from "../support/zip.ts";

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
  return zipOf([...partsOf(archive) ?? []].flatMap(([name, part]) => {
    const changed = change(name, Buffer.from(part));
    return changed ? [[name, changed] as const] : [];
  }));
}
