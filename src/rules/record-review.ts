import * as z from "zod";
import { iso, type Day } from "../model/day.ts";
import type { Source } from "../model/field.ts";
import { rowWhy } from "../model/known.ts";
import { roleOn } from "../model/person.ts";
import { roles } from "../model/policy.ts";
import { tierOnDay } from "../model/role.ts";
import { lackingColumn } from "./evidence.ts";
import { defineRuleKind, noColumn, noTable, outcomeOf, type Scope } from "./kind.ts";
import { serviceRows } from "./service-rows.ts";
import { MET, shareOf, type Met } from "./share.ts";
import { sessions, type Sessions } from "./tallies/sessions.ts";
import { isWorkerAt, reviewedOnAt, reviewersAt, rowAt, sourceAt, workerTextAt, type Records } from "./tallies/store.ts";

const params = z.strictObject({ minShare: z.number().min(0).max(1), minReviewerTier: z.number().int().min(0), roles });
type ReviewScope = Scope<z.infer<typeof params>>;

/** Article 13(2): the service records of frontline workers were reviewed, by somebody else and in good time for the audit. */
export default defineRuleKind({
  kind: "record-review",
  about: "agency",
  params,
  reads: { services: ["date", "worker", "workerNo", "type", "reviewer", "reviewedOn", "serviceNo", "sessionNo"] },
  tallies: [sessions],
  observed: z.object({ records: z.number(), met: z.number(), share: z.number().nullable(), missed: z.number() }),
  expected: z.object({ minShare: z.number() }),
  sentences: {
    zh: {
      "pass": "一线社工的 {records} 条服务记录中，{met} 条经督导审阅，符合要求。",
      "fail": "一线社工的 {records} 条服务记录中，只有 {met} 条经督导审阅，{missed} 条未审阅或审阅人不合要求。",
      "not-assessed": "一线社工的服务记录是否经督导审阅无法判定。",
      "not-applicable": "检查期内没有一线社工的服务记录。",
    },
    en: {
      "pass": "Service records of frontline workers reviewed: {met} of {records}, as asked.",
      "fail": "Service records of frontline workers reviewed: only {met} of {records}; not reviewed, or not by somebody who may: {missed}.",
      "not-assessed": "Whether the service records of frontline workers were reviewed cannot be told.",
      "not-applicable": "There is no service record of a frontline worker in the period.",
    },
  },
  remedy: {
    zh: {
      "fail": "由督导审阅批复其余 {missed} 条服务记录，填写审阅人和审阅日期。",
      "not-assessed": "补充：{needs}。",
    },
    en: {
      "fail": "Have a supervisor review the service records that remain ({missed}) and enter the reviewer and the date of review.",
      "not-assessed": "Supply: {needs}.",
    },
  },
  judge(scope) {
    const given = scope.given("services");
    const state = scope.tally(sessions);
    const rows = given ? serviceRows(scope, state, scope.params.roles) : [];
    const lacking = lackingColumn(scope, ["reviewer", "reviewedOn"]);
    const { records, met, reached, failing } = shareOf(rows, (at) => reviewed(scope, state, at, lacking), scope.params.minShare);
    const outcome = !given ? "not-assessed" as const : records === 0 ? "not-applicable" as const : outcomeOf(reached);
    return [{
      subject: null, outcome,
      observed: { records, met: met.min, share: records === 0 ? null : met.min / records, missed: failing.length },
      expected: { minShare: scope.params.minShare },
      why: given ? reached.why : [noTable("services")],
    }];
  },
});

function reviewed(scope: ReviewScope, { records }: Sessions, at: number, lackingIn: (source: number) => string | null): Met {
  const lacking = lackingIn(sourceAt(records, at));
  if (lacking !== null) return untold(lacking);
  const reviewedOn = reviewedOnAt(records, at);
  if (reviewedOn !== null && reviewedOn <= scope.asOf) {
    // By number: the loop runs for every record of a log.
    const reviewers = reviewersAt(records, at);
    for (let i = 0; i < reviewers.length; i++) if (mayReview(scope, records, at, reviewers[i] as number | string, reviewedOn)) return MET;
  }
  return notReviewed(scope, scope.source(sourceAt(records, at)), rowAt(records, at), reviewedOn);
}

const untold = (lacking: string): Met => ({ met: null, why: () => noColumn("services", lacking) });

function notReviewed(scope: ReviewScope, source: Source, row: number, reviewedOn: Day | null): Met {
  const late = reviewedOn === null || reviewedOn > scope.asOf;
  return { met: false, why: () => (late ? rowWhy(source, row, "reviewedOn", reviewedOn === null ? null : iso(reviewedOn)) : rowWhy(source, row, "reviewer")) };
}

/** None of the record's workers, and not somebody whose tier that day is known to be below the least that may. */
function mayReview(scope: ReviewScope, records: Records, at: number, reviewer: number | string, reviewedOn: Day): boolean {
  if (typeof reviewer === "string") return !workerTextAt(records, at).split("、").includes(reviewer);
  if (isWorkerAt(records, at, reviewer)) return false;
  const tier = tierOnDay(roleOn(scope.person(reviewer), reviewedOn));
  return tier === null || tier >= scope.params.minReviewerTier;
}
