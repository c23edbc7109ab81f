import type { Read } from "../model/field.ts";
import type { PlainTexts } from "../model/plain-text.ts";
import type { NumberedColumn } from "../model/submission.ts";
import { type ReadCell } from "./cells.ts";
import { SAME, type ColumnCells } from "./column-cells.ts";
import type { FieldSpec } from "./tables/define.ts";

const ABSENT: Read<unknown> = { is: "absent" };

/** A field's cells by number (model/submission.ts), and what their contents mean for a row, each content looked at once. */
export class FieldNumbers implements NumberedColumn {
  ids: Int32Array = new Int32Array(0);
  size = 1;
  generation = 0;
  /** By number: 1 where something is to be said of the cell. */
  faulty = new Uint8Array(1);
  hasFaults = false;
  /** A cell of it means the one above. */
  hasDitto = false;
  readonly #cells: ColumnCells | null;
  readonly #spec: FieldSpec<unknown>;
  #learnt = 0;
  #nothing = new Int32Array(0);

  constructor(cells: ColumnCells | null, spec: FieldSpec<unknown>) {
    this.#cells = cells;
    this.#spec = spec;
  }

  read(id: number): Read<unknown> {
    return this.#cells === null ? ABSENT : this.#cells.contents(id).read;
  }

  plain(from: number): PlainTexts | null {
    return this.#cells?.plain(from) ?? null;
  }

  /** The rows that follow are of the batch that the cells have begun. */
  begin(length: number): void {
    const cells = this.#cells;
    if (cells?.raw === undefined) {
      if (this.#nothing.length < length) this.#nothing = new Int32Array(length);
      this.ids = this.#nothing;
    } else this.ids = cells.ids;
    if (cells === null) return;
    if (cells.generation !== this.generation) {
      this.generation = cells.generation;
      this.#learnt = 0;
      this.hasFaults = this.hasDitto = false;
    }
    this.size = Math.max(cells.raw?.values.size ?? 1, this.#learnt);
    this.#makeRoom();
    while (this.#learnt < this.size) {
      const plain = cells.plain(this.#learnt);
      if (plain === null) this.#learn(this.#learnt, cells.contents(this.#learnt));
      else this.faulty.fill(0, this.#learnt, this.#learnt + plain.ends.length);
      this.#learnt += plain?.ends.length ?? 1;
    }
  }

  #learn(id: number, cell: ReadCell): void {
    const { fault, empty } = cell;
    if (cell === SAME) this.hasDitto = true;
    const faulty = fault !== null ? this.#spec.quiet !== true : empty && this.#spec.blank !== undefined;
    this.faulty[id] = faulty ? 1 : 0;
    this.hasFaults ||= faulty;
  }

  #makeRoom(): void {
    if (this.size <= this.faulty.length) return;
    const room = Math.max(this.size, 2 * this.faulty.length);
    const faulty = new Uint8Array(room);
    faulty.set(this.faulty);
    this.faulty = faulty;
  }
}

/** Marks with 1 the rows of which no cell is faulty. */
export function soundRows(sound: Uint8Array, places: Int32Array, fields: readonly FieldNumbers[]): void {
  sound.fill(1);
  for (const { hasFaults, ids, faulty } of fields) {
    if (!hasFaults) continue;
    for (let nth = 0; nth < places.length; nth++) if (faulty[ids[places[nth] as number] as number] === 1) sound[nth] = 0;
  }
}
