import * as z from "zod";
import { lastOf, iso, type Day } from "../model/day.ts";
import { valueOf, type Field } from "../model/field.ts";
import type { When } from "../model/day.ts";
import { all, cellWhy, told, truth, unknown, type Truth } from "../model/known.ts";
import { cell, type Person } from "../model/person.ts";
import type { Rank } from "../model/role.ts";
import { defineRuleKind, outcomeOf } from "./kind.ts";

/** Whether a certificate counts by asOf: its date blank or not after it; an unreadable date leaves it open. */
export function certificateCounts(date: Field<When>, asOf: Day, person: string): Truth {
  if (date.is === "unreadable") return unknown(cellWhy(date, "cell-unreadable", person));
  if (date.is !== "known") return { is: "yes", why: [] };
  return truth(lastOf(date.value, asOf) <= asOf, cellWhy(date));
}

/**
 * Whether a person holds a rank on asOf (rules.md, 2.1 "qualification"): a known rank below the demand is a no whatever its date;
 * an unknown rank stays unknown whatever its date.
 */
export function holdsRank(person: Person, minRank: Rank, asOf: Day): Truth {
  const qualification = cell(person, "qualification");
  const rank = told(qualification, (value) => value >= minRank, person.name);
  return rank.is === "yes" ? all(rank, certificateCounts(cell(person, "certificateDate"), asOf, person.name)) : rank;
}

const rank = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]);

/** Articles 7 and 15: the professional qualification a post asks for. */
export default defineRuleKind({
  kind: "qualification",
  about: "people",
  params: z.strictObject({ minRank: rank, pilot: z.boolean().default(false), pilotMinRank: rank.optional() }),
  reads: { roster: ["qualification", "certificateDate", "roleStart"] },
  observed: z.object({
    rank: rank.nullable(), certificateDate: z.string().nullable(), relaxed: z.boolean().optional(), obtainedAfterAppointment: z.boolean().optional(),
  }),
  expected: z.object({ minRank: rank, minRankWord: z.string() }),
  sentences: {
    zh: {
      "pass": "{name}的职业资格符合要求（不低于{minRankWord}）。",
      "pass.relaxed": "{name}的职业资格低于通常要求，但不低于试点阶段放宽后的{minRankWord}，按放宽的要求符合。",
      "pass.later": "{name}的职业资格符合要求（不低于{minRankWord}），但发证日期 {certificateDate} 晚于上岗日期。",
      "fail": "{name}的职业资格未达到{minRankWord}。",
      "fail.date": "{name}的发证日期 {certificateDate} 晚于检查日 {asOf}，证书不能计入，职业资格未达到{minRankWord}。",
      "not-assessed": "{name}的职业资格是否达到{minRankWord}无法判定。",
      "not-applicable": "本条资格要求不适用于{name}。",
    },
    en: {
      "pass": "{name} holds the qualification asked for ({minRankWord} or above).",
      "pass.relaxed": "{name}'s qualification is lower than what is asked as a rule, but meets the demand as relaxed for the pilot ({minRankWord} or above).",
      "pass.later": "{name} holds the qualification asked for ({minRankWord} or above), but its certificate is dated {certificateDate}, after the appointment.",
      "fail": "{name}'s qualification is below {minRankWord}.",
      "fail.date": "{name}'s certificate is dated {certificateDate}, after the audit day ({asOf}), and does not count: the qualification is below {minRankWord}.",
      "not-assessed": "Whether {name} is qualified as {minRankWord} or above cannot be told.",
      "not-applicable": "This qualification is not asked of {name}.",
    },
  },
  remedy: {
    zh: {
      "fail": "由职业资格不低于{minRankWord}的人员任此岗位；已取得资格的，更正花名册中的职业资格和发证日期。",
      "not-assessed": "补填：{needs}。",
    },
    en: {
      "fail": "Fill the post with somebody qualified as {minRankWord} or above; if the certificate exists, correct the qualification and its date in the staff roster.",
      "not-assessed": "Fill in: {needs}.",
    },
  },
  contradictions: ({ minRank, pilot, pilotMinRank }) => [
    ...(pilotMinRank !== undefined && pilotMinRank > minRank ? [{ zh: "试点阶段的要求高于平时的要求", en: "what the pilot asks is more than what is asked otherwise" }] : []),
    ...(pilot && pilotMinRank === undefined ? [{ zh: "写了试点阶段放宽，却没有写放宽到哪一级", en: "the pilot is said to relax the demand, but not to which rank" }] : []),
  ],
  judge({ subjects, params, asOf }) {
    const demand = params.pilot && params.pilotMinRank !== undefined ? params.pilotMinRank : params.minRank;
    return subjects.map((subject) => {
      const met = holdsRank(subject, demand, asOf);
      const outcome = outcomeOf(met);
      const held = valueOf(cell(subject, "qualification"));
      const date = valueOf(cell(subject, "certificateDate"));
      const dated = date === null ? null : lastOf(date, asOf);
      const start = valueOf(cell(subject, "roleStart"));
      const relaxed = outcome === "pass" && held !== null && held < params.minRank;
      const later = outcome === "pass" && dated !== null && start !== null && dated > start.first;
      const future = outcome === "fail" && held !== null && held >= demand;
      return {
        subject, outcome, say: relaxed ? "pass.relaxed" : later ? "pass.later" : future ? "fail.date" : outcome,
        observed: {
          rank: held, certificateDate: dated === null ? null : iso(dated),
          ...(relaxed ? { relaxed } : {}), ...(later ? { obtainedAfterAppointment: later } : {}),
        },
        expected: { minRank: demand, minRankWord: `rank-${demand}` },
        why: met.why,
        ...(later ? { rests: ["obtainedAfterAppointment"] } : {}),
      };
    });
  },
});
