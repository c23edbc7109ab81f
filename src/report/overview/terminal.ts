import type { Overview } from "../../model/overview.ts";
import { VERDICTS, type Verdict } from "../../model/status.ts";
import { groupBy } from "../../model/group.ts";
import { Page, type TerminalOptions } from "../page.ts";
import { caveats, headline, missingSentence } from "../sentences.ts";
import { plain } from "../width.ts";
import { verdictWords } from "../words.ts";
import { countsSentence, failureSentence, partialSentence, ratioSentence, repeatedSentence, sharedSentence, TITLES, unclaimedSentence, verdictsSentence } from "./sentences.ts";

const LINES_SHOWN = 10;
const NEEDS_SHOWN = 6;

/** The overview as a person reads it on a terminal; `verbose` lists everything, `quiet` the verdicts alone. */
export function* overviewTerminal(overview: Overview, options: TerminalOptions): Generator<string> {
  const page = new Page(options);
  if (options.quiet) {
    yield* verdictLines(page, overview, VERDICTS);
    yield* notAudited(page, overview);
    return;
  }
  const { audit } = overview;
  if (audit) {
    yield page.heading(page.say(headline({ audit })));
    for (const caveat of caveats({ audit })) yield page.block(page.say(caveat), 0);
  }
  if (overview.shard) yield page.block(page.say(partialSentence), 0);
  if (overview.summary.agencies > 0) {
    yield page.title(TITLES.verdicts);
    yield* verdictLines(page, overview, VERDICTS, options.verbose ? Infinity : LINES_SHOWN);
  }
  if (overview.summary.notAudited > 0) {
    yield page.title(TITLES.notAudited);
    yield* notAudited(page, overview);
  }
  const part = <T>(title: Parameters<Page["title"]>[0], list: readonly T[], draw: (one: T) => Parameters<Page["say"]>[0]): string => listed(page, title, list.map(draw), options.verbose);
  yield part(TITLES.failures, overview.failures, failureSentence);
  for (const [, ratios] of groupBy(overview.ratios.filter(({ counted }) => counted > 0), ({ policy, rule }) => `${policy} ${rule}`)) {
    const [first] = ratios;
    if (first) yield part({ zh: `${TITLES.ratios.zh} ${first.rule}`, en: `${TITLES.ratios.en} ${first.rule}` }, ratios, ratioSentence);
  }
  yield part(TITLES.shared, overview.sharedPeople, sharedSentence);
  yield part(TITLES.repeated, overview.repeatedAgencies, repeatedSentence);
  yield part(TITLES.unclaimed, overview.unclaimedRows, unclaimedSentence);
  yield part(TITLES.unknowns, overview.unknowns.slice(0, options.verbose ? undefined : NEEDS_SHOWN), missingSentence);
  yield page.line();
  yield page.block(page.say(countsSentence(overview)), 0);
  if (overview.summary.agencies > 0) yield page.block(page.say(verdictsSentence(overview)), 0);
}

function listed(page: Page, title: Parameters<Page["title"]>[0], lines: readonly Parameters<Page["say"]>[0][], all: boolean): string {
  if (lines.length === 0) return "";
  const shown = all ? lines : lines.slice(0, LINES_SHOWN);
  const left = lines.length - shown.length;
  return page.title(title) + shown.map((line) => page.block(page.say(line), 2, "• ")).join("") + (left > 0 ? page.block(page.say({ zh: `另有 ${left} 条（--verbose 全部列出，overview.json 里也有）`, en: `and ${left} more (--verbose lists all; overview.json has them too)` }), 2) : "");
}

/** Agencies by their verdicts, the worst first; of each verdict no more than so many. */
function* verdictLines(page: Page, { submissions, audit }: Overview, verdicts: readonly Verdict[], most = Infinity): Generator<string> {
  const agencies = submissions.flatMap((submission) => submission.agencies.map((agency) => ({ agency, submission: submission.name })));
  for (const verdict of verdicts) {
    const those = agencies.filter(({ agency }) => agency.verdict === verdict);
    const text = page.say(verdictWords(verdict, audit?.partial ?? false));
    const painted = verdict === "non-compliant" ? page.paint.red.bold(text) : verdict === "compliant" ? page.paint.green.bold(text) : verdict === "compliant-with-findings" ? page.paint.green(text) : page.paint.yellow.bold(text);
    for (const { agency, submission } of those.slice(0, most)) yield page.line(`${painted}  ${plain(agency.name)}${submission === agency.name ? "" : page.say({ zh: `（${submission}）`, en: ` (${submission})` })}`);
    const left = those.length - Math.min(most, those.length);
    if (left > 0) yield page.line(page.say({ zh: `${text}  另有 ${left} 家（--verbose 全部列出）`, en: `${text}  and ${left} more (--verbose lists all)` }));
  }
}

function* notAudited(page: Page, { submissions }: Overview): Generator<string> {
  for (const { name, reasons } of submissions.filter(({ state }) => state === "not-audited")) {
    yield page.line(`${page.paint.red.bold(page.say({ zh: "未能检查", en: "not audited" }))}  ${plain(name)}`);
    for (const reason of reasons) yield page.block(page.say(reason), 4);
  }
}
