import { z } from "zod";
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
      "fail": "未见{name}在检查期内有“{dutyWord}”的记录（{records} 条，应不少于 {min} 条）。",
      "not-assessed": "没有履职记录，{name}是否履行“{dutyWord}”无法判定。",
      "not-applicable": "机构当日没有在岗督导助理，{name}无需履行“{dutyWord}”。",
    },
    en: {
      "pass": "{name} has {records} records of “{dutyWord}” in the period.",
      "fail": "No sufficient record of “{dutyWord}” by {name} in the period ({records}, at least {min} asked for).",
      "not-assessed": "Without a duty log, whether {name} did “{dutyWord}” cannot be told.",
      "not-applicable": "The agency has no supervisor's assistant in post that day; “{dutyWord}” is not asked of {name}.",
    },
  },
  remedy: {
    zh: { "fail": "开展“{dutyWord}”并在履职记录中登记；已开展的，补录日期和内容。", "not-assessed": "提供：{needs}。" },
    en: { "fail": "Do “{dutyWord}” and enter it in the duty log; enter what was done but not recorded.", "not-assessed": "Supply: {needs}." },
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
