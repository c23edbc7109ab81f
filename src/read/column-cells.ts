import type { PlainTexts } from "../model/plain-text.ts";
import { squeeze } from "../model/text.ts";
import { readCell, type ReadCell, type Reading } from "./cells.ts";
import type { MappedColumn } from "./mapping.ts";
import type { Layout } from "./layout.ts";
import { cleanCell, type RawBatch, type RawCell, type RawColumn } from "./raw.ts";
import type { FieldSpec } from "./tables/define.ts";

const DITTO = /^(?:同上|〃|″)$/;
const isDitto = (cell: RawCell): boolean => typeof cell === "string" && cell.length < 10 && DITTO.test(cleanCell(cell));

/** Stands for a cell that means the one above it. */
export const SAME: ReadCell = { read: { is: "blank" }, fault: null, text: "", empty: true };

const NO_IDS = new Int32Array(0);

/** The cells of a column as one field reads them, each content once. */
export class ColumnCells {
  readonly column: MappedColumn;
  readonly reading: Reading;
  /** By the number of the cell's contents; nothing where few of a column's contents are read at all, and `#few` has those. */
  known: (ReadCell | undefined)[] = [];
  readonly #few = new Map<number, ReadCell>();
  generation = 0;
  raw: RawColumn | undefined;
  /** By place in the batch; empty where no row of it has anything in the column. */
  ids: Int32Array = NO_IDS;
  /** For 同上: the number of what stood in it last; −1 where that was before this batch, and is `#above`. */
  aboveId = -1;
  #above: RawCell = null;
  readonly #takesPlain: boolean;

  constructor(column: MappedColumn, field: string, spec: FieldSpec<unknown>, { vocabulary, date1904 }: Layout) {
    this.column = column;
    this.reading = { field, spec, vocabulary, context: { header: squeeze(column.header), unit: column.unit, date1904 } };
    this.#takesPlain = spec.plainAsWritten === true && vocabulary.values[field] === undefined;
  }

  begin(batch: Pick<RawBatch, "columns">): void {
    this.raw = batch.columns[this.column.index];
    this.ids = this.raw?.ids ?? NO_IDS;
    const generation = this.raw?.values.generation ?? this.generation;
    if (generation === this.generation) return;
    this.known = [];
    this.#few.clear();
    this.generation = generation;
  }

  /** What stands above the next batch is remembered before its numbers get new meanings. */
  end(): void {
    if (this.aboveId >= 0) this.#above = this.raw?.values.cell(this.aboveId) ?? null;
    this.aboveId = -1;
  }

  /** As of RawValues, where the field reads a plain text as what it says. */
  plain(from: number): PlainTexts | null {
    return this.#takesPlain ? this.raw?.values.plain(from) ?? null : null;
  }

  /** What a number stands for: SAME for 同上. */
  contents(id: number): ReadCell {
    const known = this.#takesPlain ? this.#few.get(id) : this.known[id];
    if (known !== undefined) return known;
    const cell = this.raw?.values.cell(id) ?? null;
    const read = isDitto(cell) ? SAME : readCell(cell, this.reading);
    if (this.#takesPlain) this.#few.set(id, read);
    else this.known[id] = read;
    return read;
  }

  /** What a cell of that number is in the row looked at. */
  cell(id: number): ReadCell {
    const cell = this.contents(id);
    return cell === SAME ? readCell(this.aboveId >= 0 ? this.raw?.values.cell(this.aboveId) ?? null : this.#above, this.reading) : cell;
  }
}
