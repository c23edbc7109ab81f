import { squeeze } from "../model/text.ts";
import { headerText } from "./header.ts";
import type { RawRow } from "./raw.ts";
import { EVERY_TABLE } from "./tables/index.ts";

/** The agency of a roster without an agency column (data.md, section 4, 3). */
export interface AgencyName {
  agency: string;
  from: "option" | "sheet" | "title" | "file" | "folder";
}

/** Words that say what a table is. */
const TABLE_WORDS = [
  ...EVERY_TABLE.flatMap((table) => table.names).filter((word) => !["机构", "协会", "督导", "材料", "制度", "商定"].includes(word)),
  "一览表", "登记表", "信息表", "统计表", "明细表", "汇总表", "情况表", "基本情况", "总表", "汇总",
].sort((a, b) => b.length - a.length);

/** Words before those: whose table it is, in general. */
const PEOPLE_WORDS = ["在职人员", "在岗人员", "全体人员", "工作人员", "从业人员", "督导人员", "社工人员", "员工", "人员", "职工", "在职", "在岗", "全体"];

/** What is no agency's name by itself. */
const GENERIC = new Set([
  ...TABLE_WORDS, ...PEOPLE_WORDS, "社工", "专职社工", "一线社工", "督导", "机构", "本机构", "社工机构", "社会工作机构", "民办社工机构", "单位", "本单位", "协会", "材料", "报送材料", "提交材料",
  "上报材料", "制度", "上报", "报送", "提交", "附件", "附表", "数据", "资料", "报表", "表格", "最终版", "终稿", "定稿", "修改版", "新版", "副本", "合并", "全部", "填表日期", "填报日期", "制表日期",
  "填表人", "盖章", "公章", "sheet", "工作表", "input", "inputs", "data", "files", "samples", "tmp", "final", "copy", "new", "csv", "xlsx",
]);

const DATES = /\d{2,4}年(?:度|\d{1,2}月(?:份|\d{1,2}[日号])?|第?[一二三四1-4]季度|[上下]半年)?|\d{1,2}月(?:份|\d{1,2}[日号])?|[一二三四五六七八九十]{1,2}月份?|[上下]半年|第?[一二三四1-4]季度|\d{4,8}|\d{4}[-.]\d{1,2}(?:[-.]\d{1,2})?/g;
const MARKS = /[\s_\-—–·.,、;:()[\]【】〔〕《》<>#&+~"“”']+/;
const DISTRICT = /^.{1,6}(?:区|县|市|镇|乡|街道|片区|师|团|领域)$/;
/** How agencies' names end. */
const AGENCY_END = /(?:中心|服务社|工作社|社|协会|促进会|联合会|基金会|工作站|服务站|工作室|事务所|公司|院|之家)$/;

/** What is left of a name without the words of tables, dates and numbers, "" where nothing is; and whether a table's word was in it. */
function withoutWords(name: string): { rest: string; tabled: boolean } {
  let tabled = false;
  const parts = name.normalize("NFKC").replace(DATES, " ").split(MARKS).map((part) => {
    let rest = part;
    const suffix = TABLE_WORDS.find((word) => rest.toLowerCase().endsWith(word));
    if (suffix !== undefined) {
      tabled = true;
      rest = rest.slice(0, -suffix.length);
      const people = PEOPLE_WORDS.find((word) => rest.endsWith(word));
      if (people !== undefined) rest = rest.slice(0, -people.length);
      // 启明社工服务中心社工|人员名册
      if (rest.endsWith("社工") && AGENCY_END.test(rest.slice(0, -2))) rest = rest.slice(0, -2);
    }
    const prefix = TABLE_WORDS.find((word) => rest.toLowerCase().startsWith(word));
    if (prefix !== undefined) {
      tabled = true;
      rest = rest.slice(prefix.length);
    }
    return GENERIC.has(rest.toLowerCase().replace(/\d+$/, "")) || /^[vV]?\d*$/.test(rest) ? "" : rest;
  }).filter((part) => part !== "");
  return { rest: parts.find((part) => AGENCY_END.test(part)) ?? parts.join(""), tabled };
}

/** A sheet's name, unless it is a month, a number, a table's or a district's word. */
export function agencyOfSheet(name: string): string | null {
  const { rest } = withoutWords(name);
  return rest === "" || DISTRICT.test(rest) ? null : rest;
}

const LABELLED = /^(?:机构|机构名称|所属机构|社工机构|所在机构|承接机构|填报机构|填报单位|单位|单位名称):(.+)$/;
const LABEL = /^(?:机构|机构名称|所属机构|社工机构|所在机构|承接机构|填报机构|填报单位|单位|单位名称):?$/;
const NO_AGENCY = /^(?:元|万元|千元|人|名|个|次|小时|节|天|%|元\/月)(?:$|[、,/])/;

/** A title row: 机构:启明社工服务中心, 启明社工服务中心花名册, …人员名册. */
export function agencyOfTitles(rows: readonly RawRow[]): string | null {
  for (const row of rows) {
    const texts = row.cells.map((cell) => squeeze(headerText(cell))).filter((text) => text !== "");
    for (const [index, text] of texts.entries()) {
      // A label without its colon is one only where nothing but its value stands beside it: else it is a header.
      const labels = text.endsWith(":") || texts.length === 2;
      const agency = agencyOfTitle(text, labels ? texts[index + 1] : undefined);
      if (agency !== null) return agency;
    }
  }
  return null;
}

function agencyOfTitle(text: string, next: string | undefined): string | null {
  const labelled = LABELLED.exec(text)?.[1] ?? (LABEL.test(text) ? next : undefined);
  if (labelled !== undefined) {
    const name = labelled.replace(/(?:\(盖章\)|填表日期.*|填报日期.*|日期:.*)$/, "");
    return name === "" || NO_AGENCY.test(name) || name.includes("盖章") ? null : name;
  }
  if (text.includes(":") || text.length > 60) return null;
  const { rest, tabled } = withoutWords(text);
  return rest.length >= 2 && !DISTRICT.test(rest) && (tabled || AGENCY_END.test(rest)) ? rest : null;
}

/** The name of a file without such words, else of its folder. Both without the path before them. */
export function agencyOfPath(file: string, folder: string): AgencyName | null {
  const named = withoutWords(file.replace(/\.[A-Za-z0-9]{1,5}$/, "")).rest;
  if (named !== "" && !DISTRICT.test(named)) return { agency: named, from: "file" };
  const placed = withoutWords(folder).rest;
  if (placed !== "") return { agency: placed, from: "folder" };
  return null;
}

/**
 * The agency of a roster without an agency column (data.md, section 4, 3): of `--agency`; with several such rosters in the file,
 * of its sheet's name; of a title row; of the name of the file or of its folder. null: nothing names one.
 */
export function agencyOfRoster(at: { option: string | undefined; rosters: number; sheet: string | null; titles: readonly RawRow[]; file: string; folder: string }): AgencyName | null {
  const option = at.option?.trim();
  if (option) return { agency: option, from: "option" };
  const sheet = at.rosters > 1 && at.sheet !== null ? agencyOfSheet(at.sheet) : null;
  if (sheet !== null) return { agency: sheet, from: "sheet" };
  const title = agencyOfTitles(at.titles);
  if (title !== null) return { agency: title, from: "title" };
  return agencyOfPath(at.file, at.folder);
}
