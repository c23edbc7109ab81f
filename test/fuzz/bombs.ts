import { closeSync, openSync, writeSync } from "node:fs";
import { constants, deflateRawSync } from "node:zlib";
import { zipOf } from "../support/zip.ts";
import { bookOf, sheetOf } from "./hostile.ts";

/** Files that are big, or become big: written piece by piece, so that the test itself stays small. */

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const MEGABYTE = 1024 * 1024;
const PEOPLE = [["机构", "姓名", "岗位"], ["启明社工服务中心", "欧阳明", "见习督导"], ["启明社工服务中心", "张三", "一线社工"]];
const HEADER = "机构,姓名,岗位\r\n启明社工服务中心,欧阳明,见习督导\r\n";

export function writePieces(file: string, pieces: Iterable<string | Uint8Array>): void {
  const handle = openSync(file, "w");
  try {
    for (const piece of pieces) writeSync(handle, typeof piece === "string" ? utf8(piece) : piece);
  } finally {
    closeSync(handle);
  }
}

function* repeated(piece: string, times: number): Generator<string> {
  for (let i = 0; i < times; i++) yield piece;
}

/** A part that inflates to `megabytes` of spaces after its beginning; its checksum is nobody's, for nobody may get that far. */
function bomb(beginning: string, megabytes: number): Uint8Array {
  const flushed = (bytes: Uint8Array): Buffer => deflateRawSync(bytes, { finishFlush: constants.Z_FULL_FLUSH });
  const spaces = flushed(new Uint8Array(10 * MEGABYTE).fill(32));
  return Uint8Array.from(Buffer.concat([flushed(utf8(beginning)), ...Array.from({ length: megabytes / 10 }, () => spaces), deflateRawSync(utf8("</worksheet>"))]));
}

/** A workbook with one part put in as it is already packed. */
function withPacked(part: string, packed: Uint8Array, size: number): Uint8Array {
  return zipOf(bookOf([{ name: "花名册", xml: sheetOf(PEOPLE) }]).set(part, packed), { stored: true, lies: new Map([[part, { method: 8, size }]]) });
}

/** What each file is, by its name: how to write it. */
export const BOMBS: Readonly<Record<string, (file: string) => void>> = {
  "一个部件解开后有1GB.xlsx": (file) => writePieces(file, [withPacked("xl/worksheets/sheet1.xml", bomb("<worksheet><sheetData>", 1000), 1000 * MEGABYTE)]),
  "说自己很小的部件解开后有1GB.xlsx": (file) => writePieces(file, [withPacked("xl/worksheets/sheet1.xml", bomb("<worksheet><sheetData>", 1000), 100)]),
  "共享字符串解开后有1GB.xlsx": (file) => writePieces(file, [withPacked("xl/sharedStrings.xml", bomb("<sst><si><t>", 1000), 1000 * MEGABYTE)]),
  "实体逐级展开.xlsx": (file) => writePieces(file, [zipOf(bookOf([{ name: "花名册", xml: `<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" t="s"><v>1</v></c></row></sheetData>` }], {
    "xl/sharedStrings.xml": `<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a0 "张">${Array.from({ length: 10 }, (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`).join("")}]><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>姓名</t></si><si><t>岗位</t></si><si><t>&a10;</t></si></sst>`,
  }))]),
  "外部实体.xlsx": (file) => writePieces(file, [zipOf(bookOf([{ name: "花名册", xml: `<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" t="s"><v>1</v></c></row></sheetData>` }], {
    "xl/sharedStrings.xml": `<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>姓名</t></si><si><t>岗位</t></si><si><t>&x;</t></si></sst>`,
  }))]),
  "一百万列.csv": (file) => writePieces(file, [HEADER, ...repeated("列,".repeat(10_000), 100), "\r\n"]),
  "表头一百万列.csv": (file) => writePieces(file, ["姓名,岗位,", ...repeated("列,".repeat(10_000), 100), "\r\n张三,社工\r\n"]),
  "一百万列.xlsx": (file) => writePieces(file, [zipOf(bookOf([{ name: "花名册", xml: `<sheetData><row r="1">${"<c><v>1</v></c>".repeat(1_000_000)}</row></sheetData>` }]), { stored: true })]),
  "一百万张工作表.xlsx": (file) => {
    const parts = bookOf([{ name: "花名册", xml: sheetOf(PEOPLE) }]);
    parts.set("xl/workbook.xml", utf8(`<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${Array.from({ length: 1_000_000 }, (_, i) => `<sheet name="s${i}" sheetId="${i + 1}" r:id="rId1"/>`).join("")}</sheets></workbook>`));
    writePieces(file, [zipOf(parts, { stored: true })]);
  },
  "两万个部件.xlsx": (file) => writePieces(file, [zipOf([...bookOf([{ name: "花名册", xml: sheetOf(PEOPLE) }]), ...Array.from({ length: 20_000 }, (_, i) => [`xl/media/${i}.bin`, new Uint8Array(0)] as const)], { stored: true })]),
  "一格100MB.csv": (file) => writePieces(file, [HEADER, "启明社工服务中心,", ...repeated("长".repeat(100_000), 350), ",社工\r\n"]),
  "引号里100MB.csv": (file) => writePieces(file, [HEADER, "启明社工服务中心,\"", ...repeated(`${"长".repeat(100_000)}\r\n`, 350), "\",社工\r\n"]),
  "一格100MB.xlsx": (file) => writePieces(file, [zipOf(bookOf([{ name: "花名册", xml: sheetOf([...PEOPLE, ["启明社工服务中心", "长".repeat(35_000_000), "一线社工"]]) }]), { stored: true })]),
  "列宽到十亿.xlsx": (file) => writePieces(file, [zipOf(bookOf([{ name: "花名册", xml: `<cols><col min="1" max="999999999" hidden="1"/></cols>${sheetOf(PEOPLE)}` }]))]),
  "合并整张表.xlsx": (file) => writePieces(file, [zipOf(bookOf([{ name: "花名册", xml: `${sheetOf(PEOPLE)}<mergeCells><mergeCell ref="D1:XFD1048576"/></mergeCells>` }]))]),
};
