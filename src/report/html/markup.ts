import type { Bilingual } from "../../model/text.ts";
import { plain } from "../width.ts";

/** Markup that may stand in a page as it is; `html` and `raw` alone make it. */
export class Markup {
  readonly text: string;
  constructor(text: string) { this.text = text; }
}

export type Piece = string | number | Markup | null | false | undefined | readonly Piece[];

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;" };

/** Text of the data as it may stand in a page: on one line, without control and format characters (they turn the direction of writing, or hide), escaped. */
export const escaped = (text: string): string => clean(text).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

export const clean = (text: string): string => plain(text.replace(/\s+/gu, " "));

/** A template of markup: what is put into it is escaped, unless it is markup itself. */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  let text = parts[0] ?? "";
  pieces.forEach((piece, i) => { text += textOf(piece) + (parts[i + 1] ?? ""); });
  return new Markup(text);
}

export const raw = (text: string): Markup => new Markup(text);

export function textOf(piece: Piece): string {
  if (piece instanceof Markup) return piece.text;
  if (typeof piece === "string") return escaped(piece);
  if (typeof piece === "number") return String(piece);
  if (piece === null || piece === undefined || piece === false) return "";
  return piece.map(textOf).join("");
}

/** A sentence in both languages, of which the page shows one; once where they say the same. */
export function both({ zh, en }: Bilingual): Markup {
  return zh === en ? html`<bdi>${zh}</bdi>` : html`<span lang="zh-CN">${zh}</span><span lang="en">${en}</span>`;
}

export const words = (zh: string, en: string): Markup => both({ zh, en });

/** A name or a value of the data, whichever way it is written. */
export const name = (text: string): Markup => html`<bdi>${text}</bdi>`;

/** A list of names; the style sheet puts the commas, as the language of the page writes them. Where there are very many, one text holds them all. */
export const names = (list: readonly string[], apart = true): Markup => (apart ? html`<span class="names">${list.map(name)}</span>` : name(list.join("、")));

/** Pieces with something between them. */
export const joined = (pieces: readonly Piece[], between: Piece): Piece[] => pieces.flatMap((piece, i) => (i === 0 ? [piece] : [between, piece]));

/** A comma in a list, as each language writes it. */
export const COMMA = words("、", ", ");
