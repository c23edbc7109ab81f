import type exceljs from "exceljs";
import type { Column, Style, Worksheet } from "exceljs";
import { PassThrough } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { constants } from "node:zlib";
import { clean } from "./clean.ts";
import { RowTexts, type SheetInside } from "./row-text.ts";

/** What a cell may hold: text, a number, a day, a text that leads somewhere; null: nothing. Texts never become formulas. */
export type Value = string | number | Date | { text: string; hyperlink: string } | null;

/** A cell with its look, where that is not its column's. */
export interface Cell { value: Value; style?: Partial<Style> }

export interface SheetColumn {
  head: string;
  width: number;
  style?: Partial<Style>;
  hidden?: boolean;
  /** What may be chosen in its cells. */
  choices?: readonly string[];
}

export interface SheetPlan {
  name: string;
  tab: string;
  columns: readonly SheetColumn[];
  /** In the order of columns. */
  rows: Iterable<readonly (Value | Cell)[]>;
  /** Lines above the header. */
  above?: readonly string[];
  /** Every text fits its line: nothing is measured, nothing wrapped. */
  flat?: boolean;
  /** Lines below the table. */
  below?: readonly (readonly Value[])[];
}

export const MOST_ROWS = 1_048_576;
const A4 = 9;
const FONT = "微软雅黑";
const BASE: Partial<Style> = { font: { name: FONT, size: 10 }, alignment: { vertical: "top", wrapText: true } };
const HEAD: Partial<Style> = {
  font: { name: FONT, size: 10, bold: true }, alignment: { vertical: "middle", wrapText: true },
  fill: { type: "pattern", pattern: "solid", fgColor: { argb: "FFDDE6F3" } }, border: { bottom: { style: "thin", color: { argb: "FF8A98AD" } } },
};
const LINE: Partial<exceljs.Borders> = { bottom: { style: "thin", color: { argb: "FFE1E6EC" } } };
const TITLE: Partial<Style> = { font: { name: FONT, size: 14, bold: true } };
const NOTE: Partial<Style> = { font: { name: FONT, size: 10 }, alignment: { vertical: "top" } };
const LINK = { color: { argb: "FF0B4F9E" }, underline: true } as const;

/** The oldest day that an archive can tell: that of every part, so that the same report has the same bytes. */
const NO_DAY = new Date(Date.UTC(1980, 0, 1));

/**
 * A workbook as a stream of bytes, written row by row: however many there are, few are held at a time. `tooMany` is the last line of a
 * sheet that has no room for all of them.
 */
export async function* workbook(sheets: Iterable<SheetPlan>, tooMany: (left: number) => string): AsyncGenerator<Uint8Array> {
  const { default: exceljs } = await import("exceljs");
  const stream = new PassThrough();
  const book = bookOf(exceljs.stream.xlsx.WorkbookWriter, stream);
  const written = (async () => {
    for (const plan of sheets) await addSheet(book.addWorksheet(plan.name, {
      properties: { tabColor: { argb: plan.tab } }, views: [{ state: "frozen", ySplit: (plan.above?.length ?? 0) + 1, showGridLines: false }],
      pageSetup: { paperSize: A4, orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: `${(plan.above?.length ?? 0) + 1}:${(plan.above?.length ?? 0) + 1}`, margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 } },
      headerFooter: { oddFooter: `&L${plan.name}&R&P / &N` },
    }), plan, tooMany);
    await book.commit();
  })().catch((error: unknown) => { stream.destroy(error as Error); });
  for await (const chunk of stream) yield chunk as Uint8Array;
  await written;
}

/** What exceljs' types do not tell of its writer: the archive, and the two parts that it puts there before anybody can say how. */
interface Inner { zip: { append(source: unknown, entry: object): unknown }; addThemes(): Promise<void>; addOfficeRels(): Promise<void> }
type BookWriter = exceljs.stream.xlsx.WorkbookWriter;

/** A writer whose archive has one day for all of its parts, where exceljs would take the moment of the run. */
function bookOf(Writer: typeof exceljs.stream.xlsx.WorkbookWriter, stream: PassThrough): BookWriter {
  const inner = Writer.prototype as unknown as Inner;
  class Held extends (Writer as unknown as new (options: object) => Inner) {
    override addThemes(): Promise<void> { return Promise.resolve(); }
    override addOfficeRels(): Promise<void> { return Promise.resolve(); }
  }
  // Chunks of 16 KB, as zlib gives them unless told, cost more than packing them does.
  const held = new Held({ stream, useStyles: true, useSharedStrings: false, zip: { zlib: { level: constants.Z_BEST_SPEED, chunkSize: 256 * 1024 } } });
  const append = held.zip.append.bind(held.zip);
  held.zip.append = (source, entry) => append(typeof source === "string" ? Buffer.from(source) : source, { ...entry, date: NO_DAY });
  void inner.addThemes.call(held);
  void inner.addOfficeRels.call(held);
  const book = held as unknown as BookWriter;
  [book.creator, book.lastModifiedBy, book.created, book.modified] = ["hege", "hege", NO_DAY, NO_DAY];
  return book;
}

/** So many rows are written before others may do something. */
const AT_ONCE = 500;

async function addSheet(sheet: Worksheet, { columns, rows, above = [], below = [], flat = false }: SheetPlan, tooMany: (left: number) => string): Promise<void> {
  sheet.columns = columns.map(({ width, hidden = false }) => ({ width, hidden }) as Partial<Column>);
  const rowsAdded = new Rows(sheet, columns, flat);
  above.forEach((text, i) => { rowsAdded.add([{ value: text, style: i === 0 ? TITLE : NOTE }]); });
  rowsAdded.add(columns.map(({ head }): Cell => ({ value: head, style: HEAD })), true);
  const head = above.length + 1;
  let at = head;
  let left = 0;
  for (const cells of rows) {
    if (at >= MOST_ROWS - below.length - 1) {
      left += 1;
      continue;
    }
    at += 1;
    rowsAdded.addLine(cells);
    if (at % AT_ONCE !== 0) continue;
    await rowsAdded.drained();
    await setImmediate();
  }
  if (left > 0) rowsAdded.add([{ value: tooMany(left), style: NOTE }]);
  if (at > head) {
    sheet.autoFilter = { from: { row: head, column: 1 }, to: { row: at, column: columns.length } };
    columns.forEach(({ choices }, i) => {
      if (choices) (sheet as unknown as { dataValidations: { add(range: string, validation: object): void } }).dataValidations.add(`${sheet.getColumn(i + 1).letter}${head + 1}:${sheet.getColumn(i + 1).letter}${at}`, { type: "list", allowBlank: true, formulae: [`"${choices.join(",")}"`] });
    });
  }
  for (const cells of below) rowsAdded.add(cells.map((value): Cell => ({ value, style: NOTE })));
  rowsAdded.end();
  (sheet as unknown as { commit(): void }).commit();
}

/** Excel takes no more links in a sheet. */
export const MOST_LINKS = 65_000;
const isCell = (each: Value | Cell): each is Cell => typeof each === "object" && each !== null && "value" in each;
const isLink = (value: Value): value is { text: string; hyperlink: string } => typeof value === "object" && value !== null && "hyperlink" in value;

/** Writes the rows of a sheet. Looks are made once each: exceljs knows a style again by its object. */
class Rows {
  readonly #texts: RowTexts;
  readonly #columns: readonly SheetColumn[];
  readonly #looks: readonly Partial<Style>[];
  readonly #mixed: Map<Partial<Style>, Partial<Style>>[];
  readonly #linked = new Map<Partial<Style>, Partial<Style>>();
  readonly #flat: boolean;
  #links = 0;

  constructor(sheet: Worksheet, columns: readonly SheetColumn[], flat: boolean) {
    this.#texts = new RowTexts(sheet as unknown as SheetInside);
    this.#columns = columns;
    this.#flat = flat;
    this.#looks = columns.map(({ style }) => ({ ...BASE, ...style, alignment: { ...BASE.alignment, wrapText: !flat, ...style?.alignment }, border: LINE, font: { ...BASE.font, ...style?.font } }));
    this.#mixed = columns.map(() => new Map<Partial<Style>, Partial<Style>>());
  }

  /** A line of the table: each cell in the look of its column. */
  addLine(cells: readonly (Value | Cell)[]): void {
    this.#texts.begin(this.#flat ? null : heightOf(cells, this.#columns));
    for (let i = 0; i < cells.length; i++) {
      const each = cells[i] ?? null;
      if (isCell(each)) this.#put(each.value, each.style === undefined ? this.#looks[i] ?? BASE : this.#mix(i, each.style));
      else this.#put(each, this.#looks[i] ?? BASE);
    }
    this.#texts.end();
  }

  /** A line beside the table. */
  add(cells: readonly Cell[], asHighAsNeeded = false): void {
    this.#texts.begin(asHighAsNeeded ? heightOf(cells, this.#columns) : null);
    for (const { value, style = BASE } of cells) this.#put(value, style);
    this.#texts.end();
  }

  /** Lets the archive pack what was written. */
  async drained(): Promise<void> {
    await this.#texts.drained();
  }

  /** Everything was added. */
  end(): void {
    this.#texts.flush();
  }

  #put(value: Value, style: Partial<Style>): void {
    if (!isLink(value)) this.#texts.cell(value, style);
    else if (this.#links >= MOST_LINKS) this.#texts.cell(value.text, style);
    else {
      this.#links += 1;
      this.#texts.cell(value.text, this.#asLink(style), value.hyperlink);
    }
  }

  #mix(column: number, style: Partial<Style>): Partial<Style> {
    const look = this.#looks[column] ?? BASE;
    return remembered(this.#mixed[column] ?? new Map<Partial<Style>, Partial<Style>>(), style, () => ({ ...look, ...style, alignment: { ...look.alignment, ...style.alignment }, font: { ...look.font, ...style.font } }));
  }

  #asLink(style: Partial<Style>): Partial<Style> {
    return remembered(this.#linked, style, () => ({ ...style, font: { ...style.font, ...LINK } }));
  }
}

function remembered<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

const LINE_POINTS = 13.5;
/** Excel's rows are no higher. */
const HIGHEST_ROW = 400;

/** Rows that are streamed have no height of their own, and their texts would lie over each other: as many lines as the fullest cell needs. */
function heightOf(cells: readonly (Value | Cell)[], columns: readonly SheetColumn[]): number {
  let most = 1;
  for (let i = 0; i < cells.length; i++) {
    const each = cells[i] ?? null;
    const value = isCell(each) ? each.value : each;
    const text = typeof value === "string" ? value : isLink(value) ? value.text : "";
    const { width = 10, hidden = false } = columns[i] ?? {};
    const room = Math.max(4, width - 2);
    // No letter is wider than two, so most texts need not be measured.
    if (hidden || (text.length * 2 <= room && !text.includes("\n"))) continue;
    most = Math.max(most, linesOf(text, room));
  }
  return Math.min(HIGHEST_ROW, 4 + LINE_POINTS * most);
}

/** How many lines a text takes; Han and what is as wide counts two. No more than the highest row has are counted. */
function linesOf(text: string, room: number): number {
  let [lines, width] = [1, 0];
  for (let i = 0; i < text.length && lines < 40; i++) {
    const code = text.charCodeAt(i);
    width += code === 10 ? room + 1 : code > 0x2e7f ? 2 : 1;
    if (width <= room) continue;
    lines += 1;
    width = code === 10 ? 0 : 2;
  }
  return lines;
}

/** Excel's names of sheets are short, without some signs, and each another, whatever its case. */
export function sheetName(text: string, taken: Set<string>): string {
  const plain = clean(text).replace(/[\\/?*[\]:]|^'+|'+$/g, " ").trim().slice(0, 31) || "1";
  let name = plain;
  for (let nth = 2; taken.has(name.toLowerCase()); nth++) name = `${plain.slice(0, 31 - ` (${nth})`.length)} (${nth})`;
  taken.add(name.toLowerCase());
  return name;
}
