import { fieldWord } from "./field-words.ts";
import { tableWord, type TableKind } from "./table.ts";
import type { Bilingual } from "./text.ts";

/** A table, a column of it, or a cell that would decide something. */
export interface Needed {
  table: TableKind;
  field?: string | undefined;
  person?: string | null | undefined;
  location?: { row: number; column: string | null } | undefined;
}

/** In words: 花名册 F5（张三）的岗位. */
export function needWords({ table: kind, field: id, person = null, location }: Needed): Bilingual {
  const table = tableWord(kind);
  if (id === undefined) return { zh: `${table.zh}表`.replace(/表表$/, "表"), en: `the ${table.en}` };
  const field = fieldWord(kind, id);
  if (location === undefined) return { zh: `${table.zh}的“${field.zh}”一列`, en: `the column “${field.en}” of the ${table.en}` };
  const where = `${location.column ?? ""}${location.row}`;
  return { zh: `${table.zh} ${where}${person === null ? "" : `（${person}）`}的${field.zh}`, en: `${field.en} in ${table.en} ${where}${person === null ? "" : ` (${person})`}` };
}
