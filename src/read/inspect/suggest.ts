import { fieldWord } from "../../model/field-words.ts";
import { groupBy } from "../../model/group.ts";
import type { InspectedFile, Suggestions, Trouble } from "../../model/inspection.ts";
import { squeeze } from "../../model/text.ts";

type Column = Suggestions["columns"][number];
type Value = Suggestions["values"][number];

const PLACES = 3;
/** A column that is read by mistake says thousands of things, and a sheet may have thousands of columns: nobody would write them down. */
const VALUES_OF_A_FIELD = 30;
const COLUMNS_OF_A_TABLE = 30;

/** Texts that a configuration can say the meaning of; dates and numbers are put right where they stand. */
const SAYABLE: readonly Trouble["code"][] = ["DATA-unknown-role", "DATA-unknown-qualification", "DATA-unknown-value"];

/** What a configuration could say so that more of the files is understood: the same files give the same list, whatever was written before. */
export function suggestionsOf(files: readonly InspectedFile[]): Suggestions {
  const columns: Column[] = [];
  const values: Value[] = [];
  for (const file of files) {
    for (const { sheet, table } of file.sheets) {
      if (table === null) continue;
      const at = (place: string): string => [file.path, sheet, place].filter((part) => part !== null).join(" › ");
      for (const { column, header, nearest } of table.unused) {
        if (nearest !== null && isWhole(header)) columns.push({ table: table.table, header, ...nearest, first: [at(`${column}${table.headerRows.at(-1) ?? ""}`)] });
      }
      for (const { code, variant, field, texts, accepted } of table.troubles) {
        if (field === null || accepted === null || !SAYABLE.includes(code) || (variant !== "" && variant !== "several")) continue;
        for (const { text, cells, first } of texts) if (isWhole(text)) values.push({ field, word: fieldWord(table.table, field), text, cells, first: first.map(at), accepted });
      }
    }
  }
  const once = [...groupBy(columns, ({ table, header }) => `${table} ${squeeze(header)}`).values()].flatMap(([one, ...more]) => (one === undefined ? [] : [{ ...one, first: [...one.first, ...more.flatMap(({ first }) => first)].slice(0, PLACES) }]));
  return {
    columns: [...groupBy(once, ({ table }) => table).values()].flatMap((ofTable) => ofTable.slice(0, COLUMNS_OF_A_TABLE)),
    values: [...groupBy(together(values), ({ field }) => field).values()].flatMap((ofField) => ofField.sort((a, b) => b.cells - a.cells).slice(0, VALUES_OF_A_FIELD)),
  };
}

const together = (values: readonly Value[]): Value[] => [...groupBy(values, ({ field, text }) => `${field} ${squeeze(text)}`).values()].flatMap(([one, ...more]) =>
  (one === undefined ? [] : [{ ...one, cells: [one, ...more].reduce((sum, { cells }) => sum + cells, 0), first: [...one.first, ...more.flatMap(({ first }) => first)].slice(0, PLACES) }]));

/** What was cut, or has a number of somebody masked in it, is not what stands in the file: nothing can be written for it. */
const isWhole = (text: string): boolean => !/[*…\uFFFD]/u.test(text) && !Object.hasOwn(Object.prototype, text) && squeeze(text) !== "";
