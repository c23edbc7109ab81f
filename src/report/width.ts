import { isPlain } from "../model/text.ts";

/** How wide text stands on a terminal: Han characters and full-width signs take two columns. */
const WIDE = /[ᄀ-ᅟ⺀-〾ぁ-㏿㐀-䶿一-鿿ꀀ-꓏가-힣豈-﫿︰-﹏＀-｠￠-￦]|[\u{20000}-\u{3FFFD}]/u;

export function widthOf(text: string): number {
  let width = 0;
  if (isPlain(text)) {
    for (let i = 0; i < text.length; i++) width += text.charCodeAt(i) < 0x7f ? 1 : 2;
    return width;
  }
  for (const character of text) width += WIDE.test(character) ? 2 : /\p{M}|\u200b|\u200d/u.test(character) ? 0 : 1;
  return width;
}

/** Breaks text into lines no wider than `width`: between words, or between Han characters; never before closing punctuation nor after opening. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of text.match(/[（《【〔]*(?:[^\s⺀-鿿＀-￯]+|[⺀-鿿＀-￯])|\s+|./gsu) ?? []) {
    const closing = /^[，。；：、！？）》”’,.;:!?)]/u.test(piece);
    if (widthOf(line + piece) > width && line !== "" && !closing) {
      lines.push(line.trimEnd());
      line = /^\s+$/u.test(piece) ? "" : piece;
    } else line += piece;
  }
  if (line.trim() !== "" || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}

/** Control, format (bidi, zero-width) and escape characters of the data never reach a terminal. */
export const plain = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, "");
