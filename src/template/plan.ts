import { iso, dayOf } from "../model/day.ts";
import { fieldWord } from "../model/field-words.ts";
import type { Policy } from "../model/policy.ts";
import { tableWord, type TableKind } from "../model/table.ts";
import type { Bilingual } from "../model/text.ts";
import { shapeOf, type Shape } from "../read/shapes.ts";
import { tableOf } from "../read/tables/index.ts";
import { WHOSE_COLUMNS } from "../rules/reads.ts";
import { tablesOfRun, type ColumnRead, type TableOfRun } from "./columns.ts";
import { ABOUT, fillInOf, type FillIn } from "./fill-in.ts";

/** What an empty workbook holds, as plain data: `--format json` prints it, workbook.ts draws it. */
export interface TemplatePlan {
  policies: { id: string; title: Bilingual; standing: Policy["standing"] }[];
  tables: TablePlan[];
}

export interface TablePlan {
  table: TableKind;
  /** The name of its sheet. */
  sheet: string;
  about: Bilingual;
  /** An audit needs it; the roster alone is. */
  needed: boolean;
  /** Of exceptions that were agreed: no row means that there are none. */
  byAgreement: boolean;
  columns: ColumnPlan[];
}

export interface ColumnPlan {
  field: string;
  /** In the dictionary's words, with the unit that numbers are read in. */
  header: string;
  name: Bilingual;
  must: boolean;
  shape: Shape;
  what: Bilingual;
  /** The rules that read it, in the order of their policies. */
  rules: { policy: string; rule: string; clause: string; title: Bilingual }[];
  /** Why it is asked where no rule reads it. */
  purpose: Bilingual | null;
  /** In the example row: text, number, or a date as YYYY-MM-DD. */
  example: string | number | null;
}

/** An inspector's affair: nobody who hands something in fills it in. */
const NOT_FILLED_IN: readonly TableKind[] = ["decisions"];
const BY_AGREEMENT: readonly TableKind[] = ["targets", "conversions", "waivers"];

/** The example row begins so, in its first cell: readers skip it (data.md, section 4, 2). */
export const EXAMPLE = "示例：";

/**
 * @param policies those chosen
 * @param cross the checks made with any policy
 */
export function planTemplate(policies: readonly Policy[], cross: Policy): TemplatePlan {
  const all = [...policies, cross];
  const waivable = all.some(({ rules }) => rules.some((rule) => rule.waivableBy !== undefined));
  const tables = tablesOfRun(all).filter(({ table }) => !NOT_FILLED_IN.includes(table) && (table !== "waivers" || waivable));
  const year = Math.max(...policies.map((policy) => policy.year));
  return {
    policies: policies.map(({ id, title, standing }) => ({ id, title, standing })),
    tables: tables.map((table) => planTable(table, year)),
  };
}

function planTable(run: TableOfRun, year: number): TablePlan {
  const { table } = run;
  // Of two that will do, the first: a roster with both columns is read by its posts.
  const must = new Set(run.must.map((group) => group[0] ?? ""));
  // Without its agency a person belongs to nobody, once the column is there.
  if (table === "roster") must.add("agency");
  const first = tableOf(table).nameField;
  const rank = (field: string): number => (field === first ? 0 : must.has(field) ? 1 : 2);
  const columns = [...run.columns].sort((a, b) => rank(a.field) - rank(b.field));
  return {
    table, sheet: tableWord(table).zh, about: ABOUT[table], needed: table === "roster", byAgreement: BY_AGREEMENT.includes(table),
    columns: columns.map((column, i) => planColumn(table, column, must.has(column.field), i === 0, year)),
  };
}

function planColumn(table: TableKind, { field, rules }: ColumnRead, must: boolean, first: boolean, year: number): ColumnPlan {
  const shape = shapeOf(table, field);
  const name = fieldWord(table, field);
  const { what, example } = fillInOf(table, field);
  const shown = exampleOf(example, year);
  return {
    field, name, must, shape, what,
    header: shape.is === "number" && shape.unit !== null ? `${name.zh}(${shape.unit})` : name.zh,
    rules: rules.map(({ policy, rule }) => ({ policy: policy.id, rule: rule.id, clause: rule.clause, title: rule.title })),
    purpose: rules.length === 0 ? purposeOf(table, field, must) : null,
    example: first ? `${EXAMPLE}${shown ?? ""}` : shown,
  };
}

function exampleOf(example: FillIn["example"], year: number): string | number | null {
  if (typeof example !== "object" || example === null) return example;
  const [month = 1, day = 1] = example.day.split("-").map(Number);
  return iso(dayOf(year - example.yearsBefore, month, day) ?? 0);
}

function purposeOf(table: TableKind, field: string, must: boolean): Bilingual {
  if (table === "waivers") return { zh: "核对例外是否有效、管到谁", en: "to see whether the exception holds, and for whom" };
  if (WHOSE_COLUMNS.includes(field) || field === tableOf(table).nameField) return { zh: "认出是哪家机构、哪个人", en: "to know whom and which agency the row is about" };
  if (table === "roster") return { zh: "判断某一天谁在职、在什么岗位，各条规则都要用", en: "to know who was in which post on a day; every rule needs it" };
  return must ? { zh: "没有这一列，整张表不能使用", en: "without it the table cannot be used" } : { zh: "核对这一行", en: "to check the row" };
}
