import type { SkipReason } from "../model/submission.ts";
import { squeeze } from "../model/text.ts";
import { headerText } from "./header.ts";
import type { RowLayout } from "./layout.ts";
import { cleanCell, isBlankCell, type RawCell } from "./raw.ts";
import { isPlaceholder, textOfCell } from "./values/value.ts";

const EXAMPLE = /^(?:例|示例|样例|填写说明|填表说明)/;
const FOOTER = /^(?:合计|小计|总计|共计|备注|注:|说明|填表人|制表|填报|审核人|审核:|负责人|经办人|盖章|日期:|单位\(盖章\))/;
const EXAMPLE_LETTERS = new Set("例示样填");
const FOOTER_LETTERS = new Set("合小总共备注说填制审负经盖日单");
/** Nobody is called so, whatever is counted. */
const COUNT_OF_PEOPLE = /^\d+[人名条次份节个]?$/;

const textOf = (cell: RawCell | undefined): string =>
  cell === null || cell === undefined ? "" : typeof cell === "string" ? cleanCell(cell) : typeof cell === "object" ? "" : textOfCell(cell);

const beginsLikeFooter = (text: string): boolean => FOOTER_LETTERS.has(text[0] ?? "") && FOOTER.test(squeeze(text));
/** The same of a cell as it lies in its file; most are told by their first letter. */
const isFooterCell = (cell: RawCell): boolean =>
  typeof cell === "string" && (FOOTER_LETTERS.has(cell[0] ?? "") || !/^[\p{L}\p{N}]/u.test(cell)) && beginsLikeFooter(cleanCell(cell));

/** All cells of a row as one text, to see whether a row is printed again. */
export const rowText = (cells: readonly RawCell[]): string => cells.map(headerText).filter((text) => text !== "").join("\t");

/** Why a row below the header is no row of the table (data.md, section 4, 2); null: it is one. Needs the cells of every column. */
export function skipReason(layout: RowLayout, cells: readonly RawCell[]): SkipReason | "blank" | null {
  if (isBlankRow(layout, cells)) return "blank";
  if (beginsExample(cells.find((cell) => !isBlankCell(cell)))) return "example";
  if (cells.some(isFooterCell) && namesNobody(layout, cells)) return "footer";
  return repeatsHeader(layout, cells) ? "repeated-header" : null;
}

/** A row with text only in columns that are not read is blank. */
export function isBlankRow(layout: RowLayout, cells: readonly RawCell[]): boolean {
  for (const columns of layout.columns.values()) if (columns.some((column) => !isBlankCell(cells[column.index]))) return false;
  return true;
}

/** The name cell is blank, a count, or itself the footer's word. */
function namesNobody(layout: RowLayout, cells: readonly RawCell[]): boolean {
  const columns = layout.columns.get(layout.table.nameField) ?? [];
  return isNobody(columns.map((column) => textOf(cells[column.index])).find((text) => text !== "") ?? "");
}

function isNobody(text: string): boolean {
  const name = squeeze(text);
  return name === "" || isPlaceholder(name) || COUNT_OF_PEOPLE.test(name) || beginsLikeFooter(name);
}

/** Whether a row whose name cell this is may be a footer. */
export const mayBeFooter = (name: RawCell): boolean => isNobody(textOf(name));

/** Whether a row that begins with this cell is an example. */
export function beginsExample(first: RawCell | undefined): boolean {
  const text = textOf(first);
  return EXAMPLE_LETTERS.has(text[0] ?? "") && EXAMPLE.test(squeeze(text));
}

/** Whether a cell is the header of its column once more. */
export const isHeader = (cell: RawCell | undefined, header: string | undefined): boolean =>
  typeof cell === "string" && header !== undefined && header !== "" && (cell === header || (cell.length > header.length && cell.length < header.length + 20 && headerText(cell) === header));

/** The header printed page after page, or a title above it. */
function repeatsHeader(layout: RowLayout, cells: readonly RawCell[]): boolean {
  const same = (headers: readonly string[]): number => cells.filter((cell, index) => isHeader(cell, headers[index])).length;
  const filled = (): number => cells.filter((cell) => !isBlankCell(cell)).length;
  if (layout.headerRows.some((headers) => same(headers) * 2 > filled())) return true;
  return layout.titles.size > 0 && filled() <= 3 && layout.titles.has(rowText(cells));
}
