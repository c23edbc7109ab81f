import { groupBy } from "../../model/group.ts";
import type { Result } from "../../model/report.ts";
import { tableWord } from "../../model/table.ts";
import type { Bilingual } from "../../model/text.ts";
import { factsText, HIDDEN_FACTS, isFacts, labelOf, valueText } from "../fact-text.ts";
import { LINE_LABELS } from "../result-lines.ts";
import { messageOf, needsSentence, subjectName } from "../result-facts.ts";
import { decisionSentence, issuesByKind, placesOf, readingSentence, waiverSentence } from "../sentences.ts";
import { clauseWords, EXCLUSION_WORDS, SEVERITY_WORDS, STATUS_WORDS } from "../words.ts";
import { SKIPPED } from "../inspect/words.ts";
import type { Page } from "../page.ts";
import type { ResultsExplained, RowsRead } from "./facts.ts";

/** So many results are told in full; of more only whom they are about. */
const IN_FULL = 3;
const LISTED = 20;

/** Why a rule came out as it did, for whom it was asked. */
export function* explainTerminal(page: Page, told: ResultsExplained, verbose: boolean): Generator<string> {
  const { rule, policy, results } = told;
  yield page.line(page.paint.bold(`${rule.id}  ${page.say(rule.title)}`));
  yield page.block(page.say({
    zh: `${policy.title.zh}（${policy.id} ${policy.version}）${clauseWords(rule.clause).zh}，检查日 ${told.asOf}，检查期 ${told.period.from} 至 ${told.period.to}`,
    en: `${policy.title.en} (${policy.id} ${policy.version}), ${clauseWords(rule.clause).en}; as of ${told.asOf}, period ${told.period.from} to ${told.period.to}`,
  }), 0);
  yield page.block(page.say(rule.asks), 0);
  const [first] = results;
  if (first?.clauseText !== undefined) yield page.block(first.clauseText.replaceAll("\n", " "), 2, `${page.say(LINE_LABELS.clauseText)} `);
  const params = Object.entries(rule.params);
  if (params.length > 0) {
    yield page.title({ zh: "本次所用的参数", en: "Parameters of this audit" });
    for (const [name, value] of params) yield page.block(factLine(page, name, value), 2);
  }
  if (results.length <= IN_FULL || verbose) for (const result of results) yield* inFull(page, result, told, verbose);
  else yield* list(page, results);
  yield* rowsPart(page, told, verbose);
}

function* list(page: Page, results: readonly Result[]): Generator<string> {
  for (const [status, of] of groupBy(results, (result) => result.status)) {
    yield page.title({ zh: `${STATUS_WORDS[status].zh} ${of.length} 项`, en: `${STATUS_WORDS[status].en}: ${of.length}` });
    for (const result of of) yield page.block(result.subject.type === "person" ? `${subjectName(result)}  ${[result.subject.employeeNo, result.subject.key, result.subject.agency].filter(Boolean).join("  ")}` : result.subject.agency, 2, "• ");
  }
  yield page.line();
  yield page.block(page.say({ zh: "要看其中一项的详情，请在规则后面写姓名、工号或编号；--verbose 逐项列出。", en: "For one of them in full, write a name, an employee number or a key behind the rule; --verbose shows each." }), 0);
}

function* inFull(page: Page, result: Result, { redacted }: ResultsExplained, verbose: boolean): Generator<string> {
  const { subject, status, severity, observed, expected, evidence, evidenceTotal, interpretation, remedy, waiver, decision } = result;
  const who = subject.type === "person" ? `${subject.name}  ${[subject.employeeNo, subject.key, subject.agency].filter(Boolean).join("  ")}` : subject.agency;
  yield page.line();
  yield page.line(page.paint.bold(`${page.say(STATUS_WORDS[status])}${status === "fail" ? page.say({ zh: `（${SEVERITY_WORDS[severity].zh}）`, en: ` (${SEVERITY_WORDS[severity].en})` }) : ""}  ${who}`));
  yield page.block(page.say(messageOf(result, redacted)), 2);
  yield* numbers(page, { zh: "查到的", en: "Observed" }, observed, verbose);
  yield* numbers(page, { zh: "应有的", en: "Expected" }, expected, verbose);
  if (evidence.length > 0) {
    yield page.title({ zh: `依据 ${evidenceTotal ?? evidence.length} 处`, en: `Rests on ${evidenceTotal ?? evidence.length} ${(evidenceTotal ?? evidence.length) === 1 ? "place" : "places"}` });
    for (const cells of groupBy(verbose ? evidence : evidence.slice(0, LISTED), ({ path, sheet }) => JSON.stringify([path, sheet])).values()) {
      const [{ path, sheet } = { path: "", sheet: null }] = cells;
      const values = cells.map((cell) => `${cell.column ?? ""}${cell.row} ${cell.value ?? page.say({ zh: "（空白）", en: "(blank)" })}`).join(page.say({ zh: "、", en: ", " }));
      yield page.block(page.say({ zh: `${placesOf([{ path, sheet, row: null, column: null }]).zh}：${values}`, en: `${placesOf([{ path, sheet, row: null, column: null }]).en}: ${values}` }), 2, "• ");
    }
    const more = (evidenceTotal ?? evidence.length) - (verbose ? evidence.length : Math.min(LISTED, evidence.length));
    if (more > 0) yield page.block(page.say({ zh: `另有 ${more} 处`, en: `and ${more} more` }), 2);
  }
  yield* excluded(page, observed["excluded"], verbose);
  const part = function* (label: Bilingual, text: Bilingual | null): Generator<string> { if (text !== null && text.zh !== "") yield page.block(page.say(text), 2, `${page.say(label)} `); };
  yield page.line();
  yield* part(LINE_LABELS.needs, needsSentence(result));
  yield* part(LINE_LABELS.remedy, remedy);
  for (const reading of interpretation) yield* part(LINE_LABELS.reading, readingSentence(reading));
  yield* part(LINE_LABELS.waiver, waiver === null ? null : waiverSentence(waiver));
  yield* part(LINE_LABELS.decision, decision === null ? null : decisionSentence(decision));
}

function* numbers(page: Page, title: Bilingual, facts: Readonly<Record<string, unknown>>, verbose: boolean): Generator<string> {
  const shown = Object.entries(facts).filter(([name]) => name !== "excluded" && !HIDDEN_FACTS.has(name));
  if (shown.length === 0) return;
  yield page.title(title);
  for (const [name, value] of shown) {
    if (!Array.isArray(value) || !value.some(isFacts)) { yield page.block(factLine(page, name, value), 2); continue; }
    yield page.block(page.say({ zh: `${labelOf(name).zh}（${value.length}）：`, en: `${labelOf(name).en} (${value.length}):` }), 2);
    for (const each of verbose ? value : value.slice(0, LISTED)) yield page.block(isFacts(each) ? factsText(each, page.language) : valueText(each, name, page.language), 4, "• ");
    if (!verbose && value.length > LISTED) yield page.block("…", 4);
  }
}

const factLine = (page: Page, name: string, value: unknown): string => page.say({ zh: `${labelOf(name).zh}：${valueText(value, name, "zh")}`, en: `${labelOf(name).en}: ${valueText(value, name, "en")}` });

interface Excluded { path: string; sheet: string | null; row: number; reason: string }

/** Records that a person has and that did not count, by the reason. */
function* excluded(page: Page, listed: unknown, verbose: boolean): Generator<string> {
  if (!Array.isArray(listed) || listed.length === 0) return;
  yield page.title({ zh: `没有计入的记录 ${listed.length} 条`, en: `Records not counted: ${listed.length}` });
  for (const [reason, of] of groupBy(listed as Excluded[], (each) => each.reason)) {
    const words = EXCLUSION_WORDS[reason] ?? { zh: reason, en: reason };
    const some = verbose ? of : of.slice(0, LISTED);
    yield page.block(`${page.say({ zh: `${words.zh}：`, en: `${words.en}: ` })}${page.say(placesOf(some.map((each) => ({ ...each, column: null }))))}${some.length < of.length ? " …" : ""}`, 2, "• ");
  }
}

/** Table by table how many rows were used, and why others were not. */
function* rowsPart(page: Page, { rows, issues }: ResultsExplained, verbose: boolean): Generator<string> {
  if (rows.length === 0) return;
  yield page.title({ zh: "所用的表和行", en: "Tables and rows it reads" });
  for (const table of rows) {
    yield page.block(page.say(rowsSentence(table)), 2, "• ");
    const here = issues.filter(({ location }) => location?.path === table.path && location.sheet === table.sheet);
    for (const kind of verbose ? here.map((issue) => [issue]) : issuesByKind(here)) {
      const [issue] = kind;
      if (issue === undefined) continue;
      const where = kind.slice(0, LISTED).flatMap(({ location }) => (location?.row === null || location === null ? [] : [`${location.column ?? ""}${location.row}`]));
      yield page.block(`${where.length === 0 ? "" : `${where.join(page.say({ zh: "、", en: ", " }))}${where.length < kind.length ? " …" : ""}${page.say({ zh: "：", en: ": " })}`}${page.say(issue.message)}`, 4, `${page.say(SEVERITY_WORDS[issue.severity])} `);
    }
  }
}

function rowsSentence({ path, sheet, table, rows, used, unused, skipped }: RowsRead): Bilingual {
  const word = tableWord(table);
  const left = Object.entries(skipped).filter(([, n]) => n > 0).map(([reason, n]) => ({ words: SKIPPED[reason as keyof typeof SKIPPED], n }));
  const place = placesOf([{ path, sheet, row: null, column: null }]);
  return {
    zh: `${word.zh}（${place.zh}）：${rows} 行，采用 ${used} 行${unused > 0 ? `，因数据问题没有采用 ${unused} 行` : ""}${left.length > 0 ? `；另略过${left.map(({ words, n }) => `${words.zh} ${n} 行`).join("、")}` : ""}`,
    en: `${word.en} (${place.en}): ${rows} rows, ${used} used${unused > 0 ? `, ${unused} left out by data issues` : ""}${left.length > 0 ? `; passed over besides: ${left.map(({ words, n }) => `${n} ${words.en}`).join(", ")}` : ""}`,
  };
}
