import type { Result } from "../model/report.ts";
import type { Bilingual, Language } from "../model/text.ts";
import { evidencePlaces, needsSentence } from "./result-facts.ts";
import { breachSentence, decisionSentence, readingSentence, waiverSentence } from "./sentences.ts";

/** What stands below a finding, each with its label; what a result does not have is left out. */
export interface LabelledLine { label: Bilingual; text: Bilingual }

export const LINE_LABELS = {
  places: { zh: "位置", en: "at" },
  remedy: { zh: "整改", en: "to do" },
  needs: { zh: "补上即可判定", en: "would settle it" },
  reading: { zh: "本程序的解释", en: "our reading" },
  waiver: { zh: "豁免", en: "waiver" },
  decision: { zh: "复核", en: "decision" },
  breach: { zh: "检查期内", en: "over the period" },
  clauseText: { zh: "条文", en: "the clause" },
} satisfies Record<string, Bilingual>;

/** 位置：… ; at: … */
export const labelled = (label: string, text: string, language: Language): string => `${label}${language === "zh" ? "：" : ": "}${text}`;

export function linesOf(result: Result): LabelledLine[] {
  const { places, remedy, needs, reading, waiver, decision, breach, clauseText } = LINE_LABELS;
  const line = (label: Bilingual, text: Bilingual | null): LabelledLine[] => (text === null || text.zh === "" ? [] : [{ label, text }]);
  return [
    ...line(clauseText, result.clauseText === undefined ? null : { zh: result.clauseText, en: result.clauseText }),
    ...line(places, evidencePlaces(result)),
    ...line(breach, breachSentence(result)),
    ...line(needs, needsSentence(result)),
    ...line(remedy, result.remedy),
    ...result.interpretation.flatMap((each) => line(reading, readingSentence(each))),
    ...line(waiver, result.waiver === null ? null : waiverSentence(result.waiver)),
    ...line(decision, result.decision === null ? null : decisionSentence(result.decision)),
  ];
}
