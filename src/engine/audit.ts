import { maskAll } from "../model/field.ts";
import type { Report } from "../model/report.ts";
import type { Submission } from "../model/submission.ts";
import type { AnyTally } from "../rules/kind.ts";
import { assemble } from "./assemble.ts";
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

/** Judges a submission: the whole of the engine, from records to the report. */
export async function judgeSubmission(submission: Submission, engagement: Engagement): Promise<Report> {
  const { asOf, period } = engagement;
  const policies = [...engagement.policies, engagement.cross];
  const rules = runningRules(policies, engagement.wanted ?? (() => true));
  const roster = readRoster(submission.tables.roster, submission.files.flatMap((file) => file.tables), asOf);
  const locator = makeLocator(roster.agencies, roster.agencies.map(indexNames));
  const findings: PlacedFinding[] = [...placeFindings(submission, roster, locator), ...roster.findings];

  const tallies = [...new Set(rules.flatMap(({ kind }) => kind.tallies))] as AnyTally[];
  const logs = await readLogs(submission, tallies, locator, (person) => roster.people[person]?.agency ?? null, asOf, period, engagement.progress);
  findings.push(...logs.findings);

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
  const ran = rules.map(({ policy, rule }) => ranKey(policy.id, rule.id));
  // Looked at only where somebody names a clause.
  const asked = submission.tables.waivers.length + submission.tables.decisions.length > 0;
  const known = asked ? [...policies, ...engagement.otherPolicies()] : policies;
  applyWaivers(submission.tables.waivers, judged, known, ran, locator, agencies, asOf, findings);
  applyDecisions(submission.tables.decisions, judged, known, locator, asOf, findings);

  return maskAll(assemble(submission, engagement, { rules, roster, agencies, judged, findings, unused, policies }));
}
