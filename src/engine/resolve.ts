import { lastOf, type Day, type When } from "../model/day.ts";
import { textOf, valueOf, type Field, type Read } from "../model/field.ts";
import type { Finding } from "../model/issue.ts";
import type { DutyEntry, Giver, MeetingEntry, ServiceEntry } from "../model/entry.ts";
import type { Names, Reviewer } from "../model/record.ts";
import type { PassingRow } from "../model/submission.ts";
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
  services(row: PassingRow<"services">): Resolved<ServiceEntry>;
  supervision(row: PassingRow<"supervision">): Resolved<MeetingEntry>;
  duties(row: PassingRow<"duties">): Resolved<DutyEntry>;
}

export function makeResolver(memory: Memory, asOf: Day): Resolver {
  return {
    services: perTable((row) => serviceResolver(row, memory, asOf)),
    supervision: perTable((row) => meetingResolver(row, memory, asOf)),
    duties: perTable((row) => dutyResolver(row, memory, asOf)),
  };
}

/** A table's row is one object that moves on: what reads its cells is made when another comes. */
export function perTable<K extends LogKind, T>(make: (row: PassingRow<K>) => () => T): (row: PassingRow<K>) => T {
  let last: { row: PassingRow<K>; read: () => T } | null = null;
  return (row) => {
    if (last?.row !== row) last = { row, read: make(row) };
    return last.read();
  };
}

export interface Placed { agency: Agency | null; index: NameIndex | null; name: string | null; untold: boolean }

/** Whom the workers' cell of a service names, its number left aside. */
export interface Workers { people: readonly { id: number; nth: number }[]; texts: readonly string[]; bad: BadNames }
interface BadNames { ambiguous: readonly string[]; unknown: readonly string[] }
interface Reviewers { reviewers: readonly (number | string)[]; text: string }

/** Whom the cell of a meeting or a duty names: each by number, of an ambiguous name all who may be meant. */
interface Named { listed: readonly (number | readonly number[])[]; bad: BadNames }

/** What was found out of a cell's contents holds for every row that has the same; cells are told apart by what they were read as. */
export interface Memory {
  place(agency: Read<string>, number: string | null, names: readonly Read<Names>[]): Placed;
  workers(index: NameIndex, cell: Read<Names>): Workers;
  reviewers(index: NameIndex | null, cell: Read<Reviewer>): Reviewers;
  named(index: NameIndex, cell: Read<Names>): Named;
  giver(index: NameIndex, cell: Read<Names>): Giver;
}

/** More is not remembered at a time. */
const MOST_REMEMBERED = 100_000;

export function remember(locator: Locator): Memory {
  const placed = new Map<Read<string>, Placed>();
  const workers = new Map<NameIndex, Map<Read<Names>, Workers>>();
  const reviewers = new Map<NameIndex | null, Map<Read<Reviewer>, Reviewers>>();
  const named = new Map<NameIndex, Map<Read<Names>, Named>>();
  const givers = new Map<NameIndex, Map<Read<Names>, Giver>>();
  let last: { cell: Read<string>; placed: Placed } | null = null;
  return {
    place(cell, number, names) {
      // Most logs are in the order of agencies.
      if (last !== null && last.cell === cell) return last.placed;
      // Without an agency's name the row's own names decide.
      if (cell.is !== "known" && locator.agencies.length !== 1) return placeOf(locator, cell, number, names);
      last = { cell, placed: recall(placed, cell, () => placeOf(locator, cell, number, names)) };
      return last.placed;
    },
    workers: (index, cell) => recall(recall(workers, index, newMap<Read<Names>, Workers>), cell, () => workersNamed(index, cell, null)),
    reviewers: (index, cell) => recall(recall(reviewers, index, newMap<Read<Reviewer>, Reviewers>), cell, () => reviewersOf(index, cell)),
    named: (index, cell) => recall(recall(named, index, newMap<Read<Names>, Named>), cell, () => namedOf(index, cell)),
    giver: (index, cell) => recall(recall(givers, index, newMap<Read<Names>, Giver>), cell, () => giverOf(index, cell)),
  };
}

const newMap = <K, V>(): Map<K, V> => new Map<K, V>();

function recall<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size >= MOST_REMEMBERED) known.clear();
  const made = make();
  known.set(key, made);
  return made;
}

function placeOf(locator: Locator, cell: Read<string>, number: string | null, names: readonly Read<Names>[]): Placed {
  const located = locator.locate(cell, number, names);
  if (located.is === "agency") return { agency: located.agency, index: locator.indexes[located.agency.index] ?? null, name: located.agency.name, untold: false };
  // An agency that the roster does not have: the row is that agency's affair, and nobody's here.
  return { agency: null, index: null, name: located.is === "foreign" ? located.name : null, untold: located.is === "untold" };
}

type DateState = { is: "day"; day: Day } | { is: "bad" } | { is: "future" };

const BAD: DateState = { is: "bad" };
const FUTURE: DateState = { is: "future" };

function dateOf(date: Read<When>, asOf: Day): DateState {
  if (date.is !== "known") return BAD;
  const day = lastOf(date.value, asOf);
  return day > asOf ? FUTURE : { is: "day", day };
}

/** What the reader found in the cells, with the agency; a date of the log that is ambiguous is a bad date too. */
function readerFindings(found: readonly Finding[], agency: string | null, row: PassingRow): PlacedFinding[] {
  if (found.length === 0) return [];
  const placed = found.map((finding): PlacedFinding => ({ ...finding, agency }));
  const ambiguous = placed.some(({ code, field }) => code === "ambiguous-date" && field === "date") && !placed.some(({ code, field }) => code === "bad-date" && field === "date");
  return ambiguous ? [...placed, aboutCell("bad-date", row.field("date"), agency)] : placed;
}

const future = (row: PassingRow, agency: string | null): Resolved<never> =>
  ({ entries: [], used: false, findings: [aboutCell("future-date", row.field("date"), agency)] });

const NO_ENTRIES: readonly never[] = [];

function serviceResolver(row: PassingRow<"services">, memory: Memory, asOf: Day): () => Resolved<ServiceEntry> {
  const source = row.source.id;
  const cell = {
    agency: row.reader("agency"), date: row.reader("date"), worker: row.reader("worker"), workerNo: row.reader("workerNo"), type: row.reader("type"),
    serviceNo: row.reader("serviceNo"), sessionNo: row.reader("sessionNo"), form: row.reader("form"), halfDays: row.reader("halfDays"), hours: row.reader("hours"),
    lead: row.reader("lead"), direct: row.reader("direct"), hardCase: row.reader("hardCase"), groupKind: row.reader("groupKind"), complete: row.reader("complete"),
    submittedOn: row.reader("submittedOn"), reviewer: row.reader("reviewer"), reviewedOn: row.reader("reviewedOn"),
  };
  return () => {
    const number = valueOf(cell.workerNo());
    const worker = cell.worker();
    const at = memory.place(cell.agency(), number, [worker]);
    const date = dateOf(cell.date(), asOf);
    if (date.is === "future") return future(row, at.name);

    // halfDays if filled: hours is then not read, whatever stands there.
    const [halfDays, hours] = [cell.halfDays(), cell.hours()];
    const hoursRead = halfDays.is !== "known";
    const found = row.findings();
    const findings = readerFindings(hoursRead || found.length === 0 ? found : found.filter(({ code, field }) => field !== "hours" || code === "undecodable-text"), at.name, row);
    const badNumber = halfDays.is === "unreadable" || (hoursRead && hours.is === "unreadable");

    const { people, texts } = workersOf(row, worker, at, number, memory, findings);
    if (date.is !== "day" || badNumber || people.length === 0) return { entries: NO_ENTRIES, used: false, findings };
    const told = valueOf(cell.lead());
    const several = people.length > 1 || texts.length > 1;
    const type = valueOf(cell.type()) ?? "";
    const { reviewers, text: reviewerText } = memory.reviewers(at.index, cell.reviewer());
    return {
      used: true, findings,
      entries: [{
        source, row: row.row, day: date.day,
        // A blank lead cell of several workers: the first leads and the others assist.
        workers: people.map(({ id, nth }) => ({ person: id, lead: told ?? (several ? nth === 0 : null) })),
        workerText: texts.length === 1 ? texts[0] ?? "" : texts.join("、"),
        type, serviceNo: valueOf(cell.serviceNo()), sessionNo: valueOf(cell.sessionNo()),
        halfDays: valueOf(halfDays), hours: valueOf(hours), faceToFace: valueOf(cell.form()),
        direct: valueOf(cell.direct()) !== false && !type.startsWith("indirect:"),
        complete: valueOf(cell.complete()), hardCase: valueOf(cell.hardCase()), therapeutic: valueOf(cell.groupKind()),
        submittedOn: dayOf(cell.submittedOn(), asOf), reviewedOn: dayOf(cell.reviewedOn(), asOf), reviewers, reviewerText,
      }],
    };
  };
}

const dayOf = (field: Read<When>, asOf: Day): Day | null => (field.is === "known" ? lastOf(field.value, asOf) : null);

/** The known workers of a service cell, each with its place in the cell; the number beside them is the first's. */
function workersOf(row: PassingRow<"services">, worker: Read<Names>, at: Placed, number: string | null, memory: Memory, findings: PlacedFinding[]): Pick<Workers, "people" | "texts"> {
  if (worker.is !== "known" && number === null) {
    findings.push(aboutCell("missing-name", row.field("worker"), at.name));
    return { people: [], texts: [] };
  }
  if (at.index === null) {
    findings.push(aboutCell("unknown-person", at.untold ? row.field("worker") : row.field("agency"), at.name, {}, at.untold ? "agency-untold" : "agency"));
    return { people: [], texts: worker.is === "known" ? [...worker.value.names] : [] };
  }
  const named = number === null ? memory.workers(at.index, worker) : workersNamed(at.index, worker, number, (text) => {
    findings.push(aboutCell("unknown-value", row.field("workerNo"), at.name, { name: text ?? "" }, "number-and-name"));
  });
  sayNames(named.bad, () => row.field(worker.is === "known" ? "worker" : "workerNo"), at.name, findings);
  return named;
}

function workersNamed(index: NameIndex, cell: Read<Names>, number: string | null, clashes: (text: string | null) => void = () => undefined): Workers {
  const texts = namesIn(index, cell);
  const people: { id: number; nth: number }[] = [];
  const bad = { ambiguous: [] as string[], unknown: [] as string[] };
  (texts.length === 0 ? [null] : texts).forEach((text, nth) => {
    const { naming, clash } = nameWithNumber(index, nth === 0 ? number : null, text);
    if (clash) clashes(text);
    if (naming.is === "known") people.push({ id: naming.person.id, nth });
    else bad[naming.is].push(text ?? number ?? "");
  });
  return { people: people.filter(({ id }, i) => people.findIndex((each) => each.id === id) === i), texts, bad };
}

/** One issue for each row, whatever the number of bad names in it. */
function sayNames(bad: BadNames, cell: () => Field<unknown>, agency: string | null, findings: PlacedFinding[]): void {
  if (bad.ambiguous.length > 0) findings.push(aboutCell("ambiguous-name", cell(), agency, { names: bad.ambiguous.join("、") }));
  if (bad.unknown.length > 0) findings.push(aboutCell("unknown-person", cell(), agency, { names: bad.unknown.join("、") }));
}

function reviewersOf(index: NameIndex | null, cell: Read<Reviewer>): Reviewers {
  const text = textOf(cell).normalize("NFKC").trim();
  if (cell.is !== "known" || index === null) return { reviewers: [], text };
  if (cell.value.by === "unnamed") return { reviewers: ["✓"], text };
  const reviewers = namesIn(index, { is: "known", value: cell.value.names, text: cell.text }).map((name) => {
    const naming = nameOne(index, name);
    return naming.is === "known" ? naming.person.id : naming.is === "ambiguous" ? `${name}?` : name;
  });
  return { reviewers, text };
}

function meetingResolver(row: PassingRow<"supervision">, memory: Memory, asOf: Day): () => Resolved<MeetingEntry> {
  const cell = {
    agency: row.reader("agency"), date: row.reader("date"), supervisor: row.reader("supervisor"), supervisorRole: row.reader("supervisorRole"),
    supervisees: row.reader("supervisees"), form: row.reader("form"), completedOn: row.reader("completedOn"),
  };
  return () => {
    const [supervisor, supervisees] = [cell.supervisor(), cell.supervisees()];
    const at = memory.place(cell.agency(), null, [supervisor, supervisees]);
    const date = dateOf(cell.date(), asOf);
    if (date.is === "future") return future(row, at.name);
    const findings = readerFindings(row.findings(), at.name, row);
    const nobody = supervisor.is !== "known" && supervisees.is !== "known";
    if (nobody) findings.push(aboutCell("missing-name", row.field("supervisor"), at.name));
    else if (at.index === null) findings.push(aboutCell("unknown-person", row.field(at.untold ? "supervisor" : "agency"), at.name, {}, at.untold ? "agency-untold" : "agency"));
    if (at.agency === null || at.index === null || nobody) return { entries: NO_ENTRIES, used: false, findings };

    const giver = memory.giver(at.index, supervisor);
    if (giver.is === "ambiguous") findings.push(aboutCell("ambiguous-name", row.field("supervisor"), at.name, { names: textOf(supervisor) }));
    const statedRole = valueOf(cell.supervisorRole());
    const statedTier = statedRole === null ? null : tierOf(statedRole);
    if (giver.is === "unknown" && statedTier === null) findings.push(aboutCell("unknown-supervisor", row.field("supervisor"), at.name, { names: textOf(supervisor) }));

    const { listed, bad } = memory.named(at.index, supervisees);
    sayNames(giver.is === "ambiguous" ? { ambiguous: [], unknown: bad.unknown } : bad, () => row.field("supervisees"), at.name, findings);
    const forms = valueOf(cell.form());
    return {
      // A row without a day counts for nobody, but may have been held in any month.
      used: date.is === "day", findings,
      entries: [{
        source: row.source.id, row: row.row, agency: at.agency.index, day: date.is === "day" ? date.day : null, giver, statedTier, supervisees: listed,
        individual: forms?.forms.includes("individual") ?? false, group: forms?.forms.includes("group") ?? false, unclearForm: forms?.unclear ?? true,
        completedOn: dayOf(cell.completedOn(), asOf),
      }],
    };
  };
}

function namedOf(index: NameIndex, cell: Read<Names>): Named {
  const listed: (number | readonly number[])[] = [];
  const bad = { ambiguous: [] as string[], unknown: [] as string[] };
  for (const name of namesIn(index, cell)) {
    const naming = nameOne(index, name);
    if (naming.is === "known") listed.push(naming.person.id);
    else bad[naming.is].push(name);
    if (naming.is === "ambiguous") listed.push(naming.people.map((person) => person.id));
  }
  // A list that was pushed to has room for more.
  return { listed: listed.slice(), bad };
}

/** Of several names the first known one counts; else whether one of them is ambiguous. */
function giverOf(index: NameIndex, cell: Read<Names>): Giver {
  const namings = namesIn(index, cell).map((name) => nameOne(index, name));
  const known = namings.find((naming) => naming.is === "known");
  if (known?.is === "known") return { is: "known", person: known.person.id };
  const people = namings.flatMap((naming) => (naming.is === "ambiguous" ? naming.people.map((person) => person.id) : []));
  return people.length > 0 ? { is: "ambiguous", people } : { is: "unknown" };
}

function dutyResolver(row: PassingRow<"duties">, memory: Memory, asOf: Day): () => Resolved<DutyEntry> {
  const cell = { agency: row.reader("agency"), date: row.reader("date"), person: row.reader("person"), duty: row.reader("duty") };
  return () => {
    const person = cell.person();
    const at = memory.place(cell.agency(), null, [person]);
    const date = dateOf(cell.date(), asOf);
    if (date.is === "future") return future(row, at.name);
    const findings = readerFindings(row.findings(), at.name, row);
    if (person.is !== "known") findings.push(aboutCell("missing-name", row.field("person"), at.name));
    else if (at.index === null) findings.push(aboutCell("unknown-person", row.field(at.untold ? "person" : "agency"), at.name, {}, at.untold ? "agency-untold" : "agency"));
    let people: readonly number[] = [];
    if (at.index !== null && person.is === "known") {
      const { listed, bad } = memory.named(at.index, person);
      people = listed.filter((each) => typeof each === "number");
      sayNames(bad, () => row.field("person"), at.name, findings);
    }
    const duty = valueOf(cell.duty());
    const used = date.is === "day" && people.length > 0 && duty !== null;
    const entries = used ? [...new Set(people)].map((each) => ({ source: row.source.id, row: row.row, person: each, duty, day: date.day })) : NO_ENTRIES;
    return { entries, used, findings };
  };
}
