import { MOST_COLUMNS, MOST_ROWS, type RawCell } from "../raw.ts";
import type { CellValues } from "./cell-value.ts";
import { fastCells } from "./fast-cells.ts";
import { LONGEST_TEXT } from "./limits.ts";
import { mergeOf, type Merge } from "./merges.ts";
import type { NumberFormat } from "./number-format.ts";
import { columnOf } from "./reference.ts";
import type { Refuse } from "./refuse.ts";
import type { SharedStrings } from "./shared-strings.ts";
import { unescaped } from "./text.ts";
import { isTrue } from "./workbook-part.ts";
import { element, textElement, type Element, type Handler } from "./xml.ts";
import type { Attributes } from "./xml-tag.ts";

/** What a sheet's cells refer to. */
export interface SheetContext {
  sheet: string;
  refuse: Refuse;
  strings: SharedStrings;
  formats: readonly NumberFormat[];
  values: CellValues;
}

/** Who takes the rows of a sheet. */
export interface RowSink {
  /** A cell's column, from 0, and the index of its text. */
  text(column: number, index: number): void;
  value(column: number, cell: RawCell): void;
  /** The row from 1, ascending. */
  endRow(row: number): void;
  isFull(): boolean;
}

const VALUE = textElement("v");
const FORMULA = element("f");
const TEXT = textElement("t");
const RUN_TEXT = textElement("t");
const CELL = element("c", VALUE, FORMULA, element("is", TEXT, element("r", RUN_TEXT)));
const ROW = element("row", CELL);
const COLUMN = element("col");
const MERGE = element("mergeCell");
export const WORKSHEET = element("worksheet", element("cols", COLUMN), element("sheetData", ROW), element("mergeCells", MERGE));

const GENERAL: NumberFormat = { shows: "number" };

/**
 * Reads a sheet's rows and cells, and checks all that could be wrong with them: places, texts and styles that are not there. Rows
 * and cells without a reference follow the one before. Rows must ascend and no place come twice, as Excel has it too (it repairs such
 * a file): which of two cells holds, nobody can tell. Without a sink only what is said of the sheet as a whole is kept.
 */
export class SheetReader implements Handler {
  readonly context: SheetContext;
  readonly sink: RowSink | null;
  readonly merges: Merge[] = [];
  lastRow = 0;
  /** How many rows with something in them are hidden. */
  hiddenRows = 0;
  /** Columns up to the last one that a cell stands in. */
  width = 0;
  readonly shortcut: NonNullable<Handler["shortcut"]>;
  row = 0;
  /** The column of the cell before; -1 at the beginning of a row. */
  column = -1;
  /** Whether the row has something in it. */
  filled = false;
  #hidden = false;
  /** The row in which a column last had a cell. */
  readonly #seen = new Int32Array(MOST_COLUMNS);
  readonly #hiddenEdges = new Int32Array(MOST_COLUMNS + 1);
  #style = 0;
  #type: string | null = null;
  #hasFormula = false;
  #value: string | null = null;
  #inline: string | null = null;

  constructor(context: SheetContext, sink: RowSink | null) {
    this.context = context;
    this.sink = sink;
    this.shortcut = { within: ROW, run: fastCells(this) };
  }

  /** How many columns are hidden, of those that have cells. */
  get hiddenColumns(): number {
    let open = 0;
    let hidden = 0;
    for (let column = 0; column < this.width; column++) {
      open += this.#hiddenEdges[column] ?? 0;
      if (open > 0) hidden += 1;
    }
    return hidden;
  }

  isFull(): boolean {
    return this.sink?.isFull() ?? false;
  }

  open(found: Element, attributes: Attributes): void {
    if (found === CELL) this.#openCell(attributes);
    else if (found === VALUE) this.#value = "";
    else if (found === FORMULA) this.#hasFormula = true;
    else if (found === ROW) this.#openRow(attributes);
    else if (found === MERGE) this.#merge(attributes.get("ref"));
    else if (found === COLUMN && isTrue(attributes.get("hidden"))) this.#hide(Number(attributes.get("min")), Number(attributes.get("max")));
  }

  close(found: Element, text: string): void {
    if (found === CELL) this.#closeCell();
    else if (found === VALUE) this.#value = text;
    else if (found === TEXT || found === RUN_TEXT) this.#addRun(text);
    else if (found === ROW) this.#closeRow();
  }

  #addRun(text: string): void {
    this.#inline = (this.#inline ?? "") + text;
    if (this.#inline.length > LONGEST_TEXT) this.context.refuse.tooBig();
  }

  #merge(ref: string | null): void {
    const merge = mergeOf(ref ?? "", this.context.refuse);
    if (merge) this.merges.push(merge);
  }

  #hide(min: number, max: number): void {
    if (!Number.isInteger(min) || !Number.isInteger(max) || min < 1 || max < min) this.context.refuse.broken();
    if (min > MOST_COLUMNS) return;
    this.#hiddenEdges[min - 1] = (this.#hiddenEdges[min - 1] ?? 0) + 1;
    const end = Math.min(max, MOST_COLUMNS);
    this.#hiddenEdges[end] = (this.#hiddenEdges[end] ?? 0) - 1;
  }

  #openRow(attributes: Attributes): void {
    const { refuse, sheet } = this.context;
    const told = attributes.get("r");
    if (told !== null && !/^\d{1,10}$/.test(told)) refuse.broken();
    const row = told === null ? this.row + 1 : Number(told);
    if (row > MOST_ROWS) refuse.tooManyRows(sheet);
    if (row <= this.row) refuse.broken();
    this.row = row;
    this.column = -1;
    this.filled = false;
    this.#hidden = isTrue(attributes.get("hidden"));
  }

  #closeRow(): void {
    if (!this.filled) return;
    this.lastRow = this.row;
    if (this.#hidden) this.hiddenRows += 1;
    this.sink?.endRow(this.row);
  }

  #openCell(attributes: Attributes): void {
    const { refuse } = this.context;
    const ref = attributes.get("r");
    if (ref === null) this.place(this.column + 1);
    else {
      const [, letters = "", row] = /^([A-Za-z]{1,7})(\d{1,10})$/.exec(ref) ?? refuse.broken();
      if (Number(row) !== this.row) refuse.broken();
      this.place(columnOf(letters));
    }
    const style = attributes.get("s");
    if (style !== null && !/^\d{1,9}$/.test(style)) refuse.broken();
    this.#style = Number(style ?? 0);
    this.formatOf(this.#style);
    this.#type = attributes.get("t");
    this.#hasFormula = false;
    this.#value = null;
    this.#inline = null;
  }

  /** Goes to a cell's column. */
  place(column: number): void {
    const { refuse, sheet } = this.context;
    if (column >= MOST_COLUMNS) refuse.tooManyColumns(sheet, this.row);
    if (this.#seen[column] === this.row) refuse.broken();
    this.#seen[column] = this.row;
    this.column = column;
    if (column >= this.width) this.width = column + 1;
  }

  /** A workbook without styles has no formats; one with styles has those that cells ask for. */
  formatOf(style: number): NumberFormat {
    const { formats, refuse } = this.context;
    return formats[style] ?? (formats.length === 0 ? GENERAL : refuse.broken());
  }

  #closeCell(): void {
    const { context } = this;
    const type = this.#type ?? "n";
    if (type === "s" && this.#inline === null) {
      if (this.#value === null || this.#value.trim() === "") return;
      if (!/^\d{1,10}$/.test(this.#value.trim())) context.refuse.broken();
      this.addText(Number(this.#value));
      return;
    }
    this.add(this.#cellOf(type));
  }

  #cellOf(type: string): RawCell {
    const { values, refuse } = this.context;
    const value = this.#value?.trim() ?? "";
    // Rich or plain, whatever type the cell says it has: a text that is there is not passed over.
    if (this.#inline !== null) return unescaped(this.#inline);
    if (!["n", "str", "inlineStr", "b", "e", "d"].includes(type)) refuse.broken();
    // An empty text is what a formula gave; no value at all is a formula that nobody calculated.
    if (value === "" && this.#hasFormula && (type !== "str" || this.#value === null)) return values.formula;
    if (type === "str" || type === "inlineStr") return unescaped(this.#value ?? "");
    if (value === "") return null;
    if (type === "b") return isTrue(value);
    if (type === "e") return values.error(value);
    return type === "d" ? values.isoDate(value) : values.number(Number(value), this.formatOf(this.#style));
  }

  /** The text of the cell at hand: an index of the shared ones. */
  addText(index: number): void {
    const { strings, refuse } = this.context;
    if (index >= strings.count) refuse.broken();
    if (strings.isEmpty(index)) return;
    this.filled = true;
    this.sink?.text(this.column, index);
  }

  add(cell: RawCell): void {
    if (cell === null || cell === "") return;
    this.filled = true;
    this.sink?.value(this.column, cell);
  }
}
