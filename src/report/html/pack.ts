/**
 * Results as they lie in the page: each distinct value once in a table, everything else references into it. Ten thousand results that
 * say nearly the same take little room so, and none of them is built before it is looked at.
 */
export interface Packed {
  /** The fields of each kind of record. */
  shapes: readonly (readonly string[])[];
  /** Values: plain ones as they are, a list as [-1, …references], a record as [shape, …references]. */
  values: readonly PackedValue[];
  /** The results, as references. */
  roots: readonly number[];
}
export type PackedValue = string | number | boolean | null | readonly number[];

const LIST = -1;

export class Packer {
  private readonly shapes = new Map<string, number>();
  private readonly fields: string[][] = [];
  private readonly seen = new Map<PackedValue, number>();
  private readonly lists = new Map<string, number>();
  private readonly values: PackedValue[] = [];
  private readonly roots: number[] = [];
  add(value: unknown): void { this.roots.push(this.refer(value)); }
  packed(): Packed { return { shapes: this.fields, values: this.values, roots: this.roots }; }

  private refer(value: unknown): number {
    if (typeof value !== "object" || value === null) return this.keep(this.seen, value as PackedValue, value as PackedValue);
    const parts = [Array.isArray(value) ? LIST : this.shape(value)];
    for (const each of Array.isArray(value) ? value as unknown[] : Object.values(value)) if (each !== undefined) parts.push(this.refer(each));
    return this.keep(this.lists, parts.join(), parts);
  }

  private shape(record: object): number {
    let fields = Object.keys(record);
    if (Object.values(record).includes(undefined)) fields = fields.filter((field) => (record as Record<string, unknown>)[field] !== undefined);
    const key = fields.join("\n");
    const known = this.shapes.get(key);
    if (known !== undefined) return known;
    this.shapes.set(key, this.fields.length);
    return this.fields.push(fields) - 1;
  }

  private keep<K>(seen: Map<K, number>, key: K, value: PackedValue): number {
    const known = seen.get(key);
    if (known !== undefined) return known;
    seen.set(key, this.values.length);
    return this.values.push(value) - 1;
  }
}

/** The value that a reference means. */
export function unpack({ shapes, values }: Packed, reference: number): unknown {
  const value = values[reference];
  if (!Array.isArray(value)) return value;
  const [shape = LIST, ...parts] = value as number[];
  if (shape === LIST) return parts.map((part) => unpack({ shapes, values, roots: [] }, part));
  const fields = shapes[shape] ?? [];
  return Object.fromEntries(parts.map((part, i) => [fields[i] ?? "", unpack({ shapes, values, roots: [] }, part)]));
}

/** One field of a packed record, without building the record. */
export function fieldOfPacked({ shapes, values }: Packed, reference: number, field: string): number | undefined {
  const value = values[reference];
  if (!Array.isArray(value)) return undefined;
  const [shape = LIST, ...parts] = value as number[];
  return parts[shapes[shape]?.indexOf(field) ?? -1];
}

/** Stands in messages for the name of whom they speak, so that a hundred messages become one. */
const NAME = "\u0001";
interface Named { subject: { type: string; name?: string }; message: { zh: string; en: string } }

export const withoutName = <T extends Named>(result: T): T => renamed(result, (text, person) => text.replaceAll(person, NAME));
export const withName = <T extends Named>(result: T): T => renamed(result, (text, person) => text.replaceAll(NAME, () => person));

function renamed<T extends Named>(result: T, change: (text: string, person: string) => string): T {
  const { name } = result.subject;
  if (name === undefined || name === "") return result;
  const { zh, en } = result.message;
  return { ...result, message: { zh: change(zh, name), en: change(en, name) } };
}
