import { Refusal } from "../model/fault.ts";
import type { Report, Result } from "../model/report.ts";
import type { TableKind } from "../model/table.ts";
import { nearest } from "../policies/overrides.ts";
import { explainResults, resultsAbout, type ResultsExplained } from "../report/explain/facts.ts";
import { subjectName } from "../report/result-facts.ts";
import { KINDS } from "../rules/index.ts";
import { readsOf } from "../rules/reads.ts";
import { readReportFile } from "./report-file.ts";

/** `hege explain --report`: why a rule came out as it did, of everybody or of one. */
export async function explainFromReport(file: string, id: string, who: string | undefined, cwd: string): Promise<ResultsExplained> {
  const report = await readReportFile(file, cwd);
  const { policy, rule } = ruleOf(report, id, file);
  const all = report.agencies.flatMap(({ results }) => results).filter((result) => result.rule === rule.id && result.policy === policy.id);
  return explainResults(report, policy, rule, who === undefined ? all : about(all, who, rule.id), tablesOf(rule));
}

type PolicyOfReport = Report["audit"]["policies"][number];
type RuleOfReport = PolicyOfReport["rules"][number];

function ruleOf({ audit: { policies } }: Report, id: string, file: string): { policy: PolicyOfReport; rule: RuleOfReport } {
  for (const policy of policies) {
    const rule = policy.rules.find((each) => each.id.toLowerCase() === id.toLowerCase());
    if (rule) return { policy, rule };
  }
  const ids = policies.flatMap(({ rules }) => rules.map((rule) => rule.id));
  const near = nearest(id, ids);
  throw new Refusal({
    zh: `报告 ${file} 里没有检查规则 ${id}。${near === null ? `检查了的有：${ids.join("、")}。` : `是否想写 ${near}？`}`,
    en: `The report ${file} has no rule ${id}. ${near === null ? `It has: ${ids.join(", ")}.` : `Did you mean ${near}?`}`,
  });
}

const SUGGESTED = 12;

/** The results about one person or agency; whoever is meant must be clear. */
function about(results: readonly Result[], who: string, rule: string): Result[] {
  const found = resultsAbout(results, who);
  if (found.length === 1 || new Set(found.map(({ subject }) => (subject.type === "person" ? subject.key : subject.agency))).size === 1) return found;
  const told = (result: Result): string => (result.subject.type === "person" ? `  ${result.subject.key}  ${[result.subject.name, result.subject.employeeNo, result.subject.agency].filter(Boolean).join("  ")}` : `  ${result.subject.agency}`);
  if (found.length > 1 && found.every(({ subject }) => subject.type === "person" && subject.agency !== who.trim())) {
    throw new Refusal({ zh: `${who} 不止一人，请改写编号：`, en: `${who} may be any of these; write the key instead:` }, ...found.map((each) => ({ zh: told(each), en: told(each) })));
  }
  if (found.length > 1) return found;
  const names = [...new Set(results.map(subjectName))];
  const near = nearest(who, names);
  const list = names.slice(0, SUGGESTED);
  throw new Refusal({
    zh: `规则 ${rule} 没有 ${who} 的结果。${near === null ? `有结果的：${list.join("、")}${names.length > list.length ? ` 等 ${names.length} 个` : ""}。` : `是否想写 ${near}？`}`,
    en: `The rule ${rule} has no result about ${who}. ${near === null ? `It has results about: ${list.join(", ")}${names.length > list.length ? ` and ${names.length - list.length} more` : ""}.` : `Did you mean ${near}?`}`,
  });
}

/** The roster, from which it is told whose rows are whose, and what the kind of the rule reads. */
function tablesOf({ kind: name, params }: RuleOfReport): ReadonlySet<TableKind> {
  const kind = KINDS.get(name);
  const parsed = kind?.params.safeParse(params);
  return new Set<TableKind>(["roster", ...(kind && parsed?.success ? Object.keys(readsOf(kind, parsed.data)) as TableKind[] : [])]);
}
