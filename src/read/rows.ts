import type { At, Field, Read } from "../model/field.ts";
import type { Finding } from "../model/issue.ts";
import type { When } from "../model/day.ts";
import type { Row } from "../model/record.ts";
import type { PassingRow } from "../model/submission.ts";
import type { LogKind } from "../model/table.ts";
import { squeeze } from "../model/text.ts";
import { findingOf, headerOf, readCell, type ReadCell, type Reading } from "./cells.ts";
import type { MappedColumn } from "./header.ts";
import type { Layout } from "./layout.ts";
import { cleanCell, type RawBatch, type RawCell, type RawColumn } from "./raw.ts";
import type { FieldSpec } from "./tables/define.ts";

const DITTO = /^(?:同上|〃|″)$/;
const isDitto = (cell: RawCell): boolean => typeof cell === "string" && cell.length < 10 && DITTO.test(cleanCell(cell));

/** Stands for a cell that means the one above it. */
const SAME: ReadCell = { read: { is: "blank" }, fault: null, text: "", empty: true };

/** A column as one field reads it. */
interface Column {
  column: MappedColumn;
  reading: Reading;
  /** By the number of the cell's contents. */
  known: (ReadCell | undefined)[];
  generation: number;
  raw: RawColumn | undefined;
  ids: Int32Array;
  /** For 同上: the number of what stood in it last; −1 where that was before this batch, and is `above`. */
  aboveId: number;
  above: RawCell;
}

interface FieldReader {
  field: string;
  spec: FieldSpec<unknown>;
  /** The first is read; blanks in it are filled from the next. */
  columns: readonly Column[];
  /** The cell looked at, and its column; null where the table has no such column. */
  cell: ReadCell;
  from: Column | null;
}

const ABSENT: ReadCell = { read: { is: "absent" }, fault: null, text: "", empty: true };
const NO_FINDINGS: readonly Finding[] = [];
const NO_IDS = new Int32Array(0);

/** Reads the rows of one table, from its first to its last, each text of a column once. 同上 means the cell above. */
export class TableReader {
  readonly source;
  row = 0;
  readonly #table;
  readonly #fields: readonly FieldReader[];
  readonly #byName: ReadonlyMap<string, FieldReader>;
  /** Those that the table has columns for. */
  readonly #there: readonly FieldReader[];
  readonly #columns: readonly Column[];
  readonly #orders: readonly { first: FieldReader; then: FieldReader }[];
  #batch: RawBatch | null = null;
  #faulty = false;

  constructor({ source, table, columns, date1904, vocabulary }: Layout) {
    this.source = source;
    this.#table = table;
    this.#fields = Object.entries(table.fields).map(([field, spec]) => ({
      field, spec, cell: ABSENT, from: null,
      columns: (columns.get(field) ?? []).map((column): Column => ({
        column, known: [], generation: 0, raw: undefined, ids: NO_IDS, above: null, aboveId: -1,
        reading: { field, spec, vocabulary, context: { header: squeeze(column.header), unit: column.unit, date1904 } },
      })),
    }));
    const byName = new Map(this.#fields.map((reader) => [reader.field, reader]));
    this.#byName = byName;
    this.#there = this.#fields.filter((reader) => reader.columns.length > 0);
    this.#columns = this.#fields.flatMap((reader) => reader.columns);
    this.#orders = table.dateOrder.flatMap(([one, two]) => {
      const [first, then] = [byName.get(one), byName.get(two)];
      return first && then && first.columns.length > 0 && then.columns.length > 0 ? [{ first, then }] : [];
    });
  }

  /** The rows that follow are of this batch. */
  begin(batch: RawBatch): void {
    for (const column of this.#columns) {
      column.raw = batch.columns[column.column.index];
      column.ids = column.raw?.ids ?? NO_IDS;
      const generation = column.raw?.values.generation ?? column.generation;
      if (generation !== column.generation) {
        column.known = [];
        column.generation = generation;
      }
    }
    this.#batch = batch;
  }

  /** What stands above the next batch is remembered before its numbers get new meanings. */
  end(): void {
    for (const column of this.#columns) {
      if (column.aboveId >= 0) column.above = column.raw?.values.cells[column.aboveId] ?? null;
      column.aboveId = -1;
    }
  }

  /** Looks at a row of the batch. */
  move(index: number): void {
    this.row = this.#batch?.rows[index] ?? 0;
    this.#faulty = false;
    const there = this.#there;
    for (let i = 0; i < there.length; i++) {
      const reader = there[i] as FieldReader;
      const first = reader.columns[0] as Column;
      const id = (first.ids[index] as number) | 0;
      const known = first.known[id];
      const cell = known === undefined || known === SAME ? cellAt(first, id) : known;
      if (known !== undefined ? known !== SAME : first.known[id] !== SAME) first.aboveId = id;
      reader.cell = cell;
      if (reader.from !== first) reader.from = first;
      if (cell.empty) this.#lookFurther(reader, index);
      else if (cell.fault !== null && !reader.spec.quiet) this.#faulty = true;
    }
  }

  /** Blanks are filled from the other columns that claim the field. */
  #lookFurther(reader: FieldReader, index: number): void {
    for (let nth = 1; nth < reader.columns.length; nth++) {
      const column = reader.columns[nth] as Column;
      const id = column.ids[index] ?? 0;
      const cell = cellAt(column, id);
      if (column.known[id] !== SAME) column.aboveId = id;
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
    return { ...(reader?.cell ?? ABSENT).read, at: this.#at(field, reader?.from ?? null) } as Field<unknown>;
  }

  #at(field: string, from: Column | null): At {
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
    const fields: Record<string, Field<unknown>> = {};
    for (const { field } of this.#fields) fields[field] = this.field(field);
    // The dictionary's types check each reader against its field (tables/define.ts); here they are one record.
    return { source: this.source, row: this.row, fields: fields as unknown as Row["fields"] };
  }

  /** The reader as the row it looks at. */
  passing<K extends LogKind>(): PassingRow<K> {
    return this as unknown as PassingRow<K>;
  }
}

/** Leave before hire, review before the day …; a month is before a day only when all of it is. */
function outOfOrder({ first, then }: { first: FieldReader; then: FieldReader }): boolean {
  const [early, late] = [first.cell.read, then.cell.read];
  return early.is === "known" && late.is === "known" && (late.value as When).last < (early.value as When).first;
}

function cellAt(column: Column, id: number): ReadCell {
  const cell = (column.known[id] ??= readContents(column, id));
  if (cell !== SAME) return cell;
  return readCell(column.aboveId >= 0 ? column.raw?.values.cells[column.aboveId] ?? null : column.above, column.reading);
}

function readContents(column: Column, id: number): ReadCell {
  const cell = column.raw?.values.cells[id] ?? null;
  return isDitto(cell) ? SAME : readCell(cell, column.reading);
}
