import type { TableKind } from "../model/table.ts";
import { squeeze } from "../model/text.ts";
import { headerKeys } from "./header-keys.ts";

/** What the user's configuration adds to the dictionary: headers of their own, and what texts of theirs mean. */
export interface Vocabulary {
  /** `table` null: in every table that has the field. */
  columns: readonly { header: string; table: TableKind | null; field: string }[];
  /** By field: a text of theirs, and the text of the dictionary that it stands for. */
  values: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export const NO_VOCABULARY: Vocabulary = { columns: [], values: {} };

/** The field that the configuration gives a header in a table; null where it gives none. */
export function configuredField({ columns }: Vocabulary, table: { kind: TableKind; fields: Readonly<Record<string, unknown>> }, header: string): string | null {
  if (columns.length === 0) return null;
  const keys = new Set(headerKeys(header).keys);
  const own = columns.find((column) => (column.table === null || column.table === table.kind) && Object.hasOwn(table.fields, column.field) && headerKeys(column.header).keys.some((key) => keys.has(key)));
  return own?.field ?? null;
}

/** What a text of a field stands for; the text itself where the configuration does not name it. */
export function configuredText({ values }: Vocabulary, field: string, text: string): string {
  const own = values[field];
  if (own === undefined) return text;
  const wanted = squeeze(text);
  const found = Object.entries(own).find(([theirs]) => squeeze(theirs) === wanted);
  return found?.[1] ?? text;
}
