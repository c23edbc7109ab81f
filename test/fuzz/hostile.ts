import { zipOf } from "../support/zip.ts";
import { below, chance, pick, type Random } from "./mutate.ts";

/** Structures made to do harm, small enough to be made by the thousand; the big ones are in hostile.test.ts. */

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export const escaped = (text: string): string => text.replace(/[<>&"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** A workbook of these sheets; `xml` is what stands in the root element of each. */
export function bookOf(sheets: readonly { name: string; xml: string }[], more: Readonly<Record<string, string>> = {}): Map<string, Uint8Array> {
  const relation = (id: string, type: string, target: string): string => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const parts = new Map<string, string>([
    ["[Content_Types].xml", `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${sheets.map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join("")}</Types>`],
    ["_rels/.rels", `<Relationships xmlns="${PACKAGE}/relationships">${relation("rId1", "officeDocument", "xl/workbook.xml")}</Relationships>`],
    ["xl/workbook.xml", `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.map(({ name }, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join("")}</sheets></workbook>`],
    ["xl/_rels/workbook.xml.rels", `<Relationships xmlns="${PACKAGE}/relationships">${sheets.map((_, i) => relation(`rId${i + 1}`, "worksheet", `worksheets/sheet${i + 1}.xml`)).join("")}${"xl/sharedStrings.xml" in more ? relation("rIdS", "sharedStrings", "sharedStrings.xml") : ""}</Relationships>`],
    ...sheets.map(({ xml }, i) => [`xl/worksheets/sheet${i + 1}.xml`, `<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}">${xml}</worksheet>`] as const),
  ]);
  return new Map([...[...parts].map(([name, text]) => [name, utf8(HEAD + text)] as const), ...Object.entries(more).map(([name, text]) => [name, utf8(text)] as const)]);
}

/** Rows of texts as inline strings. */
export const sheetOf = (rows: readonly (readonly string[])[]): string =>
  `<sheetData>${rows.map((row, i) => `<row r="${i + 1}">${row.map((text) => `<c t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`).join("")}</row>`).join("")}</sheetData>`;

const NASTY = [
  "__proto__", "constructor", "toString", "hasOwnProperty", "../../x", "..\\..\\x", "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "@SUM(1)", "\u001b[31m红\u001b[0m", "\u001b]0;x\u0007", "\u202e反\u2066", "\u0000", "\ufeff", "{zh}", "%s%n", "$(id)", "`id`", "null", "undefined", "NaN", "𠮷", "👩‍👩‍👧", "ﷺ".repeat(50), "\ud800",
  "张".repeat(1000), " ", "　", "、".repeat(300), "和".repeat(300), "（".repeat(300), "/".repeat(300), "社工".repeat(200), "1".repeat(400), "年".repeat(50), "一".repeat(50), "-".repeat(400), "2010-".repeat(60), "初级督导兼".repeat(60), "1:".repeat(300), "小时".repeat(300), "()".repeat(300), "：".repeat(300), ",".repeat(300), "\n".repeat(300),
];
const HEADERS = ["机构", "姓名", "岗位", "督导", "工号", "入职日期", "离职日期", "职业资格", "身份证号", "日期", "社工姓名", "服务类型", "时长", "节数(半天)", "服务编号", "督导者", "督导对象", "督导形式", "条款", "理由", "批准人", "批准日期", "材料名称", "月薪", "级别", "复核结论"];

const nastyRows = (random: Random, width: number): string[][] => Array.from({ length: 1 + below(random, 30) }, () => Array.from({ length: below(random, width + 3) }, () => (chance(random, 40) ? pick(random, ["张三", "一线社工", "2010-11-01", "个案", "启明", "见习督导", ""]) : pick(random, NASTY))));

const quoted = (cell: string): string => `"${cell.replaceAll("\"", "\"\"")}"`;

/** A hostile file, and what kind it is. */
export function hostile(random: Random): { name: string; bytes: Uint8Array } {
  const header = Array.from({ length: 2 + below(random, 12) }, () => (chance(random, 80) ? pick(random, HEADERS) : pick(random, NASTY)));
  const rows = [header, ...nastyRows(random, header.length)];
  const makers: (() => { name: string; bytes: Uint8Array })[] = [
    () => ({ name: "材料.csv", bytes: utf8(rows.map((row) => row.map(quoted).join(",")).join("\r\n")) }),
    () => ({ name: "花名册.csv", bytes: utf8(["姓名,岗位,机构", ...rows.map((row) => row.map(quoted).join(","))].join("\n")) }),
    () => ({ name: "材料.xlsx", bytes: zipOf(bookOf([{ name: pick(random, NASTY), xml: sheetOf(rows) }, { name: pick(random, NASTY), xml: sheetOf(rows) }])) }),
    () => ({ name: "花名册.xlsx", bytes: zipOf(bookOf([{ name: "花名册", xml: sheetOf([["姓名", "岗位", "机构"], ...rows]) }])) }),
    () => ({ name: "材料.xlsx", bytes: zipOf(bookOf(Array.from({ length: 1 + below(random, 1100) }, (_, i) => ({ name: `表${i}`, xml: "<sheetData/>" })))) }),
    () => ({ name: "材料.xlsx", bytes: zipOf(bookOf([{ name: "花名册", xml: sheetOf(rows) }]), { lies: new Map([["xl/worksheets/sheet1.xml", pick(random, [{ size: 0 }, { size: 0xffffffff }, { crc: 1 }, { method: 0 }, { method: 12 }, { flags: 1 }, { size: 10 }])]]) }) }),
    () => ({ name: "材料.xlsx", bytes: zipOf([...bookOf([{ name: "花名册", xml: sheetOf(rows) }]), ["../../x", utf8("x")], ["__proto__", utf8("x")], ["xl/worksheets/sheet1.xml", utf8("<x/>")]]) }),
    () => ({ name: "材料.xlsx", bytes: zipOf(bookOf([{ name: "花名册", xml: `<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>${below(random, 5)}</v></c></row></sheetData>` }], { "xl/sharedStrings.xml": `<!DOCTYPE sst [<!ENTITY a "张张张张张张张张张张">${Array.from({ length: 9 }, (_, i) => `<!ENTITY ${"bcdefghij"[i] ?? ""} "${`&${"abcdefghi"[i] ?? ""};`.repeat(10)}">`).join("")}<!ENTITY x SYSTEM "file:///etc/passwd">]><sst xmlns="${MAIN}"><si><t>姓名</t></si><si><t>&${pick(random, ["j", "x", "a", "q"])};</t></si></sst>` })) }),
    () => ({ name: "材料.xlsx", bytes: zipOf(bookOf([{ name: "花名册", xml: `<cols><col min="1" max="${pick(random, ["16384", "999999999", "-1"])}" hidden="1"/></cols>${sheetOf(rows)}<mergeCells><mergeCell ref="A1:${pick(random, ["XFD1048576", "A1048576", "XFD1", "A0"])}"/></mergeCells>` }])) }),
    () => ({ name: "材料.csv", bytes: utf8(`姓名,岗位\n${`${pick(random, [",", "\"", "\"\"", "\"\n", "a,", "\r", "\n"])}`.repeat(below(random, 20_000))}\n张三,社工\n`) }),
    () => ({ name: "材料.csv", bytes: Uint8Array.from({ length: below(random, 4000) }, () => below(random, 256)) }),
    () => ({ name: "材料.csv", bytes: utf8(`${Array.from({ length: below(random, 17_000) }, (_, i) => `姓名${i % 3 === 0 ? "" : i}`).join(",")}\n`) }),
  ];
  return pick(random, makers)();
}
