import { MOST_SHEETS } from "./limits.ts";
import type { Package } from "./package.ts";
import { element, readXml } from "./xml.ts";

/** What the workbook's own part says: its sheets in order, and where its other parts lie. */
export interface WorkbookPart {
  date1904: boolean;
  sheets: readonly { name: string; hidden: boolean; part: string }[];
  /** null where the workbook has none. */
  sharedStrings: string | null;
  styles: string | null;
}

const SHEET = element("sheet");
const PROPERTIES = element("workbookPr");
const WORKBOOK = element("workbook", PROPERTIES, element("sheets", SHEET));

/** Sheets without cells: nothing is said of them (data.md, section 4, 3). */
const NO_CELLS: ReadonlySet<string> = new Set(["chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"]);

export async function readWorkbookPart(parts: Package, tooManySheets: () => never): Promise<WorkbookPart> {
  const { refuse } = parts;
  const main = [...(await parts.relations("")).values()].find(({ type }) => type === "officeDocument")?.part ?? refuse.broken();
  const relations = await parts.relations(main);
  const partOfType = (wanted: string): string | null => [...relations.values()].find(({ type, part }) => type === wanted && part !== null)?.part ?? null;
  let date1904 = false;
  let count = 0;
  const sheets: { name: string; hidden: boolean; part: string }[] = [];
  const root = await readXml(parts.read(main), WORKBOOK, {
    open(found, attributes) {
      if (found === PROPERTIES) date1904 = isTrue(attributes.get("date1904"));
      if (found !== SHEET) return;
      count += 1;
      if (count > MOST_SHEETS) tooManySheets();
      const relation = relations.get(attributes.getPrefixed("id") ?? "") ?? refuse.broken();
      if (NO_CELLS.has(relation.type)) return;
      if (relation.type !== "worksheet") refuse.broken();
      const state = attributes.get("state") ?? "visible";
      sheets.push({ name: attributes.get("name") ?? refuse.broken(), hidden: state !== "visible", part: relation.part ?? refuse.broken() });
    },
  }, refuse);
  if (root !== "workbook" || count === 0) refuse.broken();
  // One part read as many sheets would be a small file that never ends.
  if (new Set(sheets.map(({ part }) => part.toLowerCase())).size < sheets.length) refuse.broken();
  return { date1904, sheets, sharedStrings: partOfType("sharedStrings"), styles: partOfType("styles") };
}

/** Whether a package is a workbook, by what its main part is and not by any name. */
export async function isWorkbook(parts: Package): Promise<boolean> {
  const main = [...(await parts.relations("")).values()].find(({ type }) => type === "officeDocument")?.part ?? null;
  return main !== null && (await readXml(parts.read(main), WORKBOOK, {}, parts.refuse)) === "workbook";
}

/** A boolean attribute as XML Schema writes it. */
export const isTrue = (value: string | null): boolean => value === "1" || value === "true";
