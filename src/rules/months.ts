import { fullMonths, type Day, type Period } from "../model/day.ts";
import { withItem } from "../model/lists.ts";
import { isWithin, stretchesInRole, type Person } from "../model/person.ts";
import type { Scope } from "./kind.ts";

export interface Month {
  /** YYYY-MM; of a block of several months, first and last. */
  month: string;
  from: Day;
  to: Day;
  /** Its own months: a block around a break in the post holds no other days. */
  days: readonly Period[];
}

let last: { from: Day; to: Day; months: readonly Month[] } | null = null;

/** The full months of the period up to asOf: the same for everybody. */
function monthsOf(from: Day, to: Day): readonly Month[] {
  if (last?.from !== from || last.to !== to) last = { from, to, months: fullMonths(from, to).map((month) => ({ ...month, days: [month] })) };
  return last.months;
}

/**
 * The full months of a person in their present role (rules.md, section 1), taken in blocks of `every`; a short last block is not
 * judged.
 */
export function monthsInRole({ period, asOf }: Scope, person: Person, every = 1): readonly Month[] {
  const to = Math.min(period.to, asOf);
  const stretches = stretchesInRole(person, period.from, to, asOf);
  const months = monthsOf(period.from, to).filter((month) => stretches.some((stretch) => stretch.from <= month.from && month.to <= stretch.to));
  if (every === 1) return months;
  const blocks: Month[] = [];
  for (let i = 0; i + every <= months.length; i += every) {
    const [first, last] = [months[i], months[i + every - 1]];
    if (first && last) blocks.push({ month: `${first.month}/${last.month}`, from: first.from, to: last.to, days: months.slice(i, i + every) });
  }
  return blocks;
}

/** Rows by the block in which their day lies, in their order; one whose day is not known may lie in any. */
export function inBlocks<T>(blocks: readonly Month[], rows: readonly T[], dayOf: (row: T) => Day | null): T[][] {
  const none: T[] = [];
  const lists = blocks.map(() => none);
  let latest = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as T;
    const day = dayOf(row);
    if (day === null) for (let at = 0; at < lists.length; at++) lists[at] = withItem(lists[at] as T[], row);
    else {
      const at = blockOf(blocks, day, latest);
      if (at === -1) continue;
      lists[at] = withItem(lists[at] as T[], row);
      latest = at;
    }
  }
  return lists;
}

/** Which block holds a day, −1: none. Most rows follow each other in time: that of the one before is looked at first. */
function blockOf(blocks: readonly Month[], day: Day, before: number): number {
  const holds = (block: Month): boolean => day >= block.from && day <= block.to && isWithin(day, block.days);
  const known = blocks[before];
  return known !== undefined && holds(known) ? before : blocks.findIndex(holds);
}
