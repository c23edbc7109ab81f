import { groupBy } from "../../model/group.ts";
import { SEVERITIES } from "../../model/issue.ts";
import type { AgencyReport, Result } from "../../model/report.ts";
import type { Status } from "../../model/status.ts";
import { decisionSentence, placesOf, readingSentence, waiverSentence } from "../sentences.ts";
import { clauseWords, STATUS_WORDS } from "../words.ts";
import { severityTag } from "./badges.ts";
import { detail } from "./detail.ts";
import { both, html, name, names, words, type Markup, type Piece } from "./markup.ts";
import type { PageScope } from "./scope.ts";

/** Findings of an agency, clause by clause. What is not a plain pass stands here, by name at least, whether or not the script runs. */

/** A result with its place among all results of the page, by which the script finds it again. */
interface Numbered { result: Result; at: number }

const SHOWN: readonly { status: Status; title: Markup; none: Markup | null }[] = [
  { status: "fail", title: words("不符合的", "Failures"), none: words("没有不符合的。", "No failures.") },
  { status: "pending", title: words("未到期限的", "Not yet due"), none: null },
  { status: "waived", title: words("已豁免的", "Waived"), none: null },
  { status: "not-assessed", title: words("未能判定的", "Not assessed"), none: words("没有未能判定的。", "Nothing was left unassessed.") },
];

export function findingsPart(agency: AgencyReport, first: number, scope: PageScope): Piece {
  const numbered = agency.results.map((result, i) => ({ result, at: first + i }));
  return SHOWN.map(({ status, title, none }) => {
    const list = numbered.filter(({ result }) => result.status === status);
    if (list.length === 0) return none && html`<h3>${title}</h3><p class="note">${none}</p>`;
    const rules = [...groupBy(list, ({ result }) => `${result.severity} ${result.rule}`).values()].sort((a, b) => rank(a) - rank(b));
    return html`<h3>${title} <span class="count">${list.length}</span></h3>${rules.map((group) => ofRule(group, scope))}`;
  });
}

const rank = ([first]: readonly Numbered[]): number => (first ? SEVERITIES.indexOf(first.result.severity) : 0);

/** What one rule found: what it asks, how it is read and how it is put right are said once. */
function ofRule(group: readonly Numbered[], scope: PageScope): Piece {
  const first = group[0]?.result;
  if (!first) return null;
  const rule = scope.rules.get(first.rule);
  const listed = group.slice(0, scope.lines);
  const left = group.slice(listed.length).map(({ result: { subject } }) => (subject.type === "person" ? subject.name : subject.agency));
  const remedies = new Set(group.map(({ result }) => result.remedy?.zh ?? ""));
  const together = remedies.size === 1;
  return html`<article class="rule ${first.status}"><h4>${severityTag(first.severity)} <span class="clause">${both(clauseWords(first.clause))}</span> ${rule ? both(rule.title) : first.rule} <span class="count">${group.length}</span></h4>
${rule && html`<p class="asks">${both(rule.asks)}</p>`}
<ul class="findings">${listed.map((each) => finding(each, together, scope))}</ul>
${left.length > 0 && html`<p class="led">${words(`另有 ${left.length} 项，见“全部结果”：`, `and ${left.length} more, under “All results”: `)}${names(left, scope.wholeGrids)}</p>`}
${together && first.remedy && html`<p class="remedy"><b>${words("整改", "To do")}</b> ${both(first.remedy)}</p>`}
${first.interpretation.map((reading) => html`<p class="reading"><b>${words("本程序的解释", "Our reading")}</b> ${both(readingSentence(reading))}</p>`)}</article>`;
}

function finding({ result, at }: Numbered, together: boolean, scope: PageScope): Markup {
  const { evidence, evidenceTotal, waiver, decision, remedy } = result;
  const shown = evidence.slice(0, PLACES);
  const more = (evidenceTotal ?? evidence.length) - shown.length;
  const said = decision?.decision === "overruled" || decision?.decision === "plea-accepted";
  return html`<li${said && html` class="set-aside"`}><p>${both(result.message)}</p>
${shown.length > 0 && html`<p class="places">${words("位置 ", "at ")}${both(placesOf(shown))}${more > 0 && words(` 等 ${shown.length + more} 处`, ` and ${more} more`)}</p>`}
${waiver && html`<p class="waiver"><b>${both(STATUS_WORDS.waived)}</b> ${both(waiverSentence(waiver))}</p>`}
${decision && html`<p class="decision"><b>${words("复核", "Decision")}</b> ${both(decisionSentence(decision))}</p>`}
${!together && remedy && html`<p class="remedy"><b>${words("整改", "To do")}</b> ${both(remedy)}</p>`}
<details class="more"${!scope.whole && html` data-at="${at}"`}><summary>${words("数字与依据", "Numbers and evidence")}<span class="hidden">${words("：", ": ")}${name(result.subject.type === "person" ? result.subject.name : result.subject.agency)}</span></summary>${scope.whole && detail(result, scope.rules.get(result.rule))}</details></li>`;
}

const PLACES = 6;
