import type { Passport, RatioWithout } from "./cross.ts";
import type { Day } from "./day.ts";
import type { Field } from "./field.ts";
import type { Truth } from "./known.ts";
import type { Person } from "./person.ts";
import type { Names, Row } from "./record.ts";

/** Whom a name or number names in one agency. */
export type Naming =
  | { is: "known"; person: Person }
  | { is: "ambiguous"; people: readonly Person[] }
  | { is: "unknown" };

/** An agency of the roster as rules see it. */
export interface AgencyView {
  /** The least of its spellings. */
  name: string;
  /** Its place in the audit's list, by which log entries name it. */
  index: number;
  people: readonly Person[];
  /** In post on asOf. */
  inPost: readonly Person[];
  /** Whether a roster of this agency has the column. */
  hasRosterColumn(field: string): boolean;
  /** The first known person that a cell names. */
  firstNamed(field: Field<Names>): Person | null;
}

/** Whose team or group each worker is in (rules.md, 2.1 "load"). */
export interface Teams {
  /** By supervisor's id: the workers in their team, article 8's words. */
  team(supervisor: Person): readonly Person[];
  /** By assistant's id: the frontline workers in their group, article 16's words. */
  group(assistant: Person): readonly Person[];
  withoutSupervisor: readonly Person[];
  withoutAssistant: readonly Person[];
}

/** A row of the register that is – or may be – about a person. */
export interface RegistryMatch {
  row: Row<"registry">;
  theirs: Truth;
}

/** A person found in post in two or more agencies, by idNumber, certificateNo or registrationNo. */
export interface SharedPerson {
  own: Passport;
  /** One or more in each agency, this one included. */
  others: readonly Passport[];
  /** The agency's ratios in which the person counts. */
  ratios: readonly RatioWithout[];
  /** Days on which logs of two or more agencies have the person at work. */
  sameDays: readonly { day: Day; agencies: readonly string[] }[];
}
