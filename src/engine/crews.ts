import { remembered } from "../model/remembered.ts";
import { bearerNumber, crewNumber, kindsOf, kindWithLead, type Records } from "../rules/tallies/store.ts";

/** The workers whom a cell names together, all of them known; and how it writes them. */
export interface Crew {
  people: readonly number[];
  text: string;
  /** By what the record's lead cell tells, blank, no or yes: the numbers of the bearers, found out once each. */
  bearers: [readonly number[] | null, readonly number[] | null, readonly number[] | null];
}

/** What a record of several workers is of each of them, by number (rules/tallies/store.ts). */
export class Crews {
  readonly #records: Records;
  readonly #leading: (kind: number) => number;
  readonly #assisting: (kind: number) => number;

  constructor(records: Records) {
    this.#records = records;
    this.#leading = remembered((kind) => kindWithLead(records, kind, true));
    this.#assisting = remembered((kind) => kindWithLead(records, kind, false));
  }

  /** Of the nth of them. A blank lead cell of several workers: the first leads and the others assist. */
  kindOf(kind: number, nth: number): number {
    if (this.#leadOf(kind) !== null) return kind;
    return nth === 0 ? this.#leading(kind) : this.#assisting(kind);
  }

  bearersOf(crew: Crew, kind: number): readonly number[] {
    const told = this.#leadOf(kind);
    const which = told === null ? 0 : told ? 2 : 1;
    return (crew.bearers[which] ??= this.#number(crew, told));
  }

  #leadOf(kind: number): boolean | null {
    return kindsOf(this.#records)[kind]?.lead ?? null;
  }

  #number({ people, text }: Crew, told: boolean | null): number[] {
    const number = crewNumber(this.#records, { workers: people.map((person, nth) => ({ person, lead: told ?? nth === 0 })), workerText: text });
    return people.map((person) => bearerNumber(this.#records, person, text, number));
  }
}
