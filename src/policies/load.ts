import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { Refusal } from "../model/fault.ts";
import { extensionSchema, type Policy, type PolicyDocument } from "../model/policy.ts";
import type { Bilingual } from "../model/text.ts";
import { checkPolicy, type PolicyProblem } from "./check.ts";
import cross from "./cross.yaml";
import { issueWords } from "./issue-words.ts";
import { nearest } from "./overrides.ts";
import { parseYaml, type PlaceOf } from "./parse-yaml.ts";
import shenzhen from "./shenzhen-2010.yaml";
import xpcc from "./xpcc-2017.yaml";

/** The policies that come built in; the build has compiled them from YAML, which costs too much to parse at every start. */
const BUILT_IN: Readonly<Record<string, unknown>> = { "shenzhen-2010": shenzhen, "xpcc-2017": xpcc };
export const BUILT_IN_IDS: readonly string[] = Object.keys(BUILT_IN);

const loaded = new Map<string, Policy>();

/** A built-in policy by its id; null where there is none. */
export function builtIn(id: string): Policy | null {
  const known = loaded.get(id);
  if (known) return known;
  const document = id === "cross" ? cross : BUILT_IN[id];
  if (document === undefined || (id !== "cross" && !Object.hasOwn(BUILT_IN, id))) return null;
  const { policy, problems } = checkPolicy(document);
  if (!policy) throw new TypeError(`the built-in policy ${id} is not valid: ${problems[0]?.en ?? ""}`);
  const whole: Policy = { ...policy, sha256: sha256(JSON.stringify(document)), overrides: [] };
  loaded.set(id, whole);
  return whole;
}

/** Every policy that comes built in, the checks across agencies apart. */
export const builtIns = (): Policy[] => BUILT_IN_IDS.map((id) => builtIn(id)).filter((policy) => policy !== null);

/** The checks across agencies, which run with any policy (rules.md, section 4). */
export function crossPolicy(): Policy {
  const policy = builtIn("cross");
  if (!policy) throw new TypeError("the policy of checks across agencies is not there");
  return policy;
}

const sha256 = (bytes: string | Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/**
 * A policy by its id, or from a file. A file may extend another policy: `extends: shenzhen-2010`, or a path beside it.
 * @throws Refusal that names file, line and column of what is wrong in it.
 */
export async function loadPolicy(reference: string, cwd: string): Promise<Policy> {
  return builtIn(reference) ?? loadFile(reference, cwd, []);
}

const looksLikeFile = (reference: string): boolean => /[\\/]|\.ya?ml$/i.test(reference);

async function loadFile(reference: string, cwd: string, below: readonly string[]): Promise<Policy> {
  const shown = reference.replaceAll("\\", "/");
  if (!looksLikeFile(reference)) throw unknownPolicy(reference);
  const file = path.resolve(cwd, reference);
  if (below.includes(file)) throw new Refusal({ zh: `${shown}：政策文件互相引用（extends 成环）。`, en: `${shown}: policies extend each other in a circle.` });
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch {
    throw new Refusal({ zh: `政策文件 ${shown} 打不开：请检查路径和读取权限。`, en: `The policy file ${shown} cannot be opened: check the path and that you may read it.` });
  }
  const { document, placeOf } = await parseYaml(shown, bytes);
  const isExtension = typeof document === "object" && document !== null && "extends" in document;
  const whole = isExtension ? await extend(document, shown, file, [...below, file], placeOf) : document;
  const { policy, problems } = checkPolicy(whole);
  if (!policy) throw refusal(shown, problems, isExtension ? (at) => placeOf(pathInFile(at, whole, document)) : placeOf);
  return { ...policy, sha256: sha256(bytes), overrides: [] };
}

/** Where a rule of the extended policy stands in the file that changes it. */
function pathInFile(at: readonly PropertyKey[], whole: unknown, document: unknown): readonly PropertyKey[] {
  type Rules = { rules?: readonly { id?: unknown }[] };
  const [list, place, ...rest] = at;
  if (list !== "rules" || typeof place !== "number") return at;
  const id = (whole as Rules).rules?.[place]?.id;
  const own = (document as Rules).rules?.findIndex((rule) => rule.id === id) ?? -1;
  return own < 0 ? [] : ["rules", own, ...rest];
}

function unknownPolicy(id: string): Refusal {
  const near = nearest(id, BUILT_IN_IDS);
  return new Refusal({
    zh: `没有名为 ${id} 的政策。${near === null ? "" : `是否想写 ${near}？`}内置政策：${BUILT_IN_IDS.join("、")}；自己的政策写文件路径，例如 --policy ./my-city.yaml。`,
    en: `There is no policy ${id}.${near === null ? "" : ` Did you mean ${near}?`} Built in: ${BUILT_IN_IDS.join(", ")}; name your own by its file, for example --policy ./my-city.yaml.`,
  });
}

function refusal(shown: string, problems: readonly PolicyProblem[], placeOf: PlaceOf): Refusal {
  return new Refusal(...problems.slice(0, 10).map(({ path: at, zh, en }): Bilingual => ({ zh: `${shown}${placeOf(at)}：${zh}。`, en: `${shown}${placeOf(at)}: ${en}.` })));
}

/** The base policy with the file's changes: rules of known id field by field, others added, `without` left out. */
async function extend(document: object, shown: string, file: string, below: readonly string[], placeOf: PlaceOf): Promise<unknown> {
  const parsed = extensionSchema.safeParse(document);
  if (!parsed.success) {
    throw refusal(shown, parsed.error.issues.map((issue) => ({
      path: issue.path.map((part) => (typeof part === "symbol" ? String(part) : part)), zh: `${issue.path.join(".")}：${issueWords(issue).zh}`, en: `${issue.path.join(".")}: ${issueWords(issue).en}`,
    })), placeOf);
  }
  const { extends: base, without, rules, coverage, ...head } = parsed.data;
  const parent = builtIn(base) ?? await loadFile(base, path.dirname(file), below);
  const { sha256: _hash, overrides: _none, ...start } = parent;
  const gone = new Set(without);
  const absent = without.find((id) => !start.rules.some((rule) => rule.id === id));
  if (absent !== undefined) throw refusal(shown, [{ path: ["without"], zh: `without 所列规则 ${absent} 在 ${base} 中不存在`, en: `without names the rule ${absent}, which ${base} does not have` }], placeOf);
  const changes = new Map(rules.map((rule) => [rule.id, rule]));
  const kept = start.rules.filter((rule) => !gone.has(rule.id)).map((rule): unknown => {
    const change = changes.get(rule.id);
    if (!change) return rule;
    changes.delete(rule.id);
    return { ...rule, ...change, params: { ...rule.params, ...(change["params"] as object | undefined) } };
  });
  const ids = new Set([...kept, ...changes.values()].map((rule) => (rule as { id: string }).id));
  const rows = [...start.coverage, ...coverage].map((row) => ({ ...row, by: row.by.filter((id) => ids.has(id)) }));
  return { ...start, ...head, rules: [...kept, ...changes.values()], coverage: rows } satisfies Record<keyof Omit<PolicyDocument, "note">, unknown>;
}
