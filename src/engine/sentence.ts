import type { Why } from "../model/known.ts";
import { needWords } from "../model/need-words.ts";
import { LANGUAGES, type Bilingual, type Language } from "../model/text.ts";
import { CODE_WORDS } from "../model/words.ts";

/** Sentences of a kind, filled with the facts of a result, by their names; numbers as people write them, codes by their words. */
export function fill(templates: Bilingual, facts: (name: string) => unknown, words: Words = null): Bilingual {
  return { zh: inLanguage(templates.zh, "zh", facts, words), en: inLanguage(templates.en, "en", facts, words) };
}

/** Words for codes that are a result's own. */
type Words = Readonly<Record<string, Bilingual>> | null;

function inLanguage(template: string, language: Language, facts: (name: string) => unknown, words: Words): string {
  const parts = partsOf(template);
  if (parts.length === 1) return template;
  const texts = parts.slice();
  for (let i = 1; i < texts.length; i += 2) texts[i] = wording(facts(parts[i] as string), language, words);
  // Joined, for a text that is put together piece by piece is put together again by whoever looks into it.
  return texts.join("");
}

const cut = new Map<string, readonly string[]>();

/** A template as texts and, between them, the names of what fills it; each is cut once, for a sentence is filled many times. */
function partsOf(template: string): readonly string[] {
  const known = cut.get(template);
  if (known) return known;
  const parts = template.split(/\{(\w+)\}/);
  cut.set(template, parts);
  return parts;
}

function wording(value: unknown, language: Language, words: Words): string {
  if (value === null || value === undefined) return language === "zh" ? "未知" : "unknown";
  // Small amounts a day keep their digits: 0.027 and 0.034 must not both read 0.03.
  if (typeof value === "number") return String(Math.abs(value) < 1 ? Number(value.toPrecision(3)) : Math.round(value * 100) / 100);
  if (typeof value === "string") return words?.[value]?.[language] ?? CODE_WORDS.get(value)?.[language] ?? value;
  if (Array.isArray(value)) return value.map((each) => wording(each, language, words)).join(language === "zh" ? "、" : ", ");
  if (isBilingual(value)) return value[language];
  return JSON.stringify(value);
}

const isBilingual = (value: unknown): value is Bilingual => typeof value === "object" && value !== null && LANGUAGES.every((language) => language in value);

const SHOWN = 3;

/** What would decide a result, in a few words: the table, the column, or the cells. */
export function needsWords(why: readonly Why[]): Bilingual {
  const named = { zh: new Set<string>(), en: new Set<string>() };
  for (const each of why) {
    const words = needWords(each.what === "cell" ? { table: each.table, field: each.cell.field, person: each.person, location: each.cell } : each);
    named.zh.add(words.zh);
    named.en.add(words.en);
  }
  const list = (words: ReadonlySet<string>, separator: string, more: (n: number) => string): string =>
    [...words].slice(0, SHOWN).join(separator) + (words.size > SHOWN ? more(words.size) : "");
  return { zh: list(named.zh, "、", (n) => ` 等 ${n} 项`), en: list(named.en, "; ", (n) => ` and ${n - SHOWN} more`) };
}
