import path from "node:path";
import { Option, type Command } from "commander";
import { auditWithRecords, ENCODINGS } from "../audit.ts";
import { dayOf, type Day } from "../model/day.ts";
import { EXIT, exitCodeOf, FAIL_ON, type ExitCode, type FailOn } from "../model/exit-code.ts";
import { fieldWord } from "../model/field-words.ts";
import { Refusal } from "../model/fault.ts";
import type { Report } from "../model/report.ts";
import { tableWord } from "../model/table.ts";
import type { Bilingual, Language } from "../model/text.ts";
import { readSetting } from "../policies/overrides.ts";
import { plain } from "../report/width.ts";
import { ENDINGS, FORMATS, render, type Format } from "../report/index.ts";
import { loadConfig, type Config } from "../config/load.ts";
import { sizeOf } from "../config/size.ts";
import { askPolicy } from "./ask.ts";
import type { Io } from "./io.ts";
import { append, collect, outputFormat, outputOption, refuseBinary, screenOf } from "./options.ts";
import { progressOn } from "./progress.ts";
import { redactorOf } from "./redaction.ts";
import { refuseInputs, writeWhole } from "./output.ts";

interface CheckOptions {
  policy?: string[]; asOf?: string; from?: string; to?: string; agency?: string; format?: Format; output?: string[]; failOn?: FailOn; allowIncomplete?: boolean;
  only?: string[]; skip?: string[]; set?: string[]; evidence?: string; redact?: boolean; keyFile?: string; reproducible?: boolean; quiet?: boolean; verbose?: boolean; encoding?: (typeof ENCODINGS)[number]; hiddenSheets?: boolean; maxBytes?: string; lang?: string; color: boolean; config?: string;
}

/** `hege check`, the default command: audits a submission. */
export function checkCommand(program: Command, io: Io, language: Language, done: (code: ExitCode) => void): void {
  const say = (words: Bilingual): string => words[language];
  program.command("check", { isDefault: true })
    .description(say({ zh: "检查一份报送材料（默认命令）：花名册、服务记录等文件，或装着它们的文件夹", en: "audit a submission (the default command): rosters and logs, or a folder of them" }))
    .argument("<path...>", say({ zh: "文件或文件夹", en: "files or folders" }))
    .option("--policy <id|file>", say({ zh: "按哪项政策检查（可多次）", en: "policy to audit by (repeatable)" }), collect)
    .option("--as-of <date>", say({ zh: "检查日，年-月-日", en: "the day the audit looks at, YYYY-MM-DD" }))
    .option("--from <date>", say({ zh: "检查期开始日", en: "first day of the period" }))
    .option("--to <date>", say({ zh: "检查期结束日", en: "last day of the period" }))
    .option("--agency <name>", say({ zh: "花名册没有机构一列时的机构名称", en: "the agency, for files without an agency column" }))
    .addOption(new Option("--format <format>", say({ zh: "打印的格式", en: "what to print" })).choices([...FORMATS]))
    .option(...outputOption(language, ENDINGS))
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
    .addOption(new Option("--lang <zh|en>", say({ zh: "语言", en: "language" })).choices(["zh", "en"]))
    .addHelpText("after", say({
      zh: "\n例：\n  hege 花名册.xlsx 服务记录.csv --policy shenzhen-2010 --as-of 2010-11-30\n  hege check 报送材料/ --policy xpcc-2017 --output 报告.json\n",
      en: "\nExamples:\n  hege 花名册.xlsx 服务记录.csv --policy shenzhen-2010 --as-of 2010-11-30\n  hege check submission/ --policy xpcc-2017 --output report.json\n",
    }))
    .action(async (paths: string[], options: CheckOptions) => { done(await check(paths, options, io, language)); });
}

async function check(paths: readonly string[], given: CheckOptions, io: Io, spoken: Language): Promise<ExitCode> {
  const config = await loadConfig(given.config, io.cwd);
  const language = given.lang === undefined ? config?.lang ?? spoken : spoken;
  const say = (words: Bilingual): string => words[language];
  if (paths.includes("")) throw new Refusal({ zh: "有一个文件名是空的：请检查命令中的文件名（脚本中的变量可能没有值）。", en: "One of the file names is empty: check the command (a variable of a script may have no value)." });
  const options = { ...defaults(config), ...withoutUndefined(given) };
  const policies = given.policy ?? config?.policy ?? [];
  const outputs = (given.output ?? config?.output ?? []).map((file) => ({ file, format: outputFormat(file) }));
  const printed = options.format ?? (outputs.length === 0 ? "terminal" : null);
  if (printed !== null) refuseBinary(printed, io);
  const redactor = await redactorOf({
    redact: given.redact ?? config?.redact ?? false, reproducible: options.reproducible, paths,
    keyFile: given.keyFile !== undefined ? { name: given.keyFile, folder: io.cwd } : config?.keyFile !== undefined && (given.redact ?? config.redact) ? { name: config.keyFile, folder: path.resolve(io.cwd, path.dirname(config.file)) } : null,
  }, io);
  const { report: found, submission } = await auditWithRecords({
    paths, policies: policies.length > 0 ? policies : await askPolicy(io, language), asOf: options.asOf, from: options.from, to: options.to, agency: options.agency, encoding: given.encoding ?? config?.encoding, hiddenSheets: given.hiddenSheets ?? config?.hiddenSheets,
    maxBytes: given.maxBytes === undefined ? config?.maxBytes : maxBytesOf(given.maxBytes),
    only: given.only ?? config?.only ?? [], skip: given.skip ?? config?.skip ?? [],
    // The command line comes last, and so wins over the configuration.
    settings: [...config?.settings ?? [], ...(given.set ?? []).map((text) => readSetting(text, "--set"))], config,
    evidence: evidenceOf(String(options.evidence)), language, today: today(io.now), cwd: io.cwd, version: io.version, ...progressOn(io, language, options.quiet),
  });
  await refuseInputs(outputs.map(({ file }) => file), [...found.inputs.map((input) => input.path), ...(config ? [config.file, ...Object.values(config.clauseText ?? {}).map((file) => path.join(path.dirname(config.file), file))] : []), ...(redactor?.secret ? [redactor.secret] : []), ...policies], io.cwd);
  const report = redactor === null ? found : await redactor.redact(found, submission);
  const whole = options.reproducible ? report : stamped(report, io);
  const shown = screenOf(io, language, options);
  for (const { file, format } of outputs) {
    await writeWhole(file, io.cwd, await render(format, whole, { ...shown, colour: false, width: 100 }));
    if (!options.quiet) io.err.write(`${plain(say({ zh: `已写入 ${file}`, en: `wrote ${file}` }))}\n`);
  }
  if (printed !== null) for await (const chunk of await render(printed, whole, shown)) io.out.write(chunk);
  const code = exitCodeOf(whole, options);
  if (code === EXIT.incomplete) io.err.write(`${say(toSupply(whole))}\n`);
  return code;
}

/** What the configuration says, and what holds where nobody says anything. */
function defaults(config: Config | null): { asOf?: string; from?: string; to?: string; agency?: string; format?: Format; failOn: FailOn; allowIncomplete: boolean; evidence: string | number; reproducible: boolean; quiet: boolean; verbose: boolean } {
  const { asOf, from, to, agency, format } = config ?? {};
  return {
    ...withoutUndefined({ asOf, from, to, agency, format }),
    failOn: config?.failOn ?? "error", allowIncomplete: config?.allowIncomplete ?? false, evidence: config?.evidence ?? 20,
    reproducible: config?.reproducible ?? false, quiet: config?.quiet ?? false, verbose: config?.verbose ?? false,
  };
}

function withoutUndefined<T extends object>(options: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
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

function stamped(report: Report, io: Io): Report {
  const { schemaVersion, tool, ...rest } = report;
  return { schemaVersion, tool, generatedAt: localTime(io.now), durationMs: Math.max(0, Math.round(Date.now() - io.now.getTime())), ...rest };
}

function localTime(now: Date): string {
  const offset = -now.getTimezoneOffset();
  const two = (n: number): string => String(Math.floor(n)).padStart(2, "0");
  const shifted = new Date(now.getTime() + offset * 60_000).toISOString().slice(0, 19);
  return `${shifted}${offset < 0 ? "-" : "+"}${two(Math.abs(offset) / 60)}:${two(Math.abs(offset) % 60)}`;
}

/** The last line of a run that left something open: what to supply, that which settles most first. */
function toSupply(report: Report): Bilingual {
  const [first, ...others] = report.summary.unknowns.slice(0, 3).map(({ table, field }): Bilingual => {
    const [t, f] = [tableWord(table), field === null ? null : fieldWord(table, field)];
    return { zh: `${t.zh}${f === null ? "" : `的“${f.zh}”`}`, en: `${t.en}${f === null ? "" : ` (${f.en})`}` };
  });
  if (report.audit.policies.every(({ rules }) => rules.length === 0)) return { zh: "没有留下要检查的规则：请检查 --only 和 --skip。", en: "No rule is left to judge: check --only and --skip." };
  if (first === undefined && report.summary.dataIssues.error === 0) return { zh: "没有可以判定的规则：花名册上没有这些规则所指的在岗人员。", en: "Nothing to judge: the roster has nobody in post of whom these rules speak." };
  if (first === undefined) return { zh: "资料不足：请先更正上面列出的数据错误，再检查一次。", en: "Incomplete: correct the data errors listed above and run again." };
  const list = [first, ...others];
  return { zh: `资料不足，不能判定是否合格。请补充：${list.map(({ zh }) => zh).join("、")}。`, en: `Incomplete: compliance cannot be told. Please supply: ${list.map(({ en }) => en).join("; ")}.` };
}
