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
  if (!hasManyDigits(text)) return text;
  const plain = text.normalize("NFKC");
  const masked = plain.replace(ID_NUMBER, "$1***$2").replace(OLD_ID_NUMBER, "$1***$2").replace(PARTED_ID_NUMBER, "$1***$2").replace(SPACED_ID_NUMBER, unlessDates).replace(SPACED_PHONE_NUMBER, "$1****$2").replace(PHONE_NUMBER, "$1****$2");
  return masked === plain ? text : masked;
}

/** No number that is masked has fewer digits. */
const SHORTEST_NUMBER = 11;
/** No more characters stand between two of them. */
const LONGEST_GAP = 3;

/** Whether so many digits follow each other closely as a number has: asked of every text of a report, by a loop that most texts end at once. */
function hasManyDigits(text: string): boolean {
  let count = 0;
  let gap = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if ((code >= 0x30 && code <= 0x39) || (code >= 0xff10 && code <= 0xff19)) {
      count = gap > LONGEST_GAP ? 1 : count + 1;
      if (count === SHORTEST_NUMBER) return true;
      gap = 0;
    } else if (code < 0xdc00 || code > 0xdfff) gap += 1; // the second half of a character is none
  }
  return false;
}

/** Two dates side by side have the digits of a number: `12-31 2020-01-05 2020` of a list of days. */
function unlessDates(match: string, first: string, last: string, at: number, text: string): string {
  const end = at + match.length;
  for (const date of text.matchAll(DATE)) {
    const till = date.index + date[0].length;
    if ((date.index < at && at < till) || (date.index < end && end < till)) return match;
  }
  return `${first}***${last}`;
}

/** The same of every text in plain data: what goes into a report passes through here once. What needs no mask is not copied. */
export function maskAll<T>(data: T): T {
  if (typeof data === "string") return (data.length < SHORTEST_NUMBER ? data : maskIdNumbers(data)) as T;
  if (typeof data !== "object" || data === null) return data;
  return (Array.isArray(data) ? maskList(data) : maskRecord(data as Record<string, unknown>)) as T;
}

function maskList(list: readonly unknown[]): readonly unknown[] {
  let masked: unknown[] | null = null;
  for (let i = 0; i < list.length; i++) {
    const value = maskAll(list[i]);
    if (value !== list[i]) (masked ??= [...list])[i] = value;
  }
  return masked ?? list;
}

/** What many results hold alike, the same object each time: looked at once. */
const SHARED = new Set(["clause", "interpretation"]);

function maskRecord(record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  let masked: Map<string, unknown> | null = null;
  for (const key in record) {
    const before = record[key];
    // Short texts and numbers, which most are, without a call.
    if ((typeof before === "string" ? before.length < SHORTEST_NUMBER : typeof before !== "object" || before === null) && key.length < SHORTEST_NUMBER) continue;
    const value = typeof before === "object" && before !== null && SHARED.has(key) ? maskShared(before) : maskAll(before);
    if (value !== before || maskKey(key) !== key) (masked ??= new Map()).set(key, value);
  }
  const changed = masked;
  return changed === null ? record : Object.fromEntries(Object.entries(record).map(([key, value]) => [maskKey(key), changed.has(key) ? changed.get(key) : value]));
}

const seen = new WeakMap<object, object>();

function maskShared(data: object): object {
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
