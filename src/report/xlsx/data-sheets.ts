import { fieldWord } from "../../model/field-words.ts";
import type { Report } from "../../model/report.ts";
import { tableWord } from "../../model/table.ts";
import type { Language } from "../../model/text.ts";
import { RESULT_COLUMNS, resultLines } from "../result-columns.ts";
import { subjectName } from "../result-facts.ts";
import { bySeverity } from "../sentences.ts";
import { clauseWords, SEVERITY_WORDS, STATUS_WORDS } from "../words.ts";
import { placeLink, placeLinks } from "./links.ts";
import { COUNT, SEVERITY_LOOKS, sourceCell, STATUS_LOOKS } from "./looks.ts";
import type { Cell, SheetColumn, SheetPlan, Value } from "./writer.ts";

/** By the Chinese header of a column of results: how wide it is; others are 14. */
const WIDTHS: Readonly<Record<string, number>> = { 机构: 22, 规则: 24, 规则名称: 24, 说明: 50, 实际: 36, 要求: 24, 位置: 36, 整改: 40, 补上即可判定: 30, 本程序的解释: 40, 条文: 40 };

/** 全部结果: every result of every rule, passes included. */
export function resultSheet(report: Report, language: Language): SheetPlan {
  const columns = RESULT_COLUMNS.map(({ head }): SheetColumn => ({ head: head[language], width: WIDTHS[head.zh] ?? 14 }));
  const rows = function* (): Generator<readonly (Value | Cell)[]> {
    for (const line of resultLines(report, language)) {
      yield RESULT_COLUMNS.map(({ head, cell }): Value | Cell => {
        const value = cell(line);
        return head.zh === "结果" ? { value, style: STATUS_LOOKS[line.result.status] } : head.zh === "级别" ? { value, style: SEVERITY_LOOKS[line.result.severity] } : value;
      });
    }
  };
  return { name: { zh: "全部结果", en: "All results" }[language], tab: "FF7F8C8D", columns, rows: rows() };
}

/** 全部证据: every cell that the report names behind a result, and every row that it left out, with its reason. */
export function evidenceSheet(report: Report, language: Language): SheetPlan {
  const say = (zh: string, en: string): string => ({ zh, en })[language];
  const columns: SheetColumn[] = [
    { head: say("机构", "agency"), width: 22 }, { head: say("条款", "clause"), width: 12 }, { head: say("规则", "rule"), width: 26 }, { head: say("对象", "subject"), width: 14 }, { head: say("结果", "status"), width: 10 },
    { head: say("文件", "file"), width: 36 }, { head: say("工作表", "sheet"), width: 14 }, { head: say("行", "row"), width: 8, style: COUNT }, { head: say("列", "column"), width: 6 }, { head: say("栏目", "field"), width: 16 }, { head: say("内容", "value"), width: 24 },
  ];
  const linkOf = placeLinks();
  const words = wordsOf(report, language);
  const rows = function* (): Generator<readonly (Value | Cell)[]> {
    for (const { agency, result } of resultLines(report, language)) {
      const own: (Value | Cell)[] = [agency.name, clauseWords(result.clause)[language], result.rule, subjectName(result), { value: STATUS_WORDS[result.status][language], style: STATUS_LOOKS[result.status] }];
      for (const cell of result.evidence) yield [...own, linkOf(cell.path, cell), cell.sheet, cell.row, cell.column, words(cell), sourceCell(cell.value)];
      const more = (result.evidenceTotal ?? result.evidence.length) - result.evidence.length;
      if (more > 0) yield [...own, say(`另有 ${more} 处：加上 --evidence all 再检查一次可全部列出`, `${more} more: run again with --evidence all to list them`)];
    }
  };
  return { name: say("全部证据", "Evidence"), tab: "FF7F8C8D", columns, rows: rows(), flat: true };
}

/** Tells the word for the field of a cell by the table that its sheet was taken for; the field itself where that is not known. */
function wordsOf({ inputs }: Report, language: Language): (cell: { path: string; sheet: string | null; field: string }) => string {
  const tables = new Map(inputs.map(({ path, tables: own }) => [path, new Map(own.map(({ sheet, table }) => [sheet, table]))]));
  return ({ path, sheet, field }) => {
    const table = tables.get(path)?.get(sheet);
    return table === undefined ? field : fieldWord(table, field)[language];
  };
}

/** 数据问题: what is wrong with the files, the gravest first. */
export function issueSheet(report: Report, language: Language): SheetPlan {
  const say = (zh: string, en: string): string => ({ zh, en })[language];
  const columns: SheetColumn[] = [
    { head: say("级别", "severity"), width: 8 }, { head: say("机构", "agency"), width: 20 }, { head: say("问题", "issue"), width: 70 }, { head: say("文件", "file"), width: 36 }, { head: say("工作表", "sheet"), width: 14 },
    { head: say("行", "row"), width: 8, style: COUNT }, { head: say("列", "column"), width: 6 }, { head: say("内容", "value"), width: 24 }, { head: say("代码", "code"), width: 24 },
  ];
  const rows = [...report.dataIssues].sort(bySeverity).map(({ severity, agency, message, location, value, code }): (Value | Cell)[] => [
    { value: SEVERITY_WORDS[severity][language], style: SEVERITY_LOOKS[severity] }, agency, message[language], location === null ? null : placeLink(location.path, location), location?.sheet ?? null, location?.row ?? null, location?.column ?? null, value, code,
  ]);
  const unlisted = report.dataIssueTotals.reduce((sum, { total }) => sum + total, 0) - report.dataIssues.length;
  return { name: say("数据问题", "Data issues"), tab: "FFB9770E", columns, rows, ...(unlisted > 0 ? { below: [[say(`同类问题太多，另有 ${unlisted} 条没有列出。`, `${unlisted} more of the same kinds are not listed.`)]] } : {}) };
}

/** 输入文件: what was read, by whose hashes anybody can tell that these are the files. */
export function inputSheet(report: Report, language: Language): SheetPlan {
  const say = (zh: string, en: string): string => ({ zh, en })[language];
  const columns: SheetColumn[] = [
    { head: say("文件", "file"), width: 40 }, { head: say("工作表", "sheet"), width: 14 }, { head: say("认作", "taken for"), width: 14 }, { head: say("行数", "rows"), width: 9, style: COUNT }, { head: say("计入", "used"), width: 9, style: COUNT }, { head: say("未计入", "not used"), width: 9, style: COUNT },
    { head: say("跳过", "skipped"), width: 9, style: COUNT }, { head: say("没有用到的列", "columns not used"), width: 34 }, { head: say("编码", "encoding"), width: 10 }, { head: say("字节", "bytes"), width: 12, style: COUNT }, { head: "SHA-256", width: 66 },
  ];
  const rows = report.inputs.flatMap((input): (Value | Cell)[][] => {
    const [path, of] = [placeLink(input.path, { path: input.path, sheet: null, row: null, column: null }), [input.encoding ?? input.format, input.bytes, input.sha256] as const];
    if (input.tables.length === 0) return [[path, null, null, null, null, null, null, null, ...of]];
    return input.tables.map((table) => [path, table.sheet, tableWord(table.table)[language], table.rows, table.used, table.unused, table.skippedRows, table.unmapped.map(({ header, column }) => `${column} ${header}`).join(say("、", ", ")), ...of]);
  });
  return { name: say("输入文件", "Inputs"), tab: "FF7F8C8D", columns, rows };
}
