import { groupBy } from "../model/group.ts";
import { SEVERITIES } from "../model/issue.ts";
import type { AgencyReport, Report, Result } from "../model/report.ts";
import type { Status } from "../model/status.ts";
import type { Bilingual, Language } from "../model/text.ts";
import { mark, row, rule } from "./markdown-marks.ts";
import { messageOf, subjectName } from "./result-facts.ts";
import { labelled, linesOf } from "./result-lines.ts";
import { assumptionSentence, caveats, headcountSentence, headline, issuesByKind, issuesHeading, missingSentence, placesOf, titlesOf, totalsSentence, unlistedSentence } from "./sentences.ts";
import { clauseWords, SEVERITY_WORDS, STATUS_WORDS, verdictWords } from "./words.ts";

const HEADS = {
  report: { zh: "检查报告", en: "Audit report" },
  agency: { zh: "机构", en: "agency" },
  verdict: { zh: "结论", en: "verdict" },
  clause: { zh: "条款", en: "clause" },
  title: { zh: "规则", en: "rule" },
  subject: { zh: "对象", en: "about" },
  message: { zh: "说明", en: "message" },
  severity: { zh: "级别", en: "severity" },
  issue: { zh: "问题", en: "issue" },
  count: { zh: "处数", en: "times" },
  place: { zh: "位置", en: "place" },
  missing: { zh: "未能判定的", en: "What was not assessed" },
  assumed: { zh: "本次检查的假定", en: "What was assumed" },
} satisfies Record<string, Bilingual>;

/** Of data issues of one kind so many places are named; the JSON has them all. */
const PLACES_SHOWN = 5;
/** Listed one by one, with all that stands below them; the others in a table each. */
const IN_FULL: readonly Status[] = ["waived", "pending"];
const IN_TABLES: readonly Status[] = ["not-assessed", "pass", "not-applicable"];

/** The report as GitHub Markdown that reads well as plain text too: findings in lists, overviews in tables. */
export function* markdown(report: Report, language: Language): Generator<string> {
  const say = (words: Bilingual): string => mark(words[language]);
  const titles = titlesOf(report);
  yield `# ${say(HEADS.report)}\n\n${say(headline(report))}\n`;
  for (const caveat of caveats(report)) yield `\n> ${say(caveat)}\n`;
  yield `\n${say(totalsSentence(report))}\n`;
  if (report.agencies.length > 0) {
    yield `\n${row([say(HEADS.agency), say(HEADS.verdict), ...COUNTED.map((status) => say(STATUS_WORDS[status]))])}${rule(2 + COUNTED.length)}`;
    for (const { name, verdict, results } of report.agencies) {
      yield row([mark(name), say(verdictWords(verdict, report.audit.partial)), ...COUNTED.map((status) => String(results.filter((result) => result.status === status).length))]);
    }
  }
  for (const agency of report.agencies) yield* agencyPart(agency, report, titles, say);
  const { unknowns } = report.summary;
  if (unknowns.length > 0) yield `\n## ${say(HEADS.missing)}\n\n${unknowns.map((unknown) => `- ${say(missingSentence(unknown))}\n`).join("")}`;
  yield* issuesPart(report, say);
  if (report.assumptions.length > 0) yield `\n## ${say(HEADS.assumed)}\n\n${report.assumptions.map((assumption) => `- ${say(assumptionSentence(assumption))}\n`).join("")}`;
}

const COUNTED = ["pass", "fail", "waived", "pending", "not-assessed", "not-applicable"] as const satisfies readonly Status[];

type Say = (words: Bilingual) => string;
type Titles = ReadonlyMap<string, Bilingual>;

function* agencyPart(agency: AgencyReport, report: Report, titles: Titles, say: Say): Generator<string> {
  const verdict = verdictWords(agency.verdict, report.audit.partial);
  yield `\n## ${say({ zh: labelled(agency.name, verdict.zh, "zh"), en: labelled(agency.name, verdict.en, "en") })}\n\n${say(headcountSentence(agency))}\n`;
  const by = groupBy(agency.results, ({ status }) => status);
  const failed = by.get("fail") ?? [];
  const redacted = report.audit.redacted === true;
  for (const severity of SEVERITIES) {
    const list = failed.filter((result) => result.severity === severity);
    if (list.length > 0) yield* inFull(`${say(STATUS_WORDS.fail)} – ${say(SEVERITY_WORDS[severity])} (${list.length})`, list, titles, redacted, say);
  }
  for (const status of IN_FULL) yield* inFull(`${say(STATUS_WORDS[status])} (${by.get(status)?.length ?? 0})`, by.get(status) ?? [], titles, redacted, say);
  for (const status of IN_TABLES) yield* inTable(`${say(STATUS_WORDS[status])} (${by.get(status)?.length ?? 0})`, by.get(status) ?? [], titles, redacted, say);
}

/** Rule by rule: what asks for it, then each finding with its places and its remedy. */
function* inFull(heading: string, results: readonly Result[], titles: Titles, redacted: boolean, say: Say): Generator<string> {
  if (results.length === 0) return;
  yield `\n### ${heading}\n`;
  for (const [id, ofRule] of groupBy(results, (result) => result.rule)) {
    const [first] = ofRule;
    if (first === undefined) continue;
    yield `\n**${say(clauseWords(first.clause))} ${say(titles.get(id) ?? { zh: id, en: id })}** (${mark(id)})\n\n`;
    for (const result of ofRule) yield `- ${say(messageOf(result, redacted))}\n${linesOf(result).map(({ label, text }) => `  - ${say({ zh: labelled(label.zh, text.zh, "zh"), en: labelled(label.en, text.en, "en") })}\n`).join("")}`;
  }
}

function* inTable(heading: string, results: readonly Result[], titles: Titles, redacted: boolean, say: Say): Generator<string> {
  if (results.length === 0) return;
  yield `\n### ${heading}\n\n${row([HEADS.clause, HEADS.title, HEADS.subject, HEADS.message].map(say))}${rule(4)}`;
  for (const result of results) yield row([say(clauseWords(result.clause)), `${say(titles.get(result.rule) ?? { zh: "", en: "" })} (${mark(result.rule)})`, mark(subjectName(result)), say(messageOf(result, redacted))]);
}

function* issuesPart(report: Report, say: Say): Generator<string> {
  if (report.dataIssueTotals.length === 0) return;
  yield `\n## ${say(issuesHeading(report))}\n\n${row([HEADS.severity, HEADS.count, HEADS.place, HEADS.issue].map(say))}${rule(4)}`;
  for (const kind of issuesByKind(report.dataIssues)) {
    const [first] = kind;
    if (first === undefined) continue;
    const places = kind.slice(0, PLACES_SHOWN).flatMap(({ location }) => (location === null ? [] : [location]));
    yield row([say(SEVERITY_WORDS[first.severity]), String(kind.length), `${say(placesOf(places))}${kind.length > PLACES_SHOWN ? " …" : ""}`, say(first.message)]);
  }
  const unlisted = unlistedSentence(report);
  if (unlisted !== null) yield `\n${say(unlisted)}\n`;
}
