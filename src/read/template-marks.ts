import type { Bilingual } from "../model/text.ts";
import { headerText } from "./header.ts";
import type { RawRow } from "./raw.ts";

/**
 * Two sentences that a workbook made by `hege template` bears, and by which what is no table in it, or a sheet left empty on purpose,
 * is told from a table that somebody forgot. Neither hides a row: a sheet with a header of ours is read whatever stands above it.
 */

/** In the first cell of the read-me sheet: it is no table, and nothing is said of that. */
export const READ_ME: Bilingual = { zh: "填写说明（由 hege template 生成）", en: "How to fill in this workbook (made by hege template)" };

/** Above the header of a table of agreed exceptions: without a row there is none, and no table was forgotten. */
export const NONE_IF_EMPTY: Bilingual = { zh: "没有商定过的，本表留空即可。", en: "Leave this sheet empty if nothing of the kind was agreed." };

/** Whether some text of the rows holds the sentence, in either language. */
function says(rows: readonly RawRow[], { zh, en }: Bilingual): boolean {
  return rows.some(({ cells }) => cells.some((cell) => { const text = headerText(cell); return text.includes(zh) || text.includes(en); }));
}

export const isReadMe = (rows: readonly RawRow[]): boolean => says(rows.slice(0, 1), READ_ME);
export const mayBeEmpty = (titles: readonly RawRow[]): boolean => says(titles, NONE_IF_EMPTY);
