import type { CrossDecision } from "../model/cross.ts";
import { iso, lastOf, type Day } from "../model/day.ts";
import { isFilled, textOf, valueOf } from "../model/field.ts";
import { groupBy } from "../model/group.ts";
import { remembered } from "../model/remembered.ts";
import { maskIdNumbers } from "../model/mask.ts";
import type { Policy } from "../model/policy.ts";
import { byReadValues, type Row } from "../model/record.ts";
import type { PlacedFinding } from "./finding.ts";
import { aboutCell } from "./finding.ts";
import type { Judged } from "./judge.ts";
import type { Locator } from "./locate.ts";
import { nameOne, namesIn } from "./names.ts";
import { namedRules } from "./rule-names.ts";

/**
 * The inspector's decisions beside their results, matched by rule, agency and person; they never change a status (report.md). Of
 * several the latest stands. Returns those about rules across agencies, whose results are not there yet.
 */
export function applyDecisions(rows: readonly Row<"decisions">[], judged: readonly Judged[], known: readonly Policy[], across: ReadonlySet<string>, locator: Locator, asOf: Day, findings: PlacedFinding[]): CrossDecision[] {
  const left: CrossDecision[] = [];
  const day = (row: Row<"decisions">): number => valueOf(row.fields.on)?.last ?? -Infinity;
  const rulesOf = remembered((text: string) => namedRules(text, known));
  const byAgency = groupBy(judged, ({ result }) => result.subject.agency);
  const sorted = [...rows].sort((a, b) => day(a) - day(b) || byReadValues(a, b));
  for (const row of sorted) {
    const f = row.fields;
    const [decision, on] = [valueOf(f.decision), valueOf(f.on)];
    const located = locator.locate(f.agency, null, [f.person]);
    const named = rulesOf(textOf(f.rule));
    if (named.is !== "rules") { findings.push(aboutCell("unknown-value", f.rule, located.is === "agency" ? located.agency.name : null)); continue; }
    if (located.is !== "agency" || decision === null || on === null) continue;
    const index = locator.indexes[located.agency.index];
    const naming = !isFilled(f.person) || !index ? null : nameOne(index, namesIn(index, f.person)[0] ?? "");
    if (naming !== null && naming.is !== "known") {
      findings.push(aboutCell(naming.is === "ambiguous" ? "ambiguous-name" : "unknown-person", f.person, located.agency.name, { names: textOf(f.person) }));
      continue;
    }
    const ids = new Set(named.rules.map(({ rule }) => rule.id));
    const made = { decision, reason: maskIdNumbers(textOf(f.reason)), by: maskIdNumbers(textOf(f.by)), on: iso(lastOf(on, asOf)) };
    for (const each of byAgency.get(located.agency.name) ?? []) {
      if (ids.has(each.result.rule) && each.person === (naming?.person ?? null)) each.result.decision = made;
    }
    const rules = [...ids].filter((id) => across.has(id));
    if (rules.length > 0 && naming !== null) left.push({ rules, agency: located.agency.name, person: naming.person.key, decision: made });
  }
  return left;
}
