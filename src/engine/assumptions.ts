import type { Report } from "../model/report.ts";
import type { Bilingual } from "../model/text.ts";
import { ASSUMPTIONS, type AssumptionCode } from "../rules/kind.ts";
import type { Judged } from "./judge.ts";

const SENTENCES: Record<AssumptionCode, Bilingual> = {
  "half-days-default": { zh: "没有填写节数和时长的服务记录，每条按 1 节（半天）计。", en: "A service record without half-days and hours counts as one half-day." },
  "half-days-by-hours": { zh: "没有填写节数的服务记录，按时长折算为节（半天）。", en: "A service record without half-days is counted by its hours." },
};

/** What was assumed, and which results of which rules rest on it. */
export function assumptionSentences(judged: readonly Judged[]): Report["assumptions"] {
  return ASSUMPTIONS.flatMap((code) => {
    const rules = [...new Set(judged.filter(({ assumes }) => assumes.includes(code)).map(({ result }) => result.rule))];
    return rules.length === 0 ? [] : [{ code, message: SENTENCES[code], rules }];
  });
}
