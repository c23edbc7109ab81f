import { parse } from "yaml";
import { parseCases, type RuleCase as WrittenCase } from "../../src/rules/cases/parse.ts";
import type { Grid, Tables } from "./submission.ts";

/** A case as it is run: rows with {a..b} expanded, facts read. Its form is told in src/rules/cases/parse.ts. */
export interface RuleCase extends Omit<WrittenCase, "tables" | "expected"> {
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

export const readCases = (markdown: string): RuleCase[] => parseCases(markdown).map((written) => ({
  ...written,
  tables: Object.fromEntries(Object.entries(written.tables).map(([name, rows]) => [name, rows.flatMap(expand)])),
  expected: written.expected.map(({ facts, ...each }) => ({ ...each, facts: facts === null ? {} : parse(facts) as Record<string, unknown> })),
}));

/** A row with {a..b} in it, once for each number. */
function expand(row: readonly string[]): Grid[number][] {
  const range = row.map((cell) => /\{(\d+)\.\.(\d+)\}/.exec(cell)).find((match) => match);
  if (!range) return [row];
  const [from, to] = [Number(range[1]), Number(range[2])];
  return Array.from({ length: to - from + 1 }, (_, i) => row.map((cell) => cell.replace(/\{\d+\.\.\d+\}/g, String(from + i))));
}
