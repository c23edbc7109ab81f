import { parse } from "yaml";
import type { Grid, Tables } from "./submission.ts";

/**
 * Cases of a rule kind in a Markdown file, readable by somebody who knows the policy and no code:
 *
 *     ## Fourteen workers to one supervisor are within the limit
 *     - shenzhen-2010, 2010-01-01 – 2010-11-30, as of 2010-11-30
 *     - --set SZ08-supervisor-ratio.limit=15          (only where a case needs it)
 *
 *     花名册
 *
 *     | 姓名 | 岗位 |
 *     |---|---|
 *     | 欧阳明 | 见习督导 |
 *     | 社工{1..14} | 一线社工 |
 *
 *     => SZ08-supervisor-ratio: pass {supervisors: 1, workers: 14}
 *     => SZ08-supervisor-load 欧阳明: not-assessed
 *
 * A row with {a..b} stands for several. An expectation names the rule, the person (none: the agency), the status, and what of
 * severity and observed matters.
 */
export interface RuleCase {
  title: string;
  policy: string;
  from: string;
  to: string;
  asOf: string;
  settings: string[];
  tables: Tables;
  expected: Expectation[];
}

export interface Expectation {
  rule: string;
  person: string | null;
  status: string;
  /** `severity`, `say` (a piece of the Chinese message), and fields of observed. */
  facts: Readonly<Record<string, unknown>>;
}

export function readCases(markdown: string): RuleCase[] {
  return markdown.split(/^## /m).slice(1).map(readCase);
}

function readCase(text: string): RuleCase {
  const lines = text.split("\n").map((line) => line.trimEnd());
  const title = lines[0] ?? "";
  const head = lines.map((line) => /^- (\S+), (\d{4}-\d\d-\d\d) – (\d{4}-\d\d-\d\d), as of (\d{4}-\d\d-\d\d)$/.exec(line)).find((match) => match);
  if (!head) throw new Error(`case “${title}”: no line “- <policy>, <from> – <to>, as of <day>”`);
  const tables: Record<string, string[][]> = {};
  let name = "";
  for (const line of lines.slice(1)) {
    if (/^[\p{Script=Han}][\p{Script=Han}\w-]*$/u.test(line)) name = line;
    else if (line.startsWith("|") && !/^\|[-| ]+\|$/.test(line)) (tables[name] ??= []).push(...expand(cellsOf(line)));
  }
  return {
    title, policy: head[1] ?? "", from: head[2] ?? "", to: head[3] ?? "", asOf: head[4] ?? "",
    settings: lines.flatMap((line) => /^- --set (\S+)$/.exec(line)?.[1] ?? []),
    tables, expected: lines.filter((line) => line.startsWith("=> ")).map((line) => expectation(line, title)),
  };
}

const cellsOf = (line: string): string[] => line.replace(/^\|/, "").replace(/\|$/, "").split("|").map((cell) => cell.trim());

/** A row with {a..b} in it, once for each number. */
function expand(row: string[]): Grid[number][] & string[][] {
  const range = row.map((cell) => /\{(\d+)\.\.(\d+)\}/.exec(cell)).find((match) => match);
  if (!range) return [row];
  const [from, to] = [Number(range[1]), Number(range[2])];
  return Array.from({ length: to - from + 1 }, (_, i) => row.map((cell) => cell.replace(/\{\d+\.\.\d+\}/g, String(from + i))));
}

function expectation(line: string, title: string): Expectation {
  const match = /^=> ([\w-]+)(?: ([^:{]+?))?: ([\w-]+)(?: (\{.*\}))?$/.exec(line);
  if (!match) throw new Error(`case “${title}”: not understood: ${line}`);
  return { rule: match[1] ?? "", person: match[2] ?? null, status: match[3] ?? "", facts: match[4] === undefined ? {} : parse(match[4]) as Record<string, unknown> };
}
