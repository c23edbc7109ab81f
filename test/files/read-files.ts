import { readFileSync } from "node:fs";
import path from "node:path";
import { readSubmission } from "../../src/index.ts";
import { iso } from "../../src/model/day.ts";
import type { Field } from "../../src/model/field.ts";
import { textOf, valueOf } from "../../src/model/field.ts";
import { reportSchema, type Report } from "../../src/model/report.ts";
import { hege, type Ran } from "../support/cli.ts";

/** Files that programs wrote (test/fixtures/files), given to `hege check` as a person gives them. */

export const FILES = path.resolve(import.meta.dirname, "..", "fixtures", "files");
export const fixture = (file: string): Uint8Array => readFileSync(path.join(FILES, file));

const DAYS = ["--policy", "shenzhen-2010", "--as-of", "2010-11-30"];

/** How files were read: what stands in the report of them, one line a thing. */
export interface Understood {
  code: number;
  /** One line a table: file, format, encoding, table, sheet, header row, rows, skipped rows. */
  tables: string[];
  /** One line an agency: its people in the order of the roster's keys, with their roles. */
  people: string[];
  /** One line an issue: code and place. */
  issues: string[];
}

/** Runs `check --format json` on files, by their paths in a folder of fixtures. */
export async function understood(folder: string, files: readonly string[], ...more: string[]): Promise<Understood> {
  const run = await check(folder, files, "--format", "json", ...more);
  if (run.out === "") throw new Error(`it was refused: ${run.err}`);
  const report = reportSchema.parse(JSON.parse(run.out));
  return { code: run.code, tables: tablesOf(report), people: peopleOf(report), issues: issuesOf(report) };
}

export const check = (folder: string, files: readonly string[], ...more: string[]): Promise<Ran> => hege(path.resolve(FILES, folder), [...files, ...DAYS, ...more]);

function tablesOf(report: Report): string[] {
  return report.inputs.flatMap(({ path: file, format, encoding, tables }) => (tables.length === 0 ? [`${file} ${format}: nothing`] : tables.map((table) => {
    const skipped = Object.entries(table.skipped).map(([reason, rows]) => ` ${reason} ${rows}`).join("");
    const where = table.sheet === null ? encoding ?? "" : `›${table.sheet}`;
    return `${file} ${where}: ${table.table} below ${table.headerRow}, ${table.used} of ${table.rows} used${skipped}`;
  })));
}

const peopleOf = (report: Report): string[] => report.agencies.map(({ name, people }) => {
  const names = new Map(people.map((person) => [person.key, person.name]));
  return `${name}: ${people.map((person) => `${person.name} ${person.role}${person.supervisor === null ? "" : ` <${names.get(person.supervisor) ?? "?"}>`}`).join(", ")}`;
});

const issuesOf = (report: Report): string[] => report.dataIssues.map(({ code, location }) => {
  const { path: file, sheet, row, column } = location ?? { path: "", sheet: null, row: null, column: null };
  return [code.slice(5), [file, sheet, row === null ? null : `${column ?? ""}${row}`].filter((part) => part !== null).join("›")].join(" ");
});

/** Some fields of every row of the roster, by the public door. */
export async function rosterCells(folder: string, file: string, fields: readonly string[]): Promise<string[]> {
  const submission = await readSubmission([file], { policies: ["shenzhen-2010"], cwd: path.resolve(FILES, folder) });
  return submission.tables.roster.map((row) => fields.map((field) => shown((row.fields as unknown as Record<string, Field<unknown>>)[field])).join(" | "));
}

function shown(field: Field<unknown> | undefined): string {
  if (field === undefined || field.is === "absent" || field.is === "blank") return "–";
  if (field.is === "unreadable") return `?${textOf(field)}`;
  const value = valueOf(field);
  if (typeof value !== "object" || value === null) return String(value);
  if ("first" in value && "last" in value) {
    const [first, last] = [iso(value.first as number), iso(value.last as number)];
    return first === last ? first : `${first}…${last}`;
  }
  return "whole" in value ? String(value.whole) : JSON.stringify(value);
}
