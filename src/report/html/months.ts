import { groupBy } from "../../model/group.ts";
import type { AgencyReport, Result } from "../../model/report.ts";
import { clauseWords } from "../words.ts";
import { both, html, name, words, type Markup, type Piece } from "./markup.ts";
import type { PageScope } from "./scope.ts";

/** Month by month and person by person: supervision received and given, half-days of own practice. */

interface Month { month: string; state: string; individual?: number; group?: number; halfDays?: number; best?: number; records?: number }

const SIGNS: Readonly<Record<string, string>> = { met: "✓", short: "✗", over: "✗", unknown: "?" };
const LOOKS: Readonly<Record<string, string>> = { met: "good", short: "bad", over: "bad", unknown: "open" };

const LEGENDS: Readonly<Record<string, Markup>> = {
  "supervision-received": words("每格：个别督导次数 / 小组督导次数", "each cell: individual / group supervision"),
  "supervision-given": words("每格：督导记录条数", "each cell: records of supervision given"),
  "practice-sessions": words("每格：一线实务节数（半天）", "each cell: half-days of own practice"),
};

export function monthsPart(agency: AgencyReport, scope: PageScope): Piece {
  const rules = groupBy(agency.results.filter((result) => result.subject.type === "person" && (scope.kindOf(result.rule) ?? "") in LEGENDS && monthsOf(result).length > 0), ({ rule }) => rule);
  if (rules.size === 0) return null;
  return html`<h3>${words("逐月情况", "Month by month")}</h3><p class="legend"><span class="cell good">✓</span> ${words("达到", "met")} <span class="cell bad">✗</span> ${words("未达到", "not met")} <span class="cell open">?</span> ${words("不能判定", "unknown")}</p>${[...rules].map(([rule, results]) => grid(rule, results, scope))}`;
}

const monthsOf = ({ observed }: Result): readonly Month[] => (Array.isArray(observed["months"]) ? observed["months"] as Month[] : []);

function grid(rule: string, results: readonly Result[], scope: PageScope): Markup {
  const shown = scope.wholeGrids ? results : results.filter((result) => monthsOf(result).some(({ state }) => state !== "met"));
  const left = results.length - shown.length;
  const months = [...new Set(shown.flatMap((result) => monthsOf(result).map(({ month }) => month)))].sort();
  const title = html`${both(scope.rules.get(rule)?.title ?? { zh: rule, en: rule })} <span class="clause">${both(clauseWords(results[0]?.clause ?? ""))}</span>`;
  const legend = LEGENDS[scope.kindOf(rule) ?? ""];
  return html`${shown.length > 0 && html`<div class="scroll" tabindex="0"><table class="grid"><caption>${title}<span class="note">${legend}</span></caption>
<thead><tr><th scope="col">${words("姓名", "name")}</th>${months.map((month) => html`<th scope="col">${month}</th>`)}</tr></thead>
<tbody>${shown.map((result) => line(result, months))}</tbody></table></div>`}${left > 0 && html`<p class="note">${shown.length === 0 && html`${title} `}${words(`${shown.length > 0 ? "另有 " : ""}${left} 人各月均已达到。`, `${shown.length > 0 ? "The other " : "All "}${left} met every month.`)}</p>`}`;
}

function line(result: Result, months: readonly string[]): Markup {
  const by = new Map(monthsOf(result).map((each) => [each.month, each]));
  return html`<tr><th scope="row">${name(result.subject.type === "person" ? result.subject.name : "")}</th>${months.map((month) => cell(by.get(month)))}</tr>`;
}

const cell = (month: Month | undefined): Markup => (month === undefined ? html`<td></td>` : html`<td class="cell ${LOOKS[month.state] ?? ""}">${SIGNS[month.state] ?? ""} ${amount(month)}</td>`);

function amount({ individual, group, halfDays, best, records }: Month): string {
  if (individual !== undefined || group !== undefined) return `${individual ?? 0}/${group ?? 0}`;
  if (halfDays !== undefined) return best === undefined ? `${halfDays}` : `${halfDays}–${best}`;
  return `${records ?? ""}`;
}
