import ExcelJS from "exceljs";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { shuffled } from "./random.ts";
import { csvOf, type Grid, type Tables } from "./submission.ts";

/** The same tables as other people would hand them in: other order, other files, workbooks with real dates and numbers. */

export function shuffledGrid([header = [], ...rows]: Grid, random: () => number): Grid {
  const order = shuffled(header.map((_, i) => i), random);
  return [header, ...shuffled(rows, random)].map((row) => order.map((i) => row[i] ?? ""));
}

export const shuffledTables = (tables: Tables, random: () => number): Tables =>
  Object.fromEntries(shuffled(Object.entries(tables), random).map(([name, grid]) => [name, shuffledGrid(grid, random)]));

/**
 * A table cut into parts, each with its header, its rows in an order of its own. A column that nobody reads keeps two parts from
 * being the same bytes, of which the second would be ignored.
 */
export function splitGrid([header = [], ...rows]: Grid, parts: number, random: () => number): Grid[] {
  const cut: string[][][] = Array.from({ length: Math.max(1, Math.min(parts, rows.length)) }, () => []);
  for (const [i, row] of shuffled(rows, random).entries()) cut[i < cut.length ? i : Math.floor(random() * cut.length)]?.push([...row]);
  return cut.map((part, i) => shuffledGrid([[...header, "批次"], ...part.map((row) => [...row, String(i + 1)])], random));
}

const DATE_CELL = /^\d{4}-\d{2}-\d{2}$/;
const NUMBER_CELL = /^(?:0|[1-9]\d{0,6})(?:\.5)?$/;

/** A workbook of the tables; `typed`: dates and numbers as Excel holds them, else everything as text. */
export async function workbookOf(tables: Tables, typed: boolean): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  for (const [name, grid] of Object.entries(tables)) {
    const sheet = book.addWorksheet(name);
    for (const [i, row] of grid.entries()) {
      sheet.addRow(row.map((text) => (i === 0 || !typed ? text || null : cellOf(text))));
    }
    sheet.eachRow((row) => row.eachCell((cell) => { if (cell.value instanceof Date) cell.numFmt = "yyyy-mm-dd"; }));
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}

function cellOf(text: string): string | number | Date | null {
  if (DATE_CELL.test(text)) return new Date(`${text}T00:00:00Z`);
  if (NUMBER_CELL.test(text)) return Number(text);
  return text || null;
}

export function writeCsv(folder: string, name: string, grid: Grid): string {
  const file = path.join(folder, `${name}.csv`);
  writeFileSync(file, csvOf(grid));
  return file;
}

export async function writeWorkbook(folder: string, name: string, tables: Tables, typed = true): Promise<string> {
  const file = path.join(folder, `${name}.xlsx`);
  writeFileSync(file, await workbookOf(tables, typed));
  return file;
}
