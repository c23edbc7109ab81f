/** The clauses of a document, found in its plain text: 第八条 …, 8. …, Article 8 …, ¶3 …; else paragraph by paragraph. */
export type Clauses = ReadonlyMap<string, string>;

const NUMERAL = "[〇零一二三四五六七八九十百\\d０-９]+";
const ARTICLE = new RegExp(`^(?:第\\s*(${NUMERAL})\\s*条|(?:Article|Art\\.)\\s*(\\d+)\\b\\.?|(\\d+)\\s*[.．、](?!\\d))[\\s:：.．、]*`, "iu");
const PARAGRAPH = new RegExp(`^(?:¶\\s*(\\d+)|第\\s*(${NUMERAL})\\s*段|(?:Paragraph|Para\\.)\\s*(\\d+)\\b\\.?)[\\s:：.．、]*`, "iu");
/** 第二章 …: a heading over the clauses below, part of none. */
const CHAPTER = new RegExp(`^第\\s*${NUMERAL}\\s*[编章节]|^(?:Chapter|Part|Section)\\s+[\\dIVX]+\\b`, "iu");
const ITEM = /^(?:[（(]\s*([一二三四五六七八九十]+|[\d０-９]+)\s*[）)]|([一二三四五六七八九十]+)、)/u;

const DIGITS = "〇一二三四五六七八九";

/** 十四 is 14, 二十 is 20, 一百零三 is 103; digits of any width are themselves. */
export function numberOf(numeral: string): number {
  const plain = numeral.normalize("NFKC").replaceAll("零", "〇");
  if (/^\d+$/.test(plain)) return Number(plain);
  let [total, last] = [0, 0];
  for (const sign of plain) {
    if (sign === "十" || sign === "百") { total += (last || 1) * (sign === "十" ? 10 : 100); last = 0; } else last = Math.max(0, DIGITS.indexOf(sign));
  }
  return total + last;
}

/** The clauses of a text by the numbers that policies cite them by: 8, ¶3. The first of several with one number holds. */
export function clausesOf(text: string): Clauses {
  const lines = text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/u).map((line) => line.replaceAll(/[\p{Cc}\p{Cf}]/gu, "").trim());
  const headed = byHeadings(lines);
  return headed.size > 0 ? headed : byOrder(lines);
}

function byHeadings(lines: readonly string[]): Clauses {
  const clauses = new Map<string, string[]>();
  // A text that counts its articles by 第八条 has lists of 1. 2. 3. inside of them.
  const counted = lines.some((line) => new RegExp(`^第\\s*${NUMERAL}\\s*条`, "u").test(line) || /^(?:Article|Art\.)\s*\d/iu.test(line));
  let current: string[] | null = null;
  for (const line of lines) {
    const [, chinese, english, bare] = ARTICLE.exec(line) ?? [];
    const [, ...paragraph] = PARAGRAPH.exec(line) ?? [];
    const number = chinese ?? english ?? (counted ? undefined : bare);
    const para = paragraph.find((part) => part !== undefined);
    const key = number !== undefined ? String(numberOf(number)) : para !== undefined ? `¶${numberOf(para)}` : null;
    if (CHAPTER.test(line)) current = null;
    else if (key !== null) {
      current = [line];
      if (!clauses.has(key)) clauses.set(key, current);
    } else if (line !== "") current?.push(line);
  }
  return joined(clauses);
}

/** Paragraphs between blank lines; of a text without blank lines each line is one. */
function byOrder(lines: readonly string[]): Clauses {
  const blank = lines.slice(lines.findIndex((line) => line !== ""), lines.findLastIndex((line) => line !== "")).includes("");
  const paragraphs = blank ? lines.join("\n").split(/\n{2,}/u) : lines;
  return new Map(paragraphs.filter((part) => part.trim() !== "").map((part, i) => [`¶${i + 1}`, part.trim()]));
}

const joined = (clauses: ReadonlyMap<string, readonly string[]>): Clauses => new Map([...clauses].map(([key, lines]) => [key, lines.join("\n")]));

/** What a rule cites (8, 14(1)(3), 6(2) 6(4), ¶3): of a clause with items its opening and those items; null where the text has it not. */
export function quoteOf(clauses: Clauses, cited: string): string | null {
  const wanted = new Map<string, Set<number>>();
  for (const part of cited.split(" ")) {
    const [, clause = ""] = /^(¶?\d+)/u.exec(part) ?? [];
    const items = wanted.get(clause) ?? new Set();
    for (const [, item] of part.matchAll(/\((\d+)\)/g)) items.add(Number(item));
    wanted.set(clause, items);
  }
  const quotes = [...wanted].flatMap(([clause, items]) => { const text = clauses.get(clause); return text === undefined ? [] : [withItems(text, items)]; });
  return quotes.length === 0 ? null : quotes.join("\n");
}

function withItems(text: string, items: ReadonlySet<number>): string {
  if (items.size === 0) return text;
  const parts: { item: number | null; lines: string[] }[] = [{ item: null, lines: [] }];
  for (const line of text.split("\n")) {
    const [, bracketed, plain] = ITEM.exec(line) ?? [];
    const number = bracketed ?? plain;
    if (number !== undefined) parts.push({ item: numberOf(number), lines: [line] });
    else parts.at(-1)?.lines.push(line);
  }
  const has = [...items].every((item) => parts.some((part) => part.item === item));
  return has ? parts.filter(({ item }) => item === null || items.has(item)).flatMap(({ lines }) => lines).join("\n") : text;
}
