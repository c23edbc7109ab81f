import type { AgencyReport, Result } from "../../model/report.ts";
import { FACT_WORDS } from "../fact-words.ts";
import { leftOut } from "./facts.ts";
import { statusBadge } from "./badges.ts";
import { progress } from "./charts.ts";
import { both, html, name, words, type Markup, type Piece } from "./markup.ts";
import type { PageScope } from "./scope.ts";

const PARTS = ["cases", "groupUnits", "activities"] as const;
interface Part { have: number; need: number; best?: number }

/** How far each trainee is with the practice asked for, and which records did not count. */
export function portfolioPart(agency: AgencyReport, { kindOf }: PageScope): Piece {
  const results = agency.results.filter((result) => kindOf(result.rule) === "practice-portfolio" && result.status !== "not-applicable" && PARTS.some((part) => partOf(result, part) !== null));
  if (results.length === 0) return null;
  return html`<h3>${words("见习实务指标", "Practice asked of trainees")}</h3>${results.map(trainee)}`;
}

function partOf({ observed }: Result, part: string): Part | null {
  const value = observed[part];
  return typeof value === "object" && value !== null && "have" in value ? value as Part : null;
}

function trainee(result: Result): Markup {
  const { excluded } = result.observed;
  const deadline = result.expected["deadline"];
  return html`<div class="trainee"><p><b>${name(result.subject.type === "person" ? result.subject.name : "")}</b> ${statusBadge(result.status)}${typeof deadline === "string" && html` <span class="note">${words(`须在 ${deadline} 之前完成`, `due before ${deadline}`)}</span>`}</p>
<ul class="parts">${PARTS.map((part) => { const value = partOf(result, part); return value && bar(part, value); })}</ul>${Array.isArray(excluded) && excluded.length > 0 && html`<details><summary>${words(`没有计入的记录 ${excluded.length} 条`, `Records left out: ${excluded.length}`)}</summary>${leftOut(excluded)}</details>`}</div>`;
}

const bar = (part: string, { have, need, best }: Part): Markup => html`<li><span>${both(FACT_WORDS[part] ?? { zh: part, en: part })}</span> ${progress(have, need, best)} <span class="n">${have} / ${need}</span>${best !== undefined && best > have && html` <span class="note">${words(`最多可算 ${best}`, `${best} at best`)}</span>`}</li>`;
