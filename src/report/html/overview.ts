import type { AgencyReport } from "../../model/report.ts";
import { VERDICTS } from "../../model/status.ts";
import { caveats, headline, issuesHeading, totalsSentence } from "../sentences.ts";
import { statusBadge, verdictBadge } from "./badges.ts";
import { stacked } from "./charts.ts";
import { both, html, name, words, type Markup, type Piece } from "./markup.ts";
import { ratioBar, ratiosOf, limitOf } from "./ratio.ts";
import type { PageScope } from "./scope.ts";

/** What is known of all agencies on the first page: what was audited, the verdicts, and a line for each agency. */
export function overview(scope: PageScope): Markup {
  const { report } = scope;
  const { verdicts, failures, results } = report.summary;
  const { partial } = report.audit;
  return html`<section id="overview" aria-labelledby="overview-title"><h1 id="overview-title">${words("检查报告", "Audit report")}</h1>
<p class="lead">${both(headline(report))}</p>
${caveats(report).map((caveat) => html`<p class="caveat">${both(caveat)}</p>`)}
<ul class="tiles">
${VERDICTS.filter((verdict) => verdicts[verdict] > 0).map((verdict) => html`<li><b>${verdicts[verdict]}</b> ${words("家机构", verdicts[verdict] === 1 ? "agency" : "agencies")} ${verdictBadge(verdict, partial)}</li>`)}
<li><b>${results.fail}</b> ${statusBadge("fail")} <span class="note">${words(`错误 ${failures.error}、警告 ${failures.warning}、提示 ${failures.notice}`, `errors ${failures.error}, warnings ${failures.warning}, notices ${failures.notice}`)}</span></li>
<li><b>${results["not-assessed"]}</b> ${statusBadge("not-assessed")} <span class="note">${words("没有查到，不算通过", "not looked at is not passed")}</span></li>
</ul>
${report.agencies.length === 0 ? html`<p class="empty">${words("报告中没有机构：所报材料里没有可以检查的人员。", "The report holds no agency: there was nobody to audit in what was submitted.")}</p>` : agencyTable(scope)}
<p>${both(totalsSentence(report))}</p>${report.dataIssueTotals.length > 0 && html`<p><a href="#issues">${both(issuesHeading(report))}</a></p>`}</section>`;
}

function agencyTable(scope: PageScope): Markup {
  const { agencies } = scope.report;
  const ratioRules = [...scope.rules.values()].filter(({ id, kind }) => kind === "headcount-ratio" && agencies.some((agency) => ratiosOf(agency, scope).some(({ rule }) => rule === id)));
  const column = (sort: string, title: Markup, look = ""): Markup => html`<th scope="col" class="${look}" data-sort="${sort}">${title}</th>`;
  const count = (title: Markup): Markup => column("number", title, "n");
  return html`<div class="scroll" tabindex="0"><table class="sortable overview"><caption class="hidden">${words("各机构的结论", "The verdict on each agency")}</caption><thead><tr>
${column("text", words("机构", "agency"))}${column("number", words("结论", "verdict"))}${count(words("不符合：错误", "failed: errors"))}${count(words("警告", "warnings"))}${count(words("提示", "notices"))}${count(words("未能判定", "not assessed"))}<th scope="col">${words("构成", "make-up")}</th>${ratioRules.map(({ title }) => column("number", both(title)))}</tr></thead>
<tbody>${agencies.map((agency, i) => agencyRow(agency, i, ratioRules.map(({ id }) => id), scope))}</tbody></table></div>
<p class="legend note"><span class="swatch bad"></span> ${words("不符合", "failed")} <span class="swatch open"></span> ${words("未能判定", "not assessed")} <span class="swatch wait"></span> ${words("未到期限、已豁免", "pending, waived")} <span class="swatch good"></span> ${words("符合", "passed")}</p>`;
}

const countOf = (agency: AgencyReport, test: (result: AgencyReport["results"][number]) => boolean): number => agency.results.reduce((n, result) => n + (test(result) ? 1 : 0), 0);

function agencyRow(agency: AgencyReport, i: number, ratioRules: readonly string[], scope: PageScope): Markup {
  const failed = (severity: string): number => countOf(agency, (result) => result.status === "fail" && result.severity === severity);
  const by = (...statuses: string[]): number => countOf(agency, ({ status }) => statuses.includes(status));
  const number = (n: number): Piece => html`<td class="n" data-value="${n}">${n}</td>`;
  const ratios = new Map(ratiosOf(agency, scope).map((result) => [result.rule, result]));
  return html`<tr><th scope="row"><a href="#agency-${i + 1}">${name(agency.name)}</a></th><td data-value="${VERDICTS.indexOf(agency.verdict)}">${verdictBadge(agency.verdict, scope.report.audit.partial)}</td>${number(failed("error"))}${number(failed("warning"))}${number(failed("notice"))}${number(by("not-assessed"))}
<td>${stacked([{ count: by("fail"), look: "bad" }, { count: by("not-assessed"), look: "open" }, { count: by("pending", "waived"), look: "wait" }, { count: by("pass"), look: "good" }])}</td>${ratioRules.map((rule) => {
    const result = ratios.get(rule);
    return result === undefined ? html`<td data-value="-1">–</td>` : html`<td data-value="${sortValue(result)}">${ratioBar(result)}</td>`;
  })}</tr>`;
}

/** Ratios by how much of the limit they use; without anybody to lead, last. */
function sortValue(result: Parameters<typeof limitOf>[0]): number {
  const perLeader = result.observed["perLeader"];
  return typeof perLeader === "number" ? Math.round((perLeader / (limitOf(result) || 1)) * 1000) : 1e9;
}
