interface Replaced { text: string; by: string | null; alone: boolean }

/** Those that begin alike: by their text, and how long they are, the longest first. */
interface Alike { byText: Map<string, Replaced>; lengths: number[] }

/**
 * Replaces many texts in many others. At each place the longest holds; a kept word is left as it stands, names within it too. Texts
 * are found by their first two characters and then by each length that one of them has, so that a city's names cost no more than a few.
 */
export class Replacer {
  private readonly byStart = new Map<string, Alike>();
  private readonly done = new Map<string, string>();

  /** `by` null: a word that is kept. */
  add(text: string, by: string | null): void {
    if (text === "" || text === by) return;
    const start = text.slice(0, 2);
    const alike = this.byStart.get(start) ?? { byText: new Map<string, Replaced>(), lengths: [] };
    if (alike.byText.has(text)) return;
    // A name of one character, or in letters that words are made of, is a name only where it stands by itself.
    const alone = text.length === 1 || /^[\p{Script=Latin}\d]|[\p{Script=Latin}\d]$/u.test(text);
    alike.byText.set(text, { text, by, alone });
    if (!alike.lengths.includes(text.length)) alike.lengths = [...alike.lengths, text.length].sort((a, b) => b - a);
    this.byStart.set(start, alike);
    this.done.clear();
  }

  replace(text: string): string {
    const known = this.done.get(text);
    if (known !== undefined) return known;
    const made = this.made(text);
    if (this.done.size > MOST_KEPT) this.done.clear();
    this.done.set(text, made);
    return made;
  }

  private made(text: string): string {
    let made = "";
    let copied = 0;
    for (let at = 0; at < text.length; at++) {
      const found = this.at(text, at);
      if (found === null) continue;
      if (found.by === null) {
        if (!this.cuts(text, at, found.text.length)) at += found.text.length - 1;
        continue;
      }
      made += text.slice(copied, at) + found.by;
      at += found.text.length - 1;
      copied = at + 1;
    }
    return copied === 0 ? text : made + text.slice(copied);
  }

  private at(text: string, at: number): Replaced | null {
    for (const start of [text.slice(at, at + 2), text.slice(at, at + 1)]) {
      const alike = this.byStart.get(start);
      for (const length of alike?.lengths ?? []) {
        const found = alike?.byText.get(text.slice(at, at + length));
        if (found !== undefined && (!found.alone || isAlone(text, at, found.text))) return found;
      }
    }
    return null;
  }

  /** Whether a name begins in a kept word and goes on after it. */
  private cuts(text: string, from: number, length: number): boolean {
    for (let at = from + 1; at < from + length; at++) {
      const found = this.at(text, at);
      if (found !== null && found.by !== null && at + found.text.length > from + length) return true;
    }
    return false;
  }
}

const MOST_KEPT = 200_000;
const HAN = /\p{Script=Han}/u;
const WORD = /[\p{Script=Latin}\d]/u;

/** Neither a letter or digit beside a text of those, nor a Han character beside a single one. */
function isAlone(text: string, at: number, name: string): boolean {
  const beside = name.length === 1 && HAN.test(name) ? HAN : WORD;
  const [before, after] = [text.charAt(at - 1), text.charAt(at + name.length)];
  const [first, last] = [name.charAt(0), name.charAt(name.length - 1)];
  return !(beside.test(first) && beside.test(before)) && !(beside.test(last) && beside.test(after));
}
