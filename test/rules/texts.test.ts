import { describe, expect, test } from "vitest";
import type { PlainTexts } from "../../src/model/plain-text.ts";
import { closeTexts, encoded, isText, noTexts, plainPlaces, textAt, textPlace } from "../../src/rules/tallies/texts.ts";
import { seeded } from "../support/random.ts";

/** Texts and their numbers: the same text the same number, however it comes. */

function plainTexts(texts: readonly string[]): PlainTexts {
  // They begin somewhere in what they lie in.
  const begin = 7;
  let end = begin;
  return { bytes: Buffer.from(texts.join("")), ends: Int32Array.from(texts, ({ length }) => (end += length)), begin };
}

const OTHERS = ["重阳敬老", "重阳敬老（HD052-0102）", "GA 1", "", "-", "𠮷", "é", "a/b"];

describe("a text", () => {
  test.each([1, 2, 3, 4, 5, 6])("has one number, alone or among plain texts of one list or several (seed %i)", (seed) => {
    const random = seeded(seed);
    const texts = noTexts();
    const known = new Map<string, number>();
    const check = (text: string, number: number): void => {
      if (!known.has(text)) known.set(text, number);
      expect([text, number]).toEqual([text, known.get(text)]);
    };
    let list = {};
    let listed = new Set<string>();
    for (let round = 0; round < 400; round++) {
      texts.expected = texts.length + Math.floor(random() * 500);
      const plain = (): string => `GA${Math.floor(random() * 40)}-${Math.floor(random() * 200)}`;
      if (random() < 0.02) [list, listed] = [{}, new Set()];
      if (random() < 0.6) {
        const next = Array.from({ length: 1 + Math.floor(random() * 30) }, plain).filter((text) => !listed.has(text) && listed.add(text));
        if (next.length === 0) continue;
        const numbers = new Int32Array(next.length);
        plainPlaces(texts, plainTexts(next), list, numbers);
        next.forEach((text, nth) => { check(text, numbers[nth] as number); });
      } else {
        // Mostly what is there already, sometimes what is not: then the list is no longer all there is.
        const told = random() < 0.5 ? OTHERS[Math.floor(random() * OTHERS.length)] as string : [...listed][Math.floor(random() * listed.size)] ?? plain();
        check(told, textPlace(texts, told));
        if (random() < 0.03 && seed % 2 === 0) { const other = plain(); check(other, textPlace(texts, other)); }
      }
    }
    closeTexts(texts);
    expect(known.size).toBe(texts.length);
    expect([...new Set(known.values())].length).toBe(known.size);
    for (const [text, number] of known) {
      expect(textAt(texts, number)).toBe(text);
      expect(isText(texts, number, encoded(text))).toBe(true);
      expect(isText(texts, number, encoded(`${text}x`))).toBe(false);
    }
    expect(textAt(texts, -1)).toBeNull();
  });
});
