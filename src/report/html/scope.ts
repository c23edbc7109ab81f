import type { Report } from "../../model/report.ts";
import type { Language } from "../../model/text.ts";
import type { Rule } from "./detail.ts";

/** Of findings so many are drawn whole in the file, each with its details; beyond, the page's script draws them when they are opened. */
const DRAWN_WHOLE = 400;
/** Of findings so many stand as a line of their own; beyond, a rule shows its first few, and names the others. */
const LINES = 3_000;
const FEWEST_LINES = 3;
/** Up to so many results every person is in the grids; beyond, those alone who lack a month. */
const WHOLE_GRIDS = 20_000;

/** What every part of the page knows: the report, its rules, and how much of a large report may be drawn at once. */
export interface PageScope {
  report: Report;
  language: Language;
  rules: ReadonlyMap<string, Rule>;
  /** Rules by their kind. */
  kindOf: (rule: string) => string | undefined;
  /** How many findings of a rule at an agency stand as lines. */
  lines: number;
  whole: boolean;
  wholeGrids: boolean;
}

export function scopeOf(report: Report, language: Language): PageScope {
  const rules = new Map(report.audit.policies.flatMap((policy) => policy.rules.map((rule) => [rule.id, rule] as const)));
  const { results } = report.summary;
  const findings = results.fail + results.waived + results.pending + results["not-assessed"];
  const groups = Math.max(1, report.agencies.length * rules.size);
  return {
    report, language, rules, kindOf: (rule) => rules.get(rule)?.kind,
    lines: findings <= LINES ? Infinity : Math.max(FEWEST_LINES, Math.floor(LINES / groups)),
    whole: findings <= DRAWN_WHOLE, wholeGrids: Object.values(results).reduce((a, b) => a + b, 0) <= WHOLE_GRIDS,
  };
}
