import { iso, type Day, type Period } from "../model/day.ts";
import type { Cell } from "../model/field.ts";
import { remembered } from "../model/remembered.ts";
import { reasonOf, RowWhy, type Why } from "../model/known.ts";
import { bySpot } from "../model/issue.ts";
import type { Person } from "../model/person.ts";
import type { Policy, RuleOfPolicy } from "../model/policy.ts";
import type { Need, Result, Subject } from "../model/report.ts";
import { KINDS } from "../rules/index.ts";
import type { AnyKind, AssumptionCode, Judgement } from "../rules/kind.ts";
import { byCodePoint, type Bilingual } from "../model/text.ts";
import type { AgencyBench } from "./scope.ts";
import { fill, needsWords } from "./sentence.ts";

/** A rule of the run with its kind and its checked parameters. */
export interface RunningRule {
  policy: Policy;
  rule: RuleOfPolicy;
  kind: AnyKind;
  params: Readonly<Record<string, unknown>>;
}

/** A result before waivers and decisions, with the person it is about. */
export interface Judged {
  running: RunningRule;
  person: Person | null;
  result: Result;
  /** Assumptions on which it rests. */
  assumes: readonly AssumptionCode[];
}

export function runningRules(policies: readonly Policy[], wanted: (rule: RuleOfPolicy) => boolean): RunningRule[] {
  return policies.flatMap((policy) => policy.rules.filter(wanted).map((rule) => {
    const kind = KINDS.get(rule.kind);
    if (!kind) throw new RangeError(`no rule kind ${rule.kind}`);
    return { policy, rule, kind, params: kind.params.parse(rule.params) };
  }));
}

export interface JudgeOptions {
  asOf: Day;
  period: Period;
  /** How many cells of evidence a result holds. */
  evidence: number;
}

export function judgeRule(running: RunningRule, bench: AgencyBench, options: JudgeOptions): Judged[] {
  const judgements = running.kind.judge(bench.scope(running.rule, running.params) as never);
  const sorted = remembered(sortWhy);
  return judgements.map((judgement) => {
    // A long list is most likely that of others, too.
    const why = judgement.why.length > SHORT ? sorted(judgement.why) : sortWhy(judgement.why);
    return { running, person: judgement.subject, assumes: judgement.assumes ?? [], result: resultOf(running, judgement, why, bench.view.name, options) };
  });
}

/** Judges one result again with another value of the parameter that an agreed limit replaces. */
export function judgeAgain(judged: Judged, limit: number, bench: AgencyBench): Judgement | undefined {
  const { running } = judged;
  if (running.kind.waivableParam === null) return undefined;
  const params = { ...running.params, [running.kind.waivableParam]: limit };
  return running.kind.judge(bench.scope(running.rule, params) as never).find(({ subject }) => subject === judged.person);
}

const LEAST_NEEDS = 20;
const SHORT = 100;

/** `why`: of the judgement, in order. */
function resultOf(running: RunningRule, judgement: Judgement, why: readonly Why[], agency: string, options: JudgeOptions): Result {
  const { policy, rule, kind, params } = running;
  const { subject, outcome } = judgement;
  const decided = outcome !== "not-assessed";
  const { evidence, total } = evidenceOf(decided ? why : [], options.evidence);
  const needs = decided ? [] : why;
  // However little evidence is asked for, what would decide a result is said.
  const most = Math.max(options.evidence, LEAST_NEEDS);
  // Asked for, not put together: a sentence names few of them.
  const facts = (fact: string): unknown => {
    switch (fact) {
      case "name": return subject?.name ?? agency;
      case "agency": return agency;
      case "asOf": return iso(options.asOf);
      case "from": return iso(options.period.from);
      case "to": return iso(options.period.to);
      case "needs": return needsWords(needs);
    }
    return fact in judgement.observed ? judgement.observed[fact] : fact in judgement.expected ? judgement.expected[fact] : params[fact];
  };
  const say = judgement.say ?? outcome;
  const remedy = pick(kind.remedy, judgement.remedy ?? say, outcome);
  return {
    rule: rule.id, policy: policy.id, clause: rule.clause, subject: subjectOf(subject, agency),
    status: outcome, severity: judgement.severity ?? rule.severity,
    interpretation: readingsOf(running, judgement.rests),
    observed: { ...judgement.observed }, expected: { ...judgement.expected },
    message: fill(pick(kind.sentences, say, outcome), facts, judgement.words),
    remedy: remedy.zh === "" || remedy.en === "" ? null : fill(remedy, facts, judgement.words),
    evidence,
    ...(total > evidence.length ? { evidenceTotal: total } : {}),
    unknown: decided ? null : {
      reason: needs[0] ? reasonOf(needs[0]) : "entry-absent",
      needs: needs.slice(0, most).map(needOf), ...(needs.length > most ? { needsTotal: needs.length } : {}),
    },
    waiver: null, decision: null,
  };
}

/** The first cells that decided a result, and how many there are: lists are long, and most of a list is not shown. */
function evidenceOf(why: readonly Why[], most: number): { evidence: Cell[]; total: number } {
  const evidence: Cell[] = [];
  let total = 0;
  for (let i = 0; i < why.length; i++) {
    const each = why[i] as Why;
    if (each.what !== "cell") continue;
    total += 1;
    if (total <= most) evidence.push(each.cell);
  }
  return { evidence, total };
}

type Readings = Result["interpretation"];
const readings = new WeakMap<RunningRule, Map<string, Readings>>();

/** The policy's readings that a result rests on: of the same rule and reasons the same list. */
function readingsOf(running: RunningRule, rests: readonly string[] = []): Readings {
  const ofRule = readings.get(running) ?? new Map<string, Readings>();
  readings.set(running, ofRule);
  const asked = rests.join(" ");
  const known = ofRule.get(asked);
  if (known !== undefined) return known;
  const { rule: { interpretation }, params } = running;
  const made = Object.entries(interpretation).filter(([param]) => param === "rule" || param in params || rests.includes(param)).map(([param, why]) => ({ param, value: params[param] ?? null, why }));
  ofRule.set(asked, made);
  return made;
}

type Sentences = Readonly<Record<string, string>>;

/** The sentence of a key in both languages. */
const pick = ({ zh, en }: { zh: Sentences; en: Sentences }, key: string, outcome: string): Bilingual => ({ zh: sentenceOf(zh, key, outcome), en: sentenceOf(en, key, outcome) });

/** The sentence of a key; else of the same key with its last part left out; else of the outcome. */
function sentenceOf(sentences: Sentences, key: string, outcome: string): string {
  for (let at = key; at !== ""; at = at.slice(0, Math.max(0, at.lastIndexOf(".")))) {
    const found = sentences[at];
    if (found !== undefined) return found;
  }
  return sentences[outcome] ?? "";
}

const subjects = new WeakMap<Person, Subject>();

/** Of a person the same object in every result. */
function subjectOf(person: Person | null, agency: string): Subject {
  if (person === null) return { type: "agency", agency };
  const known = subjects.get(person);
  if (known !== undefined) return known;
  const subject = { type: "person" as const, agency, name: person.name, employeeNo: person.employeeNo, key: person.key };
  subjects.set(person, subject);
  return subject;
}

function needOf(why: Why): Need {
  if (why.what === "table") return { table: why.table };
  if (why.what === "column") return { table: why.table, field: why.field };
  const { path, sheet, row, column, field } = why.cell;
  return { table: why.table, field, ...(why.person === null ? {} : { person: why.person }), location: { path, sheet, row, column } };
}

/** Tables before columns before cells – what settles most first –, cells by place; each once, the last told of the same. */
function sortWhy(list: readonly Why[]): readonly Why[] {
  if (list.every((why, i) => i === 0 || compareWhy(list[i - 1] as Why, why) < 0)) return list;
  const sorted = [...list].sort(compareWhy);
  return sorted.filter((why, i) => { const next = sorted[i + 1]; return next === undefined || compareWhy(why, next) !== 0; });
}

const ORDER = { table: 0, column: 1, cell: 2 } as const;

function compareWhy(a: Why, b: Why): number {
  // Of one log: told apart without their cells.
  if (a instanceof RowWhy && b instanceof RowWhy && a.source === b.source && (a.row !== b.row || a.field === b.field)) return a.row - b.row;
  if (a.what === "cell" && b.what === "cell") return bySpot(a.cell, b.cell) || byCodePoint(a.cell.field, b.cell.field);
  return ORDER[a.what] - ORDER[b.what] || byCodePoint(a.table, b.table) || (a.what === "column" && b.what === "column" ? byCodePoint(a.field, b.field) : 0);
}
