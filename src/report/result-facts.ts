import { needWords } from "../model/need-words.ts";
import type { Result } from "../model/report.ts";
import type { Bilingual } from "../model/text.ts";
import { placesOf } from "./sentences.ts";

/** What a result says of itself besides its message, as single texts: for cells, attributes and lists. */

/** Whom a result is about, in a word. */
export const subjectName = ({ subject }: Pick<Result, "subject">): string => (subject.type === "person" ? subject.name : subject.agency);

/** What tells the subjects of a rule apart, from run to run: the key of a person, the name of an agency. */
export const subjectKey = ({ subject }: Pick<Result, "subject">): string => (subject.type === "person" ? subject.key : subject.agency);

/** The message; where names are masked the person's mark stands behind it, by which a reader tells them apart. */
export function messageOf({ message, subject }: Result, redacted: boolean): Bilingual {
  return redacted && subject.type === "person" ? { zh: `${message.zh}（${subject.key}）`, en: `${message.en} (${subject.key})` } : message;
}

/** Where the evidence stands, and how much of it is not listed. */
export function evidencePlaces({ evidence, evidenceTotal = evidence.length }: Pick<Result, "evidence" | "evidenceTotal">): Bilingual {
  const { zh, en } = placesOf(evidence);
  const more = evidenceTotal - evidence.length;
  if (more <= 0) return { zh, en };
  return evidence.length === 0 ? { zh: `共 ${evidenceTotal} 处`, en: `${evidenceTotal} places` } : { zh: `${zh} 等 ${evidenceTotal} 处`, en: `${en} and ${more} more` };
}

/** What would settle a result that was not assessed. */
export function needsSentence({ unknown }: Pick<Result, "unknown">): Bilingual {
  if (unknown === null) return { zh: "", en: "" };
  const words = unknown.needs.map(needWords);
  const more = (unknown.needsTotal ?? unknown.needs.length) - unknown.needs.length;
  return {
    zh: words.map(({ zh }) => zh).join("、") + (more > 0 ? ` 等 ${words.length + more} 项` : ""),
    en: words.map(({ en }) => en).join("; ") + (more > 0 ? ` and ${more} more` : ""),
  };
}
