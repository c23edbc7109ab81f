import type { CrossPart, CrossWaiver, IdentityKey, Passport } from "../../model/cross.ts";
import { groupBy } from "../../model/group.ts";
import { remembered } from "../../model/remembered.ts";
import { bySpot } from "../../model/issue.ts";
import { maskAll } from "../../model/mask.ts";
import type { Person } from "../../model/person.ts";
import type { Policy, RuleOfPolicy } from "../../model/policy.ts";
import type { AgencyReport, DataIssue, Report, Result } from "../../model/report.ts";
import { SOCIAL_WORK_ROLES, type Role } from "../../model/role.ts";
import { byCodePoint } from "../../model/text.ts";
import type { SharedPerson } from "../../model/view.ts";
import { KINDS } from "../../rules/index.ts";
import type { Scope } from "../../rules/kind.ts";
import { summed, unknownsOf, verdictsOf } from "../assemble.ts";
import { judgeRule, type RunningRule } from "../judge.ts";
import { bySubject, type AgencyBench } from "../scope.ts";
import { clustersAmong } from "../views/shared.ts";
import { daysIn } from "./presence.ts";
import { ratiosWithout } from "./ratios.ts";

/**
 * The report of a submission with the checks across agencies made among its own people and those of others: whatever a report said
 * of them before is put aside first, so that it can be joined again when more are known. A pure function of plain data; all the
 * numbers are whole, or all of them hashed with one key.
 */
export function joinCross(before: Report, part: CrossPart, elsewhere: readonly Passport[]): Report {
  const report = withoutCross(before, part);
  const clusters = clustersOfPassports([...part.people, ...elsewhere]);
  const byAgency = groupBy(part.people.map((own, id) => ({ own, id })), ({ own }) => own.agency);
  const daysOf = remembered((members: readonly Passport[]) => daysAt(members, part.period.from));
  const found = report.agencies.map((agency) => resultsOf(agency, report, part, byAgency.get(agency.name) ?? [], clusters, daysOf));
  const used = new Set<CrossWaiver>();
  for (const result of found.flat()) {
    const covering = result.status === "fail" ? part.waivers.filter((waiver) => waiver.shown !== null && covers(waiver, result)) : [];
    for (const waiver of covering) used.add(waiver);
    const [granted] = covering;
    if (granted) { result.status = "waived"; result.waiver = granted.shown; }
    for (const { rules, agency, person, decision } of part.decisions) {
      if (rules.includes(result.rule) && result.subject.agency === agency && keyOf(result) === person) result.decision = decision;
    }
  }
  const unused = part.waivers.flatMap((waiver) => (waiver.unused === null || used.has(waiver) ? [] : [waiver.unused]));
  if (unused.length === 0 && found.every((results) => results.length === 0)) return report;
  const rank = rankOf(report);
  return whole(report, part, report.agencies.map((agency, i) => {
    const own = found[i] ?? [];
    return own.length === 0 ? agency : { ...agency, results: [...agency.results, ...maskAll(own)].sort((a, b) => rank(a) - rank(b)) };
  }), unused.reduce(withIssue, report.dataIssues), unused.length);
}

/** Who of them is one person, each with all the others; in one order, whoever comes first. */
export const clustersOfPassports = (people: readonly Passport[]): Map<Passport, Passport[]> => clustersAmong([...people].sort(byPlace), OF_PASSPORT);

const OF_PASSPORT = { place: ({ place }: Passport): string => place, number: ({ numbers }: Passport, key: IdentityKey): string | null => numbers[key] };

const byPlace = (a: Passport, b: Passport): number => byCodePoint(a.agency, b.agency) || byCodePoint(a.place, b.place) || byCodePoint(a.key, b.key);

const keyOf = ({ subject }: Result): string | null => (subject.type === "person" ? subject.key : null);

const covers = ({ rules, agency, people }: CrossWaiver, result: Result): boolean =>
  rules.includes(result.rule) && result.subject.agency === agency && (people === null || people.includes(keyOf(result) ?? ""));

/** Results stand in the order of policies and rules; those of one rule in the order in which they were judged. */
function rankOf(report: Report): (result: Result) => number {
  const ranks = new Map(report.audit.policies.flatMap(({ id, rules }) => rules.map((rule) => `${id} ${rule.id}`)).map((name, nth) => [name, nth]));
  return ({ policy, rule }) => ranks.get(`${policy} ${rule}`) ?? Infinity;
}

function resultsOf(agency: AgencyReport, report: Report, part: CrossPart, people: readonly { own: Passport; id: number }[], clusters: ReadonlyMap<Passport, readonly Passport[]>, daysOf: (members: readonly Passport[]) => Days): Result[] {
  const shared = new Map<Person, SharedPerson>();
  const passports = new Map<Person, Passport>();
  for (const { own, id } of people) {
    const others = clusters.get(own);
    if (others === undefined) continue;
    const person = standIn(own, id);
    passports.set(person, own);
    shared.set(person, { own, others, ratios: ratiosWithout(report, agency, own.role), sameDays: sameDaysOf(own, daysOf(others), part.period.from) });
  }
  if (shared.size === 0) return [];
  const subjects = [...shared.keys()].sort(bySubject);
  const options = { asOf: part.asOf, period: part.period, evidence: part.evidence ?? Infinity };
  return part.rules.flatMap(({ policy, rule }) => judgeRule(running(policy, rule), benchOf(agency.name, subjects, passports, shared, options), options).map(({ result }) => result));
}

/** A person of whom only the passport is known: kinds across agencies judge by nothing else. */
const standIn = ({ agency, name, employeeNo, key }: Passport, id: number): Person =>
  ({ id, agency, name, employeeNo, key, posts: [], rows: [], get current(): never { throw new RangeError("the checks across agencies judge by passports alone"); } });

function running(policy: string, rule: RuleOfPolicy): RunningRule {
  const kind = KINDS.get(rule.kind);
  if (!kind) throw new RangeError(`no rule kind ${rule.kind}`);
  return { policy: { id: policy } as Policy, rule, kind, params: kind.params.parse(rule.params) };
}

function benchOf(name: string, people: readonly Person[], passports: ReadonlyMap<Person, Passport>, shared: ReadonlyMap<Person, SharedPerson>, { asOf, period }: Pick<Scope, "asOf" | "period">): AgencyBench {
  const scope = (rule: RuleOfPolicy, params: unknown): Scope => ({
    asOf, period, params, agency: { name } as Scope["agency"], socialWorkPeople: [],
    subjects: people.filter((person) => isSubject(rule.subject, passports.get(person)?.role ?? "absent")),
    shared: (person: Person) => shared.get(person) ?? null,
  }) as unknown as Scope;
  return { view: { name } as AgencyBench["view"], socialWorkPeople: [], scope };
}

function isSubject(subject: RuleOfPolicy["subject"], role: Passport["role"]): boolean {
  if (subject === "shared-person") return true;
  return subject === "social-work-person" ? SOCIAL_WORK_ROLES.includes(role as Role) : subject.includes(role as Role);
}

/** By day: the agencies that have one person at work, by their place. */
type Days = ReadonlyMap<number, ReadonlyMap<string, ReadonlySet<string>>>;

function daysAt(members: readonly Passport[], from: number): Days {
  const found = new Map<number, Map<string, Set<string>>>();
  for (const { place, agency, days } of members) {
    for (const day of daysIn(days, from)) {
      const places = found.get(day) ?? new Map<string, Set<string>>();
      found.set(day, places.set(place, (places.get(place) ?? new Set()).add(agency)));
    }
  }
  return found;
}

/** Days on which this agency and another have the person at work. */
function sameDaysOf(own: Passport, found: Days, from: number): SharedPerson["sameDays"] {
  const sameDays: { day: number; agencies: string[] }[] = [];
  for (const day of [...daysIn(own.days, from)].sort((a, b) => a - b)) {
    const elsewhere = [...found.get(day) ?? []].filter(([place]) => place !== own.place);
    if (elsewhere.length === 0) continue;
    const agencies = new Set([own.agency]);
    for (const [, names] of elsewhere) for (const name of names) agencies.add(name);
    sameDays.push({ day, agencies: [...agencies].sort(byCodePoint) });
  }
  return sameDays;
}

/** The report as if nobody had looked across agencies. */
function withoutCross(report: Report, part: CrossPart): Report {
  const across = new Set(part.rules.map(({ policy, rule }) => `${policy} ${rule.id}`));
  const isCross = ({ policy, rule }: Result): boolean => across.has(`${policy} ${rule}`);
  const said = new Set(part.waivers.flatMap(({ unused }) => (unused === null ? [] : [JSON.stringify(unused.location)])));
  const left = said.size === 0 ? report.dataIssues : report.dataIssues.filter((issue) => !(issue.code === UNUSED && said.has(JSON.stringify(issue.location))));
  const gone = report.dataIssues.length - left.length;
  if (gone === 0 && !report.agencies.some(({ results }) => results.some(isCross))) return report;
  return whole(report, part, report.agencies.map((agency) => (agency.results.some(isCross) ? { ...agency, results: agency.results.filter((result) => !isCross(result)) } : agency)), left, -gone);
}

/** A report of these agencies: with their verdicts and totals; so many more or fewer waivers are unused. */
function whole(report: Report, part: CrossPart, agencies: readonly AgencyReport[], dataIssues: DataIssue[], more: number): Report {
  const ids = report.audit.policies.map(({ id }) => id).filter((id) => id !== CROSS);
  const faulty = new Map(part.faulty.map(({ agency, policies }) => [agency, policies]));
  const judged = agencies.map((agency, i) => (agency === report.agencies[i] ? agency : { ...agency, ...verdictsOf(agency.results, ids, faulty.get(agency.name) ?? [], CROSS) }));
  const { dataIssues: counts } = report.summary;
  return {
    ...report,
    summary: { ...report.summary, ...summed(judged), dataIssues: { ...counts, warning: counts.warning + more }, unknowns: unknownsOf(judged) },
    agencies: judged, dataIssues, dataIssueTotals: withTotal(report.dataIssueTotals, more),
  };
}

const CROSS = "cross";
const UNUSED = "DATA-waiver-unused";

/** In its place: after those that stand before it, or in the same place under a code that comes before. */
function withIssue(issues: DataIssue[], issue: DataIssue): DataIssue[] {
  const at = issues.findIndex((other) => (bySpot(other.location, issue.location) || byCodePoint(other.code, issue.code)) > 0);
  return at < 0 ? [...issues, issue] : issues.toSpliced(at, 0, issue);
}

function withTotal(totals: Report["dataIssueTotals"], more: number): Report["dataIssueTotals"] {
  if (more === 0) return totals;
  const [total] = totals.filter(({ code, severity }) => code === UNUSED && severity === "warning");
  const others = totals.filter((each) => each !== total);
  const now = (total?.total ?? 0) + more;
  return now === 0 ? others : [...others, { code: UNUSED, severity: "warning" as const, total: now }].sort((a, b) => byCodePoint(`${a.code} ${a.severity}`, `${b.code} ${b.severity}`));
}
