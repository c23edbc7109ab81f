/** The public API of hege. */
export { audit, type AuditRequest } from "./audit.ts";
export { Refusal } from "./model/fault.ts";
export { EXIT, exitCodeOf, type ExitCode, type FailOn } from "./model/exit-code.ts";
export { reportSchema, type AgencyReport, type DataIssue, type Report, type Result } from "./model/report.ts";
export type { Status, Verdict } from "./model/status.ts";
export { loadPolicy } from "./policies/load.ts";
export { readSubmission } from "./read/submission.ts";
export { defineRuleKind } from "./rules/kind.ts";
