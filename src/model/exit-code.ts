import type { Inspection } from "./inspection.ts";
import type { Severity } from "./issue.ts";
import type { Overview } from "./overview.ts";
import type { Report } from "./report.ts";

/** Exit codes have names (report.md, "Exit codes"). */
export const EXIT = { ok: 0, failed: 1, refused: 2, incomplete: 3, fault: 70, interrupted: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const FAIL_ON = ["error", "warning", "notice", "never"] as const;
export type FailOn = (typeof FAIL_ON)[number];

const COUNTING: Record<FailOn, readonly Severity[]> = { error: ["error"], warning: ["error", "warning"], notice: ["error", "warning", "notice"], never: [] };

/** The exit code: a pure function of the report and the options. */
export function exitCodeOf(report: Report, options: { failOn: FailOn; allowIncomplete: boolean }): ExitCode {
  const severities = COUNTING[options.failOn];
  if (report.agencies.some(({ results }) => results.some(({ status, severity }) => status === "fail" && severities.includes(severity)))) return EXIT.failed;
  const open = report.agencies.some(({ verdict }) => verdict === "incomplete" || verdict === "nothing-to-judge");
  return open && !options.allowIncomplete ? EXIT.incomplete : EXIT.ok;
}

/**
 * Of a batch: 1 where an agency of any submission fails by --fail-on; else 3 where one is incomplete, has nothing to judge or could not
 * be audited; 2 only where none could be. --allow-incomplete is about data that is missing, not about a submission that was not audited.
 */
export function exitCodeOfBatch({ summary, submissions }: Pick<Overview, "summary" | "submissions">, options: { failOn: FailOn; allowIncomplete: boolean }): ExitCode {
  if (summary.audited === 0) return summary.submissions === 0 ? EXIT.ok : EXIT.refused;
  if (COUNTING[options.failOn].some((severity) => summary.failures[severity] > 0)) return EXIT.failed;
  if (summary.notAudited > 0) return EXIT.incomplete;
  const open = submissions.some(({ agencies }) => agencies.some(({ verdict }) => verdict === "incomplete" || verdict === "nothing-to-judge"));
  return open && !options.allowIncomplete ? EXIT.incomplete : EXIT.ok;
}

/** Of `inspect`: 2 where a file could not be read, else 0 – one that is left aside as no table is no failure. */
export const exitCodeOfInspection = ({ files }: Pick<Inspection, "files">): ExitCode => (files.some(({ state }) => state === "refused") ? EXIT.refused : EXIT.ok);
