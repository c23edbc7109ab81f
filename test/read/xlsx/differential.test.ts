import exceljs from "exceljs";
import { describe, expect, it } from "vitest";
import { dateFormat } from "../../../src/read/xlsx/number-format.ts";
import type { RawCell } from "../../../src/read/raw.ts";
import { seeded } from "../../support/random.ts";
import { open, rowsIn } from "./book.ts";
import { fill } from "./generate.ts";

/**
 * Workbooks written by exceljs from a seed, read by our reader and by exceljs' own whole-file reader, cell by cell. What the two make
 * of a cell differs by design in these points, and `expectedOf` says how:
 * - a date is its day (exceljs keeps the time of day), a time its hours (exceljs: a moment in December 1899);
 * - 0000 keeps leading noughts;
 * - below the first cell of a merged range stands its value, beside it nothing (exceljs: the value everywhere), and a row that has
 *   nothing of its own is blank (exceljs: the values of the ranges that cover it);
 * - a number beyond the calendar, and an error, stay what they are under a date's format (exceljs: an invalid date, nothing to compare);
 * - a formula's text or boolean stays one under a date's format (exceljs: a date), and its 0 is 0 (exceljs: no value);
 * - _x0041_ is A also in a formula's text (exceljs: only in shared texts);
 * - an empty text is nothing, also as a formula's value (exceljs: the one is "", the other no value).
 */

const MS_A_DAY = 86_400_000;

function expectedOf(value: exceljs.CellValue | undefined, format: string): RawCell {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "string") return value.replace(/_x([0-9A-F]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  if (typeof value === "boolean") return value;
  if (value instanceof Date) return numberOf((value.getTime() + 25_569 * MS_A_DAY) / MS_A_DAY, format);
  if (typeof value === "number") return numberOf(value, format);
  if ("richText" in value) return value.richText.map(({ text }) => text).join("") || null;
  if ("error" in value) return { error: value.error };
  if ("hyperlink" in value) return expectedOf(value.text as exceljs.CellValue, format);
  if (!("formula" in value || "sharedFormula" in value)) throw new Error(JSON.stringify(value));
  return value.result === undefined || value.result === null ? { formula: true } : expectedOf(value.result as exceljs.CellValue, format);
}

function numberOf(number: number, format: string): RawCell {
  const shows = number >= 2_957_004 ? null : dateFormat(format);
  if (shows === "date" && number >= 1900 && number <= 2100) return number;
  if (shows === "date" && number >= 1) return { date: Math.floor(number + 1e-9) - 25_569 };
  if (shows === "time" || (shows === "date" && number > 0)) return { hours: Math.round(number * 24 * 3600) / 3600 };
  return format === "0000" && Number.isInteger(number) && number >= 0 ? String(number).padStart(4, "0") : number;
}

function isInvalidDate(value: exceljs.CellValue | undefined): boolean {
  const result = value !== null && typeof value === "object" && "result" in value ? value.result : value;
  return result instanceof Date && Number.isNaN(result.getTime());
}

const isLostResult = (value: exceljs.CellValue | undefined, ours: RawCell): boolean =>
  value !== null && typeof value === "object" && "formula" in value && (ours === 0 || ours === "0000" || ours === null ? value.result === undefined : value.result instanceof Date && (typeof ours === "string" || typeof ours === "boolean"));

/** Dates and times through exceljs lose a millisecond here and there; numbers of its own are exact. */
function isSame(ours: RawCell, theirs: RawCell): boolean {
  if (typeof ours === "number" && typeof theirs === "number") return ours === theirs || Math.abs(ours - theirs) <= 1e-8 * Math.abs(theirs);
  if (ours !== null && theirs !== null && typeof ours === "object" && typeof theirs === "object" && "hours" in ours && "hours" in theirs) return Math.abs(ours.hours - theirs.hours) <= 1 / 60;
  if (theirs === 0 && ours !== null && typeof ours === "object" && "hours" in ours) return ours.hours === 0;
  return JSON.stringify(ours) === JSON.stringify(theirs);
}

async function differences(bytes: Uint8Array): Promise<{ cells: number; different: string[] }> {
  const book = new exceljs.Workbook();
  await book.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
  const tables = await open(bytes);
  const different: string[] = [];
  let cells = 0;
  if (tables.map(({ sheet }) => sheet).join() !== book.worksheets.map(({ name }) => name).join()) different.push("sheets");
  for (const [i, sheet] of book.worksheets.entries()) {
    const rows = await rowsIn(tables[i]);
    const own = (row: number): boolean => {
      let filled = false;
      sheet.getRow(row).eachCell((cell) => { if ((!cell.isMerged || cell.master === cell) && expectedOf(cell.value, cell.numFmt ?? "") !== null) filled = true; });
      return filled;
    };
    for (let row = 1; row <= sheet.rowCount; row++) {
      const read = rows.get(row) ?? [];
      const isBlank = !own(row);
      for (let column = 1; column <= Math.max(sheet.columnCount, read.length); column++) {
        const cell = sheet.getCell(row, column);
        const first = cell.isMerged ? cell.master : cell;
        const beside = Number(first.col) !== column;
        const expected = isBlank || beside ? null : expectedOf(first.value, first.numFmt ?? "");
        cells += 1;
        if (isInvalidDate(first.value) || isLostResult(first.value, read[column - 1] ?? null)) continue;
        if (!isSame(read[column - 1] ?? null, expected)) different.push(`${sheet.name}!${cell.address} ${cell.numFmt}: ${JSON.stringify([read[column - 1], expected])}`);
      }
    }
    const hidden = Array.from({ length: sheet.rowCount }, (_, at) => at + 1).filter((row) => sheet.getRow(row).hidden && own(row)).length;
    if (tables[i]?.hiddenRows !== hidden) different.push(`${sheet.name}: ${tables[i]?.hiddenRows} hidden rows, not ${hidden}`);
  }
  return { cells, different };
}

describe("what exceljs' whole-file reader reads", () => {
  it("is what ours reads, cell by cell", async () => {
    const random = seeded(20101130);
    let cells = 0;
    for (let i = 0; i < 25; i++) {
      const book = new exceljs.Workbook();
      book.properties.date1904 = false;
      for (let sheet = 0; sheet <= i % 3; sheet++) fill(book.addWorksheet(`表 ${sheet} & <${i}>`), random);
      const found = await differences(new Uint8Array(await book.xlsx.writeBuffer()));
      expect(found.different, `workbook ${i}`).toEqual([]);
      cells += found.cells;
    }
    expect(cells).toBeGreaterThan(5_000);
  });
});
