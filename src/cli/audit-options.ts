import path from "node:path";
import { Option, type Command } from "commander";
import { ENCODINGS, type AuditRequest } from "../audit.ts";
import type { Config } from "../config/load.ts";
import { sizeOf } from "../config/size.ts";
import { dayOf, type Day } from "../model/day.ts";
import { FAIL_ON, type FailOn } from "../model/exit-code.ts";
import { Refusal } from "../model/fault.ts";
import type { Bilingual, Language } from "../model/text.ts";
import { readSetting } from "../policies/overrides.ts";
import type { Io } from "./io.ts";
import { append, collect } from "./options.ts";

/** What `check` and `batch` take alike (cli.md). */
export interface AuditOptions {
  policy?: string[]; asOf?: string; from?: string; to?: string; agency?: string; failOn?: FailOn; allowIncomplete?: boolean; only?: string[]; skip?: string[]; set?: string[]; evidence?: string;
  encoding?: (typeof ENCODINGS)[number]; hiddenSheets?: boolean; maxBytes?: string; redact?: boolean; keyFile?: string; reproducible?: boolean; quiet?: boolean; verbose?: boolean; config?: string; color: boolean; lang?: string;
}

/** Declares them; `own` are the command's own, which stand among them. */
export function withAuditOptions(command: Command, language: Language, own: (command: Command) => void): Command {
  const say = (words: Bilingual): string => words[language];
  command
    .option("--policy <id|file>", say({ zh: "按哪项政策检查（可多次）", en: "policy to audit by (repeatable)" }), collect)
    .option("--as-of <date>", say({ zh: "检查日，年-月-日", en: "the day the audit looks at, YYYY-MM-DD" }))
    .option("--from <date>", say({ zh: "检查期开始日", en: "first day of the period" }))
    .option("--to <date>", say({ zh: "检查期结束日", en: "last day of the period" }))
    .option("--agency <name>", say({ zh: "花名册没有机构一列时的机构名称", en: "the agency, for files without an agency column" }));
  own(command);
  return command
    .addOption(new Option("--fail-on <severity>", say({ zh: "从哪一级起算不合格（退出码 1），不写为 error", en: "from which severity a failure ends with exit code 1 (error where not said)" })).choices([...FAIL_ON]))
    .option("--allow-incomplete", say({ zh: "资料不足时退出码也为 0", en: "exit 0 where data is missing" }))
    .option("--only <rule...>", say({ zh: "只检查这些规则", en: "judge only these rules" }), collect)
    .option("--skip <rule...>", say({ zh: "不检查这些规则", en: "leave these rules out" }), collect)
    .option("--set <rule.param=value>", say({ zh: "修改规则的参数（可多次）", en: "change a rule's parameter (repeatable)" }), append)
    .option("--evidence <n|all>", say({ zh: "每项结果列出多少处依据（不写为 20）", en: "how many cells of evidence a result holds (20 where not said)" }))
    .addOption(new Option("--encoding <name>", say({ zh: "CSV 的文字编码；不写则自动识别", en: "encoding of CSV files; found out where not said" })).choices([...ENCODINGS]))
    .option("--hidden-sheets", say({ zh: "隐藏的工作表也读取", en: "read hidden sheets too" }))
    .option("--max-bytes <size>", say({ zh: "CSV 的一条记录最长多少，如 200MB（不写为 64MB）", en: "the longest record of a CSV, for example 200MB (64MB where not said)" }))
    .option("--redact", say({ zh: "隐去个人信息：姓名只留姓氏，证书编号只留后四位，其余号码不显示", en: "no personal data: of names the surname, of certificate numbers the last four, no other numbers" }))
    .option("--key-file <file>", say({ zh: "--redact 的密钥文件（至少 16 字节）；有它，同一人在各次报告中编号相同", en: "key for --redact (16 bytes or more): with it people keep their marks from run to run" }))
    .option("--reproducible", say({ zh: "不写生成时间和用时", en: "leave out the time of the run" }))
    .option("--quiet", say({ zh: "只打印结论", en: "print the verdicts alone" }))
    .option("--verbose", say({ zh: "逐项列出", en: "list everything" }))
    .option("--config <file>", say({ zh: "配置文件；不写则向上查找 hege.config.yaml", en: "configuration; where not said, the nearest hege.config.yaml above" }))
    .option("--no-color", say({ zh: "不用颜色", en: "no colour" }))
    .addOption(new Option("--lang <zh|en>", say({ zh: "语言", en: "language" })).choices(["zh", "en"]));
}

/** The language of a run: of the command line, else the configuration's, else the one spoken. */
export const languageOfRun = (given: AuditOptions, config: Config | null, spoken: Language): Language => (given.lang === undefined ? config?.lang ?? spoken : spoken);

/** The files that a configuration is made of: no output may take the place of one. */
export const filesOf = (config: Config | null): string[] => (config === null ? [] : [config.file, ...Object.values(config.clauseText ?? {}).map((file) => path.join(path.dirname(config.file), file))]);

/** What the configuration says where the command line does not, and what holds where nobody says anything. */
export function settled(given: AuditOptions, config: Config | null): { failOn: FailOn; allowIncomplete: boolean; reproducible: boolean; quiet: boolean; verbose: boolean; color: boolean } {
  const told = { failOn: given.failOn ?? config?.failOn, allowIncomplete: given.allowIncomplete ?? config?.allowIncomplete };
  return {
    failOn: told.failOn ?? "error", allowIncomplete: told.allowIncomplete ?? false, reproducible: given.reproducible ?? config?.reproducible ?? false,
    quiet: given.quiet ?? config?.quiet ?? false, verbose: given.verbose ?? config?.verbose ?? false, color: given.color,
  };
}

/** What is asked of every audit of a run, all but the paths: plain data, which can be handed to a thread. */
export type AskedOfAll = Omit<AuditRequest, "paths" | "policies" | "progress"> & { policies: readonly string[] };

export function askedOf(given: AuditOptions, config: Config | null, policies: readonly string[], language: Language, io: Io): AskedOfAll {
  return {
    policies, asOf: given.asOf ?? config?.asOf, from: given.from ?? config?.from, to: given.to ?? config?.to, agency: given.agency ?? config?.agency,
    encoding: given.encoding ?? config?.encoding, hiddenSheets: given.hiddenSheets ?? config?.hiddenSheets,
    maxBytes: given.maxBytes === undefined ? config?.maxBytes : maxBytesOf(given.maxBytes),
    only: given.only ?? config?.only ?? [], skip: given.skip ?? config?.skip ?? [],
    // The command line comes last, and so wins over the configuration.
    settings: [...config?.settings ?? [], ...(given.set ?? []).map((text) => readSetting(text, "--set"))], config,
    evidence: evidenceOf(String(given.evidence ?? config?.evidence ?? 20)), language, today: today(io.now), cwd: io.cwd, version: io.version,
  };
}

function evidenceOf(text: string): number {
  if (text === "all") return Infinity;
  if (/^\d+$/.test(text)) return Number(text);
  throw new Refusal({ zh: `--evidence ${text}：应为数字或 all。`, en: `--evidence ${text}: give a number or all.` });
}

function maxBytesOf(text: string): number {
  const size = sizeOf(text);
  if (size !== null) return size;
  throw new Refusal({ zh: `--max-bytes ${text}：应为大小，如 200MB，最大 500MB。`, en: `--max-bytes ${text}: give a size such as 200MB, 500MB at most.` });
}

/** The day by the clock of the machine the program runs on. */
const today = (now: Date): Day => dayOf(now.getFullYear(), now.getMonth() + 1, now.getDate()) ?? 0;

/** A report with the time of its making; `from` is when its audit began. */
export function stamped<T extends { schemaVersion: string; tool: unknown }>(report: T, began: Date, now: number): T {
  const { schemaVersion, tool, ...rest } = report;
  return { schemaVersion, tool, generatedAt: localTime(began), durationMs: Math.max(0, Math.round(now - began.getTime())), ...rest } as unknown as T;
}

export function localTime(now: Date): string {
  const offset = -now.getTimezoneOffset();
  const two = (n: number): string => String(Math.floor(n)).padStart(2, "0");
  const shifted = new Date(now.getTime() + offset * 60_000).toISOString().slice(0, 19);
  return `${shifted}${offset < 0 ? "-" : "+"}${two(Math.abs(offset) / 60)}:${two(Math.abs(offset) % 60)}`;
}
