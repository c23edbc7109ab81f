import type { Day } from "../../model/day.ts";
import type { ServiceEntry } from "../../model/entry.ts";

/**
 * Service records in columns of numbers: seventy bytes a record instead of an object of half a kilobyte. Plain data, so that it can be
 * sent between workers.
 */
export interface Records {
  length: number;
  source: Int32Array;
  row: Int32Array;
  person: Int32Array;
  day: Int32Array;
  /** The place of its service; −1: it has no service number. */
  service: Int32Array;
  /** Its session of the service: the number of a text, or of a day where it has none (SESSIONS_BY_DAY lower). */
  session: Int32Array;
  /** Numbers of texts, of lists; −1: null. */
  type: Int32Array;
  serviceNo: Int32Array;
  workerText: Int32Array;
  reviewerText: Int32Array;
  reviewers: Int32Array;
  /** The list of all its workers; −1: this one alone. */
  workers: Int32Array;
  /** NOT_TOLD: null. */
  submittedOn: Int32Array;
  reviewedOn: Int32Array;
  /** NaN: null. */
  halfDays: Float64Array;
  hours: Float64Array;
  /** What can be yes, no or not told, two bits each: MARKS. */
  marks: Uint16Array;
  texts: Interned<string>;
  reviewerLists: Interned<ServiceEntry["reviewers"]>;
  workerLists: Interned<ServiceEntry["workers"]>;
}

/** Values told apart by a text that stands for each, with their numbers. */
export interface Interned<T> {
  values: T[];
  numbers: Map<string, number>;
}

const interned = <T>(): Interned<T> => ({ values: [], numbers: new Map() });

function numberOf<T>(into: Interned<T>, key: string, value: T): number {
  const known = into.numbers.get(key);
  if (known !== undefined) return known;
  const number = into.values.push(value) - 1;
  into.numbers.set(key, number);
  return number;
}

const INTS = ["source", "row", "person", "day", "service", "session", "type", "serviceNo", "workerText", "reviewerText", "reviewers", "workers", "submittedOn", "reviewedOn"] as const;
const FLOATS = ["halfDays", "hours"] as const;
/** What can be yes, no or not told, from the lowest two bits of `Records.marks`. */
const MARKS = ["lead", "faceToFace", "direct", "complete", "hardCase", "therapeutic"] as const;
export const NOT_TOLD = -0x80000000;
const FIRST_ROOM = 64;

export function noRecords(): Records {
  const ints = Object.fromEntries(INTS.map((name) => [name, new Int32Array(FIRST_ROOM)])) as Record<typeof INTS[number], Int32Array>;
  const floats = Object.fromEntries(FLOATS.map((name) => [name, new Float64Array(FIRST_ROOM)])) as Record<typeof FLOATS[number], Float64Array>;
  return { length: 0, ...ints, ...floats, marks: new Uint16Array(FIRST_ROOM), texts: interned(), reviewerLists: interned(), workerLists: interned() };
}

/** Half as much again; one column after the other, so that never two copies of all are there. */
function makeRoom(records: Records): void {
  const room = Math.ceil(records.length * 1.5);
  for (const name of INTS) records[name] = grown(records[name], new Int32Array(room));
  for (const name of FLOATS) records[name] = grown(records[name], new Float64Array(room));
  records.marks = grown(records.marks, new Uint16Array(room));
}

function grown<T extends Int32Array | Float64Array | Uint16Array>(from: T, into: T): T {
  into.set(from);
  return into;
}

/** Yes, no, not told: 2, 0, 1. */
const bitsOf = (told: boolean | null): number => (told === null ? 1 : told ? 2 : 0);
const toldBy = (bits: number): boolean | null => (bits === 1 ? null : bits === 2);

/** Sessions that have no number of their own are told apart by their day, counted from here: below every number of a text. */
const SESSIONS_BY_DAY = -0x40000000;

/** What tells the sessions of a service apart. */
export const sessionOf = (records: Records, { sessionNo, day }: ServiceEntry): number => (sessionNo === null ? SESSIONS_BY_DAY + day : textNumber(records, sessionNo));

/** Puts one worker's part in a record at a place, its end where none is given; returns the place. */
export function put(into: Records, entry: ServiceEntry, person: number, lead: boolean | null, service: number, session: number, at = into.length): number {
  if (at === into.length) {
    if (at === into.row.length) makeRoom(into);
    into.length += 1;
  }
  into.source[at] = entry.source;
  into.row[at] = entry.row;
  into.person[at] = person;
  into.day[at] = entry.day;
  into.service[at] = service;
  into.type[at] = textNumber(into, entry.type);
  into.serviceNo[at] = entry.serviceNo === null ? -1 : textNumber(into, entry.serviceNo);
  into.session[at] = session;
  into.workerText[at] = textNumber(into, entry.workerText);
  into.reviewerText[at] = textNumber(into, entry.reviewerText);
  into.reviewers[at] = listNumber(into, entry.reviewers);
  into.workers[at] = entry.workers.length === 1 ? -1 : numberOf(into.workerLists, JSON.stringify(entry.workers), entry.workers);
  into.submittedOn[at] = entry.submittedOn ?? NOT_TOLD;
  into.reviewedOn[at] = entry.reviewedOn ?? NOT_TOLD;
  into.halfDays[at] = entry.halfDays ?? NaN;
  into.hours[at] = entry.hours ?? NaN;
  into.marks[at] = bitsOf(lead) | (bitsOf(entry.faceToFace) << 2) | (bitsOf(entry.direct) << 4) | (bitsOf(entry.complete) << 6) | (bitsOf(entry.hardCase) << 8) | (bitsOf(entry.therapeutic) << 10);
  return at;
}

/** A record of one worker whose texts have their numbers already, as `put` would enter it. */
export interface NumberedRecord {
  source: number;
  row: number;
  person: number;
  day: Day;
  type: number;
  /** −1: none. */
  serviceNo: number;
  sessionNo: number;
  workerText: number;
  reviewerText: number;
  reviewers: number;
  /** NOT_TOLD: none. */
  submittedOn: number;
  reviewedOn: number;
  /** NaN: none. */
  halfDays: number;
  hours: number;
  /** All that can be yes, no or not told: markBits. */
  marks: number;
}

/** Puts it behind the others; returns its place. */
export function putNumbered(into: Records, record: NumberedRecord, service: number, session: number): number {
  const at = into.length;
  if (at === into.row.length) makeRoom(into);
  into.length += 1;
  into.source[at] = record.source;
  into.row[at] = record.row;
  into.person[at] = record.person;
  into.day[at] = record.day;
  into.service[at] = service;
  into.type[at] = record.type;
  into.serviceNo[at] = record.serviceNo;
  into.session[at] = session;
  into.workerText[at] = record.workerText;
  into.reviewerText[at] = record.reviewerText;
  into.reviewers[at] = record.reviewers;
  into.workers[at] = -1;
  into.submittedOn[at] = record.submittedOn;
  into.reviewedOn[at] = record.reviewedOn;
  into.halfDays[at] = record.halfDays;
  into.hours[at] = record.hours;
  into.marks[at] = record.marks;
  return at;
}

/** What tells the sessions of a service apart, by numbers: as `sessionOf`. */
export const sessionOfNumbers = (sessionNo: number, day: Day): number => (sessionNo === -1 ? SESSIONS_BY_DAY + day : sessionNo);

/** The bits of `Records.marks` for one answer. */
export const markBits = (of: (typeof MARKS)[number], told: boolean | null): number => bitsOf(told) << (2 * MARKS.indexOf(of));
export const isMarked = (marks: number, of: (typeof MARKS)[number]): boolean => ((marks >> (2 * MARKS.indexOf(of))) & 3) === 2;

export const listNumber = (into: Records, reviewers: ServiceEntry["reviewers"]): number => (reviewers.length === 0 ? -1 : numberOf(into.reviewerLists, keyOfList(reviewers), reviewers));

export const textNumber = (into: Records, text: string): number => numberOf(into.texts, text, text);

/** Most records have one reviewer, whose number is key enough; texts are kept apart from numbers by their quotes. */
const keyOfList = (list: ServiceEntry["reviewers"]): string => (list.length === 1 && typeof list[0] === "number" ? String(list[0]) : JSON.stringify(list));

const NOBODY: ServiceEntry["reviewers"] = [];

const dayAt = (days: Int32Array, at: number): Day | null => { const day = days[at] ?? NOT_TOLD; return day === NOT_TOLD ? null : day; };
const amountAt = (amounts: Float64Array, at: number): number | null => { const amount = amounts[at] ?? NaN; return Number.isNaN(amount) ? null : amount; };
/** What shares and sums ask of a record, without making an object of it. */
export const completeAt = ({ marks }: Records, at: number): boolean | null => toldBy(((marks[at] as number) >> 6) & 3);
export const directAt = ({ marks }: Records, at: number): boolean => toldBy(((marks[at] as number) >> 4) & 3) === true;
export const submittedOnAt = ({ submittedOn }: Records, at: number): Day | null => dayAt(submittedOn, at);
export const reviewedOnAt = ({ reviewedOn }: Records, at: number): Day | null => dayAt(reviewedOn, at);
export const reviewersAt = (records: Records, at: number): ServiceEntry["reviewers"] => records.reviewerLists.values[records.reviewers[at] ?? -1] ?? NOBODY;
export const workerTextAt = (records: Records, at: number): string => records.texts.values[records.workerText[at] ?? -1] ?? "";
export const isWorkerAt = (records: Records, at: number, person: number): boolean =>
  records.person[at] === person || (records.workerLists.values[records.workers[at] ?? -1]?.some((worker) => worker.person === person) ?? false);
export const amountsAt = ({ halfDays, hours }: Records, at: number): { halfDays: number | null; hours: number | null } => ({ halfDays: amountAt(halfDays, at), hours: amountAt(hours, at) });

/** A record as it was put in, and whose part in it this is. */
export function recordAt(records: Records, at: number): { entry: ServiceEntry; person: number; lead: boolean | null } {
  const person = records.person[at] ?? 0;
  const marks = records.marks[at] ?? 0;
  const lead = toldBy(marks & 3);
  const text = (number: number | undefined): string => records.texts.values[number ?? -1] ?? "";
  const textOrNull = (number: number | undefined): string | null => records.texts.values[number ?? -1] ?? null;
  return {
    person, lead,
    entry: {
      source: records.source[at] ?? 0, row: records.row[at] ?? 0, day: records.day[at] ?? 0,
      workers: records.workerLists.values[records.workers[at] ?? -1] ?? [{ person, lead }],
      workerText: workerTextAt(records, at), type: text(records.type[at]), serviceNo: textOrNull(records.serviceNo[at]), sessionNo: textOrNull(records.session[at]),
      halfDays: amountAt(records.halfDays, at), hours: amountAt(records.hours, at), faceToFace: toldBy((marks >> 2) & 3),
      direct: toldBy((marks >> 4) & 3) === true, complete: toldBy((marks >> 6) & 3), hardCase: toldBy((marks >> 8) & 3), therapeutic: toldBy((marks >> 10) & 3),
      submittedOn: dayAt(records.submittedOn, at), reviewedOn: dayAt(records.reviewedOn, at),
      reviewers: reviewersAt(records, at), reviewerText: text(records.reviewerText[at]),
    },
  };
}
