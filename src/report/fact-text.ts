import { RANK_WORDS, type Rank } from "../model/role.ts";
import type { Bilingual, Language } from "../model/text.ts";
import { CODE_WORDS } from "../model/words.ts";
import { FACT_WORDS, VALUE_WORDS } from "./fact-words.ts";

/** Plain data of a result – observed, expected, parameters – in words, as text. The page draws the same as markup (html/facts.ts). */

type Facts = Readonly<Record<string, unknown>>;
export const isFacts = (value: unknown): value is Facts => typeof value === "object" && value !== null && !Array.isArray(value);

/** What a field is called; its own name where nobody gave it another. */
export const labelOf = (field: string): Bilingual => (Object.hasOwn(FACT_WORDS, field) ? FACT_WORDS[field] : undefined) ?? { zh: field, en: field };

/** Said by another field, in words. */
export const HIDDEN_FACTS: ReadonlySet<string> = new Set(["minRank"]);
export const SHARES: ReadonlySet<string> = new Set(["share", "minShare"]);
export const RANKS: ReadonlySet<string> = new Set(["rank", "minRank", "pilotMinRank"]);

/** The words of a code of ours; null: it is none. */
export const codeWords = (text: string): Bilingual | null => CODE_WORDS.get(text) ?? (Object.hasOwn(VALUE_WORDS, text) ? VALUE_WORDS[text] : undefined) ?? null;

export function valueText(value: unknown, field: string, language: Language): string {
  const say = (zh: string, en: string): string => ({ zh, en })[language];
  if (value === null || value === undefined) return say("不明", "not known");
  if (typeof value === "boolean") return value ? say("是", "yes") : say("否", "no");
  if (typeof value === "number") {
    if (RANKS.has(field)) return RANK_WORDS[value as Rank]?.[language] ?? String(value);
    return SHARES.has(field) ? `${Math.round(value * 1000) / 10}%` : String(Math.round(value * 10_000) / 10_000);
  }
  if (typeof value === "string") return codeWords(value)?.[language] ?? value;
  if (Array.isArray(value)) return value.length === 0 ? say("无", "none") : value.map((each) => valueText(each, "", language)).join(value.some(isFacts) ? say("；", "; ") : say("、", ", "));
  return isFacts(value) ? recordText(value, language) : String(value as bigint);
}

/** What is done of what is asked; a name in both languages; anything else field by field. */
function recordText(value: Facts, language: Language): string {
  const { have, need, best, zh, en, name } = value;
  if (typeof zh === "string" && typeof en === "string") return { zh, en }[language];
  if (isFacts(name)) return recordText(name, language);
  if (typeof have === "number" && typeof need === "number") return `${have} / ${need}${typeof best === "number" && best !== have ? { zh: `（最多可算 ${best}）`, en: ` (${best} at best)` }[language] : ""}`;
  return factsText(value, language);
}

/** All of them on one line: 督导人数 2；社工人数 30. What was left out is told where it is shown (`excluded`). */
export function factsText(facts: Facts, language: Language): string {
  return Object.entries(facts).filter(([field]) => !HIDDEN_FACTS.has(field) && field !== "excluded")
    .map(([field, value]) => `${labelOf(field)[language]} ${valueText(value, field, language)}`).join({ zh: "；", en: "; " }[language]);
}
