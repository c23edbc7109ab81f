/** Every sentence a user sees, in both languages. */
export interface Bilingual {
  zh: string;
  en: string;
}

export type Language = keyof Bilingual;

export const LANGUAGES = ["zh", "en"] as const satisfies readonly Language[];

/** Order by code point, the same on every machine; never by locale. */
export function byCodePoint(a: string, b: string): number {
  if (a === b) return 0;
  const one = [...a];
  const two = [...b];
  for (let i = 0; i < one.length && i < two.length; i++) {
    const difference = (one[i]?.codePointAt(0) ?? 0) - (two[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return one.length - two.length;
}

/** Compares two lists of texts, element by element, by code point. */
export function byCodePoints(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = byCodePoint(a[i] ?? "", b[i] ?? "");
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** NFKC without any white space: how headers, agencies and document names are compared. */
export const squeeze = (text: string): string => text.normalize("NFKC").replace(/\s+/gu, "");
