import { fullMonths, type Day } from "../model/day.ts";
import { inRoleThroughout, roleOn, type Person } from "../model/person.ts";
import type { Scope } from "./kind.ts";

export interface Month {
  /** YYYY-MM; of a block of several months, first and last. */
  month: string;
  from: Day;
  to: Day;
  /** Its own months: a block around a break in the post holds no other days. */
  days: readonly { from: Day; to: Day }[];
}

let last: { from: Day; to: Day; months: ReturnType<typeof fullMonths> } | null = null;

/** The full months of the period up to asOf: the same for everybody. */
function monthsOf({ period: { from, to: end }, asOf }: Scope): ReturnType<typeof fullMonths> {
  const to = Math.min(end, asOf);
  if (last?.from !== from || last.to !== to) last = { from, to, months: fullMonths(from, to) };
  return last.months;
}

/**
 * The full months of a person in their present role (rules.md, section 1), taken in blocks of `every`; a short last block is not
 * judged.
 */
export function monthsInRole(scope: Scope, person: Person, every = 1): Month[] {
  const role = roleOn(person, scope.asOf);
  const months = monthsOf(scope).filter(({ from, to }) => inRoleThroughout(person, from, to, role));
  const blocks: Month[] = [];
  for (let i = 0; i + every <= months.length; i += every) {
    const [first, last] = [months[i], months[i + every - 1]];
    if (first && last) blocks.push({ month: every === 1 ? first.month : `${first.month}/${last.month}`, from: first.from, to: last.to, days: months.slice(i, i + every) });
  }
  return blocks;
}
