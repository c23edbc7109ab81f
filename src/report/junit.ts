import type { AgencyReport, Report, Result } from "../model/report.ts";
import type { Bilingual, Language } from "../model/text.ts";
import { labelled, linesOf } from "./result-lines.ts";
import { subjectKey, subjectName } from "./result-facts.ts";
import { caveats, headline, missingSentence, titlesOf } from "./sentences.ts";
import { clauseWords, STATUS_WORDS, verdictWords } from "./words.ts";
import { attribute, xmlText } from "./xml.ts";

/**
 * The report as test results (JUnit XML): an agency is a suite, a rule and its subject a case. What was not assessed, does not
 * apply, is pending or waived is skipped, with its message; where an agency's verdict is open, a case of its own is an error, so
 * that nothing that was not checked looks passed.
 */
export function* junit(report: Report, language: Language): Generator<string> {
  const titles = titlesOf(report);
  const suites = report.agencies.map((agency) => ({ agency, ...countsOf(agency) }));
  const total = (of: "tests" | "failures" | "errors" | "skipped"): number => suites.reduce((sum, suite) => sum + suite[of], 0);
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${attribute("name", headline(report)[language])}${attribute("tests", total("tests"))}${attribute("failures", total("failures"))}${attribute("errors", total("errors"))}${attribute("skipped", total("skipped"))}>\n`;
  for (const { agency, tests, failures, errors, skipped } of suites) {
    yield `  <testsuite${attribute("name", agency.name)}${attribute("tests", tests)}${attribute("failures", failures)}${attribute("errors", errors)}${attribute("skipped", skipped)}${attribute("time", 0)}>\n`;
    yield* properties(report, agency, language);
    for (const result of agency.results) yield testCase(result, titles.get(result.rule) ?? { zh: result.rule, en: result.rule }, language);
    if (isOpen(agency)) yield openVerdict(report, agency, language);
    yield "  </testsuite>\n";
  }
  yield "</testsuites>\n";
}

const isOpen = ({ verdict }: AgencyReport): boolean => verdict === "incomplete" || verdict === "nothing-to-judge";

function countsOf(agency: AgencyReport): { tests: number; failures: number; errors: number; skipped: number } {
  const { results } = agency;
  const failures = results.filter(({ status }) => status === "fail").length;
  const passed = results.filter(({ status }) => status === "pass").length;
  const errors = isOpen(agency) ? 1 : 0;
  return { tests: results.length + errors, failures, errors, skipped: results.length - failures - passed };
}

function* properties({ audit }: Report, agency: AgencyReport, language: Language): Generator<string> {
  const list = [["verdict", agency.verdict], ["asOf", audit.asOf], ["from", audit.period.from], ["to", audit.period.to], ["policies", audit.policies.map(({ id, version }) => `${id} ${version}`).join(", ")], ["partial", String(audit.partial)], ["language", language]] as const;
  yield "    <properties>\n";
  for (const [name, value] of list) yield `      <property${attribute("name", name)}${attribute("value", value)}/>\n`;
  yield "    </properties>\n";
}

function testCase(result: Result, title: Bilingual, language: Language): string {
  const name = `${clauseWords(result.clause)[language]} ${title[language]} – ${subjectName(result)}${result.subject.type === "person" ? ` (${subjectKey(result)})` : ""}`;
  const open = `    <testcase${attribute("classname", `${result.policy}.${result.rule}`)}${attribute("name", name)}${attribute("time", 0)}`;
  const message = result.message[language];
  const body = linesOf(result).map(({ label, text }) => labelled(label[language], text[language], language)).join("\n");
  switch (result.status) {
    case "pass": return `${open}/>\n`;
    case "fail": return `${open}>\n      <failure${attribute("type", result.severity)}${attribute("message", message)}>${xmlText(body)}</failure>\n    </testcase>\n`;
    default: return `${open}>\n      <skipped${attribute("message", labelled(STATUS_WORDS[result.status][language], message, language))}/>\n${body === "" ? "" : `      <system-out>${xmlText(body)}</system-out>\n`}    </testcase>\n`;
  }
}

function openVerdict(report: Report, agency: AgencyReport, language: Language): string {
  const verdict = verdictWords(agency.verdict, report.audit.partial)[language];
  const body = [...caveats(report), ...report.summary.unknowns.map(missingSentence)].map((words) => words[language]).join("\n");
  return `    <testcase${attribute("classname", "hege.verdict")}${attribute("name", VERDICT[language])}${attribute("time", 0)}>\n      <error${attribute("type", agency.verdict)}${attribute("message", labelled(agency.name, verdict, language))}>${xmlText(body)}</error>\n    </testcase>\n`;
}

const VERDICT: Bilingual = { zh: "机构结论", en: "verdict of the agency" };
