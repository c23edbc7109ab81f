import type { Report } from "../../model/report.ts";
import type { Bilingual } from "../../model/text.ts";
import type { TerminalOptions } from "../page.ts";
import { evidenceSheet, inputSheet, issueSheet, resultSheet } from "./data-sheets.ts";
import { ledgerSheet } from "./ledger.ts";
import { overviewSheet } from "./overview.ts";
import { workbook, type SheetPlan } from "./writer.ts";

/** The report as a workbook: overview, ledger of what is to be put right, and everything behind it as tables. */
export function xlsxReport(report: Report, { language }: Pick<TerminalOptions, "language">): AsyncGenerator<Uint8Array> {
  const say = (words: Bilingual): string => words[language];
  const sheets = function* (): Generator<SheetPlan> {
    for (const plan of [overviewSheet, ledgerSheet, resultSheet, evidenceSheet, issueSheet, inputSheet]) yield plan(report, language);
  };
  return workbook(sheets(), (left) => say({ zh: `工作表放不下了，另有 ${left} 行，见 JSON 报告。`, en: `The sheet is full; ${left} rows more are in the JSON report.` }));
}
