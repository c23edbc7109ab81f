import type { Passport, RatioWithout } from "../../model/cross.ts";
import type { AgencyReport, Report } from "../../model/report.ts";

/** The ratios of an agency in which somebody of that role counts, as its report has them, and as they are without that person. */
export function ratiosWithout(report: Report, agency: AgencyReport, role: Passport["role"]): RatioWithout[] {
  const rules = new Map(report.audit.policies.flatMap(({ id, rules: own }) => own.filter(({ kind }) => kind === "headcount-ratio").map((rule) => [`${id} ${rule.id}`, rule] as const)));
  return agency.results.flatMap(({ policy, rule, observed, expected }): RatioWithout[] => {
    const params = rules.get(`${policy} ${rule}`)?.params as { leaders: readonly string[]; counted: readonly string[] } | undefined;
    if (params === undefined) return [];
    const [leads, isCounted] = [params.leaders.includes(role), params.counted.includes(role)];
    if (!leads && !isCounted) return [];
    const { leaderCount: leaders, countedCount: counted, unreadable } = observed as { leaderCount: number; countedCount: number; unreadable: number };
    const limit = expected["limit"] as number;
    const [leadersWithout, countedWithout] = [leaders - (leads ? 1 : 0), counted - (isCounted ? 1 : 0)];
    return [{
      rule, limit, leads, leaders, counted, met: isMet(counted, leaders, unreadable, limit),
      leadersWithout, countedWithout, metWithout: isMet(countedWithout, leadersWithout, unreadable, limit),
    }];
  });
}

/** At both ends: all whose post is not understood counted, and all of them leading. */
const isMet = (counted: number, leaders: number, unreadable: number, limit: number): RatioWithout["met"] =>
  (counted + unreadable <= limit * leaders ? "yes" : counted > limit * (leaders + unreadable) ? "no" : "unknown");
