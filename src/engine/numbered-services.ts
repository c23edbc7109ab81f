import { lastOf, type Day, type When } from "../model/day.ts";
import { valueOf, type Read } from "../model/field.ts";
import type { Names, Reviewer, TableFields } from "../model/record.ts";
import type { LogBatch, NumberedColumn, NumberedRows } from "../model/submission.ts";
import type { AnyTally } from "../rules/kind.ts";
import { sessions, type Sessions } from "../rules/tallies/sessions.ts";
import { amountNumber, bearerNumber, markBits, NOT_TOLD, reviewNumber, serviceNumber, textNumber, type NumberedRecord } from "../rules/tallies/store.ts";
import type { Memory, Placed } from "./resolve.ts";

type Services = TableFields["services"];

/** Of a row that has to be looked at by itself. */
const BY_ROW = -2;
const NOBODY = -1;

/** What a column's cells come to, by their numbers; each content is looked at once. */
class Column<F extends keyof Services & string> {
  ids: Int32Array = new Int32Array(0);
  values: Int32Array = new Int32Array(64);
  /** Its numbers have new meanings in this batch. */
  renewed = true;
  read: (id: number) => Read<Services[F]> = () => ({ is: "absent" });
  readonly #field: F;
  readonly #of: (read: Read<Services[F]>) => number;
  #column: NumberedColumn<Services[F]> | null = null;
  #generation = 0;
  #known = 0;

  constructor(field: F, of: (read: Read<Services[F]>) => number) {
    this.#field = field;
    this.#of = of;
  }

  begin(rows: NumberedRows<"services">): void {
    const column = rows.column(this.#field);
    this.renewed = column !== this.#column || column.generation !== this.#generation;
    if (this.renewed) {
      this.#column = column;
      this.#generation = column.generation;
      this.#known = 0;
      this.read = (id) => column.read(id);
    }
    this.ids = column.ids;
    if (column.size > this.values.length) {
      const grown = new Int32Array(Math.max(column.size, 2 * this.values.length));
      grown.set(this.values);
      this.values = grown;
    }
    for (; this.#known < column.size; this.#known++) this.values[this.#known] = this.#of(column.read(this.#known));
  }
}

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
 * Rows of a service log straight into the tally, without an object a row: each in order, of one known worker, with nothing to be said
 * of it. What it enters is what resolving the row and `step` would; every other row is left to them.
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
  readonly #reviewers = new Named();
  readonly #columns;

  /** `onlyAgency`: a row without an agency's name is that of the only one. */
  constructor(memory: Memory, state: Sessions, others: readonly ((record: NumberedRecord) => void)[], asOf: Day, onlyAgency: boolean) {
    this.#memory = memory;
    this.#state = state;
    this.#others = others;
    this.#onlyAgency = onlyAgency;
    const { records } = state;
    const text = (read: Read<string>): number => { const value = valueOf(read); return value === null ? -1 : textNumber(records, value); };
    const day = (read: Read<When>): number => (read.is === "known" ? lastOf(read.value, asOf) : NOT_TOLD);
    const amount = (read: Read<number>): number => (read.is === "known" ? amountNumber(records, read.value) : read.is === "unreadable" ? BY_ROW : -1);
    const nothing = (): number => 0;
    this.#columns = {
      agency: new Column("agency", (read) => this.#placeOf(read)),
      date: new Column("date", (read) => { const on = day(read); return on > asOf ? NOT_TOLD : on; }),
      worker: new Column("worker", (read) => (read.is === "known" ? 0 : BY_ROW)),
      workerNo: new Column("workerNo", (read) => (read.is === "known" ? BY_ROW : 0)),
      type: new Column("type", (read) => textNumber(records, valueOf(read) ?? "")),
      // Whether a record is direct depends on its type, too.
      direct: new Column("direct", (read) => (valueOf(read) === false ? 0 : 1)),
      serviceNo: new Column("serviceNo", (read) => { const value = valueOf(read); return value === null ? -1 : serviceNumber(records, value); }), sessionNo: new Column("sessionNo", text),
      form: new Column("form", (read) => markBits("faceToFace", valueOf(read))),
      complete: new Column("complete", (read) => markBits("complete", valueOf(read))),
      hardCase: new Column("hardCase", (read) => markBits("hardCase", valueOf(read))),
      groupKind: new Column("groupKind", (read) => markBits("therapeutic", valueOf(read))),
      lead: new Column("lead", (read) => markBits("lead", valueOf(read))),
      halfDays: new Column("halfDays", amount), hours: new Column("hours", amount),
      submittedOn: new Column("submittedOn", day), reviewedOn: new Column("reviewedOn", day),
      reviewer: new Column("reviewer", nothing),
    };
  }

  begin(rows: NumberedRows<"services">): void {
    for (const column of Object.values(this.#columns)) column.begin(rows);
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
  enter({ source, numbered, length, row: rowOf }: LogBatch<"services">, nth: number, latest: { day: Day; nth: number }): number {
    if (numbered === null) return nth;
    const { places, sound } = numbered;
    const c = this.#columns;
    const { records } = this.#state;
    const indirect = directness(records.texts.values);
    const record: NumberedRecord = { source: source.id, row: 0, person: 0, day: 0, type: 0, serviceNo: 0, sessionNo: 0, bearer: 0, review: 0, submittedOn: 0, reviewedOn: 0, halfDays: 0, hours: 0, marks: 0 };
    for (; nth < length; nth++) {
      if (sound[nth] === 0) return nth;
      const at = places[nth] as number;
      const agency = valueAt(c.agency, at);
      const day = valueAt(c.date, at);
      if (agency === BY_ROW || day === NOT_TOLD || valueAt(c.worker, at) === BY_ROW || valueAt(c.workerNo, at) === BY_ROW) return nth;
      const halfDays = valueAt(c.halfDays, at);
      const hours = valueAt(c.hours, at);
      if (halfDays === BY_ROW || hours === BY_ROW) return nth;

      const workerId = c.worker.ids[at] as number;
      if (this.#workers.agencies[workerId] !== agency) this.#nameWorker(agency, workerId);
      const person = this.#workers.values[workerId] as number;
      if (person === NOBODY) return nth;
      const reviewerId = c.reviewer.ids[at] as number;
      if (this.#reviewers.agencies[reviewerId] !== agency) this.#nameReviewers(agency, reviewerId);

      const type = valueAt(c.type, at);
      record.row = rowOf(nth);
      record.person = person;
      record.day = day;
      record.type = type;
      record.serviceNo = valueAt(c.serviceNo, at);
      record.sessionNo = valueAt(c.sessionNo, at);
      record.bearer = this.#bearers[workerId] as number;
      record.review = this.#reviewers.values[reviewerId] as number;
      record.submittedOn = valueAt(c.submittedOn, at);
      record.reviewedOn = valueAt(c.reviewedOn, at);
      record.halfDays = halfDays;
      record.hours = hours;
      record.marks = valueAt(c.lead, at) | valueAt(c.form, at) | valueAt(c.complete, at) | valueAt(c.hardCase, at) | valueAt(c.groupKind, at)
        | (valueAt(c.direct, at) === 0 || indirect(type) ? NOT_DIRECT : DIRECT);
      if (sessions.stepNumbered?.(this.#state, record) !== true) return nth;
      for (const tell of this.#others) tell(record);
      if (day > latest.day) [latest.day, latest.nth] = [day, nth];
    }
    return nth;
  }

  #nameWorker(agency: number, id: number): void {
    const { agencies, values } = this.#workers;
    const { index } = this.#placed[agency] as Placed;
    agencies[id] = agency;
    values[id] = NOBODY;
    if (index === null) return;
    const { people, texts: named, bad } = this.#memory.workers(index, this.#columns.worker.read(id) as Read<Names>);
    const [only] = people;
    if (only === undefined || people.length > 1 || named.length > 1 || bad.ambiguous.length + bad.unknown.length > 0) return;
    values[id] = only.id;
    this.#bearers[id] = bearerNumber(this.#state.records, only.id, named[0] ?? "", null);
  }

  #nameReviewers(agency: number, id: number): void {
    const { agencies, values } = this.#reviewers;
    const { reviewers, text } = this.#memory.reviewers((this.#placed[agency] as Placed).index, this.#columns.reviewer.read(id) as Read<Reviewer>);
    agencies[id] = agency;
    values[id] = reviewNumber(this.#state.records, reviewers, text);
  }
}

const DIRECT = markBits("direct", true);
const NOT_DIRECT = markBits("direct", false);

const valueAt = ({ ids, values }: { ids: Int32Array; values: Int32Array }, at: number): number => values[ids[at] as number] as number;

/** Whether the type of a number is indirect service. */
function directness(texts: readonly string[]): (type: number) => boolean {
  return (type) => (texts[type] as string).startsWith("indirect:");
}
