import { Option, type Command } from "commander";
import { auditWithRecords } from "../audit.ts";
import { EXIT, exitCodeOf, type ExitCode } from "../model/exit-code.ts";
import { fieldWord } from "../model/field-words.ts";
import type { Report } from "../model/report.ts";
import { tableWord } from "../model/table.ts";
import type { Bilingual, Language } from "../model/text.ts";
import { SELF_CHECK_ENDINGS, selfCheckIn } from "../report/self-check/index.ts";
import { USUAL_EVIDENCE, withEvidence } from "../report/evidence.ts";
import { plain } from "../report/width.ts";
import { ENDINGS, FORMATS, render, type Format } from "../report/index.ts";
import { loadConfig } from "../config/load.ts";
import { askPolicy } from "./ask.ts";
import { askedOf, filesOf, languageOfRun, settled, stamped, withAuditOptions, type AuditOptions } from "./audit-options.ts";
import type { Io } from "./io.ts";
import { append, outputFormat, outputOption, refuseBinary, refuseEmptyNames, screenOf } from "./options.ts";
import { progressOn, thrifty } from "./progress.ts";
import { redactionAsked, redactorOf } from "./redaction.ts";
import { refuseInputs, writeWhole } from "./output.ts";
import { scanInThreads } from "./scan.ts";

interface CheckOptions extends AuditOptions { format?: Format; output?: string[]; selfCheck?: string[] }

/** `hege check`, the default command: audits a submission. */
export function checkCommand(program: Command, io: Io, language: Language, done: (code: ExitCode) => void): void {
  const say = (words: Bilingual): string => words[language];
  const command = program.command("check", { isDefault: true })
    .description(say({ zh: "检查一份报送材料（默认命令）：花名册、服务记录等文件，或装着它们的文件夹", en: "audit a submission (the default command): rosters and logs, or a folder of them" }))
    .argument("<path...>", say({ zh: "文件或文件夹", en: "files or folders" }));
  withAuditOptions(command, language, (own) => own
    .addOption(new Option("--format <format>", say({ zh: "打印的格式", en: "what to print" })).choices([...FORMATS]))
    .option(...outputOption(language, ENDINGS))
    .option("--self-check <file>", say({ zh: "另写一份自查表：逐条列出要求、应备材料和结果，.html 或 .xlsx（可多次）", en: "write a self-check sheet too: every clause with what it asks, what to have ready and the result; .html or .xlsx (repeatable)" }), append))
    .addHelpText("after", say({
      zh: "\n例：\n  hege 花名册.xlsx 服务记录.csv --policy shenzhen-2010 --as-of 2010-11-30\n  hege check 报送材料/ --policy xpcc-2017 --output 报告.json\n",
      en: "\nExamples:\n  hege 花名册.xlsx 服务记录.csv --policy shenzhen-2010 --as-of 2010-11-30\n  hege check submission/ --policy xpcc-2017 --output report.json\n",
    }))
    .action(async (paths: string[], options: CheckOptions) => { done(await check(paths, options, io, language)); });
}

async function check(paths: readonly string[], given: CheckOptions, io: Io, spoken: Language): Promise<ExitCode> {
  const config = await loadConfig(given.config, io.cwd);
  const language = languageOfRun(given, config, spoken);
  const say = (words: Bilingual): string => words[language];
  refuseEmptyNames(paths);
  const options = settled(given, config);
  const policies = given.policy ?? config?.policy ?? [];
  const outputs = (given.output ?? config?.output ?? []).map((file) => ({ file, format: outputFormat(file) }));
  const selfChecks = (given.selfCheck ?? config?.selfCheck ?? []).map((file) => ({ file, format: outputFormat<"html" | "xlsx">(file, SELF_CHECK_ENDINGS) }));
  const printed = given.format ?? config?.format ?? (outputs.length + selfChecks.length === 0 ? "terminal" : null);
  if (printed !== null) refuseBinary(printed, io);
  const redactor = await redactorOf({ ...redactionAsked(given, config, io), reproducible: options.reproducible, paths }, io);
  const asked = askedOf(given, config, policies.length > 0 ? policies : await askPolicy(io, language), language, io);
  // A workbook lists every row behind a result, unless it is said how many.
  const all = given.evidence === undefined && config?.evidence === undefined && [printed, ...outputs.map(({ format }) => format)].includes("xlsx");
  const scanElsewhere = scanInThreads(io.program, io.scanner);
  const { report: found, submission } = await auditWithRecords({ ...asked, ...(all ? { evidence: Infinity } : {}), ...(scanElsewhere ? { scanElsewhere } : {}), paths, ...thrifty(progressOn(io, language, options.quiet)) });
  await refuseInputs([...outputs, ...selfChecks].map(({ file }) => file), [...found.inputs.map((input) => input.path), ...filesOf(config), ...(redactor?.secret ? [redactor.secret] : []), ...policies], io.cwd);
  const report = redactor === null ? found : await redactor.redact(found, submission);
  const whole = options.reproducible ? report : stamped(report, io.now, Date.now());
  const usual = all ? withEvidence(whole, USUAL_EVIDENCE) : whole;
  const reportFor = (format: Format): Report => (format === "xlsx" ? whole : usual);
  const shown = screenOf(io, language, options);
  for (const { file, format } of outputs) {
    await writeWhole(file, io.cwd, await render(format, reportFor(format), { ...shown, colour: false, width: 100 }));
    if (!options.quiet) io.err.write(`${plain(say({ zh: `已写入 ${file}`, en: `wrote ${file}` }))}\n`);
  }
  for (const { file, format } of selfChecks) {
    await writeWhole(file, io.cwd, await selfCheckIn(format, usual, shown));
    if (!options.quiet) io.err.write(`${plain(say({ zh: `已写入 ${file}`, en: `wrote ${file}` }))}\n`);
  }
  if (printed !== null) for await (const chunk of await render(printed, reportFor(printed), shown)) io.out.write(chunk);
  const code = exitCodeOf(whole, options);
  if (code === EXIT.incomplete) io.err.write(`${say(toSupply(whole))}\n`);
  return code;
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
