import * as z from "zod";
import { inPeriod } from "../model/day.ts";
import { atLeast, count, exactly, truth, unknown } from "../model/known.ts";
import { roleOn } from "../model/person.ts";
import { roles } from "../model/policy.ts";
import { DUTIES } from "../model/record.ts";
import { byPlace, dated } from "./evidence.ts";
import { defineRuleKind, noTable, outcomeOf, type Scope } from "./kind.ts";
import { duties, dutyKey } from "./tallies/duties.ts";

const params = z.strictObject({
  duty: z.enum(DUTIES),
  min: z.number().int().positive(),
  /** Not applicable where nobody in post in the agency has one of these roles or one that cannot be read. */
  onlyWith: roles.optional(),
});

/** Duties whose only trace is a record that they were done (articles 9–13, 17). */
export default defineRuleKind({
  kind: "duty-records",
  about: "people",
  params,
  reads: { duties: ["date", "person", "duty"] },
  tallies: [duties],
  observed: z.object({ records: z.number() }),
  expected: z.object({ min: z.number(), dutyWord: z.string() }),
  sentences: {
    zh: {
      "pass": "{name}在检查期内有“{dutyWord}”记录 {records} 条。",
      "fail": "未见{name}在检查期内有足够的“{dutyWord}”记录（有 {records} 条，应不少于 {min} 条）。",
      "not-assessed": "没有履职记录表，{name}是否履行“{dutyWord}”职责无法判定。",
      "not-applicable": "检查日机构没有在岗的督导助理，“{dutyWord}”职责不适用于{name}。",
    },
    en: {
      "pass": "Records of “{dutyWord}” by {name} in the period: {records}.",
      "fail": "Not enough records of “{dutyWord}” by {name} were seen in the period: {records}, at least {min} asked for.",
      "not-assessed": "Without a duty log, whether {name} fulfilled the duty “{dutyWord}” cannot be told.",
      "not-applicable": "The agency has no supervisor's assistant in post on the audit day; the duty “{dutyWord}” is not asked of {name}.",
    },
  },
  remedy: {
    zh: {
      "fail": "履行“{dutyWord}”职责，并登记在履职记录表中；已经履行而未登记的，补录日期和内容。",
      "not-assessed": "提供：{needs}。",
    },
    en: {
      "fail": "Fulfil the duty “{dutyWord}” and enter it in the duty log; if that was done and not entered, enter its date and content.",
      "not-assessed": "Supply: {needs}.",
    },
  },
  judge(scope) {
    const { params: p } = scope;
    const log = scope.given("duties") ? scope.tally(duties) : null;
    const needed = anybodyToServe(scope);
    return scope.subjects.map((subject) => {
      const rows = [...(log?.get(dutyKey(subject.id, p.duty)) ?? [])].filter(({ day }) => inPeriod(day, scope.period)).sort(byPlace);
      const met = log === null ? unknown(noTable("duties")) : atLeast(count(rows.map((row) => truth(true, dated(scope, row)))), exactly(p.min));
      return {
        subject, outcome: needed ? outcomeOf(met) : "not-applicable" as const,
        observed: { records: rows.length }, expected: { min: p.min, dutyWord: p.duty }, why: needed ? met.why : [],
      };
    });
  },
});

function anybodyToServe({ params: p, agency, asOf }: Scope<z.infer<typeof params>>): boolean {
  const { onlyWith } = p;
  if (onlyWith === undefined) return true;
  return agency.inPost.some((person) => {
    const role = roleOn(person, asOf);
    return role === "unreadable" || (role !== "none" && onlyWith.includes(role));
  });
}
