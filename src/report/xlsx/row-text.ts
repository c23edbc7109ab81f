import type { Style } from "exceljs";
import { MS_A_DAY } from "../../model/day.ts";
import { escaped } from "../xml.ts";
import { clean } from "./clean.ts";

/** What exceljs' writer of sheets does not tell in its types: where the text of a sheet goes, and who numbers looks, texts and links. */
export interface SheetInside {
  startedData: boolean;
  /** Its pipes lead to the archive. They are of an old readable-stream, which says in its state alone that it is full. */
  stream: { write(text: Buffer): unknown; pipes: readonly (NodeJS.WritableStream & { _writableState: { needDrain: boolean } })[] };
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
const HELD = 256 * 1024;
/** More than the marks around one value take. */
const MARKS_ROOM = 256;
/** Bytes that one UTF-16 unit takes at most. */
const MOST_A_UNIT = 3;
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
    const letter = (this.#letters[this.#column] ??= this.#sheet.getColumn(this.#column + 1).letter);
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
      if (pipe._writableState.needDrain) await new Promise<void>((resolve) => { pipe.once("drain", resolve); });
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
    const mark = `" s="${this.#sheet._workbook.styles.addStyleModel(style, KINDS[kindOf(value, link)])}"`;
    this.#styles.set(style, mark);
    return mark;
  }
}
