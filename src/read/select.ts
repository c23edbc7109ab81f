import type { Finding } from "../model/issue.ts";
import { addAll } from "../model/lists.ts";
import type { SkipReason, TableRead } from "../model/submission.ts";
import { wantedColumns, type RowLayout } from "./layout.ts";
import { isBlankCell, type RawBatch, type RawCell, type RawValues } from "./raw.ts";
import { shapeFindings } from "./row-shape.ts";
import { beginsExample, isHeader, mayBeFooter, skipReason } from "./skip.ts";

// What a cell's contents may make of its row, as bits.
const FILLED = 1;
const HEADER = 2;
const NOBODY = 4;
const EXAMPLE = 8;

/** What the contents of one wanted column may make of a row, by their numbers. */
interface Marks {
  index: number;
  isName: boolean;
  /** A plain text may be the column's header. */
  hasPlainHeader: boolean;
  bits: Uint8Array;
  /** One of its contents is the header of the column once more. */
  hasHeader: boolean;
  /** How many of the column's contents were looked at. */
  known: number;
  values: RawValues | null;
  generation: number;
  ids: Int32Array | null;
}

/** How many rows a table has, and how many others by their reason. */
export type RowCounts = Pick<TableRead, "rows" | "skipped">;

/** No row of a table has more titles repeated in it. */
const MOST_TITLES = 3;

/**
 * Finds the rows of a table among those of its sheet, counts them, and the others by their reason (data.md, section 4, 2). What can
 * be told by the contents of the wanted columns is told by their numbers; only a suspicious row is looked at whole.
 */
export class RowSelector {
  readonly #layout: RowLayout;
  readonly #counts: RowCounts;
  /** Up to the last column that has a header. */
  readonly #width: number;
  readonly #separator: string | null;
  readonly #marks: readonly Marks[];
  /** By row of the batch. */
  #filled = new Uint16Array(0);
  #headed = new Uint8Array(0);
  #named = new Uint8Array(0);
  #plain = new Uint8Array(0);

  constructor(layout: RowLayout, counts: RowCounts, width: number, separator: string | null) {
    this.#layout = layout;
    this.#counts = counts;
    this.#width = width;
    this.#separator = separator;
    const names = new Set((layout.columns.get(layout.table.nameField) ?? []).map((column) => column.index));
    this.#marks = [...wantedColumns(layout)].sort((a, b) => a - b).map((index) => ({
      index, isName: names.has(index), hasPlainHeader: layout.headerRows.some((headers) => isPlainHeader(headers[index])), bits: new Uint8Array(256), hasHeader: false, known: 0, values: null, generation: 0, ids: null,
    }));
  }

  /**
   * The places in the batch of the table's rows. Findings: cells beyond the last header, quoted cells that swallowed lines. `skipped`
   * is told of every other row that is not blank.
   */
  select(batch: RawBatch, findings: Finding[], skipped?: (reason: SkipReason, row: number) => void): Int32Array {
    for (const marks of this.#marks) this.#mark(marks, batch);
    this.#sum(batch.length);
    const used = new Int32Array(batch.length);
    const { rows, widths, broken } = batch;
    const plain = this.#findPlain(batch);
    let count = 0;
    for (let i = 0; i < batch.length; i++) {
      if (plain[i] === 1) {
        used[count++] = i;
        continue;
      }
      if ((rows[i] ?? 0) <= this.#layout.source.headerRow || this.#filled[i] === 0) continue;
      const reason = this.#isPlain(batch, i) ? null : skipReason(this.#layout, batch.whole(i).cells);
      if (reason === "blank") continue;
      if (reason !== null) {
        this.#counts.skipped[reason] = (this.#counts.skipped[reason] ?? 0) + 1;
        skipped?.(reason, rows[i] ?? 0);
        continue;
      }
      used[count++] = i;
      if ((widths[i] ?? 0) > this.#width || broken[i] === 1) addAll(findings, shapeFindings(batch.whole(i), this.#layout.source, this.#separator, this.#width));
    }
    this.#counts.rows += count;
    return used.subarray(0, count);
  }

  /** Marks with 1 the rows that are certainly the table's, with nothing to be said of them: most are told so, in one go. */
  #findPlain({ length, rows, widths, broken }: RawBatch): Uint8Array {
    const plain = this.#plain.fill(0, 0, length);
    const [first] = this.#marks;
    // With what a row begins is known by number only where the very first column is one that is read.
    if (first?.index !== 0 || first.ids === null || (rows[0] ?? 0) <= this.#layout.source.headerRow) return plain;
    const { ids, bits } = first;
    const [named, headed, filled] = [this.#named, this.#headed, this.#filled];
    const least = this.#layout.titles.size === 0 ? 0 : MOST_TITLES;
    for (let i = 0; i < length; i++) {
      if (named[i] === 1 && headed[i] === 0 && (filled[i] as number) > least && ((bits[ids[i] as number] as number) & (FILLED | EXAMPLE)) === FILLED
        && (widths[i] as number) <= this.#width && broken[i] === 0) plain[i] = 1;
    }
    return plain;
  }

  /**
   * Column by column: which rows name somebody, which hold a header, and how many cells of each are filled – where no row can be
   * anything but one of the table, one.
   */
  #sum(rows: number): void {
    if (this.#filled.length < rows) [this.#filled, this.#headed, this.#named, this.#plain] = [new Uint16Array(rows), new Uint8Array(rows), new Uint8Array(rows), new Uint8Array(rows)];
    const [filled, headed, named] = [this.#filled.fill(1, 0, rows), this.#headed.fill(0, 0, rows), this.#named.fill(0, 0, rows)];
    for (const { ids, bits, isName } of this.#marks) {
      if (ids === null || !isName) continue;
      for (let i = 0; i < rows; i++) if (((bits[ids[i] as number] as number) & (FILLED | NOBODY)) === FILLED) named[i] = 1;
    }
    for (const { ids, bits, hasHeader } of this.#marks) {
      if (ids === null || !hasHeader) continue;
      for (let i = 0; i < rows; i++) headed[i] = (headed[i] as number) | ((bits[ids[i] as number] as number) & HEADER);
    }
    if (this.#layout.titles.size === 0 && !named.subarray(0, rows).includes(0)) return;
    filled.fill(0, 0, rows);
    for (const { ids, bits } of this.#marks) {
      if (ids === null) continue;
      for (let i = 0; i < rows; i++) filled[i] = (filled[i] as number) + ((bits[ids[i] as number] as number) & FILLED);
    }
  }

  /** Whether a row that has something in it is certainly one of the table. */
  #isPlain(batch: RawBatch, i: number): boolean {
    if (this.#named[i] === 0 || this.#headed[i] !== 0 || ((this.#filled[i] as number) <= MOST_TITLES && this.#layout.titles.size > 0)) return false;
    return !this.#isExample(batch, i);
  }

  #isExample(batch: RawBatch, i: number): boolean {
    const [first] = this.#marks;
    const bit = first?.index === 0 && first.ids !== null ? first.bits[first.ids[i] ?? 0] ?? 0 : 0;
    // Only where the very first column is one that is read does its number tell with what the row begins.
    return (bit & FILLED) !== 0 ? (bit & EXAMPLE) !== 0 : beginsExample(batch.first(i));
  }

  #mark(marks: Marks, batch: RawBatch): void {
    const column = batch.columns[marks.index];
    marks.ids = column?.ids ?? null;
    if (column === undefined) return;
    const { values } = column;
    if (values !== marks.values || values.generation !== marks.generation) {
      marks.values = values;
      marks.generation = values.generation;
      marks.known = 0;
      marks.hasHeader = false;
    }
    if (values.size > marks.bits.length) {
      const bits = new Uint8Array(Math.max(values.size, marks.bits.length * 2));
      bits.set(marks.bits);
      marks.bits = bits;
    }
    const takesPlain = !marks.isName && !marks.hasPlainHeader;
    while (marks.known < values.size) {
      const plain = takesPlain ? values.plain(marks.known) : null;
      if (plain !== null) {
        marks.bits.fill(FILLED, marks.known, marks.known + plain.ends.length);
        marks.known += plain.ends.length;
        continue;
      }
      const bits = this.#bitsOf(values.cell(marks.known), marks);
      marks.bits[marks.known++] = bits;
      marks.hasHeader ||= (bits & HEADER) !== 0;
    }
  }

  #bitsOf(cell: RawCell, { index, isName }: Marks): number {
    if (isBlankCell(cell)) return 0;
    const header = this.#layout.headerRows.some((headers) => isHeader(cell, headers[index]));
    return FILLED | (header ? HEADER : 0) | (isName && mayBeFooter(cell) ? NOBODY : 0) | (index === 0 && beginsExample(cell) ? EXAMPLE : 0);
  }
}

/** Of ASCII alone: a text of ASCII is not taken for any other (isHeader). */
const isPlainHeader = (header: string | undefined): boolean => header !== undefined && header !== "" && /^[ -~]*$/.test(header);
