import { Chalk, type ChalkInstance } from "chalk";
import type { Bilingual, Language } from "../model/text.ts";
import { plain, widthOf, wrap } from "./width.ts";

export interface TerminalOptions {
  language: Language;
  colour: boolean;
  /** Columns. */
  width: number;
  verbose: boolean;
  /** The verdicts alone. */
  quiet: boolean;
}

/** Lines and blocks of text for a terminal, in one language, as wide as it is. */
export class Page {
  readonly paint: ChalkInstance;
  private readonly options: TerminalOptions;
  constructor(options: TerminalOptions) {
    this.options = options;
    this.paint = new Chalk({ level: options.colour ? 1 : 0 });
  }
  get language(): Language { return this.options.language; }
  /** How many columns a text may take. */
  get width(): number { return Math.max(30, Math.min(this.options.width, 120)); }
  say(words: Bilingual): string { return plain(words[this.options.language]); }
  line(text = ""): string { return `${text}\n`; }
  title(words: Bilingual): string { return `\n${this.paint.bold(this.say(words))}\n`; }
  /** A line in bold, broken where it is too long. */
  heading(text: string): string { return wrap(plain(text), Math.max(30, this.options.width)).map((line) => `${this.paint.bold(line)}\n`).join(""); }
  /** Text under an indent, its further lines aligned. */
  block(text: string, indent: number, mark = ""): string {
    const room = Math.max(30, Math.min(this.options.width, 120) - indent - widthOf(mark));
    return wrap(plain(text), room).map((line, i) => `${" ".repeat(indent)}${i === 0 ? mark : " ".repeat(widthOf(mark))}${line}\n`).join("");
  }
}
