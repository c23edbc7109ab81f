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
  const [length, other] = [a.length, b.length];
  const shorter = Math.min(length, other);
  for (let i = 0; i < shorter; i++) {
    if (a.charCodeAt(i) === b.charCodeAt(i)) continue;
    // Where two characters differ in their second halves only, they begin one before.
    const at = i > 0 && (a.charCodeAt(i - 1) & 0xfc00) === 0xd800 ? i - 1 : i;
    return (a.codePointAt(at) ?? 0) - (b.codePointAt(at) ?? 0) || (a.codePointAt(i) ?? 0) - (b.codePointAt(i) ?? 0);
  }
  return length - other;
}

/** Compares two lists of texts, element by element, by code point. */
export function byCodePoints(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = byCodePoint(a[i] ?? "", b[i] ?? "");
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Only printable ASCII and common Han, without white space: most cells. Every way to write such a text alike leaves it as it is. */
export function isPlain(text: string): boolean {
  // Asked for once: there are so many kinds of text that V8 looks up where each has its length.
  const { length } = text;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (!((code > 0x20 && code < 0x7f) || (code >= 0x4e00 && code <= 0x9fff))) return false;
  }
  return true;
}

/** NFKC without any white space: how headers, agencies and document names are compared. */
export const squeeze = (text: string): string => (isPlain(text) ? text : text.normalize("NFKC").replace(/\s+/gu, ""));
