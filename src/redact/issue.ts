import { shown } from "../model/issue-sentences.ts";
import type { DataIssue } from "../model/report.ts";
import type { Bilingual } from "../model/text.ts";
import { HIDDEN, maskOf, personalField } from "./fields.ts";
import { maskNames } from "./names.ts";

/** What the redaction of one text needs of the whole report. */
export interface Redaction {
  /** Everything known to tell of a person, gone. */
  text(text: string): string;
  /** Made of words that are nobody's. */
  isPlain(text: string): boolean;
}

/** Issues whose sentences quote names that stand in no column of their own. */
const QUOTES_NAMES = new Set<DataIssue["code"]>(["DATA-unknown-person", "DATA-unknown-supervisor", "DATA-ambiguous-name", "DATA-duplicate-person", "DATA-left-without-date", "DATA-conversion-unused", "DATA-not-approved", "DATA-unknown-value"]);

/**
 * A data issue quotes what nobody could read: whatever stood in the cell. What is no plain word is hidden, for it may be anybody's
 * name, in whatever column; the place says where to look.
 */
export function redactIssue(issue: DataIssue, redaction: Redaction): Pick<DataIssue, "message" | "value"> {
  const { field, value, code } = issue;
  const kind = personalField(field);
  const safe = (text: string): string => (kind !== null ? maskOf(kind, text) : keptOrHidden(redaction.text(text), redaction));
  const quoted = value === null ? null : shown(field ?? "", value);
  const inMessage = (text: string): string => {
    // The cell's own text first, as a whole: it may hold quotation marks of its own.
    const own = quoted === null ? text : text.replaceAll(`“${quoted}”`, () => `“${safe(quoted)}”`);
    return redaction.text(own).replaceAll(/“([^”]*)”/gu, (_, inner: string) => `“${quotedText(inner, code, redaction)}”`);
  };
  const message: Bilingual = { zh: inMessage(issue.message.zh), en: inMessage(issue.message.en) };
  return { message, value: value === null ? null : safe(value) };
}

const keptOrHidden = (text: string, { isPlain }: Redaction): string => (isPlain(text) ? text : HIDDEN);

/** What a sentence quotes: words of its own stay, a list is looked at part by part. */
function quotedText(text: string, code: DataIssue["code"], redaction: Redaction): string {
  return text.split(/(、|, |；)/u).map((part, i) => (i % 2 === 1 || redaction.isPlain(part) || isMasked(part) ? part : QUOTES_NAMES.has(code) ? maskNames(part) : HIDDEN)).join("");
}

/** A mask already: a surname with stars, or a hidden number. */
const isMasked = (text: string): boolean => /^(?:\p{L}{0,2}\*+[\p{L}\d]{0,4}[·•\s().（）]*)+$/u.test(text);
