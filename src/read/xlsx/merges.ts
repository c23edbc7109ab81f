import { MOST_COLUMNS, MOST_ROWS } from "../raw.ts";
import { MOST_FILLED_DOWN } from "./limits.ts";
import { columnOf } from "./reference.ts";
import type { Refuse } from "./refuse.ts";

/** A merged range: rows from 1, columns from 0, ends included. */
export interface Merge {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** The range of a mergeCell; null: of one cell. */
export function mergeOf(ref: string, refuse: Refuse): Merge | null {
  const [, left, top, right, bottom] = /^([A-Za-z]{1,3})(\d{1,7}):([A-Za-z]{1,3})(\d{1,7})$/.exec(ref) ?? [];
  if (left === undefined || right === undefined) return /^[A-Za-z]{1,3}\d{1,7}$/.test(ref) ? null : refuse.broken();
  const columns = [columnOf(left), columnOf(right)] as const;
  const rows = [Number(top), Number(bottom)] as const;
  const merge = { top: Math.min(...rows), bottom: Math.max(...rows), left: Math.min(...columns), right: Math.max(...columns) };
  return merge.top < 1 || merge.bottom > MOST_ROWS || merge.right >= MOST_COLUMNS ? refuse.broken() : merge;
}

/**
 * Merged ranges in the order in which rows meet them; those below the last row have nothing to cover. Refused where two of them
 * overlap: which one holds, nobody can tell, and Excel repairs such a file.
 */
export function sortedMerges(merges: readonly Merge[], lastRow: number, refuse: Refuse): readonly Merge[] {
  const sorted = merges.filter(({ top }) => top <= lastRow).sort((a, b) => a.top - b.top || a.left - b.left);
  if (sorted.reduce((total, { top, bottom }) => total + Math.min(bottom, lastRow) - top, 0) > MOST_FILLED_DOWN) refuse.tooBig();
  const walk = mergeWalk(sorted);
  for (const { top } of sorted) if (walk.enter(top).some((merge, i, all) => i > 0 && (all[i - 1]?.right ?? -1) >= merge.left)) refuse.broken();
  return sorted;
}

/** Goes down the rows of a sheet, from one to the next below it. */
export interface MergeWalk {
  /** The ranges that the row lies in, from left to right. */
  enter(row: number): readonly Merge[];
}

export function mergeWalk(sorted: readonly Merge[]): MergeWalk {
  let active: Merge[] = [];
  let next = 0;
  let nextEnd = Infinity;
  return {
    enter(row) {
      const from = next;
      while (next < sorted.length && (sorted[next]?.top ?? 0) <= row) next += 1;
      if (next === from && row <= nextEnd) return active;
      active = [...active, ...sorted.slice(from, next)].filter(({ bottom }) => bottom >= row).sort((a, b) => a.left - b.left);
      nextEnd = active.reduce((least, { bottom }) => Math.min(least, bottom), Infinity);
      return active;
    },
  };
}

/** The range that covers a column, of those that a row lies in. */
export function mergeAt(active: readonly Merge[], column: number): Merge | undefined {
  let low = 0;
  let high = active.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((active[middle]?.left ?? 0) <= column) low = middle + 1;
    else high = middle;
  }
  const found = active[low - 1];
  return found && found.right >= column ? found : undefined;
}
