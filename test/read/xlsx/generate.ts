import type exceljs from "exceljs";

/** Workbooks made from a seed, for comparing readers. */

const FORMATS = ["General", "0.00", "yyyy-mm-dd", "m/d/yyyy h:mm", "yyyy\"年\"m\"月\"d\"日\"", "h:mm", "[h]:mm:ss", "0000", "#,##0\"元\"", "@"] as const;
const TEXTS = ["张三", "欧阳 明", " 前后 ", "a&b<c>\"d\"'e'", "两行\n文字", "𠮷野家", "_x0041_", "=1+1", "", "长".repeat(3_000), "0012", "2010.10", "\ttab"];

type Random = () => number;
const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)] as T;

function valueOf(random: Random): exceljs.CellValue {
  const text = (): string => (random() < 0.5 ? pick(TEXTS, random) : `第${Math.floor(random() * 50)}号`);
  const number = (): number => pick([Math.floor(random() * 1e5), -random() * 1e3, random(), 40_238 + random() * 100, random() * 1e-9, 1e15 * random(), 0, 1 / 3], random);
  const makers: readonly (() => exceljs.CellValue)[] = [
    () => null, text, text, number, number, () => random() < 0.5, () => new Date(Date.UTC(1950 + Math.floor(random() * 100), Math.floor(random() * 12), 1 + Math.floor(random() * 28), Math.floor(random() * 24))),
    () => ({ error: pick(["#N/A", "#REF!", "#VALUE!"], random) as exceljs.CellErrorValue["error"] }), () => ({ richText: [{ text: text() }, { text: text(), font: { bold: true } }] }), () => ({ text: text() || "x", hyperlink: "https://example.org/?a=1&b=2" }),
    () => ({ formula: "A1", result: pick<number | string | boolean>([number(), text(), true], random) }), () => ({ formula: "A1" }), () => ({ formula: "NOW()", result: { error: "#REF!" } as exceljs.CellErrorValue }),
  ];
  return pick(makers, random)();
}

/** Fills a sheet with cells of every kind, formats, gaps, hidden rows and merged ranges. */
export function fill(sheet: exceljs.Worksheet, random: Random): void {
  const rows = 1 + Math.floor(random() * 40);
  const columns = 1 + Math.floor(random() * 12);
  for (let row = 1; row <= rows; row++) {
    if (random() < 0.1) continue;
    for (let column = 1; column <= columns; column++) {
      if (random() < 0.3) continue;
      const cell = sheet.getCell(row, column);
      cell.value = valueOf(random);
      if (random() < 0.6) cell.numFmt = pick(FORMATS, random);
    }
    if (random() < 0.2) sheet.getRow(row).hidden = true;
  }
  for (let i = 0; i < 4; i++) {
    const top = 1 + Math.floor(random() * rows);
    const left = 1 + Math.floor(random() * columns);
    try {
      sheet.mergeCells(top, left, top + Math.floor(random() * 4), left + Math.floor(random() * 3));
    } catch {
      // It would overlap another one.
    }
  }
}
