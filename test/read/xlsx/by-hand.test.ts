import { describe, expect, it } from "vitest";
import { fromIso } from "../../../src/model/day.ts";
import type { RawCell } from "../../../src/read/raw.ts";
import { readFiles } from "../helpers.ts";
import { bookOf, firstRows, MAIN, OFFICE, open, partsOf, relations, rowsIn, sharedStrings, STRICT, styles, worksheet } from "./book.ts";
import { zipOf } from "../../support/zip.ts";

const date = (text: string): RawCell => ({ date: fromIso(text) ?? 0 });

const PLAIN = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row><row r=\"3\"><c r=\"A3\" t=\"s\"><v>2</v></c><c r=\"C3\"><v>7</v></c></row>";
const READ = { 1: ["姓名", "岗位"], 3: ["张三", null, 7] };

/** Names with a prefix, as some programs write them. */
const prefixed = (xml: string): string => xml.replace(/<(\/?)(?=[a-z])/gi, "<$1x:").replaceAll("xmlns=", "xmlns:x=");
const utf16 = (xml: string, big = false): Buffer => {
  const bytes = Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${xml}`, "utf16le");
  return big ? bytes.swap16() : bytes;
};
const each = (parts: Record<string, unknown>, change: (xml: string) => string | Buffer): Uint8Array =>
  zipOf(Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, name === "[Content_Types].xml" ? String(part) : change(String(part))])));

describe("a workbook that Excel did not write", () => {
  const parts = partsOf(worksheet(PLAIN));
  it.each<[string, Uint8Array]>([
    ["as it is, with no more parts than it needs", zipOf(parts)],
    ["nothing packed", zipOf(Object.fromEntries(Object.entries(parts).map(([name, content]) => [name, { content: String(content), stored: true }])))],
    ["with prefixed names in every part", each(parts, prefixed)],
    ["with strict namespaces", each(parts, (xml) => xml.replaceAll(MAIN, STRICT).replaceAll(OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"))],
    ["in UTF-16, the little end first", each(parts, (xml) => utf16(xml))],
    ["in UTF-16, the big end first", each(parts, (xml) => utf16(xml, true))],
    ["in UTF-16 without a mark", each(parts, (xml) => Buffer.from(xml, "utf16le"))],
    ["in UTF-8 with a mark", each(parts, (xml) => `\ufeff<?xml version="1.0" encoding="utf-8"?>\r\n${xml}`)],
    ["that says UTF-16 and is UTF-8", each(parts, (xml) => `<?xml version="1.0" encoding="utf-16"?>${xml}`)],
    ["in GB18030", bookOf(worksheet(PLAIN), { "xl/sharedStrings.xml": Buffer.concat([Buffer.from(`<?xml version="1.0" encoding="GB18030"?><sst xmlns="${MAIN}"><si><t>`), Buffer.from([0xd0, 0xd5, 0xc3, 0xfb]), Buffer.from("</t></si><si><t>"), Buffer.from([0xb8, 0xda, 0xce, 0xbb]), Buffer.from("</t></si><si><t>"), Buffer.from([0xd5, 0xc5, 0xc8, 0xfd]), Buffer.from("</t></si></sst>")]) })],
    ["without styles", bookOf(worksheet(PLAIN), { "xl/styles.xml": null, "xl/_rels/workbook.xml.rels": relations(["worksheet", "worksheets/sheet1.xml"], ["sharedStrings", "sharedStrings.xml"]) })],
    ["with texts in the cells", bookOf(worksheet("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>姓名</t></is></c><c r=\"B1\" t=\"str\"><v>岗位</v></c></row><row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t xml:space=\"preserve\">张三</t></is></c><c r=\"C3\" t=\"n\"><v>7</v></c></row>"), { "xl/sharedStrings.xml": null, "xl/_rels/workbook.xml.rels": relations(["worksheet", "worksheets/sheet1.xml"], ["drawing", "x"], ["styles", "styles.xml"]) })],
    ["with a text under the wrong type", bookOf(worksheet("<row r=\"1\"><c r=\"A1\"><is><t>姓名</t></is></c><c r=\"B1\" t=\"inlineStr\"><v>岗位</v></c></row><row r=\"3\"><c r=\"A3\" t=\"str\"><is><r><t>张</t></r><r><t>三</t></r></is></c><c r=\"C3\"><v>7</v></c></row>"))],
    ["without references", bookOf(worksheet("<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row><row/><row><c t=\"s\"><v>2</v></c><c/><c><v>7</v></c></row>"))],
    ["with references now and then", bookOf(worksheet("<row r=\"1\"><c t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row><row r=\"2\"></row><row><c r=\"A3\" t=\"s\"><v>2</v></c><c r=\"C3\"><v>7</v></c></row>"))],
    ["with cells in any order", bookOf(worksheet("<row r=\"1\"><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"A1\" t=\"s\"><v>0</v></c></row><row r=\"3\"><c r=\"C3\"><v>7</v></c><c r=\"A3\" t=\"s\"><v>2</v></c></row>"))],
    ["with small letters in references", bookOf(worksheet(PLAIN.replace("\"A1\"", "\"a1\"")))],
    ["with other quotes, spaces and breaks in tags", bookOf(worksheet(PLAIN).replaceAll("<c r=\"", "<c\n\t r = \"").replaceAll(/ t="(\w+)"/g, "  t='$1' ").replaceAll("</c>", "</c  >"))],
    ["with comments, instructions and CDATA", bookOf(`<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><!-- < > & -->${worksheet(PLAIN.replace("<v>7</v>", "<!-- <v>8</v> --><v><![CDATA[7]]></v><?pi <v>9</v>?>"))}<!-- end -->\n`)],
    ["with extensions in namespaces of their own", bookOf(`<worksheet xmlns="${MAIN}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:e="urn:other" mc:Ignorable="e"><sheetPr/><dimension ref="A1:XFD9"/><sheetData>${PLAIN.replace("<v>7</v>", "<v>7</v><e:v>8</e:v><extLst><ext><v>9</v></ext></extLst>")}<e:row r="4"><c r="A4"><v>1</v></c></e:row></sheetData><extLst><ext><e:sheetData><row r="9"><c r="A9"><v>1</v></c></row></e:sheetData></ext></extLst></worksheet>`)],
    ["with a namespace told further in", bookOf(`<y:worksheet xmlns:y="${MAIN}"><sheetData xmlns="${MAIN}">${PLAIN}</sheetData></y:worksheet>`)],
    ["with absolute targets", bookOf(worksheet(PLAIN), { "_rels/.rels": relations(["officeDocument", "/xl/workbook.xml"]), "xl/_rels/workbook.xml.rels": relations(["worksheet", "/xl/worksheets/sheet1.xml"], ["sharedStrings", "/xl/sharedStrings.xml"], ["styles", "./styles.xml"]) })],
    ["with parts in other places", zipOf({
      "_rels/.rels": relations(["officeDocument", "book/main.xml"]), "book/main.xml": String(parts["xl/workbook.xml"]), "book/_rels/main.xml.rels": relations(["worksheet", "../pages/one%20page.xml"], ["sharedStrings", "/words.xml"], ["styles", "../book/./looks.xml"]),
      "pages/one page.xml": worksheet(PLAIN), "words.xml": String(parts["xl/sharedStrings.xml"]), "book/looks.xml": styles(0),
    })],
    ["with other capitals and slashes in names", zipOf(Object.entries(parts).map(([name, part]) => [name.replace("xl/worksheets/sheet1", "xl\\Worksheets\\Sheet1").replace("sharedStrings", "SharedStrings"), part] as const))],
    ["with external references, which nobody follows", bookOf(worksheet(PLAIN), { "xl/_rels/workbook.xml.rels": relations(["worksheet", "worksheets/sheet1.xml"], ["sharedStrings", "sharedStrings.xml"], ["externalLink", "file:///etc/passwd", " TargetMode=\"External\""], ["styles", "styles.xml"]) })],
  ])("%s", async (_, bytes) => expect(await firstRows(bytes)).toEqual(READ));

  it("is told by what its main part is, where no name says so", async () => {
    const elsewhere = zipOf({ "_rels/.rels": relations(["officeDocument", "a/b.xml"]), "a/b.xml": String(parts["xl/workbook.xml"]), "a/_rels/b.xml.rels": relations(["worksheet", "c.xml"]), "a/c.xml": worksheet("<row><c t=\"inlineStr\"><is><t>姓名</t></is></c><c t=\"str\"><v>岗位</v></c></row><row><c t=\"str\"><v>张三</v></c><c t=\"str\"><v>社工</v></c></row>") });
    const submission = await readFiles({ "花名册.csv": elsewhere, "图.zip": zipOf({ "_rels/.rels": relations(["officeDocument", "a.xml"]), "a.xml": "<visio/>" }), "坏.zip": zipOf({ "_rels/.rels": "<Relation" }) });
    expect(submission.files.map(({ path, format }) => [path, format])).toEqual([["花名册.csv", "xlsx"]]);
    expect(submission.tables.roster).toHaveLength(1);
    expect(submission.findings.map(({ code, spot }) => [code, spot?.path])).toEqual([["unread-file", "图.zip"], ["unread-file", "坏.zip"]]);
  });

  it("is read the same whichever way its cells are written", async () => {
    const rows = Array.from({ length: 3_000 }, (_, i) => `<row r="${i + 1}"><c r="A${i + 1}" t="s"><v>${i % 3}</v></c><c r="B${i + 1}" s="1"><v>${40_000 + i}.25</v></c><c r="C${i + 1}"><v>${i / 8}</v></c><c r="AB${i + 1}" t="str"><v>第${i}节</v></c></row>`).join("");
    const more = { "xl/styles.xml": styles(0, 14) };
    const plain = await firstRows(bookOf(worksheet(rows), more));
    expect(plain[2_999]).toEqual(["岗位", { date: 42_998 - 25_569 }, 2_998 / 8, ...Array<null>(24).fill(null), "第2998节"]);
    expect(await firstRows(bookOf(prefixed(worksheet(rows)), more))).toEqual(plain);
    expect(await firstRows(bookOf(worksheet(rows.replaceAll("<v>", "<v\t>")), more))).toEqual(plain);
  });
});

describe("a cell", () => {
  const FORMATS = [0, 14, 20, 22, 46, 27, 31, 36, 50, 58, 32, "0000", "yyyy\"年\"m\"月\"", "[h]:mm:ss", "General\"元\""];
  const style = (format: number | string): string => ` s="${FORMATS.indexOf(format)}"`;
  const STRINGS = sharedStrings("<t>张</t><rPh sb=\"0\" eb=\"1\"><t>ZHANG</t></rPh><phoneticPr fontId=\"1\"/>", "<r><rPr><b/></rPr><t>欧</t></r><r><t xml:space=\"preserve\">阳 </t></r><rPh sb=\"0\" eb=\"1\"><t>OU</t></rPh><r><t>明</t></r>", "a_x000D_b_x005F_x0041_", "&lt;&amp;&gt;&quot;&apos;&#24352;&#x4e09;", "<t/>", "<t><![CDATA[<a> & b]]></t>", "", "一\r\n二\r三");
  it.each<[string, string, RawCell | undefined]>([
    ["text with phonetic runs", "t=\"s\"><v>0</v>", "张"], ["rich text", "t=\"s\"><v>1</v>", "欧阳 明"], ["escaped characters", "t=\"s\"><v>2</v>", "a\rb_x0041_"], ["entities", "t=\"s\"><v>3</v>", "<&>\"'张三"], ["an empty text", "t=\"s\"><v>4</v>", undefined],
    ["CDATA", "t=\"s\"><v>5</v>", "<a> & b"], ["an empty text of another kind", "t=\"s\"><v>6</v>", undefined], ["line breaks", "t=\"s\"><v>7</v>", "一\n二\n三"], ["no index", "t=\"s\"><v/>", undefined],
    ["inline rich text", "t=\"inlineStr\"><is><r><t>a_x0009_</t></r><rPh><t>x</t></rPh><r><t>b</t></r></is>", "a\tb"], ["a text of spaces", "t=\"str\"><v>  </v>", "  "],
    ["a number", "><v>-12.5</v>", -12.5], ["a number with an exponent", "><v>1.5E-3</v>", 0.0015], ["a long number", "><v>440307198701133391</v>", Number("440307198701133391")], ["a number with many digits", "><v>0.16666666666666666</v>", 1 / 6], ["a whole number with a point", "><v>7.0</v>", 7], ["spaces around", "><v> 7 </v>", 7], ["no number", "><v>七</v>", { error: "#NUM!" }],
    ["a boolean", "t=\"b\"><v>1</v>", true], ["a boolean as a word", "t=\"b\"><v>false</v>", false], ["an error", "t=\"e\"><v>#N/A</v>", { error: "#N/A" }],
    ["a formula with its value", "><f>1+1</f><v>2</v>", 2], ["a formula with a text", "t=\"str\"><f>A1</f><v>甲</v>", "甲"], ["a formula with an empty text", "t=\"str\"><f>A1</f><v></v>", undefined], ["a formula without a value", "><f>A1</f>", { formula: true }], ["a formula with an empty value", "><f>A1</f><v/>", { formula: true }],
    ["a formula of type text without a value", "t=\"str\"><f>A1</f>", { formula: true }], ["a shared formula", "><f t=\"shared\" si=\"0\"/><v>3</v>", 3], ["a formula with an error", "t=\"e\"><f>1/0</f><v>#DIV/0!</v>", { error: "#DIV/0!" }],
    ["a date", `${style(14)}><v>40238</v>`, date("2010-03-01")], ["a date with its time", `${style(22)}><v>40238.99999</v>`, date("2010-03-01")], ["Excel's Chinese date, 27", `${style(27)}><v>40238</v>`, date("2010-03-01")], ["31", `${style(31)}><v>40238</v>`, date("2010-03-01")], ["36", `${style(36)}><v>40238</v>`, date("2010-03-01")],
    ["50", `${style(50)}><v>40238</v>`, date("2010-03-01")], ["58", `${style(58)}><v>40238</v>`, date("2010-03-01")], ["a custom date", `${style("yyyy\"年\"m\"月\"")}><v>40238</v>`, date("2010-03-01")], ["a year under a date's format", `${style(14)}><v>2010</v>`, 2010], ["the first days of Excel", `${style(14)}><v>1</v>`, date("1900-01-01")], ["the day after the one that never was", `${style(14)}><v>61</v>`, date("1900-03-01")],
    ["a time", `${style(20)}><v>0.16666666666666666</v>`, { hours: 4 }], ["a time over a day", `${style(46)}><v>1.5</v>`, { hours: 36 }], ["a Chinese time", `${style(32)}><v>0.5</v>`, { hours: 12 }], ["a time to the second", `${style("[h]:mm:ss")}><v>0.00001157407</v>`, { hours: 1 / 3600 }], ["a time under a date's format", `${style(14)}><v>0.25</v>`, { hours: 6 }],
    ["leading noughts", `${style("0000")}><v>7</v>`, "0007"], ["a unit behind General", `${style("General\"元\"")}><v>7</v>`, 7],
    ["an ISO date", "t=\"d\"><v>2010-03-01</v>", date("2010-03-01")], ["an ISO date with a time", "t=\"d\"><v>2010-03-01T23:59:59.999Z</v>", date("2010-03-01")], ["an ISO date with a zone", "t=\"d\"><v>2010-03-01T00:00:00+08:00</v>", date("2010-03-01")], ["an ISO time", "t=\"d\"><v>04:30:00</v>", { hours: 4.5 }], ["an ISO time with Excel's first day", "t=\"d\"><v>1899-12-31T06:00:00</v>", { hours: 6 }], ["no ISO date", "t=\"d\"><v>2010-02-30</v>", "2010-02-30"],
  ])("with %s", async (_, cell, expected) => {
    const rows = await firstRows(bookOf(worksheet(`<row r="1"><c r="A1" ${cell}</c><c r="B1"><v>1</v></c></row>`), { "xl/sharedStrings.xml": STRINGS, "xl/styles.xml": styles(...FORMATS) }));
    expect(rows).toEqual({ 1: [expected ?? null, 1] });
    // Far from the end of the part, where cells in the plain form are read by another way.
    const far = await firstRows(bookOf(worksheet(`<row r="1"><c r="A1" ${cell}</c><c r="B1"><v>1</v></c></row>`, `<!-- ${" ".repeat(200)} -->`), { "xl/sharedStrings.xml": STRINGS, "xl/styles.xml": styles(...FORMATS) }));
    expect(far).toEqual(rows);
  });

  it("counts days from 1904 where the workbook says so", async () => {
    const book = `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr date1904="true"/><sheets><sheet name="花名册" r:id="rId1"/></sheets></workbook>`;
    const bytes = bookOf(worksheet("<row r=\"1\"><c r=\"A1\" s=\"0\"><v>38776</v></c></row>"), { "xl/workbook.xml": book, "xl/styles.xml": styles(14) });
    expect((await open(bytes))[0]?.date1904).toBe(true);
    expect(await firstRows(bytes)).toEqual({ 1: [date("2010-03-01")] });
  });

  it("is kept whole, however long", async () => {
    const text = "长".repeat(200_000);
    expect(await firstRows(bookOf(worksheet(`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>${text}</t></is></c></row>`), { "xl/sharedStrings.xml": sharedStrings(text) }))).toEqual({ 1: [text, text] });
  });

  it("gets new numbers where a column has very many contents, and the old ones are forgotten between batches", async () => {
    const count = 70_000;
    const [table] = await open(bookOf(worksheet(Array.from({ length: count }, (_, i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>${i}.5</v></c></row>`).join(""))));
    const generations = new Set<number>();
    let sum = 0;
    for await (const batch of table?.batches("all") ?? []) {
      const column = batch.columns[0];
      generations.add(column?.values.generation ?? -1);
      for (const id of column?.ids ?? []) sum += Number(column?.values.cell(id));
    }
    expect([...generations]).toEqual([0, 1]);
    expect(sum).toBe((count * (count - 1)) / 2 + count / 2);
  });
});

describe("merged cells", () => {
  const merged = (rows: string, ...refs: readonly string[]): Promise<unknown> => firstRows(bookOf(worksheet(rows, `<mergeCells>${refs.map((ref) => `<mergeCell ref="${ref}"/>`).join("")}</mergeCells>`)));
  const row = (number: number, cells: Readonly<Record<string, number>>): string => `<row r="${number}">${Object.entries(cells).map(([column, value]) => `<c r="${column}${number}"><v>${value}</v></c>`).join("")}</row>`;
  it("have the first cell's value below it, none beside it, whatever the covered ones say", async () => {
    expect(await merged(row(1, { A: 1, B: 2, C: 3 }) + row(2, { A: 4, B: 5, C: 6 }) + row(3, { A: 7, C: 9 }), "A1:B2")).toEqual({ 1: [1, null, 3], 2: [1, null, 6], 3: [7, null, 9] });
  });
  it("fill no row that has nothing of its own", async () => {
    expect(await merged(row(1, { A: 1, B: 2 }) + row(2, { A: 8 }) + row(5, { B: 3 }) + row(6, { B: 4 }), "A1:A5")).toEqual({ 1: [1, 2], 5: [1, 3], 6: [null, 4] });
  });
  it("are as large as a sheet, or stand beside each other, without harm", async () => {
    expect(await merged(row(1, { A: 1 }) + row(9, { C: 2 }), "A1:XFD1048576")).toEqual({ 1: [1] });
    expect(await merged(row(1, { A: 1, C: 2, D: 3 }) + row(2, { E: 4 }) + row(3, { E: 5 }), "C1:C2", "A1:B3", "D1:D3", "E4:F5", "G1")).toEqual({ 1: [1, null, 2, 3], 2: [1, null, 2, 3, 4], 3: [1, null, null, 3, 5] });
  });
  it("go on into the next batch", async () => {
    const rows = await rowsIn((await open(bookOf(worksheet(row(1, { A: 7, B: 0 }) + Array.from({ length: 5_000 }, (_, i) => row(i + 2, { B: i + 1 })).join(""), "<mergeCells><mergeCell ref=\"A1:A5000\"/></mergeCells>"))))[0]);
    expect([rows.get(5_000), rows.get(5_001)]).toEqual([[7, 4_999], [null, 5_000]]);
  });
});

describe("sheets", () => {
  const book = (...sheets: readonly string[]): string => `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.join("")}</sheets></workbook>`;
  it("come in the workbook's order, hidden ones marked, those without cells left out", async () => {
    const parts = partsOf(worksheet(PLAIN), {
      "xl/workbook.xml": book("<sheet name=\"图\" r:id=\"rId4\"/>", "<sheet name=\"甲\" r:id=\"rId1\" state=\"veryHidden\"/>", "<sheet name=\"乙 &amp; &lt;b&gt;\" r:id=\"rId6\" state=\"hidden\"/>", "<sheet name=\"../../etc/passwd\" r:id=\"rId7\" state=\"visible\"/>", "<sheet name=\"对话\" r:id=\"rId5\"/>"),
      "xl/_rels/workbook.xml.rels": relations(["worksheet", "worksheets/sheet1.xml"], ["sharedStrings", "sharedStrings.xml"], ["styles", "styles.xml"], ["chartsheet", "chartsheets/sheet1.xml"], ["dialogsheet", "dialogsheets/sheet1.xml"], ["worksheet", "worksheets/sheet2.xml"], ["worksheet", "worksheets/sheet3.xml"]),
      "xl/worksheets/sheet2.xml": worksheet(""), "xl/worksheets/sheet3.xml": worksheet(PLAIN), "xl/chartsheets/sheet1.xml": `<chartsheet xmlns="${MAIN}"/>`,
    });
    expect((await open(zipOf(parts))).map(({ sheet, hidden }) => [sheet, hidden])).toEqual([["甲", true], ["乙 & <b>", true], ["../../etc/passwd", false]]);
  });
  it("say how many rows and columns of theirs are hidden", async () => {
    const sheet = `<worksheet xmlns="${MAIN}"><cols><col min="2" max="3" hidden="1"/><col min="3" max="16384" hidden="true"/><col min="1" max="1" hidden="0"/></cols><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="D1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><v>1</v></c></row><row r="3" hidden="1"/><row r="4" hidden="1"><c r="E4"/></row></sheetData></worksheet>`;
    expect((await open(bookOf(sheet))).map(({ hiddenRows, hiddenColumns }) => [hiddenRows, hiddenColumns])).toEqual([[1, 4]]);
  });
});
