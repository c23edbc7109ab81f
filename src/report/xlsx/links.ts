import type { Place } from "../sentences.ts";
import { MOST_LINKS } from "./writer.ts";

type Link = string | { text: string; hyperlink: string };

/** A place of the submission as a link that Excel and WPS follow from where the report lies; text alone where no link can lead there. */
export const placeLink = (text: string, place: Place): Link => placeLinks()(text, place);

/** The same for the rows of a sheet: what is the same for many places is made once, and no more links than the sheet takes. */
export function placeLinks(): (text: string, place: Place) => Link {
  const files = new Map<string, Map<string | null, Start | null>>();
  let links = 0;
  return (text, { path, sheet, row, column }) => {
    if (links >= MOST_LINKS) return text;
    const sheets = files.get(path) ?? new Map<string | null, Start | null>();
    let start = sheets.get(sheet);
    if (start === undefined) files.set(path, sheets.set(sheet, start = startOf(path, sheet)));
    if (text === "" || start === null) return text;
    // A CSV has no cell to go to.
    const hyperlink = sheet === null || row === null ? start.file : `${start.file}${start.sheet}${column ?? "A"}${row}`;
    if (hyperlink.length > LONGEST) return text;
    links += 1;
    return { text, hyperlink };
  };
}

/** Excel takes no longer one. */
const LONGEST = 2_000;

/** What the links into a sheet begin with: to the file, and from there to the sheet. */
interface Start { file: string; sheet: string }

/** Null: no link leads there. A path of another drive or machine is nobody else's. */
function startOf(path: string, sheet: string | null): Start | null {
  if (/^(?:[A-Za-z]:|\/|\\\\)/.test(path) || path.includes("\0") || /\p{Cs}/u.test(path + (sheet ?? ""))) return null;
  return {
    file: path.split("/").map((part) => (part === ".." ? part : encodeURIComponent(part))).join("/"),
    sheet: `#${encodeURIComponent(`'${(sheet ?? "").replaceAll("'", "''")}'!`)}`,
  };
}
