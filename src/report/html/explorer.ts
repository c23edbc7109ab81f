import { SEVERITIES } from "../../model/issue.ts";
import { STATUSES } from "../../model/status.ts";
import type { Bilingual } from "../../model/text.ts";
import { clauseWords, SEVERITY_WORDS, STATUS_WORDS } from "../words.ts";
import { clean, html, words, type Markup } from "./markup.ts";
import type { PageScope } from "./scope.ts";

/** The place of all results, which the page's script fills: search, filters, order, pages. Without the script it stays hidden; what matters stands above. */
export function explorer(scope: PageScope): Markup {
  const { language, report } = scope;
  const option = (value: string, { zh, en }: Bilingual): Markup => html`<option value="${value}" data-zh="${zh}" data-en="${en}">${language === "zh" ? zh : en}</option>`;
  const select = (id: string, label: Markup, options: readonly Markup[]): Markup => html`<label><span>${label}</span><select id="${id}">${option("", { zh: "全部", en: "all" })}${options}</select></label>`;
  const rules = [...scope.rules.values()].map(({ id, clause, title }) => option(id, { zh: `${clauseWords(clause).zh} ${title.zh}`, en: `${clauseWords(clause).en} ${title.en}` }));
  return html`<section id="results" hidden aria-labelledby="results-title"><h2 id="results-title">${words("全部结果", "All results")}</h2>
<form class="filters" role="search"><label class="wide"><span>${words("查找", "Search")}</span><input id="q" type="search" autocomplete="off" spellcheck="false"></label>
${select("f-status", words("结果", "Status"), STATUSES.map((status) => option(status, STATUS_WORDS[status])))}
${select("f-severity", words("级别", "Severity"), SEVERITIES.map((severity) => option(severity, SEVERITY_WORDS[severity])))}
${select("f-rule", words("规则", "Rule"), rules)}
${report.agencies.length > 1 && select("f-agency", words("机构", "Agency"), report.agencies.map(({ name }, i) => option(String(i), { zh: clean(name), en: clean(name) })))}
<label><span>${words("人员（姓名或工号）", "Person (name or number)")}</span><input id="f-person" type="search" autocomplete="off" spellcheck="false"></label>
<button type="reset">${words("清除", "Clear")}</button></form>
<p id="shown" role="status" class="note">${words("正在准备……", "getting ready …")}</p>
<div class="scroll" tabindex="0"><table class="results${report.agencies.length <= 1 && " one"}"><caption class="hidden">${words("全部结果", "All results")}</caption><thead><tr>${[["status", words("结果", "status")], ["severity", words("级别", "severity")], ["clause", words("条文", "clause")], ["agency", words("机构", "agency")], ["person", words("人员", "person")]].map(([key, title]) => html`<th scope="col"><button type="button" data-order="${key}">${title}</button></th>`)}<th scope="col">${words("说明", "what was found")}</th></tr></thead><tbody id="rows"></tbody></table></div>
<nav class="pager" aria-labelledby="results-title"><button type="button" id="earlier">${words("上一页", "Previous")}</button> <span id="page" class="n"></span> <button type="button" id="later">${words("下一页", "Next")}</button></nav></section>`;
}
