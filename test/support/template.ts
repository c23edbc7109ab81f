import exceljs from "exceljs";
import { parse } from "csv-parse/sync";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Language } from "../../src/model/text.ts";
import { builtIn, crossPolicy } from "../../src/policies/load.ts";
import { tableOfName } from "../../src/read/header.ts";
import { mapColumns } from "../../src/read/mapping.ts";
import { tableOf } from "../../src/read/tables/index.ts";
import type { TableKind } from "../../src/model/table.ts";
import { planTemplate, type ColumnPlan, type TemplatePlan } from "../../src/template/plan.ts";
import { drawTemplate } from "../../src/template/workbook.ts";

/** Templates, and how somebody fills them in. */

export const planOf = (...ids: readonly string[]): TemplatePlan => planTemplate(ids.map((id) => builtIn(id) ?? crossPolicy()), crossPolicy());

export async function templateOf(ids: readonly string[], language: Language = "zh"): Promise<exceljs.Workbook> {
  return openBook(await drawTemplate(planOf(...ids), language));
}

/** exceljs keeps a check for each single cell; without them, unless they are what is looked at, it is quick. */
export async function openBook(bytes: Uint8Array, checks = false): Promise<exceljs.Workbook> {
  const book = new exceljs.Workbook();
  await book.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer, checks ? {} : { ignoreNodes: ["dataValidations"] });
  return book;
}

/** Rows of a sample by table: field → text. */
export type Rows = Partial<Record<TableKind, Readonly<Record<string, string>>[]>>;

export function rowsOfSample(folder: string): Rows {
  const rows: Rows = {};
  for (const name of readdirSync(folder).sort()) {
    const kind = tableOfName(name);
    if (!kind) throw new Error(`what is ${name}?`);
    const [header = [], ...body] = parse(readFileSync(path.join(folder, name)), { bom: true }) as unknown as string[][];
    const { columns } = mapColumns(tableOf(kind), header);
    rows[kind] = body.map((cells) => Object.fromEntries([...columns].map(([field, [column]]) => [field, cells[column?.index ?? -1] ?? ""])));
  }
  return rows;
}

/** What is typed into a cell: dates and numbers as Excel makes them of it. */
function typed({ shape }: ColumnPlan, text: string): string | number | Date | null {
  if (text === "") return null;
  if (shape.is === "date" && /^\d{4}-\d\d-\d\d$/.test(text)) return new Date(`${text}T00:00:00Z`);
  return shape.is === "number" && /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
}

/** Fills the rows in below the example, and hands the workbook in under a name. `without`: sheets to delete. */
export async function fillIn(folder: string, name: string, ids: readonly string[], rows: Rows, without: readonly TableKind[] = []): Promise<string> {
  const book = await templateOf(ids);
  for (const { table, sheet, columns } of planOf(...ids).tables) {
    const found = book.getWorksheet(sheet);
    if (!found) throw new Error(`no sheet ${sheet}`);
    if (without.includes(table)) book.removeWorksheet(found.id);
    else for (const row of rows[table] ?? []) found.addRow(columns.map((column) => typed(column, row[column.field] ?? "")));
  }
  const file = path.join(folder, name);
  writeFileSync(file, new Uint8Array(await book.xlsx.writeBuffer()));
  return file;
}
