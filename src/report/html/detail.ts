import { fieldsOf, fieldWord } from "../../model/field-words.ts";
import { groupBy } from "../../model/group.ts";
import type { Need, Report, Result } from "../../model/report.ts";
import { TABLES, tableWord } from "../../model/table.ts";
import type { Bilingual } from "../../model/text.ts";
import { decisionSentence, placesOf, readingSentence, waiverSentence } from "../sentences.ts";
import { clauseWords } from "../words.ts";
import { REASON_WORDS } from "../fact-words.ts";
import { factList } from "./facts.ts";
import { both, html, name, words, type Markup, type Piece } from "./markup.ts";

/** A rule of a policy, as the report tells it. */
export type Rule = Report["audit"]["policies"][number]["rules"][number];

/** A result followed to its source: clause, what is asked, the numbers, the cells, what would settle it; and how it is put right. */
export function detail(result: Result, rule: Rule | undefined): Markup {
  const { observed, expected, interpretation, waiver, decision, remedy } = result;
  return html`<dl class="detail">
${row(words("条文", "clause"), html`${both(clauseWords(result.clause))} · <code>${result.rule}</code> · <code>${result.policy}</code>${quoted(result)}`)}
${row(words("要求", "what is asked"), rule && both(rule.asks))}
${row(words("查得", "observed"), factList(observed))}
${row(words("应为", "asked for"), factList(expected))}
${row(words("规则参数", "parameters of the rule"), rule && factList(rule.params))}
${row(words("本程序的解释", "our reading"), interpretation.length > 0 && html`<ul class="plain">${interpretation.map((reading) => html`<li>${both(readingSentence(reading))}</li>`)}</ul>`)}
${row(words("依据", "evidence"), evidence(result))}
${row(words("缺什么", "what would settle it"), needs(result))}
${row(words("整改", "to do"), remedy && both(remedy))}
${row(words("豁免", "waiver"), waiver && both(waiverSentence(waiver)))}
${row(words("复核", "decision"), decision && both(decisionSentence(decision)))}
</dl>`;
}

const row = (title: Markup, content: Piece): Piece => content && html`<div><dt>${title}</dt><dd>${content}</dd></div>`;

/** The clause in the words of the user's own copy of the document, where the report quotes it. */
function quoted(result: Result): Piece {
  const { clauseText } = result as { clauseText?: unknown };
  return typeof clauseText === "string" && clauseText !== "" && html`<blockquote>${name(clauseText)}</blockquote>`;
}

/** The cells that decided, sheet by sheet, and how many more there are. */
export function evidence({ evidence: cells, evidenceTotal }: Result): Piece {
  const all = evidenceTotal ?? cells.length;
  if (all === 0) return null;
  const sheets = groupBy(cells, ({ path, sheet }) => [path, sheet].filter((part) => part !== null && part !== "").join(" › "));
  return html`<ul class="plain">${[...sheets].map(([sheet, list]) => html`<li>${name(sheet)}<ul class="cells">${list.map((cell) => html`<li><b>${cell.column ?? ""}${cell.row}</b> ${both(columnWord(cell.field))}${words("：", ": ")}${cell.value === null ? words("（空白）", "(blank)") : name(cell.value)}</li>`)}</ul></li>`)}</ul>${all > cells.length && html`<p class="note">${words(`共 ${all} 处，这里列出 ${cells.length} 处；--evidence all 列出全部。`, `${all} in all, ${cells.length} listed here; --evidence all lists every one.`)}</p>`}`;
}

/** A column, by its field alone: tables that share a field call it the same. */
function columnWord(field: string): Bilingual {
  const table = TABLES.find((each) => fieldsOf(each).includes(field));
  return table === undefined ? { zh: field, en: field } : fieldWord(table, field);
}

export function needs({ unknown }: Result): Piece {
  if (unknown === null) return null;
  const more = (unknown.needsTotal ?? unknown.needs.length) - unknown.needs.length;
  return html`<p>${both(REASON_WORDS[unknown.reason] ?? { zh: unknown.reason, en: unknown.reason })}</p><ul class="plain">${unknown.needs.map((need) => html`<li>${needed(need)}</li>`)}</ul>${more > 0 && html`<p class="note">${words(`另有 ${more} 处`, `and ${more} more`)}</p>`}`;
}

function needed({ table, field, person, location }: Need): Markup {
  const [t, f] = [tableWord(table), field === undefined ? null : fieldWord(table, field)];
  return html`${both(f === null ? t : { zh: `${t.zh}的“${f.zh}”`, en: `${f.en} (${t.en})` })}${person !== undefined && html` · ${name(person)}`}${location && html` · ${both(placesOf([location]))}`}`;
}
