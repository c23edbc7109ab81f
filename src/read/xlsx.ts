import { inflateRawSync } from "node:zlib";
import type { Cell, CellValue, Workbook, Worksheet } from "exceljs";
import { Refusal } from "../model/fault.ts";
import { batcher } from "./batch.ts";
import { MOST_COLUMNS, MOST_ROWS, type RawBatch, type RawCell, type RawRow, type RawTable, type Wanted } from "./raw.ts";
import { tooManyColumns, tooManyRows, tooManySheets, UNREAD_FORMATS } from "./refusals.ts";
import { crc32, zipEntries, type ZipEntry } from "./zip.ts";

const MOST_ENTRIES = 10_000;
const MOST_SHEETS = 1_000;
const MOST_BYTES = 4 * 1024 ** 3;
/** V8 holds no longer text, and exceljs makes one of each part. */
const MOST_BYTES_A_PART = 512 * 1024 ** 2;
const MOST_SHARED_STRINGS = 512 * 1024 ** 2;
/** An entry beyond the first is suspicious only above the second, in bytes out for each byte in. */
const SUSPICIOUS_BYTES = 64 * 1024 ** 2;
const SUSPICIOUS_RATIO = 150;
const ROWS_A_BATCH = 1_000;

/** What rules never look at; exceljs makes one entry for each cell of a validated range, a million for a column. */
const IGNORED = ["dataValidations", "conditionalFormatting", "extLst", "headerFooter", "pageSetup", "pageMargins", "printOptions", "rowBreaks", "colBreaks", "sheetProtection"];

/** The sheets of a workbook. Throws a Refusal where a part of it cannot be read: never half a roster. */
export async function openWorkbook(path: string, bytes: Uint8Array): Promise<RawTable[]> {
  const emptyTexts = checkParts(path, bytes);
  const { default: exceljs } = await import("exceljs");
  const workbook = new exceljs.Workbook();
  try {
    await workbook.xlsx.load(arrayBuffer(bytes), { ignoreNodes: IGNORED });
  } catch {
    throw new Refusal(UNREAD_FORMATS.broken(path));
  }
  if (workbook.worksheets.length === 0) throw new Refusal(UNREAD_FORMATS.broken(path));
  if (workbook.worksheets.length > MOST_SHEETS) throw new Refusal(tooManySheets(path));
  return workbook.worksheets.map((sheet) => tableOf(path, workbook, sheet, emptyTexts));
}

const arrayBuffer = (bytes: Uint8Array): ArrayBuffer => bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;

/**
 * Inflates every part that is XML, counting bytes instead of trusting the directory, and compares checksums: exceljs does neither.
 * Returns the cells, of whatever sheet, whose formula gave an empty text: exceljs cannot tell that from no value.
 */
function checkParts(path: string, bytes: Uint8Array): ReadonlySet<string> {
  const entries = zipEntries(bytes);
  if (!entries) throw new Refusal(UNREAD_FORMATS.broken(path));
  if (entries.length > MOST_ENTRIES) throw new Refusal(UNREAD_FORMATS["too-big"](path));
  let total = 0;
  const emptyTexts = new Set<string>();
  const texts = { there: 0, asked: -1 };
  for (const entry of entries) {
    total += entry.size;
    if (total > MOST_BYTES) throw new Refusal(UNREAD_FORMATS["too-big"](path));
    if (!/\.(?:xml|rels)$/i.test(entry.name)) continue;
    const part = inflated(path, bytes, entry);
    if (entry.name.endsWith("workbook.xml.rels") && !hasSheets(part.toString("utf8"), entries)) throw new Refusal(UNREAD_FORMATS.broken(path));
    if (/sharedStrings/i.test(entry.name)) texts.there += part.toString("latin1").split(SHARED_TEXT).length - 1;
    if (entry.name.includes("worksheets/")) {
      const sheet = part.toString("latin1");
      if (mergedCells(sheet) > MOST_MERGED) throw new Refusal(UNREAD_FORMATS["too-big"](path));
      for (const [, index] of sheet.matchAll(TEXT_INDEX)) texts.asked = Math.max(texts.asked, Number(index));
    }
    if (entry.name.includes("worksheets/") && part.includes("t=\"str\"")) for (const [, address] of part.toString("utf8").matchAll(EMPTY_TEXT)) emptyTexts.add(address ?? "");
  }
  // exceljs gives the number itself where there is no such text: it would pass for a name.
  if (texts.asked >= texts.there) throw new Refusal(UNREAD_FORMATS.broken(path));
  return emptyTexts;
}

const SHARED_TEXT = /<(?:\w+:)?si[\s>/]/;
const TEXT_INDEX = /<c (?:[^>]*\s)?t="s"[^>]*><v>(\d+)<\/v>/g;
/** exceljs makes a cell of each that a range covers. */
const MOST_MERGED = 3_000_000;

function mergedCells(sheet: string): number {
  let cells = 0;
  for (const [, left = "", top, right = "", bottom] of sheet.matchAll(/<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"/g)) {
    cells += (columnNumber(right) - columnNumber(left) + 1) * (Number(bottom) - Number(top) + 1);
  }
  return cells;
}

const columnNumber = (letters: string): number => [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);

/** Whether every sheet that the workbook names is in the archive; exceljs passes over one that is not. */
function hasSheets(relations: string, entries: readonly ZipEntry[]): boolean {
  const names = new Set(entries.map((entry) => entry.name));
  return [...relations.matchAll(/<(?:\w+:)?Relationship\s[^>]*>/g)].every(([relation]) => {
    const target = /\sTarget="([^"]*)"/.exec(relation)?.[1];
    return target === undefined || !/\sType="[^"]*\/worksheet"/.test(relation) || names.has(target.startsWith("/") ? target.slice(1) : `xl/${target}`) || target.includes("..");
  });
}

const EMPTY_TEXT = /<c (?:[^>]*\s)?r="([A-Z]{1,3}\d{1,7})"[^>]*\st="str"[^>]*><f(?:\s[^>]*)?(?:\/>|>[^<]*<\/f>)(?:<v\s*\/>|<v(?:\s[^>]*)?><\/v>)<\/c>/g;

function inflated(path: string, bytes: Uint8Array, entry: ZipEntry): Buffer {
  const packed = bytes.subarray(entry.from, entry.from + entry.packed);
  const most = /sharedStrings/i.test(entry.name) ? MOST_SHARED_STRINGS : MOST_BYTES_A_PART;
  let part: Buffer;
  try {
    part = entry.method === 0 ? Buffer.from(packed) : inflateRawSync(packed, { maxOutputLength: most });
  } catch (error) {
    const tooBig = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    throw new Refusal(UNREAD_FORMATS[tooBig ? "too-big" : "broken"](path));
  }
  if (part.length > SUSPICIOUS_BYTES && part.length > packed.length * SUSPICIOUS_RATIO) throw new Refusal(UNREAD_FORMATS["too-big"](path));
  if (packed.length !== entry.packed || part.length !== entry.size || crc32(part) !== entry.crc || !endsLikeXml(part)) throw new Refusal(UNREAD_FORMATS.broken(path));
  return part;
}

/** A part that was cut off ends in the middle of something. */
const endsLikeXml = (part: Buffer): boolean => />\s*\0?\s*$/.test(part.subarray(-64).toString("latin1"));

function tableOf(path: string, workbook: Workbook, sheet: Worksheet, emptyTexts: ReadonlySet<string>): RawTable {
  if (sheet.rowCount > MOST_ROWS) throw new Refusal(tooManyRows(path, sheet.name));
  const date1904 = (workbook.properties as { date1904?: boolean } | undefined)?.date1904 === true;
  const context: CellContext = { date1904, emptyTexts };
  let hiddenRows = 0;
  sheet.eachRow((row) => { if (row.hidden) hiddenRows += 1; });
  let hiddenColumns = 0;
  for (let index = 1; index <= Math.min(sheet.columnCount, MOST_COLUMNS); index++) if (sheet.getColumn(index).hidden) hiddenColumns += 1;

  // async as every reader's batches are, though exceljs has the rows all in memory.
  async function* batches(wanted: Wanted): AsyncGenerator<RawBatch> {
    const batch = batcher(wanted);
    let rows: RawRow[] = [];
    for (let number = 1; number <= sheet.rowCount; number++) {
      const row = sheet.findRow(number);
      if (!row?.hasValues) continue;
      const cells: RawCell[] = [];
      row.eachCell({ includeEmpty: false }, (cell, column) => {
        if (column > MOST_COLUMNS) throw new Refusal(tooManyColumns(path, sheet.name, number));
        while (cells.length < column - 1) cells.push(null);
        cells[column - 1] = rawCell(cell, context);
      });
      rows.push({ row: number, cells });
      if (rows.length < ROWS_A_BATCH) continue;
      yield await Promise.resolve(batch(rows, () => false, 0));
      rows = [];
    }
    if (rows.length > 0) yield batch(rows, () => false, 0);
  }

  return { sheet: sheet.name, hidden: sheet.state !== "visible", hiddenRows, hiddenColumns, separator: null, date1904, batches };
}

interface CellContext {
  date1904: boolean;
  emptyTexts: ReadonlySet<string>;
}

/** A cell that a merged one covers has its value where it lies below it; beside it, none (data.md, section 4, 2). */
function rawCell(cell: Cell, context: CellContext): RawCell {
  const { master } = cell;
  if (cell.isMerged && master.address !== cell.address) {
    return master.fullAddress.col === cell.fullAddress.col ? rawCell(master, context) : null;
  }
  const raw = rawValue(cell.value, cell.numFmt, context.date1904);
  return raw !== null && typeof raw === "object" && "formula" in raw && context.emptyTexts.has(cell.address) ? null : raw;
}

function rawValue(value: CellValue | undefined, format: string | undefined, date1904: boolean): RawCell {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "string") return unescaped(value);
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isNaN(value) ? { error: "#NUM!" } : numberCell(value, format ?? "", date1904);
  if (value instanceof Date) return numberCell(serialOf(value, date1904), format ?? "", date1904);
  if ("richText" in value) return unescaped(value.richText.map((run) => run.text).join("")) || null;
  if ("error" in value) return { error: value.error };
  if ("hyperlink" in value) return rawValue(value.text as CellValue, format, date1904);
  if ("formula" in value || "sharedFormula" in value) {
    if (value.result === undefined || value.result === null) return { formula: true };
    return rawValue(value.result as CellValue, format, date1904);
  }
  return null;
}

/** Excel writes characters that XML cannot hold as _x000D_. */
const unescaped = (text: string): string => (text.includes("_x") ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))) : text);

const MS_A_DAY = 86_400_000;
const SERIAL_1970 = 25_569;
const LATER_1904 = 1_462;

/** exceljs makes dates of numbers by its own idea of a date format; this takes the number back. */
const serialOf = (date: Date, date1904: boolean): number => Number((date.getTime() / MS_A_DAY + SERIAL_1970 - (date1904 ? LATER_1904 : 0)).toFixed(9));

function numberCell(number: number, format: string, date1904: boolean): RawCell {
  const shows = dateFormat(format);
  // A year by itself, or a date of type "d", of which exceljs keeps the year: 1905 is not what it means.
  if (shows === "date" && number >= 1900 && number <= 2100) return number;
  if (shows === "date" && number >= 1) return { date: Math.floor(number + 1e-9) - SERIAL_1970 + (date1904 ? LATER_1904 : 0) };
  if (shows === "time" || (shows === "date" && number > 0)) return { hours: timeShown(number, format) };
  // 0000 shows 7 as 0007: an employee's number.
  return /^0{2,}$/.test(format) && Number.isInteger(number) && number >= 0 ? String(number).padStart(format.length, "0") : number;
}

/** A time as the cell shows it: 0.1667 is 4:00, to the minute, or to the second where its format has one. */
function timeShown(number: number, format: string): number {
  const parts = /s/i.test(format) ? 3600 : 60;
  return Math.round(number * 24 * parts) / parts;
}

/** Whether a number format shows a date, a time of day alone, or neither (data.md, section 4, 4). */
export function dateFormat(format: string): "date" | "time" | null {
  if (format === "" || /^general$/i.test(format)) return null;
  const bare = format.toLowerCase().replace(/"[^"]*"/g, "").replace(/[\\_*]./g, "").replace(/\[(?!(?:h+|m+|s+)\])[^\]]*\]/g, "").replace(/general|g\/通用格式/g, "");
  if (/[yd]|aaa/.test(bare)) return "date";
  return /[hs]|\[m+\]/.test(bare) ? "time" : null;
}
