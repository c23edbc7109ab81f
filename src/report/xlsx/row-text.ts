import type { Style } from "exceljs";
import { clean } from "./clean.ts";

/** What exceljs' writer of sheets does not tell in its types: where the text of a sheet goes, and who numbers looks, texts and links. */
export interface SheetInside {
  startedData: boolean;
  stream: { write(text: Buffer): unknown; pipes: readonly NodeJS.WritableStream[] };
  _workbook: { styles: { addStyleModel(style: Partial<Style>, type: number): number }; sharedStrings: { add(text: string): number } };
  _sheetRelsWriter: { addHyperlink(link: { address: string; target: string }): void };
  _writeColumns(): void;
  _writeOpenSheetData(): void;
}

/** What a cell can hold; a day is its midnight in UTC. */
type Written = string | number | Date | null;

/** exceljs' kinds of values, by which it chooses the format of a number where a look names none. */
const [NOTHING, NUMBER, TEXT, DAY, LINK] = [0, 2, 3, 4, 5];
const kindOf = (value: Written): number => (value === null ? NOTHING : typeof value === "string" ? TEXT : typeof value === "number" ? NUMBER : DAY) ?? 0;

/** So many bytes of rows are held before they are handed on. */
const HELD = 256 * 1024;
/** More than the marks around one value take. */
const MARKS_ROOM = 256;
/** Bytes that one UTF-16 unit takes at most. */
const MOST_A_UNIT = 3;
const MS_A_DAY = 86_400_000;
/** Day 25,569 of Excel is 1970-01-01. */
const DAY_ZERO = 25_569;

/** Texts that may come again – names, clauses, files – are written once; so many of a sheet at most, and none that is longer. */
const MOST_SHARED = 50_000;
const LONGEST_SHARED = 64;

/**
 * Writes the rows of a sheet that exceljs writes otherwise. It makes an object with a style for each cell, five microseconds a cell,
 * and a row as text takes a fraction of that: `begin`, each cell in the order of columns, `end`; when all are there, `flush`.
 */
export class RowTexts {
  readonly #sheet: SheetInside;
  readonly #styles = new Map<Partial<Style>, string>();
  readonly #shared = new Map<string, string>();
  readonly #letters: string[] = [];
  #bytes = Buffer.allocUnsafe(HELD);
  #used = 0;
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
    this.#room(MARKS_ROOM);
    this.#ascii('<row r="');
    this.#ascii(this.#row);
    this.#ascii(height === null ? '">' : `" ht="${height}" customHeight="1">`);
  }

  /** The next cell of the row; `link`: where a click leads. */
  cell(value: Written, style: Partial<Style>, link: string | null = null): void {
    const letter = (this.#letters[this.#column] ??= letterOf(this.#column));
    this.#column += 1;
    if (link !== null) this.#sheet._sheetRelsWriter.addHyperlink({ address: letter + this.#row, target: link });
    this.#room(MARKS_ROOM);
    this.#ascii('<c r="');
    this.#ascii(letter);
    this.#ascii(this.#row);
    this.#ascii(this.#styleOf(style, value, link));
    if (value === null) this.#ascii("/>");
    else if (typeof value === "string") this.#string(value);
    else {
      this.#ascii("><v>");
      this.#ascii(String(typeof value === "number" ? value : DAY_ZERO + value.getTime() / MS_A_DAY));
      this.#ascii("</v></c>");
    }
  }

  end(): void {
    this.#room(MARKS_ROOM);
    this.#ascii("</row>");
  }

  /** Hands on what is held. */
  flush(): void {
    // The stream copies what it is given.
    if (this.#used > 0) this.#sheet.stream.write(this.#bytes.subarray(0, this.#used));
    this.#used = 0;
  }

  /** Resolves when the archive takes more: it would keep in memory what it has not packed yet. */
  async drained(): Promise<void> {
    for (const pipe of this.#sheet.stream.pipes) {
      if ((pipe as { writableNeedDrain?: boolean }).writableNeedDrain === true) await new Promise<void>((resolve) => { pipe.once("drain", resolve).once("close", resolve); });
    }
  }

  #string(value: string): void {
    const shared = this.#sharedOf(value);
    if (shared !== undefined) {
      this.#ascii(' t="s"><v>');
      this.#ascii(shared);
    } else {
      const text = escaped(clean(value));
      this.#room(text.length * MOST_A_UNIT + MARKS_ROOM);
      this.#ascii(' t="str"><v>');
      this.#used += this.#bytes.write(text, this.#used);
    }
    this.#ascii("</v></c>");
  }

  /** Makes sure that so many bytes have room. */
  #room(bytes: number): void {
    if (this.#used + bytes <= this.#bytes.length) return;
    this.flush();
    if (bytes > this.#bytes.length) this.#bytes = Buffer.allocUnsafe(bytes);
  }

  #ascii(text: string): void {
    const bytes = this.#bytes;
    let at = this.#used;
    for (let i = 0; i < text.length; i++) bytes[at++] = text.charCodeAt(i);
    this.#used = at;
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
    const mark = `" s="${this.#sheet._workbook.styles.addStyleModel(style, link === null ? kindOf(value) : LINK ?? 0)}"`;
    this.#styles.set(style, mark);
    return mark;
  }
}

/** The letters of a column, counted from 0. */
const letterOf = (column: number): string => (column < 26 ? "" : letterOf(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));

const MARKS: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;" };
const escaped = (text: string): string => (/[&<>\r]/.test(text) ? text.replace(/[&<>\r]/g, (mark) => MARKS[mark] ?? mark) : text);
