import type { Severity } from "../model/issue.ts";
import type { CoverageRow } from "../model/policy.ts";
import type { Decision } from "../model/record.ts";
import type { Status, Verdict } from "../model/status.ts";
import type { Bilingual } from "../model/text.ts";

export const VERDICT_WORDS: Record<Verdict, Bilingual> = {
  "non-compliant": { zh: "不合格", en: "non-compliant" },
  "incomplete": { zh: "资料不足", en: "incomplete" },
  "nothing-to-judge": { zh: "无可判定", en: "nothing to judge" },
  "pending": { zh: "未到期限", en: "pending" },
  "compliant-with-findings": { zh: "合格（有改进项）", en: "compliant, with findings" },
  "compliant": { zh: "合格", en: "compliant" },
};

export const STATUS_WORDS: Record<Status, Bilingual> = {
  "pass": { zh: "符合", en: "pass" },
  "fail": { zh: "不符合", en: "fail" },
  "waived": { zh: "已豁免", en: "waived" },
  "pending": { zh: "未到期限", en: "pending" },
  "not-assessed": { zh: "未能判定", en: "not assessed" },
  "not-applicable": { zh: "不适用", en: "not applicable" },
};

export const SEVERITY_WORDS: Record<Severity, Bilingual> = {
  error: { zh: "错误", en: "error" },
  warning: { zh: "警告", en: "warning" },
  notice: { zh: "提示", en: "notice" },
};

export const DECISION_WORDS: Record<Decision, Bilingual> = {
  "confirmed": { zh: "确认", en: "confirmed" },
  "overruled": { zh: "推翻", en: "overruled" },
  "seen-on-site": { zh: "现场查实", en: "seen on site" },
  "plea-accepted": { zh: "申辩成立", en: "plea accepted" },
};

/** How a clause is covered. */
export const COVERAGE_WORDS: Record<CoverageRow["how"], Bilingual> = {
  rule: { zh: "由规则判定", en: "judged by" }, shown: { zh: "由其他条款的规则反映", en: "shown by" }, checklist: { zh: "检查人核对", en: "for the inspector's checklist" },
  binds: { zh: "约束他方", en: "binds others" }, defines: { zh: "定义用语", en: "defines words" }, permits: { zh: "允许而非要求", en: "permits" },
};

/** A verdict where rules were left out covers the rest only, and says so wherever it stands. */
export function verdictWords(verdict: Verdict, partial: boolean): Bilingual {
  const words = VERDICT_WORDS[verdict];
  return partial ? { zh: `所查规则内${words.zh}`, en: `${words.en} within the rules checked` } : words;
}

const CITED = new Map<string, Bilingual>();

/** A clause as it is cited: 第十四条 is written 第14条(1)(3)(4). */
export function clauseWords(clause: string): Bilingual {
  // Policies have few, and each is cited by many results.
  const known = CITED.get(clause);
  if (known !== undefined) return known;
  const parts = clause.split(" ");
  const numbered = parts.map((part) => part.replace(/^(\d+)/, "第$1条").replace(/^¶(\d+)/, "第$1段").replace(/^X(\d+)/, "核对$1"));
  const english = parts.map((part) => part.replace(/^(\d+)/, "art. $1").replace(/^¶(\d+)/, "para. $1").replace(/^X(\d+)/, "check $1"));
  const words = { zh: numbered.join("、"), en: english.join(", ") };
  CITED.set(clause, words);
  return words;
}

/** Why a record of somebody's does not count towards what they are to have done (rules.md, 2.2). */
export const EXCLUSION_WORDS: Readonly<Record<string, Bilingual>> = {
  "not-direct": { zh: "不是直接服务", en: "no direct service" },
  "not-lead": { zh: "没有主责或独立承担", en: "not led" },
  "lead-unknown": { zh: "承担角色不详", en: "whether it was led is not told" },
  "no-service-number": { zh: "没有服务编号", en: "no service number" },
  "not-face-to-face": { zh: "不是面谈", en: "not face to face" },
  "form-unknown": { zh: "形式不详", en: "whether it was face to face is not told" },
  "incomplete-record": { zh: "记录不完整", en: "incomplete record" },
};
