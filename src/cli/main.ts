import { Command, CommanderError } from "commander";
import { EXIT, type ExitCode } from "../model/exit-code.ts";
import { Refusal, stackOf } from "../model/fault.ts";
import { batchCommand } from "./batch.ts";
import { mergeCommand } from "./merge.ts";
import { checkCommand } from "./check.ts";
import { explainCommand } from "./explain.ts";
import { inspectCommand } from "./inspect.ts";
import type { Io } from "./io.ts";
import { plain } from "../report/width.ts";
import { policyCommand } from "./policy.ts";
import { templateCommand } from "./template.ts";
import { languageAsked, languageOf } from "./language.ts";
import { speak, usageSentence } from "./usage.ts";

/** The command line: arguments and streams in, exit code out. */
export async function main(io: Io): Promise<ExitCode> {
  const language = languageOf(languageAsked(io.argv), io.env);
  let code: ExitCode = EXIT.ok;
  const program = new Command("hege")
    .description({ zh: "合格：按书面政策检查社工机构的花名册和服务记录", en: "audits staff rosters and service logs of social-work agencies against written policy" }[language])
    .version(io.version, "-V, --version", { zh: "版本", en: "version" }[language])
    .helpOption("-h, --help", { zh: "用法", en: "usage" }[language])
    .helpCommand(false)
    .addHelpText("after", {
      zh: "\n例：\n  hege 花名册.xlsx 服务记录.csv --policy shenzhen-2010 --as-of 2010-11-30\n  hege 报送材料/ --policy xpcc-2017 --output 报告.json\n  hege explain SZ08-supervisor-ratio\n检查的全部选项见 hege check --help\n",
      en: "\nExamples:\n  hege 花名册.xlsx 服务记录.csv --policy shenzhen-2010 --as-of 2010-11-30\n  hege submission/ --policy xpcc-2017 --output report.json\n  hege explain SZ08-supervisor-ratio\nAll options of an audit: hege check --help\n",
    }[language])
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.out.write(text), writeErr: (text) => io.err.write(text), outputError: () => { /* said in the language of the run, below */ }, getOutHelpWidth: () => io.out.columns ?? 100, getErrHelpWidth: () => io.err.columns ?? 100 });
  const done = (result: ExitCode): void => { code = result; };
  for (const command of [checkCommand, batchCommand, mergeCommand, inspectCommand, templateCommand, explainCommand, policyCommand]) command(program, io, language, done);
  speak(program, language);
  try {
    await program.parseAsync([...io.argv], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return EXIT.ok;
      // Help asked for by a command without its sub-command is the answer itself.
      if (error.code !== "commander.help") io.err.write(`${plain(usageSentence(error, io.argv)[language])}\n`);
      return EXIT.refused;
    }
    if (error instanceof Refusal) {
      for (const sentence of error.sentences) io.err.write(`${plain(sentence[language])}\n`);
      return EXIT.refused;
    }
    return fault(error, io, language);
  }
}

/** A fault of the program itself: said plainly, with the way to report it; the stack only with --verbose. */
function fault(error: unknown, io: Io, language: "zh" | "en"): ExitCode {
  io.err.write({
    zh: "程序内部出错，这不是您的材料的问题。请加上 --verbose 再运行一次，把显示的内容和所用命令发给维护者（不要附上含个人信息的文件）。\n",
    en: "The program itself failed; your files are not to blame. Run it again with --verbose and send what it shows, with the command, to the maintainers (no files with personal data).\n",
  }[language]);
  if (io.argv.includes("--verbose")) io.err.write(`${stackOf(error)}\n`);
  return EXIT.fault;
}
