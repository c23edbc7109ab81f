import * as z from "zod";
import { iso, type Day, type Period } from "../model/day.ts";
import type { Source } from "../model/field.ts";
import { rowWhy } from "../model/known.ts";
import { isWithin, roleOn, stretchesWhere, type Person } from "../model/person.ts";
import { roles } from "../model/policy.ts";
import { remembered } from "../model/remembered.ts";
import { tierOnDay } from "../model/role.ts";
import { lackingColumn } from "./evidence.ts";
import { defineRuleKind, noColumn, noTable, outcomeOf, type Scope } from "./kind.ts";
import { serviceRows } from "./service-rows.ts";
import { MET, shareOf, type Met } from "./share.ts";
import { sessions } from "./tallies/sessions.ts";
import { isWorkerAt, reviewedOnAt, reviewersIn, reviewNumberAt, rowAt, sourceAt, workerTextAt, type Records } from "./tallies/store.ts";

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
    const reviewersOf = reviewersByNumber(scope, state.records);
    const { records, met, reached, failing } = shareOf(rows, (at) => reviewed(scope, state.records, reviewersOf, at, lacking), scope.params.minShare);
    const outcome = !given ? "not-assessed" as const : records === 0 ? "not-applicable" as const : outcomeOf(reached);
    return [{
      subject: null, outcome,
      observed: { records, met: met.min, share: records === 0 ? null : met.min / records, missed: failing.length },
      expected: { minShare: scope.params.minShare },
      why: given ? reached.why : [noTable("services")],
    }];
  },
});

/** Somebody who reviewed a record, and the days on which they may have: a tier that is not known is not held against them. */
interface Reviewer { who: number | string; on: readonly Period[] }

function reviewed({ asOf, source }: ReviewScope, records: Records, reviewersOf: (review: number) => readonly Reviewer[], at: number, lackingIn: (source: number) => string | null): Met {
  const lacking = lackingIn(sourceAt(records, at));
  if (lacking !== null) return untold(lacking);
  const reviewedOn = reviewedOnAt(records, at);
  if (reviewedOn !== null && reviewedOn <= asOf) {
    // By number: the loop runs for every record of a log.
    const reviewers = reviewersOf(reviewNumberAt(records, at));
    for (let i = 0; i < reviewers.length; i++) {
      const { who, on } = reviewers[i] as Reviewer;
      if (isWithin(reviewedOn, on) && !isWorker(records, at, who)) return MET;
    }
  }
  return notReviewed(source(sourceAt(records, at)), rowAt(records, at), reviewedOn, asOf);
}

const untold = (lacking: string): Met => ({ met: null, why: noColumn("services", lacking) });

function notReviewed(source: Source, row: number, reviewedOn: Day | null, asOf: Day): Met {
  const late = reviewedOn === null || reviewedOn > asOf;
  return { met: false, why: late ? rowWhy(source, row, "reviewedOn", reviewedOn === null ? null : iso(reviewedOn)) : rowWhy(source, row, "reviewer") };
}

/** The reviewers that a cell names, by its number; the same few cells stand in most records of an agency. */
function reviewersByNumber(scope: ReviewScope, records: Records): (review: number) => readonly Reviewer[] {
  return remembered((review) => reviewersIn(records, review).map((who) => ({ who, on: typeof who === "string" ? ALWAYS : daysOfReviewing(scope, scope.person(who)) })));
}

const ALWAYS: readonly Period[] = [{ from: -Infinity, to: Infinity }];

const daysOfReviewing = ({ asOf, params }: ReviewScope, person: Person): Period[] =>
  stretchesWhere(person, -Infinity, asOf, (day) => { const tier = tierOnDay(roleOn(person, day)); return tier === null || tier >= params.minReviewerTier; });

const isWorker = (records: Records, at: number, who: number | string): boolean => (typeof who === "string" ? workerTextAt(records, at).split("、").includes(who) : isWorkerAt(records, at, who));
