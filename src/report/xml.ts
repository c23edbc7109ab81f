/**
 * Text of the data in XML 1.0. Control characters, halves of characters and what XML forbids are no text and left out, and so are
 * marks that turn the direction of writing or cannot be seen.
 */
const FORBIDDEN = /[^\P{Cc}\n]|\p{Cf}|\p{Cs}|[\ufffe\uffff]/gu;

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;" };

/** What of a text may stand in XML. */
export const allowed = (text: string): string => text.replace(FORBIDDEN, "");

/** A text that may stand there, written so that it is no markup. */
export const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? "");

export const xmlText = (text: string): string => escaped(allowed(text));

/** ` name="value"`, with the space before it. */
export const attribute = (name: string, value: string | number): string => ` ${name}="${allowed(String(value)).replace(/[&<>"\n]/g, (sign) => ENTITIES[sign] ?? "")}"`;
