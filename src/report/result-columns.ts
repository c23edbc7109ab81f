import type { AgencyReport, Report, Result } from "../model/report.ts";
import type { Bilingual, Language } from "../model/text.ts";
import { factsText } from "./fact-text.ts";
import { evidencePlaces, needsSentence, subjectKey } from "./result-facts.ts";
import { decisionSentence, readingSentence, titlesOf, waiverSentence } from "./sentences.ts";
import { clauseWords, SEVERITY_WORDS, STATUS_WORDS, verdictWords } from "./words.ts";

/** All results as a table, one a row: of the CSV report and of the workbook. */

/** A result in its place. */
export interface Line { report: Report; agency: AgencyReport; result: Result; title: Bilingual; language: Language; say: (words: Bilingual) => string }

/** A column: its header, and what stands in it; a number stays a number, null is an empty cell. */
export interface Column { head: Bilingual; cell: (line: Line) => string | number | null }
const column = (zh: string, en: string, cell: Column["cell"]): Column => ({ head: { zh, en }, cell });

export const RESULT_COLUMNS: readonly Column[] = [
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
  column("实际", "observed", ({ result, language }) => factsText(result.observed, language)),
  column("要求", "expected", ({ result, language }) => factsText(result.expected, language)),
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

/** Every result with its place, agency by agency. */
export function* resultLines(report: Report, language: Language): Generator<Line> {
  const say = (words: Bilingual): string => words[language];
  const titles = titlesOf(report);
  for (const agency of report.agencies) for (const result of agency.results) yield { report, agency, result, title: titles.get(result.rule) ?? { zh: result.rule, en: result.rule }, language, say };
}
