import { readFile } from "node:fs/promises";
import path from "node:path";
import type { z } from "zod";
import type { Clauses } from "../model/clauses.ts";
import { Refusal } from "../model/fault.ts";
import { fieldOf, fieldsOf } from "../model/field-words.ts";
import { addAll } from "../model/lists.ts";
import { TABLES, type TableKind } from "../model/table.ts";
import type { Bilingual } from "../model/text.ts";
import { issueWords } from "../policies/issue-words.ts";
import { nearest, type Setting } from "../policies/overrides.ts";
import { parseYaml } from "../policies/parse-yaml.ts";
import { readClauseTexts } from "./clause-text.ts";
import { CONFIG_KEYS, configSchema, isTable, type ConfigDocument } from "./schema.ts";

/** A configuration, read: where it stands, and what it says. */
export interface Config extends ConfigDocument {
  /** As it is shown: relative to the working directory. */
  file: string;
  settings: Setting[];
  /** Of `clauseText`: by policy, the clauses of the user's own copy. */
  clauses: ReadonlyMap<string, Clauses>;
  vocabulary: { columns: { header: string; table: TableKind | null; field: string }[]; values: Record<string, Record<string, string>> };
}

export const CONFIG_FILE = "hege.config.yaml";

/**
 * The configuration that `--config` names, else the nearest hege.config.yaml of the working directory or a folder above it; null
 * where there is none.
 * @throws Refusal that names the line of what is wrong, and the nearest right key.
 */
export async function loadConfig(named: string | undefined, cwd: string): Promise<Config | null> {
  if (named !== undefined) {
    const file = path.resolve(cwd, named);
    const bytes = await readIfThere(file);
    if (bytes === null) throw new Refusal({ zh: `配置文件 ${named} 打不开：请检查路径和读取权限。`, en: `The configuration ${named} cannot be opened: check the path and that you may read it.` });
    return parseConfig(bytes, shownPath(file, cwd), path.dirname(file));
  }
  for (let folder = path.resolve(cwd); ; folder = path.dirname(folder)) {
    const file = path.join(folder, CONFIG_FILE);
    const bytes = await readIfThere(file);
    if (bytes !== null) return parseConfig(bytes, shownPath(file, cwd), folder);
    if (path.dirname(folder) === folder) return null;
  }
}

const shownPath = (file: string, cwd: string): string => path.relative(cwd, file).replaceAll("\\", "/") || path.basename(file);

async function readIfThere(file: string): Promise<Uint8Array | null> {
  try {
    return await readFile(file);
  } catch {
    return null;
  }
}

async function parseConfig(bytes: Uint8Array, shown: string, folder: string): Promise<Config> {
  const { document: written, placeOf: place } = await parseYaml(shown, bytes);
  const document = configSchema.safeParse(written ?? {});
  if (!document.success) throw new Refusal(...document.error.issues.slice(0, 10).map((issue) => schemaSentence(issue, shown, place)));
  return { ...complete(document.data, shown, folder, place), clauses: await readClauseTexts(document.data.clauseText ?? {}, shown, folder) };
}

function schemaSentence(issue: z.core.$ZodIssue, shown: string, place: (at: readonly PropertyKey[]) => string): Bilingual {
  if (issue.code === "unrecognized_keys") {
    const key = issue.keys[0] ?? "";
    const near = issue.path.length === 0 ? nearest(key, CONFIG_KEYS) : null;
    return {
      zh: `${shown}${place([...issue.path, key])}：不认识的键 ${key}。${near === null ? `可用的键：${CONFIG_KEYS.join("、")}。` : `是否想写 ${near}？`}`,
      en: `${shown}${place([...issue.path, key])}: unknown key ${key}. ${near === null ? `Known are: ${CONFIG_KEYS.join(", ")}.` : `Did you mean ${near}?`}`,
    };
  }
  const at = issue.path.map(String).join(".");
  const words = issueWords(issue);
  return { zh: `${shown}${place(issue.path)}：${at || "整个文件"}：${words.zh}。`, en: `${shown}${place(issue.path)}: ${at || "the file"}: ${words.en}.` };
}

const FIELDS = new Set(TABLES.flatMap((table) => fieldsOf(table)));

function complete(document: ConfigDocument, shown: string, folder: string, place: (at: readonly PropertyKey[]) => string): Omit<Config, "clauses"> {
  const unknownField = (field: string, at: readonly PropertyKey[], known: readonly string[]): Refusal => {
    const near = nearest(field, known);
    return new Refusal({
      zh: `${shown}${place(at)}：没有名为 ${field} 的列。${near === null ? `可用的：${known.join("、")}。` : `是否想写 ${near}？`}`,
      en: `${shown}${place(at)}: there is no field ${field}. ${near === null ? `Known are: ${known.join(", ")}.` : `Did you mean ${near}?`}`,
    });
  };
  const columns: Config["vocabulary"]["columns"] = [];
  for (const [name, meaning] of Object.entries(document.columns ?? {})) {
    if (meaning === null) continue;
    const entries = typeof meaning === "string" ? [[null, name, meaning] as const] : Object.entries(meaning).map(([header, field]) => [name, header, field] as const);
    for (const [table, header, field] of entries) {
      if (table !== null && !isTable(table)) throw unknownField(table, ["columns", name], TABLES);
      if (field === null) continue;
      const known = table === null ? [...FIELDS] : fieldsOf(table);
      // By its id, or as people call it: role, 岗位.
      const ids = [...new Set((table === null ? TABLES : [table]).map((each) => fieldOf(each, field)).filter((id) => id !== null))];
      if (ids.length === 0) throw unknownField(field, table === null ? ["columns", header] : ["columns", table, header], known);
      addAll(columns, ids.map((id) => ({ header, table, field: id })));
    }
  }
  const values: Record<string, Record<string, string>> = {};
  for (const [field, meanings] of Object.entries(document.values ?? {})) {
    if (meanings === null) continue;
    const ids = [...new Set(TABLES.map((each) => fieldOf(each, field)).filter((id) => id !== null))];
    if (ids.length === 0) throw unknownField(field, ["values", field], [...FIELDS]);
    const told = Object.entries(meanings).flatMap(([theirs, means]) => (means === null ? [] : [[theirs, means] as const]));
    for (const id of ids) values[id] = Object.fromEntries(told.map(([theirs, means]) => [theirs, id === "qualification" ? RANKS[means] ?? means : means]));
  }
  const settings = Object.entries(document.rules ?? {}).flatMap(([rule, params]) => Object.entries(params).map(([param, value]): Setting => ({ rule, param, value, source: shown })));
  // Policy files are named from where the configuration stands; outputs from where the program is run.
  const beside = (reference: string): string => (/[\\/]|\.ya?ml$/i.test(reference) ? path.resolve(folder, reference) : reference);
  return { ...document, ...(document.policy ? { policy: document.policy.map(beside) } : {}), file: shown, settings, vocabulary: { columns, values } };
}

const RANKS: Readonly<Record<string, string>> = { "0": "无", "1": "助理社会工作师", "2": "社会工作师", "3": "高级社会工作师" };
