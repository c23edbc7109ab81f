import { readFile } from "node:fs/promises";
import path from "node:path";
import * as api from "../../src/index.ts";
import { fieldsOf, fieldWord } from "../../src/model/field-words.ts";
import type { Policy } from "../../src/model/policy.ts";
import { TABLES, tableWord, type TableKind } from "../../src/model/table.ts";
import type { Bilingual, Language } from "../../src/model/text.ts";
import { builtIn, BUILT_IN_IDS, crossPolicy } from "../../src/policies/load.ts";
import { clauseWords, SEVERITY_WORDS } from "../../src/report/words.ts";
import { tablesOfRun } from "../../src/template/columns.ts";
import { hege } from "./cli.ts";

/** What scripts/readme.mjs needs of the program, for itself and for the test of the READMEs. */
export interface Program {
  /** What a command prints. */
  hege: (folder: string, argv: readonly string[], language: Language, width: number) => Promise<string>;
  /** What a script prints that imports from "hege". */
  script: (folder: string, name: string) => Promise<string>;
  policies: readonly Policy[];
  /** The tables that a policy reads: the columns they must have, and the others that a rule reads. */
  tables: (policy: string) => { table: TableKind; must: readonly (readonly string[])[]; reads: readonly string[] }[];
  /** Every column of every table. */
  fields: { table: TableKind; fields: readonly string[] }[];
  words: { table: (table: TableKind) => Bilingual; field: (table: TableKind, field: string) => Bilingual; clause: (clause: string) => Bilingual; severity: (severity: keyof typeof SEVERITY_WORDS) => Bilingual };
}

const policies = [...BUILT_IN_IDS.map((id) => builtIn(id)).filter((policy) => policy !== null), crossPolicy()];

function tables(id: string): ReturnType<Program["tables"]> {
  return tablesOfRun(policies.filter((policy) => policy.id === id || policy.id === "cross"))
    .map(({ table, must, columns }) => ({ table, must, reads: columns.map(({ field }) => field).filter((field) => !must.flat().includes(field)) }));
}

/** Runs a script of the README: its import of "hege" is the public API, its paths are relative to the folder, what it prints is caught. */
async function script(folder: string, name: string): Promise<string> {
  const code = await readFile(path.join(folder, name), "utf8");
  let printed = "";
  const log = (...words: unknown[]): void => { printed += `${words.map(String).join(" ")}\n`; };
  const here = { ...api, audit: (request: api.AuditRequest) => api.audit({ cwd: folder, ...request }) };
  const AsyncFunction = Object.getPrototypeOf(async () => { /* for its constructor */ }).constructor as new (...parts: string[]) => (...given: unknown[]) => Promise<void>;
  await new AsyncFunction("hege", "console", "process", code.replace(/import (\{[^}]+\}) from "hege";/, "const $1 = hege;"))(here, { log, error: log }, {});
  return printed;
}

export const program: Program = {
  script,
  hege: async (folder, argv, language, columns) => (await hege(folder, argv, { columns, env: { HEGE_LANG: language } })).out,
  policies, tables, fields: TABLES.map((table) => ({ table, fields: fieldsOf(table) })),
  words: { table: tableWord, field: fieldWord, clause: clauseWords, severity: (severity) => SEVERITY_WORDS[severity] },
};
