import type { AgencyReport, Report, Result } from "../model/report.ts";
import type { Bilingual, Language } from "../model/text.ts";
import { evidencePlaces, factsText, needsSentence, subjectKey } from "./result-facts.ts";
import { decisionSentence, readingSentence, titlesOf, waiverSentence } from "./sentences.ts";
import { plain } from "./width.ts";
import { clauseWords, SEVERITY_WORDS, STATUS_WORDS, verdictWords } from "./words.ts";

interface Line { report: Report; agency: AgencyReport; result: Result; title: Bilingual; say: (words: Bilingual) => string }

/** A column: its header, and what stands in it; a number stays a number, null is an empty cell. */
interface Column { head: Bilingual; cell: (line: Line) => string | number | null }
const column = (zh: string, en: string, cell: Column["cell"]): Column => ({ head: { zh, en }, cell });

const COLUMNS: readonly Column[] = [
  column("机构", "agency", ({ agency }) => agency.name),
  column("机构结论", "verdict of the agency", ({ agency, report, say }) => say(verdictWords(agency.verdict, report.audit.partial))),
  column("政策", "policy", ({ result }) => result.policy),
  column("条款", "clause", ({ result, say }) => say(clauseWords(result.clause))),
  column("规则", "rule", ({ result }) => result.rule),
  column("规则名称", "title", ({ title, say }) => say(title)),
  column("结果", "status", ({ result, say }) => say(STATUS_WORDS[result.status])),
  column("级别", "severity", ({ result, say }) => say(SEVERITY_WORDS[result.severity])),
  column("姓名", "person", ({ result: { subject } }) => (subject.type === "person" ? subject.name : null)),
  column("工号", "employee number", ({ result: { subject } }) => (subject.type === "person" ? subject.employeeNo : null)),
  column("说明", "message", ({ result, say }) => say(result.message)),
  column("实际", "observed", ({ result }) => factsText(result.observed)),
  column("要求", "expected", ({ result }) => factsText(result.expected)),
  column("位置", "places", ({ result, say }) => say(evidencePlaces(result))),
  column("依据处数", "number of places", ({ result }) => result.evidenceTotal ?? result.evidence.length),
  column("整改", "remedy", ({ result, say }) => (result.remedy === null ? null : say(result.remedy))),
  column("补上即可判定", "what would settle it", ({ result, say }) => say(needsSentence(result))),
  column("本程序的解释", "our reading", ({ result, say }) => result.interpretation.map((reading) => say(readingSentence(reading))).join("; ")),
  column("豁免", "waiver", ({ result: { waiver }, say }) => (waiver === null ? null : say(waiverSentence(waiver)))),
  column("复核", "decision", ({ result: { decision }, say }) => (decision === null ? null : say(decisionSentence(decision)))),
  column("条文", "text of the clause", ({ result }) => result.clauseText ?? null),
  column("对象编号", "subject key", ({ result }) => subjectKey(result)),
];

const BYTE_ORDER_MARK = "\ufeff";

/**
 * The results, one a row, as a table that Excel and WPS open rightly by a double click: UTF-8 with its mark, lines ended by CRLF. No
 * cell of text is taken for a formula.
 */
export function* csv(report: Report, language: Language): Generator<string> {
  const say = (words: Bilingual): string => words[language];
  const titles = titlesOf(report);
  yield `${BYTE_ORDER_MARK}${COLUMNS.map(({ head }) => cellText(say(head))).join(",")}\r\n`;
  for (const agency of report.agencies) {
    for (const result of agency.results) {
      const line: Line = { report, agency, result, title: titles.get(result.rule) ?? { zh: result.rule, en: result.rule }, say };
      yield `${COLUMNS.map(({ cell }) => cellText(cell(line))).join(",")}\r\n`;
    }
  }
}

/** With what a spreadsheet begins a formula, full-width signs as well. */
const FORMULA = /^[=+\-@＝＋－＠]/;

function cellText(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = plain(value.replaceAll(/[\r\n\t]+/g, " "));
  const safe = FORMULA.test(text.trimStart()) ? `'${text}` : text;
  return /[",]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
