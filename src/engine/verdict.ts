import type { Severity } from "../model/issue.ts";
import type { Result } from "../model/report.ts";
import { VERDICTS, type Verdict } from "../model/status.ts";

/** The verdict of an agency by its results and data issues (rules.md, "Verdict of an agency"). */
export function verdictOf(results: readonly Pick<Result, "status" | "severity">[], issues: readonly Severity[]): Verdict {
  const has = (status: Result["status"], ...severities: Severity[]): boolean => results.some((result) => result.status === status && severities.includes(result.severity));
  if (has("fail", "error")) return "non-compliant";
  if (has("not-assessed", "error") || issues.includes("error")) return "incomplete";
  const decided = results.some(({ status, severity }) => severity !== "notice" && status !== "not-applicable" && status !== "not-assessed");
  if (!decided) return "nothing-to-judge";
  if (has("pending", "error")) return "pending";
  return has("fail", "warning") ? "compliant-with-findings" : "compliant";
}

export const worst = (verdicts: readonly Verdict[]): Verdict => VERDICTS.find((verdict) => verdicts.includes(verdict)) ?? "nothing-to-judge";
