import * as z from "zod";
import { addMonths, iso, wholeMonthsBetween, type Day, type When } from "../model/day.ts";
import { isFilled, valueOf, type Field } from "../model/field.ts";
import { all, any, atLeast, atMost, between, cellWhy, dayBounds, exactly, told, unknown, type Bounds, type Truth } from "../model/known.ts";
import { cell, judgedInPreviousRole, type Person } from "../model/person.ts";
import { squeeze } from "../model/text.ts";
import { defineRuleKind, outcomeOf } from "./kind.ts";

const words = z.array(z.string().min(1));
const params = z.strictObject({
  socialWorkMonths: z.number().int().positive(),
  /** With a social-work major this much frontline experience is enough; left out: the major does not matter. */
  frontlineMonths: z.number().int().positive().optional(),
  socialWorkMajors: z.strictObject({ contains: words, equals: words }).optional(),
  relatedMajors: words.optional(),
  unrelatedMajors: words.optional(),
});
type Params = z.infer<typeof params>;

/** Articles 7 and 15: how long somebody had worked when they took the post. */
export default defineRuleKind({
  kind: "experience",
  about: "people",
  params,
  reads: { roster: ["roleStart", "frontlineSince", "socialWorkSince", "experienceYears", "major"] },
  observed: z.object({
    roleStart: z.string().nullable(), frontlineMonths: z.number().nullable(), socialWorkMonths: z.number().nullable(),
    major: z.enum(["social-work", "related", "unrelated"]).nullable(),
  }),
  expected: z.object({ socialWorkAsked: z.number(), frontlineAsked: z.number().optional() }),
  sentences: {
    zh: {
      "pass": "{name}上岗时的从业经验符合要求。",
      "fail": "{name}上岗（{roleStart}）时的专业和从业经验不符合要求（所学专业：{major}；一线工作月数：{frontlineMonths}；社会工作月数：{socialWorkMonths}）。要求：社会工作专业的一线工作满 {frontlineAsked} 个月，或社会工作及相关专业的社会工作满 {socialWorkAsked} 个月。",
      "fail.months": "{name}上岗（{roleStart}）时的从业经验少于要求（社会工作月数：{socialWorkMonths}；应满 {socialWorkAsked} 个月）。",
      "not-assessed": "{name}上岗时的从业经验是否符合要求无法判定。",
      "not-assessed.previous": "{name}的现岗位在检查日之后才开始，上岗时的从业经验暂不判定。",
      "not-applicable": "本条从业经验要求不适用于{name}。",
    },
    en: {
      "pass": "{name} had the experience asked for on appointment.",
      "fail": "{name} did not have the major and experience asked for on appointment ({roleStart}) – major: {major}; months on the front line: {frontlineMonths}; months in social work: {socialWorkMonths}. Asked for: a social-work major and {frontlineAsked} months on the front line, or a social-work or related major and {socialWorkAsked} months in social work.",
      "fail.months": "{name} had less experience than is asked for on appointment ({roleStart}) – months in social work: {socialWorkMonths}; asked for: {socialWorkAsked}.",
      "not-assessed": "Whether {name} had the experience asked for on appointment cannot be told.",
      "not-assessed.previous": "{name}'s present post begins only after the audit day; experience is not assessed.",
      "not-applicable": "No experience is asked of {name}.",
    },
  },
  remedy: {
    zh: {
      "fail": "由专业和从业经验符合要求的人员任此岗位；实际符合的，更正花名册中的专业、从业起始日期和上岗日期。",
      "fail.months": "由从业经验符合要求的人员任此岗位；实际符合的，更正花名册中的从业起始日期和上岗日期。",
      "not-assessed": "补填：{needs}。",
    },
    en: {
      "fail": "Fill the post with somebody who has the major and experience asked for; if they were there, correct the major, the start of experience and the start of the post in the staff roster.",
      "fail.months": "Fill the post with somebody who has the experience asked for; if it was there, correct the start of experience and the start of the post in the staff roster.",
      "not-assessed": "Fill in: {needs}.",
    },
  },
  contradictions: ({ frontlineMonths, socialWorkMajors }) => (frontlineMonths !== undefined && socialWorkMajors === undefined
    ? [{ zh: "写了一线月数，却没有写哪些是社会工作专业：专业永远无法判定", en: "frontline months are asked for but no social-work majors are listed: the major can never be told" }] : []),
  judge({ subjects, params: p, asOf }) {
    return subjects.map((subject) => {
      const before = judgedInPreviousRole(subject, asOf);
      const socialWork = worked(subject, "socialWorkSince", p.socialWorkMonths, asOf);
      const met = before ? unknown(cellWhy(cell(subject, "roleStart"), "judged-in-previous-role", subject.name)) : combined(subject, p, socialWork, asOf);
      const outcome = outcomeOf(met);
      const start = valueOf(cell(subject, "roleStart"));
      return {
        subject, outcome, say: before ? "not-assessed.previous" : outcome === "fail" && p.frontlineMonths === undefined ? "fail.months" : outcome,
        observed: {
          roleStart: start === null ? null : iso(start.first),
          frontlineMonths: monthsWorked(subject, "frontlineSince", asOf), socialWorkMonths: monthsWorked(subject, "socialWorkSince", asOf),
          major: majorOf(cell(subject, "major"), p),
        },
        expected: { socialWorkAsked: p.socialWorkMonths, ...(p.frontlineMonths === undefined ? {} : { frontlineAsked: p.frontlineMonths }) },
        words: { "social-work": { zh: "社会工作", en: "social work" }, "related": { zh: "社会工作相关专业", en: "related to social work" }, "unrelated": { zh: "非相关专业", en: "not related to social work" } },
        why: met.why,
        ...(p.frontlineMonths !== undefined && !isFilled(cell(subject, "frontlineSince")) && isFilled(cell(subject, "socialWorkSince")) ? { rests: ["start"] } : {}),
      };
    });
  },
});

/** (major social-work and the frontline months) or (major social-work or related and the social-work months). */
function combined(person: Person, p: Params, socialWork: Truth, asOf: Day): Truth {
  if (p.frontlineMonths === undefined) return socialWork;
  const frontline = worked(person, "frontlineSince", p.frontlineMonths, asOf);
  const major = majorOf(cell(person, "major"), p);
  const isOneOf = (...kinds: string[]): Truth => (major === null
    ? unknown(cellWhy(cell(person, "major"), isFilled(cell(person, "major")) ? "value-not-listed" : "cell-blank", person.name))
    : told(cell(person, "major"), () => kinds.includes(major)));
  return any(all(isOneOf("social-work"), frontline), all(isOneOf("social-work", "related"), socialWork));
}

type Since = "frontlineSince" | "socialWorkSince";

/** Where the experience starts: the first of the two cells that is filled, readable or not. */
function startOf(person: Person, first: Since): Field<When> {
  const own = cell(person, first);
  return isFilled(own) ? own : cell(person, first === "frontlineSince" ? "socialWorkSince" : "frontlineSince");
}

function worked(person: Person, since: Since, months: number, asOf: Day): Truth {
  const roleStart = cell(person, "roleStart");
  if (roleStart.is !== "known") return unknown(cellWhy(roleStart, roleStart.is === "unreadable" ? "cell-unreadable" : "cell-blank", person.name));
  const start = startOf(person, since);
  if (start.is === "known") return atMost(dayBounds(start.value, start, (day) => addMonths(day, months)), dayBounds(roleStart.value, roleStart));
  if (start.is === "unreadable") return unknown(cellWhy(start, "cell-unreadable", person.name));
  const years = cell(person, "experienceYears");
  if (years.is !== "known") return unknown(cellWhy(cell(person, since), "cell-blank", person.name), ...(years.is === "unreadable" ? [cellWhy(years, "cell-unreadable", person.name)] : []));
  return atLeast(monthsByYears(years.value, roleStart, roleStart.value, asOf), exactly(months, cellWhy(years)));
}

/** experienceYears counts to asOf: what was worked since the appointment is taken off. */
function monthsByYears(years: number, roleStart: Field<When>, start: When, asOf: Day): Bounds {
  const months = (day: Day): number => years * 12 - wholeMonthsBetween(day, asOf);
  const why = cellWhy(roleStart, start.first === start.last ? null : "month-only");
  return between(months(start.first), months(start.last), [why], start.first === start.last ? [] : [why]);
}

function monthsWorked(person: Person, since: Since, asOf: Day): number | null {
  const roleStart = valueOf(cell(person, "roleStart"));
  if (roleStart === null) return null;
  const start = startOf(person, since);
  if (start.is === "known") return wholeMonthsBetween(start.value.first, roleStart.first);
  const years = valueOf(cell(person, "experienceYears"));
  return start.is === "unreadable" || years === null ? null : years * 12 - wholeMonthsBetween(roleStart.first, asOf);
}

/** Of several lists the most favourable; on none, unknown. */
function majorOf(field: Field<string>, p: Params): "social-work" | "related" | "unrelated" | null {
  if (field.is !== "known") return null;
  const text = squeeze(field.value);
  const holds = (list: readonly string[] | undefined): boolean => (list ?? []).some((word) => text.includes(word));
  if (holds(p.socialWorkMajors?.contains) || (p.socialWorkMajors?.equals ?? []).includes(text)) return "social-work";
  if (holds(p.relatedMajors)) return "related";
  return holds(p.unrelatedMajors) ? "unrelated" : null;
}
