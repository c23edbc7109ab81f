import { isDeepStrictEqual } from "node:util";
import { groupBy } from "../model/group.ts";

/** An entry that is to stand in a file of YAML, its value left blank for the user, under a comment. */
export interface BlankEntry {
  /** The keys it stands under, from the top. */
  under: readonly [string, string];
  key: string;
  /** One line. */
  comment: string;
}

type Yaml = typeof import("../policies/yaml-parser.ts");
type Parsed = ReturnType<Yaml["parseDocument"]>;

/**
 * A text of YAML with more entries, what was there left as it is to the byte; where its form does not allow that (one-line maps),
 * written anew from its document, comments and order kept. null: it cannot be written so that it says what it said and no more.
 */
export function withEntries(yaml: Yaml, text: string, entries: readonly BlankEntry[]): string | null {
  const wanted = expected(read(yaml, text)?.toJS() as unknown, entries);
  const holds = (made: string | null): made is string => made !== null && isDeepStrictEqual(read(yaml, made)?.toJS(), wanted);
  const inserted = inserting(yaml, text, entries);
  if (holds(inserted)) return inserted;
  const rewritten = rewriting(yaml, text, entries);
  return holds(rewritten) ? rewritten : null;
}

function read(yaml: Yaml, text: string): Parsed | null {
  const parsed = yaml.parseDocument(text);
  return parsed.errors.length > 0 ? null : parsed;
}

type Plain = Record<string, unknown>;
const asMap = (value: unknown): Plain => (typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value as Plain } : {});

function expected(before: unknown, entries: readonly BlankEntry[]): Plain {
  const all = asMap(before);
  for (const { under: [one, two], key } of entries) {
    const [outer, inner] = [asMap(all[one]), asMap(asMap(all[one])[two])];
    all[one] = { ...outer, [two]: { ...inner, [key]: null } };
  }
  return all;
}

// ---- as text

/** A key of a map in block form, as it stands in the text. */
interface Key { name: string; start: number; end: number; value: Node | null }
interface Node { is: "map" | "null" | "other"; keys: readonly Key[] }

/** What of a document's tree is needed: in block form, its keys and where they stand. */
function nodeOf(value: unknown): Node {
  const node = value as { items?: unknown[]; flow?: boolean; value?: unknown; source?: unknown; anchor?: unknown } | null;
  if (node === null || (Object.hasOwn(node, "value") && node.value === null && !node.source)) return { is: "null", keys: [] };
  if (!Array.isArray(node.items) || node.flow === true) return { is: "other", keys: [] };
  const keys = node.items.map((item): Key | null => {
    const { key, value: inner } = item as { key?: { value?: unknown; range?: [number, number, number] } | null; value?: unknown };
    return key?.range && typeof key.value === "string" ? { name: key.value, start: key.range[0], end: key.range[1], value: inner === undefined || inner === null ? null : nodeOf(inner) } : null;
  });
  return keys.includes(null) ? { is: "other", keys: [] } : { is: "map", keys: keys.filter((key) => key !== null) };
}

function inserting(yaml: Yaml, text: string, entries: readonly BlankEntry[]): string | null {
  let made: string | null = text;
  for (const section of groupBy(entries, ({ under }) => under[0]).values()) {
    // Each goes right below its key, so that the last comes first; new sections go to the end.
    for (const together of [...groupBy(section, ({ under }) => under[1]).values()].reverse()) made = made === null ? null : insertUnder(yaml, made, together);
  }
  return made;
}

/** Entries that all stand under the same keys. */
function insertUnder(yaml: Yaml, text: string, entries: readonly BlankEntry[]): string | null {
  const parsed = read(yaml, text);
  const [one, two] = entries[0]?.under ?? [];
  if (parsed === null || one === undefined || two === undefined) return null;
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const at = (indent: number, line: string): string => `${" ".repeat(indent)}${line}${eol}`;
  const all = (indent: number): string => entries.map(({ key, comment }) => at(indent, `# ${comment}`) + at(indent, `${keyText(key)}:`)).join("");
  const top = nodeOf(parsed.contents);
  if (top.is === "other") return null;
  const outer = top.keys.find(({ name }) => name === one);
  // At the end, under a blank line: a document's text may lack its last line break.
  if (outer === undefined) return `${text === "" || text.endsWith("\n") ? text : text + eol}${eol}${at(0, `${one}:`)}${at(2, `${keyText(two)}:`)}${all(4)}`;
  if (column(text, outer.start) !== 0 || outer.value?.is === "other") return null;
  const inner = outer.value?.keys.find(({ name }) => name === two);
  const outerIndent = outer.value?.keys[0] === undefined ? 2 : column(text, outer.value.keys[0].start);
  if (inner === undefined) return below(text, outer, at(outerIndent, `${keyText(two)}:`) + all(outerIndent + 2), eol);
  if (inner.value?.is === "other") return null;
  return below(text, inner, all(inner.value?.keys[0] === undefined ? outerIndent + 2 : column(text, inner.value.keys[0].start)), eol);
}

/** How far from the beginning of its line a place is. */
const column = (text: string, at: number): number => at - (text.lastIndexOf("\n", at - 1) + 1);

function below(text: string, { end }: Key, more: string, eol: string): string {
  const line = text.indexOf("\n", end);
  return line < 0 ? `${text}${eol}${more}` : `${text.slice(0, line + 1)}${more}${text.slice(line + 1)}`;
}

const PLAIN_KEY = /^[\p{Script=Han}A-Za-z][\p{Script=Han}\w()（）、-]*$/u;
const RESERVED = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

const keyText = (key: string): string => (PLAIN_KEY.test(key) && !RESERVED.test(key) ? key : JSON.stringify(key));

// ---- as a document

function rewriting(yaml: Yaml, text: string, entries: readonly BlankEntry[]): string | null {
  const parsed = read(yaml, text);
  if (parsed === null) return null;
  try {
    for (const { under: [one, two], key, comment } of entries) {
      for (const path of [[one], [one, two]]) {
        const there: unknown = parsed.getIn(path, true);
        if (there === undefined || nodeOf(there).is === "null") parsed.setIn(path, parsed.createNode({}));
        const map = parsed.getIn(path, true) as { flow?: boolean };
        // Comments need lines of their own.
        map.flow = false;
      }
      const named = parsed.createNode(key) as unknown as { commentBefore: string };
      named.commentBefore = ` ${comment}`;
      (parsed.getIn([one, two], true) as { add: (pair: unknown) => void }).add(parsed.createPair(named, null));
    }
    return parsed.toString({ lineWidth: 0, nullStr: "" });
  } catch {
    // What stands there is an alias, or no map.
    return null;
  }
}
