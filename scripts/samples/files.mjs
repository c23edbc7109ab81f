// How the samples are written: CSV in UTF-8 or GB18030, and workbooks whose bytes do not depend on the day they are made.
import { TextDecoder } from "node:util";
import ExcelJS from "exceljs";

const quoted = (cell) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const csvText = (grid) => grid.map((row) => row.map((cell) => quoted(String(cell ?? ""))).join(",") + "\r\n").join("");

/** As WPS saves "CSV UTF-8": with a byte order mark. */
export const csvUtf8 = (grid) => Buffer.from(`\ufeff${csvText(grid)}`);

/** As Chinese Excel saves "CSV": GB18030 and no mark. */
export const csvGb18030 = (grid) => gb18030(csvText(grid));

let table;
/** What TextDecoder reads, turned round: every two-byte sequence is decoded once. (No sample has a character of four bytes.) */
function gb18030(text) {
  table ??= new Map(twoByteSequences().map((bytes) => [new TextDecoder("gb18030").decode(bytes), bytes]));
  return Buffer.concat([...text].map((character) => {
    if (character <= "\x7f") return Buffer.from(character);
    const bytes = table.get(character);
    if (!bytes) throw new Error(`no two bytes of GB18030 for ${character}`);
    return bytes;
  }));
}
function twoByteSequences() {
  const sequences = [];
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) if (trail !== 0x7f) sequences.push(Buffer.from([lead, trail]));
  }
  return sequences;
}

/** A date cell of a workbook; as text it is the day itself. */
export const dateCell = (day) => (/^\d{4}-\d\d-\d\d$/.test(day ?? "") ? new Date(`${day}T00:00:00Z`) : day);

/**
 * A workbook of sheets `{ name, rows, merges?: ["A1:F1"], widths?: { A: 24 }, bold?: [1], hidden?, dateFormat? }`.
 * The ZIP's own times are set too: exceljs writes the moment of writing.
 */
export async function workbook(sheets, day) {
  const book = new ExcelJS.Workbook();
  book.creator = book.lastModifiedBy = "hege";
  book.created = book.modified = book.lastPrinted = new Date(`${day}T00:00:00Z`);
  for (const { name, rows, merges = [], widths = {}, bold = [1], dateFormat = "yyyy-mm-dd" } of sheets) {
    const sheet = book.addWorksheet(name);
    for (const row of rows) sheet.addRow(row.map((cell) => (cell === "" ? null : cell)));
    sheet.eachRow((row) => row.eachCell((cell) => { if (cell.value instanceof Date) cell.numFmt = dateFormat; }));
    for (const range of merges) sheet.mergeCells(range);
    for (const n of bold) sheet.getRow(n).font = { bold: true };
    sheet.columns.forEach((column) => { column.width = widths[column.letter] ?? 13; });
  }
  return timeless(Buffer.from(await book.xlsx.writeBuffer()));
}

/** Sets the time of every entry to the first that a ZIP can hold: 1 January 1980. */
function timeless(zip) {
  const end = zip.lastIndexOf("PK\x05\x06", undefined, "latin1");
  let entry = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    zip.writeUInt32LE(0x0021_0000, entry + 12);
    zip.writeUInt32LE(0x0021_0000, zip.readUInt32LE(entry + 42) + 10);
    entry += 46 + zip.readUInt16LE(entry + 28) + zip.readUInt16LE(entry + 30) + zip.readUInt16LE(entry + 32);
  }
  return zip;
}
