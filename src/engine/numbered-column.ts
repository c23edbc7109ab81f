import type { Read } from "../model/field.ts";
import type { PlainText } from "../model/plain-text.ts";
import type { TableFields } from "../model/record.ts";
import type { NumberedColumn, NumberedRows } from "../model/submission.ts";

type Services = TableFields["services"];

/** Of a row that has to be looked at by itself. */
export const BY_ROW = -2;

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
  readonly #ofPlain: ((text: PlainText) => number) | null;
  #column: NumberedColumn<Services[F]> | null = null;
  #generation = 0;

  /** `ofPlain`: the same of a plain text that need not be read. */
  constructor(field: F, of: (read: Read<Services[F]>) => number, ofPlain: ((text: PlainText) => number) | null = null) {
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
      this.size = 0;
      this.read = (id) => column.read(id);
    }
    this.ids = column.ids;
    if (column.size > this.values.length) {
      const grown = new Int32Array(Math.max(column.size, 2 * this.values.length));
      grown.set(this.values);
      this.values = grown;
    }
    for (; this.size < column.size; this.size++) {
      const plain = this.#ofPlain === null ? null : column.plain(this.size);
      this.values[this.size] = plain === null || this.#ofPlain === null ? this.#of(column.read(this.size)) : this.#ofPlain(plain);
    }
  }
}

export const valueAt = ({ ids, values }: { ids: Int32Array; values: Int32Array }, at: number): number => values[ids[at] as number] as number;
