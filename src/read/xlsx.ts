import { Refusal } from "../model/fault.ts";
import type { RawBatch, RawTable, Wanted } from "./raw.ts";
import { tooManySheets } from "./refusals.ts";
import { Batches } from "./xlsx/batches.ts";
import { cellValues } from "./xlsx/cell-value.ts";
import { sortedMerges } from "./xlsx/merges.ts";
import { openPackage, type Package } from "./xlsx/package.ts";
import { refusing } from "./xlsx/refuse.ts";
import { NO_STRINGS, readSharedStrings } from "./xlsx/shared-strings.ts";
import { SheetReader, WORKSHEET, type SheetContext } from "./xlsx/sheet.ts";
import { readStyles } from "./xlsx/styles.ts";
import { isWorkbook, readWorkbookPart, type WorkbookPart } from "./xlsx/workbook-part.ts";
import { Xml } from "./xlsx/xml.ts";

/**
 * The sheets of a workbook, in its order; chart sheets have no cells and are left out. Every part is read to its end and checked
 * before the first table is handed out: throws a Refusal where one cannot be, so that nobody audits half a roster. Rows are read
 * again from the bytes whenever they are asked for, and never held whole.
 */
export async function openWorkbook(path: string, bytes: Uint8Array): Promise<RawTable[]> {
  const parts = openPackage(bytes, refusing(path));
  const workbook = await readWorkbookPart(parts, () => { throw new Refusal(tooManySheets(path)); });
  const strings = workbook.sharedStrings === null ? NO_STRINGS : await readSharedStrings(parts, workbook.sharedStrings);
  const formats = workbook.styles === null ? [] : await readStyles(parts.read(workbook.styles), parts.refuse);
  const values = cellValues(workbook.date1904);
  const tables: RawTable[] = [];
  for (const sheet of workbook.sheets) {
    const context: SheetContext = { sheet: sheet.name, refuse: parts.refuse, strings, formats, values };
    tables.push(await openSheet(parts, workbook, sheet, context));
  }
  await parts.checkOthers();
  return tables;
}

/** Whether an archive is a workbook, though none of its parts has a usual name. */
export async function holdsWorkbook(bytes: Uint8Array): Promise<boolean> {
  try {
    return await isWorkbook(openPackage(bytes, refusing("")));
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

async function openSheet(parts: Package, workbook: WorkbookPart, { name, hidden, part }: WorkbookPart["sheets"][number], context: SheetContext): Promise<RawTable> {
  const checked = new SheetReader(context, null);
  for await (const _ of scan(parts, part, checked)) continue;
  const { hiddenRows, hiddenColumns, lastRow } = checked;
  const merges = sortedMerges(checked.merges, lastRow, parts.refuse);

  async function* batches(wanted: Wanted): AsyncGenerator<RawBatch> {
    const rows = new Batches(wanted, context.strings, merges);
    for await (const _ of scan(parts, part, new SheetReader(context, rows))) {
      yield rows.take(lastRow);
      rows.clear();
    }
    if (!rows.isEmpty) yield rows.take(lastRow);
  }

  return { sheet: name, hidden, hiddenRows, hiddenColumns, separator: null, date1904: workbook.date1904, batches };
}

/** Reads a sheet to its end; stops whenever the reader's sink is full. */
async function* scan(parts: Package, part: string, reader: SheetReader): AsyncGenerator<void> {
  const xml = new Xml(WORKSHEET, reader, parts.refuse);
  for await (const chunk of parts.read(part)) {
    xml.push(chunk);
    while (xml.scan()) yield;
  }
  xml.end();
  if (xml.root !== "worksheet") parts.refuse.broken();
}
