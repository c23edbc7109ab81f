import { BLANK, isPlaceholder, key, known, textOfCell, tidy, type Parsed, type ValueReader } from "./value.ts";

/** Free text: NFKC, trimmed. */
export const readText: ValueReader<string> = (cell) => {
  const text = textOfCell(cell);
  return isPlaceholder(text) ? BLANK : known(text.normalize("NFKC").replace(/\s+/g, " ").trim());
};

/** A text that names a thing (a service number, a session): NFKC, without white space. */
export const readMark: ValueReader<string> = (cell) => {
  const text = key(cell);
  return isPlaceholder(text) ? BLANK : known(text);
};

/** Names of posts, levels and places that are compared by their words: no white space between Han characters. */
export const readPhrase: ValueReader<string> = (cell): Parsed<string> => {
  const text = textOfCell(cell);
  return isPlaceholder(text) ? BLANK : known(tidy(text));
};
