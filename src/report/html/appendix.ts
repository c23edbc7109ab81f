import { tableWord } from "../../model/table.ts";
import type { DataIssue, Report } from "../../model/report.ts";
import { assumptionSentence, decisionSentence, issuesByKind, issuesHeading, missingSentence, placesOf, waiverSentence } from "../sentences.ts";
import { clauseWords, COVERAGE_WORDS } from "../words.ts";
import { severityTag } from "./badges.ts";
import { factList } from "./facts.ts";
import { both, html, name, words, type Markup, type Piece } from "./markup.ts";
import type { PageScope } from "./scope.ts";

/** What stands behind the verdicts: what is missing, assumptions, waivers, decisions, data issues, policies, inputs. */
export function* appendix(scope: PageScope): Generator<Markup> {
  const { report } = scope;
  yield part("missing", words("未能判定的，补什么可以判定", "What was not assessed, and what would settle it"), report.summary.unknowns.length > 0 && html`<ul>${report.summary.unknowns.map((unknown) => html`<li>${both(missingSentence(unknown))}</li>`)}</ul>`, words("没有缺少的资料。", "Nothing is missing."));
  yield part("assumptions", words("本次检查的假定", "What was assumed"), report.assumptions.length > 0 && html`<ul>${report.assumptions.map((assumption) => html`<li>${both(assumptionSentence(assumption))}</li>`)}</ul>`, words("没有假定。", "Nothing was assumed."));
  yield part("waivers", words("豁免商定", "Agreed waivers"), waivers(scope), words("没有豁免。", "There are no waivers."));
  yield part("decisions", words("复核结论", "Inspector's decisions"), decisions(scope), words("没有复核结论。", "There are no decisions."));
  yield part("issues", both(issuesHeading(report)), issues(report), words("没有数据问题。", "There are no data issues."));
  yield part("policies", words("所依据的政策", "The policies"), report.audit.policies.map((policy) => policyPart(policy)), null);
  yield part("inputs", words("检查的文件", "Files that were read"), report.inputs.length > 0 && inputs(report), words("没有读取文件。", "No file was read."));
}

const part = (id: string, title: Markup, content: Piece, none: Piece): Markup => html`<section class="appendix" id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${content === false || content === null ? html`<p class="note">${none}</p>` : content}</section>`;

/** Waivers and decisions are entered once and may touch many results: each once, with how many. */
function* once<T>(scope: PageScope, of: (result: Report["agencies"][number]["results"][number]) => T | null): Generator<{ value: T; agency: string; rule: string; clause: string; person: string | null }> {
  for (const agency of scope.report.agencies) {
    for (const result of agency.results) {
      const value = of(result);
      if (value !== null) yield { value, agency: agency.name, rule: result.rule, clause: result.clause, person: result.subject.type === "person" ? result.subject.name : null };
    }
  }
}

function waivers(scope: PageScope): Piece {
  const list = [...once(scope, ({ waiver }) => waiver)];
  return list.length > 0 && html`<ul>${list.map(({ value, agency, rule, clause, person }) => html`<li>${heading(scope, agency, rule, clause, person)}${both(waiverSentence(value))} <span class="places">${both(placesOf([value.location]))}</span></li>`)}</ul>`;
}

function decisions(scope: PageScope): Piece {
  const list = [...once(scope, ({ decision }) => decision)];
  return list.length > 0 && html`<ul>${list.map(({ value, agency, rule, clause, person }) => html`<li>${heading(scope, agency, rule, clause, person)}${both(decisionSentence(value))}</li>`)}</ul>`;
}

const heading = (scope: PageScope, agency: string, rule: string, clause: string, person: string | null): Markup => html`<b>${name(agency)}${person !== null && html` · ${name(person)}`}</b> <span class="clause">${both(clauseWords(clause))}</span> ${both(scope.rules.get(rule)?.title ?? { zh: rule, en: rule })}${words("：", ": ")}`;

const PLACES = 5;

/** Data issues by their kinds; every place of each is at hand. */
function issues(report: Report): Piece {
  if (report.dataIssueTotals.length === 0) return null;
  const { error, warning, notice } = report.summary.dataIssues;
  const left = error + warning + notice - report.dataIssues.length;
  return html`<ul class="issues">${issuesByKind(report.dataIssues).map(kindOfIssue)}</ul>${left > 0 && html`<p class="note">${words(`另有 ${left} 处没有列出：同一种问题最多列 1,000 处。`, `${left} more are not listed: of one code at most 1,000 are.`)}</p>`}`;
}

function kindOfIssue(kind: readonly DataIssue[]): Piece {
  const [first] = kind;
  if (!first) return null;
  const places = kind.flatMap(({ location }) => (location === null ? [] : [location]));
  const shown = placesOf(places.slice(0, PLACES));
  return html`<li>${severityTag(first.severity)} <span class="count">${kind.length}</span> <code>${first.code}</code><p>${both(first.message)}</p>${places.length > 0 && html`<p class="places">${both(shown)}</p>`}${places.length > PLACES && html`<details><summary>${words(`全部 ${places.length} 处`, `All ${places.length} places`)}</summary><p class="places">${both(placesOf(places))}</p></details>`}</li>`;
}

function policyPart(policy: Report["audit"]["policies"][number]): Markup {
  const { id, title, version, sha256, issuer, year, source, note, overrides, rules, coverage } = policy;
  return html`<article class="policy"><h3>${both(title)}</h3><p>${both(issuer)} · ${year} · <code>${id} ${version}</code></p><p>${both(source)}</p>${note && html`<p class="caveat">${both(note)}</p>`}<p class="note">SHA-256 <code>${sha256}</code></p>
${overrides.length > 0 && html`<h4>${words("改动", "Changes")}</h4><ul>${overrides.map(({ rule, path, from, to, source: by }) => html`<li><code>${rule} ${path}</code> ${name(valueText(from))} → ${name(valueText(to))} ${words("（依据 ", " (by ")}${name(by)}${words("）", ")")}</li>`)}</ul>`}
<details><summary>${words(`${rules.length} 条规则及其参数`, `${rules.length} rules and their parameters`)}</summary><ul class="rules">${rules.map((rule) => html`<li><b>${severityTag(rule.severity)} <span class="clause">${both(clauseWords(rule.clause))}</span> ${both(rule.title)}</b> <code>${rule.id}</code><p>${both(rule.asks)}</p>${factList(rule.params)}</li>`)}</ul></details>
${coverage.length > 0 && html`<details><summary>${words("每一条文由什么检查", "What checks each clause")}</summary><ul class="plain">${coverage.map(({ clause, by, how, note: why }) => html`<li><span class="clause">${both(clauseWords(clause))}</span> ${both(COVERAGE_WORDS[how])}${by.length > 0 && html` <code>${by.join(" ")}</code>`}${why && html` ${both(why)}`}</li>`)}</ul></details>`}</article>`;
}

const valueText = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value) ?? "–");

/** The files, by whose hashes anybody can tell that they are the ones. */
const inputs = (report: Report): Markup => html`<ul class="inputs">${report.inputs.map(({ path, sha256, bytes, format, encoding, tables }) => html`<li><b>${name(path)}</b> <span class="note">${format}${encoding !== null && ` · ${encoding}`} · ${words(`${bytes} 字节`, `${bytes} bytes`)}</span><p class="note">SHA-256 <code>${sha256}</code></p>${tables.length > 0 && html`<ul>${tables.map((table) => html`<li>${both(tableWord(table.table))}${table.sheet !== null && html` › ${name(table.sheet)}`}${words(`：${table.rows} 行，计入 ${table.used} 行，未计入 ${table.unused} 行${table.skippedRows > 0 ? `，跳过 ${table.skippedRows} 行` : ""}`, `: ${table.rows} rows, ${table.used} used, ${table.unused} not used${table.skippedRows > 0 ? `, ${table.skippedRows} skipped` : ""}`)}${table.unmapped.length > 0 && html` <span class="note">${words("没有用到的列：", "columns not used: ")}${name(table.unmapped.map(({ header, column }) => `${column} ${header}`).join(" · "))}</span>`}</li>`)}</ul>`}</li>`)}</ul>`;
