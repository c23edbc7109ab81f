import { clausesOf, type PolicyDocument } from "../model/policy.ts";
import { KINDS } from "../rules/index.ts";
import type { PolicyProblem } from "./check.ts";

/**
 * What a policy has wrong beyond its schema: clauses without a rule or a reason, gaps in the coverage, parameters that contradict
 * each other, interpretations of parameters that are not there.
 */
export function lintPolicy(policy: PolicyDocument): PolicyProblem[] {
  return [...uncoveredClauses(policy), ...rowsWithoutReason(policy), ...contradictions(policy), ...strayInterpretations(policy), ...unequalLimits(policy)];
}

/** Articles are numbered without gaps: one that the coverage leaves out was forgotten. */
function uncoveredClauses(policy: PolicyDocument): PolicyProblem[] {
  if (policy.coverage.length === 0) return [{ path: ["coverage"], zh: "没有条款对照表：看不出哪些条款没有规则", en: "there is no coverage table: clauses without a rule cannot be seen" }];
  const clauses = policy.coverage.flatMap((row) => clausesOf(row.clause));
  return [...gaps(clauses.map(({ article }) => article), ""), ...[...new Set(clauses.map(({ article }) => article))].flatMap((article) =>
    gaps(clauses.filter((each) => each.article === article && each.paragraph !== null).map(({ paragraph }) => paragraph ?? ""), article))];
}

function gaps(names: readonly string[], article: string): PolicyProblem[] {
  const numbers = names.map((name) => /^(\D*)(\d+)$/.exec(name)).filter((match) => match !== null);
  const prefix = numbers[0]?.[1] ?? "";
  const present = new Set(numbers.map((match) => Number(match[2])));
  const last = Math.max(0, ...present);
  return Array.from({ length: last }, (_, i) => i + 1).filter((n) => !present.has(n)).map((n): PolicyProblem => {
    const clause = article === "" ? `${prefix}${n}` : `${article}(${n})`;
    return { path: ["coverage"], zh: `条款对照表缺 ${clause}：既没有规则，也没有说明`, en: `the coverage leaves out ${clause}: it has neither a rule nor a reason` };
  });
}

function rowsWithoutReason(policy: PolicyDocument): PolicyProblem[] {
  return policy.coverage.flatMap((row, i): PolicyProblem[] => {
    if ((row.how === "rule" || row.how === "shown") && row.by.length === 0) {
      return [{ path: ["coverage", i], zh: `条款 ${row.clause} 标为由规则判定，却没有列出规则`, en: `the clause ${row.clause} is said to be judged, but no rule is named` }];
    }
    if (row.how !== "rule" && row.how !== "shown" && row.note === undefined) {
      return [{ path: ["coverage", i], zh: `条款 ${row.clause} 没有规则，也没有写明原因（note）`, en: `the clause ${row.clause} has no rule and no reason (note)` }];
    }
    return [];
  });
}

function contradictions(policy: PolicyDocument): PolicyProblem[] {
  return policy.rules.flatMap((rule, i) => {
    const kind = KINDS.get(rule.kind);
    const params = kind?.params.safeParse(rule.params);
    if (!kind?.contradictions || !params?.success) return [];
    return kind.contradictions(params.data as never).map(({ zh, en }): PolicyProblem => ({ path: ["rules", i, "params"], zh: `规则 ${rule.id}：${zh}`, en: `the rule ${rule.id}: ${en}` }));
  });
}

/** Readings that have no parameter and may be named all the same (rules.md marks them so). */
const READINGS = new Set(["rule", "obtainedAfterAppointment", "smallAgency", "start"]);

function strayInterpretations(policy: PolicyDocument): PolicyProblem[] {
  return policy.rules.flatMap((rule, i) => Object.keys(rule.interpretation).filter((name) => !READINGS.has(name) && !(name in (KINDS.get(rule.kind)?.params.shape ?? {}))).map((name): PolicyProblem =>
    ({ path: ["rules", i, "interpretation", name], zh: `规则 ${rule.id} 解释了参数 ${name}，但它没有这个参数`, en: `the rule ${rule.id} gives a reason for ${name}, but has no such parameter` })));
}

/** The ratio of an agency and the load of one leader come from the same clause: different limits there contradict each other. */
function unequalLimits(policy: PolicyDocument): PolicyProblem[] {
  const limited = policy.rules.map((rule, i) => ({ rule, i, limit: (rule.params as { limit?: unknown }).limit })).filter(({ limit }) => typeof limit === "number");
  return limited.flatMap(({ rule, i, limit }) => {
    const other = limited.find((each) => each.i < i && each.rule.clause === rule.clause && each.limit !== limit);
    return other ? [{ path: ["rules", i, "params", "limit"], zh: `规则 ${rule.id} 的上限 ${String(limit)} 与同一条款的 ${other.rule.id}（${String(other.limit)}）不一致`, en: `the limit ${String(limit)} of ${rule.id} differs from that of ${other.rule.id} (${String(other.limit)}) of the same clause` }] : [];
  });
}
