import { lastOf, type Day, type When } from "../model/day.ts";
import { valueOf, type Read } from "../model/field.ts";
import type { Names, Reviewer } from "../model/record.ts";
import type { LogBatch, NumberedRows } from "../model/submission.ts";
import type { AnyTally } from "../rules/kind.ts";
import { hasSession, sessions, type Sessions } from "../rules/tallies/sessions.ts";
import { bearerNumber, NOT_TOLD, plainServiceNumbers, reviewNumber, serviceNumber, textNumber, type NumberedRecord } from "../rules/tallies/store.ts";
import { Crews, type Crew } from "./crews.ts";
import { BY_ROW, Column, valueAt } from "./numbered-column.ts";
import type { Memory, Placed, Workers } from "./resolve.ts";
import { RowKinds } from "./row-kinds.ts";

const NOBODY = -1;
/** Numbers below stand for several workers. */
const CREW = -2;

/** What the cells of a column name in an agency: kept for the agency that asked last, as most logs are in the order of agencies. */
class Named {
  agencies = new Int32Array(64);
  values = new Int32Array(64);

  begin({ values, renewed }: { values: Int32Array; renewed: boolean }): void {
    if (values.length > this.agencies.length) [this.agencies, this.values] = [new Int32Array(values.length), new Int32Array(values.length)];
    else if (!renewed) return;
    this.agencies.fill(-1);
  }
}

/** Null where a tally of the log has to see every row as an entry. */
export function numberedServices(asked: readonly { tally: AnyTally; state: unknown }[], memory: Memory, asOf: Day, onlyAgency: boolean): NumberedServices | null {
  const state = asked.find(({ tally }) => tally === sessions)?.state as Sessions | undefined;
  const others = asked.filter(({ tally }) => tally !== sessions).map(({ tally, state: own }) => (tally.stepNumbered ? (record: NumberedRecord): void => { tally.stepNumbered?.(own as never, record); } : null));
  return state === undefined || others.includes(null) ? null : new NumberedServices(memory, state, others.filter((tell) => tell !== null), asOf, onlyAgency);
}

/**
 * Rows of a service log straight into the tally, without an object a row: each in order, of known workers, with nothing to be said of
 * it. What it enters is what resolving the row and `step` would; every other row is left to them.
 */
export class NumberedServices {
  readonly #memory: Memory;
  readonly #state: Sessions;
  /** What else is told of each record, after the sessions. */
  readonly #others: readonly ((record: NumberedRecord) => void)[];
  readonly #onlyAgency: boolean;
  readonly #placed: Placed[] = [];
  readonly #placeNumbers = new Map<Placed, number>();
  readonly #workers = new Named();
  /** Of workers, by the number of the cell: the person as the cell writes them. */
  #bearers = new Int32Array(64);
  readonly #crews: Crews;
  readonly #crewList: Crew[] = [];
  readonly #crewNumbers = new Map<Workers, number>();
  readonly #reviewers = new Named();
  readonly #columns;
  readonly #rowKinds: RowKinds;
  /** By row of the batch. */
  #kinds: Int32Array = new Int32Array(0);

  /** `onlyAgency`: a row without an agency's name is that of the only one. */
  constructor(memory: Memory, state: Sessions, others: readonly ((record: NumberedRecord) => void)[], asOf: Day, onlyAgency: boolean) {
    this.#memory = memory;
    this.#state = state;
    this.#others = others;
    this.#onlyAgency = onlyAgency;
    const { records } = state;
    this.#crews = new Crews(records);
    this.#rowKinds = new RowKinds(records);
    const text = (read: Read<string>): number => { const value = valueOf(read); return value === null ? -1 : textNumber(records, value); };
    const day = (read: Read<When>): number => (read.is === "known" ? lastOf(read.value, asOf) : NOT_TOLD);
    const nothing = (): number => 0;
    this.#columns = {
      agency: new Column("agency", (read) => this.#placeOf(read)),
      date: new Column("date", (read) => { const on = day(read); return on > asOf ? NOT_TOLD : on; }),
      worker: new Column("worker", (read) => (read.is === "known" ? 0 : BY_ROW)),
      workerNo: new Column("workerNo", (read) => (read.is === "known" ? BY_ROW : 0)),
      serviceNo: new Column("serviceNo", (read) => { const value = valueOf(read); return value === null ? -1 : serviceNumber(records, value); }, (plain, list, into) => { plainServiceNumbers(records, plain, list, into); }),
      sessionNo: new Column("sessionNo", text),
      submittedOn: new Column("submittedOn", day), reviewedOn: new Column("reviewedOn", day),
      reviewer: new Column("reviewer", nothing),
    };
  }

  begin(rows: NumberedRows<"services">): void {
    for (const column of Object.values(this.#columns)) column.begin(rows);
    this.#kinds = this.#rowKinds.of(rows);
    this.#workers.begin(this.#columns.worker);
    if (this.#bearers.length < this.#workers.values.length) this.#bearers = new Int32Array(this.#workers.values.length);
    this.#reviewers.begin(this.#columns.reviewer);
  }

  #placeOf(read: Read<string>): number {
    if (read.is !== "known" && !this.#onlyAgency) return BY_ROW;
    const placed = this.#memory.place(read, null, []);
    if (placed.agency === null || placed.index === null) return BY_ROW;
    const known = this.#placeNumbers.get(placed);
    if (known !== undefined) return known;
    const number = this.#placed.push(placed) - 1;
    this.#placeNumbers.set(placed, number);
    return number;
  }

  /** Enters rows from the nth; returns the first that has to be looked at by itself, or the number of rows. `latest` is the last day seen. */
  enter({ source, numbered, length }: LogBatch<"services">, nth: number, latest: { day: Day; nth: number }): number {
    if (numbered === null) return nth;
    const { places, rows, sound } = numbered;
    const c = this.#columns;
    const kinds = this.#kinds;
    const record: NumberedRecord = { source: source.id, row: 0, person: 0, day: 0, kind: 0, serviceNo: 0, sessionNo: 0, bearer: 0, review: 0, submittedOn: 0, reviewedOn: 0 };
    for (; nth < length; nth++) {
      if (sound[nth] === 0) return nth;
      const at = places[nth] as number;
      const agency = valueAt(c.agency, at);
      const day = valueAt(c.date, at);
      if (agency === BY_ROW || day === NOT_TOLD || valueAt(c.worker, at) === BY_ROW || valueAt(c.workerNo, at) === BY_ROW) return nth;
      const kind = kinds[nth] as number;
      if (kind === BY_ROW) return nth;

      const workerId = c.worker.ids[at] as number;
      if (this.#workers.agencies[workerId] !== agency) this.#nameWorker(agency, workerId);
      const person = this.#workers.values[workerId] as number;
      if (person === NOBODY) return nth;
      const reviewerId = c.reviewer.ids[at] as number;
      if (this.#reviewers.agencies[reviewerId] !== agency) this.#nameReviewers(agency, reviewerId);

      record.row = rows[at] as number;
      record.person = person;
      record.day = day;
      record.kind = kind;
      record.serviceNo = valueAt(c.serviceNo, at);
      record.sessionNo = valueAt(c.sessionNo, at);
      record.review = this.#reviewers.values[reviewerId] as number;
      record.submittedOn = valueAt(c.submittedOn, at);
      record.reviewedOn = valueAt(c.reviewedOn, at);
      // Handed in, or reviewed, before the day: that is to be said.
      if ((record.submittedOn < day && record.submittedOn !== NOT_TOLD) || (record.reviewedOn < day && record.reviewedOn !== NOT_TOLD)) return nth;
      if (person <= CREW) {
        if (!this.#enterCrew(record, this.#crewList[CREW - person] as Crew)) return nth;
      } else {
        record.bearer = this.#bearers[workerId] as number;
        if (sessions.stepNumbered?.(this.#state, record) !== true) return nth;
        for (const tell of this.#others) tell(record);
      }
      if (day > latest.day) [latest.day, latest.nth] = [day, nth];
    }
    return nth;
  }

  /** Each worker's part by itself; none of them, and false, where one of the parts has to be compared with another record. */
  #enterCrew(record: NumberedRecord, crew: Crew): boolean {
    const { kind } = record;
    for (const person of crew.people) {
      record.person = person;
      if (hasSession(this.#state, record)) return false;
    }
    const bearers = this.#crews.bearersOf(crew, kind);
    for (let nth = 0; nth < crew.people.length; nth++) {
      record.person = crew.people[nth] as number;
      record.bearer = bearers[nth] as number;
      record.kind = this.#crews.kindOf(kind, nth);
      sessions.stepNumbered?.(this.#state, record);
      for (const tell of this.#others) tell(record);
    }
    return true;
  }

  #nameWorker(agency: number, id: number): void {
    const { agencies, values } = this.#workers;
    const { index } = this.#placed[agency] as Placed;
    agencies[id] = agency;
    values[id] = NOBODY;
    if (index === null) return;
    const workers = this.#memory.workers(index, this.#columns.worker.read(id) as Read<Names>);
    const { people, texts: named, bad } = workers;
    const [only] = people;
    if (only === undefined || named.length !== people.length || bad.ambiguous.length + bad.unknown.length > 0) return;
    if (people.length > 1) {
      // Where agencies take turns the same cell is asked about again and again.
      const known = this.#crewNumbers.get(workers) ?? this.#crewList.push({ people: people.map((person) => person.id), text: named.join("、"), bearers: [null, null, null] }) - 1;
      this.#crewNumbers.set(workers, known);
      values[id] = CREW - known;
      return;
    }
    values[id] = only.id;
    this.#bearers[id] = bearerNumber(this.#state.records, only.id, named[0] ?? "");
  }

  #nameReviewers(agency: number, id: number): void {
    const { agencies, values } = this.#reviewers;
    const { reviewers, text } = this.#memory.reviewers((this.#placed[agency] as Placed).index, this.#columns.reviewer.read(id) as Read<Reviewer>);
    agencies[id] = agency;
    values[id] = reviewNumber(this.#state.records, reviewers, text);
  }
}
