import type { Report } from "../../model/report.ts";
import type { Language } from "../../model/text.ts";
import { STATUS_LOOKS } from "../xlsx/looks.ts";
import { sheetName, workbook, type Cell, type SheetPlan, type Value } from "../xlsx/writer.ts";
import { selfCheckSheets } from "./sheet.ts";
import { CHECKLIST, COLUMNS, JUDGEMENTS, madeFor, SIGNATURES, TITLE } from "./words.ts";

const WIDTHS = [14, 72, 30, 20, 9, 20, 90];

/** The self-check sheets of a report as a workbook, one a sheet; one's own judgement is chosen from a list. */
export function selfCheckXlsx(report: Report, { language }: { language: Language }): AsyncGenerator<Uint8Array> {
  const taken = new Set<string>();
  const sheets = selfCheckSheets(report).map(({ agency, title, lines }): SheetPlan => ({
    name: sheetName(agency.name, taken), tab: "FF2C5AA0", above: [`${title[language]} ${TITLE[language]}`, madeFor(agency.name, report.audit)[language]],
    columns: COLUMNS.map((head, i) => ({ head: head[language], width: WIDTHS[i] ?? 12, ...(i === 4 ? { choices: JUDGEMENTS.map((word) => word[language]) } : {}) })),
    rows: lines.map(({ clause, asks, method, materials, toFillIn, outcome, data }): (Value | Cell)[] => [
      clause[language], asks[language], method[language], materials[language], null,
      outcome === null ? (toFillIn ? CHECKLIST[language] : "–") : { value: outcome.words[language], style: STATUS_LOOKS[outcome.status] }, data[language],
    ]),
    below: [[], SIGNATURES.map((signature) => `${signature[language]}${language === "zh" ? "：" : ":"}`)],
  }));
  return workbook(sheets.length > 0 ? sheets : [{ name: TITLE[language], tab: "FF2C5AA0", columns: COLUMNS.map((head) => ({ head: head[language], width: 16 })), rows: [] }], (left) => String(left));
}
