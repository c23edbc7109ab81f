import type { RuleOfPolicy } from "../model/policy.ts";
import type { Status } from "../model/status.ts";
import type { Page } from "../report/page.ts";
import { widthOf } from "../report/width.ts";
import { STATUS_WORDS } from "../report/words.ts";
import { parseCases, type RuleCase } from "../rules/cases/parse.ts";

/** A small submission and what the rule says of it: one of the cases that test its kind. */
export interface Example {
  asOf: string;
  period: { from: string; to: string };
  tables: Readonly<Record<string, readonly (readonly string[])[]>>;
  results: { person: string | null; status: string }[];
}

/** The smallest case in which the rule fails, else in which it is judged at all; null where its kind has none for it. */
export async function exampleOf(rule: RuleOfPolicy): Promise<Example | null> {
  const { CASES } = await import("../rules/cases/index.ts");
  const markdown = CASES[rule.kind];
  if (markdown === undefined) return null;
  const size = (tables: Example["tables"]): number => Object.values(tables).reduce((sum, rows) => sum + rows.length * (rows[0]?.length ?? 0), 0);
  const cases = parseCases(markdown).map(spelledOut).filter(({ settings, expected }) => settings.length === 0 && expected.some((each) => each.rule === rule.id && each.status !== "no-result"));
  const telling = cases.filter(({ expected }) => expected.some((each) => each.rule === rule.id && each.status === "fail"));
  const chosen = (telling.length > 0 ? telling : cases).sort((a, b) => size(a.tables) - size(b.tables))[0];
  if (!chosen) return null;
  return {
    asOf: chosen.asOf, period: { from: chosen.from, to: chosen.to }, tables: chosen.tables,
    results: chosen.expected.filter((each) => each.rule === rule.id && each.status !== "no-result").map(({ person, status }) => ({ person: person?.replace(/\/$/, "") ?? null, status })),
  };
}

/** 社工{1..14} is a row for each of fourteen people; a reader is told 社工1～14. */
function spelledOut(written: RuleCase): RuleCase {
  const plain = (cell: string): string => cell.replace(/\{(\d+)\.\.(\d+)\}/g, "$1～$2");
  return { ...written, tables: Object.fromEntries(Object.entries(written.tables).map(([name, rows]) => [name, rows.map((row) => row.map(plain))])) };
}

export function* drawExample(page: Page, example: Example): Generator<string> {
  yield page.title({ zh: `例（检查日 ${example.asOf}，检查期 ${example.period.from} 至 ${example.period.to}）`, en: `An example (as of ${example.asOf}, period ${example.period.from} to ${example.period.to})` });
  for (const [name, rows] of Object.entries(example.tables)) {
    yield page.line(`  ${name}`);
    const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ""))));
    for (const row of rows) yield page.line(`    ${row.map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - widthOf(cell))).join("  ").trimEnd()}`);
  }
  for (const { person, status } of example.results) {
    const words = STATUS_WORDS[status as Status];
    yield page.line(page.say({ zh: `  结果：${person === null ? "" : `${person} `}${words.zh}`, en: `  Result: ${person === null ? "" : `${person} `}${words.en}` }));
  }
}
