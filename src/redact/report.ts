import type { Cell } from "../model/field.ts";
import type { AgencyReport, DataIssue, Report, Result, Subject } from "../model/report.ts";
import type { Bilingual } from "../model/text.ts";
import { HIDDEN, maskOf, personalField } from "./fields.ts";
import { redactIssue, type Redaction } from "./issue.ts";
import { textsOfReport, type KnownText } from "./known.ts";
import { maskNames, namesOf } from "./names.ts";
import { maskPatterns } from "./patterns.ts";
import { Places, plainBeside } from "./places.ts";
import { Replacer } from "./replacer.ts";
import { shown } from "../model/issue-sentences.ts";
import { isPlain, keptWords } from "./vocabulary.ts";

export interface RedactOptions {
  /** A keyed hash: what a person is marked by in place of the key that anybody could reckon out of a name. */
  mark: (key: string) => string;
  /** What the submission tells of people besides what is in the report. */
  known?: readonly KnownText[];
}

/**
 * The report without anybody's name or number, whatever it is drawn as: names become the surname and stars, certificate numbers
 * keep their last four, other numbers and words of free writing are hidden; the same person has the same mark everywhere.
 */
export const redactReport = (report: Report, options: RedactOptions): Report => redactWith(report, redactionOf(report, options));

/** What the redaction of a report, and of what is kept beside it, goes by. */
export interface OneReport { redaction: Redaction; places: Places; key: (key: string) => string; agency: (name: string) => string; waivableBy: ReadonlyMap<string, readonly string[]> }

/** Whom a report and its submission name, and what they are told by instead. */
export function redactionOf(report: Report, { mark, known = [] }: RedactOptions): OneReport {
  const texts = [...known, ...textsOfReport(report)];
  const agencyNames = tellableAgencies(report, texts);
  const agencies = new Set([...agencyNames].filter(([name, told]) => name === told).map(([name]) => name));
  const names = replacerOf(texts, agencyNames);
  const namesSomebody = (text: string): boolean => names.replace(text) !== text;
  const kept = plainBeside(agencies, namesSomebody);
  const places = new Places(report, kept);
  for (const [path, by] of places.files) for (const text of [path, shown("", path) ?? path]) names.add(text, by === text ? null : by);
  const files = new Set(places.files.values());
  const redaction: Redaction = {
    text: (text) => maskPatterns(names.replace(text)),
    isPlain: (text) => files.has(text) || (isPlain(text, agencies) && !namesSomebody(text)),
  };
  return { redaction, places, key: (key) => `p-${mark(key)}`, agency: (name) => agencyNames.get(name) ?? name, waivableBy: new Map(report.audit.policies.flatMap(({ rules }) => rules.map(({ id, waivableBy }) => [id, waivableBy ?? []] as const))) };
}

/** The report, redacted by what redactionOf said of it. */
export function redactWith(report: Report, one: OneReport): Report {
  const { redaction, places } = one;
  const { language, partial, policies, ...audit } = report.audit;
  return {
    ...report,
    audit: { ...audit, language, partial, redacted: true, policies: policies.map((policy) => ({ ...policy, overrides: policy.overrides.map((each) => ({ ...each, source: each.source.startsWith("--") ? each.source : places.file(each.source) })) })) },
    inputs: report.inputs.map((input) => ({
      ...input, path: places.file(input.path),
      tables: input.tables.map((table) => ({
        ...table, sheet: places.sheet(input.path, table.sheet), columns: table.columns.map((column) => ({ ...column, header: redaction.text(column.header) })),
        unmapped: table.unmapped.map(({ header, column }) => ({ header: redaction.isPlain(header) ? header : HIDDEN, column })),
      })),
    })),
    agencies: report.agencies.map((agency) => redactAgency(agency, one)),
    dataIssues: report.dataIssues.map((issue) => redactDataIssue(issue, one)),
  };
}

/** Agencies keep their names, but one that is called like a person (cells that have shifted, a file named after somebody) is numbered. */
function tellableAgencies({ agencies, audit }: Report, texts: readonly KnownText[]): ReadonlyMap<string, string> {
  const people = new Set(texts.filter(({ field }) => personalField(field) === "names").flatMap(({ text }) => namesOf(text)));
  return new Map(agencies.map(({ name }, i) => [name, people.has(name) || maskPatterns(name) !== name ? `${audit.language === "zh" ? "机构" : "agency "}${i + 1}` : name] as const));
}

/** Names and numbers that are known, each with its mask; words of the program and names of agencies are kept. */
function replacerOf(texts: readonly KnownText[], agencies: ReadonlyMap<string, string>): Replacer {
  const replacer = new Replacer();
  for (const [agency, told] of agencies) replacer.add(agency, told === agency ? null : told);
  for (const word of keptWords()) replacer.add(word, null);
  for (const { field, text } of texts) {
    const kind = personalField(field);
    if (kind === "names") {
      for (const name of namesOf(text)) for (const form of [name, cut(name)]) if (!/^\p{N}{1,5}$/u.test(form)) replacer.add(form, maskNames(name));
    } else if ((kind === "certificate" || kind === "number") && isTelling(text)) {
      for (const form of new Set([text, text.trim(), text.replaceAll(/\s/g, ""), cut(text.trim())])) replacer.add(form, maskOf(kind, text));
    }
  }
  return replacer;
}

/** As a data issue quotes a long text: its beginning. */
const cut = (text: string): string => [...text].slice(0, LONGEST_QUOTED).join("");
const LONGEST_QUOTED = 60;

/** A number long enough to be taken for nothing else wherever it stands; years and counts are shorter. */
const isTelling = (text: string): boolean => text.trim().length >= (/^\s*\d+\s*$/.test(text) ? 7 : 4);

function redactAgency(agency: AgencyReport, one: OneReport): AgencyReport {
  const key = (of: string | null): string | null => (of === null ? null : one.key(of));
  return {
    ...agency,
    name: one.agency(agency.name),
    people: agency.people.map((person) => ({ ...person, key: one.key(person.key), name: maskNames(person.name), employeeNo: hidden(person.employeeNo), supervisor: key(person.supervisor), assistant: key(person.assistant) })),
    results: agency.results.map((result) => redactResult(result, one)),
  };
}

export const hidden = (text: string | null): string | null => (text === null ? null : HIDDEN);

export const redactDataIssue = (issue: DataIssue, { redaction, agency, places }: OneReport): DataIssue =>
  ({ ...issue, ...redactIssue(issue, redaction), agency: issue.agency === null ? null : agency(issue.agency), location: issue.location === null ? null : places.place(issue.location) });

export function redactCell(cell: Cell, { redaction, places }: OneReport): Cell {
  const kind = personalField(cell.field);
  return places.place({ ...cell, value: cell.value === null ? null : kind !== null ? maskOf(kind, cell.value) : redaction.text(cell.value) });
}

/** `rules` are those that the waiver names. */
export const redactWaiver = (waiver: NonNullable<Result["waiver"]>, rules: readonly string[], { places, waivableBy }: OneReport): NonNullable<Result["waiver"]> =>
  ({ ...waiver, reason: HIDDEN, approvedBy: approver(waiver.approvedBy, rules.flatMap((rule) => waivableBy.get(rule) ?? [])), location: places.place(waiver.location) });

export const redactDecision = (decision: NonNullable<Result["decision"]>): NonNullable<Result["decision"]> => ({ ...decision, reason: HIDDEN, by: maskNames(decision.by) });

function redactResult(result: Result, one: OneReport): Result {
  const { redaction, places } = one;
  const { subject, message, remedy, observed, expected, evidence, unknown, waiver, decision } = result;
  // A single character is no name wherever it stands, but here it is this person's.
  const own = subject.type === "person" && /^\p{L}$/u.test(subject.name) ? subject.name : null;
  const say = ({ zh, en }: Bilingual): Bilingual => ({ zh: told(zh), en: told(en) });
  const told = (text: string): string => redaction.text(own === null ? text : text.replaceAll(own, "*"));
  return {
    ...result,
    subject: redactSubject(subject, one), message: say(message), remedy: remedy === null ? null : say(remedy),
    observed: deep(observed, told, places), expected: deep(expected, told, places),
    evidence: evidence.map((cell) => redactCell(cell, one)),
    unknown: unknown === null ? null : {
      ...unknown,
      needs: unknown.needs.map(({ person, location, ...need }) => ({ ...need, ...(person === undefined ? {} : { person: maskNames(person) }), ...(location === undefined ? {} : { location: places.place(location) }) })),
    },
    waiver: waiver === null ? null : redactWaiver(waiver, [result.rule], one),
    decision: decision === null ? null : redactDecision(decision),
  };
}

const redactSubject = (subject: Subject, one: OneReport): Subject =>
  (subject.type === "agency" ? { ...subject, agency: one.agency(subject.agency) } : { ...subject, agency: one.agency(subject.agency), name: maskNames(subject.name), employeeNo: hidden(subject.employeeNo), key: one.key(subject.key) });

/** Of who approved a waiver the word stays that gives the right to: 市社协 张三 becomes *社协 **. */
function approver(text: string, words: readonly string[]): string {
  const shownWords = words.filter((word) => text.includes(word)).sort((a, b) => b.length - a.length);
  if (isPlain(text)) return text;
  return text.split(/\s+/u).map((part) => {
    const word = shownWords.find((each) => part.includes(each));
    if (word === undefined) return "*".repeat([...part].length);
    const at = part.indexOf(word);
    return "*".repeat([...part.slice(0, at)].length) + word + "*".repeat([...part.slice(at + word.length)].length);
  }).join(" ");
}

/** Every text in plain data, the names of its fields too; a place in it is told like any other. */
function deep<T>(data: T, told: (text: string) => string, places: Places): T {
  if (typeof data === "string") return told(data) as T;
  if (typeof data !== "object" || data === null) return data;
  if (Array.isArray(data)) return data.map((each: unknown) => deep(each, told, places)) as T;
  if (isPlace(data)) {
    const { path, sheet, ...rest } = data;
    return { ...places.place({ path, sheet }), ...deep(rest, told, places) } as unknown as T;
  }
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [told(name), deep<unknown>(value, told, places)])) as T;
}

const isPlace = (data: object): data is { path: string; sheet: string | null } => "path" in data && typeof data.path === "string" && "sheet" in data && (data.sheet === null || typeof data.sheet === "string");
