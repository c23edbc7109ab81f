import type { Read } from "../model/field.ts";
import type { PlainTexts } from "../model/plain-text.ts";
import type { TableFields } from "../model/record.ts";
import type { NumberedColumn, NumberedRows } from "../model/submission.ts";

type Services = TableFields["services"];

/** Of a row that has to be looked at by itself. */
export const BY_ROW = -2;

/** Of each text what it comes to, into the numbers. Of one list no text comes twice. */
type OfPlain = (texts: PlainTexts, list: object, into: Int32Array) => void;

/** What a column's cells come to, by their numbers; each content is looked at once. */
export class Column<F extends keyof Services & string> {
  ids: Int32Array = new Int32Array(0);
  values: Int32Array = new Int32Array(64);
  /** Numbers in use are smaller. */
  size = 0;
  /** Its numbers have new meanings in this batch. */
  renewed = true;
  read: (id: number) => Read<Services[F]> = () => ({ is: "absent" });
  readonly #field: F;
  readonly #of: (read: Read<Services[F]>) => number;
  readonly #ofPlain: OfPlain | null;
  #column: NumberedColumn<Services[F]> | null = null;
  #generation = 0;
  /** Stands for its contents, as long as their numbers mean the same. */
  #list = {};

  /** `ofPlain`: the same of plain texts that need not be read. */
  constructor(field: F, of: (read: Read<Services[F]>) => number, ofPlain: OfPlain | null = null) {
    this.#field = field;
    this.#of = of;
    this.#ofPlain = ofPlain;
  }

  begin(rows: NumberedRows<"services">): void {
    const column = rows.column(this.#field);
    this.renewed = column !== this.#column || column.generation !== this.#generation;
    if (this.renewed) {
      this.#column = column;
      this.#generation = column.generation;
      this.#list = {};
      this.size = 0;
      this.read = (id) => column.read(id);
    }
    this.ids = column.ids;
    if (column.size > this.values.length) {
      const grown = new Int32Array(Math.max(column.size, 2 * this.values.length));
      grown.set(this.values);
      this.values = grown;
    }
    while (this.size < column.size) {
      const plain = this.#ofPlain === null ? null : column.plain(this.size);
      if (plain === null || this.#ofPlain === null) this.values[this.size] = this.#of(column.read(this.size));
      else this.#ofPlain(plain, this.#list, this.values.subarray(this.size));
      this.size += plain?.ends.length ?? 1;
    }
  }
}

export const valueAt = ({ ids, values }: { ids: Int32Array; values: Int32Array }, at: number): number => values[ids[at] as number] as number;
