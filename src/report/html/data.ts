import type { Report } from "../../model/report.ts";
import { Packer, withoutName, type Packed } from "./pack.ts";
import type { Rule } from "./detail.ts";

/** What the page's script reads: the rules once, then the results in pieces, each of an agency or part of one. */
export interface Meta { rules: readonly Rule[]; agencies: readonly string[] }
export interface Piece extends Packed { agency: number }

/** A piece holds so many results at most, so that neither writer nor page ever holds more than that at once. */
const PIECE = 5_000;

/** JSON as it may stand in a page: no tag of it ends the element that holds it, no mark of it turns what an editor shows of the page. */
const block = (kind: string, value: unknown): string => `<script type="application/json" class="${kind}">${JSON.stringify(value).replace(/[<\p{Cf}\u2028\u2029]/gu, escaped)}</script>\n`;

const escaped = (letter: string): string => Array.from({ length: letter.length }, (_, i) => `\\u${letter.charCodeAt(i).toString(16).padStart(4, "0")}`).join("");

export function* dataBlocks({ agencies }: Report, rules: readonly Rule[]): Generator<string> {
  yield block("meta", { rules, agencies: agencies.map(({ name }) => name) } satisfies Meta);
  for (const [agency, { results }] of agencies.entries()) {
    for (let from = 0; from < results.length; from += PIECE) {
      const packer = new Packer();
      for (const result of results.slice(from, from + PIECE)) packer.add(withoutName(result));
      yield block("piece", { agency, ...packer.packed() } satisfies Piece);
    }
  }
}
