import type { AgencyReport, Result } from "../../model/report.ts";
import { ROLES, ROLE_WORDS } from "../../model/role.ts";
import { STATUSES } from "../../model/status.ts";
import { headcountSentence } from "../sentences.ts";
import { clauseWords, STATUS_WORDS } from "../words.ts";
import { severityTag, verdictBadge } from "./badges.ts";
import { findingsPart } from "./findings.ts";
import { stacked } from "./charts.ts";
import { both, html, name, words, type Markup, type Piece } from "./markup.ts";
import { monthsPart } from "./months.ts";
import { portfolioPart } from "./portfolio.ts";
import { ratioPart } from "./ratio.ts";
import { signature } from "./signature.ts";
import type { PageScope } from "./scope.ts";
import { treePart } from "./tree.ts";

/** An agency's part of the page, on paper a part of its own: from the verdict to the signatures. `first` is the place of its first result among all. */
export function* agencyPart(agency: AgencyReport, nth: number, first: number, scope: PageScope): Generator<Markup> {
  const { audit } = scope.report;
  const policies = Object.entries(agency.verdictByPolicy).filter(([id]) => id !== "cross");
  yield html`<section class="agency${scope.report.agencies.length === 1 && " only"}" id="agency-${nth}" aria-labelledby="agency-${nth}-name"><h2 id="agency-${nth}-name">${name(agency.name)} ${verdictBadge(agency.verdict, audit.partial)}</h2>
${policies.length > 1 && html`<ul class="by-policy">${policies.map(([id, verdict]) => html`<li>${both(audit.policies.find((policy) => policy.id === id)?.title ?? { zh: id, en: id })} ${verdictBadge(verdict, audit.partial)}</li>`)}</ul>`}
${headcount(agency)}`;
  yield html`${ratioPart(agency, scope)}`;
  yield html`${findingsPart(agency, first, scope)}`;
  yield html`${treePart(agency, scope)}${portfolioPart(agency, scope)}`;
  yield html`${monthsPart(agency, scope)}`;
  yield html`${checked(agency, scope)}${signature(agency)}</section>`;
}

function headcount(agency: AgencyReport): Piece {
  const roles = [...ROLES, "unreadable" as const].filter((role) => agency.headcount[role] > 0);
  if (roles.length === 0) return html`<p>${both(headcountSentence(agency))}</p>`;
  return html`<h3>${words("在岗人员", "People in post")}</h3>${stacked(roles.map((role) => ({ count: agency.headcount[role], look: `role-${role}` })))}<ul class="heads">${roles.map((role) => html`<li><span class="swatch role-${role}"></span> ${both(ROLE_WORDS[role])} <b class="n">${agency.headcount[role]}</b></li>`)}</ul>`;
}

/** Every rule that was judged and what came of it: how much was looked at, not only what was found. In a large report those that all passed are told in a sentence. */
function checked(agency: AgencyReport, scope: PageScope): Piece {
  const counts = new Map<string, { clause: string; severity: Result["severity"]; by: Map<string, number> }>();
  for (const { rule, clause, severity, status } of agency.results) {
    const known = counts.get(rule) ?? { clause, severity: scope.rules.get(rule)?.severity ?? severity, by: new Map<string, number>() };
    known.by.set(status, (known.by.get(status) ?? 0) + 1);
    counts.set(rule, known);
  }
  if (counts.size === 0) return html`<p class="empty">${words("这家机构没有可以判定的规则。", "There was no rule to judge for this agency.")}</p>`;
  const met = ({ by }: { by: ReadonlyMap<string, number> }): boolean => [...by.keys()].every((status) => status === "pass" || status === "not-applicable");
  const shown = [...counts].filter(([, count]) => scope.wholeGrids || !met(count));
  const left = [...counts.values()].filter((count) => !scope.wholeGrids && met(count));
  const passed = left.reduce((sum, { by }) => sum + (by.get("pass") ?? 0), 0);
  return html`<h3>${words("检查了哪些", "What was checked")}</h3>${shown.length > 0 && table(shown, scope)}
${left.length > 0 && html`<p>${words(`${shown.length > 0 ? "其余 " : ""}${left.length} 条规则共 ${passed} 项，全部符合（不适用的不计）。`, `${shown.length > 0 ? "The other " : "All "}${left.length} rules: ${passed} results, all passed (not counting what does not apply).`)}</p>`}`;
}

type Counted = [rule: string, count: { clause: string; severity: Result["severity"]; by: ReadonlyMap<string, number> }];

function table(counts: readonly Counted[], scope: PageScope): Markup {
  const used = STATUSES.filter((status) => counts.some(([, { by }]) => by.has(status)));
  return html`<div class="scroll" tabindex="0"><table class="checked"><caption class="hidden">${words("每条规则的结果项数", "Results of each rule")}</caption><thead><tr><th scope="col">${words("条文", "clause")}</th><th scope="col">${words("规则", "rule")}</th><th scope="col">${words("级别", "severity")}</th>${used.map((status) => html`<th scope="col" class="n">${both(STATUS_WORDS[status])}</th>`)}</tr></thead>
<tbody>${counts.map(([id, { clause, severity, by }]) => html`<tr><td class="clause">${both(clauseWords(clause))}</td><th scope="row">${both(scope.rules.get(id)?.title ?? { zh: id, en: id })}</th><td>${severityTag(severity)}</td>${used.map((status) => html`<td class="n${status === "fail" && by.has(status) && " strong"}">${by.get(status) ?? ""}</td>`)}</tr>`)}</tbody></table></div>`;
}
