import type { Command, CommanderError, Help } from "commander";
import type { Bilingual, Language } from "../model/text.ts";

/** What commander says of wrong usage, in both languages, with what to type instead. */
export function usageSentence(error: CommanderError, argv: readonly string[]): Bilingual {
  const said = error.message.replace(/^error: /, "");
  const near = /Did you mean (?:one of )?(.+?)\?/.exec(said)?.[1] ?? null;
  const quoted = [...said.matchAll(/'([^']*)'/g)].map((match) => match[1] ?? "");
  const suggestion = near === null ? { zh: "", en: "" } : { zh: `是否想写 ${near}？`, en: ` Did you mean ${near}?` };
  const help = { zh: "用法见 hege --help。", en: " See hege --help." };
  switch (error.code) {
    case "commander.unknownOption":
      return { zh: `不认识选项 ${quoted[0]}。${suggestion.zh}${help.zh}`, en: `There is no option ${quoted[0]}.${suggestion.en}${help.en}` };
    case "commander.unknownCommand":
      return { zh: `没有命令 ${quoted[0]}。${suggestion.zh}${help.zh}`, en: `There is no command ${quoted[0]}.${suggestion.en}${help.en}` };
    case "commander.missingArgument":
      if (argv[0] === "inspect") return { zh: "请写明要看的文件或文件夹，例如：hege inspect 花名册.xlsx", en: "Name the files or the folder to look at, for example: hege inspect 花名册.xlsx" };
      return quoted[0] === "path"
        ? { zh: "请写明要检查的文件或文件夹，例如：hege 花名册.xlsx 服务记录.csv --policy shenzhen-2010 --as-of 2010-11-30", en: "Name the files or the folder to audit, for example: hege 花名册.xlsx 服务记录.csv --policy shenzhen-2010 --as-of 2010-11-30" }
        : { zh: `缺少 ${quoted[0]}。${help.zh}`, en: `${quoted[0]} is missing.${help.en}` };
    case "commander.missingMandatoryOptionValue":
      return { zh: `请写明 ${quoted[0]}。用法见 hege ${argv[0] ?? ""} --help。`, en: `Please give ${quoted[0]}. See hege ${argv[0] ?? ""} --help.` };
    case "commander.optionMissingArgument":
      return { zh: `选项 ${quoted[0]} 后面缺少内容。`, en: `The option ${quoted[0]} lacks its value.` };
    case "commander.invalidArgument": {
      const allowed = /Allowed choices are (.+?)\.$/.exec(said)?.[1] ?? null;
      return {
        zh: `选项 ${quoted[0]} 不能是 ${quoted[1] ?? ""}${allowed === null ? "" : `，可用的有：${allowed}`}。`,
        en: `The option ${quoted[0]} cannot be ${quoted[1] ?? ""}${allowed === null ? "" : `; it takes: ${allowed}`}.`,
      };
    }
    case "commander.excessArguments":
      return { zh: `多写了内容。${help.zh}`, en: `There are words too many.${help.en}` };
    default:
      return { zh: `${said}。${help.zh}`, en: `${said}.${help.en}` };
  }
}

const TITLES: Readonly<Record<string, string>> = {
  "Usage:": "用法：", "Arguments:": "参数：", "Options:": "选项：", "Global Options:": "通用选项：", "Commands:": "命令：",
};

/** Help screens in Chinese too: titles, defaults and choices. */
export function speak(program: Command, language: Language): void {
  if (language !== "zh") return;
  const configuration: Partial<Help> = {
    styleTitle: (title) => TITLES[title] ?? title,
    optionDescription: (option) => {
      const extra: string[] = [];
      if (option.argChoices) extra.push(`可选：${option.argChoices.join("、")}`);
      if (typeof option.defaultValue === "string") extra.push(`默认 ${option.defaultValue}`);
      return extra.length === 0 ? option.description : `${option.description}（${extra.join("；")}）`;
    },
  };
  const configure = (command: Command): void => {
    command.configureHelp(configuration);
    command.commands.forEach(configure);
  };
  configure(program);
}
