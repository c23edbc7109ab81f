import type { Bilingual } from "../model/text.ts";
import { HIDDEN } from "./fields.ts";
import { maskPatterns } from "./patterns.ts";
import { isPlain } from "./vocabulary.ts";

/**
 * Why a submission could not be read, told without its names: `paths` are those that the sentence may hold, each with what it is told
 * by. Of what it quotes out of the files – headers, sheets – only plain words stay; nobody knows whom the rest names.
 */
export function redactReason({ zh, en }: Bilingual, paths: ReadonlyMap<string, string>): Bilingual {
  const longest = [...paths].sort(([a], [b]) => b.length - a.length);
  const told = (text: string): string => maskPatterns(longest
    .reduce((rest, [path, by]) => rest.replaceAll(path, by), text)
    .replace(LISTS, "")
    .replace(/([“"])([^“”"]*)([”"])/gu, (whole, open: string, inner: string, close: string) => (isPlain(inner) ? whole : `${open}${HIDDEN}${close}`)));
  return { zh: told(zh), en: told(en) };
}

/** What was read, and which headers are near: whatever stood in the files. */
const LISTS = /(?:已读取|相近的表头)：[^。]*。| (?:Read|Nearest headers): [^\n]*?\.(?= [A-Z]|$)/gu;
