import type { Report } from "../model/report.ts";
import { isPlain } from "./vocabulary.ts";

/**
 * Names of files and sheets may be names of people: those that are made of plain words stay, the others are numbered in the order
 * in which the report comes to them. Folders are left out. Whoever has the files finds them by their hashes.
 */
export class Places {
  readonly files = new Map<string, string>();
  private readonly sheets = new Map<string, string>();
  private readonly words: { file: string; sheet: string };
  private readonly isKept: (text: string) => boolean;

  constructor(report: Report, isKept: (text: string) => boolean) {
    this.words = report.audit.language === "zh" ? { file: "文件", sheet: "工作表" } : { file: "file", sheet: "sheet" };
    this.isKept = isKept;
    const paths = new Set<string>([
      ...report.inputs.map(({ path }) => path), ...report.dataIssues.flatMap(({ location }) => (location === null ? [] : [location.path])),
      ...report.agencies.flatMap(({ results }) => results.flatMap(({ evidence, unknown, waiver }) => [
        ...evidence.map(({ path }) => path), ...(unknown?.needs ?? []).flatMap(({ location }) => (location === undefined ? [] : [location.path])), ...(waiver === null ? [] : [waiver.location.path]),
      ])),
      ...report.audit.policies.flatMap(({ overrides }) => overrides.map(({ source }) => source).filter((source) => !source.startsWith("--"))),
    ]);
    const names = [...paths].map(baseOf);
    [...paths].forEach((path, i) => {
      const base = baseOf(path);
      const unique = names.filter((name) => name === base).length === 1;
      this.files.set(path, toldFile(base, (stem) => unique && isKept(stem), `${this.words.file}${i + 1}`));
    });
  }

  file(path: string): string { return this.files.get(path) ?? `${this.words.file}0`; }

  sheet(path: string, sheet: string | null): string | null {
    if (sheet === null || this.isKept(sheet)) return sheet;
    const key = JSON.stringify([path, sheet]);
    const known = this.sheets.get(key);
    if (known !== undefined) return known;
    const nth = [...this.sheets.keys()].filter((each) => (JSON.parse(each) as string[])[0] === path).length + 1;
    const made = `${this.words.sheet}-${nth}`;
    this.sheets.set(key, made);
    return made;
  }

  /** A place with the names of its file and sheet as they may be told. */
  place<P extends { path: string; sheet: string | null }>(place: P): P {
    return { ...place, path: this.file(place.path), sheet: this.sheet(place.path, place.sheet) };
  }
}

/** What a file is told by: its name where that may stay without its ending, else `instead`. What follows a dot may be a name, too. */
export function toldFile(base: string, isKept: (stem: string) => boolean, instead: string): string {
  const [ending = ""] = /\.[A-Za-z]{1,5}$/.exec(base) ?? [];
  return isKept(base.slice(0, base.length - ending.length)) ? base : instead + ending;
}

const baseOf = (path: string): string => path.split("/").at(-1) ?? path;

/** Whether a name of a file, a sheet or a header may stay: plain words, and nothing in it that names a person. */
export const plainBeside = (agencies: ReadonlySet<string>, names: (text: string) => boolean) => (text: string): boolean => isPlain(text, agencies) && !names(text);
