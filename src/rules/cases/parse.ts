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
  /** By the table's Chinese name: header first, then rows; as written, {a..b} not expanded. */
  tables: Record<string, string[][]>;
  expected: { rule: string; person: string | null; status: string; facts: string | null }[];
}

export const parseCases = (markdown: string): RuleCase[] => markdown.split(/^## /m).slice(1).map(parseCase);

function parseCase(text: string): RuleCase {
  const lines = text.split("\n").map((line) => line.trimEnd());
  const title = lines[0] ?? "";
  const head = lines.map((line) => /^- (\S+), (\d{4}-\d\d-\d\d) – (\d{4}-\d\d-\d\d), as of (\d{4}-\d\d-\d\d)$/.exec(line)).find((match) => match);
  if (!head) throw new RangeError(`case “${title}”: no line “- <policy>, <from> – <to>, as of <day>”`);
  const tables: Record<string, string[][]> = {};
  let name = "";
  for (const line of lines.slice(1)) {
    if (/^[\p{Script=Han}][\p{Script=Han}\w-]*$/u.test(line)) name = line;
    else if (line.startsWith("|") && !/^\|[-| ]+\|$/.test(line)) (tables[name] ??= []).push(cellsOf(line));
  }
  return {
    title, policy: head[1] ?? "", from: head[2] ?? "", to: head[3] ?? "", asOf: head[4] ?? "",
    settings: lines.flatMap((line) => /^- --set (\S+)$/.exec(line)?.[1] ?? []),
    tables, expected: lines.filter((line) => line.startsWith("=> ")).map((line) => expectation(line, title)),
  };
}

const cellsOf = (line: string): string[] => line.replace(/^\|/, "").replace(/\|$/, "").split("|").map((cell) => cell.trim());

function expectation(line: string, title: string): RuleCase["expected"][number] {
  const match = /^=> ([\w-]+)(?: ([^:{]+?))?: ([\w-]+)(?: (\{.*\}))?$/.exec(line);
  if (!match) throw new RangeError(`case “${title}”: not understood: ${line}`);
  return { rule: match[1] ?? "", person: match[2] ?? null, status: match[3] ?? "", facts: match[4] ?? null };
}
