import type { Overview, RatioLine, SharedLine } from "../../model/overview.ts";
import { tableWord } from "../../model/table.ts";
import type { Bilingual } from "../../model/text.ts";
import { VERDICTS } from "../../model/status.ts";
import { many } from "../sentences.ts";
import { SEVERITY_WORDS, STATUS_WORDS, verdictWords } from "../words.ts";

/** What an overview says, each sentence once for all its formats. */

export const TITLES = {
  overview: { zh: "批量检查总览", en: "Overview of the batch" },
  verdicts: { zh: "各机构结论", en: "Verdicts" },
  notAudited: { zh: "未能检查的报送材料", en: "Submissions that could not be audited" },
  failures: { zh: "不符合的规则（按机构数）", en: "Failures by rule (by number of agencies)" },
  ratios: { zh: "配比排名（最紧的在前）", en: "Ratios (the tightest first)" },
  shared: { zh: "同时在多家机构在岗的人", en: "People in post in several agencies" },
  repeated: { zh: "同一机构出现在几份报送材料里", en: "Agencies found in several submissions" },
  unclaimed: { zh: "公用表中没有用上的行", en: "Rows of the common tables that were not used" },
  unknowns: { zh: "未能判定的", en: "What was not assessed" },
} as const satisfies Record<string, Bilingual>;

export function countsSentence({ summary: { submissions, audited, notAudited, agencies }, shard }: Overview): Bilingual {
  return {
    zh: `${shard ? `第 ${shard.part} 份（共 ${shard.of} 份）：` : ""}报送材料 ${submissions} 份，已检查 ${audited} 份，未能检查 ${notAudited} 份；机构 ${agencies} 家`,
    en: `${shard ? `Part ${shard.part} of ${shard.of}: ` : ""}${many(submissions, "submission")}, ${audited} audited, ${notAudited} not; ${agencies === 1 ? "1 agency" : `${agencies} agencies`}`,
  };
}

/** How many agencies have each verdict; those that none has are left out. */
export function verdictsSentence({ summary: { verdicts }, audit }: Overview): Bilingual {
  const counted = VERDICTS.filter((verdict) => verdicts[verdict] > 0).map((verdict) => ({ words: verdictWords(verdict, audit?.partial ?? false), n: verdicts[verdict] }));
  return { zh: counted.map(({ words, n }) => `${words.zh} ${n}`).join("，"), en: counted.map(({ words, n }) => `${n} ${words.en}`).join(", ") };
}

export const partialSentence: Bilingual = { zh: "这只是其中一份；跨机构核对要等各份用 hege merge 合在一起才完整。", en: "This is one part; the checks across agencies are whole only when the parts are put together with hege merge." };

export function failureSentence({ rule, severity, agencies, results, title }: Overview["failures"][number]): Bilingual {
  return { zh: `${title.zh}（${rule}，${SEVERITY_WORDS[severity].zh}）：${agencies} 家机构，${results} 项`, en: `${title.en} (${rule}, ${SEVERITY_WORDS[severity].en}): ${agencies === 1 ? "1 agency" : `${agencies} agencies`}, ${many(results, "result")}` };
}

export function ratioSentence({ agency, counted, leaders, perLeader, limit, status, breachDays }: RatioLine): Bilingual {
  return {
    zh: `${agency}：${counted} : ${leaders}${perLeader === null ? "" : `（${perLeader} : 1）`}，上限 ${limit} : 1，${STATUS_WORDS[status].zh}${breachDays > 0 ? `，检查期内有 ${breachDays} 天未达到` : ""}`,
    en: `${agency}: ${counted} : ${leaders}${perLeader === null ? "" : ` (${perLeader} : 1)`}, limit ${limit} : 1, ${STATUS_WORDS[status].en}${breachDays > 0 ? `, not kept on ${many(breachDays, "day")} of the period` : ""}`,
  };
}

const DAYS_SHOWN = 5;

export function sharedSentence({ name, employeeNo, agency, agencies, ratios, sameDays }: SharedLine): Bilingual {
  const who = employeeNo === null ? name : `${name} ${employeeNo}`;
  const others = agencies.filter((each) => each !== agency);
  const led = ratios.filter(({ leads }) => leads);
  const days = sameDays.slice(0, DAYS_SHOWN).map(({ day }) => day);
  const more = sameDays.length > days.length;
  return {
    zh: `${agency}：${who}，也在 ${others.join("、")} 在岗${led.map((r) => `；${r.rule} 计入此人 ${r.counted} : ${r.leaders}，不计 ${r.countedWithout} : ${r.leadersWithout}（上限 ${r.limit} : 1）`).join("")}${sameDays.length === 0 ? "" : `；同一天在两家工作 ${sameDays.length} 天：${days.join("、")}${more ? " 等" : ""}`}`,
    en: `${agency}: ${who}, also in post in ${others.join(", ")}${led.map((r) => `; ${r.rule} is ${r.counted} : ${r.leaders} with the person, ${r.countedWithout} : ${r.leadersWithout} without (limit ${r.limit} : 1)`).join("")}${sameDays.length === 0 ? "" : `; at work in both on ${many(sameDays.length, "day")}: ${days.join(", ")}${more ? " …" : ""}`}`,
  };
}

export function repeatedSentence({ agency, submissions }: Overview["repeatedAgencies"][number]): Bilingual {
  return { zh: `${agency}：${submissions.join("、")}；请核实哪一份算数`, en: `${agency}: ${submissions.join(", ")}; find out which of them counts` };
}

const ROWS_SHOWN = 10;

export function unclaimedSentence({ path, sheet, table, rows }: Overview["unclaimedRows"][number]): Bilingual {
  const where = sheet === null ? path : `${path} › ${sheet}`;
  const shown = rows.slice(0, ROWS_SHOWN);
  return {
    zh: `${where}（${tableWord(table).zh}）第 ${shown.join("、")}${rows.length > shown.length ? ` 等 ${rows.length}` : ""} 行：没有写机构，或所写机构不在这批材料中；请补写或更正机构名称`,
    en: `${where} (${tableWord(table).en}), row${rows.length === 1 ? "" : "s"} ${shown.join(", ")}${rows.length > shown.length ? ` and ${rows.length - shown.length} more` : ""}: no agency is named, or none of these submissions; fill in or correct the agency`,
  };
}
