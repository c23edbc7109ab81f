import { iso, lastOf, type Day } from "../model/day.ts";
import { isFilled, textOf, valueOf } from "../model/field.ts";
import { groupBy } from "../model/group.ts";
import { remembered } from "../model/remembered.ts";
import type { Person } from "../model/person.ts";
import type { Policy } from "../model/policy.ts";
import { byReadValues, type Row } from "../model/record.ts";
import type { Result } from "../model/report.ts";
import { squeeze } from "../model/text.ts";
import type { CrossWaiver } from "../model/cross.ts";
import { maskIdNumbers } from "../model/mask.ts";
import { issueOf } from "./assemble.ts";
import { aboutCell, type PlacedFinding } from "./finding.ts";
import { judgeAgain, type Judged } from "./judge.ts";
import type { Locator } from "./locate.ts";
import { nameOne, namesIn } from "./names.ts";
import type { Agency } from "./people.ts";
import { namedRules } from "./rule-names.ts";
import type { AgencyBench } from "./scope.ts";

/** A row of the waivers table that names rules of the run and somebody or something they may be waived for. */
interface Waiver {
  row: Row<"waivers">;
  ruleIds: ReadonlySet<string>;
  agency: Agency;
  /** null: everyone. */
  people: readonly Person[] | null;
  /** Why it does not hold on asOf; null: it holds. */
  lapsed: "expired" | "not-approved" | "no-reason" | "limit" | null;
}

/**
 * Applies the agreed exceptions (rules.md, section 5) to the results of the run: a fail that a valid row covers is waived, with a
 * limit only if the result passes by it. Says which rows are invalid, and which cover nothing; returns those that name rules across
 * agencies, whose results are not there yet.
 */
export function applyWaivers(rows: readonly Row<"waivers">[], judged: readonly Judged[], known: readonly Policy[], ran: readonly string[], across: ReadonlySet<string>, locator: Locator, benches: readonly AgencyBench[], asOf: Day, findings: PlacedFinding[]): CrossWaiver[] {
  const running = new Set(ran);
  const rulesOf = remembered((text: string) => namedRules(text, known));
  const waivers = rows.flatMap((row) => readWaiver(row, rulesOf, running, locator, asOf, findings))
    .sort((a, b) => byReadValues(b.row, a.row));
  const byAgency = groupBy(waivers, ({ agency }) => agency.name);
  const used = new Set<Waiver>();
  for (const each of judged) {
    if (each.result.status !== "fail") continue;
    const covering = (byAgency.get(each.result.subject.agency) ?? []).filter((waiver) => waiver.lapsed === null && covers(waiver, each));
    for (const waiver of covering) used.add(waiver);
    const granted = covering.find((waiver) => passesBy(waiver, each, benches));
    if (granted) { each.result.status = "waived"; each.result.waiver = shown(granted.row, asOf); }
  }
  const left: CrossWaiver[] = [];
  for (const waiver of waivers) {
    const unused = used.has(waiver) ? null : aboutCell("waiver-unused", waiver.row.fields.rule, waiver.agency.name, {}, waiver.lapsed ?? "nothing-fails");
    const rules = [...waiver.ruleIds].filter((id) => across.has(id));
    if (rules.length === 0 && unused !== null) findings.push(unused);
    if (rules.length === 0) continue;
    left.push({
      rules, agency: waiver.agency.name, people: waiver.people?.map(({ key }) => key) ?? null,
      shown: waiver.lapsed === null ? shown(waiver.row, asOf) : null, unused: unused === null ? null : issueOf(unused, "warning"),
    });
  }
  return left;
}

/** How a rule of the run is named in `ran`. */
export const ranKey = (policy: string, rule: string): string => `${policy} ${rule}`;

function covers(waiver: Waiver, { result, person }: Judged): boolean {
  return waiver.ruleIds.has(result.rule) && (waiver.people === null || (person !== null && waiver.people.includes(person)));
}

/** Without a limit, or on a rule that has none: waived. With one: judged again by it. */
function passesBy(waiver: Waiver, each: Judged, benches: readonly AgencyBench[]): boolean {
  const limit = valueOf(waiver.row.fields.limit);
  const bench = benches.find(({ view }) => view.name === each.result.subject.agency);
  if (limit === null || each.running.kind.waivableParam === null || !bench) return true;
  return judgeAgain(each, limit, bench)?.outcome === "pass";
}

function shown(row: Row<"waivers">, asOf: Day): Result["waiver"] {
  const { reason, approvedBy, approvedOn, validUntil, limit, rule } = row.fields;
  const [on, until] = [valueOf(approvedOn), valueOf(validUntil)];
  return {
    reason: maskIdNumbers(textOf(reason)), approvedBy: maskIdNumbers(textOf(approvedBy)), approvedOn: iso(on === null ? asOf : lastOf(on, asOf)),
    validUntil: until === null ? null : iso(until.last), limit: valueOf(limit),
    location: { path: row.source.path, sheet: row.source.sheet, row: row.row, column: rule.at.column },
  };
}

function readWaiver(row: Row<"waivers">, rulesOf: (text: string) => ReturnType<typeof namedRules>, ran: ReadonlySet<string>, locator: Locator, asOf: Day, findings: PlacedFinding[]): Waiver[] {
  const f = row.fields;
  const invalid = (variant: string, field: (typeof f)[keyof typeof f], agency: string | null): [] => {
    findings.push(aboutCell("waiver-invalid", field, agency, {}, variant));
    return [];
  };
  const located = locator.locate(f.agency, null, [f.person]);
  const agencyName = located.is === "agency" ? located.agency.name : null;
  const named = rulesOf(textOf(f.rule));
  if (named.is !== "rules") return invalid(named.is === "unknown-rule" ? "rule" : "clause", f.rule, agencyName);
  const running = named.rules.filter(({ policy, rule }) => ran.has(ranKey(policy.id, rule.id)));
  // Rules of a policy that is not run: whatever else is in the row, it is none of this audit's business.
  if (running.length === 0) return [];
  const waivable = running.filter(({ rule }) => rule.waivableBy !== undefined);
  if (waivable.length === 0) return invalid("not-waivable", f.rule, agencyName);
  if (located.is === "foreign") return invalid("agency", f.agency, null);
  if (located.is === "untold") {
    const borne = locator.indexes.some((index) => namesIn(index, f.person).some((name) => nameOne(index, name).is !== "unknown"));
    return invalid(borne ? "person-ambiguous" : f.person.is === "known" ? "person" : "agency-untold", f.person.is === "known" ? f.person : f.agency, null);
  }
  const index = locator.indexes[located.agency.index];
  const namings = index ? namesIn(index, f.person).map((name) => nameOne(index, name)) : [];
  // Of several names only the bad one is left out.
  if (namings.some(({ is }) => is === "unknown")) invalid("person", f.person, agencyName);
  if (namings.some(({ is }) => is === "ambiguous")) invalid("person-ambiguous", f.person, agencyName);
  const people = namings.flatMap((naming) => (naming.is === "known" ? [naming.person] : []));
  if (isFilled(f.person) && people.length === 0) return namings.length === 0 ? invalid("person", f.person, agencyName) : [];
  const by = squeeze(textOf(f.approvedBy));
  const ruleIds = new Set(waivable.filter(({ rule }) => (rule.waivableBy ?? []).some((word) => by.includes(word))).map(({ rule }) => rule.id));
  return [{ row, ruleIds, agency: located.agency, people: isFilled(f.person) ? people : null, lapsed: lapsedOn(row, ruleIds.size > 0, asOf) }];
}

function lapsedOn(row: Row<"waivers">, fits: boolean, asOf: Day): Waiver["lapsed"] {
  const { reason, approvedOn, validUntil, limit } = row.fields;
  const approved = valueOf(approvedOn);
  if (!isFilled(reason)) return "no-reason";
  if (!fits || approved === null || lastOf(approved, asOf) > asOf) return "not-approved";
  if (validUntil.is === "unreadable" || (validUntil.is === "known" && lastOf(validUntil.value, asOf) < asOf)) return "expired";
  return limit.is === "unreadable" ? "limit" : null;
}
