import { describe, expect, it } from "vitest";
import { Refusal } from "../../../src/model/fault.ts";
import { bookOf, firstRows, MAIN, OFFICE, open, partsOf, relations, sharedStrings, styles, worksheet } from "./book.ts";
import { zipOf } from "../../support/zip.ts";

/** What is refused, and with which of the sentences; what looks dangerous and is read. */

const refused = (bytes: Uint8Array): Promise<string> => open(bytes).then(() => "read", (error: unknown) => {
  if (!(error instanceof Refusal)) throw error;
  expect(error.sentences.every(({ zh, en }) => zh.startsWith("花名册.xlsx") && en.startsWith("花名册.xlsx"))).toBe(true);
  return error.sentences.map(({ en }) => en).join("\n");
});

const BROKEN = /the workbook is damaged/;
const TOO_BIG = /unreasonable size/;
const ROW = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>";
const SHEET = worksheet(ROW);
const sheets = (count: number): string => `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${Array.from({ length: count }, (_, i) => `<sheet name="${i}" r:id="rId1"/>`).join("")}</sheets></workbook>`;
const TWO = relations(["worksheet", "worksheets/sheet1.xml"], ["styles", "styles.xml"]);
const LAUGHS = `<!DOCTYPE sst [<!ENTITY a "ha">${Array.from({ length: 20 }, (_, i) => `<!ENTITY ${String.fromCharCode(98 + i)} "${`&${String.fromCharCode(97 + i)};`.repeat(10)}">`).join("")}]>`;

describe("a workbook is refused", () => {
  it.each<[string, () => Uint8Array, RegExp]>([
    // what the archive lacks, or says wrongly
    ["without a sheet's part", () => bookOf(SHEET, { "xl/worksheets/sheet1.xml": null }), BROKEN], ["without its relations", () => bookOf(SHEET, { "xl/_rels/workbook.xml.rels": null }), BROKEN], ["without the package's relations", () => bookOf(SHEET, { "_rels/.rels": null }), BROKEN],
    ["without its shared strings", () => bookOf(SHEET, { "xl/sharedStrings.xml": null }), BROKEN], ["whose cells need shared strings that no relation names", () => bookOf(SHEET, { "xl/_rels/workbook.xml.rels": TWO }), BROKEN], ["without its styles", () => bookOf(SHEET, { "xl/styles.xml": null }), BROKEN], ["without a sheet", () => bookOf(SHEET, { "xl/workbook.xml": sheets(0) }), BROKEN],
    ["with a sheet that lies outside", () => bookOf(SHEET, { "xl/_rels/workbook.xml.rels": relations(["worksheet", "http://example.org/sheet.xml", " TargetMode=\"External\""]) }), BROKEN], ["with a sheet that is something else", () => bookOf(SHEET, { "xl/_rels/workbook.xml.rels": relations(["image", "worksheets/sheet1.xml"]) }), BROKEN],
    ["with a part of another kind in a sheet's place", () => bookOf(styles(0)), BROKEN], ["with a wrong checksum", () => bookOf(SHEET, { "xl/worksheets/sheet1.xml": { content: SHEET, crc: 1 } }), BROKEN], ["with a wrong checksum, not packed", () => bookOf(SHEET, { "xl/worksheets/sheet1.xml": { content: SHEET, crc: 1, stored: true } }), BROKEN],
    ["with a wrong checksum in a part that nobody needs", () => bookOf(SHEET, { "docProps/app.xml": { content: "<Properties/>", crc: 1 } }), BROKEN], ["with a part longer than it says", () => bookOf(SHEET, { "xl/worksheets/sheet1.xml": { content: SHEET, size: 20 } }), BROKEN], ["with a part shorter than it says", () => bookOf(SHEET, { "xl/worksheets/sheet1.xml": { content: SHEET, size: 10_000 } }), BROKEN],
    ["with two parts of one name", () => zipOf([...Object.entries(partsOf(SHEET)), ["xl/worksheets/SHEET1.xml", worksheet("")]]), BROKEN], ["cut short", () => bookOf(SHEET).slice(0, -30), BROKEN],
    // XML
    ["whose XML ends early", () => bookOf(SHEET.slice(0, SHEET.indexOf("</row>"))), BROKEN], ["whose XML ends in a tag", () => bookOf(SHEET.slice(0, -5)), BROKEN], ["whose XML ends in a comment", () => bookOf(`${SHEET}<!-- `), BROKEN], ["whose XML is empty", () => bookOf(""), BROKEN], ["whose tags do not match", () => bookOf(SHEET.replace("</row>", "</raw>")), BROKEN], ["with a tag too many", () => bookOf(`${SHEET}</worksheet>`), BROKEN],
    ["with two roots", () => bookOf(SHEET + SHEET), BROKEN], ["with text behind its root", () => bookOf(`${SHEET}x`), BROKEN], ["with an attribute without quotes", () => bookOf(SHEET.replace("\"A1\"", "A1")), BROKEN], ["with < in a text", () => bookOf(SHEET.replace("<v>0", "<v>0 < 1")), BROKEN], ["with tags a thousand deep", () => bookOf(worksheet("<a>".repeat(1_000) + "</a>".repeat(1_000))), BROKEN],
    ["with an unknown entity", () => bookOf(SHEET, { "xl/sharedStrings.xml": sharedStrings("&nbsp;") }), BROKEN], ["with a bare ampersand", () => bookOf(SHEET, { "xl/sharedStrings.xml": sharedStrings("a & b") }), BROKEN], ["with a character that XML does not have", () => bookOf(SHEET, { "xl/sharedStrings.xml": sharedStrings("&#0;") }), BROKEN], ["with half a character by number", () => bookOf(SHEET, { "xl/sharedStrings.xml": sharedStrings("&#xD800;") }), BROKEN],
    ["with bytes that are no UTF-8", () => bookOf(SHEET, { "xl/sharedStrings.xml": Buffer.from(sharedStrings("\u00d5\u00c5"), "latin1") }), BROKEN], ["that ends within a character", () => bookOf(SHEET, { "xl/sharedStrings.xml": Buffer.concat([Buffer.from(sharedStrings("a")), Buffer.from([0xe5, 0xbc])]) }), BROKEN], ["in an encoding nobody knows", () => bookOf(SHEET, { "xl/sharedStrings.xml": `<?xml version="1.0" encoding="klingon"?>${sharedStrings("a")}` }), BROKEN],
    ["with a document type", () => bookOf(`<!DOCTYPE worksheet>${SHEET}`), BROKEN], ["with entities upon entities", () => bookOf(SHEET, { "xl/sharedStrings.xml": `${LAUGHS}${sharedStrings("&u;")}` }), BROKEN], ["with an external entity", () => bookOf(SHEET, { "xl/sharedStrings.xml": `<!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/passwd">]>${sharedStrings("&x;")}` }), BROKEN],
    // places and references
    ["with a text that is not there", () => bookOf(SHEET.replace("<v>0", "<v>3")), BROKEN], ["with a text whose index is no number", () => bookOf(SHEET.replace("<v>0", "<v>x")), BROKEN], ["with a style that is not there", () => bookOf(SHEET.replace("t=\"s\"", "t=\"s\" s=\"1\"")), BROKEN], ["with a type that nobody knows", () => bookOf(SHEET.replace("t=\"s\"", "t=\"z\"")), BROKEN],
    ["with rows out of order", () => bookOf(worksheet("<row r=\"2\"/><row r=\"1\"/>")), BROKEN], ["with a row twice", () => bookOf(worksheet("<row r=\"2\"/><row r=\"2\"/>")), BROKEN], ["with a cell twice", () => bookOf(worksheet("<row r=\"1\"><c r=\"A1\"/><c r=\"A1\"/></row>")), BROKEN], ["with a cell of another row", () => bookOf(SHEET.replace("\"A1\"", "\"A2\"")), BROKEN], ["with row 0", () => bookOf(worksheet("<row r=\"0\"/>")), BROKEN], ["with a cell that is nowhere", () => bookOf(SHEET.replace("\"A1\"", "\"1A\"")), BROKEN],
    ["with merged ranges that overlap", () => bookOf(worksheet(ROW, "<mergeCells><mergeCell ref=\"A1:B2\"/><mergeCell ref=\"B1:C1\"/></mergeCells>")), BROKEN], ["with a merged range below the last row", () => bookOf(worksheet(ROW, "<mergeCells><mergeCell ref=\"A1:B1048577\"/></mergeCells>")), BROKEN],
    ["with row 1,048,577", () => bookOf(worksheet("<row r=\"1048577\"/>")), /1,048,576 rows/], ["with a row further down still", () => bookOf(worksheet("<row r=\"1048576\"/><row/>")), /1,048,576 rows/], ["with column XFE", () => bookOf(worksheet("<row r=\"1\"><c r=\"XFE1\"/></row>")), /row 1 has more than 16,384 columns/], ["with a column of seven letters", () => bookOf(worksheet("<row r=\"1\"><c r=\"AAAAAAA1\"/></row>")), /16,384 columns/],
    ["with a million columns without references", () => bookOf(worksheet(`<row>${"<c/>".repeat(1_000_000)}</row>`)), /16,384 columns/],
    // size
    ["with 10,001 entries", () => zipOf({ ...partsOf(SHEET), ...Object.fromEntries(Array.from({ length: 9_994 }, (_, i) => [`xl/media/${i}.png`, { content: "", stored: true }])) }), TOO_BIG], ["with 1,001 sheets", () => bookOf(SHEET, { "xl/workbook.xml": sheets(1_001) }), /more than 1,000 sheets/],
    ["with one part as two sheets", () => bookOf(SHEET, { "xl/workbook.xml": sheets(2) }), BROKEN],
    ["that inflates a thousandfold", () => bookOf(worksheet(ROW, " ".repeat(65 * 1024 ** 2))), TOO_BIG], ["that inflates a thousandfold in a part that nobody needs", () => bookOf(SHEET, { "xl/theme/theme1.xml": Buffer.alloc(65 * 1024 ** 2, " ") }), TOO_BIG], ["that says it has more than 4 GB", () => bookOf(SHEET, { "xl/a.bin": { content: "", size: 4_294_000_000 }, "xl/b.bin": { content: "", size: 4_294_000_000 } }), TOO_BIG],
    ["with more than 512 MB of shared strings", () => bookOf(SHEET, { "xl/sharedStrings.xml": { content: sharedStrings("a"), size: 513 * 1024 ** 2 } }), TOO_BIG],
    ["with merged ranges that would fill twenty million cells", () => bookOf(worksheet(`${ROW}<row r="1048576"><c r="A1048576"><v>1</v></c></row>`, `<mergeCells>${Array.from({ length: 20 }, (_, i) => `<mergeCell ref="${String.fromCharCode(66 + i)}1:${String.fromCharCode(66 + i)}1048576"/>`).join("")}</mergeCells>`)), TOO_BIG],
  ])("%s", async (_, made, message) => expect(await refused(made())).toMatch(message));
});

describe("a workbook is read", () => {
  it("with names of objects and of markup as texts", async () => {
    const texts = ["__proto__", "constructor", "&lt;script&gt;alert(1)&lt;/script&gt;", "=cmd|' /C calc'!A0", "../../x"];
    const cells = texts.map((_, i) => `<c t="s"><v>${i}</v></c>`).join("");
    expect(await firstRows(bookOf(worksheet(`<row>${cells}</row>`), { "xl/sharedStrings.xml": sharedStrings(...texts) }))).toEqual({ 1: ["__proto__", "constructor", "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "../../x"] });
  });

  it("with all the columns there are, and a cell in the last place", async () => {
    const rows = await firstRows(bookOf(worksheet(`<row r="1">${"<c><v>1</v></c>".repeat(16_384)}</row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>`)));
    expect([rows[1]?.length, rows[1_048_576]?.length, rows[1_048_576]?.[16_383]]).toEqual([16_384, 16_384, 2]);
  });

  it("with a comment of 20 MB that is no text of it", async () => {
    expect(await firstRows(bookOf(worksheet(ROW, `<!--${Buffer.alloc(20 * 1024 ** 2, "- ").toString("latin1")}-->`)))).toEqual({ 1: ["姓名"] });
  });

  it("chunk after chunk, wherever a chunk ends", async () => {
    // Texts of growing length move every token over the border between two chunks.
    for (let shift = 0; shift < 40; shift++) {
      const before = "x".repeat(262_144 - 260 + shift);
      const text = "一段很长的文字，中间有 &lt;标记&gt; 和 𠮷";
      const sheet = worksheet(`<row r="1"><c r="A1" t="inlineStr"><is><t>${before}</t></is></c></row><row r="2" hidden="1"><c r="A2" s="0" t="inlineStr"><is><t>${text}</t></is></c><c r="B2"><v>123456.5</v></c><c r="C2" t="s"><v>2</v></c><!-- c --></row>`, " ".repeat(100));
      expect((await firstRows(bookOf(sheet)))[2]).toEqual(["一段很长的文字，中间有 <标记> 和 𠮷", 123456.5, "张三"]);
    }
  });
});
