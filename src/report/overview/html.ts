import type { Overview, RatioLine } from "../../model/overview.ts";
import type { Language } from "../../model/text.ts";
import { groupBy } from "../../model/group.ts";
import { severityTag, statusBadge, verdictBadge } from "../html/badges.ts";
import { againstLimit, PATTERNS } from "../html/charts.ts";
import { head, scriptElement } from "../html/head.ts";
import { both, html, name, words, type Markup, type Piece } from "../html/markup.ts";
import { caveats, headline, missingSentence } from "../sentences.ts";
import { clauseWords } from "../words.ts";
import { countsSentence, partialSentence, repeatedSentence, sharedSentence, TITLES, unclaimedSentence, verdictsSentence } from "./sentences.ts";

/** The overview of a batch as a page that needs nothing else; each agency leads to its own report where that is a page too. */
export function* overviewHtml(overview: Overview, { language }: { language: Language }): Generator<string> {
  const { audit, tool, generatedAt } = overview;
  const title = TITLES.overview[language];
  yield `<!doctype html>\n<html lang="${language === "zh" ? "zh-CN" : "en"}">${head({ audit: audit ?? NO_AUDIT, tool }, language, title).text}\n<body>`;
  yield html`${PATTERNS}<a class="skip" href="#main">${words("跳到正文", "Skip to the overview")}</a><header class="top"><a class="brand" href="#overview"><b>合格</b> hege</a><div class="switches scripted" hidden><button type="button" id="language" data-zh="English" data-en="中文"></button><button type="button" id="colours" aria-pressed="false"><span aria-hidden="true">◐</span> ${words("深色", "Dark")}</button><button type="button" id="print">${words("打印", "Print")}</button></div></header>
<main id="main"><section id="overview" aria-labelledby="overview-title"><h1 id="overview-title">${both(TITLES.overview)}</h1>${audit !== null && html`<p class="lead">${both(headline({ audit }))}</p>${caveats({ audit }).map((caveat) => html`<p class="caveat">${both(caveat)}</p>`)}`}${overview.shard && html`<p class="caveat">${both(partialSentence)}</p>`}
<p>${both(countsSentence(overview))}</p><p>${both(verdictsSentence(overview))}</p></section>`.text;
  yield agencies(overview).text;
  yield notAudited(overview).text;
  yield failures(overview).text;
  for (const [, ratios] of groupBy(overview.ratios.filter(({ counted }) => counted > 0), ({ policy, rule }) => `${policy} ${rule}`)) yield ratioTable(ratios, overview).text;
  yield list(TITLES.shared, overview.sharedPeople.map(sharedSentence)).text;
  yield list(TITLES.repeated, overview.repeatedAgencies.map(repeatedSentence)).text;
  yield list(TITLES.unclaimed, overview.unclaimedRows.map(unclaimedSentence)).text;
  yield list(TITLES.unknowns, overview.unknowns.map(missingSentence)).text;
  yield html`</main><footer class="end"><p>${name(`${tool.name} ${tool.version}`)}${generatedAt !== undefined && html` · ${words("生成于 ", "made ")}${name(generatedAt)}`}</p></footer>\n${scriptElement}\n</body></html>\n`.text;
}

/** Where nothing could be audited, nothing is known of how it would have been. */
const NO_AUDIT: NonNullable<Overview["audit"]> = { asOf: "", period: { from: "", to: "" }, language: "zh", partial: false, policies: [] };

const list = (title: { zh: string; en: string }, lines: readonly { zh: string; en: string }[]): Markup =>
  (lines.length === 0 ? html`` : html`<section><h2>${both(title)} <small>${lines.length}</small></h2><ul class="plain">${lines.map((line) => html`<li>${both(line)}</li>`)}</ul></section>`);

const column = (sort: string, title: Markup, look = ""): Markup => html`<th scope="col" class="${look}" data-sort="${sort}">${title}</th>`;
const number = (n: number): Piece => html`<td class="n" data-value="${n}">${n}</td>`;

function agencies({ submissions, audit }: Overview): Markup {
  const rows = submissions.flatMap((submission) => submission.agencies.map((agency) => ({ submission, agency })));
  if (rows.length === 0) return html``;
  const count = (title: Markup): Markup => column("number", title, "n");
  return html`<section><h2>${both(TITLES.verdicts)} <small>${rows.length}</small></h2><div class="scroll" tabindex="0"><table class="sortable overview"><caption class="hidden">${both(TITLES.verdicts)}</caption><thead><tr>${column("text", words("机构", "agency"))}${column("text", words("报送材料", "submission"))}${column("text", words("结论", "verdict"))}${count(words("在岗人员", "people"))}${count(words("不符合：错误", "failed: errors"))}${count(words("警告", "warnings"))}${count(words("提示", "notices"))}${count(words("未能判定", "not assessed"))}</tr></thead>
<tbody>${rows.map(({ submission, agency }) => {
    const page = submission.reports.find((report) => report.endsWith(".html"));
    return html`<tr><th scope="row">${page === undefined ? name(agency.name) : html`<a href="${encodeURIComponent(page)}">${name(agency.name)}</a>`}</th><td>${name(submission.name)}</td><td>${verdictBadge(agency.verdict, audit?.partial ?? false)}</td>${number(agency.people)}${number(agency.failures.error)}${number(agency.failures.warning)}${number(agency.failures.notice)}${number(agency.notAssessed)}</tr>`;
  })}</tbody></table></div></section>`;
}

function notAudited({ submissions }: Overview): Markup {
  const those = submissions.filter(({ state }) => state === "not-audited");
  return those.length === 0 ? html`` : html`<section><h2>${both(TITLES.notAudited)} <small>${those.length}</small></h2><ul class="plain">${those.map(({ name: called, reasons }) => html`<li><b>${name(called)}</b>${reasons.map((reason) => html`<p>${both(reason)}</p>`)}</li>`)}</ul></section>`;
}

function failures({ failures: list }: Overview): Markup {
  if (list.length === 0) return html``;
  return html`<section><h2>${both(TITLES.failures)} <small>${list.length}</small></h2><div class="scroll" tabindex="0"><table class="sortable"><caption class="hidden">${both(TITLES.failures)}</caption><thead><tr>${column("text", words("条款", "clause"))}${column("text", words("规则", "rule"))}${column("text", words("级别", "severity"))}${column("number", words("机构", "agencies"), "n")}${column("number", words("结果", "results"), "n")}</tr></thead>
<tbody>${list.map(({ clause, title, severity, agencies: n, results }) => html`<tr><td class="clause">${both(clauseWords(clause))}</td><th scope="row">${both(title)}</th><td>${severityTag(severity)}</td>${number(n)}${number(results)}</tr>`)}</tbody></table></div></section>`;
}

function ratioTable(ratios: readonly RatioLine[], { audit }: Overview): Markup {
  const [first] = ratios;
  const title = audit?.policies.flatMap(({ rules }) => rules).find(({ id }) => id === first?.rule)?.title ?? { zh: first?.rule ?? "", en: first?.rule ?? "" };
  return html`<section><h2>${both(title)} <span class="clause">${both(clauseWords(first?.clause ?? ""))}</span> <small>${words("最紧的在前", "the tightest first")}</small></h2><div class="scroll" tabindex="0"><table><caption class="hidden">${both(title)}</caption><thead><tr><th scope="col">${words("机构", "agency")}</th><th scope="col">${words("配比", "ratio")}</th><th scope="col">${words("结果", "status")}</th><th scope="col" class="n">${words("未达到的天数", "days in breach")}</th></tr></thead>
<tbody>${ratios.map(({ agency, counted, leaders, perLeader, limit, status, breachDays }) => html`<tr><th scope="row">${name(agency)}</th><td><span class="ratio">${againstLimit(perLeader ?? limit * 2, limit, perLeader !== null && perLeader <= limit)}</span> <span class="n">${counted} : ${leaders}${perLeader !== null && ` = ${perLeader} : 1`} / ${limit} : 1</span></td><td>${statusBadge(status)}</td><td class="n">${breachDays}</td></tr>`)}</tbody></table></div></section>`;
}
