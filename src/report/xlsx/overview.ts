import type { AgencyReport, Report, Result } from "../../model/report.ts";
import { STATUSES } from "../../model/status.ts";
import type { Language } from "../../model/text.ts";
import { assumptionSentence, caveats, headline, missingSentence, titlesOf, totalsSentence } from "../sentences.ts";
import { clauseWords, SEVERITY_WORDS, STATUS_WORDS, verdictWords } from "../words.ts";
import { COUNT, VERDICT_LOOKS } from "./looks.ts";
import type { SheetColumn, SheetPlan } from "./writer.ts";

const SEVERITIES = ["error", "warning", "notice"] as const;

/** 总览: the agencies beside each other, and what must be known of the audit. */
export function overviewSheet(report: Report, language: Language): SheetPlan {
  const say = (zh: string, en: string): string => ({ zh, en })[language];
  const titles = titlesOf(report);
  const ratios = report.audit.policies.flatMap(({ id, rules }) => rules.filter(({ kind }) => kind === "headcount-ratio").map((rule) => ({ policy: id, ...rule })));
  const others = STATUSES.filter((status) => status !== "fail");
  const columns: SheetColumn[] = [
    { head: say("机构", "agency"), width: 28 }, { head: say("结论", "verdict"), width: 18 }, { head: say("在岗人数", "in post"), width: 10, style: COUNT },
    ...SEVERITIES.map((severity): SheetColumn => ({ head: say(`不符合：${SEVERITY_WORDS[severity].zh}`, `failed: ${SEVERITY_WORDS[severity].en}s`), width: 11, style: COUNT })),
    ...others.map((status): SheetColumn => ({ head: STATUS_WORDS[status][language], width: 11, style: COUNT })),
    ...ratios.map(({ id, clause }): SheetColumn => ({ head: `${titles.get(id)?.[language] ?? id} ${clauseWords(clause)[language]}`, width: 16, style: { numFmt: '0.0#" : 1"', alignment: { horizontal: "right" } } })),
  ];
  const heading = headline(report)[language];
  const below = [
    [], [totalsSentence(report)[language]],
    ...section(say("补上以下内容可多判定", "What would settle more"), report.summary.unknowns.map((unknown) => missingSentence(unknown)[language])),
    ...section(say("按以下假定计算", "Assumed"), report.assumptions.map((assumption) => assumptionSentence(assumption)[language])),
    [], [say("检查人：", "Inspector:"), null, say("日期：", "Date:")], [], [say("被检单位负责人：", "For the agency:"), null, say("日期：", "Date:")],
  ];
  return {
    name: say("总览", "Overview"), tab: "FF2C5AA0", above: [say("检查报告", "Audit report"), heading, ...caveats(report).map((caveat) => caveat[language])], columns,
    rows: report.agencies.map((agency) => [
      agency.name, { value: verdictWords(agency.verdict, report.audit.partial)[language], style: VERDICT_LOOKS[agency.verdict] }, agency.people.length,
      ...SEVERITIES.map((severity) => count(agency, (result) => result.status === "fail" && result.severity === severity)),
      ...others.map((status) => count(agency, (result) => result.status === status)),
      ...ratios.map(({ policy, id }) => ratioOf(agency, policy, id)),
    ]),
    below,
  };
}

const count = (agency: AgencyReport, test: (result: Result) => boolean): number => agency.results.filter(test).length;

function ratioOf(agency: AgencyReport, policy: string, rule: string): number | string | null {
  const result = agency.results.find((each) => each.policy === policy && each.rule === rule);
  const { perLeader, countedCount } = result?.observed ?? {};
  return typeof perLeader === "number" ? Math.round(perLeader * 100) / 100 : typeof countedCount === "number" && countedCount > 0 ? `${countedCount} : 0` : null;
}

const section = (title: string, lines: readonly string[]): (string | null)[][] => (lines.length === 0 ? [] : [[null], [title], ...lines.map((line) => [`• ${line}`])]);
