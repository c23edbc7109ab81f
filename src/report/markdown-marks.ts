import { plain } from "./width.ts";

/** Signs that Markdown, or the HTML it allows, would take for its own; a backslash before them leaves them as they are read. */
const SIGNS = /[\\`*_[\]<>|~#$]|&(?=[#\w]+;)|:(?=\/\/)|@(?=\w)|(?<=www)\.|^(?:[-+=](?=\s|$|[-+=])|\d+(?=[.)](?:\s|$)))/giu;

/** Text of a report as it stands in Markdown, on one line. */
export const mark = (text: string): string => plain(text.replaceAll(/\s+/g, " ")).trim().replace(SIGNS, (sign) => (/^\d/.test(sign) ? `${sign}\\` : `\\${sign}`));

/** A row of a table; its cells are marked already. */
export const row = (cells: readonly string[]): string => `| ${cells.map((cell) => (cell === "" ? " " : cell)).join(" | ")} |\n`;

export const rule = (columns: number): string => `|${" --- |".repeat(columns)}\n`;
