import type { Report } from "../../model/report.ts";
import type { Bilingual } from "../../model/text.ts";

/** What stands on a self-check sheet beside its lines. */

export const TITLE: Bilingual = { zh: "自查表", en: "Self-check sheet" };
export const COLUMNS: readonly Bilingual[] = [
  { zh: "条款", en: "clause" }, { zh: "要求", en: "what it asks" }, { zh: "检查方法", en: "how it is checked" }, { zh: "应备材料", en: "have ready" }, { zh: "自评", en: "own judgement" }, { zh: "结果", en: "result" }, { zh: "数据与位置", en: "data and places" },
];
export const JUDGEMENTS: readonly Bilingual[] = [{ zh: "符合", en: "kept" }, { zh: "不符合", en: "not kept" }, { zh: "不适用", en: "does not apply" }];
export const SIGNATURES: readonly Bilingual[] = [{ zh: "填表人", en: "filled in by" }, { zh: "机构负责人", en: "head of the agency" }, { zh: "检查人", en: "inspector" }, { zh: "日期", en: "date" }];
export const CHECKLIST: Bilingual = { zh: "□ 检查人现场核对", en: "□ inspector, on site" };

export const madeFor = (agency: string, { asOf, period }: Pick<Report["audit"], "asOf" | "period">): Bilingual =>
  ({ zh: `${agency}，检查日 ${asOf}，检查期 ${period.from} 至 ${period.to}`, en: `${agency}, as of ${asOf}, period ${period.from} to ${period.to}` });
