/** A place in the submission. */
interface Place { path: string; sheet: string | null; row: number | null; column: string | null }
type Link = string | { text: string; hyperlink: string };

/** A place of the submission as a link that Excel and WPS follow from where the report lies; text alone where no link can lead there. */
export const placeLink = (text: string, place: Place): Link => placeLinks()(text, place);

/** The same for many places: what is the same for a whole sheet is made once. */
export function placeLinks(): (text: string, place: Place) => Link {
  const known = new Map<string, Map<string | null, string | null>>();
  return (text, { path, sheet, row, column }) => {
    const sheets = known.get(path) ?? new Map<string | null, string | null>();
    let start = sheets.get(sheet);
    if (start === undefined) {
      start = startOf(path, sheet);
      known.set(path, sheets.set(sheet, start));
    }
    if (text === "" || start === null) return text;
    const hyperlink = sheet === null ? start : row === null ? start.slice(0, start.lastIndexOf("#")) : `${start}${column ?? "A"}${row}`;
    return hyperlink.length > LONGEST ? text : { text, hyperlink };
  };
}

/** Excel takes no longer one. */
const LONGEST = 2_000;

/** What a link begins with, up to the cell; null: no link leads there. A path of another drive or machine is nobody else's. */
function startOf(path: string, sheet: string | null): string | null {
  if (/^(?:[A-Za-z]:|\/|\\\\)/.test(path) || path.includes("\0") || /\p{Cs}/u.test(path + (sheet ?? ""))) return null;
  const file = path.split("/").map((part) => (part === ".." ? part : encodeURIComponent(part))).join("/");
  // A CSV has no cell to go to.
  return sheet === null ? file : `${file}#${encodeURIComponent(`'${sheet.replaceAll("'", "''")}'!`)}`;
}
