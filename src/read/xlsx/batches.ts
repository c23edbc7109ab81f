import { isBlankCell, MOST_COLUMNS, type RawBatch, type RawCell, type RawValues, type Wanted } from "../raw.ts";
import { mergeAt, mergeWalk, type Merge, type MergeWalk } from "./merges.ts";
import type { RowSink } from "./sheet.ts";
import type { SharedStrings } from "./shared-strings.ts";

const ROWS_A_BATCH = 2_000;
/** A batch of many columns ends earlier: rows times columns. */
const MOST_PLACES = 2_000_000;
/** More contents of one column are not remembered at a time. */
const MOST_VALUES = 65_536;

/** The contents of one column, each with its number; shared texts are told apart by their index and made strings once. */
class ColumnValues implements RawValues {
  generation = 0;
  #cells: RawCell[] = [null];
  readonly #texts = new Map<number, number>();
  readonly #others = new Map<RawCell, number>();

  get size(): number {
    return this.#cells.length;
  }

  cell(id: number): RawCell {
    return this.#cells[id] ?? null;
  }

  plain(): null {
    return null;
  }

  /** To be called between batches only. */
  makeRoom(): void {
    if (this.#cells.length < MOST_VALUES) return;
    this.#cells = [null];
    this.#texts.clear();
    this.#others.clear();
    this.generation += 1;
  }

  ofText(index: number, strings: SharedStrings): number {
    const known = this.#texts.get(index);
    if (known !== undefined) return known;
    const id = this.#cells.push(strings.at(index)) - 1;
    this.#texts.set(index, id);
    return id;
  }

  ofOther(cell: RawCell): number {
    const known = this.#others.get(cell);
    if (known !== undefined) return known;
    const id = this.#cells.push(cell) - 1;
    this.#others.set(cell, id);
    return id;
  }
}

interface Kept {
  ids: Int32Array;
  values: ColumnValues;
}

/**
 * Gathers the rows of a sheet into batches. A cell is held as its column and a code: 0 nothing, above it a shared text (its index
 * and one), below it the place of its value among `#others`.
 */
export class Batches implements RowSink {
  readonly #isWanted = new Uint8Array(MOST_COLUMNS);
  readonly #strings: SharedStrings;
  readonly #walk: MergeWalk | null;
  readonly #values: (ColumnValues | undefined)[] = [];
  /** What the first cell of a merged range holds: a shared text by its code, or the value itself. */
  readonly #firsts = new Map<Merge, { code: number; cell: RawCell }>();
  #columns = new Int32Array(4_096);
  #codes = new Int32Array(4_096);
  #count = 0;
  #others: RawCell[] = [];
  #rows: number[] = [];
  /** Where the cells of each row begin, and those of the row at hand. */
  #starts: number[] = [0];
  readonly #isPresent = new Uint8Array(MOST_COLUMNS);
  #present: number[] = [];

  constructor(wanted: Wanted, strings: SharedStrings, merges: readonly Merge[]) {
    if (wanted === "all") this.#isWanted.fill(1);
    else for (const column of wanted) this.#isWanted[column] = 1;
    this.#strings = strings;
    this.#walk = merges.length > 0 ? mergeWalk(merges) : null;
  }

  get isEmpty(): boolean {
    return this.#rows.length === 0;
  }

  isFull(): boolean {
    return this.#rows.length >= ROWS_A_BATCH || this.#rows.length * this.#present.length > MOST_PLACES;
  }

  text(column: number, index: number): void {
    this.#add(column, index + 1);
  }

  value(column: number, cell: RawCell): void {
    this.#add(column, -this.#others.push(cell));
  }

  #add(column: number, code: number): void {
    if (this.#count === this.#codes.length) {
      this.#columns = doubled(this.#columns);
      this.#codes = doubled(this.#codes);
    }
    this.#columns[this.#count] = column;
    this.#codes[this.#count] = code;
    this.#count += 1;
    if (this.#isPresent[column] === 0) {
      this.#isPresent[column] = 1;
      this.#present.push(column);
    }
  }

  endRow(row: number): void {
    const start = this.#starts.at(-1) ?? 0;
    if (this.#walk && !this.#merge(row, start, this.#walk.enter(row))) {
      this.#count = start;
      return;
    }
    this.#rows.push(row);
    this.#starts.push(this.#count);
  }

  /**
   * Covered cells have nothing of their own; those below the first of their range have its value. Returns whether the row has anything
   * that no range covers: one without is blank to whoever looks at it.
   */
  #merge(row: number, start: number, active: readonly Merge[]): boolean {
    if (active.length === 0) return true;
    let own = false;
    for (let i = start; i < this.#count; i++) {
      const column = this.#columns[i] as number;
      const merge = mergeAt(active, column);
      const code = this.#codes[i] as number;
      if (!merge) own = true;
      else if (merge.top === row && merge.left === column) {
        own = true;
        if (merge.bottom > row) this.#firsts.set(merge, { code, cell: code < 0 ? this.#others[-code - 1] ?? null : null });
      } else this.#codes[i] = 0;
    }
    if (!own) return false;
    for (const merge of active) {
      const first = merge.top < row ? this.#firsts.get(merge) : undefined;
      if (first) this.#add(merge.left, first.code > 0 ? first.code : -this.#others.push(first.cell));
      if (merge.bottom === row) this.#firsts.delete(merge);
    }
    return true;
  }

  /** The rows so far as a batch, valid until they are cleared. `lastRow` is the sheet's. */
  take(lastRow: number): RawBatch {
    const length = this.#rows.length;
    const columns: (Kept | undefined)[] = [];
    const widths = new Int32Array(length);
    const [cellColumns, codes, starts, others, strings, isWanted] = [this.#columns, this.#codes, this.#starts, this.#others, this.#strings, this.#isWanted];
    for (let row = 0; row < length; row++) {
      let width = 0;
      for (let i = starts[row] as number, end = starts[row + 1] as number; i < end; i++) {
        const code = codes[i] as number;
        if (code === 0) continue;
        const column = cellColumns[i] as number;
        if (column >= width) width = column + 1;
        if (isWanted[column] === 0) continue;
        const { ids, values } = (columns[column] ??= this.#kept(column, length));
        ids[row] = code > 0 ? values.ofText(code - 1, strings) : values.ofOther(others[-code - 1] ?? null);
      }
      widths[row] = width;
    }
    const whole = this.#whole(columns, widths);
    return {
      length, rows: Int32Array.from(this.#rows), columns, widths, broken: new Uint8Array(length), whole,
      first: (index) => whole(index).cells.find((cell) => !isBlankCell(cell)) ?? null,
      share: Math.min(1, (this.#rows.at(-1) ?? 0) / lastRow),
    };
  }

  #kept(column: number, length: number): Kept {
    const values = (this.#values[column] ??= new ColumnValues());
    values.makeRoom();
    return { ids: new Int32Array(length), values };
  }

  #whole(columns: readonly (Kept | undefined)[], widths: Int32Array): RawBatch["whole"] {
    return (index) => {
      const cells = new Array<RawCell>(widths[index] ?? 0).fill(null);
      for (let i = this.#starts[index] ?? 0, end = this.#starts[index + 1] ?? 0; i < end; i++) {
        const code = this.#codes[i] as number;
        if (code === 0) continue;
        const column = this.#columns[i] as number;
        const kept = columns[column];
        cells[column] = kept ? kept.values.cell(kept.ids[index] as number) : code > 0 ? this.#strings.at(code - 1) : this.#others[-code - 1] ?? null;
      }
      return { row: this.#rows[index] ?? 0, cells };
    };
  }

  /** Forgets the rows of the batch that was taken. */
  clear(): void {
    for (const column of this.#present) this.#isPresent[column] = 0;
    this.#present = [];
    this.#count = 0;
    this.#others = [];
    this.#rows = [];
    this.#starts = [0];
  }
}

function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const more = new Int32Array(array.length * 2);
  more.set(array);
  return more;
}
