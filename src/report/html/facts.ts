import { groupBy } from "../../model/group.ts";
import { RANK_WORDS, type Rank } from "../../model/role.ts";
import { codeWords, HIDDEN_FACTS, isFacts, labelOf, RANKS, SHARES } from "../fact-text.ts";
import { placesOf } from "../sentences.ts";
import { EXCLUSION_WORDS } from "../words.ts";
import { both, COMMA, html, joined, name, words, type Markup, type Piece } from "./markup.ts";

/** Plain data of a result – observed, expected, parameters – as a person reads it; the same code draws it in the file and in the page. */

type Facts = Readonly<Record<string, unknown>>;

/** A list of names and values; nothing where there are none. */
export function factList(facts: Facts): Piece {
  const entries = Object.entries(facts).filter(([field]) => !HIDDEN_FACTS.has(field));
  if (entries.length === 0) return null;
  return html`<dl class="facts">${entries.map(([field, value]) => html`<div><dt>${both(labelOf(field))}</dt><dd>${factValue(value, field)}</dd></div>`)}</dl>`;
}

export function factValue(value: unknown, field = ""): Markup {
  if (value === null || value === undefined) return words("不明", "not known");
  if (typeof value === "boolean") return value ? words("是", "yes") : words("否", "no");
  if (typeof value === "number") return numberOf(value, field);
  if (typeof value === "string") return codeOf(value);
  if (Array.isArray(value)) return listOf(value, field);
  return isFacts(value) ? recordOf(value) : name(String(value));
}

function numberOf(value: number, field: string): Markup {
  if (RANKS.has(field)) return both(RANK_WORDS[value as Rank] ?? { zh: String(value), en: String(value) });
  if (SHARES.has(field)) return html`<span class="n">${Math.round(value * 1000) / 10}%</span>`;
  return html`<span class="n">${Math.round(value * 10_000) / 10_000}</span>`;
}

function codeOf(text: string): Markup {
  const known = codeWords(text);
  return known === null ? name(text) : both(known);
}

function listOf(list: readonly unknown[], field: string): Markup {
  if (list.length === 0) return words("无", "none");
  if (field === "excluded") return leftOut(list);
  if (list.every((each) => isFacts(each) && !("name" in each))) return tableOf(list as readonly Facts[]);
  return html`${joined(list.map((each) => factValue(each)), COMMA)}`;
}

/** What is done of what is asked; a name in both languages; anything else field by field. */
function recordOf(value: Facts): Markup {
  const { have, need, best, zh, en, name: title } = value;
  if (typeof zh === "string" && typeof en === "string") return both({ zh, en });
  if (isFacts(title)) return recordOf(title);
  if (typeof have === "number" && typeof need === "number") {
    return html`<span class="n">${have} / ${need}</span>${typeof best === "number" && best !== have && html` ${words(`（最多可算 ${best}）`, `(${best} at best)`)}`}`;
  }
  return html`${factList(value) ?? words("无", "none")}`;
}

function tableOf(rows: readonly Facts[]): Markup {
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return html`<table class="small"><thead><tr>${fields.map((field) => html`<th scope="col">${both(labelOf(field))}</th>`)}</tr></thead><tbody>${rows.map((row) => html`<tr>${fields.map((field) => html`<td>${field in row ? factValue(row[field], field) : ""}</td>`)}</tr>`)}</tbody></table>`;
}

interface LeftOut { path: string; sheet: string | null; row: number; reason: string }

/** Rows that were read and not counted, by the reason. */
export function leftOut(list: readonly unknown[]): Markup {
  const reasons = groupBy(list as readonly LeftOut[], ({ reason }) => reason);
  return html`<ul class="plain">${[...reasons].map(([reason, rows]) => html`<li>${both(EXCLUSION_WORDS[reason] ?? { zh: reason, en: reason })}${words(`（${rows.length} 条）：`, ` (${rows.length}): `)}${both(placesOf(rows.map((row) => ({ ...row, column: null }))))}</li>`)}</ul>`;
}
