import type { Day } from "../../model/day.ts";
import type { ServiceEntry } from "../../model/entry.ts";
import { makeRoom, noInts, setInt, type Ints } from "./ints.ts";
import { noTexts, textPlace, type Texts } from "./texts.ts";

/**
 * Service records in columns of numbers: thirty bytes a record instead of an object of half a kilobyte. Plain data, so that it can be
 * sent between workers.
 */
export interface Records {
  length: number;
  /** How many there may be in all, so that room for them is made at once. */
  expected: number;
  source: Ints;
  row: Ints;
  person: Ints;
  day: Ints;
  /** The place of its service; −1: it has no service number. */
  service: Ints;
  /** Its session of the service: the number of a text, or of a day where it has none (sessionOfDay). */
  session: Ints;
  /** Numbers of texts, of lists; −1: null. */
  type: Ints;
  workerText: Ints;
  reviewerText: Ints;
  reviewers: Ints;
  /** The list of all its workers; −1: this one alone. */
  workers: Ints;
  /** Days since the record's own: sinceDay. */
  submittedOn: Ints;
  reviewedOn: Ints;
  /** Numbers of amounts; −1: null. */
  halfDays: Ints;
  hours: Ints;
  /** What can be yes, no or not told, two bits each: MARKS. */
  marks: Ints;
  texts: Interned<string>;
  /** Of services: there are many, and the numbers of the other texts stay small. */
  serviceNos: Texts;
  amounts: Interned<number, number>;
  reviewerLists: Interned<ServiceEntry["reviewers"]>;
  workerLists: Interned<ServiceEntry["workers"]>;
}

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

const INTS = ["source", "row", "person", "day", "service", "session", "type", "workerText", "reviewerText", "reviewers", "workers", "submittedOn", "reviewedOn", "halfDays", "hours", "marks"] as const;
/** What can be yes, no or not told, from the lowest two bits of `Records.marks`. */
const MARKS = ["lead", "faceToFace", "direct", "complete", "hardCase", "therapeutic"] as const;
/** A day before all that the reader takes for one (1900 and later). */
export const NOT_TOLD = -0x8000;

export function noRecords(): Records {
  const ints = Object.fromEntries(INTS.map((name) => [name, noInts()])) as Record<typeof INTS[number], Ints>;
  return { length: 0, expected: 0, ...ints, texts: interned(), serviceNos: noTexts(), amounts: interned(), reviewerLists: interned(), workerLists: interned() };
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

/** Puts one worker's part in a record at a place, its end where none is given; returns the place. */
export function put(into: Records, entry: ServiceEntry, person: number, lead: boolean | null, service: number, session: number, at = into.length): number {
  const amount = (told: number | null): number => (told === null ? -1 : amountNumber(into, told));
  const record: NumberedRecord = {
    source: entry.source, row: entry.row, person, day: entry.day, type: textNumber(into, entry.type), serviceNo: -1, sessionNo: -1,
    workerText: textNumber(into, entry.workerText), reviewerText: textNumber(into, entry.reviewerText), reviewers: listNumber(into, entry.reviewers),
    submittedOn: entry.submittedOn ?? NOT_TOLD, reviewedOn: entry.reviewedOn ?? NOT_TOLD, halfDays: amount(entry.halfDays), hours: amount(entry.hours),
    marks: bitsOf(lead) | (bitsOf(entry.faceToFace) << 2) | (bitsOf(entry.direct) << 4) | (bitsOf(entry.complete) << 6) | (bitsOf(entry.hardCase) << 8) | (bitsOf(entry.therapeutic) << 10),
  };
  putNumbered(into, record, service, session, at);
  setInt(into.workers, at, entry.workers.length === 1 ? -1 : numberOf(into.workerLists, JSON.stringify(entry.workers), entry.workers));
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
  /** Numbers of amounts; −1: none. */
  halfDays: number;
  hours: number;
  /** All that can be yes, no or not told: markBits. */
  marks: number;
}

/** Puts it at a place, behind the others where none is given; returns the place. */
export function putNumbered(into: Records, record: NumberedRecord, service: number, session: number, at = into.length): number {
  if (at === into.length) {
    if (at === into.row.data.length) for (const name of INTS) makeRoom(into[name], into.expected);
    into.length += 1;
  }
  setInt(into.source, at, record.source);
  setInt(into.row, at, record.row);
  setInt(into.person, at, record.person);
  setInt(into.day, at, record.day);
  setInt(into.service, at, service);
  setInt(into.session, at, session);
  setInt(into.type, at, record.type);
  setInt(into.workerText, at, record.workerText);
  setInt(into.reviewerText, at, record.reviewerText);
  setInt(into.reviewers, at, record.reviewers);
  setInt(into.workers, at, -1);
  setInt(into.submittedOn, at, sinceDay(record.submittedOn, record.day));
  setInt(into.reviewedOn, at, sinceDay(record.reviewedOn, record.day));
  setInt(into.halfDays, at, record.halfDays);
  setInt(into.hours, at, record.hours);
  setInt(into.marks, at, record.marks);
  return at;
}

/** What tells the sessions of a service apart, by numbers: as `sessionOf`. */
export const sessionOfNumbers = (sessionNo: number, day: Day): number => (sessionNo === -1 ? sessionOfDay(day) : sessionNo);

/** The bits of `Records.marks` for one answer. */
export const markBits = (of: (typeof MARKS)[number], told: boolean | null): number => bitsOf(told) << (2 * MARKS.indexOf(of));
export const isMarked = (marks: number, of: (typeof MARKS)[number]): boolean => ((marks >> (2 * MARKS.indexOf(of))) & 3) === 2;

export const listNumber = (into: Records, reviewers: ServiceEntry["reviewers"]): number => (reviewers.length === 0 ? -1 : numberOf(into.reviewerLists, keyOfList(reviewers), reviewers));

export const textNumber = (into: Records, text: string): number => numberOf(into.texts, text, text);
export const serviceNumber = (into: Records, text: string): number => textPlace(into.serviceNos, text);
export const amountNumber = (into: Records, amount: number): number => numberOf(into.amounts, amount, amount);

/** Most records have one reviewer, whose number is key enough; texts are kept apart from numbers by their quotes. */
const keyOfList = (list: ServiceEntry["reviewers"]): string => (list.length === 1 && typeof list[0] === "number" ? String(list[0]) : JSON.stringify(list));

const NOBODY: ServiceEntry["reviewers"] = [];

/** What shares and sums ask of a record, without making an object of it. */
export const sourceAt = ({ source }: Records, at: number): number => source.data[at] as number;
export const rowAt = ({ row }: Records, at: number): number => row.data[at] as number;
export const dayAt = ({ day }: Records, at: number): Day => day.data[at] as number;
export const hasSeveralWorkers = ({ workers }: Records, at: number): boolean => workers.data[at] !== -1;
export const completeAt = ({ marks }: Records, at: number): boolean | null => toldBy(((marks.data[at] as number) >> 6) & 3);
export const directAt = ({ marks }: Records, at: number): boolean => toldBy(((marks.data[at] as number) >> 4) & 3) === true;
export const submittedOnAt = (records: Records, at: number): Day | null => dayFrom(records.submittedOn.data[at] as number, dayAt(records, at));
export const reviewedOnAt = (records: Records, at: number): Day | null => dayFrom(records.reviewedOn.data[at] as number, dayAt(records, at));
export const reviewersAt = (records: Records, at: number): ServiceEntry["reviewers"] => records.reviewerLists.values[records.reviewers.data[at] as number] ?? NOBODY;
export const workerTextAt = (records: Records, at: number): string => records.texts.values[records.workerText.data[at] as number] ?? "";
export const isWorkerAt = (records: Records, at: number, person: number): boolean =>
  records.person.data[at] === person || (records.workerLists.values[records.workers.data[at] as number]?.some((worker) => worker.person === person) ?? false);
export const amountsAt = ({ halfDays, hours, amounts: { values } }: Records, at: number): { halfDays: number | null; hours: number | null } =>
  ({ halfDays: values[halfDays.data[at] as number] ?? null, hours: values[hours.data[at] as number] ?? null });

/** A record as it was put in, and whose part in it this is. `serviceNo` is the number of its service's, −1: none. */
export function recordAt(records: Records, at: number, serviceNo: number): { entry: ServiceEntry; person: number; lead: boolean | null } {
  const person = records.person.data[at] as number;
  const marks = records.marks.data[at] as number;
  const lead = toldBy(marks & 3);
  const { values } = records.texts;
  return {
    person, lead,
    entry: {
      source: sourceAt(records, at), row: rowAt(records, at), day: dayAt(records, at),
      workers: records.workerLists.values[records.workers.data[at] as number] ?? [{ person, lead }],
      workerText: workerTextAt(records, at), type: values[records.type.data[at] as number] ?? "", serviceNo: records.serviceNos.values[serviceNo] ?? null,
      sessionNo: values[records.session.data[at] as number] ?? null, ...amountsAt(records, at), faceToFace: toldBy((marks >> 2) & 3),
      direct: toldBy((marks >> 4) & 3) === true, complete: toldBy((marks >> 6) & 3), hardCase: toldBy((marks >> 8) & 3), therapeutic: toldBy((marks >> 10) & 3),
      submittedOn: submittedOnAt(records, at), reviewedOn: reviewedOnAt(records, at),
      reviewers: reviewersAt(records, at), reviewerText: values[records.reviewerText.data[at] as number] ?? "",
    },
  };
}
