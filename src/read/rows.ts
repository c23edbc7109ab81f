import type { At, Field, Read } from "../model/field.ts";
import type { Finding } from "../model/issue.ts";
import type { When } from "../model/day.ts";
import type { Row } from "../model/record.ts";
import type { NumberedRows, PassingRow } from "../model/submission.ts";
import type { LogKind } from "../model/table.ts";
import { findingOf, headerOf, type ReadCell } from "./cells.ts";
import { ColumnCells, SAME } from "./column-cells.ts";
import type { Layout } from "./layout.ts";
import { FieldNumbers, soundRows } from "./numbered.ts";
import type { RawBatch } from "./raw.ts";
import type { FieldSpec } from "./tables/define.ts";

interface FieldReader {
  field: string;
  spec: FieldSpec<unknown>;
  /** The first is read; blanks in it are filled from the next. */
  columns: readonly ColumnCells[];
  /** The cell looked at, and its column; null where the table has no such column. */
  cell: ReadCell;
  from: ColumnCells | null;
  numbers: FieldNumbers;
}

const ABSENT: ReadCell = { read: { is: "absent" }, fault: null, text: "", empty: true };
const NO_FINDINGS: readonly Finding[] = [];

/** Reads the rows of one table, from its first to its last, each text of a column once. 同上 means the cell above. */
export class TableReader {
  readonly source;
  row = 0;
  readonly #table;
  readonly #fields: readonly FieldReader[];
  readonly #byName: ReadonlyMap<string, FieldReader>;
  /** Those that the table has columns for. */
  readonly #there: readonly FieldReader[];
  readonly #columns: readonly ColumnCells[];
  readonly #orders: readonly { first: FieldReader; then: FieldReader }[];
  /** Some field has several columns: which of them is read, only the row tells. */
  readonly #hasSeveral: boolean;
  /** Every field, and nothing in it. Copies of an object that was parsed stay small; one that gets so many fields by and by does not. */
  readonly #blank: Record<string, Field<unknown>>;
  #batch: Pick<RawBatch, "length" | "rows"> | null = null;
  #faulty = false;
  #sound = new Uint8Array(0);
  /** The last row of a batch that was handed out by numbers; −1: none was. */
  #lastNumbered = -1;

  constructor(layout: Layout) {
    const { source, table, columns } = layout;
    this.source = source;
    this.#table = table;
    this.#fields = Object.entries(table.fields).map(([field, spec]) => {
      const own = (columns.get(field) ?? []).map((column) => new ColumnCells(column, field, spec, layout));
      return { field, spec, cell: ABSENT, from: null, columns: own, numbers: new FieldNumbers(own[0] ?? null, spec) };
    });
    this.#blank = JSON.parse(JSON.stringify(Object.fromEntries(this.#fields.map(({ field }) => [field, null])))) as Record<string, Field<unknown>>;
    const byName = new Map(this.#fields.map((reader) => [reader.field, reader]));
    this.#byName = byName;
    this.#there = this.#fields.filter((reader) => reader.columns.length > 0);
    this.#columns = this.#fields.flatMap((reader) => reader.columns);
    this.#hasSeveral = this.#there.some((reader) => reader.columns.length > 1);
    this.#orders = table.dateOrder.flatMap(([one, two]) => {
      const [first, then] = [byName.get(one), byName.get(two)];
      return first && then && first.columns.length > 0 && then.columns.length > 0 ? [{ first, then }] : [];
    });
  }

  /** The rows that follow are of this batch. */
  begin(batch: Pick<RawBatch, "length" | "rows" | "columns">): void {
    for (const column of this.#columns) column.begin(batch);
    this.#batch = batch;
    this.#lastNumbered = -1;
  }

  /** Rows of the batch by number; null where some cell can only be read in its row. */
  numbered<K extends LogKind>(places: Int32Array): NumberedRows<K> | null {
    if (this.#hasSeveral || this.#batch === null || places.length === 0) return null;
    for (const { numbers } of this.#fields) numbers.begin(this.#batch.length);
    if (this.#there.some(({ numbers }) => numbers.hasDitto)) return null;
    if (this.#sound.length < places.length) this.#sound = new Uint8Array(this.#batch.length);
    const sound = this.#sound.subarray(0, places.length);
    soundRows(sound, places, this.#there.map(({ numbers }) => numbers));
    this.#lastNumbered = places.at(-1) ?? -1;
    const column = (field: string): FieldNumbers => (this.#byName.get(field) as FieldReader).numbers;
    return { places, rows: this.#batch.rows, sound, column } as NumberedRows<K>;
  }

  /** What stands above the next batch is remembered. */
  end(): void {
    for (const column of this.#columns) {
      // Of rows handed out by numbers not each was looked at.
      if (this.#lastNumbered >= 0) column.aboveId = (column.ids[this.#lastNumbered] as number) | 0;
      column.end();
    }
  }

  /** The number of a row of the batch, as a person counts. */
  rowAt(index: number): number {
    return this.#batch?.rows[index] ?? 0;
  }

  /** Looks at a row of the batch. */
  move(index: number): void {
    this.row = this.rowAt(index);
    this.#faulty = false;
    const there = this.#there;
    for (let i = 0; i < there.length; i++) {
      const reader = there[i] as FieldReader;
      const first = reader.columns[0] as ColumnCells;
      const id = (first.ids[index] as number) | 0;
      const contents = first.known[id] ?? first.contents(id);
      const cell = contents === SAME ? first.cell(id) : contents;
      if (contents !== SAME) first.aboveId = id;
      reader.cell = cell;
      if (reader.from !== first) reader.from = first;
      if (cell.empty) this.#lookFurther(reader, index);
      else if (cell.fault !== null && !reader.spec.quiet) this.#faulty = true;
    }
  }

  /** Blanks are filled from the other columns that claim the field. */
  #lookFurther(reader: FieldReader, index: number): void {
    for (let nth = 1; nth < reader.columns.length; nth++) {
      const column = reader.columns[nth] as ColumnCells;
      const id = column.ids[index] ?? 0;
      const cell = column.cell(id);
      if (column.contents(id) !== SAME) column.aboveId = id;
      if (cell.empty) continue;
      reader.cell = cell;
      reader.from = column;
      if (cell.fault !== null && !reader.spec.quiet) this.#faulty = true;
      return;
    }
    if (reader.spec.blank) this.#faulty = true;
  }

  /** What gives the cell of a field in the row looked at. */
  reader(field: string): () => Read<unknown> {
    const reader = this.#byName.get(field);
    return reader === undefined || reader.columns.length === 0 ? () => ABSENT.read : () => reader.cell.read;
  }

  field(field: string): Field<unknown> {
    const reader = this.#byName.get(field);
    return withPlace((reader?.cell ?? ABSENT).read, this.#at(field, reader?.from ?? null));
  }

  #at(field: string, from: ColumnCells | null): At {
    return { source: this.source, row: from === null ? this.source.headerRow : this.row, column: from?.column.letter ?? null, field };
  }

  findings(): readonly Finding[] {
    if (!this.#faulty && !this.#orders.some(outOfOrder)) return NO_FINDINGS;
    const findings = this.#faulty ? this.#faults() : [];
    for (const order of this.#orders) if (outOfOrder(order)) findings.push(this.#order(order));
    return findings;
  }

  #faults(): Finding[] {
    const findings: Finding[] = [];
    for (const { field, spec, cell, from } of this.#there) {
      if (from === null) continue;
      if (cell.fault !== null) {
        if (!spec.quiet) findings.push(findingOf(cell.fault, this.#table.kind, this.#at(field, from), cell.text, from.column.header));
      } else if (cell.read.is === "blank" && spec.blank) {
        findings.push(findingOf({ code: spec.blank, variant: "blank" }, this.#table.kind, this.#at(field, from), "", from.column.header));
      }
    }
    return findings;
  }

  #order({ first, then }: { first: FieldReader; then: FieldReader }): Finding {
    const [one, two] = [this.field(first.field), this.field(then.field)];
    return findingOf({ code: "date-order", facts: { first: first.cell.text, firstHeader: headerOf(one) } }, this.#table.kind, two.at, then.cell.text, headerOf(two));
  }

  /** The row as a value of its own. */
  toRow(): Row {
    const fields: Record<string, Field<unknown>> = { ...this.#blank };
    for (const { field } of this.#fields) fields[field] = this.field(field);
    // The dictionary's types check each reader against its field (tables/define.ts); here they are one record.
    return { source: this.source, row: this.row, fields: fields as unknown as Row["fields"] };
  }

  /** The reader as the row it looks at. */
  passing<K extends LogKind>(): PassingRow<K> {
    return this as unknown as PassingRow<K>;
  }
}

/** Written out, for a table has many cells. */
function withPlace(read: Read<unknown>, at: At): Field<unknown> {
  if (read.is === "known") return { is: "known", value: read.value, text: read.text, at };
  return read.is === "unreadable" ? { is: "unreadable", text: read.text, at } : { is: read.is, at };
}

/** Leave before hire, review before the day …; a month is before a day only when all of it is. */
function outOfOrder({ first, then }: { first: FieldReader; then: FieldReader }): boolean {
  const [early, late] = [first.cell.read, then.cell.read];
  return early.is === "known" && late.is === "known" && (late.value as When).last < (early.value as When).first;
}
