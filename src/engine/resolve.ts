import { lastOf, type Day } from "../model/day.ts";
import { textOf, valueOf, type Field } from "../model/field.ts";
import type { Finding } from "../model/issue.ts";
import type { DutyEntry, Giver, MeetingEntry, ServiceEntry } from "../model/entry.ts";
import type { Names, Reviewer, Row } from "../model/record.ts";
import type { LogRow } from "../model/submission.ts";
import type { LogKind } from "../model/table.ts";
import { tierOf } from "../model/role.ts";
import { aboutCell, type PlacedFinding } from "./finding.ts";
import type { Locator } from "./locate.ts";
import { nameOne, namesIn, nameWithNumber, type NameIndex } from "./names.ts";
import type { Agency } from "./people.ts";

/**
 * Rows of the logs, each with what is wrong with it: date, future, number, name, in that order (rules.md, section 6). A row whose
 * first fault keeps it out of the audit is unused; every fault is said all the same.
 */
export interface Resolved<E> {
  /** What the tallies are offered; none: nothing of this row counts. */
  entries: readonly E[];
  used: boolean;
  findings: PlacedFinding[];
}

/** For each log, what finds out whom a row names. */
export interface Resolver {
  services(row: LogRow<"services">): Resolved<ServiceEntry>;
  supervision(row: LogRow<"supervision">): Resolved<MeetingEntry>;
  duties(row: LogRow<"duties">): Resolved<DutyEntry>;
}

export function makeResolver(locator: Locator, asOf: Day): Resolver {
  return {
    services: (row) => resolveService(row, locator, asOf),
    supervision: (row) => resolveMeeting(row, locator, asOf),
    duties: (row) => resolveDuty(row, locator, asOf),
  };
}

interface Placed { agency: Agency | null; index: NameIndex | null; name: string | null; untold: boolean }

function place(locator: Locator, row: Row<LogKind>, number: string | null, names: readonly Field<Names>[]): Placed {
  const located = locator.locate(row.fields.agency, number, names);
  if (located.is === "agency") return { agency: located.agency, index: locator.indexes[located.agency.index] ?? null, name: located.agency.name, untold: false };
  // An agency that the roster does not have: the row is that agency's affair, and nobody's here.
  return { agency: null, index: null, name: located.is === "foreign" ? located.name : null, untold: located.is === "untold" };
}

type DateState = { is: "day"; day: Day } | { is: "bad" } | { is: "future" };

function dateOf(row: Row<LogKind>, asOf: Day): DateState {
  const { date } = row.fields;
  if (date.is !== "known") return { is: "bad" };
  const day = lastOf(date.value, asOf);
  return day > asOf ? { is: "future" } : { is: "day", day };
}

/** What the reader found in the cells, with the agency; a date of the log that is ambiguous is a bad date too. */
function readerFindings(found: readonly Finding[], agency: string | null, row: Row<LogKind>): PlacedFinding[] {
  const placed = found.map((finding): PlacedFinding => ({ ...finding, agency }));
  const ambiguous = placed.some(({ code, field }) => code === "ambiguous-date" && field === "date") && !placed.some(({ code, field }) => code === "bad-date" && field === "date");
  return ambiguous ? [...placed, aboutCell("bad-date", row.fields.date, agency)] : placed;
}

const future = (row: Row<LogKind>, agency: string | null): Resolved<never> =>
  ({ entries: [], used: false, findings: [aboutCell("future-date", row.fields.date, agency)] });

function resolveService({ row, findings: found }: LogRow<"services">, locator: Locator, asOf: Day): Resolved<ServiceEntry> {
  const f = row.fields;
  const number = valueOf(f.workerNo);
  const at = place(locator, row, number, [f.worker]);
  const date = dateOf(row, asOf);
  if (date.is === "future") return future(row, at.name);

  // halfDays if filled: hours is then not read, whatever stands there.
  const hoursRead = f.halfDays.is !== "known";
  const findings = readerFindings(found.filter(({ code, field }) => hoursRead || field !== "hours" || code === "undecodable-text"), at.name, row);
  const badNumber = f.halfDays.is === "unreadable" || (hoursRead && f.hours.is === "unreadable");

  const { people, texts } = workersOf(row, at, number, findings);
  const used = date.is === "day" && !badNumber && people.length > 0;
  if (!used || date.is !== "day") return { entries: [], used: false, findings };
  const told = valueOf(f.lead);
  const several = people.length > 1 || texts.length > 1;
  return {
    used, findings,
    entries: [{
      source: row.source.id, row: row.row, day: date.day,
      // A blank lead cell of several workers: the first leads and the others assist.
      workers: people.map(({ id, nth }) => ({ person: id, lead: told ?? (several ? nth === 0 : null) })),
      workerText: texts.join("、"),
      type: valueOf(f.type) ?? "", serviceNo: valueOf(f.serviceNo), sessionNo: valueOf(f.sessionNo),
      halfDays: valueOf(f.halfDays), hours: valueOf(f.hours), faceToFace: valueOf(f.form),
      direct: valueOf(f.direct) !== false && !(valueOf(f.type) ?? "").startsWith("indirect:"),
      complete: valueOf(f.complete), hardCase: valueOf(f.hardCase), therapeutic: valueOf(f.groupKind),
      submittedOn: dayOf(f.submittedOn, asOf), reviewedOn: dayOf(f.reviewedOn, asOf), reviewers: at.index === null ? [] : reviewersOf(at.index, f.reviewer), reviewerText: textOf(f.reviewer).normalize("NFKC").trim(),
    }],
  };
}

const dayOf = (field: Field<{ first: Day; last: Day }>, asOf: Day): Day | null => (field.is === "known" ? lastOf(field.value, asOf) : null);

/** The known workers of a service cell, each with its place in the cell; the number beside them is the first's. */
function workersOf(row: Row<"services">, at: Placed, number: string | null, findings: PlacedFinding[]): { people: { id: number; nth: number }[]; texts: string[] } {
  const { worker } = row.fields;
  const texts = at.index === null ? (worker.is === "known" ? [...worker.value.names] : []) : namesIn(at.index, worker);
  if (texts.length === 0 && number === null) {
    findings.push(aboutCell("missing-name", worker, at.name));
    return { people: [], texts };
  }
  if (at.index === null) {
    findings.push(aboutCell("unknown-person", at.untold ? worker : row.fields.agency, at.name, {}, at.untold ? "agency-untold" : "agency"));
    return { people: [], texts };
  }
  const people: { id: number; nth: number }[] = [];
  const bad = { ambiguous: [] as string[], unknown: [] as string[] };
  (texts.length === 0 ? [null] : texts).forEach((text, nth) => {
    if (at.index === null) return;
    const { naming, clash } = nameWithNumber(at.index, nth === 0 ? number : null, text);
    if (clash) findings.push(aboutCell("unknown-value", row.fields.workerNo, at.name, { name: text ?? "" }, "number-and-name"));
    if (naming.is === "known") people.push({ id: naming.person.id, nth });
    else bad[naming.is].push(text ?? number ?? "");
  });
  sayNames(bad, worker.is === "known" ? worker : row.fields.workerNo, at.name, findings);
  return { people: people.filter(({ id }, i) => people.findIndex((each) => each.id === id) === i), texts };
}

/** One issue for each row, whatever the number of bad names in it. */
function sayNames(bad: { ambiguous: readonly string[]; unknown: readonly string[] }, cell: Field<unknown>, agency: string | null, findings: PlacedFinding[]): void {
  if (bad.ambiguous.length > 0) findings.push(aboutCell("ambiguous-name", cell, agency, { names: bad.ambiguous.join("、") }));
  if (bad.unknown.length > 0) findings.push(aboutCell("unknown-person", cell, agency, { names: bad.unknown.join("、") }));
}

function reviewersOf(index: NameIndex, field: Field<Reviewer>): (number | string)[] {
  if (field.is !== "known") return [];
  if (field.value.by === "unnamed") return ["✓"];
  return namesIn(index, { ...field, value: field.value.names }).map((name) => {
    const naming = nameOne(index, name);
    return naming.is === "known" ? naming.person.id : naming.is === "ambiguous" ? `${name}?` : name;
  });
}

function resolveMeeting({ row, findings: found }: LogRow<"supervision">, locator: Locator, asOf: Day): Resolved<MeetingEntry> {
  const f = row.fields;
  const at = place(locator, row, null, [f.supervisor, f.supervisees]);
  const date = dateOf(row, asOf);
  if (date.is === "future") return future(row, at.name);
  const findings = readerFindings(found, at.name, row);
  if (f.supervisor.is !== "known" && f.supervisees.is !== "known") findings.push(aboutCell("missing-name", f.supervisor, at.name));
  else if (at.index === null) findings.push(aboutCell("unknown-person", at.untold ? f.supervisor : f.agency, at.name, {}, at.untold ? "agency-untold" : "agency"));
  if (at.agency === null || at.index === null || (f.supervisor.is !== "known" && f.supervisees.is !== "known")) return { entries: [], used: false, findings };

  const giver = giverOf(at.index, f.supervisor);
  if (giver.is === "ambiguous") findings.push(aboutCell("ambiguous-name", f.supervisor, at.name, { names: textOf(f.supervisor) }));
  const statedRole = valueOf(f.supervisorRole);
  const statedTier = statedRole === null ? null : tierOf(statedRole);
  if (giver.is === "unknown" && statedTier === null) findings.push(aboutCell("unknown-supervisor", f.supervisor, at.name, { names: textOf(f.supervisor) }));

  const supervisees: (number | readonly number[])[] = [];
  const bad = { ambiguous: [] as string[], unknown: [] as string[] };
  for (const name of namesIn(at.index, f.supervisees)) {
    const naming = nameOne(at.index, name);
    if (naming.is === "known") supervisees.push(naming.person.id);
    else bad[naming.is].push(name);
    if (naming.is === "ambiguous") supervisees.push(naming.people.map((person) => person.id));
  }
  sayNames(giver.is === "ambiguous" ? { ambiguous: [], unknown: bad.unknown } : bad, f.supervisees, at.name, findings);
  const forms = valueOf(f.form);
  return {
    // A row without a day counts for nobody, but may have been held in any month.
    used: date.is === "day", findings,
    entries: [{
      source: row.source.id, row: row.row, agency: at.agency.index, day: date.is === "day" ? date.day : null, giver, statedTier, supervisees,
      individual: forms?.forms.includes("individual") ?? false, group: forms?.forms.includes("group") ?? false, unclearForm: forms?.unclear ?? true,
      completedOn: dayOf(f.completedOn, asOf),
    }],
  };
}

/** Of several names the first known one counts; else whether one of them is ambiguous. */
function giverOf(index: NameIndex, cell: Field<Names>): Giver {
  const namings = namesIn(index, cell).map((name) => nameOne(index, name));
  const known = namings.find((naming) => naming.is === "known");
  if (known?.is === "known") return { is: "known", person: known.person.id };
  const people = namings.flatMap((naming) => (naming.is === "ambiguous" ? naming.people.map((person) => person.id) : []));
  return people.length > 0 ? { is: "ambiguous", people } : { is: "unknown" };
}

function resolveDuty({ row, findings: found }: LogRow<"duties">, locator: Locator, asOf: Day): Resolved<DutyEntry> {
  const f = row.fields;
  const at = place(locator, row, null, [f.person]);
  const date = dateOf(row, asOf);
  if (date.is === "future") return future(row, at.name);
  const findings = readerFindings(found, at.name, row);
  if (f.person.is !== "known") findings.push(aboutCell("missing-name", f.person, at.name));
  else if (at.index === null) findings.push(aboutCell("unknown-person", at.untold ? f.person : f.agency, at.name, {}, at.untold ? "agency-untold" : "agency"));
  const people: number[] = [];
  if (at.index !== null && f.person.is === "known") {
    const bad = { ambiguous: [] as string[], unknown: [] as string[] };
    for (const name of namesIn(at.index, f.person)) {
      const naming = nameOne(at.index, name);
      if (naming.is === "known") people.push(naming.person.id);
      else bad[naming.is].push(name);
    }
    sayNames(bad, f.person, at.name, findings);
  }
  const duty = valueOf(f.duty);
  const used = date.is === "day" && people.length > 0 && duty !== null;
  const entries = used ? [...new Set(people)].map((person) => ({ source: row.source.id, row: row.row, person, duty, day: date.day })) : [];
  return { entries, used, findings };
}
