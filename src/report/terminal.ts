import { groupBy } from "../model/group.ts";
import { SEVERITIES } from "../model/issue.ts";
import type { AgencyReport, DataIssue, Report, Result } from "../model/report.ts";
import type { Verdict } from "../model/status.ts";
import { assumptionSentence, breachSentence, bySeverity, caveats, decisionSentence, headcountSentence, headline, issuesByKind, issuesHeading, many, missingSentence, placesOf, readingSentence, titlesOf, totalsSentence, unlistedSentence, waiverSentence } from "./sentences.ts";
import { clauseWords, SEVERITY_WORDS, STATUS_WORDS, verdictWords } from "./words.ts";
import type { Bilingual, Language } from "../model/text.ts";
import { plain } from "./width.ts";
import { Page, type TerminalOptions } from "./page.ts";
import { messageOf, subjectName } from "./result-facts.ts";
import { LINE_LABELS } from "./result-lines.ts";

/** What is asked for, and whether people have to be told apart by their marks. */
type Shown = TerminalOptions & { redacted: boolean };

const EVIDENCE_SHOWN = 3;
/** Of data issues so many kinds, and so many lines once there are a few: a screen, with what comes after them. */
const ISSUES_SHOWN = 8;
const FEWEST_ISSUES_SHOWN = 3;
const ISSUE_LINES_SHOWN = 18;
const PLACES_SHOWN = 3;
const NEEDS_SHOWN = 6;
const PEOPLE_SHOWN = 3;
const NAMES_SHOWN = 12;
const CLAUSE_SHOWN = 80;

/** The report as a person reads it on a terminal: the important first, the rest with `verbose`. */
export function* terminal(report: Report, options: TerminalOptions): Generator<string> {
  const page = new Page(options);
  if (options.quiet) {
    for (const agency of report.agencies) yield page.line(`${verdict(page, agency.verdict, report.audit.partial)}  ${plain(agency.name)}`);
    return;
  }
  yield* heading(page, report);
  const titles = titlesOf(report);
  const shown = { ...options, redacted: report.audit.redacted === true };
  for (const agency of report.agencies) yield* agencyPart(page, agency, titles, report.audit.partial, shown);
  yield* missingPart(page, report);
  yield* dataPart(page, report, options);
  yield* assumptionPart(page, report);
  yield* summary(page, report);
}

function* heading(page: Page, report: Report): Generator<string> {
  yield page.heading(page.say(headline(report)));
  for (const caveat of caveats(report)) yield page.block(page.say(caveat), 0);
}

function* agencyPart(page: Page, agency: AgencyReport, titles: ReadonlyMap<string, Bilingual>, partial: boolean, options: Shown): Generator<string> {
  yield page.line();
  yield page.line(`${page.paint.bold(plain(agency.name))}  ${verdict(page, agency.verdict, partial)}`);
  yield page.block(page.say(headcountSentence(agency)), 2);
  const by = (status: Result["status"]): Result[] => agency.results.filter((result) => result.status === status);
  for (const severity of SEVERITIES) {
    const list = by("fail").filter((result) => result.severity === severity);
    if (list.length === 0) continue;
    yield page.line(`  ${page.paint[severity === "error" ? "red" : severity === "warning" ? "yellow" : "cyan"](page.say({ zh: `${STATUS_WORDS.fail.zh}（${SEVERITY_WORDS[severity].zh}）${list.length} 项`, en: `${list.length} failed (${SEVERITY_WORDS[severity].en})` }))}`);
    const shown = severity === "notice" && !options.verbose ? [] : list;
    for (const [rule, ofRule] of groupBy(shown, (result) => result.rule)) yield* ruleFindings(page, titles.get(rule) ?? { zh: rule, en: rule }, ofRule, options);
    if (shown.length < list.length) yield page.block(page.say({ zh: `${rulesIn(list, titles, "zh")}（--verbose 逐项列出）`, en: `${rulesIn(list, titles, "en")} (--verbose lists each)` }), 4);
  }
  for (const result of by("pending")) yield page.block(page.say(messageOf(result, options.redacted)), 2, `${page.say(STATUS_WORDS.pending)} `);
  for (const result of by("waived")) {
    const { waiver } = result;
    yield page.block(`${page.say(clauseWords(result.clause))} ${page.say(messageOf(result, options.redacted))}`, 2, `${page.say(STATUS_WORDS.waived)} `);
    if (waiver) yield page.block(page.say(waiverSentence(waiver)), 6);
  }
  for (const result of agency.results) {
    const breach = breachSentence(result);
    if (breach !== null) yield page.block(page.say(breach), 2);
  }
  const counts = (["pass", "not-assessed", "not-applicable"] as const).map((status) => [STATUS_WORDS[status], by(status).length] as const);
  yield page.block(page.say({ zh: counts.map(([words, n]) => `${words.zh} ${n} 项`).join("，"), en: counts.map(([words, n]) => `${n} ${words.en}`).join(", ") }), 2);
  if (options.verbose) for (const result of [...by("not-assessed"), ...by("pass"), ...by("not-applicable")]) yield* brief(page, result, options);
}

function verdict(page: Page, of: Verdict, partial: boolean): string {
  const text = page.say(verdictWords(of, partial));
  if (of === "non-compliant") return page.paint.red.bold(text);
  return of === "compliant" ? page.paint.green.bold(text) : of === "compliant-with-findings" ? page.paint.green(text) : page.paint.yellow.bold(text);
}

const rulesIn = (results: readonly Result[], titles: ReadonlyMap<string, Bilingual>, language: Language): string =>
  [...groupBy(results, ({ rule }) => rule)].map(([rule, list]) => `${titles.get(rule)?.[language] ?? rule}${list.length === 1 ? "" : ` × ${list.length}`}`).join(language === "zh" ? "、" : ", ");

/** The failures of one rule: what put one of them right puts the others right, so it is said once. */
function* ruleFindings(page: Page, title: Bilingual, results: readonly Result[], options: Shown): Generator<string> {
  const [first, ...others] = results;
  if (!first) return;
  if (others.length === 0) {
    yield page.block(`${page.say(clauseWords(first.clause))} ${page.say(messageOf(first, options.redacted))}`, 4, "• ");
    yield* clause(page, first, options);
    yield* evidence(page, first, options);
    yield* remedy(page, first);
    yield* readings(page, first);
    yield* decision(page, first);
    return;
  }
  yield page.block(page.say({
    zh: `${clauseWords(first.clause).zh} ${title.zh}（${first.rule}）：${results.length} 项`, en: `${clauseWords(first.clause).en} ${title.en} (${first.rule}): ${results.length}`,
  }), 4, "• ");
  yield* clause(page, first, options);
  const listed = options.verbose ? results : results.slice(0, PEOPLE_SHOWN);
  const together = results.every((result) => page.say(result.remedy ?? NOTHING) === page.say(first.remedy ?? NOTHING));
  for (const result of listed) {
    yield page.block(page.say(messageOf(result, options.redacted)), 6);
    yield* evidence(page, result, options);
    if (!together) yield* remedy(page, result);
    if (options.verbose) yield* decision(page, result);
  }
  const left = results.slice(listed.length).map((result) => (options.redacted && result.subject.type === "person" ? `${subjectName(result)} ${result.subject.key}` : subjectName(result)));
  if (left.length > 0) yield page.block(page.say({ zh: `另有：${left.slice(0, NAMES_SHOWN).join("、")}${left.length > NAMES_SHOWN ? ` 等 ${left.length} 人` : ""}`, en: `also: ${left.slice(0, NAMES_SHOWN).join(", ")}${left.length > NAMES_SHOWN ? ` and ${left.length - NAMES_SHOWN} more` : ""}` }), 6);
  if (together) yield* remedy(page, first);
  yield* readings(page, first);
}

const NOTHING: Bilingual = { zh: "", en: "" };

/** The user's own copy of the clause: its beginning, or all of it. */
function* clause(page: Page, { clauseText: text }: Result, options: Shown): Generator<string> {
  if (text === undefined) return;
  const line = text.replaceAll("\n", " ");
  const letters = [...line];
  yield page.block(options.verbose || letters.length <= CLAUSE_SHOWN ? line : `${letters.slice(0, CLAUSE_SHOWN).join("")}…`, 6, `${page.say(LINE_LABELS.clauseText)} `);
}

function* evidence(page: Page, result: Result, options: TerminalOptions): Generator<string> {
  const cells = result.evidence.slice(0, options.verbose ? undefined : EVIDENCE_SHOWN);
  const more = (result.evidenceTotal ?? result.evidence.length) - cells.length;
  if (cells.length > 0) yield page.block(`${page.say(placesOf(cells))}${more > 0 ? page.say({ zh: ` 等 ${cells.length + more} 处`, en: ` and ${more} more` }) : ""}`, 6, page.say({ zh: "位置 ", en: "at " }));
}

function* remedy(page: Page, result: Result): Generator<string> {
  if (result.remedy) yield page.block(page.say(result.remedy), 6, page.say({ zh: "整改 ", en: "to do " }));
}

function* readings(page: Page, result: Result): Generator<string> {
  for (const reading of result.interpretation) yield page.block(page.say(readingSentence(reading)), 6, page.say({ zh: "本程序的解释 ", en: "our reading " }));
}

function* decision(page: Page, { decision: made }: Result): Generator<string> {
  if (made) yield page.block(page.say(decisionSentence(made)), 6, page.say({ zh: "复核 ", en: "decision " }));
}

function* brief(page: Page, result: Result, options: Shown): Generator<string> {
  yield page.block(`${page.say(clauseWords(result.clause))} ${page.say(messageOf(result, options.redacted))}`, 4, `${page.say(STATUS_WORDS[result.status])} `);
  if (result.status === "not-assessed") yield* remedy(page, result);
}

/** What was not assessed, folded by what would settle it; those first that settle most. */
function* missingPart(page: Page, report: Report): Generator<string> {
  const { unknowns } = report.summary;
  if (unknowns.length === 0) return;
  yield page.title({ zh: "未能判定的", en: "What was not assessed" });
  for (const unknown of unknowns.slice(0, NEEDS_SHOWN)) yield page.block(page.say(missingSentence(unknown)), 2, "• ");
  if (unknowns.length > NEEDS_SHOWN) yield page.block(page.say({ zh: `另有 ${unknowns.length - NEEDS_SHOWN} 种资料`, en: `and ${unknowns.length - NEEDS_SHOWN} more` }), 2);
}

function* dataPart(page: Page, report: Report, options: TerminalOptions): Generator<string> {
  if (report.dataIssueTotals.length === 0) return;
  const { error, warning, notice } = report.summary.dataIssues;
  yield page.title(issuesHeading(report));
  const all = error + warning + notice;
  if (options.verbose) {
    for (const issue of [...report.dataIssues].sort(bySeverity)) yield issueBlock(page, [issue]);
    const unlisted = unlistedSentence(report);
    if (unlisted !== null) yield page.block(page.say(unlisted), 2);
    return;
  }
  yield* kindsOfIssues(page, report.dataIssues, all);
}

/** Issues by their kinds, the gravest and most frequent first, no more of them than a screen takes; then how many there are besides. */
function* kindsOfIssues(page: Page, issues: readonly DataIssue[], all: number): Generator<string> {
  const kinds = issuesByKind(issues);
  let [shown, told, lines] = [0, 0, 0];
  for (const kind of kinds) {
    const block = issueBlock(page, kind);
    lines += block.split("\n").length - 1;
    if (shown >= ISSUES_SHOWN || (shown >= FEWEST_ISSUES_SHOWN && lines > ISSUE_LINES_SHOWN)) break;
    yield block;
    shown += 1;
    told += kind.length;
  }
  if (all === told) return;
  const left = kinds.length - shown;
  yield page.block(page.say({
    zh: `另有${left > 0 ? ` ${left} 种，` : ""}共 ${all - told} 处（--verbose 逐处列出，--output 报告.json 供程序读取）`, en: `and ${many(all - told, "more issue")}${left > 0 ? ` of ${many(left, "other kind")}` : ""} (--verbose lists each, --output report.json is for programs)`,
  }), 2);
}

/** One kind of issue: the first of its places, how many there are, and what is wrong with the first. */
function issueBlock(page: Page, kind: readonly DataIssue[]): string {
  const [issue] = kind;
  if (!issue) return "";
  const first = kind.slice(0, PLACES_SHOWN).flatMap(({ location }) => (location === null ? [] : [location]));
  const more = kind.length > Math.max(1, first.length) ? page.say({ zh: ` 等 ${kind.length} 处`, en: first.length === 0 ? `${kind.length} times` : ` and ${kind.length - first.length} more` }) : "";
  const where = `${page.say(placesOf(first))}${more}`.trim();
  return page.block(`${where === "" ? "" : `${where}${page.say({ zh: "：", en: ": " })}`}${page.say(issue.message)}`, 2, `${page.say(SEVERITY_WORDS[issue.severity])} `);
}

function* assumptionPart(page: Page, report: Report): Generator<string> {
  if (report.assumptions.length === 0) return;
  yield page.title({ zh: "本次检查的假定", en: "What was assumed" });
  for (const assumption of report.assumptions) yield page.block(page.say(assumptionSentence(assumption)), 2, "• ");
}

function* summary(page: Page, report: Report): Generator<string> {
  yield page.line();
  yield page.block(page.say(totalsSentence(report)), 0);
  for (const agency of report.agencies) yield page.line(`${verdict(page, agency.verdict, report.audit.partial)}  ${plain(agency.name)}`);
}
