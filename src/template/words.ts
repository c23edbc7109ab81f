import type { Bilingual, Language } from "../model/text.ts";
import { NONE_IF_EMPTY, READ_ME } from "../read/template-marks.ts";
import { clauseWords } from "../report/words.ts";
import type { Shape } from "../read/shapes.ts";
import type { ColumnPlan, TablePlan, TemplatePlan } from "./plan.ts";

/** The sentences of a template, for one language. */

const both = (zh: string, en: string): Bilingual => ({ zh, en });

/** How the cells of a column are to be written. */
function howToWrite(shape: Shape): Bilingual | null {
  switch (shape.is) {
    case "words":
      return shape.open
        ? both(`从下拉列表选：${shape.words.join("、")}。列表以外的词多半也认得，认不出的检查时会指出`, `Choose from the list: ${shape.words.join(", ")}. Many other words are understood too; those that are not will be pointed out`)
        : both(`从下拉列表选：${shape.words.join("、")}`, `Choose from the list: ${shape.words.join(", ")}`);
    case "date":
      return shape.month
        ? both("日期，如 2010-3-1。只知道月份的，先打一个英文单引号再写，如 '2010年3月", "A date such as 2010-3-1. Where only the month is known, type an apostrophe first: '2010年3月")
        : both("日期，如 2010-3-1，须写到日", "A date such as 2010-3-1; a month alone will not do");
    case "number":
      return shape.unit === null ? both("数字，不小于 0", "A number, 0 or more") : both(`数字，不小于 0，单位是${shape.unit}`, `A number, 0 or more, in ${shape.unit === "元" ? "yuan" : "hours"}`);
    case "mark":
      return both("这一列已设为文本，照原样写，末尾的数字不会变", "The column is set to text, so that no digit is lost");
    case "names":
    case "text":
      return null;
  }
}

/** A note holds so many rules; the rest is counted. */
const MOST_RULES = 4;

/** The note on a header: what to fill in, how, and why it is asked. */
export function noteOf(column: ColumnPlan, several: boolean, language: Language): string {
  const { name, field, must, what, rules, purpose, shape } = column;
  const how = howToWrite(shape);
  const why = rules.slice(0, MOST_RULES).map(({ policy, rule, clause, title }) => {
    const at = several ? `${policy} ` : "";
    return language === "zh" ? `${at}${clauseWords(clause).zh} ${title.zh}（${rule}）` : `${at}${clauseWords(clause).en}: ${title.en} (${rule})`;
  });
  const more = rules.length - MOST_RULES;
  const lines = language === "zh"
    ? [
      `${name.zh}（${must ? "必填" : "选填"}）`, `填什么：${what.zh}。`, ...(how ? [`怎样写：${how.zh}。`] : []),
      ...(purpose ? [`为什么要填：${purpose.zh}。`] : ["为什么要填：", ...why.map((line) => `· ${line}`), ...(more > 0 ? [`· 另有 ${more} 条规则`] : [])]),
    ]
    : [
      `${name.en} – ${field} (${must ? "required" : "optional"})`, `What: ${what.en}.`, ...(how ? [`How: ${how.en}.`] : []),
      ...(purpose ? [`Why: ${purpose.en}.`] : ["Why:", ...why.map((line) => `· ${line}`), ...(more > 0 ? [`· ${more} more ${more === 1 ? "rule" : "rules"}`] : [])]),
    ];
  return lines.join("\n");
}

/** The sentence above a table's header; it says in words what the colours and the mark mean. */
export function titleOf({ about, byAgreement }: TablePlan, language: Language): string {
  const colours = both("橙色、带＊的列必填；灰色的列有就填，空着表示不清楚。示例行不会读取，可以删除。", "Orange columns with ＊ are required; fill in the grey ones where you can: blank means unknown. The example row is not read and may be deleted.");
  return [about[language], ...(byAgreement ? [NONE_IF_EMPTY[language]] : []), colours[language]].join(language === "zh" ? "" : " ");
}

/** What the drop-down, date or number of a column says when something else is typed. */
export function errorOf(shape: Shape): Bilingual | null {
  switch (shape.is) {
    case "words":
      return shape.open
        ? both("列表里没有这个词，检查时可能认不出。确实要用，请选“是”。", "This word is not in the list and may not be understood. Choose Yes to keep it.")
        : both("请从列表中选一个词。", "Please choose a word from the list.");
    case "date":
      return shape.month
        ? both("请填真实的日期，如 2010-3-1。只知道月份、写成文本的，请选“是”。", "Please give a real date such as 2010-3-1. For a month alone, written as text, choose Yes.")
        : both("请填真实的日期，如 2010-3-1。", "Please give a real date such as 2010-3-1.");
    case "number":
      return both("请填不小于 0 的数字。", "Please give a number, 0 or more.");
    default:
      return null;
  }
}

export const ERROR_TITLE: Bilingual = both("请核对", "Please check");

/** The read-me sheet, a line a row. The first is the mark by which readers know it. */
export function readMeOf({ policies, tables }: TemplatePlan, language: Language): { heading: boolean; text: string }[] {
  const heading = (zh: string, en: string): { heading: boolean; text: string } => ({ heading: true, text: both(zh, en)[language] });
  const line = (zh: string, en: string): { heading: boolean; text: string } => ({ heading: false, text: both(zh, en)[language] });
  const agreed = tables.filter(({ byAgreement }) => byAgreement);
  const historic = policies.some(({ standing }) => standing === "historic");
  const command = `hege check <${both("本文件", "this file")[language]}.xlsx>${policies.map(({ id }) => ` --policy ${id}`).join("")}${historic ? ` --as-of ${both("检查日", "YYYY-MM-DD")[language]}` : ""}`;
  const list = (chosen: readonly TablePlan[]): Bilingual => both(chosen.map(({ sheet }) => sheet).join("、"), chosen.map(({ sheet }) => sheet).join(", "));
  return [
    heading(READ_ME.zh, READ_ME.en),
    line(`这份工作簿按以下政策准备，只有检查时用得到的表和列：${policies.map(({ id, title }) => `${title.zh}（${id}）`).join("、")}。`, `It was made for these policies and has the tables and columns that their audit reads, and no others: ${policies.map(({ id, title }) => `${title.en} (${id})`).join("; ")}.`),
    heading("怎样填", "How to fill it in"),
    line("1. 每张工作表是一张表：第 1 行是说明，第 2 行是表头，第 3 行是示例，从第 4 行起填写。表头的字请不要改；可以调整列的先后，也可以在后面加自己的列，加的列不会读取。", "1. Each sheet is one table: a sentence about it in row 1, the header in row 2, an example in row 3, your rows from row 4. Leave the words of the header as they are. Columns may be moved, and columns of your own added behind; those are not read."),
    line("2. 表头橙色、带＊的列必填；灰色的列有资料就填。空着表示不清楚，检查时会列为未能判定，不会当作符合，也不会当作违反。", "2. Columns whose header is orange and has a ＊ are required; fill in the grey ones where you can. A blank means unknown: it is reported as not assessed, never as passed or broken."),
    line("3. 鼠标停在表头上，会看到这一列填什么、怎样写、因为哪一条要填。", "3. Point at a header to see what to fill in, how to write it, and for which clause it is asked."),
    line("4. 点开格子右边有箭头的，从列表中选。日期填真实的日期；身份证号、工号和各种编号的列已设为文本，末几位不会变成 0。", "4. Where a cell shows an arrow, choose from the list. Give real dates. Columns for ID numbers, employee numbers and the like are set to text, so that Excel does not turn the last digits into noughts."),
    line("5. 从别的表复制过来的，请用“选择性粘贴 → 值”，否则会盖掉下拉列表和格式。", "5. When you copy from another file, use Paste Special → Values; else drop-downs and formats are overwritten."),
    line("6. 示例行（“示例：”开头）检查时会跳过，留着或删掉都可以。不要在示例行上改填：开头还是“示例”的行不会读取。", "6. Example rows (they begin with 示例) are passed over; keep or delete them. Do not type over one: while it begins with 示例 it is not read."),
    line("7. 服务对象（案主）的姓名、住址、电话不用填，检查不需要，也不读取。", "7. Do not enter names, addresses or telephone numbers of clients: no audit needs them, and none reads them."),
    heading("哪些表要交", "Which tables to hand in"),
    line("只有花名册必须有内容。其余的表没有资料就整张空着（或者删掉工作表）：检查时会提示这张表是空的，要用它的规则列为未能判定。", "The roster (花名册) alone must have rows. Leave any other sheet empty, or delete it, where you have nothing to enter: the audit points out that it is empty, and rules that need it are not assessed."),
    ...(agreed.length === 0 ? [] : [line(`${list(agreed).zh}只在经过商定、批准时填。空着就表示没有，不会提示。`, `Fill in ${list(agreed).en} only where something was agreed and approved. Empty means none, and nothing is said of that.`)]),
    line("记录很多的，可以按月或按机构分成几张工作表：填之前右键点工作表标签，选“移动或复制 → 建立副本”。", "Long logs may be split into several sheets, by month or by agency: before filling it in, right-click the sheet's tab and choose Move or Copy → Create a copy."),
    heading("各表必填的列", "Required columns of each table"),
    ...tables.map(({ sheet, about, columns }) => {
      const must = columns.filter((column) => column.must);
      return line(`${about.zh}必填：${must.map(({ header }) => header).join("、")}。`, `${sheet} – ${about.en} Required: ${must.map(({ header, name }) => `${header} (${name.en})`).join(", ")}.`);
    }),
    heading("填好以后", "When it is filled in"),
    line(`在命令行运行：${command}`, `Run: ${command}`),
    line("报告会写明每个问题在哪张表、哪一格，怎样改。", "The report names the sheet and the cell of whatever is wrong, and what to do about it."),
  ];
}
