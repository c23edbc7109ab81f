import type { ServiceEntry } from "../../model/entry.ts";
import { byCodePoint, byCodePoints } from "../../model/text.ts";
import type { Tally } from "../kind.ts";
import { enterPlace, findPlace, noPlaces, type HashTable } from "./hash-table.ts";
import { isMarked, noRecords, put, putNumbered, recordAt, sessionOf, sessionOfNumbers, textNumber, type NumberedRecord, type Records } from "./store.ts";

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
  places: HashTable;
  person: number[];
  type: number[];
  serviceNo: number[];
  /** 1 a hard case, 2 therapeutic. */
  marks: number[];
  /** The source of its first record, and the others of those few that have several. */
  source: number[];
  otherSources: Map<number, Set<number>>;
}

export interface Sessions {
  /** Each session's one record that counts. */
  records: Records;
  /** By service and session (or date). Records without a service number are no copies of each other and are not in it. */
  places: HashTable;
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
    records: noRecords(), places: noPlaces(), duplicates: new Map(),
    services: { length: 0, places: noPlaces(), person: [], type: [], serviceNo: [], marks: [], source: [], otherSources: new Map() },
  }),
  step(into, entry) {
    for (const { person, lead } of entry.workers) keep(into, { entry, person, lead });
  },
  stepNumbered,
  merge(into, other) {
    for (let at = 0; at < other.records.length; at++) keep(into, recordAt(other.records, at));
    for (const [source, rows] of other.duplicates) for (const [row, person] of rows) addPlace(into, source, row, person);
    for (let i = 0; i < other.services.length; i++) {
      const { person, type, serviceNo, marks } = other.services;
      const text = (number: number | undefined): number => textNumber(into.records, other.records.texts.values[number ?? -1] ?? "");
      const service = serviceOf(into, person[i] ?? 0, text(type[i]), text(serviceNo[i]));
      for (const source of sourcesOf(other.services, i)) mark(into.services, service, marks[i] ?? 0, source);
    }
  },
};

function keep(into: Sessions, { entry, person, lead }: Session): void {
  const { records } = into;
  if (entry.serviceNo === null) {
    put(records, entry, person, lead, -1, -1);
    return;
  }
  const service = serviceOf(into, person, textNumber(records, entry.type), textNumber(records, entry.serviceNo));
  mark(into.services, service, (entry.hardCase === true ? 1 : 0) | (entry.therapeutic === true ? 2 : 0), entry.source);
  const session = sessionOf(records, entry);
  const at = findSession(into, person, service, session);
  if (at < 0) {
    const place = put(records, entry, person, lead, service, session);
    enterSession(into, place);
    return;
  }
  const known = recordAt(records, at);
  const worse = lessFavourable({ entry, person, lead }, known);
  const copy = worse ? known.entry : entry;
  if (worse) put(records, entry, person, lead, service, session, at);
  addPlace(into, copy.source, copy.row, person);
}

/** False where a record of the same session is there: both must be compared. */
function stepNumbered(into: Sessions, record: NumberedRecord): boolean {
  const { records } = into;
  const { person, serviceNo, marks, source } = record;
  if (serviceNo === -1) {
    putNumbered(records, record, -1, -1);
    return true;
  }
  const service = serviceOf(into, person, record.type, serviceNo);
  const session = sessionOfNumbers(record.sessionNo, record.day);
  if (findSession(into, person, service, session) >= 0) return false;
  mark(into.services, service, (isMarked(marks, "hardCase") ? 1 : 0) | (isMarked(marks, "therapeutic") ? 2 : 0), source);
  const place = putNumbered(records, record, service, session);
  enterSession(into, place);
  return true;
}

/** The service tells the person already; a key has three parts. */
const findSession = ({ places, records }: Sessions, person: number, service: number, session: number): number => findPlace(places, records.person, records.service, records.session, person, service, session);
const enterSession = ({ places, records }: Sessions, place: number): void => enterPlace(places, records.person, records.service, records.session, place);

function serviceOf({ services }: Sessions, person: number, type: number, serviceNo: number): number {
  const known = findPlace(services.places, services.person, services.type, services.serviceNo, person, type, serviceNo);
  if (known >= 0) return known;
  services.person.push(person);
  services.type.push(type);
  services.serviceNo.push(serviceNo);
  services.marks.push(0);
  services.source.push(-1);
  enterPlace(services.places, services.person, services.type, services.serviceNo, services.length);
  return services.length++;
}

function mark(services: Services, service: number, marks: number, source: number): void {
  services.marks[service] = (services.marks[service] ?? 0) | marks;
  const first = services.source[service] ?? -1;
  if (first === source) return;
  if (first === -1) services.source[service] = source;
  else services.otherSources.set(service, (services.otherSources.get(service) ?? new Set()).add(source));
}

const sourcesOf = ({ source, otherSources }: Services, service: number): ReadonlySet<number> => new Set([source[service] ?? 0, ...otherSources.get(service) ?? []]);

/** What the records of a worker's service say of it; null where there is no such service. */
export function marksOf(state: Sessions, person: number, type: string, serviceNo: string): ServiceMarks | null {
  const { texts } = state.records;
  const [typeNumber, serviceNumber] = [texts.numbers.get(type), texts.numbers.get(serviceNo)];
  if (typeNumber === undefined || serviceNumber === undefined) return null;
  const { services } = state;
  const found = findPlace(services.places, services.person, services.type, services.serviceNo, person, typeNumber, serviceNumber);
  if (found < 0) return null;
  const marks = services.marks[found] ?? 0;
  return { hardCase: (marks & 1) !== 0, therapeutic: (marks & 2) !== 0, sources: sourcesOf(services, found) };
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
    const [source, row] = [records.source[at] ?? 0, records.row[at] ?? 0];
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

/** More are not kept as objects at a time: an agency's, not a city's. */
const MOST_MADE = 150_000;

function indexOf(state: Sessions): Index {
  const known = indexes.get(state);
  if (known) return known;
  const { records } = state;
  let people = 0;
  for (let at = 0; at < records.length; at++) people = Math.max(people, (records.person[at] ?? 0) + 1);
  const starts = new Int32Array(people + 1);
  for (let at = 0; at < records.length; at++) {
    const next = (records.person[at] ?? 0) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let person = 1; person <= people; person++) starts[person] = (starts[person] ?? 0) + (starts[person - 1] ?? 0);
  const fill = starts.slice();
  const places = new Int32Array(records.length);
  for (let at = 0; at < records.length; at++) {
    const person = records.person[at] ?? 0;
    const place = fill[person] ?? 0;
    places[place] = at;
    fill[person] = place + 1;
  }
  const index: Index = { places, starts, made: new Map(), sessionsMade: 0, inOrder: isInOrder(records) };
  indexes.set(state, index);
  return index;
}

const byRow = ({ source, row }: Records) => (a: number, b: number): number => (source[a] as number) - (source[b] as number) || (row[a] as number) - (row[b] as number);

function isInOrder(records: Records): boolean {
  const order = byRow(records);
  for (let at = 1; at < records.length; at++) if (order(at - 1, at) > 0) return false;
  return true;
}

/** Places in the order of files and rows. */
export const inRowOrder = (state: Sessions, places: readonly number[]): readonly number[] =>
  (indexOf(state).inOrder ? Array.from(Int32Array.from(places).sort()) : [...places].sort(byRow(state.records)));

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
  const made = Array.from(placesOf(state, person), (at): Session => recordAt(state.records, at)).sort((a, b) => a.entry.source - b.entry.source || a.entry.row - b.entry.row);
  if (index.sessionsMade + made.length > MOST_MADE) {
    index.made.clear();
    index.sessionsMade = 0;
  }
  index.made.set(person, made);
  index.sessionsMade += made.length;
  return made;
}
