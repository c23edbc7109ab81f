import type { CrossPart } from "../model/cross.ts";
import { addAll } from "../model/lists.ts";
import { maskAll } from "../model/mask.ts";
import { maskReport } from "../model/mask-report.ts";
import type { Report } from "../model/report.ts";
import type { Submission } from "../model/submission.ts";
import type { AnyTally } from "../rules/kind.ts";
import { assemble } from "./assemble.ts";
import { joinCross } from "./cross/join.ts";
import { passportOf, whoMayBeShared } from "./cross/passports.ts";
import { presenceOf } from "./cross/presence.ts";
import { applyDecisions } from "./decisions.ts";
import type { PlacedFinding } from "./finding.ts";
import { judgeRule, runningRules } from "./judge.ts";
import type { Engagement } from "./engagement.ts";
import { makeLocator } from "./locate.ts";
import { readLogs } from "./logs.ts";
import { indexNames } from "./names.ts";
import { readRoster } from "./people.ts";
import { placeFindings } from "./place-findings.ts";
import { setUp, type Bench } from "./scope.ts";
import { agreedRows, leftOut, ownRows } from "./small-tables.ts";
import { applyWaivers, ranKey } from "./waivers.ts";

/** A submission, judged: its report as if it stood alone, and what is judged again when others are known (joinCross). */
export interface JudgedSubmission {
  report: Report;
  part: CrossPart;
}

/**
 * Judges a submission: the whole of the engine, from records to the report. `alone`: nobody will ask whom it shares with others, so
 * of its people only those are kept who stand in several of its own agencies.
 */
export async function judgeSubmission(submission: Submission, engagement: Engagement, alone: boolean): Promise<JudgedSubmission> {
  const { asOf, period } = engagement;
  const policies = [...engagement.policies, engagement.cross];
  const running = runningRules(policies, engagement.wanted ?? (() => true));
  const rules = running.filter(({ kind }) => !kind.across);
  const across = running.filter(({ kind }) => kind.across);
  const roster = readRoster(submission.tables.roster, submission.files.flatMap((file) => file.tables), asOf);
  const locator = makeLocator(roster.agencies, roster.agencies.map(indexNames));
  const findings: PlacedFinding[] = [...placeFindings(submission, roster, locator), ...roster.findings];

  const tallies = [...new Set(rules.flatMap(({ kind }) => kind.tallies))] as AnyTally[];
  const shared = across.length === 0 ? [] : whoMayBeShared(roster.people, asOf, alone);
  const presence = presenceOf(new Set(shared.map(({ id }) => id)), { from: period.from, to: Math.min(period.to, asOf) });
  const logs = await readLogs(submission, [...tallies, ...presence.tallies], locator, (person) => roster.people[person]?.agency ?? null, asOf, period, engagement.progress);
  addAll(findings, logs.findings);

  const agreedRead = rules.some(({ kind }) => "targets" in kind.reads);
  const said: PlacedFinding[] = agreedRead ? findings : [];
  const { tables } = submission;
  const owned = {
    documents: ownRows(tables.documents, locator, findings), agency: ownRows(tables.agency, locator, findings),
    targets: ownRows(tables.targets, locator, said), conversions: ownRows(tables.conversions, locator, said),
  };
  const bench: Bench = {
    submission, roster, locator, asOf, period, tallies: logs.tallies, findings, documents: owned.documents, agencyRows: owned.agency,
    targets: agreedRows(owned.targets, locator, asOf, said), conversions: agreedRows(owned.conversions, locator, asOf, said),
  };
  // Unused is what an issue keeps out: of targets and conversions that no rule of the run reads nothing is said.
  const told = agreedRead ? (["documents", "agency", "targets", "conversions"] as const) : (["documents", "agency"] as const);
  const unused = new Map([...logs.unused, ...told.flatMap((table) => leftOut(tables[table], owned[table]))]);
  const agencies = setUp(bench);
  // Agency by agency, while what its rules share is at hand; then in the order of the rules.
  const byAgency = agencies.map((agency) => rules.map((running) => judgeRule(running, agency, { asOf, period, evidence: engagement.evidence })));
  const judged = rules.flatMap((_, nth) => byAgency.flatMap((ofRules) => ofRules[nth] ?? []));
  const ran = running.map(({ policy, rule }) => ranKey(policy.id, rule.id));
  const acrossIds = new Set(across.map(({ rule }) => rule.id));
  // Looked at only where somebody names a clause.
  const asked = submission.tables.waivers.length + submission.tables.decisions.length > 0;
  const known = asked ? [...policies, ...engagement.otherPolicies()] : policies;
  const waivers = applyWaivers(submission.tables.waivers, judged, known, ran, acrossIds, locator, agencies, asOf, findings);
  const decisions = applyDecisions(submission.tables.decisions, judged, known, acrossIds, locator, asOf, findings);

  await submission.hashed();
  const { report, faulty } = assemble(submission, engagement, { rules: running, roster, agencies, judged, findings, unused, policies });
  const part: CrossPart = {
    asOf, period: { from: period.from, to: Math.min(period.to, asOf) }, evidence: Number.isFinite(engagement.evidence) ? engagement.evidence : null,
    rules: across.map(({ policy, rule }) => ({ policy: policy.id, rule })), people: shared.map((person) => passportOf(person, asOf, presence.daysOf(person.id))),
    ...maskAll({ waivers, decisions, faulty }),
  };
  return { report: joinCross(maskReport(report), part, []), part };
}
