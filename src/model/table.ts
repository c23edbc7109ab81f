import type { Bilingual } from "./text.ts";

/** The kinds of table (data.md, section 1), in the order in which reports list them. */
export const TABLES = [
  "roster", "services", "supervision", "duties", "documents", "targets", "registry", "waivers", "conversions", "pay-guide", "agency", "decisions",
] as const;
export type TableKind = (typeof TABLES)[number];

/** Logs are streamed; the other tables are small and held. */
export const LOGS = ["services", "supervision", "duties"] as const satisfies readonly TableKind[];
export type LogKind = (typeof LOGS)[number];

export const isLog = (table: TableKind): table is LogKind => (LOGS as readonly string[]).includes(table);

const WORDS: Record<TableKind, Bilingual> = {
  "roster": { zh: "花名册", en: "staff roster" },
  "services": { zh: "服务记录", en: "service log" },
  "supervision": { zh: "督导记录", en: "supervision log" },
  "duties": { zh: "履职记录", en: "duty log" },
  "documents": { zh: "制度材料", en: "documents list" },
  "targets": { zh: "指标调整", en: "adjusted targets" },
  "registry": { zh: "协会名册", en: "association register" },
  "waivers": { zh: "豁免商定", en: "agreed waivers" },
  "conversions": { zh: "指标换算", en: "conversions" },
  "pay-guide": { zh: "薪酬指导标准", en: "pay guide" },
  "agency": { zh: "机构信息", en: "agency details" },
  "decisions": { zh: "复核结论", en: "inspector's decisions" },
};

export const tableWord = (table: TableKind): Bilingual => WORDS[table];
