import { knownHeaders } from "../mapping.ts";
import { cleanCell, MOST_COLUMNS } from "../raw.ts";

const SEPARATORS = [",", "\t", ";", "，"] as const;
const SEP_LINE = /^sep=([^"\r\n])[ \t]{0,99}(?:\r\n|\n|\r|$)/i;
const SEARCHED_LINES = 60;

/** The separator of a file that begins with this text, and whether its first line is the one that names it (`sep=;`). */
export function separatorOf(text: string): { separator: string; named: boolean } {
  const named = SEP_LINE.exec(text)?.[1];
  return { separator: named ?? sniffSeparator(text), named: named !== undefined };
}

/** The separator under which the most headers are known; of equals the one that cuts a line into the most cells, then the comma. */
export function sniffSeparator(text: string): string {
  const lines = text.split(/\r\n|\n|\r/).slice(0, SEARCHED_LINES);
  let best = { separator: ",", known: 0, cells: 0 };
  for (const separator of SEPARATORS) {
    const rows = lines.filter((line) => line.includes(separator)).map((line) => line.split(separator).map((cell) => cleanCell(cell.replace(/^"|"$/g, ""))));
    const known = rows.reduce((most, row) => Math.max(most, row.length <= MOST_COLUMNS ? knownHeaders(row, most) : 0), 0);
    const cells = rows.length * 2 < lines.filter((line) => line !== "").length ? 0 : Math.max(0, ...rows.map((row) => row.length));
    if (known > best.known || (known === best.known && cells > best.cells)) best = { separator, known, cells };
  }
  return best.separator;
}
