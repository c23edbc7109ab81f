/**
 * The public API of hege. The whole audit at once:
 *
 *     import { audit } from "hege";
 *
 *     const report = await audit({ paths: ["报送材料/"], policies: ["shenzhen-2010"], asOf: "2010-11-30" });
 *     for (const { name, verdict, results } of report.agencies) {
 *       console.log(name, verdict);
 *       for (const { clause, message, evidence } of results.filter(({ status }) => status === "fail")) console.log(clause, message.zh, evidence);
 *     }
 *
 * Or step by step, for one submission that is judged more than once:
 *
 *     import { judge, loadPolicy, readSubmission } from "hege";
 *
 *     const policies = [await loadPolicy("shenzhen-2010")];
 *     const submission = await readSubmission(["报送材料/"], { policies });
 *     const asItIs = await judge(submission, { policies, asOf: "2010-11-30" });
 *     const stricter = await judge(submission, { policies, asOf: "2010-11-30", rules: { "SZ08-supervisor-ratio": { limit: 12 } } });
 *
 * The same request on the same files gives the same report on any day: nothing here reads a clock, an environment variable or a
 * configuration that was not named, and nothing opens a connection. What `--format json` prints is this report with
 * `generatedAt` and `durationMs`; its JSON Schema is `hege/schema/report.schema.json`.
 *
 * Where an audit cannot run, a Refusal is thrown; anything else that is thrown is a fault of hege.
 */
import * as pipeline from "./audit.ts";
import { loadConfig } from "./config/load.ts";
import { exitCodeOf as codeOf, type ExitCode, type FailOn } from "./model/exit-code.ts";
import { Refusal } from "./model/fault.ts";
import type { Policy } from "./model/policy.ts";
import type { Report } from "./model/report.ts";
import type { Submission } from "./model/submission.ts";
import type { Language } from "./model/text.ts";
import { BUILT_IN_IDS, loadPolicy as load } from "./policies/load.ts";
import type { Setting } from "./policies/overrides.ts";

export { EXIT, type ExitCode, type FailOn } from "./model/exit-code.ts";
export { Refusal } from "./model/fault.ts";
export type { Policy, RuleOfPolicy } from "./model/policy.ts";
export type { AgencyReport, DataIssue, Need, Report, Result, Subject } from "./model/report.ts";
export type { Severity } from "./model/issue.ts";
export type { Status, Verdict } from "./model/status.ts";
export type { Submission } from "./model/submission.ts";
export type { Bilingual, Language } from "./model/text.ts";

/** Put in by the build: the version of the package. */
declare const __VERSION__: string;

/** What reading and judging share. */
interface Shared {
  /** Ids of built-in policies, paths of policy files, or policies that loadPolicy gave. */
  policies: readonly (string | Policy)[];
  /**
   * A configuration file, as `--config` takes it: its headers, values, rules and waivers count. Options that it sets (policy, days,
   * only, skip …) do not: those are said here. Left out: none, wherever one may lie.
   */
  config?: string | undefined;
  /** The folder that paths are relative to, in the request and in the report; that of the process where left out. */
  cwd?: string | undefined;
}

export interface ReadRequest extends Shared {
  /** The agency of a roster that names none. */
  agency?: string | undefined;
  /** How text files are written, where their bytes would say otherwise. */
  encoding?: "utf-8" | "gb18030" | "utf-16le" | "utf-16be" | undefined;
  /** How long a record of a text file may be, in bytes; 64 MB where left out. */
  maxBytes?: number | undefined;
}

export interface JudgeRequest extends Shared {
  /** The day the audit looks at, YYYY-MM-DD. */
  asOf: string;
  /** The period, YYYY-MM-DD each; from 1 January of asOf's year up to asOf where left out. */
  from?: string | undefined;
  to?: string | undefined;
  /** Rule ids, `SZ08-*` for several: only these are judged, or all but these. */
  only?: readonly string[] | undefined;
  skip?: readonly string[] | undefined;
  /** Rule → its parameters and severity, where they are not to be the policy's: `{ "SZ08-supervisor-ratio": { limit: 16 } }`. */
  rules?: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined;
  /** How many cells of evidence a result holds; 20 where left out, Infinity for all. */
  evidence?: number | undefined;
  /** What `audit.language` says; every sentence of a report stands in both. "zh" where left out. */
  language?: Language | undefined;
  /** Told while logs are read: rows read, and rows in all. */
  progress?: ((done: number, total: number) => void) | undefined;
}

export interface AuditRequest extends ReadRequest, JudgeRequest {
  /** Files, or folders of them. */
  paths: readonly string[];
}

/** The ids of the policies that come with the package. */
export const builtInPolicies: readonly string[] = BUILT_IN_IDS;

/**
 * The whole audit: reads the files, judges them by the policies, and makes the report.
 * @throws Refusal where it cannot run: a day or rule that is none, unreadable files, an invalid policy.
 */
export async function audit(request: AuditRequest): Promise<Report> {
  return pipeline.audit({ ...(await asked(request)), paths: request.paths, policies: request.policies, agency: request.agency, encoding: request.encoding, maxBytes: request.maxBytes });
}

/**
 * Reads a submission. Whatever is wrong with single cells, rows or sheets is noted in it and judged later.
 * @throws Refusal where it cannot be audited: no file, none that can be read, no roster.
 */
export async function readSubmission(paths: readonly string[], request: ReadRequest): Promise<Submission> {
  const [policies, config] = [await policiesOf(request), await configOf(request)];
  return pipeline.readFor(policies, { paths, agency: request.agency, encoding: request.encoding, maxBytes: request.maxBytes, config, cwd: folderOf(request) });
}

/**
 * Judges a submission, which stays as it is and can be judged again: on another day, by other policies or limits.
 * @throws Refusal for a day, a policy or a rule that is none, and for a log that can no longer be read.
 */
export async function judge(submission: Submission, request: JudgeRequest): Promise<Report> {
  return pipeline.judgeBy(await policiesOf(request), await asked(request))(submission);
}

/**
 * A policy by its id, or from a file that may extend another.
 * @throws Refusal that names file, line and column of what is wrong in it.
 */
export function loadPolicy(reference: string, cwd = "."): Promise<Policy> {
  return load(reference, cwd);
}

/** The exit code that `hege check` would end with: EXIT.ok, EXIT.failed or EXIT.incomplete. */
export function exitCodeOf(report: Report, options: { failOn?: FailOn | undefined; allowIncomplete?: boolean | undefined } = {}): ExitCode {
  return codeOf(report, { failOn: options.failOn ?? "error", allowIncomplete: options.allowIncomplete ?? false });
}

/**
 * What claims to be a report – a saved one, parsed – as a Report.
 * @throws Refusal that names the first places that do not fit the schema.
 */
export async function parseReport(data: unknown): Promise<Report> {
  const { reportSchema } = await import("./model/report.ts");
  const parsed = reportSchema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new Refusal(...parsed.error.issues.slice(0, 5).map(({ path, message }) => {
    const place = path.map(String).join(".") || "report";
    return { zh: `不是 hege 的报告：${place}（${message}）。`, en: `Not a report of hege: ${place} (${message}).` };
  }));
}

const folderOf = ({ cwd }: Shared): string => cwd ?? ".";
const policiesOf = (request: Shared): Promise<Policy[]> => pipeline.policiesOf({ policies: request.policies, cwd: folderOf(request) });
const configOf = async (request: Shared): ReturnType<typeof loadConfig> => (request.config === undefined ? null : loadConfig(request.config, folderOf(request)));

async function asked(request: JudgeRequest): Promise<Omit<pipeline.AuditRequest, "paths" | "policies" | "agency" | "encoding" | "maxBytes">> {
  const { asOf, from, to, only, skip, rules = {}, evidence, language = "zh", progress } = request;
  // A user without types may leave it out; there is no clock here to ask instead.
  if (typeof asOf !== "string") throw new Refusal({ zh: "须写明检查哪一天：asOf，例如 \"2010-11-30\"。", en: "Say which day to audit: asOf, for example \"2010-11-30\"." });
  const config = await configOf(request);
  const settings = Object.entries(rules).flatMap(([rule, params]) => Object.entries(params).map(([param, value]): Setting => ({ rule, param, value, source: "rules" })));
  return {
    asOf, from, to, config, language, cwd: folderOf(request), version: __VERSION__, today: 0, settings: [...config?.settings ?? [], ...settings],
    ...(only ? { only } : {}), ...(skip ? { skip } : {}), ...(evidence === undefined ? {} : { evidence }), ...(progress ? { progress } : {}),
  };
}
