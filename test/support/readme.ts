import { readFile } from "node:fs/promises";
import path from "node:path";
import * as api from "../../src/index.ts";
import { fieldsOf, fieldWord } from "../../src/model/field-words.ts";
import type { Policy } from "../../src/model/policy.ts";
import { TABLES, tableWord, type TableKind } from "../../src/model/table.ts";
import type { Bilingual, Language } from "../../src/model/text.ts";
import { builtIn, BUILT_IN_IDS, crossPolicy } from "../../src/policies/load.ts";
import { tableOf } from "../../src/read/tables/index.ts";
import { clauseWords, SEVERITY_WORDS } from "../../src/report/words.ts";
import { KINDS } from "../../src/rules/index.ts";
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

/** What every rule may see of a roster (src/rules/kind.ts), and what tells people and their agencies from each other. */
const POSTS = ["agency", "employeeNo", "hireDate", "leaveDate", "status", "roleStart", "previousRole"];
/** Which row is about whom. */
const WHOSE = ["agency", "employeeNo", "workerNo"];
/** Read in every run, though no rule of a policy names them. */
const ALWAYS: readonly TableKind[] = ["waivers", "decisions"];

const policies = [...BUILT_IN_IDS.map((id) => builtIn(id)).filter((policy) => policy !== null), crossPolicy()];

function tables(id: string): ReturnType<Program["tables"]> {
  const read = new Map<TableKind, Set<string>>([["roster", new Set(POSTS)], ...ALWAYS.map((table) => [table, new Set<string>()] as const)]);
  for (const rule of policies.filter((policy) => policy.id === id || policy.id === "cross").flatMap((policy) => policy.rules)) {
    const kind = KINDS.get(rule.kind);
    if (!kind) continue;
    for (const [table, fields] of Object.entries(kind.readsFor?.(kind.params.parse(rule.params) as never) ?? kind.reads)) {
      const known = read.get(table as TableKind) ?? new Set<string>();
      for (const field of fields) known.add(field);
      read.set(table as TableKind, known);
    }
  }
  return TABLES.filter((table) => read.has(table)).map((table) => {
    const { fields, ...spec } = tableOf(table);
    const always = ALWAYS.includes(table);
    // Whoever judges posts needs the post itself; a grade will do where people are judged whatever their post (data.md, section 1).
    const grade = policies.find((policy) => policy.id === id)?.rules.every(({ subject }) => typeof subject === "string") ?? false;
    const must = spec.must.map((group) => (table === "roster" && !grade ? group.filter((field) => field !== "postGrade") : group));
    return { table, must, reads: Object.keys(fields).filter((field) => !must.flat().includes(field) && (always || WHOSE.includes(field) || read.get(table)?.has(field))) };
  });
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
