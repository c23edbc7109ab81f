import path from "node:path";
import { Option, type Command } from "commander";
import type { Bilingual, Language } from "../model/text.ts";
import { Refusal } from "../model/fault.ts";
import { BINARY_FORMATS, DATA_FORMATS, ENDINGS, type Format } from "../report/index.ts";
import type { TerminalOptions } from "../report/page.ts";
import type { Io } from "./io.ts";

/** A name that is empty would be the working directory. @throws Refusal */
export function refuseEmptyNames(names: readonly string[]): void {
  if (names.includes("")) throw new Refusal({ zh: "有一个文件名是空的：请检查命令中的文件名（脚本中的变量可能没有值）。", en: "One of the file names is empty: check the command (a variable of a script may have no value)." });
}

/** How a screen is drawn for these streams: colour and width of a terminal, none in a pipe. */
export function screenOf(io: Io, language: Language, asked: { color?: boolean; verbose?: boolean; quiet?: boolean } = {}): TerminalOptions {
  return {
    language, colour: io.out.isTTY && (asked.color ?? true) && !io.env["NO_COLOR"], width: io.out.columns ?? 100, verbose: asked.verbose ?? false, quiet: asked.quiet ?? false,
  };
}

/** Options of every command that shows data; `verbose` says what it does where it does something. */
export function withScreenOptions(command: Command, language: Language, verbose?: string): Command {
  const say = (words: Bilingual): string => words[language];
  return command
    .addOption(new Option("--format <format>", say({ zh: "打印的格式", en: "what to print" })).choices([...DATA_FORMATS]).default("terminal"))
    .option("--no-color", say({ zh: "不用颜色", en: "no colour" }))
    .addOption(new Option("--verbose", verbose).hideHelp(verbose === undefined))
    .addOption(new Option("--lang <zh|en>", say({ zh: "语言", en: "language" })).choices(["zh", "en"]));
}

/** Of an option that may be given several times: what was given so far. */
export const append = (value: string, before: string[] = []): string[] => [...before, value];

/** Of an option that may be given several times, or once with a list: what was named so far. */
export const collect = (value: string, before: string[] = []): string[] => [...before, ...value.split(",").map((part) => part.trim()).filter((part) => part !== "")];

type Endings<F extends Format> = Readonly<Record<string, F>>;

/** `--output`, described by the endings that it knows. */
export function outputOption<F extends Format>(language: Language, endings: Endings<F>): [flags: string, description: string, parse: typeof append] {
  const known = Object.keys(endings).join(" ");
  return ["--output <file>", { zh: `写入文件，由扩展名定格式：${known}（可多次）`, en: `write a file; its ending names the format: ${known} (repeatable)` }[language], append];
}

/** The format that the ending of an output file names: the longest that fits, so that .sarif.json is no .json. */
export function outputFormat<F extends Format = Format>(file: string, endings: Endings<F> = ENDINGS as Endings<F>): F {
  const name = path.basename(file).toLowerCase();
  const fitting = Object.entries(endings).filter(([ending]) => name.endsWith(ending) && name.length > ending.length).sort(([a], [b]) => b.length - a.length)[0];
  if (fitting !== undefined) return fitting[1];
  const known = Object.keys(endings).join(" ");
  throw new Refusal({ zh: `--output ${file}：扩展名不认识，可用的有 ${known}。`, en: `--output ${file}: the ending names no format; known are ${known}.` });
}

/** Bytes that are no text would only upset a terminal; in a pipe they are what was asked for. */
export function refuseBinary(format: Format, io: Io): void {
  if (!BINARY_FORMATS.includes(format) || !io.out.isTTY) return;
  const ending = Object.keys(ENDINGS).find((each) => ENDINGS[each] === format) ?? "";
  throw new Refusal({
    zh: `--format ${format} 不是文字，不能显示在屏幕上。请写入文件：--output 报告${ending}`,
    en: `--format ${format} is no text, so it is not printed on a terminal. Write a file instead: --output report${ending}`,
  });
}
