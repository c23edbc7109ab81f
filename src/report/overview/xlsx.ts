import type { Overview } from "../../model/overview.ts";
import type { Bilingual, Language } from "../../model/text.ts";
import { COUNT, SEVERITY_LOOKS, STATUS_LOOKS, VERDICT_LOOKS } from "../xlsx/looks.ts";
import { placeLink } from "../xlsx/links.ts";
import { workbook, type Cell, type SheetPlan, type Value } from "../xlsx/writer.ts";
import { caveats, headline, missingSentence } from "../sentences.ts";
import { clauseWords, SEVERITY_WORDS, STATUS_WORDS, verdictWords } from "../words.ts";
import { countsSentence, partialSentence, repeatedSentence, sharedSentence, TITLES, unclaimedSentence, verdictsSentence } from "./sentences.ts";

/** The overview of a batch as a workbook: agencies, failures by rule, ratios ranked, what could not be audited, people in several agencies. */
export function overviewXlsx(overview: Overview, { language }: { language: Language }): AsyncGenerator<Uint8Array> {
  const say = (zh: string, en: string): string => ({ zh, en })[language];
  const title = ({ zh, en }: Bilingual): string => say(zh, en);
  const { audit, submissions } = overview;
  const told = [countsSentence(overview), verdictsSentence(overview), ...(overview.shard ? [partialSentence] : []), ...(audit === null ? [] : [headline({ audit }), ...caveats({ audit })])].map(title).filter((text) => text !== "");
  const sheets: SheetPlan[] = [
    {
      name: say("总览", "Overview"), tab: "FF2C5AA0", above: [title(TITLES.overview), ...told],
      columns: [
        { head: say("机构", "agency"), width: 28 }, { head: say("报送材料", "submission"), width: 24 }, { head: say("结论", "verdict"), width: 18 }, { head: say("在岗人员", "people"), width: 10, style: COUNT },
        ...(["error", "warning", "notice"] as const).map((severity) => ({ head: say(`不符合：${SEVERITY_WORDS[severity].zh}`, `failed: ${SEVERITY_WORDS[severity].en}s`), width: 12, style: COUNT })),
        { head: STATUS_WORDS["not-assessed"][language], width: 12, style: COUNT }, { head: say("报告", "report"), width: 30 },
      ],
      rows: submissions.flatMap((submission) => submission.agencies.map((agency): (Value | Cell)[] => {
        const report = submission.reports.find((each) => each.endsWith(".html")) ?? submission.reports[0] ?? null;
        return [
          agency.name, submission.name, { value: verdictWords(agency.verdict, audit?.partial ?? false)[language], style: VERDICT_LOOKS[agency.verdict] }, agency.people, agency.failures.error, agency.failures.warning, agency.failures.notice, agency.notAssessed,
          report === null ? null : placeLink(report, { path: report, sheet: null, row: null, column: null }),
        ];
      })),
    },
    {
      name: say("未能检查", "Not audited"), tab: "FFC0392B", columns: [{ head: say("报送材料", "submission"), width: 30 }, { head: say("路径", "path"), width: 40 }, { head: say("原因", "reason"), width: 90 }],
      rows: submissions.filter(({ state }) => state === "not-audited").map(({ name, path, reasons }) => [name, path, reasons.map(title).join("\n")]),
    },
    {
      name: say("不符合的规则", "Failures by rule"), tab: "FFB9770E",
      columns: [{ head: say("条款", "clause"), width: 16 }, { head: say("规则", "rule"), width: 30 }, { head: say("名称", "title"), width: 40 }, { head: say("级别", "severity"), width: 10 }, { head: say("机构", "agencies"), width: 10, style: COUNT }, { head: say("结果", "results"), width: 10, style: COUNT }],
      rows: overview.failures.map(({ clause, rule, title: called, severity, agencies, results }) => [clauseWords(clause)[language], rule, title(called), { value: SEVERITY_WORDS[severity][language], style: SEVERITY_LOOKS[severity] }, agencies, results]),
    },
    {
      name: say("配比排名", "Ratios"), tab: "FF7F8C8D",
      columns: [
        { head: say("规则", "rule"), width: 26 }, { head: say("条款", "clause"), width: 12 }, { head: say("机构", "agency"), width: 28 }, { head: say("被带领者", "led"), width: 10, style: COUNT }, { head: say("带领者", "leaders"), width: 10, style: COUNT },
        { head: say("配比", "ratio"), width: 12, style: { numFmt: '0.0#" : 1"' } }, { head: say("上限", "limit"), width: 10, style: { numFmt: '0.0#" : 1"' } }, { head: say("结果", "status"), width: 12 }, { head: say("未达到的天数", "days in breach"), width: 12, style: COUNT },
      ],
      rows: overview.ratios.map(({ rule, clause, agency, counted, leaders, perLeader, limit, status, breachDays }) => [rule, clauseWords(clause)[language], agency, counted, leaders, perLeader, limit, { value: STATUS_WORDS[status][language], style: STATUS_LOOKS[status] }, breachDays]),
    },
    {
      name: say("跨机构", "Across agencies"), tab: "FF7F8C8D", columns: [{ head: say("事项", "matter"), width: 28 }, { head: say("内容", "what"), width: 120 }],
      rows: [
        ...overview.sharedPeople.map((one) => [title(TITLES.shared), title(sharedSentence(one))]), ...overview.repeatedAgencies.map((one) => [title(TITLES.repeated), title(repeatedSentence(one))]),
        ...overview.unclaimedRows.map((one) => [title(TITLES.unclaimed), title(unclaimedSentence(one))]), ...overview.unknowns.map((one) => [title(TITLES.unknowns), title(missingSentence(one))]),
      ],
    },
  ];
  return workbook(sheets, (left) => say(`工作表放不下了，另有 ${left} 行，见 overview.json。`, `The sheet is full; ${left} rows more are in overview.json.`));
}
