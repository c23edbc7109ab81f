import type { Names, Reviewer } from "../../model/record.ts";
import { BLANK, cutList, isPlaceholder, key, known, textOfCell, tidy, withoutNote, withoutNotes, type ValueReader } from "./value.ts";

/** A person's own name, in a roster or a register: nothing is split, a note in brackets is no part of it. */
export const readName: ValueReader<string> = (cell) => {
  const text = textOfCell(cell);
  if (isPlaceholder(text)) return BLANK;
  return known(withoutNote(tidy(text)));
};

/** Names in one cell, cut at its separators (data.md, section 3); 和 and 及 are left to who knows the roster. */
export const readNames: ValueReader<Names> = (cell) => {
  const text = textOfCell(cell);
  if (isPlaceholder(text)) return BLANK;
  const plain = text.normalize("NFKC").trim();
  const names = cutList(withoutNotes(plain)).map((part) => withoutNote(tidy(part))).filter((name) => name !== "" && !isPlaceholder(name));
  return names.length === 0 ? BLANK : known({ whole: names.length === 1 && names[0] ? names[0] : tidy(plain), names });
};

const SOMEBODY = /^(?:√|✓|✔|是|已.*|TRUE)$/;
const NOBODY = /^(?:否|未.*|待.*|×|✗|FALSE)$/;

/** Who reviewed: names, or a mark that says somebody did. */
export const readReviewer: ValueReader<Reviewer> = (cell, context) => {
  const text = key(cell);
  if (SOMEBODY.test(text)) return known({ by: "unnamed" });
  if (NOBODY.test(text)) return BLANK;
  const names = readNames(cell, context);
  return names.is === "known" ? known({ by: "names", names: names.value }) : names;
};
