import * as z from "zod";
import { SEVERITIES } from "./issue.ts";
import { ROLES } from "./role.ts";

// A document is checked once: code generated for it would cost more than it saves.
z.config({ jitless: true });

/** A policy file, as people write it: data and no code (house.md, "A policy is data, a rule kind is code"). */

export const bilingual = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
export const roles = z.array(z.enum(ROLES)).min(1);

/** Whom a rule judges: the agency, the social-work people, everybody found in several agencies, or people in these posts. */
export const subjectSchema = z.union([z.literal("agency"), z.literal("social-work-person"), z.literal("shared-person"), roles]);

/** A clause: 8, 6(1), ¶3 – or several, "6(2) 6(4)", "14(1)(3)(4)". */
export const clauseSchema = z.string().regex(/^[¶A-Za-z]?\d+(?:\.\d+)?(\(\d+\))*( [¶A-Za-z]?\d+(?:\.\d+)?(\(\d+\))*)*$/);

const ruleId = z.string().regex(/^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$/);

export const ruleSchema = z.strictObject({
  id: ruleId,
  /** Ids the rule had before: waivers and reports that name them go on. */
  aliases: z.array(ruleId).default([]),
  kind: z.string().min(1),
  clause: clauseSchema,
  subject: subjectSchema,
  severity: z.enum(SEVERITIES),
  /** Words of which one must stand in approvedBy for a waiver to hold; left out: the rule cannot be waived. */
  waivableBy: z.array(z.string().min(1)).min(1).optional(),
  title: bilingual,
  /** What the clause asks, in our own words. */
  asks: bilingual,
  /** How the program judges it, what it reads, and why it is read so. */
  explanation: bilingual,
  params: z.record(z.string(), z.unknown()).default({}),
  /** Parameters or readings that the text does not give: name → why it was chosen. "rule" where the whole rule is ours. */
  interpretation: z.record(z.string(), bilingual).default({}),
});

/** How a clause of the document is dealt with. */
export const COVERAGE_WAYS = ["rule", "shown", "checklist", "binds", "defines", "permits"] as const;

export const coverageSchema = z.strictObject({
  clause: clauseSchema,
  how: z.enum(COVERAGE_WAYS),
  /** The rules that judge it (rule) or show it (shown). */
  by: z.array(ruleId).default([]),
  /** What the inspector looks at (checklist), whom it binds, what it defines or permits; what of the clause this row means. */
  note: bilingual.optional(),
});

export const STANDINGS = ["in-force", "historic", "draft"] as const;

const head = {
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  title: bilingual,
  issuer: bilingual,
  year: z.number().int().min(1900).max(2200),
  source: bilingual,
  standing: z.enum(STANDINGS),
  note: bilingual.optional(),
};

export const policySchema = z.strictObject({
  ...head,
  rules: z.array(ruleSchema).min(1),
  coverage: z.array(coverageSchema).default([]),
});

/** A policy that takes another and changes it: rules with a known id are changed field by field, others are added. */
export const extensionSchema = z.strictObject({
  extends: z.string().min(1),
  id: head.id,
  version: head.version,
  title: bilingual.optional(), issuer: bilingual.optional(), year: head.year.optional(), source: bilingual.optional(), standing: head.standing.optional(),
  note: bilingual.optional(),
  without: z.array(ruleId).default([]),
  rules: z.array(z.looseObject({ id: ruleId })).default([]),
  coverage: z.array(coverageSchema).default([]),
});

export type PolicyDocument = z.infer<typeof policySchema>;
export type RuleOfPolicy = z.infer<typeof ruleSchema>;
export type CoverageRow = z.infer<typeof coverageSchema>;

/** What was changed, and by what; in every report. */
export interface Override {
  rule: string;
  path: string;
  from: unknown;
  to: unknown;
  source: string;
}

/** A policy ready to judge by: its document, checked, with the hash of its bytes. */
export interface Policy extends PolicyDocument {
  sha256: string;
  overrides: readonly Override[];
}

/** The single clauses that a clause text names: "14(1)(3)" is 14(1) and 14(3); "6(2) 6(4)" both. */
export function clausesOf(clause: string): { article: string; paragraph: string | null }[] {
  return clause.split(" ").flatMap((part) => {
    const article = part.replace(/\(.*$/, "");
    const paragraphs = [...part.matchAll(/\((\d+)\)/g)].map((match) => match[1] ?? null);
    return paragraphs.length === 0 ? [{ article, paragraph: null }] : paragraphs.map((paragraph) => ({ article, paragraph }));
  });
}

const DIGITS = "〇一二三四五六七八九";

/** 十四 → 14; digits stay; null for anything else. */
function articleNumber(text: string): string | null {
  if (/^\d+$/.test(text)) return String(Number(text));
  const match = /^(?:([一二三四五六七八九])?(十))?([一二三四五六七八九])?$/.exec(text);
  if (!match || text === "") return null;
  const tens = match[2] ? (match[1] ? DIGITS.indexOf(match[1]) : 1) : 0;
  return String(tens * 10 + (match[3] ? DIGITS.indexOf(match[3]) : 0));
}

/**
 * A clause as people write it: 第八条 第8条 8 14(3) 第十四条(三) 第十四条第三款. null where the text is no clause.
 * Takes text after NFKC without white space.
 */
export function readClause(text: string): { article: string; paragraph: string | null } | null {
  const match = /^第?([〇一二三四五六七八九十\d]+)条?(?:\(([〇一二三四五六七八九十\d]+)\)|第([〇一二三四五六七八九十\d]+)[款项])?$/.exec(text);
  if (match) {
    const article = articleNumber(match[1] ?? "");
    const inner = match[2] ?? match[3];
    const paragraph = inner === undefined ? null : articleNumber(inner);
    return article === null || (inner !== undefined && paragraph === null) ? null : { article, paragraph };
  }
  const own = /^([¶A-Za-z]\d+(?:\.\d+)?)(?:\((\d+)\))?$/.exec(text);
  return own ? { article: own[1] ?? "", paragraph: own[2] ?? null } : null;
}
