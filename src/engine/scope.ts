import { inPostOn, cell, roleOn, type Person } from "../model/person.ts";
import type { Day, Period } from "../model/day.ts";
import { hasColumn, isFilled, textOf } from "../model/field.ts";
import type { RuleOfPolicy } from "../model/policy.ts";
import { SOCIAL_WORK_ROLES, type Role } from "../model/role.ts";
import type { Row } from "../model/record.ts";
import type { Submission } from "../model/submission.ts";
import { byCodePoint } from "../model/text.ts";
import type { RegistryMatch, Teams, AgencyView } from "../model/view.ts";
import type { AnyTally, Scope } from "../rules/kind.ts";
import { aboutCell, type PlacedFinding } from "./finding.ts";
import type { Locator } from "./locate.ts";
import { nameOne, namesIn } from "./names.ts";
import type { Agency, Roster } from "./people.ts";
import type { Agreed, Owned } from "./small-tables.ts";
import { clustersAcross } from "./views/shared.ts";
import { registryView } from "./views/registry.ts";
import { teamsOf } from "./views/teams.ts";

/** Everything the judging of all rules shares; each view is made once. */
export interface Bench {
  submission: Submission;
  roster: Roster;
  locator: Locator;
  asOf: Day;
  period: Period;
  documents: readonly Owned<"documents">[];
  agencyRows: readonly Owned<"agency">[];
  targets: readonly Agreed<"targets">[];
  conversions: readonly Agreed<"conversions">[];
  tallies: ReadonlyMap<AnyTally, unknown>;
  /** What rules report of the data while they judge; the same thing once. */
  findings: PlacedFinding[];
}

export interface AgencyBench {
  view: AgencyView;
  socialWorkPeople: readonly Person[];
  scope(rule: RuleOfPolicy, params: unknown): Scope;
}

/** Order of subjects in reports: by employee number, then name, then key. */
export const bySubject = (a: Person, b: Person): number =>
  byCodePoint(a.employeeNo ?? "", b.employeeNo ?? "") || byCodePoint(a.name, b.name) || byCodePoint(a.key, b.key);

export function setUp(bench: Bench): AgencyBench[] {
  const { roster, asOf, submission } = bench;
  const shared = clustersAcross(roster.people.filter((person) => inPostOn(person, asOf)));
  const registry = once(registryView(submission.tables.registry, roster.people));
  return roster.agencies.map((agency) => setUpAgency(bench, agency, shared, registry));
}

function once<T>(make: (person: Person) => T): (person: Person) => T {
  const made = new Map<Person, T>();
  return (person) => {
    const known = made.get(person);
    if (known !== undefined) return known;
    const value = make(person);
    made.set(person, value);
    return value;
  };
}

function setUpAgency(bench: Bench, agency: Agency, shared: ReadonlyMap<Person, readonly Person[]>, registry: (person: Person) => readonly RegistryMatch[]): AgencyBench {
  const { asOf, submission, roster } = bench;
  const index = bench.locator.indexes[agency.index];
  if (!index) throw new RangeError(`no index of names for ${agency.name}`);
  const people = [...agency.people].sort(bySubject);
  const inPost = people.filter((person) => inPostOn(person, asOf));
  const view: AgencyView = {
    name: agency.name, index: agency.index, people, inPost,
    hasRosterColumn: (field) => agency.rosterColumns.has(field),
    firstNamed: (field) => {
      for (const name of namesIn(index, field)) {
        const naming = nameOne(index, name);
        if (naming.is === "known") return naming.person;
      }
      return null;
    },
  };
  const socialWorkPeople = inPost.filter((person) => isSocialWorkPerson(person, asOf));
  let teams: Teams | null = null;
  const rows = (table: string): readonly Row[] => {
    if (table === "documents") return bench.documents.filter((owned) => owned.agency === agency).map(({ row }) => row);
    if (table === "agency") return bench.agencyRows.filter((owned) => owned.agency === agency).map(({ row }) => row);
    return submission.tables[table as "registry" | "pay-guide"];
  };
  return {
    view, socialWorkPeople,
    scope: (rule, params) => ({
      asOf, period: bench.period, agency: view, params, socialWorkPeople,
      subjects: subjectsOf(rule, inPost, socialWorkPeople, shared, asOf),
      given: (table) => submission.given.has(table),
      rows: rows as Scope["rows"],
      hasColumn: (table, field) => submission.sources.some((source) => source.table === table && hasColumn(source, field)),
      source: (id) => { const source = submission.sources[id]; if (!source) throw new RangeError(`no source ${id}`); return source; },
      person: (id) => { const person = roster.people[id]; if (!person) throw new RangeError(`no person ${id}`); return person; },
      tally: (tally) => (bench.tallies.get(tally as AnyTally) ?? (tally as AnyTally).empty()) as never,
      teams: () => (teams ??= teamsOf(inPost, (person, field) => view.firstNamed(cell(person, field)), asOf)),
      registry,
      // Only kinds that judge across agencies ask, and those are judged in cross/join.ts.
      shared: () => null,
      agreed: ((table: "targets" | "conversions", person: Person) => bench[table].filter((each) => each.person === person && each.approved).map(({ row }) => row)) as Scope["agreed"],
      report: ({ code, row }) => {
        const at = (row as Row<"conversions">).fields.person;
        if (!bench.findings.some((finding) => finding.code === code && finding.spot?.row === row.row && finding.spot.path === row.source.path && finding.spot.sheet === row.source.sheet)) {
          bench.findings.push(aboutCell(code, at, agency.name, { name: textOf(at) }));
        }
      },
    }),
  };
}

function subjectsOf(rule: RuleOfPolicy, inPost: readonly Person[], socialWorkPeople: readonly Person[], shared: ReadonlyMap<Person, unknown>, asOf: Day): readonly Person[] {
  const { subject } = rule;
  if (subject === "agency") return [];
  if (subject === "social-work-person") return socialWorkPeople;
  if (subject === "shared-person") return inPost.filter((person) => shared.has(person));
  return inPost.filter((person) => { const role = roleOn(person, asOf); return role !== "none" && role !== "unreadable" && subject.includes(role); });
}

/** Tiers 0–5; where a roster has no role column, whoever has a postGrade (rules.md, section 3). */
export function isSocialWorkPerson(person: Person, asOf: Day): boolean {
  if (!hasColumn(person.current.row.source, "role")) return isFilled(cell(person, "postGrade"));
  const role = roleOn(person, asOf);
  return SOCIAL_WORK_ROLES.includes(role as Role);
}
