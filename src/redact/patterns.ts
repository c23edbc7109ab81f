import { HIDDEN } from "./fields.ts";

/** Numbers that reports have masked already, of which nothing is to be left; and what else names or reaches a person in any text. */
const PATTERNS: readonly [RegExp, string][] = [
  [/(?<![\dA-Za-z*])\d{3}\*{3,4}[\dXx]{3,4}(?![\dA-Za-z])/g, HIDDEN],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, HIDDEN],
  [/(?<!\d)[(（]?0\d{2,3}[)）]?[\s-]?\d{7,8}(?!\d)/g, HIDDEN],
  [/(?<![\dA-Za-z])(?:[A-Za-z]{0,4}[\d０-９]{10,}[\dA-Za-z]*|[\dA-Za-z]{0,4}[\d０-９]{12,}[\dA-Za-z]*)(?![\dA-Za-z])/g, HIDDEN],
];

export const maskPatterns = (text: string): string => (/\d|[０-９]|@/.test(text) ? PATTERNS.reduce((masked, [pattern, by]) => masked.replace(pattern, by), text) : text);
