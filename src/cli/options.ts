import path from "node:path";
import { Option, type Command } from "commander";
import type { Bilingual, Language } from "../model/text.ts";
import { Refusal } from "../model/fault.ts";
import { DATA_FORMATS, ENDINGS, type Format } from "../report/index.ts";
import type { TerminalOptions } from "../report/page.ts";
import type { Io } from "./io.ts";

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

/** The format that the ending of an output file names. */
export function outputFormat<F extends Format = Format>(file: string, endings: Readonly<Record<string, F>> = ENDINGS as Readonly<Record<string, F>>): F {
  const format = endings[path.extname(file).toLowerCase()];
  if (format !== undefined) return format;
  const known = Object.keys(endings).join(" ");
  throw new Refusal({ zh: `--output ${file}：扩展名不认识，可用的有 ${known}。`, en: `--output ${file}: the ending names no format; known are ${known}.` });
}
