import { addMonths, dayOf, fromIso, partsOf, type Day } from "../../model/day.ts";
import { html, type Markup, type Piece } from "./markup.ts";

/**
 * Small drawings beside numbers that say the same in words: hidden from screen readers, coloured by classes, and hatched where they
 * mean a breach, so that a black-and-white print tells it too.
 */

/** The hatching, once a page. */
export const PATTERNS: Markup = html`<svg class="defs" width="0" height="0" aria-hidden="true"><defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" class="hatch-back"/><line x1="0" y1="0" x2="0" y2="5" class="hatch-line"/></pattern></defs></svg>`;

const round = (n: number): number => Math.round(n * 100) / 100;

/** A value against a limit: a bar with a line where the limit is. */
export function againstLimit(value: number, limit: number, met: boolean): Markup {
  const most = Math.max(value, limit) * 1.25 || 1;
  const at = (n: number): number => round((n / most) * 200);
  return html`<svg class="bar" viewBox="0 0 200 14" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="200" height="14"/><rect class="${met ? "good" : "bad"}" width="${at(value)}" height="14"/><line class="limit" x1="${at(limit)}" x2="${at(limit)}" y1="0" y2="14"/></svg>`;
}

/** Done of what is asked; what unknown cells may add, hatched. */
export function progress(have: number, need: number, best = have): Markup {
  const at = (n: number): number => (need === 0 ? 200 : round(Math.min(1, n / need) * 200));
  return html`<svg class="bar" viewBox="0 0 200 14" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="200" height="14"/>${best > have && html`<rect class="open" width="${at(best)}" height="14"/>`}<rect class="${have >= need ? "good" : "part"}" width="${at(have)}" height="14"/></svg>`;
}

/** Counts side by side as one bar. */
export function stacked(parts: readonly { count: number; look: string }[]): Markup {
  const all = parts.reduce((sum, { count }) => sum + count, 0) || 1;
  let from = 0;
  const bars = parts.filter(({ count }) => count > 0).map(({ count, look }): Piece => {
    const [x, width] = [from, (count / all) * 200];
    from += width;
    return html`<rect class="${look}" x="${round(x)}" width="${round(width)}" height="14"/>`;
  });
  return html`<svg class="bar" viewBox="0 0 200 14" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="200" height="14"/>${bars}</svg>`;
}

export interface Stretch { from: string; to: string; leaders: number; counted: number; met: boolean }

const WIDTH = 720;
const HEIGHT = 120;

/** How many were led by each leader, day by day: steps under a line for the limit, hatched where it was passed. Without a leader a step reaches the top. */
export function history(stretches: readonly Stretch[], limit: number): Markup | null {
  const first = fromIso(stretches[0]?.from ?? "");
  const last = fromIso(stretches[stretches.length - 1]?.to ?? "");
  if (first === null || last === null) return null;
  const perLeader = ({ leaders, counted }: Stretch): number => (counted === 0 ? 0 : leaders === 0 ? Infinity : counted / leaders);
  const top = 1.2 * Math.max(limit * 1.2, ...stretches.map(perLeader).filter(Number.isFinite));
  const x = (day: number): number => round(((day - first) / (last - first + 1)) * WIDTH);
  const steps = stretches.map((stretch): Piece => {
    const [from, to] = [fromIso(stretch.from) ?? first, fromIso(stretch.to) ?? last];
    const height = round((Math.min(perLeader(stretch), top) / top) * HEIGHT);
    const [left, width] = [x(from), round(x(to + 1) - x(from))];
    return html`<rect class="${stretch.met ? "step" : "breach"}" x="${left}" y="${round(HEIGHT - height)}" width="${width}" height="${height}"/>${!stretch.met && html`<rect class="breach-day" x="${left}" y="${HEIGHT}" width="${width}" height="6"/>`}`;
  });
  const at = round(HEIGHT - (limit / top) * HEIGHT);
  return html`<svg class="history" viewBox="0 0 ${WIDTH} ${HEIGHT + 6}" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="${WIDTH}" height="${HEIGHT}"/>${steps}${monthsBetween(first, last, (day) => html`<line class="month" x1="${x(day)}" x2="${x(day)}" y1="0" y2="${HEIGHT}"/>`)}<line class="limit" x1="0" x2="${WIDTH}" y1="${at}" y2="${at}"/></svg>`;
}

/** A mark on the first of each month, or of each year where there would be too many. */
function monthsBetween(first: Day, last: Day, mark: (day: Day) => Markup): Markup[] {
  const { year, month } = partsOf(first);
  const yearly = last - first > 3 * 366;
  const start = (yearly ? dayOf(year + 1, 1, 1) : addMonths(dayOf(year, month, 1) ?? first, 1)) ?? last + 1;
  const marks: Markup[] = [];
  for (let day = start; day <= last && marks.length < 100; day = addMonths(day, yearly ? 12 : 1)) marks.push(mark(day));
  return marks;
}
