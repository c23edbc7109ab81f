import type { z } from "zod";
import type { Day, Period } from "../model/day.ts";
import type { Source } from "../model/field.ts";
import type { Severity } from "../model/issue.ts";
import type { Truth, Why } from "../model/known.ts";
import type { Person } from "../model/person.ts";
import type { Row, TableFields } from "../model/record.ts";
import type { TableKind } from "../model/table.ts";
import type { LogKind } from "../model/table.ts";
import type { Bilingual } from "../model/text.ts";
import type { AgencyView, RegistryMatch, SharedPerson, Teams } from "../model/view.ts";
import type { SmallTable } from "../model/submission.ts";
import type { NumberedRecord } from "./tallies/store.ts";

/** The tables and columns a kind reads, besides the posts (role, hireDate, leaveDate, status, roleStart, previousRole) that all may see. */
export type Reads = { readonly [K in TableKind]?: readonly (keyof TableFields[K])[] };

/**
 * A fold over a log: who did what for whom and when. Its state is plain, cloneable data; states of parts of a log merge in any
 * order to the same state. Kinds share a tally by naming the same one.
 */
export interface Tally<Entry, State> {
  log: LogKind;
  name: string;
  empty(): State;
  step(into: State, entry: Entry): void;
  /**
   * As `step` for a service record of one worker whose texts have numbers already (tallies/store.ts), without an object for it. False,
   * and nothing is entered, where the record has to be seen as an entry after all. Where a tally of services lacks it, every row is.
   */
  stepNumbered?(into: State, record: NumberedRecord): boolean;
  /** So many rows of the log are to be expected in all, by how much of it was read: room can be made for them at once. */
  expect?(into: State, rows: number): void;
  /** The log has been read, nothing more comes: what was needed only for that can go. */
  close?(state: State): void;
  merge(into: State, other: State): void;
}
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a list of tallies of different entries has no better type
export type AnyTally = Tally<any, any>;

/** What a kind may see while it judges one rule for one agency. */
export interface Scope<P = unknown> {
  asOf: Day;
  /** `to` is cut to asOf. */
  period: Period;
  agency: AgencyView;
  /** Whom the rule judges here: people in post on asOf, in the order of reports; empty for a rule about the agency. */
  subjects: readonly Person[];
  /** The social-work people in post on asOf: tiers 0–5; where a roster has no role column, everyone with a postGrade. */
  socialWorkPeople: readonly Person[];
  params: P;
  given(table: TableKind): boolean;
  /** The rows of a small table that belong to this agency (of tables without agencies: all). */
  rows<K extends Exclude<SmallTable, "roster">>(table: K): readonly Row<K>[];
  /** Whether any of the table's sources has the column. */
  hasColumn(table: TableKind, field: string): boolean;
  source(id: number): Source;
  person(id: number): Person;
  tally<S>(tally: Tally<never, S>): S;
  teams(): Teams;
  registry(person: Person): readonly RegistryMatch[];
  shared(person: Person): SharedPerson | null;
  /** Rows of targets or conversions about a person, those not approved left out. */
  agreed<K extends "targets" | "conversions">(table: K, person: Person): readonly Row<K>[];
  /** Something found while judging that is about the data. */
  report(finding: { code: "conversion-unused"; row: Row }): void;
}

export const OUTCOMES = ["pass", "fail", "pending", "not-assessed", "not-applicable"] as const;
/** A status before waivers. */
export type Outcome = (typeof OUTCOMES)[number];

export const outcomeOf = (met: Truth): "pass" | "fail" | "not-assessed" => (met.is === "yes" ? "pass" : met.is === "no" ? "fail" : "not-assessed");

export interface Judgement<O = Record<string, unknown>, E = Record<string, unknown>> {
  /** null: the agency. */
  subject: Person | null;
  outcome: Outcome;
  /** Which sentence says it; the outcome's own where left out. */
  say?: string;
  /** Which remedy; that of the sentence, else of the outcome, where left out. */
  remedy?: string;
  observed: O;
  expected: E;
  /** Evidence of what was decided; what would decide it, for not-assessed. */
  why: readonly Why[];
  /** Where a rule lowers its severity for this result. */
  severity?: Severity;
  /** Assumptions on which the result rests. */
  assumes?: readonly AssumptionCode[];
  /** Readings without a parameter on which this result rests, by their names in the policy's interpretation. */
  rests?: readonly string[];
  /** Words for codes in the sentence that are this policy's own. */
  words?: Readonly<Record<string, Bilingual>>;
}

export const ASSUMPTIONS = ["half-days-default", "half-days-by-hours"] as const;
export type AssumptionCode = (typeof ASSUMPTIONS)[number];

type Placeholders<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Placeholders<Rest> : never;
type Sentences = { readonly pass: string; readonly fail: string; readonly "not-assessed": string; readonly "not-applicable": string } & Readonly<Record<string, string>>;
type NamesIn<T extends Readonly<Record<string, string>>> = Placeholders<T[keyof T] & string>;
type Extra = "name" | "needs" | "agency" | "asOf" | "from" | "to";
/** An error in the editor that names the placeholder nobody fills. */
type Filled<T extends Readonly<Record<string, string>>, Facts extends string> = [Exclude<NamesIn<T>, Facts | Extra>] extends [never]
  ? unknown : { "no such fact": Exclude<NamesIn<T>, Facts | Extra> };
type FactsOf<P extends z.ZodObject, O extends z.ZodObject, E extends z.ZodObject> =
  (keyof z.infer<P> | keyof z.infer<O> | keyof z.infer<E>) & string;

/** Sentences of both languages with the same keys. */
type SameKeys<A, B> = [Exclude<keyof A, keyof B>] extends [never] ? unknown : { "sentence missing": Exclude<keyof A, keyof B> };

export interface RuleKind<P = never, O = Record<string, unknown>, E = Record<string, unknown>> {
  kind: string;
  /** Whether its rules judge the agency as such, or people one by one. */
  about: "agency" | "people";
  /** It judges by people of several agencies, and again when more of them are known. */
  across: boolean;
  params: z.ZodObject;
  observed: z.ZodObject;
  expected: z.ZodObject;
  reads: Reads;
  /** What a rule with these parameters reads, where that is less than the kind may. */
  readsFor?(params: P): Reads;
  tallies: readonly AnyTally[];
  /** The parameter that an agreed limit replaces; null where the kind has none. */
  waivableParam: string | null;
  /** Parameters that contradict each other, or with which nothing can ever be judged. */
  contradictions?(params: P): readonly Bilingual[];
  sentences: { zh: Sentences; en: Sentences };
  remedy: { zh: Readonly<Record<string, string>>; en: Readonly<Record<string, string>> };
  judge(scope: Scope<P>): readonly Judgement<O, E>[];
}
export type AnyKind = RuleKind<never>;

/**
 * A rule kind: one file that holds its parameters, what it reads, how it judges, and its sentences. A placeholder that neither
 * observed nor expected nor params has, or a sentence that one language lacks, does not compile.
 */
export function defineRuleKind<
  P extends z.ZodObject, O extends z.ZodObject, E extends z.ZodObject,
  const Z extends Sentences, const N extends Sentences,
  const RZ extends { readonly fail: string } & Readonly<Record<string, string>>, const RN extends { readonly fail: string } & Readonly<Record<string, string>>,
>(kind: {
  kind: string; about: "agency" | "people"; across?: true; params: P; observed: O; expected: E; reads: Reads; readsFor?(params: z.infer<P>): Reads; tallies?: readonly AnyTally[]; waivableParam?: keyof z.infer<P> & string;
  contradictions?(params: z.infer<P>): readonly Bilingual[];
  sentences: { zh: Z & Filled<Z, FactsOf<P, O, E>> & SameKeys<N, Z>; en: N & Filled<N, FactsOf<P, O, E>> & SameKeys<Z, N> };
  remedy: { zh: RZ & Filled<RZ, FactsOf<P, O, E>> & SameKeys<RN, RZ>; en: RN & Filled<RN, FactsOf<P, O, E>> & SameKeys<RZ, RN> };
  judge(scope: Scope<z.infer<P>>): readonly Judgement<z.infer<O>, z.infer<E>>[];
}): AnyKind {
  return { ...kind, across: kind.across ?? false, tallies: kind.tallies ?? [], waivableParam: kind.waivableParam ?? null } as unknown as AnyKind;
}

/** Why a table that is not there leaves a rule unjudged. */
export const noTable = (table: TableKind): Why => ({ what: "table", table });
export const noColumn = (table: TableKind, field: string): Why => ({ what: "column", table, field });
