import type { CellValue, DataValidation, Workbook, Worksheet } from "exceljs";
import { fromIso, MS_A_DAY } from "../model/day.ts";
import { isLog } from "../model/table.ts";
import type { Language } from "../model/text.ts";
import { columnLetter } from "../read/raw.ts";
import { widthOf } from "../report/width.ts";
import { boxOf, ROW_POINTS } from "./note-box.ts";
import { putRight, type NoteBox } from "./parts.ts";
import type { ColumnPlan, TablePlan, TemplatePlan } from "./plan.ts";
import { errorOf, ERROR_TITLE, noteOf, readMeOf, titleOf } from "./words.ts";

const [TITLE_ROW, HEADER_ROW, EXAMPLE_ROW] = [1, 2, 3];
const A4 = 9;
/** Drop-downs and checks reach so far; formats are the whole column's. */
const CHECKED_ROWS = { log: 5_000, other: 1_000 };

const FONT = "微软雅黑";
const COLOURS = { must: "FFFFD966", optional: "FFE7E6E6", title: "FFFFF8E5", example: "FF7F7F7F", readMe: "FF70AD47", needed: "FFED7D31", sheet: "FFA5A5A5" };
const fillOf = (argb: string): { type: "pattern"; pattern: "solid"; fgColor: { argb: string } } => ({ type: "pattern", pattern: "solid", fgColor: { argb } });
const EDGE = { style: "thin", color: { argb: "FFBFBFBF" } } as const;
const BORDER = { top: EDGE, left: EDGE, bottom: EDGE, right: EDGE };

/** The bytes of the workbook: the same for the same plan and language, on any day and machine. */
export async function drawTemplate(plan: TemplatePlan, language: Language): Promise<Uint8Array> {
  const { default: exceljs } = await import("exceljs");
  const book = new exceljs.Workbook();
  book.creator = "hege template";
  // exceljs takes the moment of the run otherwise.
  [book.created, book.modified] = [new Date(0), new Date(0)];
  addReadMe(book, plan, language);
  const boxes = new Map<number, readonly NoteBox[]>();
  for (const table of plan.tables) {
    const sheet = addTable(book, table, plan.policies.length > 1, language);
    boxes.set(sheet.id, table.columns.map((_, i) => boxOf(sheet, HEADER_ROW, i + 1)));
  }
  return putRight(new Uint8Array(await book.xlsx.writeBuffer({ zip: { compression: "STORE" } } as object)), boxes);
}

const READ_ME_WIDTH = 74;

function addReadMe(book: Workbook, plan: TemplatePlan, language: Language): void {
  const sheet = book.addWorksheet({ zh: "填写说明", en: "Read me" }[language], { properties: { tabColor: { argb: COLOURS.readMe } }, views: [{ showGridLines: false }], pageSetup: { paperSize: A4, fitToPage: true, fitToWidth: 1, fitToHeight: 0 } });
  sheet.getColumn(1).width = READ_ME_WIDTH;
  readMeOf(plan, language).forEach(({ heading, text }, i) => {
    const row = sheet.getRow(i + 1);
    const cell = row.getCell(1);
    cell.value = text;
    cell.font = { name: FONT, size: heading ? (i === 0 ? 16 : 12) : 11, bold: heading };
    cell.alignment = { wrapText: true, vertical: "middle" };
    row.height = (heading ? 30 : 4) + 17 * (heading ? 0 : linesOf(text, READ_ME_WIDTH - 4));
  });
}

/** How many lines a text takes in a column so many characters wide. */
const linesOf = (text: string, width: number): number => text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / width)), 0);

function addTable(book: Workbook, table: TablePlan, several: boolean, language: Language): Worksheet {
  const sheet = book.addWorksheet(table.sheet, {
    properties: { defaultRowHeight: ROW_POINTS, tabColor: { argb: table.needed ? COLOURS.needed : COLOURS.sheet } },
    views: [{ state: "frozen", xSplit: 1, ySplit: HEADER_ROW }],
    pageSetup: { paperSize: A4, orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: `${TITLE_ROW}:${HEADER_ROW}` },
  });
  table.columns.forEach((column, i) => { addColumn(sheet, table, column, i + 1, several, language); });
  addTitle(sheet, titleOf(table, language), table.columns.length);
  sheet.getRow(HEADER_ROW).height = 36;
  return sheet;
}

/** Merged over what a screen shows, so that it is read without scrolling. */
const SCREEN = 90;

function addTitle(sheet: Worksheet, text: string, columns: number): void {
  let last = 0;
  let width = 0;
  while (last < columns && (width < SCREEN || last < 2)) width += sheet.getColumn(++last).width ?? 0;
  if (last > 1) sheet.mergeCells(TITLE_ROW, 1, TITLE_ROW, last);
  const cell = sheet.getCell(TITLE_ROW, 1);
  cell.value = text;
  cell.font = { name: FONT, size: 10 };
  cell.fill = fillOf(COLOURS.title);
  cell.alignment = { wrapText: true, vertical: "middle" };
  sheet.getRow(TITLE_ROW).height = 8 + 15 * linesOf(text, Math.max(20, width - 4));
}

function addColumn(sheet: Worksheet, table: TablePlan, column: ColumnPlan, at: number, several: boolean, language: Language): void {
  const { shape, must } = column;
  const whole = sheet.getColumn(at);
  whole.width = widthFor(column);
  whole.font = { name: FONT, size: 10 };
  whole.alignment = { vertical: "middle", wrapText: shape.is === "text" };
  if (shape.is === "date") whole.numFmt = "yyyy-mm-dd";
  if (shape.is === "mark") whole.numFmt = "@";

  const header = sheet.getCell(HEADER_ROW, at);
  header.value = `${must ? "＊" : ""}${column.header}`;
  header.style = { font: { name: FONT, size: 10, bold: must }, fill: fillOf(must ? COLOURS.must : COLOURS.optional), alignment: { wrapText: true, vertical: "middle", horizontal: "center" }, border: BORDER };
  header.note = { texts: [{ font: { name: FONT, size: 9 }, text: noteOf(column, several, language) }], editAs: "oneCells" };

  const example = sheet.getCell(EXAMPLE_ROW, at);
  example.value = exampleValue(column);
  example.font = { name: FONT, size: 10, italic: true, color: { argb: COLOURS.example } };

  const check = checkOf(column, language);
  // The first cell of the example is no value of its column.
  if (check) addCheck(sheet, `${columnLetter(at - 1)}${at === 1 ? EXAMPLE_ROW + 1 : EXAMPLE_ROW}:${columnLetter(at - 1)}${isLog(table.table) ? CHECKED_ROWS.log : CHECKED_ROWS.other}`, check);
}

function widthFor({ shape, header, example }: ColumnPlan): number {
  const least = shape.is === "date" ? 12 : shape.is === "names" ? 12 : shape.is === "mark" ? 14 : shape.is === "text" ? 18 : 10;
  const longest = Math.max(widthOf(`＊${header}`), widthOf(String(example ?? "")), shape.is === "words" ? Math.max(...shape.words.map(widthOf)) + 2 : 0);
  return Math.min(30, Math.max(least, longest + 3));
}

function exampleValue({ shape, example }: ColumnPlan): CellValue {
  if (shape.is !== "date" || typeof example !== "string") return example;
  const day = fromIso(example);
  return day === null ? example : new Date(day * MS_A_DAY);
}

/** Dates that a roster may hold; 20100301 as a number is none of them. */
const DAYS = [new Date(Date.UTC(1930, 0, 1)), new Date(Date.UTC(2099, 11, 31))];

function checkOf({ shape }: ColumnPlan, language: Language): DataValidation | null {
  const error = errorOf(shape);
  if (!error) return null;
  const said = { allowBlank: true, showErrorMessage: true, errorTitle: ERROR_TITLE[language], error: error[language] };
  switch (shape.is) {
    case "words":
      return { ...said, type: "list", errorStyle: shape.open ? "warning" : "stop", formulae: [listOf(shape.words)] };
    case "date":
      return { ...said, type: "date", operator: "between", errorStyle: shape.month ? "warning" : "stop", formulae: DAYS };
    case "number":
      return { ...said, type: "decimal", operator: "greaterThanOrEqual", errorStyle: "stop", formulae: [0] };
    default:
      return null;
  }
}

const LONGEST_LIST = 255;

/** The words inside the rule itself: a list elsewhere would be a sheet that no reader knows. */
function listOf(words: readonly string[]): string {
  const list = words.join(",");
  if (list.length > LONGEST_LIST || words.some((word) => /[,"]/.test(word))) throw new RangeError(`Excel takes no such list: ${list}`);
  return `"${list}"`;
}

/** exceljs takes a range here, and says so nowhere. */
function addCheck(sheet: Worksheet, range: string, check: DataValidation): void {
  (sheet as unknown as { dataValidations: { add(range: string, check: DataValidation): void } }).dataValidations.add(range, check);
}
