import type { Report } from "../../model/report.ts";
import type { Language } from "../../model/text.ts";
import { resultLines } from "../result-columns.ts";
import { evidencePlaces, messageOf, subjectKey } from "../result-facts.ts";
import { clauseWords, SEVERITY_WORDS } from "../words.ts";
import { SEVERITY_LOOKS } from "./looks.ts";
import { placeLink } from "./links.ts";
import type { Cell, SheetColumn, SheetPlan, Value } from "./writer.ts";

/** 问题台账: everything to be put right, with room to say how, until when and by whom; filled in, it can be read back by its hidden columns. */
export function ledgerSheet(report: Report, language: Language): SheetPlan {
  const say = (zh: string, en: string): string => ({ zh, en })[language];
  const states = [say("已整改", "put right"), say("正在整改", "in progress"), say("未整改", "open")];
  const columns: SheetColumn[] = [
    { head: say("序号", "no."), width: 6 }, { head: say("机构", "agency"), width: 20 }, { head: say("条款", "clause"), width: 22 }, { head: say("问题", "finding"), width: 48 },
    { head: say("涉及人员", "person"), width: 14 }, { head: say("位置", "places"), width: 32 }, { head: say("整改要求", "to do"), width: 40 }, { head: say("整改措施", "done about it"), width: 24 },
    { head: say("整改期限", "until"), width: 12, style: { numFmt: "yyyy-mm-dd" } }, { head: say("责任人", "responsible"), width: 10 }, { head: say("佐证材料", "proof"), width: 18 },
    { head: say("整改状态", "state"), width: 11, choices: states },
    { head: say("规则", "rule"), width: 10, hidden: true }, { head: say("对象编号", "subject key"), width: 10, hidden: true },
  ];
  const rows = function* (): Generator<readonly (Value | Cell)[]> {
    let nth = 0;
    for (const { agency, result, title } of resultLines(report, language)) {
      if (result.status !== "fail") continue;
      const { subject, severity, remedy } = result;
      const [first] = result.evidence;
      const places = evidencePlaces(result)[language];
      yield [
        ++nth, agency.name, { value: `${clauseWords(result.clause)[language]} ${title[language]}${say(`（${SEVERITY_WORDS[severity].zh}）`, ` (${SEVERITY_WORDS[severity].en})`)}`, style: SEVERITY_LOOKS[severity] },
        messageOf(result, report.audit.redacted ?? false)[language], subject.type === "person" ? [subject.name, subject.employeeNo].filter((part) => part !== null).join(" ") : null,
        first === undefined ? places : placeLink(places, first), remedy?.[language] ?? null, null, null, null, null, states[2] ?? null, result.rule, subjectKey(result),
      ];
    }
  };
  return { name: say("问题台账", "Ledger"), tab: "FFC0392B", columns, rows: rows() };
}
