import type { InspectedAgency, InspectedTable, Trouble } from "../../model/inspection.ts";
import { squeeze, type Bilingual } from "../../model/text.ts";
import type { Page } from "../page.ts";
import { plain, widthOf } from "../width.ts";
import { AGENCY_FROM, SKIPPED, troubleWords } from "./words.ts";

const IN = 4;
const TEXTS_SHOWN = 4;
const PLACES_SHOWN = 3;
const AGENCIES_SHOWN = 3;
const UNUSED_SHOWN = 20;
/** A longer header is cut on the screen. */
const LONGEST_HEADER = 24;

/** One table: how many rows, what its columns mean, what is missing, what was not understood. `same`: a sheet before it with the very same columns. */
export function* drawTable(page: Page, table: InspectedTable, same: string | null, verbose: boolean): Generator<string> {
  if (table.skipped.length > 0) {
    const each = table.skipped.map(({ reason, rows, first }) => page.say({
      zh: `${SKIPPED[reason].zh} ${rows} 行（第 ${first.join("、")} 行${rows > first.length ? "等" : ""}）`,
      en: `${rows} ${SKIPPED[reason].en} (${first.length === 1 ? "row" : "rows"} ${first.join(", ")}${rows > first.length ? " …" : ""})`,
    }));
    yield page.block(each.join(comma(page)), IN, page.say({ zh: "略过：", en: "Left out: " }));
  }
  yield* agencyLine(page, table.agency, verbose);
  if (same === null) yield* columnsPart(page, table, verbose);
  else yield page.block(page.say({ zh: `各列与工作表“${same}”相同`, en: `The columns are those of sheet “${same}”.` }), IN);
  for (const { fields, instead, nearest } of table.missing) yield missingLine(page, fields, instead, nearest);
  yield* troublesPart(page, table.troubles, verbose);
}

/** A block whose mark is coloured; its width is that of the plain mark. */
export const marked = (page: Page, text: string, indent: number, mark: string, paint: (text: string) => string): string =>
  page.block(text, indent, mark).replace(mark, () => paint(mark));

const comma = (page: Page): string => page.say({ zh: "、", en: ", " });

function* agencyLine(page: Page, agency: InspectedAgency | null, verbose: boolean): Generator<string> {
  if (agency === null) return;
  if (agency.from === "none") {
    yield marked(page, page.say({ zh: "没有找到：没有“机构”一列，标题行、文件名、文件夹名里也没有。请用 --agency 写明。", en: "none found: there is no agency column, and no title row, file name or folder names one. Say it with --agency." }), IN, page.say({ zh: "机构：", en: "Agency: " }), page.paint.yellow);
    return;
  }
  const shown = verbose ? agency.names : agency.names.slice(0, AGENCIES_SHOWN);
  const names = shown.map(({ name, rows }) => (agency.from === "column" ? page.say({ zh: `${name} ${rows} 行`, en: `${name}, ${rows} ${rows === 1 ? "row" : "rows"}` }) : name));
  const more = agency.total - shown.length;
  const rest = more > 0 ? page.say({ zh: ` 等 ${agency.total} 家`, en: ` and ${more} more` }) : "";
  const from = agency.from === "column" ? { zh: `${agency.column ?? ""} 列`, en: `column ${agency.column ?? ""}` } : AGENCY_FROM[agency.from];
  const text = names.length === 0 ? page.say({ zh: "没有填写", en: "blank" }) : `${names.join(page.say({ zh: "、", en: "; " }))}${rest}`;
  yield page.block(`${text}${page.say({ zh: `（${from.zh}）`, en: ` (${from.en})` })}`, IN, page.say({ zh: "机构：", en: "Agency: " }));
}

function cut(header: string): string {
  const text = plain(header);
  if (widthOf(text) <= LONGEST_HEADER) return text;
  let short = "";
  for (const letter of text) if (widthOf(short + letter) < LONGEST_HEADER) short += letter; else break;
  return `${short}…`;
}

const pad = (text: string, width: number): string => text + " ".repeat(Math.max(0, width - widthOf(text)));

function* columnsPart(page: Page, { columns, unused }: InspectedTable, verbose: boolean): Generator<string> {
  const read = columns.filter(({ shadowedBy }) => shadowedBy === null);
  const letters = Math.max(1, ...read.map(({ column }) => column.length));
  yield* grid(page, read.map(({ column, header, word, must }) => {
    // A header that is the dictionary's own word needs no second one in English.
    const name = page.say({ zh: word.zh, en: squeeze(header) === word.zh ? word.en : `${word.en} (${word.zh})` });
    return `${pad(column, letters)} ${cut(header)} → ${name}${must ? page.say({ zh: "（必须）", en: " (must)" }) : ""}`;
  }));
  const configured = columns.filter((column) => column.configured);
  if (configured.length > 0) yield page.block(configured.map(({ column, header }) => `${column} ${cut(header)}`).join(comma(page)), IN, page.say({ zh: "按配置认的列：", en: "Columns told by the configuration: " }));
  for (const { column, header, word, shadowedBy } of columns) {
    if (shadowedBy === null) continue;
    yield page.block(page.say({
      zh: `${column} ${cut(header)}，也是“${word.zh}”：先看 ${shadowedBy.column} 列“${cut(shadowedBy.header)}”，空白处才用这一列`,
      en: `${column} ${cut(header)}, also ${word.en} (${word.zh}): used only where column ${shadowedBy.column} “${cut(shadowedBy.header)}” is blank`,
    }), IN, page.say({ zh: "重复的列：", en: "Column twice: " }));
  }
  const plainly = unused.filter(({ nearest }) => nearest === null);
  const listed = plainly.slice(0, verbose ? undefined : UNUSED_SHOWN);
  const left = plainly.length - listed.length;
  const rest = left > 0 ? page.say({ zh: `，另有 ${left} 列`, en: `, and ${left} more` }) : "";
  if (plainly.length > 0) yield page.block(`${listed.map(({ column, header }) => `${column} ${cut(header)}`).join(comma(page))}${rest}`, IN, page.say({ zh: "没有使用的列：", en: "Columns not used: " }));
  for (const { column, header, nearest } of unused.filter(({ nearest }) => nearest !== null).slice(0, verbose ? undefined : UNUSED_SHOWN)) {
    if (nearest === null) continue;
    yield marked(page, page.say({ zh: `${column} ${cut(header)}，可能是“${nearest.word.zh}”`, en: `${column} ${cut(header)}, which may be ${nearest.word.en} (${nearest.word.zh})` }), IN, page.say({ zh: "没有使用的列：", en: "Column not used: " }), page.paint.yellow);
  }
}

const GAP = 3;

/** Short texts side by side, as many as the page is wide, read downwards. */
function* grid(page: Page, cells: readonly string[]): Generator<string> {
  const room = page.width - IN - 2;
  let rows = 0;
  let widths: number[];
  do {
    rows += 1;
    widths = Array.from({ length: Math.ceil(cells.length / rows) }, (_, column) => Math.max(...cells.slice(column * rows, (column + 1) * rows).map(widthOf)));
  } while (rows < cells.length && widths.reduce((sum, width) => sum + width + GAP, -GAP) > room);
  for (let row = 0; row < rows; row++) {
    const line = widths.map((width, column) => pad(cells[column * rows + row] ?? "", width)).join(" ".repeat(GAP)).trimEnd();
    yield page.line(`${" ".repeat(IN + 2)}${line}`);
  }
}

function missingLine(page: Page, fields: InspectedTable["missing"][number]["fields"], instead: InspectedTable["missing"][number]["instead"], nearest: InspectedTable["missing"][number]["nearest"]): string {
  const [first, ...others] = fields.map(({ word }) => word);
  const names: Bilingual = {
    zh: `“${first?.zh ?? ""}”${others.map(({ zh }) => `（或“${zh}”）`).join("")}`, en: `${first?.en ?? ""} (${first?.zh ?? ""})${others.map(({ zh, en }) => ` or ${en} (${zh})`).join("")}`,
  };
  const near = nearest.length === 0 ? { zh: "", en: "" } : {
    zh: `最接近的表头：${nearest.map(({ column, header }) => `${column} ${cut(header)}`).join("、")}。`, en: ` Nearest headers: ${nearest.map(({ column, header }) => `${column} ${cut(header)}`).join(", ")}.`,
  };
  if (instead !== null) {
    return marked(page, page.say({
      zh: `只有“${instead.word.zh}”，没有${names.zh}：只看${instead.word.zh}的政策（如 xpcc-2017）可以检查，其他政策还要有${names.zh}一列。${near.zh}`,
      en: `there is ${instead.word.en} (${instead.word.zh}) but no ${names.en}: that will do for a policy that goes by ${instead.word.en} (such as xpcc-2017), not for others.${near.en}`,
    }), IN, page.say({ zh: "注意：", en: "Note: " }), page.paint.yellow);
  }
  return marked(page, page.say({
    zh: `${names.zh}一列。缺了它，这张表不能用：请补上这一列，或把对应的表头改成“${first?.zh ?? ""}”。${near.zh}`,
    en: `${names.en}. Without it the table cannot be used: add the column, or rename its header to “${first?.zh ?? ""}”.${near.en}`,
  }), IN, page.say({ zh: "缺少：", en: "Missing: " }), page.paint.red);
}

function* troublesPart(page: Page, troubles: readonly Trouble[], verbose: boolean): Generator<string> {
  if (troubles.length === 0) return;
  yield page.line(`${" ".repeat(IN)}${page.paint.yellow(page.say({ zh: "没有看懂或有疑问的内容", en: "Not understood, or in doubt" }))}`);
  for (const trouble of troubles) {
    const { column, header, cells, texts, first, accepted } = trouble;
    const what = troubleWords(trouble);
    const where = column === null ? "" : `${column} ${cut(header ?? "")}${page.say({ zh: "：", en: ": " })}`;
    const shown = texts.slice(0, verbose ? undefined : TEXTS_SHOWN);
    const listed = shown.map((text) => page.say({
      zh: `“${text.text}”${text.cells > 1 ? ` ${text.cells} 格` : ""}（${places(page, text, verbose)}）`, en: `“${text.text}” ${text.cells > 1 ? `${text.cells} times ` : ""}(${places(page, text, verbose)})`,
    }));
    const left = cells - shown.reduce((sum, text) => sum + text.cells, 0);
    const unit = column === null ? { zh: "行", en: cells === 1 ? "row" : "rows" } : { zh: "格", en: cells === 1 ? "cell" : "cells" };
    const head = page.say({ zh: `${where}${cells} ${unit.zh}${what.zh}`, en: `${where}${cells} ${unit.en} (${what.en})` });
    if (shown.length === 0) {
      yield page.block(`${head}${page.say({ zh: `（${places(page, { cells, first }, verbose)}）`, en: `: ${places(page, { cells, first }, verbose)}` })}`, IN + 2, "• ");
    } else {
      const rest = left > 0 ? page.say({ zh: `，另有 ${left} 格`, en: `, and ${left} more` }) : "";
      yield page.block(`${head}${page.say({ zh: "：", en: ": " })}${listed.join(comma(page))}${rest}`, IN + 2, "• ");
    }
    if (accepted !== null) yield page.block(page.say({ zh: accepted, en: accepted.replaceAll("、", ", ") }), IN + 4, page.say({ zh: "可填 ", en: "accepted " }));
  }
}

function places(page: Page, { cells, first }: { cells: number; first: readonly string[] }, verbose: boolean): string {
  const shown = verbose ? first : first.slice(0, PLACES_SHOWN);
  const list = shown.map((place) => (/^\d+$/.test(place) ? page.say({ zh: `第 ${place} 行`, en: `row ${place}` }) : place)).join(comma(page));
  return `${list}${cells > shown.length ? page.say({ zh: " 等", en: " …" }) : ""}`;
}
