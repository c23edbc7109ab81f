import { fieldWord } from "../model/field-words.ts";
import { groupBy } from "../model/group.ts";
import { SEVERITIES } from "../model/issue.ts";
import type { AgencyReport, DataIssue, Report, Result } from "../model/report.ts";
import { ROLES, ROLE_WORDS } from "../model/role.ts";
import { tableWord } from "../model/table.ts";
import type { Bilingual } from "../model/text.ts";
import { clauseWords, DECISION_WORDS } from "./words.ts";

/** What a report says besides the messages in it, each sentence once for all formats. */

export const many = (n: number, word: string): string => `${n} ${word}${n === 1 ? "" : "s"}`;

/** What the report is about: policies, day, period. */
export function headline({ audit: { policies, asOf, period } }: Pick<Report, "audit">): Bilingual {
  const named = policies.filter(({ id }) => id !== "cross");
  return {
    zh: `按 ${named.map(({ title, id, version }) => `${title.zh}（${id} ${version}）`).join("、")} 检查，检查日 ${asOf}，检查期 ${period.from} 至 ${period.to}`,
    en: `Audit by ${named.map(({ title, id, version }) => `${title.en} (${id} ${version})`).join(", ")} as of ${asOf}, period ${period.from} to ${period.to}`,
  };
}

/** What a reader must know before the verdicts: historic policies, changed rules, rules left out. */
export function caveats({ audit: { policies, partial, redacted } }: Pick<Report, "audit">): Bilingual[] {
  return [
    ...policies.flatMap(({ id, standing, overrides }): Bilingual[] => [
      ...(standing === "historic" ? [{ zh: `${id} 是历史政策，结论只说明当时的情况。`, en: `${id} is a historic policy; the findings speak of that time only.` }] : []),
      ...overrides.map(({ rule, path, from, to, source }) => ({ zh: `已按 ${source} 修改：${rule} ${path} 由 ${String(from)} 改为 ${String(to)}。`, en: `Changed by ${source}: ${rule} ${path} from ${String(from)} to ${String(to)}.` })),
    ]),
    ...(redacted ? [{ zh: "本报告已隐去个人信息：姓名只留姓氏，以编号区分各人；没有看懂的内容和自由填写的文字不显示。", en: "Personal data is masked in this report: of names only the surname is left, and a mark tells people apart; what could not be read, and free text, is not shown." }] : []),
    ...(partial ? [{ zh: "只检查了一部分规则，结论仅就所查规则而言。", en: "Only part of the rules was checked; the verdicts cover those alone." }] : []),
  ];
}

export function headcountSentence({ headcount }: Pick<AgencyReport, "headcount">): Bilingual {
  const heads = [...ROLES, "unreadable" as const].map((role) => [ROLE_WORDS[role], headcount[role]] as const).filter(([, n]) => n > 0);
  return { zh: `在岗：${heads.map(([words, n]) => `${words.zh} ${n}`).join("、") || "无"}`, en: `In post: ${heads.map(([words, n]) => `${words.en} ${n}`).join(", ") || "nobody"}` };
}

/** Whoever keeps the ratio on the day of the audit may not have kept it before; null where nothing is to be said. */
export function breachSentence({ clause, observed, expected }: Result): Bilingual | null {
  const days = observed["breachDays"];
  if (typeof days !== "number" || days === 0) return null;
  return {
    zh: `${clauseWords(clause).zh}的配比（${String(expected["limit"])} : 1）在检查期内有 ${days} 天未达到`, en: `The ratio of ${clauseWords(clause).en} (${String(expected["limit"])} : 1) was not kept on ${days} days of the period`,
  };
}

export function waiverSentence({ approvedBy, approvedOn, limit, validUntil, reason }: NonNullable<Result["waiver"]>): Bilingual {
  return {
    zh: `${approvedBy} 于 ${approvedOn} 商定${limit === null ? "" : `上限 ${limit}`}${validUntil === null ? "" : `，有效期至 ${validUntil}`}：${reason}`,
    en: `agreed by ${approvedBy} on ${approvedOn}${limit === null ? "" : `, limit ${limit}`}${validUntil === null ? "" : `, valid until ${validUntil}`}: ${reason}`,
  };
}

export function decisionSentence({ decision, by, on, reason }: NonNullable<Result["decision"]>): Bilingual {
  const { zh, en } = DECISION_WORDS[decision];
  return { zh: `${zh} ${by} ${on} ${reason}`, en: `${en} ${by} ${on} ${reason}` };
}

/** A reading of ours on which a result rests. A list or a table of words says nothing on a line of its own; its reason does. */
export function readingSentence({ param, value, why }: Result["interpretation"][number]): Bilingual {
  const told = typeof value === "number" || typeof value === "boolean" || typeof value === "string" ? `${param} = ${String(value)}` : null;
  return { zh: `${told === null ? "" : `${told}：`}${why.zh}`, en: `${told === null ? "" : `${told}: `}${why.en}` };
}

/** What would settle results that were not assessed. */
export function missingSentence({ table, field, results }: Report["summary"]["unknowns"][number]): Bilingual {
  const [t, f] = [tableWord(table), field === null ? null : fieldWord(table, field)];
  return { zh: `补上${t.zh}${f === null ? "" : `的“${f.zh}”`}，可判定 ${results} 项`, en: `${t.en}${f === null ? "" : `, “${f.en}”`}: would settle ${many(results, "result")}` };
}

export function assumptionSentence({ message, rules }: Report["assumptions"][number]): Bilingual {
  return { zh: `${message.zh}（${rules.join("、")}）`, en: `${message.en} (${rules.join(", ")})` };
}

export function issuesHeading({ summary: { dataIssues: { error, warning, notice } } }: Report): Bilingual {
  return { zh: `数据问题：错误 ${error}、警告 ${warning}、提示 ${notice}`, en: `Data issues: ${many(error, "error")}, ${many(warning, "warning")}, ${many(notice, "notice")}` };
}

/** Of one code no more than a thousand issues are listed; null where all are. */
export function unlistedSentence({ summary: { dataIssues: { error, warning, notice } }, dataIssues }: Report): Bilingual | null {
  const left = error + warning + notice - dataIssues.length;
  return left === 0 ? null : { zh: `另有 ${left} 处没有列出：同一种问题最多列 1,000 处`, en: `${left} more are not listed: of one code at most 1,000 are` };
}

export function totalsSentence({ summary: { results, agencies } }: Report): Bilingual {
  return {
    zh: `共 ${agencies} 家机构：符合 ${results.pass}，不符合 ${results.fail}，已豁免 ${results.waived}，未到期限 ${results.pending}，未能判定 ${results["not-assessed"]}，不适用 ${results["not-applicable"]}`,
    en: `${agencies === 1 ? "1 agency" : `${agencies} agencies`}: ${results.pass} pass, ${results.fail} fail, ${results.waived} waived, ${results.pending} pending, ${results["not-assessed"]} not assessed, ${results["not-applicable"]} not applicable`,
  };
}

/** A place in the submission: a file, a sheet, or a cell. */
export interface Place { path: string; sheet: string | null; row: number | null; column: string | null }

/** Places by the sheet they stand in: 名册.xlsx › 花名册 › C2、C3、C4. */
export function placesOf(places: readonly Place[]): Bilingual {
  const sheets = new Map<string, Set<string>>();
  let last: Place | null = null;
  let cells = new Set<string>();
  for (const place of places) {
    // Most stand in the sheet of the one before.
    if (last?.path !== place.path || last.sheet !== place.sheet) {
      const title = place.sheet === null || place.sheet === "" ? place.path : `${place.path} › ${place.sheet}`;
      cells = sheets.get(title) ?? new Set<string>();
      sheets.set(title, cells);
      last = place;
    }
    if (place.row !== null) cells.add(`${place.column ?? ""}${place.row}`);
  }
  const joined = (comma: string, semicolon: string): string => Array.from(sheets, ([sheet, own]) => (own.size > 0 ? `${sheet} › ${[...own].join(comma)}` : sheet)).join(semicolon);
  return { zh: joined("、", "；"), en: joined(", ", "; ") };
}

/** Data issues by their kinds, the gravest and most frequent first. Issues of one kind say the same but for the words they quote. */
export function issuesByKind(issues: readonly DataIssue[]): DataIssue[][] {
  const kinds = groupBy(issues, ({ code, severity, message }) => `${code} ${severity} ${message.zh.replace(/“[^”]*”/gu, "“”")}`);
  return [...kinds.values()].sort((a, b) => (a[0] && b[0] ? bySeverity(a[0], b[0]) : 0) || b.length - a.length);
}

export const bySeverity = (a: Pick<DataIssue, "severity">, b: Pick<DataIssue, "severity">): number => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);

/** The titles of the rules that ran, by id. */
export const titlesOf = (report: Report): ReadonlyMap<string, Bilingual> => new Map(report.audit.policies.flatMap(({ rules }) => rules.map(({ id, title }) => [id, title] as const)));
