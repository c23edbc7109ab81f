import type { AgencyReport, Report, Result } from "../../model/report.ts";
import { STATUSES, type Status } from "../../model/status.ts";
import { tableWord } from "../../model/table.ts";
import type { Bilingual } from "../../model/text.ts";
import { messageOf } from "../result-facts.ts";
import { placesOf } from "../sentences.ts";
import { clauseWords, COVERAGE_WORDS, STATUS_WORDS } from "../words.ts";
import { MATERIALS } from "./materials.ts";

/** A line of a self-check sheet (自查表): a clause, a part of one, or several that ask nothing of the agency, in the order of the document. */
export interface SelfCheckLine {
  clause: Bilingual;
  asks: Bilingual;
  method: Bilingual;
  /** The tables besides the roster, which is always asked for; where nothing else is, the roster. */
  materials: Bilingual;
  /** Left blank for whoever fills the sheet in; where it asks nothing of the agency, there is nothing to fill in. */
  toFillIn: boolean;
  /** The gravest of its results, and how many there are of each; null: nothing was judged. */
  outcome: { status: Status; words: Bilingual } | null;
  data: Bilingual;
}

export interface SelfCheckSheet { agency: AgencyReport; title: Bilingual; lines: readonly SelfCheckLine[] }

/** So many places of a finding are told; the rest is in the report. */
const PLACES = 2;

/** A sheet for each agency and policy: every clause in order, passes included, and what an inspector has to look at. */
export function selfCheckSheets(report: Report): SelfCheckSheet[] {
  return report.agencies.flatMap((agency) => report.audit.policies.filter(({ id }) => id !== "cross").map((policy): SelfCheckSheet => {
    const rules = new Map(policy.rules.map((rule) => [rule.id, rule]));
    return {
      agency, title: policy.title,
      lines: gathered(policy.coverage.map(({ clause, by, how, note }): SelfCheckLine => {
        const own = by.flatMap((id) => rules.get(id) ?? []);
        const results = agency.results.filter((result) => result.policy === policy.id && by.includes(result.rule));
        const tables = [...new Set(own.flatMap(({ kind }) => MATERIALS[kind] ?? []))].map(tableWord);
        const judged = own.length > 0;
        return {
          clause: clauseWords(clause),
          asks: judged ? list(own.map(({ asks }) => asks), "", " ") : note ?? { zh: "", en: "" },
          method: judged ? list(own.map(({ title }) => title), "；", "; ") : COVERAGE_WORDS[how],
          materials: judged ? list(tables.length > 0 ? tables : [tableWord("roster")], "、", ", ") : { zh: "", en: "" },
          toFillIn: judged || how === "checklist",
          outcome: how === "checklist" || !judged ? null : outcomeOf(results),
          data: judged ? dataOf(results, report.audit.redacted ?? false) : { zh: "", en: "" },
        };
      })),
    };
  }));
}

/** Clauses in a row that ask nothing of the agency share a line: the sheet is one to be filled in, on two pages. */
function gathered(lines: readonly SelfCheckLine[]): SelfCheckLine[] {
  const runs: SelfCheckLine[][] = [];
  for (const line of lines) {
    const last = runs.at(-1);
    if (last?.[0]?.toFillIn === false && !line.toFillIn) last.push(line);
    else runs.push([line]);
  }
  return runs.map((run): SelfCheckLine => {
    const [first] = run as [SelfCheckLine];
    if (first.toFillIn) return first;
    const told = (language: "zh" | "en"): string => run.map(({ clause, asks, method }) => `${run.length > 1 ? `${clause[language]}${language === "zh" ? "：" : ": "}` : ""}${asks[language].replace(/[。.]$/, "")}${language === "zh" ? `（${method.zh}）` : ` (${method.en})`}`).join(language === "zh" ? "；" : "; ");
    return { ...first, clause: list(run.map(({ clause }) => clause), "、", ", "), asks: { zh: told("zh"), en: told("en") }, method: { zh: "", en: "" } };
  });
}

const list = (words: readonly Bilingual[], zh: string, en: string): Bilingual => {
  const distinct = [...new Map(words.map((each) => [each.zh, each])).values()];
  return { zh: distinct.map((each) => each.zh).join(zh), en: distinct.map((each) => each.en).join(en) };
};

/** What is open or broken before what is kept; nothing that was left out counts as kept. */
const GRAVEST: readonly Status[] = ["fail", "not-assessed", "pending", "waived", "pass", "not-applicable", ...STATUSES];

function outcomeOf(results: readonly Result[]): SelfCheckLine["outcome"] {
  if (results.length === 0) return null;
  const counts = GRAVEST.slice(0, STATUSES.length).flatMap((status) => { const n = results.filter((result) => result.status === status).length; return n === 0 ? [] : [{ status, n }]; });
  const [gravest] = counts;
  if (gravest === undefined) return null;
  const told = (language: "zh" | "en"): string => counts.map(({ status, n }) => `${STATUS_WORDS[status][language]}${results.length === 1 ? "" : ` ${n}`}`).join(language === "zh" ? "，" : ", ");
  return { status: gravest.status, words: { zh: told("zh"), en: told("en") } };
}

/** What was found: the sentence of the gravest that is not kept, or of the first that is, and how many more are open. */
function dataOf(results: readonly Result[], redacted: boolean): Bilingual {
  const ordered = [...results].sort((a, b) => GRAVEST.indexOf(a.status) - GRAVEST.indexOf(b.status));
  const open = ordered.filter(({ status }) => status === "fail" || status === "not-assessed" || status === "pending");
  const shown = open[0] ?? ordered[0];
  if (shown === undefined) return { zh: "", en: "" };
  const places = placesOf(shown.evidence.slice(0, PLACES).map((cell) => ({ ...cell, path: cell.path.split("/").at(-1) ?? cell.path })));
  const message = messageOf(shown, redacted);
  const more = open.length - 1;
  return {
    zh: `${message.zh}${places.zh === "" ? "" : `（${places.zh}）`}${more > 0 ? ` 另有 ${more} 项，见检查报告。` : ""}`,
    en: `${message.en}${places.en === "" ? "" : ` (${places.en})`}${more > 0 ? ` ${more} more: see the report.` : ""}`,
  };
}
