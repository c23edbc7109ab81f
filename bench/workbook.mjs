// Writes large workbooks to measure with, text by text, so that a million rows take no memory.
import { createWriteStream } from "node:fs";
import { once } from "node:events";
import { createDeflateRaw } from "node:zlib";

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';
const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

const CRC = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

/** Writes an archive entry by entry, each from texts that are made while it is written. */
async function writeZip(file, parts) {
  const out = createWriteStream(file);
  let at = 0;
  const put = async (bytes) => {
    at += bytes.length;
    if (!out.write(bytes)) await once(out, "drain");
  };
  const central = [];
  for (const [name, texts] of parts) {
    const entry = { name: Buffer.from(name), at, crc: 0xffffffff, size: 0, packed: 0 };
    // Sizes and checksum follow the bytes, as programs that stream write them.
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 6);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(entry.name.length, 26);
    await put(Buffer.concat([local, entry.name]));
    const deflate = createDeflateRaw({ level: 6 });
    const feeding = (async () => {
      for (const text of texts()) {
        const bytes = Buffer.from(text);
        for (const byte of bytes) entry.crc = CRC[(entry.crc ^ byte) & 0xff] ^ (entry.crc >>> 8);
        entry.size += bytes.length;
        if (!deflate.write(bytes)) await once(deflate, "drain");
      }
      deflate.end();
    })();
    for await (const chunk of deflate) {
      entry.packed += chunk.length;
      await put(chunk);
    }
    await feeding;
    const sizes = Buffer.alloc(16);
    sizes.writeUInt32LE(0x08074b50, 0);
    sizes.writeUInt32LE((entry.crc ^ 0xffffffff) >>> 0, 4);
    sizes.writeUInt32LE(entry.packed, 8);
    sizes.writeUInt32LE(entry.size, 12);
    await put(sizes);
    const directory = Buffer.alloc(46);
    directory.writeUInt32LE(0x02014b50, 0);
    directory.writeUInt16LE(8, 8);
    directory.writeUInt16LE(8, 10);
    sizes.copy(directory, 16, 4, 16);
    directory.writeUInt16LE(entry.name.length, 28);
    directory.writeUInt32LE(entry.at, 42);
    central.push(directory, entry.name);
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(central.length / 2, 8);
  end.writeUInt16LE(central.length / 2, 10);
  end.writeUInt32LE(central.reduce((total, { length }) => total + length, 0), 12);
  end.writeUInt32LE(at, 16);
  for (const bytes of [...central, end]) await put(bytes);
  out.end();
  await once(out, "finish");
}

/**
 * Writes a workbook of one sheet. Cells are texts, or numbers as `{ number, style }` with style 1 for a date; texts lie beside the sheet,
 * as Excel has them, or in the cells (`inline`), as programs that stream write them.
 */
export async function writeWorkbook(file, sheetName, rows, { inline = false } = {}) {
  const texts = new Map();
  const cellOf = (value, ref) => {
    if (value === "") return "";
    if (typeof value === "object") return `<c r="${ref}"${value.style ? ` s="${value.style}"` : ""}><v>${value.number}</v></c>`;
    if (inline) return `<c r="${ref}" t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
    let index = texts.get(value);
    if (index === undefined) texts.set(value, (index = texts.size));
    return `<c r="${ref}" t="s"><v>${index}</v></c>`;
  };
  function* sheet() {
    yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet ${MAIN}><sheetData>`;
    let row = 0;
    let text = "";
    for (const cells of rows) {
      row += 1;
      text += `<row r="${row}">${cells.map((value, i) => cellOf(value, `${LETTERS[i]}${row}`)).join("")}</row>`;
      if (row % 200 === 0) {
        yield text;
        text = "";
      }
    }
    yield `${text}</sheetData></worksheet>`;
  }
  function* strings() {
    yield `<sst ${MAIN}>`;
    for (const text of texts.keys()) yield `<si><t>${escaped(text)}</t></si>`;
    yield "</sst>";
  }
  const one = (text) => function* () { yield text; };
  await writeZip(file, [
    ["[Content_Types].xml", one('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>')],
    ["_rels/.rels", one(`<Relationships ${PACKAGE}><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`)],
    ["xl/workbook.xml", one(`<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets><sheet name="${sheetName}" sheetId="1" r:id="rId1"/></sheets></workbook>`)],
    ["xl/_rels/workbook.xml.rels", one(`<Relationships ${PACKAGE}><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`)],
    ["xl/styles.xml", one(`<styleSheet ${MAIN}><fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`)],
    ["xl/worksheets/sheet1.xml", sheet],
    ["xl/sharedStrings.xml", strings],
  ]);
}
