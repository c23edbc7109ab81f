/** A place of the submission as a link that Excel and WPS follow from where the report lies; text alone where no link can lead there. */
export function placeLink(text: string, { path, sheet, row, column }: { path: string; sheet: string | null; row: number | null; column: string | null }): string | { text: string; hyperlink: string } {
  // A path of another drive or machine is nobody else's; a CSV has no cell to go to.
  if (text === "" || /^(?:[A-Za-z]:|\/|\\\\)/.test(path) || path.includes("\0") || /\p{Cs}/u.test(path + (sheet ?? ""))) return text;
  const file = path.split("/").map((part) => (part === ".." ? part : encodeURIComponent(part))).join("/");
  const cell = sheet === null || row === null ? "" : `#${encodeURIComponent(`'${sheet.replaceAll("'", "''")}'!${column ?? "A"}${row}`)}`;
  const hyperlink = `${file}${cell}`;
  return hyperlink.length > 2_000 ? text : { text, hyperlink };
}
