import { LANGUAGES, type Language } from "../model/text.ts";

/** --lang, else HEGE_LANG, else the system's language, else Chinese (cli.md). */
export function languageOf(asked: string | undefined, env: Readonly<Record<string, string | undefined>>): Language {
  for (const told of [asked, env["HEGE_LANG"], env["LC_ALL"], env["LC_MESSAGES"], env["LANG"]]) {
    const code = told?.toLowerCase().slice(0, 2);
    const language = LANGUAGES.find((each) => each === code);
    if (language) return language;
  }
  return "zh";
}

/** The language the arguments ask for, before they are parsed: usage errors speak it too. */
export function languageAsked(argv: readonly string[]): string | undefined {
  const at = argv.findIndex((argument) => argument === "--lang" || argument.startsWith("--lang="));
  const argument = argv[at];
  return argument === undefined ? undefined : argument.includes("=") ? argument.slice("--lang=".length) : argv[at + 1];
}
