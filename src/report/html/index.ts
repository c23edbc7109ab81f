import type { Report } from "../../model/report.ts";
import type { Language } from "../../model/text.ts";
import { agencyPart } from "./agency.ts";
import { appendix } from "./appendix.ts";
import { PATTERNS } from "./charts.ts";
import { dataBlocks } from "./data.ts";
import { explorer } from "./explorer.ts";
import { head, scriptElement } from "./head.ts";
import { html, name, words, type Markup } from "./markup.ts";
import { overview } from "./overview.ts";
import { scopeOf, type PageScope } from "./scope.ts";

/**
 * The report as one page that needs nothing else: no network, no other file. It reads and prints without its script, which adds search,
 * order, the details of large reports, and the switches of language and colours. Both languages are in it.
 */
export function* htmlReport(report: Report, { language }: { language: Language }): Generator<string> {
  const scope = scopeOf(report, language);
  yield `<!doctype html>\n<html lang="${language === "zh" ? "zh-CN" : "en"}">${head(report, language).text}\n<body>`;
  yield top(scope).text;
  yield overview(scope).text;
  let first = 0;
  for (const [i, agency] of report.agencies.entries()) {
    for (const piece of agencyPart(agency, i + 1, first, scope)) yield piece.text;
    first += agency.results.length;
  }
  yield explorer(scope).text;
  for (const piece of appendix(scope)) yield piece.text;
  yield `${end(scope).text}\n`;
  yield* dataBlocks(report, [...scope.rules.values()]);
  yield `${scriptElement.text}\n</body></html>\n`;
}

/** The name of the report, and the ways through it. */
function top({ report }: PageScope): Markup {
  const { agencies } = report;
  return html`${PATTERNS}<a class="skip" href="#main">${words("跳到正文", "Skip to the report")}</a>
<header class="top"><a class="brand" href="#overview"><b>合格</b> hege</a><nav aria-labelledby="overview-title"><ul><li><a href="#overview">${words("总览", "Overview")}</a></li>${agencies.length === 1 && html`<li><a href="#agency-1">${name(agencies[0]?.name ?? "")}</a></li>`}<li class="scripted" hidden><a href="#results">${words("全部结果", "All results")}</a></li><li><a href="#missing">${words("缺什么", "What is missing")}</a></li><li><a href="#issues">${words("数据问题", "Data issues")}</a></li><li><a href="#policies">${words("政策", "Policies")}</a></li><li><a href="#inputs">${words("文件", "Files")}</a></li></ul></nav>
<div class="switches scripted" hidden><button type="button" id="language" data-zh="English" data-en="中文"></button><button type="button" id="colours" aria-pressed="false"><span aria-hidden="true">◐</span> ${words("深色", "Dark")}</button><button type="button" id="print">${words("打印", "Print")}</button></div></header>
<main id="main">`;
}

const end = ({ report: { tool, generatedAt } }: PageScope): Markup => html`</main><footer class="end"><p>${name(`${tool.name} ${tool.version}`)}${generatedAt !== undefined && html` · ${words("生成于 ", "made ")}${name(generatedAt)}`}</p></footer>`;
