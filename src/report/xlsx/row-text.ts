import type { Style } from "exceljs";
import { MS_A_DAY } from "../../model/day.ts";
import { escaped } from "../xml.ts";
import { clean } from "./clean.ts";

/** What exceljs' writer of sheets does not tell in its types: where the text of a sheet goes, and who numbers looks, texts and links. */
export interface SheetInside {
  startedData: boolean;
  /** Its pipes lead to the archive; `_flush` hands on what it holds itself. */
  stream: { _flush(): void; pipes: readonly { write(bytes: Uint8Array, taken: () => void): unknown }[] };
  _workbook: { styles: { addStyleModel(style: Partial<Style>, type: number): number }; sharedStrings: { add(text: string): number } };
  _sheetRelsWriter: { addHyperlink(link: { address: string; target: string }): void };
  getColumn(number: number): { letter: string };
  _writeColumns(): void;
  _writeOpenSheetData(): void;
}

/** What a cell can hold; a day is its midnight in UTC. */
type Written = string | number | Date | null;

/** exceljs' kinds of values, by which it chooses the format of a number where a look names none. */
const KINDS = { nothing: 0, number: 2, text: 3, day: 4, link: 5 } as const;
const kindOf = (value: Written, link: string | null): keyof typeof KINDS => (link !== null ? "link" : value === null ? "nothing" : typeof value === "string" ? "text" : typeof value === "number" ? "number" : "day");

/** So many bytes of rows are held before they are handed on. */
const HELD = 128 * 1024;
/** So many may wait for the archive before no more are written: enough that it never waits for us while others have their turn. */
const MOST_WAITING = 512 * 1024;
/** Bytes that one UTF-16 unit takes at most. */
const MOST_A_UNIT = 3;
/** Day 25,569 of Excel is 1970-01-01. */
const DAY_ZERO = 25_569;

/** Texts that may come again – names, clauses, files – are written once; so many of a sheet at most, and none that is longer. */
const MOST_SHARED = 50_000;
const LONGEST_SHARED = 64;

/** The last text cell of a column, whose own cell below is most often the same: what stands behind its address. */
interface ColumnBefore { letter: string; value: string | null; style: Partial<Style> | null; tail: string }

/**
 * Writes the rows of a sheet that exceljs writes otherwise. It makes an object with a style for each cell, five microseconds a cell,
 * and a row as text takes a fraction of that: `begin`, each cell in the order of columns, `end`; when all are there, `flush`.
 */
export class RowTexts {
  readonly #sheet: SheetInside;
  readonly #styles = new Map<Partial<Style>, string>();
  readonly #shared = new Map<string, string>();
  readonly #columns: ColumnBefore[] = [];
  #bytes = Buffer.allocUnsafeSlow(HELD);
  #used = 0;
  #waiting = 0;
  #taken: (() => void) | null = null;
  #text = "";
  #row = "0";
  #rows = 0;
  #column = 0;

  constructor(sheet: SheetInside) {
    this.#sheet = sheet;
  }

  /** Begins the next row; `height` in points, null: as high as the program that opens it thinks. */
  begin(height: number | null): void {
    if (this.#rows === 0) {
      this.#sheet._writeColumns();
      this.#sheet._writeOpenSheetData();
      this.#sheet.startedData = true;
    }
    this.#row = String(this.#rows += 1);
    this.#column = 0;
    this.#text = `<row r="${this.#row}${height === null ? '">' : `" ht="${height}" customHeight="1">`}`;
  }

  /** The next cell of the row; `link`: where a click leads. */
  cell(value: Written, style: Partial<Style>, link: string | null = null): void {
    const before = (this.#columns[this.#column] ??= { letter: this.#sheet.getColumn(this.#column + 1).letter, value: null, style: null, tail: "" });
    this.#column += 1;
    if (link !== null) this.#sheet._sheetRelsWriter.addHyperlink({ address: before.letter + this.#row, target: link });
    if (typeof value !== "string" || before.value !== value || before.style !== style) {
      [before.value, before.style] = [typeof value === "string" ? value : null, style];
      before.tail = this.#styleOf(style, value, link) + this.#textOf(value);
    }
    this.#text += `<c r="${before.letter}${this.#row}${before.tail}`;
  }

  #textOf(value: Written): string {
    if (value === null) return "/>";
    if (typeof value === "string") {
      const shared = this.#sharedOf(value);
      return shared === undefined ? ` t="str"><v>${escaped(clean(value))}</v></c>` : ` t="s"><v>${shared}</v></c>`;
    }
    return `><v>${typeof value === "number" ? value : DAY_ZERO + value.getTime() / MS_A_DAY}</v></c>`;
  }

  end(): void {
    this.#text += "</row>";
    this.#room(this.#text.length * MOST_A_UNIT);
    this.#used += this.#bytes.write(this.#text, this.#used);
  }

  /** Hands on what is held. */
  flush(): void {
    if (this.#used === 0) return;
    const { stream } = this.#sheet;
    stream._flush();
    for (const pipe of stream.pipes) this.#hand(pipe, this.#bytes.subarray(0, this.#used));
    this.#bytes = Buffer.allocUnsafeSlow(HELD);
    this.#used = 0;
  }

  #hand(pipe: SheetInside["stream"]["pipes"][number], bytes: Uint8Array): void {
    this.#waiting += bytes.length;
    pipe.write(bytes, () => {
      this.#waiting -= bytes.length;
      if (this.#waiting <= MOST_WAITING / 2) this.#taken?.();
    });
  }

  /** Resolves when the archive takes more: it would keep in memory what it has not packed yet. */
  async drained(): Promise<void> {
    if (this.#waiting <= MOST_WAITING) return;
    await new Promise<void>((resolve) => { this.#taken = resolve; });
    this.#taken = null;
  }

  /** Makes sure that so many bytes have room. */
  #room(bytes: number): void {
    if (this.#used + bytes <= this.#bytes.length) return;
    this.flush();
    if (bytes > this.#bytes.length) this.#bytes = Buffer.allocUnsafeSlow(bytes);
  }

  #sharedOf(text: string): string | undefined {
    const known = this.#shared.get(text);
    if (known !== undefined || text.length > LONGEST_SHARED || this.#shared.size >= MOST_SHARED) return known;
    const number = String(this.#sheet._workbook.sharedStrings.add(clean(text)));
    this.#shared.set(text, number);
    return number;
  }

  /** The rest of a cell's opening mark: its look. */
  #styleOf(style: Partial<Style>, value: Written, link: string | null): string {
    const known = this.#styles.get(style);
    if (known !== undefined) return known;
    const mark = `" s="${this.#sheet._workbook.styles.addStyleModel(style, KINDS[kindOf(value, link)])}"`;
    this.#styles.set(style, mark);
    return mark;
  }
}
