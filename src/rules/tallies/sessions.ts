import type { ServiceEntry } from "../../model/entry.ts";
import { byCodePoint, byCodePoints } from "../../model/text.ts";
import { groupBy } from "../../model/group.ts";
import type { Tally } from "../kind.ts";

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
  sources: Set<number>;
}

export interface Sessions {
  /** By worker, type, service number and session (or date): the one record that counts. */
  numbered: Map<string, Session>;
  /** Records without a service number are no copies of each other. */
  single: Session[];
  /** Places of records that are copies: source → row → the worker whose copy it is. */
  duplicates: Map<number, Map<number, number>>;
  marks: Map<string, ServiceMarks>;
}

export const serviceKey = (person: number, type: string, serviceNo: string): string => JSON.stringify([person, type, serviceNo]);

const sessionKey = (person: number, entry: ServiceEntry): string =>
  JSON.stringify([person, entry.type, entry.serviceNo, entry.sessionNo ?? entry.day, entry.sessionNo === null]);

/**
 * Sessions of the service log, each worker's by itself: of several records of the same session the least favourable counts, the
 * others are duplicates (rules.md, section 1, "same session").
 */
export const sessions: Tally<ServiceEntry, Sessions> = {
  log: "services",
  name: "sessions",
  empty: () => ({ numbered: new Map(), single: [], duplicates: new Map(), marks: new Map() }),
  step(into, entry) {
    for (const { person, lead } of entry.workers) {
      const session: Session = { entry, person, lead };
      if (entry.serviceNo === null) into.single.push(session);
      else {
        keep(into, sessionKey(person, entry), session);
        mark(into, serviceKey(person, entry.type, entry.serviceNo), entry.hardCase === true, entry.therapeutic === true, [entry.source]);
      }
    }
  },
  merge(into, other) {
    for (const [key, session] of other.numbered) keep(into, key, session);
    into.single.push(...other.single);
    for (const [source, rows] of other.duplicates) for (const [row, person] of rows) addPlace(into, source, row, person);
    for (const [key, marks] of other.marks) mark(into, key, marks.hardCase, marks.therapeutic, marks.sources);
  },
};

function keep(into: Sessions, key: string, session: Session): void {
  const known = into.numbered.get(key);
  if (known === undefined) { into.numbered.set(key, session); return; }
  const [kept, copy] = lessFavourable(session, known) ? [session, known] : [known, session];
  into.numbered.set(key, kept);
  addPlace(into, copy.entry.source, copy.entry.row, copy.person);
}

function addPlace(into: Sessions, source: number, row: number, person: number): void {
  const rows = into.duplicates.get(source) ?? new Map<number, number>();
  into.duplicates.set(source, rows.set(row, Math.min(person, rows.get(row) ?? person)));
}

function mark(into: Sessions, key: string, hardCase: boolean, therapeutic: boolean, sources: Iterable<number>): void {
  const marks = into.marks.get(key) ?? { hardCase: false, therapeutic: false, sources: new Set<number>() };
  marks.hardCase ||= hardCase;
  marks.therapeutic ||= therapeutic;
  for (const source of sources) marks.sources.add(source);
  into.marks.set(key, marks);
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
  return byCodePoint(placeOf(a), placeOf(b)) < 0;
}

const placeOf = (s: Session): string => `${String(s.entry.source).padStart(6, "0")}:${String(s.entry.row).padStart(9, "0")}`;

const indexes = new WeakMap<Sessions, Map<number, Session[]>>();

/** The sessions of one person that count, by place: the order in which rows were read changes nothing. */
export function sessionsOf(state: Sessions, person: number): readonly Session[] {
  let index = indexes.get(state);
  if (index === undefined) {
    index = groupBy([...state.numbered.values(), ...state.single], (session) => session.person);
    for (const own of index.values()) own.sort((a, b) => a.entry.source - b.entry.source || a.entry.row - b.entry.row);
    indexes.set(state, index);
  }
  return index.get(person) ?? [];
}
