import { valueOf, type Read } from "../model/field.ts";
import type { NumberedRows } from "../model/submission.ts";
import { kindNumber } from "../rules/tallies/kinds.ts";
import { amountNumber, markBits, textNumber, type Records } from "../rules/tallies/store.ts";
import { BY_ROW, Column, valueAt } from "./numbered-column.ts";

/** Not found out yet. */
const NEW = -1;
/** A table of more kinds is not made: then each row is looked up by itself. */
const MOST_BITS = 20;

/**
 * The kind of each row of a batch (rules/tallies/kinds.ts), by number; BY_ROW where the row has to be looked at by itself. The numbers
 * of a row's cells, put together, make one number, which stands for the same kind until one of the columns gets new meanings.
 */
export class RowKinds {
  readonly #records: Records;
  readonly #columns;
  readonly #all: readonly { ids: Int32Array; size: number; renewed: boolean; begin(rows: NumberedRows<"services">): void }[];
  /** By column: how many bits its numbers take. */
  readonly #bits: number[];
  /** Kinds by the numbers of a row's cells, put together; null where they are too many. */
  #table: Int32Array | null = null;
  #joined = new Int32Array(0);
  #kinds = new Int32Array(0);

  constructor(records: Records) {
    this.#records = records;
    const amount = (read: Read<number>): number => (read.is === "known" ? amountNumber(records, read.value) : read.is === "unreadable" ? BY_ROW : -1);
    this.#columns = {
      type: new Column("type", (read) => textNumber(records, valueOf(read) ?? "")),
      // Whether a record is direct depends on its type, too.
      direct: new Column("direct", (read) => (valueOf(read) === false ? 0 : 1)),
      form: new Column("form", (read) => markBits("faceToFace", valueOf(read))),
      complete: new Column("complete", (read) => markBits("complete", valueOf(read))),
      hardCase: new Column("hardCase", (read) => markBits("hardCase", valueOf(read))),
      groupKind: new Column("groupKind", (read) => markBits("therapeutic", valueOf(read))),
      lead: new Column("lead", (read) => markBits("lead", valueOf(read))),
      halfDays: new Column("halfDays", amount), hours: new Column("hours", amount),
    };
    this.#all = Object.values(this.#columns);
    this.#bits = this.#all.map(() => 0);
  }

  /** By row of the batch; good until the next one. */
  of(rows: NumberedRows<"services">): Int32Array {
    const { places } = rows;
    const { length } = places;
    for (const column of this.#all) column.begin(rows);
    if (this.#kinds.length < length) [this.#kinds, this.#joined] = [new Int32Array(length), new Int32Array(length)];
    const kinds = this.#kinds;
    const table = this.#tableFor();
    if (table === null) {
      for (let nth = 0; nth < length; nth++) kinds[nth] = this.#kindAt(places[nth] as number);
      return kinds;
    }
    const joined = this.#joined.fill(0, 0, length);
    let shift = 0;
    this.#all.forEach(({ ids }, i) => {
      if (this.#bits[i] !== 0) join(joined, places, ids, shift);
      shift += this.#bits[i] as number;
    });
    for (let nth = 0; nth < length; nth++) {
      const known = table[joined[nth] as number] as number;
      kinds[nth] = known === NEW ? table[joined[nth] as number] = this.#kindAt(places[nth] as number) : known;
    }
    return kinds;
  }

  #tableFor(): Int32Array | null {
    let changed = false;
    let sum = 0;
    this.#all.forEach(({ size, renewed }, i) => {
      const bits = Math.max(renewed ? 0 : this.#bits[i] as number, 32 - Math.clz32(size - 1));
      changed ||= renewed || bits !== this.#bits[i];
      this.#bits[i] = bits;
      sum += bits;
    });
    if (sum > MOST_BITS) this.#table = null;
    else if (changed || this.#table === null) this.#table = new Int32Array(1 << sum).fill(NEW);
    return this.#table;
  }

  #kindAt(at: number): number {
    const c = this.#columns;
    const halfDays = valueAt(c.halfDays, at);
    const hours = valueAt(c.hours, at);
    if (halfDays === BY_ROW || hours === BY_ROW) return BY_ROW;
    const type = valueAt(c.type, at);
    const marks = valueAt(c.lead, at) | valueAt(c.form, at) | valueAt(c.complete, at) | valueAt(c.hardCase, at) | valueAt(c.groupKind, at)
      | (valueAt(c.direct, at) === 0 || this.#isIndirect(type) ? NOT_DIRECT : DIRECT);
    return kindNumber(this.#records.kinds, type, halfDays, hours, marks);
  }

  #isIndirect(type: number): boolean {
    return (this.#records.texts.values[type] as string).startsWith("indirect:");
  }
}

/** Puts the numbers of a column beside those that were put together before. */
function join(joined: Int32Array, places: Int32Array, ids: Int32Array, shift: number): void {
  for (let nth = 0; nth < places.length; nth++) joined[nth] = (joined[nth] as number) | ((ids[places[nth] as number] as number) << shift);
}

const DIRECT = markBits("direct", true);
const NOT_DIRECT = markBits("direct", false);
