import type { Config } from "./config/load.ts";
import { configuredWaivers } from "./config/waivers.ts";
import { claimRows, type Claim } from "./engine/claims.ts";
import { judgeSubmission, type JudgedSubmission } from "./engine/audit.ts";
import { quoteClauses } from "./engine/clause-text.ts";
import { quoteOf } from "./model/clauses.ts";
import { Refusal } from "./model/fault.ts";
import type { Day } from "./model/day.ts";
import { daysOfAudit, type DaysAsked } from "./model/period.ts";
import type { Policy, RuleOfPolicy } from "./model/policy.ts";
import type { Report } from "./model/report.ts";
import type { Submission } from "./model/submission.ts";
import type { Language } from "./model/text.ts";
import { BUILT_IN_IDS, builtIns, crossPolicy, loadPolicy } from "./policies/load.ts";
import { applySettings, noSuchRule, type Setting } from "./policies/overrides.ts";
import type { ScanElsewhere } from "./read/portions.ts";
import { readSubmission } from "./read/submission.ts";
import { postsNeeded } from "./rules/reads.ts";

export const ENCODINGS = ["utf-8", "gb18030", "utf-16le", "utf-16be"] as const;

/** What is asked of an audit: everything that can change its report, the clock and the folder included. */
export interface AuditRequest extends DaysAsked {
  paths: readonly string[];
  /** Files or folders whose tables are given to several submissions (`--with`): of their rows only those about an agency of this one count. */
  forMany?: readonly string[] | undefined;
  /** Ids of built-in policies, paths of policy files, or policies already loaded. */
  policies: readonly (string | Policy)[];
  /** The agency of a roster that names none. */
  agency?: string | undefined;
  /** Read hidden sheets too. */
  hiddenSheets?: boolean | undefined;
  /** How long a record of a text file may be, in bytes; 64 MB where not said. */
  maxBytes?: number | undefined;
  /** How text files are written, where their bytes would say otherwise. */
  encoding?: (typeof ENCODINGS)[number] | undefined;
  /** Rule ids, `SZ08-*` for several; only these are judged, or all but these. */
  only?: readonly string[];
  skip?: readonly string[];
  settings?: readonly Setting[];
  /** The user's configuration: headers and values of theirs, and waivers beside those of the tables. */
  config?: Config | null;
  /** How many cells of evidence a result holds; Infinity: all. */
  evidence?: number;
  language: Language;
  /** Scans large logs in other threads (src/cli/scan.ts); this one does it where left out. */
  scanElsewhere?: ScanElsewhere;
  /** Told while logs are read: rows read, and rows in all. */
  progress?: (done: number, total: number) => void;
  today: Day;
  cwd: string;
  version: string;
}

/**
 * The whole audit: files become records, records are judged by the policies, and a report is made of the judgement.
 * @throws Refusal where it cannot run: usage, unreadable files, an invalid policy.
 */
export async function audit(request: AuditRequest): Promise<Report> {
  return (await auditWithRecords(request)).report;
}

/**
 * The same, with the records that the report was made of – a redaction has to know whom they name –, with what is judged again when other
 * submissions are known (`alone`: none will be), and with the rows of tables given to many that are of this submission.
 */
export async function auditWithRecords(request: AuditRequest, alone = true): Promise<JudgedSubmission & { submission: Submission; claims: readonly Claim[] }> {
  const policies = await policiesOf(request);
  const judge = judgeWithPart(policies, request, alone);
  const { forMany = [] } = request;
  const read = await readFor(policies, forMany.length === 0 ? request : { ...request, paths: [...request.paths, ...forMany] });
  const { submission, claims } = forMany.length === 0 ? { submission: read, claims: [] } : claimRows(read, (path) => forMany.some((given) => path === given || path.startsWith(`${given}/`)));
  return { ...await judge(submission), submission, claims };
}

/** Reads the files of a request as these policies need it. */
export function readFor(policies: readonly Policy[], request: Pick<AuditRequest, "paths" | "agency" | "encoding" | "hiddenSheets" | "maxBytes" | "config" | "cwd" | "scanElsewhere">): Promise<Submission> {
  return readSubmission(request.paths, {
    rosterPosts: policies.map(({ rules }) => postsNeeded(rules)), cwd: request.cwd, ...(request.agency === undefined ? {} : { agency: request.agency }), ...(request.hiddenSheets === undefined ? {} : { hiddenSheets: request.hiddenSheets }), ...(request.maxBytes === undefined ? {} : { maxBytes: request.maxBytes }), ...(request.encoding === undefined ? {} : { encoding: request.encoding }), ...(request.config ? { vocabulary: request.config.vocabulary } : {}), ...(request.scanElsewhere ? { scanElsewhere: request.scanElsewhere } : {}),
  });
}

type JudgeRequest = Omit<AuditRequest, "paths" | "forMany" | "policies" | "agency" | "encoding" | "hiddenSheets" | "maxBytes" | "cwd" | "scanElsewhere">;

/** What judges a submission as it is asked; a day or a setting that cannot be is refused here, before any file is read. */
export function judgeBy(policies: readonly Policy[], request: JudgeRequest): (submission: Submission) => Promise<Report> {
  const judge = judgeWithPart(policies, request, true);
  return async (submission) => (await judge(submission)).report;
}

function judgeWithPart(policies: readonly Policy[], request: JudgeRequest, alone: boolean): (submission: Submission) => Promise<JudgedSubmission> {
  const { asOf, period } = daysOfAudit(request, policies, request.today);
  const [cross, ...running] = applySettings([crossPolicy(), ...policies], request.settings ?? []) as [Policy, ...Policy[]];
  const texts = clauseTexts(request.config ?? null, running);
  return async (submission) => {
    const judged = await judgeSubmission(withConfigured(submission, request.config ?? null), {
      policies: running, cross, asOf, period, wanted: wantedRules(request, [...running, cross]),
      otherPolicies: () => builtIns().filter(({ id }) => !running.some((policy) => policy.id === id)),
      evidence: request.evidence ?? 20, language: request.language, version: request.version, ...(request.progress ? { progress: request.progress } : {}),
    }, alone);
    return { ...judged, report: quoteClauses(judged.report, texts) };
  };
}

/** The copies of the documents that are judged by; one for a policy that nobody knows is a slip of the pen. */
function clauseTexts(config: Config | null, running: readonly Policy[]): Config["clauses"] {
  const known = [...running.map(({ id }) => id), ...BUILT_IN_IDS];
  for (const [id, clauses] of config?.clauses ?? []) {
    const shown = config?.file ?? "";
    if (!known.includes(id)) throw new Refusal({ zh: `${shown}：clauseText 中的 ${id} 不是本次所用的政策，可写的有：${known.join("、")}。`, en: `${shown}: ${id} of clauseText is no policy of this audit; known are: ${known.join(", ")}.` });
    const policy = running.find((each) => each.id === id);
    if (policy !== undefined && !policy.rules.some(({ clause }) => quoteOf(clauses, clause) !== null)) {
      throw new Refusal({ zh: `${shown}：clauseText.${id} 的文件里找不到政策所引的条款：每条应另起一行，以“第八条”或“8.”开头；按段引用的，每段之间空一行。`, en: `${shown}: the file of clauseText.${id} has none of the clauses that the policy cites: each begins a line with 第八条, 8. or Article 8; where paragraphs are cited, a blank line stands between them.` });
    }
  }
  return config?.clauses ?? new Map();
}

function withConfigured(submission: Submission, config: Config | null): Submission {
  const waivers = config === null ? null : configuredWaivers(config, submission.sources.length);
  if (waivers === null) return submission;
  return {
    ...submission, sources: [...submission.sources, waivers.source], given: new Set([...submission.given, "waivers"]),
    tables: { ...submission.tables, waivers: [...submission.tables.waivers, ...waivers.rows] },
    hashed: () => submission.hashed(),
    scan: (log) => submission.scan(log),
    open: (log) => submission.open(log),
  };
}

/** The policies that a request names, loaded. */
export async function policiesOf({ policies, cwd }: Pick<AuditRequest, "policies" | "cwd">): Promise<Policy[]> {
  if (policies.length === 0) {
    throw new Refusal({
      zh: `请用 --policy 写明按哪项政策检查：${BUILT_IN_IDS.join("、")}，或自己的政策文件。`,
      en: `Say with --policy which policy to audit by: ${BUILT_IN_IDS.join(", ")}, or a policy file of your own.`,
    });
  }
  const loaded = await Promise.all([...new Set(policies)].map(async (policy) => (typeof policy === "string" ? loadPolicy(policy, cwd) : policy)));
  const twice = loaded.find((policy, i) => loaded.findIndex(({ id }) => id === policy.id) !== i);
  if (twice) throw new Refusal({ zh: `两项政策的编号相同：${twice.id}。`, en: `Two policies have the same id: ${twice.id}.` });
  return loaded;
}

function wantedRules({ only = [], skip = [] }: Pick<AuditRequest, "only" | "skip">, policies: readonly Policy[]): ((rule: RuleOfPolicy) => boolean) | null {
  if (only.length === 0 && skip.length === 0) return null;
  const matches = (rule: RuleOfPolicy, pattern: string): boolean => [rule.id, ...rule.aliases].some((id) => (pattern.endsWith("*") ? id.startsWith(pattern.slice(0, -1)) : id === pattern));
  for (const [option, patterns] of [["--only", only], ["--skip", skip]] as const) {
    const unknown = patterns.find((pattern) => !policies.some((policy) => policy.rules.some((rule) => matches(rule, pattern))));
    if (unknown !== undefined) throw noSuchRule(unknown, policies, option);
  }
  return (rule) => (only.length === 0 || only.some((pattern) => matches(rule, pattern))) && !skip.some((pattern) => matches(rule, pattern));
}
