import type { At, Field, Read } from "../model/field.ts";
import type { Finding } from "../model/issue.ts";
import type { When } from "../model/day.ts";
import type { Row } from "../model/record.ts";
import type { PassingRow } from "../model/submission.ts";
import type { LogKind } from "../model/table.ts";
import { squeeze } from "../model/text.ts";
import { batcher } from "./batch.ts";
import { findingOf, headerOf, readCell, type ReadCell, type Reading } from "./cells.ts";
import type { MappedColumn } from "./header.ts";
import type { Layout } from "./layout.ts";
import { cleanCell, type RawBatch, type RawCell, type RawColumn, type RawRow } from "./raw.ts";

const DITTO = /^(?:同上|〃|″)$/;
const isDitto = (cell: RawCell): boolean => typeof cell === "string" && cell.length < 10 && DITTO.test(cleanCell(cell));

/** Stands for a cell that means the one above it. */
const SAME: ReadCell = { read: { is: "blank" }, fault: null, text: "" };

/** A column as one field reads it. */
interface Column {
  column: MappedColumn;
  reading: Reading;
  /** By the number of the cell's contents. */
  known: (ReadCell | undefined)[];
  generation: number;
  raw: RawColumn | undefined;
  /** For 同上: the number of what stood in it last; −1 where that was before this batch, and is `above`. */
  aboveId: number;
  above: RawCell;
}

interface FieldReader {
  field: string;
  /** The first is read; blanks in it are filled from the next. */
  columns: readonly Column[];
  /** The cell looked at, and its column; null where the table has no such column. */
  cell: ReadCell;
  from: Column | null;
}

const ABSENT: ReadCell = { read: { is: "absent" }, fault: null, text: "" };
const NO_FINDINGS: readonly Finding[] = [];

/** Reads the rows of one table, from its first to its last, each text of a column once. 同上 means the cell above. */
export class TableReader {
  readonly source;
  row = 0;
  readonly #table;
  readonly #fields: readonly FieldReader[];
  readonly #byName: Readonly<Record<string, FieldReader>>;
  readonly #columns: readonly Column[];
  #batch: RawBatch | null = null;
  #faulty = false;

  constructor({ source, table, columns, date1904, vocabulary }: Layout) {
    this.source = source;
    this.#table = table;
    this.#fields = Object.entries(table.fields).map(([field, spec]) => ({
      field, cell: ABSENT, from: null,
      columns: (columns.get(field) ?? []).map((column): Column => ({
        column, known: [], generation: 0, raw: undefined, above: null, aboveId: -1,
        reading: { field, spec, vocabulary, context: { header: squeeze(column.header), unit: column.unit, date1904 } },
      })),
    }));
    this.#byName = Object.fromEntries(this.#fields.map((reader) => [reader.field, reader]));
    this.#columns = this.#fields.flatMap((reader) => reader.columns);
  }

  /** The rows that follow are of this batch. */
  begin(batch: RawBatch): void {
    for (const column of this.#columns) {
      column.raw = batch.columns[column.column.index];
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
    for (const reader of this.#fields) {
      if (reader.columns.length > 0) this.#look(reader, index);
    }
  }

  #look(reader: FieldReader, index: number): void {
    for (const column of reader.columns) {
      const cell = cellAt(column, index);
      if (cell.fault !== null || cell.read.is !== "blank") {
        if (cell.fault !== null && !column.reading.spec.quiet) this.#faulty = true;
        reader.cell = cell;
        reader.from = column;
        return;
      }
      if (column === reader.columns[0]) {
        reader.cell = cell;
        reader.from = column;
      }
    }
    if (reader.from?.reading.spec.blank) this.#faulty = true;
  }

  read(field: string): Read<unknown> {
    return (this.#byName[field]?.cell ?? ABSENT).read;
  }

  field(field: string): Field<unknown> {
    const reader = this.#byName[field];
    return { ...(reader?.cell ?? ABSENT).read, at: this.#at(field, reader?.from ?? null) } as Field<unknown>;
  }

  #at(field: string, from: Column | null): At {
    return { source: this.source, row: from === null ? this.source.headerRow : this.row, column: from?.column.letter ?? null, field };
  }

  findings(): readonly Finding[] {
    const findings = this.#faulty ? this.#faults() : [];
    for (const [first, then] of this.#table.dateOrder) {
      const finding = this.#order(first, then);
      if (finding) findings.push(finding);
    }
    return findings.length === 0 ? NO_FINDINGS : findings;
  }

  #faults(): Finding[] {
    const findings: Finding[] = [];
    for (const { field, cell, from } of this.#fields) {
      if (from === null) continue;
      const { spec } = from.reading;
      if (cell.fault !== null) {
        if (!spec.quiet) findings.push(findingOf(cell.fault, this.#table.kind, this.#at(field, from), cell.text, from.column.header));
      } else if (cell.read.is === "blank" && spec.blank) {
        findings.push(findingOf({ code: spec.blank, variant: "blank" }, this.#table.kind, this.#at(field, from), "", from.column.header));
      }
    }
    return findings;
  }

  /** Leave before hire, review before the day …; a month is before a day only when all of it is. */
  #order(first: string, then: string): Finding | null {
    const [early, late] = [this.read(first), this.read(then)];
    if (early.is !== "known" || late.is !== "known" || (late.value as When).last >= (early.value as When).first) return null;
    const [one, two] = [this.field(first), this.field(then)];
    return findingOf({ code: "date-order", facts: { first: early.text, firstHeader: headerOf(one) } }, this.#table.kind, two.at, late.text, headerOf(two));
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

function cellAt(column: Column, index: number): ReadCell {
  const id = column.raw === undefined ? 0 : column.raw.ids[index] ?? 0;
  const cell = (column.known[id] ??= readContents(column, id));
  if (cell === SAME) return readCell(column.aboveId >= 0 ? column.raw?.values.cells[column.aboveId] ?? null : column.above, column.reading);
  column.aboveId = id;
  return cell;
}

function readContents(column: Column, id: number): ReadCell {
  const cell = column.raw?.values.cells[id] ?? null;
  return isDitto(cell) ? SAME : readCell(cell, column.reading);
}

/** A row with its faults, as a value. */
export interface ReadRow {
  row: Row;
  findings: readonly Finding[];
}

/** Reads rows one by one that lie there whole. */
export function rowReader(layout: Layout): (raw: RawRow) => ReadRow {
  const reader = new TableReader(layout);
  const batch = batcher("all");
  return (raw) => {
    reader.begin(batch([raw], () => false, 1));
    reader.move(0);
    const read = { row: reader.toRow(), findings: reader.findings() };
    reader.end();
    return read;
  };
}
