/** Whole ID numbers are in no report: the first three and the last four characters remain. */
export function maskOf(field: string, text: string): string {
  if (field !== "idNumber") return maskIdNumbers(text);
  const squeezed = text.trim();
  return squeezed.length > 9 ? `${squeezed.slice(0, 3)}***${squeezed.slice(-4)}` : "***";
}

const ID_NUMBER = /(?<![0-9A-Za-z])([1-9]\d{2})\d{11}(\d{3}[0-9Xx])(?![0-9A-Za-z])/g;
/** The older numbers of fifteen digits: told from others by the day of birth in them. */
const OLD_ID_NUMBER = /(?<![0-9A-Za-z])([1-9]\d{2})\d{5}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(\d{3})(?![0-9A-Za-z])/g;
/**
 * Between the digits of a number that somebody wrote in groups, or hid marks in. A comma is not among them: what it parts are a list's
 * months, rows or amounts.
 */
const BETWEEN = String.raw`[\s\p{Cf}\p{Cc}._·/-]*`;
/** A number begins with its province (GB/T 2260): none begins as a year does. */
const PROVINCE = ["1[1-5]", "2[1-3]", "3[1-7]", "4[1-6]", "5[0-4]", "6[1-5]", "71", "8[1-3]"];
const DAY_OF_BIRTH = [["19", "20"], ["[0-9][0-9]"], ["0[1-9]", "1[0-2]"], ["0[1-9]", "[12][0-9]", "3[01]"]];
/** One of the alternatives, its digits and classes of digits parted by `between`. */
const oneOf = (alternatives: readonly string[], between: string): string => `(?:${alternatives.map((alternative) => (alternative.match(/\[[^\]]*\]|./g) ?? []).join(between)).join("|")})`;
const dayOfBirth = (between: string): string => DAY_OF_BIRTH.map((part) => oneOf(part, between)).join(between);
const digits = (n: number, between: string): string => Array.from({ length: n }, () => "[0-9]").join(between);
const start = (between: string): string => `(?<![0-9A-Za-z])(${oneOf(PROVINCE, between)}${between}[0-9])${between}${digits(3, between)}`;
const end = (between: string): string => `(${digits(3, between)}${between}[0-9Xx])(?![0-9A-Za-z])`;
/** The same in groups: told by the province and the day of birth in it. */
const SPACED_ID_NUMBER = new RegExp(`${start(BETWEEN)}${BETWEEN}${dayOfBirth(BETWEEN)}${BETWEEN}${end(BETWEEN)}`, "gu");
const ANY = "[^0-9A-Za-z]{1,3}";
/** In its three parts - place, day of birth, number of that day - whatever stands between them. */
const PARTED_ID_NUMBER = new RegExp(`${start("")}${ANY}${dayOfBirth("")}${ANY}${end("")}`, "gu");
const SPACED_PHONE_NUMBER = /(?<![0-9A-Za-z])(1[3-9]\d)[\s\p{Cf}-]+\d{4}[\s\p{Cf}-]+(\d{4})(?![0-9A-Za-z])/gu;
const PHONE_NUMBER = /(?<![0-9A-Za-z])(1[3-9]\d)\d{4}(\d{4})(?![0-9A-Za-z])/g;
/** A day or a month as people write it: digits that a number in groups cannot begin or end in the middle of. */
const DATE = /(?<!\d)(?:19|20)\d{2}[-/.](?:1[0-2]|0?[1-9])(?:[-/.](?:3[01]|[12]\d|0?[1-9]))?(?!\d)/g;

/** Masks what looks like an identity or a phone number inside any text that a report would show; full-width digits too. */
export function maskIdNumbers(text: string): string {
  if (!MANY_DIGITS.test(text)) return text;
  const plain = text.normalize("NFKC");
  const masked = plain.replace(ID_NUMBER, "$1***$2").replace(OLD_ID_NUMBER, "$1***$2").replace(PARTED_ID_NUMBER, "$1***$2").replace(SPACED_ID_NUMBER, unlessDates).replace(SPACED_PHONE_NUMBER, "$1****$2").replace(PHONE_NUMBER, "$1****$2");
  return masked === plain ? text : masked;
}

/** No number that is masked has fewer digits. */
const SHORTEST_NUMBER = 11;
/** So many digits, between which no more characters stand than between those of a number: asked of every text of a report. */
const MANY_DIGITS = /[0-9\uff10-\uff19](?:[^0-9\uff10-\uff19]{0,3}[0-9\uff10-\uff19]){10}/u;

/** Two dates side by side have the digits of a number: `12-31 2020-01-05 2020` of a list of days. */
function unlessDates(match: string, first: string, last: string, at: number, text: string): string {
  const end = at + match.length;
  for (const date of text.matchAll(DATE)) {
    const till = date.index + date[0].length;
    if ((date.index < at && at < till) || (date.index < end && end < till)) return match;
  }
  return `${first}***${last}`;
}

/** Whether a text stays as it is. */
export const isWithoutNumber = (text: string | null): boolean => text === null || text.length < SHORTEST_NUMBER || maskIdNumbers(text) === text;

/** The same of every text in plain data: what goes into a report passes through here once. What needs no mask is not copied. */
export function maskAll<T>(data: T): T {
  return (mayHoldNumber(data) ? maskIn(data) : data) as T;
}

/** Texts that may have a number in them, and what holds others: short texts and numbers, which most are, are none. */
const mayHoldNumber = (value: unknown): boolean => (typeof value === "string" ? value.length >= SHORTEST_NUMBER : typeof value === "object" && value !== null);

function maskIn(value: unknown): unknown {
  if (typeof value === "string") return maskIdNumbers(value);
  return Array.isArray(value) ? maskList(value) : maskRecord(value as Record<string, unknown>);
}

function maskList(list: readonly unknown[]): readonly unknown[] {
  let masked: unknown[] | null = null;
  for (let i = 0; i < list.length; i++) {
    const before = list[i];
    if (!mayHoldNumber(before)) continue;
    const value = maskIn(before);
    if (value !== before) (masked ??= [...list])[i] = value;
  }
  return masked ?? list;
}

/** What many results hold alike, the same object each time: looked at once. */
const SHARED = new Set(["subject", "clause", "interpretation"]);

function maskRecord(record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  let masked: Map<string, unknown> | null = null;
  for (const key in record) {
    const before = record[key];
    if (key.length < SHORTEST_NUMBER && !mayHoldNumber(before)) continue;
    const value = typeof before === "object" && before !== null && SHARED.has(key) ? maskShared(before) : maskAll(before);
    if (value !== before || maskKey(key) !== key) (masked ??= new Map()).set(key, value);
  }
  const changed = masked;
  return changed === null ? record : Object.fromEntries(Object.entries(record).map(([key, value]) => [maskKey(key), changed.has(key) ? changed.get(key) : value]));
}

const seen = new WeakMap<object, unknown>();

function maskShared(data: object): unknown {
  const known = seen.get(data);
  if (known !== undefined) return known;
  const masked = maskAll(data);
  seen.set(data, masked);
  return masked;
}

/** Names of fields that have no number in them: the same few come again and again. */
const plainKeys = new Set<string>();
const MOST_KEYS = 1_000;

function maskKey(key: string): string {
  if (key.length < SHORTEST_NUMBER || plainKeys.has(key)) return key;
  const masked = maskIdNumbers(key);
  if (masked === key && plainKeys.size < MOST_KEYS) plainKeys.add(key);
  return masked;
}
