import type { AgencyReport, Result } from "../../model/report.ts";
import { breachSentence } from "../sentences.ts";
import { clauseWords } from "../words.ts";
import { statusBadge } from "./badges.ts";
import { againstLimit, history, type Stretch } from "./charts.ts";
import { both, html, words, type Markup, type Piece } from "./markup.ts";
import type { PageScope } from "./scope.ts";

/** The ratios of an agency against their limits, and how they went over the period. */

const number = (value: unknown): number => (typeof value === "number" ? value : 0);

export const ratiosOf = (agency: AgencyReport, { kindOf }: PageScope): Result[] => agency.results.filter(({ rule, status }) => kindOf(rule) === "headcount-ratio" && status !== "not-applicable");

/** A ratio as it is written: 15 : 1, or how many stand without anybody to lead them. */
export function ratioWords({ observed }: Result): Markup {
  const perLeader = observed["perLeader"];
  return typeof perLeader === "number" ? html`<span class="n">${perLeader} : 1</span>` : html`<span class="n">${number(observed["countedCount"])} : 0</span>`;
}

/** The limit by which it was judged: an agreed one where it was waived. */
export const limitOf = ({ expected }: Result): number => number(expected["limit"]);

/** A bar, with the numbers beside it. */
export function ratioBar(result: Result): Markup {
  const { observed } = result;
  const [led, leaders, limit] = [number(observed["countedCount"]), number(observed["leaderCount"]), limitOf(result)];
  const value = leaders === 0 ? limit * 2 : led / leaders;
  return html`<span class="ratio">${againstLimit(value, limit, value <= limit)}<span>${ratioWords(result)}<span class="limit-words">${words(`／上限 ${limit} : 1`, ` / limit ${limit} : 1`)}</span></span></span>`;
}

export function ratioPart(agency: AgencyReport, scope: PageScope): Piece {
  const ratios = ratiosOf(agency, scope);
  if (ratios.length === 0) return null;
  return html`<h3>${words("配比", "Ratios")}</h3><div class="ratios">${ratios.map((result) => html`<figure class="ratio-card">
<figcaption><b>${both(scope.rules.get(result.rule)?.title ?? { zh: result.rule, en: result.rule })}</b> <span class="clause">${both(clauseWords(result.clause))}</span> ${statusBadge(result.status)}</figcaption>
${ratioBar(result)}<p>${both(result.message)}</p>${overTime(result)}</figure>`)}</div>`;
}

function overTime(result: Result): Piece {
  const stretches = timelineOf(result);
  const [first, last] = [stretches[0], stretches[stretches.length - 1]];
  const chart = history(stretches, limitOf(result));
  if (!first || !last || chart === null) return null;
  const breaches = stretches.filter(({ met }) => !met);
  const breach = breachSentence(result);
  return html`<div class="over-time">${chart}<div class="axis"><span>${first.from}</span><span class="key">${words("横线为上限，斜纹为未达到的日子", "the line is the limit, hatched are the days in breach")}</span><span>${last.to}</span></div></div>
<p>${breach === null ? words("检查期内每天都达到。", "Kept on every day of the period.") : both(breach)}${breaches.length > 0 && html`${words("：", ": ")}${breaches.slice(0, LISTED).map(({ from, to }, i) => html`${i > 0 && words("、", ", ")}<span class="n">${from}${from !== to && html`–${to}`}</span>`)}${breaches.length > LISTED && words(` 等 ${breaches.length} 段`, ` and ${breaches.length - LISTED} more stretches`)}`}</p>`;
}

const LISTED = 6;

function timelineOf({ observed }: Result): Stretch[] {
  const { timeline } = observed;
  if (!Array.isArray(timeline)) return [];
  return (timeline as Record<string, unknown>[]).map((each) => ({
    from: String(each["from"]), to: String(each["to"]), met: each["met"] === true,
    leaders: number(each["supervisors"] ?? each["assistants"]), counted: number(each["workers"] ?? each["frontline"]),
  }));
}
