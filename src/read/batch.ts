import { isBlankCell, type RawBatch, type RawCell, type RawColumn, type RawRow, type RawValues, type Wanted } from "./raw.ts";

/** More contents of one column are not remembered at a time. */
export const MOST_VALUES = 65_536;

/** The contents of one column, each with its number. */
class Values implements RawValues {
  cells: RawCell[] = [null];
  generation = 0;
  readonly #numbers = new Map<RawCell, number>();

  /** To be called between batches only. */
  makeRoom(): void {
    if (this.cells.length < MOST_VALUES) return;
    this.cells = [null];
    this.#numbers.clear();
    this.generation += 1;
  }

  numberOf(cell: RawCell): number {
    if (cell === null) return 0;
    // Objects (dates, errors) are told apart by identity: twice the same costs a number, no more.
    const known = this.#numbers.get(cell);
    if (known !== undefined) return known;
    const number = this.cells.push(cell) - 1;
    this.#numbers.set(cell, number);
    return number;
  }
}

/** Rows of a reader that knows no columns, as batches. */
export function batcher(wanted: Wanted): (rows: readonly RawRow[], broken: (row: RawRow) => boolean, share: number) => RawBatch {
  const values: Values[] = [];
  return (rows, broken, share) => {
    for (const each of values) each.makeRoom();
    const width = rows.reduce((most, row) => Math.max(most, row.cells.length), 0);
    const columns: (RawColumn | undefined)[] = [];
    for (let column = 0; column < width; column++) {
      if (wanted !== "all" && !wanted.has(column)) continue;
      const own = (values[column] ??= new Values());
      columns[column] = { values: own, ids: Int32Array.from(rows, (row) => own.numberOf(row.cells[column] ?? null)) };
    }
    return {
      length: rows.length, columns, share,
      rows: Int32Array.from(rows, ({ row }) => row),
      widths: Int32Array.from(rows, ({ cells }) => cells.length),
      broken: Uint8Array.from(rows, (row) => (broken(row) ? 1 : 0)),
      whole: (index) => rows[index] ?? { row: 0, cells: [] },
      first: (index) => rows[index]?.cells.find((cell) => !isBlankCell(cell)) ?? null,
    };
  };
}
