import { Option, type Command } from "commander";
import { ENCODINGS } from "../audit.ts";
import { loadConfig, type Config } from "../config/load.ts";
import { exitCodeOfInspection, type ExitCode } from "../model/exit-code.ts";
import type { Inspection } from "../model/inspection.ts";
import type { Bilingual, Language } from "../model/text.ts";
import { DATA_ENDINGS, renderInspection, type DataFormat } from "../report/index.ts";
import { plain } from "../report/width.ts";
import type { Io } from "./io.ts";
import { configExists, writeMapping } from "./mapping.ts";
import { outputFormat, outputOption, refuseEmptyNames, screenOf, withScreenOptions } from "./options.ts";
import { refuseInputs, writeWhole } from "./output.ts";

interface InspectOptions {
  agency?: string; encoding?: (typeof ENCODINGS)[number]; hiddenSheets?: boolean; writeMapping?: boolean; config?: string; output?: string[]; format?: DataFormat; quiet?: boolean; verbose?: boolean; color: boolean; lang?: string;
}

/** `hege inspect <path…>`: how each file was understood, whether or not it could be audited. */
export function inspectCommand(program: Command, io: Io, language: Language, done: (code: ExitCode) => void): void {
  const say = (words: Bilingual): string => words[language];
  const command = program.command("inspect").description(say({ zh: "看程序怎样认每个文件：编码、工作表、表头、各列、没有看懂的内容", en: "how each file is understood: encoding, sheets, header, columns, what is not understood" }))
    .argument("<path...>", say({ zh: "文件或文件夹", en: "files or folders" }))
    .option("--write-mapping", say({ zh: "把没有使用的列和没有看懂的内容写进 hege.config.yaml，由您填写；已有的内容不变", en: "put columns not used and texts not understood into hege.config.yaml for you to fill in; what is there stays" }))
    .option("--agency <name>", say({ zh: "花名册没有机构一列时的机构名称", en: "the agency, for files without an agency column" }))
    .addOption(new Option("--encoding <name>", say({ zh: "CSV 的文字编码；不写则自动识别", en: "encoding of CSV files; found out where not said" })).choices([...ENCODINGS]))
    .option("--hidden-sheets", say({ zh: "隐藏的工作表也读取", en: "read hidden sheets too" }))
    .option(...outputOption(language, DATA_ENDINGS))
    .option("--config <file>", say({ zh: "配置文件；不写则向上查找 hege.config.yaml", en: "configuration; where not said, the nearest hege.config.yaml above" }))
    .option("--quiet", say({ zh: "每张表只打印一行", en: "one line for each table" }));
  withScreenOptions(command, language, say({ zh: "列出全部内容和位置", en: "list every text and place" }))
    .addHelpText("after", say({
      zh: "\n退出码：所有文件都能读取为 0，有文件不能读取为 2。\n\n例：\n  hege inspect 花名册.xlsx\n  hege inspect 报送材料/ --write-mapping\n",
      en: "\nExit code: 0 where every file could be read, 2 where one could not.\n\nExamples:\n  hege inspect 花名册.xlsx\n  hege inspect submission/ --write-mapping\n",
    }))
    .action(async (paths: string[], options: InspectOptions) => {
      // With --output nothing is printed unless it was asked for.
      const { format, ...rest } = options;
      const asked = command.getOptionValueSource("format") !== "default" && format !== undefined;
      done(await inspect(paths, asked ? { ...rest, format } : rest, io, language));
    });
}

async function inspect(paths: readonly string[], given: InspectOptions, io: Io, spoken: Language): Promise<ExitCode> {
  refuseEmptyNames(paths);
  // A configuration that --write-mapping is to make may be named before it is there.
  const config = given.writeMapping && given.config !== undefined && !(await configExists(given.config, io.cwd)) ? null : await loadConfig(given.config, io.cwd);
  const language = given.lang === undefined ? config?.lang ?? spoken : spoken;
  const outputs = (given.output ?? []).map((file) => ({ file, format: outputFormat(file, DATA_ENDINGS) }));
  const { inspectFiles } = await import("../read/inspect.ts");
  const inspection = await inspectFiles(paths, { cwd: io.cwd, version: io.version, ...readingOf(given, config) });
  await refuseInputs(outputs.map(({ file }) => file), [...inspection.files.map((file) => file.path), ...(config ? [config.file] : [])], io.cwd);
  const screen = screenOf(io, language, { color: given.color, verbose: given.verbose ?? config?.verbose ?? false, quiet: given.quiet ?? config?.quiet ?? false });
  const say = (words: Bilingual): void => { io.err.write(`${plain(words[language])}\n`); };
  for (const { file, format } of outputs) {
    await writeWhole(file, io.cwd, await renderInspection(format, inspection, { ...screen, colour: false, width: 100 }));
    if (!screen.quiet) say({ zh: `已写入 ${file}`, en: `wrote ${file}` });
  }
  const printed = given.format ?? (outputs.length === 0 ? "terminal" : null);
  if (printed !== null) for (const chunk of await renderInspection(printed, inspection, screen)) io.out.write(chunk);
  if (printed !== "terminal") for (const sentence of refusalsOf(inspection)) say(sentence);
  if (given.writeMapping) say(await writeMapping(inspection.suggestions, { named: given.config, found: config?.file, language, cwd: io.cwd }));
  return exitCodeOfInspection(inspection);
}

/** What the command line says, else the configuration. */
function readingOf(given: InspectOptions, config: Config | null): Omit<Parameters<typeof import("../read/inspect.ts").inspectFiles>[1], "version" | "cwd"> {
  const [agency, encoding] = [given.agency ?? config?.agency, given.encoding ?? config?.encoding];
  return {
    hiddenSheets: given.hiddenSheets ?? config?.hiddenSheets ?? false, ...(agency === undefined ? {} : { agency }), ...(encoding === undefined ? {} : { encoding }),
    ...(config === null ? {} : { vocabulary: config.vocabulary, configuration: config.file }),
  };
}

/** Where no screen shows them, files that could not be read are said beside the data. */
const refusalsOf = ({ files }: Inspection): Bilingual[] => files.flatMap(({ state, message }) => (state === "refused" && message !== null ? [message] : []));
