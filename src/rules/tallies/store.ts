import type { Day } from "../../model/day.ts";
import type { PlainTexts } from "../../model/plain-text.ts";
import type { ServiceEntry } from "../../model/entry.ts";
import { makeRoom, noInts, setInt, type Ints } from "./ints.ts";
import { kindNumber, noKinds, type Kinds } from "./kinds.ts";
import { noTexts, plainPlaces, textPlace, type Texts } from "./texts.ts";

/**
 * Service records in columns of numbers: twenty bytes a record instead of an object of half a kilobyte. What many records have in
 * common – who, reviewed by whom, what kind – is held once and numbered. Plain data, so that it can be sent between workers.
 */
export interface Records {
  length: number;
  /** How many there may be in all, so that room for them is made at once. */
  expected: number;
  source: Ints;
  row: Ints;
  day: Ints;
  /** The place of its service; −1: it has no service number. */
  service: Ints;
  /** Its session of the service: the number of a text, or of a day where it has none (sessionOfDay). */
  session: Ints;
  bearer: Ints;
  review: Ints;
  kind: Ints;
  /** Days since the record's own: sinceDay. */
  submittedOn: Ints;
  reviewedOn: Ints;
  bearers: Interned<Bearer>;
  crews: Interned<Crew>;
  reviews: Interned<Review>;
  kinds: Kinds;
  /** Of types and sessions. */
  texts: Interned<string>;
  serviceNos: Texts;
  amounts: Interned<number, number>;
}

/** Whose part in a record it is, how the cell wrote it, and all of its workers where there are several. */
interface Bearer { person: number; text: string; workers: ServiceEntry["workers"] | null }
type Crew = Pick<ServiceEntry, "workers" | "workerText">;
interface Review { reviewers: ServiceEntry["reviewers"]; text: string }

/** Values told apart by a key that stands for each, with their numbers. */
export interface Interned<T, K = string> {
  values: T[];
  numbers: Map<K, number>;
}

const interned = <T, K = string>(): Interned<T, K> => ({ values: [], numbers: new Map() });

function numberOf<T, K>(into: Interned<T, K>, key: K, value: T): number {
  const known = into.numbers.get(key);
  if (known !== undefined) return known;
  const number = into.values.push(value) - 1;
  into.numbers.set(key, number);
  return number;
}

const INTS = ["source", "row", "day", "service", "session", "bearer", "review", "kind", "submittedOn", "reviewedOn"] as const;
/** What can be yes, no or not told, from the lowest two bits of `Kinds.marks`. */
const MARKS = ["lead", "faceToFace", "direct", "complete", "hardCase", "therapeutic"] as const;
/** A day before all that the reader takes for one (1900 and later). */
export const NOT_TOLD = -0x8000;

export function noRecords(): Records {
  const ints = Object.fromEntries(INTS.map((name) => [name, noInts()])) as Record<typeof INTS[number], Ints>;
  return { length: 0, expected: 0, ...ints, bearers: interned(), crews: interned(), reviews: interned(), kinds: noKinds(), texts: interned(), serviceNos: noTexts(), amounts: interned() };
}

/** Not told, in the first of the bytes that a column has at first. */
const UNTOLD = -0x80;

/** A day as the days since another, NOT_TOLD as UNTOLD: most fit in a byte. */
const sinceDay = (on: Day, day: Day): number => (on === NOT_TOLD ? UNTOLD : on - day <= UNTOLD ? on - day - 1 : on - day);
const dayFrom = (since: number, day: Day): Day | null => (since === UNTOLD ? null : since < UNTOLD ? day + since + 1 : day + since);

/** Yes, no, not told: 2, 0, 1. */
const bitsOf = (told: boolean | null): number => (told === null ? 1 : told ? 2 : 0);
const toldBy = (bits: number): boolean | null => (bits === 1 ? null : bits === 2);

/**
 * Sessions that have no number of their own are told apart by their day, which is below every number of a text: in two bytes from 1970
 * to 2059.
 */
const sessionOfDay = (day: Day): number => (day >= 0 ? -2 - day : day - 0x40000000);

/** What tells the sessions of a service apart. */
export const sessionOf = (records: Records, { sessionNo, day }: ServiceEntry): number => (sessionNo === null ? sessionOfDay(day) : textNumber(records, sessionNo));

/** The number of the workers whom an entry names together; −1 where it names one. */
export const crewNumber = (into: Records, { workers, workerText }: Crew): number =>
  (workers.length === 1 ? -1 : numberOf(into.crews, `${JSON.stringify(workers)} ${workerText}`, { workers, workerText }));

/** Puts one worker's part in a record at a place, its end where none is given; returns the place. `crew`: of the entry. */
export function put(into: Records, entry: ServiceEntry, person: number, lead: boolean | null, crew: number, service: number, session: number, at = into.length): number {
  const amount = (told: number | null): number => (told === null ? -1 : amountNumber(into, told));
  const marks = bitsOf(lead) | (bitsOf(entry.faceToFace) << 2) | (bitsOf(entry.direct) << 4) | (bitsOf(entry.complete) << 6) | (bitsOf(entry.hardCase) << 8) | (bitsOf(entry.therapeutic) << 10);
  return putNumbered(into, {
    source: entry.source, row: entry.row, person, day: entry.day, serviceNo: -1, sessionNo: -1,
    bearer: bearerNumber(into, person, entry.workerText, crew), review: reviewNumber(into, entry.reviewers, entry.reviewerText),
    submittedOn: entry.submittedOn ?? NOT_TOLD, reviewedOn: entry.reviewedOn ?? NOT_TOLD, kind: kindNumber(into.kinds, textNumber(into, entry.type), amount(entry.halfDays), amount(entry.hours), marks),
  }, service, session, at);
}

/** A record of one worker whose texts have their numbers already, as `put` would enter it. */
export interface NumberedRecord {
  source: number;
  row: number;
  person: number;
  bearer: number;
  review: number;
  day: Day;
  /** What it has in common with others: kinds.ts. */
  kind: number;
  /** −1: none. */
  serviceNo: number;
  sessionNo: number;
  /** NOT_TOLD: none. */
  submittedOn: number;
  reviewedOn: number;
}

/** Puts it at a place, behind the others where none is given; returns the place. */
export function putNumbered(into: Records, record: NumberedRecord, service: number, session: number, at = into.length): number {
  if (at === into.length) {
    if (at === into.row.data.length) for (const name of INTS) makeRoom(into[name], into.expected);
    into.length += 1;
  }
  setInt(into.source, at, record.source);
  setInt(into.row, at, record.row);
  setInt(into.day, at, record.day);
  setInt(into.service, at, service);
  setInt(into.session, at, session);
  setInt(into.bearer, at, record.bearer);
  setInt(into.review, at, record.review);
  setInt(into.kind, at, record.kind);
  setInt(into.submittedOn, at, sinceDay(record.submittedOn, record.day));
  setInt(into.reviewedOn, at, sinceDay(record.reviewedOn, record.day));
  return at;
}

/** What tells the sessions of a service apart, by numbers: as `sessionOf`. */
export const sessionOfNumbers = (sessionNo: number, day: Day): number => (sessionNo === -1 ? sessionOfDay(day) : sessionNo);

/** The kind that differs from another in who leads alone. */
export function kindWithLead({ kinds }: Records, kind: number, lead: boolean): number {
  const marks = ((kinds.marks[kind] as number) & ~markBits("lead", true) & ~markBits("lead", null)) | markBits("lead", lead);
  return kindNumber(kinds, kinds.type[kind] as number, kinds.halfDays[kind] as number, kinds.hours[kind] as number, marks);
}

/** The bits of `Kinds.marks` for one answer. */
export const markBits = (of: (typeof MARKS)[number], told: boolean | null): number => bitsOf(told) << (2 * MARKS.indexOf(of));
export const isMarked = (marks: number, of: (typeof MARKS)[number]): boolean => ((marks >> (2 * MARKS.indexOf(of))) & 3) === 2;

export const textNumber = (into: Records, text: string): number => numberOf(into.texts, text, text);
export const serviceNumber = (into: Records, text: string): number => textPlace(into.serviceNos, text);
/** The same of texts that stand in their list once, into `numbers`. */
export const plainServiceNumbers = (into: Records, texts: PlainTexts, list: object, numbers: Int32Array): void => { plainPlaces(into.serviceNos, texts, list, numbers); };
export const amountNumber = (into: Records, amount: number): number => numberOf(into.amounts, amount, amount);

/** The number of a worker as a cell names them: alone, or as one of a crew. */
export function bearerNumber(into: Records, person: number, text: string, crew = -1): number {
  const workers = into.crews.values[crew]?.workers ?? null;
  return numberOf(into.bearers, workers === null ? `${person} ${text}` : `${person}#${crew}`, { person, text, workers });
}
export const reviewNumber = (into: Records, reviewers: ServiceEntry["reviewers"], text: string): number => numberOf(into.reviews, `${keyOfList(reviewers)} ${text}`, { reviewers, text });

/** Most records have one reviewer, whose number is key enough; texts are kept apart from numbers by their quotes. */
const keyOfList = (list: ServiceEntry["reviewers"]): string => (list.length === 1 && typeof list[0] === "number" ? String(list[0]) : JSON.stringify(list));

const bearerAt = ({ bearer, bearers }: Records, at: number): Bearer => bearers.values[bearer.data[at] as number] as Bearer;
const reviewAt = ({ review, reviews }: Records, at: number): Review => reviews.values[review.data[at] as number] as Review;

/** What shares and sums ask of a record, without making an object of it. */
export const sourceAt = ({ source }: Records, at: number): number => source.data[at] as number;
export const rowAt = ({ row }: Records, at: number): number => row.data[at] as number;
export const dayAt = ({ day }: Records, at: number): Day => day.data[at] as number;
export const hasSeveralWorkers = (records: Records, at: number): boolean => bearerAt(records, at).workers !== null;
export const submittedOnAt = (records: Records, at: number): Day | null => dayFrom(records.submittedOn.data[at] as number, dayAt(records, at));
export const reviewedOnAt = (records: Records, at: number): Day | null => dayFrom(records.reviewedOn.data[at] as number, dayAt(records, at));
export const reviewNumberAt = ({ review }: Records, at: number): number => review.data[at] as number;
export const reviewersIn = ({ reviews }: Records, review: number): ServiceEntry["reviewers"] => (reviews.values[review] as Review).reviewers;
export const workerTextAt = (records: Records, at: number): string => bearerAt(records, at).text;
export function isWorkerAt(records: Records, at: number, person: number): boolean {
  const { person: own, workers } = bearerAt(records, at);
  return own === person || (workers !== null && isAmong(workers, person));
}
/** By itself: what holds a function of its own has an object made for every record that it is asked of. */
const isAmong = (workers: ServiceEntry["workers"], person: number): boolean => workers.some((worker) => worker.person === person);
/** Which of kindsOf a record is. */
export const kindAt = ({ kind }: Records, at: number): number => kind.data[at] as number;
type SaidByKind = Pick<ServiceEntry, "type" | "halfDays" | "hours" | "faceToFace" | "direct" | "complete" | "hardCase" | "therapeutic"> & { lead: boolean | null };
const said = new WeakMap<Records, SaidByKind[]>();

/** What all records of a kind say, by its number; there are few kinds. */
export function kindsOf(records: Records): readonly SaidByKind[] {
  let known = said.get(records);
  if (known === undefined) said.set(records, known = []);
  const { kinds, texts, amounts } = records;
  for (let kind = known.length; kind < kinds.marks.length; kind++) {
    const marks = kinds.marks[kind] as number;
    known.push({
      type: texts.values[kinds.type[kind] as number] ?? "", halfDays: amounts.values[kinds.halfDays[kind] as number] ?? null, hours: amounts.values[kinds.hours[kind] as number] ?? null,
      lead: toldBy(marks & 3), faceToFace: toldBy((marks >> 2) & 3), direct: toldBy((marks >> 4) & 3) === true, complete: toldBy((marks >> 6) & 3), hardCase: toldBy((marks >> 8) & 3), therapeutic: toldBy((marks >> 10) & 3),
    });
  }
  return known;
}

/** A record as it was put in, and whose part in it this is; `serviceNo` is its service's. */
export function recordAt(records: Records, at: number, serviceNo: string | null): { entry: ServiceEntry; person: number; lead: boolean | null } {
  const { person, text: workerText, workers } = bearerAt(records, at);
  const { reviewers, text: reviewerText } = reviewAt(records, at);
  const { lead, type, halfDays, hours, faceToFace, direct, complete, hardCase, therapeutic } = kindsOf(records)[kindAt(records, at)] as SaidByKind;
  return {
    person, lead,
    entry: {
      source: sourceAt(records, at), row: rowAt(records, at), day: dayAt(records, at),
      workers: workers ?? [{ person, lead }], workerText, type, serviceNo, sessionNo: records.texts.values[records.session.data[at] as number] ?? null,
      halfDays, hours, faceToFace, direct, complete, hardCase, therapeutic,
      submittedOn: submittedOnAt(records, at), reviewedOn: reviewedOnAt(records, at), reviewers, reviewerText,
    },
  };
}
