import { Option, type Command } from "commander";
import type { Bilingual, Language } from "../model/text.ts";
import type { TerminalOptions } from "../report/page.ts";
import type { Io } from "./io.ts";

/** How a screen is drawn for these streams: colour and width of a terminal, none in a pipe. */
export function screenOf(io: Io, language: Language, asked: { color?: boolean; verbose?: boolean; quiet?: boolean } = {}): TerminalOptions {
  return {
    language, colour: io.out.isTTY && (asked.color ?? true) && !io.env["NO_COLOR"], width: io.out.columns ?? 100, verbose: asked.verbose ?? false, quiet: asked.quiet ?? false,
  };
}

/** Options of every command that shows data. */
export function withScreenOptions(command: Command, language: Language): Command {
  const say = (words: Bilingual): string => words[language];
  return command
    .addOption(new Option("--format <format>", say({ zh: "打印的格式", en: "what to print" })).choices(["terminal", "json"]).default("terminal"))
    .option("--no-color", say({ zh: "不用颜色", en: "no colour" }))
    .addOption(new Option("--verbose").hideHelp())
    .addOption(new Option("--lang <zh|en>", say({ zh: "语言", en: "language" })).choices(["zh", "en"]));
}

/** Of an option that may be given several times, or once with a list: what was named so far. */
export const collect = (value: string, before: string[] = []): string[] => [...before, ...value.split(",").map((part) => part.trim()).filter((part) => part !== "")];
