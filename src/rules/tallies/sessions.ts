import type { ServiceEntry } from "../../model/entry.ts";
import { remembered } from "../../model/remembered.ts";
import { byCodePoint, byCodePoints } from "../../model/text.ts";
import type { Tally } from "../kind.ts";
import { enterLinked, findLinked, noChains, type Chains } from "./chains.ts";
import { makeRoom, noInts, setInt, type Ints } from "./ints.ts";
import { crewNumber, hasSeveralWorkers, isMarked, noRecords, put, putNumbered, recordAt, rowAt, serviceNumber, sessionOf, sessionOfNumbers, sourceAt, textNumber, type NumberedRecord, type Records } from "./store.ts";
import { closeTexts, encoded, isText, textAt } from "./texts.ts";

/** One worker's part in one service record. */
export interface Session {
  entry: ServiceEntry;
  person: number;
  lead: boolean | null;
}

/** What the records of a service say of it; a duplicate tells it too. */
export interface ServiceMarks {
  hardCase: boolean;
  therapeutic: boolean;
  /** Sources of its records: a column may be absent from one of them. */
  sources: ReadonlySet<number>;
}

/** The services, each worker's by itself, in columns. */
interface Services {
  length: number;
  /** By number and worker, while the log is read. */
  places: Chains;
  person: Ints;
  type: Ints;
  serviceNo: Ints;
  /** 1 a hard case, 2 therapeutic. */
  marks: Ints;
  /** The source of its first record (−1: none yet), and the others of those few that have several. */
  source: Ints;
  otherSources: Map<number, Set<number>>;
}

export interface Sessions {
  /** Each session's one record that counts. */
  records: Records;
  /** By service and session (or date), while the log is read. Records without a service number are no copies of each other and are not in it. */
  places: Chains;
  services: Services;
  /** Places of records that are copies: source → row → the worker whose copy it is. */
  duplicates: Map<number, Map<number, number>>;
}

/**
 * Sessions of the service log, each worker's by itself: of several records of the same session the least favourable counts, the
 * others are duplicates (rules.md, section 1, "same session").
 */
export const sessions: Tally<ServiceEntry, Sessions> = {
  log: "services",
  name: "sessions",
  empty: () => ({
    records: noRecords(), places: noChains(), duplicates: new Map(),
    services: { length: 0, places: noChains(), person: noInts(), type: noInts(), serviceNo: noInts(), marks: noInts(), source: noInts(), otherSources: new Map() },
  }),
  step(into, entry) {
    const crew = crewNumber(into.records, entry);
    for (const { person, lead } of entry.workers) keep(into, { entry, person, lead }, crew);
  },
  stepNumbered,
  expect({ records, places, services }, expected) {
    records.expected = expected;
    const ahead = records.length === 0 ? 0 : expected / records.length;
    places.expected = expected;
    places.expectedHeads = services.places.expected = services.length * ahead;
    services.places.expectedHeads = records.serviceNos.expected = records.serviceNos.length * ahead;
  },
  close(state) {
    state.places = noChains();
    state.services.places = noChains();
    closeTexts(state.records.serviceNos);
  },
  merge(into, other) {
    for (let at = 0; at < other.records.length; at++) {
      const part = partAt(other, at);
      keep(into, part, crewNumber(into.records, part.entry));
    }
    for (const [source, rows] of other.duplicates) for (const [row, person] of rows) addPlace(into, source, row, person);
    for (let i = 0; i < other.services.length; i++) {
      const { services: { person, type, serviceNo, marks }, records: { texts, serviceNos } } = other;
      const service = serviceOf(into, person.data[i] as number, textNumber(into.records, texts.values[type.data[i] as number] ?? ""), serviceNumber(into.records, textAt(serviceNos, serviceNo.data[i] as number) ?? ""));
      for (const source of sourcesOf(other.services, i)) mark(into.services, service, marks.data[i] as number, source);
    }
  },
};

function keep(into: Sessions, { entry, person, lead }: Session, crew: number): void {
  const { records } = into;
  if (entry.serviceNo === null) {
    put(records, entry, person, lead, crew, -1, -1);
    return;
  }
  const service = serviceOf(into, person, textNumber(records, entry.type), serviceNumber(records, entry.serviceNo));
  mark(into.services, service, (entry.hardCase === true ? 1 : 0) | (entry.therapeutic === true ? 2 : 0), entry.source);
  const session = sessionOf(records, entry);
  const at = findSession(into, service, session);
  if (at < 0) {
    enterSession(into, put(records, entry, person, lead, crew, service, session), at);
    return;
  }
  const known = partAt(into, at);
  const worse = lessFavourable({ entry, person, lead }, known);
  const copy = worse ? known.entry : entry;
  if (worse) put(records, entry, person, lead, crew, service, session, at);
  addPlace(into, copy.source, copy.row, person);
}

/** False where a record of the same session is there: both must be compared. */
function stepNumbered(into: Sessions, record: NumberedRecord): boolean {
  const { records } = into;
  const { person, serviceNo, kind, source } = record;
  if (serviceNo === -1) {
    putNumbered(records, record, -1, -1);
    return true;
  }
  const service = serviceOf(into, person, records.kinds.type[kind] as number, serviceNo);
  const session = sessionOfNumbers(record.sessionNo, record.day);
  const found = findSession(into, service, session);
  if (found >= 0) return false;
  const marks = records.kinds.marks[kind] as number;
  mark(into.services, service, (isMarked(marks, "hardCase") ? 1 : 0) | (isMarked(marks, "therapeutic") ? 2 : 0), source);
  enterSession(into, putNumbered(records, record, service, session), found);
  return true;
}

/** Whether there is a record of the same session: both must be compared. */
export function hasSession(into: Sessions, { person, serviceNo, kind, sessionNo, day }: NumberedRecord): boolean {
  if (serviceNo === -1) return false;
  const service = serviceOf(into, person, into.records.kinds.type[kind] as number, serviceNo);
  return findSession(into, service, sessionOfNumbers(sessionNo, day)) >= 0;
}

/** The service tells the person; a key has three parts. */
const findSession = ({ places, records }: Sessions, service: number, session: number): number => findLinked(places, records.service.data, records.session.data, records.service.data, service, session, service);
const enterSession = ({ places, records }: Sessions, place: number, found: number): void => { enterLinked(places, records.service.data, records.session.data, records.service.data, place, found); };

/** The record at a place, as the part of the worker whose it is; `serviceNoOf`: the text of a service number, null of −1. */
const partAt = ({ records, services }: Sessions, at: number, serviceNoOf = (number: number): string | null => textAt(records.serviceNos, number)): Session =>
  recordAt(records, at, serviceNoOf(services.serviceNo.data[records.service.data[at] as number] ?? -1));

function serviceOf({ services }: Sessions, person: number, type: number, serviceNo: number): number {
  const known = findLinked(services.places, services.serviceNo.data, services.person.data, services.type.data, serviceNo, person, type);
  if (known >= 0) return known;
  const at = services.length++;
  if (at === services.person.data.length) for (const column of [services.person, services.type, services.serviceNo, services.marks, services.source]) makeRoom(column, services.places.expected);
  setInt(services.person, at, person);
  setInt(services.type, at, type);
  setInt(services.serviceNo, at, serviceNo);
  setInt(services.source, at, -1);
  enterLinked(services.places, services.serviceNo.data, services.person.data, services.type.data, at, known);
  return at;
}

function mark(services: Services, service: number, marks: number, source: number): void {
  const before = services.marks.data[service] as number;
  if ((before | marks) !== before) setInt(services.marks, service, before | marks);
  const first = services.source.data[service] as number;
  if (first === source) return;
  if (first === -1) setInt(services.source, service, source);
  else services.otherSources.set(service, (services.otherSources.get(service) ?? new Set()).add(source));
}

const sourcesOf = ({ source, otherSources }: Services, service: number): ReadonlySet<number> => new Set([source.data[service] as number, ...otherSources.get(service) ?? []]);

/** What the records of a worker's service say of it; null where there is no such service. */
export function marksOf(state: Sessions, person: number, type: string, serviceNo: string): ServiceMarks | null {
  const { services, records: { service, texts, serviceNos } } = state;
  const own = placesOf(state, person);
  const wanted = encoded(serviceNo);
  for (let i = 0; i < own.length; i++) {
    const found = service.data[own[i] as number] as number;
    if (found === -1 || texts.values[services.type.data[found] as number] !== type || !isText(serviceNos, services.serviceNo.data[found] as number, wanted)) continue;
    const marks = services.marks.data[found] as number;
    return { hardCase: (marks & 1) !== 0, therapeutic: (marks & 2) !== 0, sources: sourcesOf(services, found) };
  }
  return null;
}

function addPlace(into: Sessions, source: number, row: number, person: number): void {
  const rows = into.duplicates.get(source) ?? new Map<number, number>();
  into.duplicates.set(source, rows.set(row, Math.min(person, rows.get(row) ?? person)));
}

/** Rows of which some worker's part is a copy and another's counts, as "source:row". */
export function rowsKept({ records, duplicates }: Sessions): ReadonlySet<string> {
  const kept = new Set<string>();
  if (duplicates.size === 0) return kept;
  for (let at = 0; at < records.length; at++) {
    // A copy for one worker, while it counts for another: of one worker it does not count.
    if (!hasSeveralWorkers(records, at)) continue;
    const [source, row] = [sourceAt(records, at), rowAt(records, at)];
    if (duplicates.get(source)?.has(row)) kept.add(`${source}:${row}`);
  }
  return kept;
}

/** Half-days of a record for the comparison of copies alone: by the hours of the policies' default. */
const halfDaysOf = (entry: ServiceEntry): number => entry.halfDays ?? (entry.hours === null ? 1 : entry.hours / 4);
const favour = (told: boolean | null): number => (told === false ? 0 : told === null ? 1 : 2);
const late = (day: number | null): number => -(day ?? Infinity);

function lessFavourable(a: Session, b: Session): boolean {
  const ranks = (s: Session): number[] => [
    favour(s.entry.complete), favour(s.entry.direct), favour(s.lead), halfDaysOf(s.entry), late(s.entry.day), favour(s.entry.faceToFace),
    late(s.entry.submittedOn), late(s.entry.reviewedOn),
  ];
  const [one, two] = [ranks(a), ranks(b)];
  for (let i = 0; i < one.length; i++) if (one[i] !== two[i]) return (one[i] ?? 0) < (two[i] ?? 0);
  const texts = (s: Session): string[] => [s.entry.workerText, String(s.entry.hours ?? ""), String(s.entry.hardCase ?? ""), String(s.entry.therapeutic ?? ""), s.entry.reviewerText];
  const order = byCodePoints(texts(a), texts(b));
  if (order !== 0) return order > 0;
  // The same in all that is read: which of them counts changes nothing but the place that is shown.
  return byCodePoint(placeText(a), placeText(b)) < 0;
}

const placeText = (s: Session): string => `${String(s.entry.source).padStart(6, "0")}:${String(s.entry.row).padStart(9, "0")}`;

/** Where each person's records lie, and those that were made into sessions already. */
interface Index {
  /** Places by person, source and row; `starts` by person. */
  places: Int32Array;
  starts: Int32Array;
  made: Map<number, readonly Session[]>;
  sessionsMade: number;
  /** Places ascend as sources and rows do; a copy that took the place of another record may break it. */
  inOrder: boolean;
}

const indexes = new WeakMap<Sessions, Index>();

/** More are not kept as objects at a time: those of an agency's trainees, not of a city's. */
const MOST_MADE = 25_000;

function indexOf(state: Sessions): Index {
  const known = indexes.get(state);
  if (known) return known;
  const { records } = state;
  const { bearer: { data: bearers } } = records;
  const personOf = Int32Array.from(records.bearers.values, ({ person }) => person);
  const starts = new Int32Array(personOf.reduce((most, person) => Math.max(most, person + 1), 0) + 1);
  for (let at = 0; at < records.length; at++) {
    const next = (personOf[bearers[at] as number] as number) + 1;
    starts[next] = (starts[next] as number) + 1;
  }
  for (let person = 1; person < starts.length; person++) starts[person] = (starts[person] as number) + (starts[person - 1] as number);
  const fill = starts.slice();
  const places = new Int32Array(records.length);
  for (let at = 0; at < records.length; at++) {
    const person = personOf[bearers[at] as number] as number;
    const place = fill[person] as number;
    places[place] = at;
    fill[person] = place + 1;
  }
  const index: Index = { places, starts, made: new Map(), sessionsMade: 0, inOrder: isInOrder(records) };
  indexes.set(state, index);
  return index;
}

function byRow({ source: { data: source }, row: { data: row } }: Records): (a: number, b: number) => number {
  return (a, b) => (source[a] as number) - (source[b] as number) || (row[a] as number) - (row[b] as number);
}

function isInOrder(records: Records): boolean {
  const order = byRow(records);
  for (let at = 1; at < records.length; at++) if (order(at - 1, at) > 0) return false;
  return true;
}

/** Places, each once, in the order of files and rows. */
export const inRowOrder = (state: Sessions, places: Int32Array): Int32Array => (indexOf(state).inOrder ? ascending(places) : places.slice().sort(byRow(state.records)));

/** Of an agency's records most lie together: marking them all and looking where the marks are is faster than to compare. */
function ascending(places: Int32Array): Int32Array {
  let first = Infinity;
  let last = -Infinity;
  for (let i = 0; i < places.length; i++) {
    first = Math.min(first, places[i] as number);
    last = Math.max(last, places[i] as number);
  }
  if (last - first > SPREAD * places.length) return places.slice().sort();
  const isThere = new Uint8Array(Math.max(0, last - first + 1));
  for (let i = 0; i < places.length; i++) isThere[(places[i] as number) - first] = 1;
  const sorted = new Int32Array(places.length);
  let count = 0;
  for (let i = 0; i < isThere.length; i++) if (isThere[i] === 1) sorted[count++] = first + i;
  return sorted.subarray(0, count);
}
const SPREAD = 16;

/** Where the records of one person lie in `records`, in the order in which they were read: for sums and shares. */
export function placesOf(state: Sessions, person: number): Int32Array {
  const { places, starts } = indexOf(state);
  return places.subarray(starts[person] ?? 0, starts[person + 1] ?? starts[person] ?? 0);
}

/** The sessions of one person that count, by place: the order in which rows were read changes nothing. */
export function sessionsOf(state: Sessions, person: number): readonly Session[] {
  const index = indexOf(state);
  const known = index.made.get(person);
  if (known) return known;
  const serviceNoOf = remembered((number: number) => textAt(state.records.serviceNos, number));
  const made = Array.from(placesOf(state, person), (at): Session => partAt(state, at, serviceNoOf));
  if (!index.inOrder) made.sort((a, b) => a.entry.source - b.entry.source || a.entry.row - b.entry.row);
  if (index.sessionsMade + made.length > MOST_MADE) {
    index.made.clear();
    index.sessionsMade = 0;
  }
  index.made.set(person, made);
  index.sessionsMade += made.length;
  return made;
}
