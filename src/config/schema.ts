import * as z from "zod";
import { FAIL_ON } from "../model/exit-code.ts";
import { FORMATS } from "../model/format.ts";
import { TABLES } from "../model/table.ts";
import { sizeOf } from "./size.ts";

const one = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);
const list = (value: string | string[]): string[] => (typeof value === "string" ? [value] : value);
const texts = one.transform(list);
const day = z.union([z.string(), z.date()]).transform((value) => (typeof value === "string" ? value : value.toISOString().slice(0, 10)));
const scalar = z.union([z.string(), z.number(), z.boolean()]);
const text = scalar.transform(String);
const isSize = (size: string | number): boolean => sizeOf(String(size)) !== null;

/** hege.config.yaml: the names of the options, and what only a file can say (cli.md, "Configuration"). */
export const configSchema = z.strictObject({
  policy: texts.optional(),
  asOf: day.optional(), from: day.optional(), to: day.optional(),
  agency: z.string().min(1).optional(),
  encoding: z.enum(["utf-8", "gb18030", "utf-16le", "utf-16be"]).optional(),
  hiddenSheets: z.boolean().optional(),
  maxBytes: z.union([z.number().refine(isSize), z.string().refine(isSize)]).transform((size) => sizeOf(String(size)) ?? 0).optional(),
  format: z.enum(FORMATS).optional(),
  output: texts.optional(), selfCheck: texts.optional(),
  failOn: z.enum(FAIL_ON).optional(),
  allowIncomplete: z.boolean().optional(),
  only: texts.optional(), skip: texts.optional(),
  evidence: z.union([z.number().int().min(0), z.literal("all")]).optional(),
  redact: z.boolean().optional(), keyFile: z.string().min(1).optional(),
  reproducible: z.boolean().optional(), quiet: z.boolean().optional(), verbose: z.boolean().optional(),
  lang: z.enum(["zh", "en"]).optional(),
  /** policy → a text file of one's own with the document: 第八条 … paragraphs, quoted beside what they ask for. */
  clauseText: z.record(z.string(), z.string().min(1)).optional(),
  /** header → field, for every table that has the field; or table → header → field. What is left blank says nothing yet. */
  columns: z.record(z.string(), z.union([z.string().min(1), z.record(z.string(), z.string().min(1).nullable()), z.null()])).nullable().optional(),
  /** field → text of theirs → what it means: a post, a qualification (or its rank, 0–3), 是, 否 … What is left blank says nothing yet. */
  values: z.record(z.string(), z.record(z.string(), text.nullable()).nullable()).nullable().optional(),
  /** rule → severity and parameters */
  rules: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
  /** Rows of the waivers table. */
  waivers: z.array(z.strictObject({
    rule: text, agency: z.string().optional(), person: z.string().optional(), limit: z.number().optional(), reason: z.string(), approvedBy: z.string(), approvedOn: day, validUntil: day.optional(),
  })).optional(),
});

export type ConfigDocument = z.infer<typeof configSchema>;
export const CONFIG_KEYS = Object.keys(configSchema.shape);
export const isTable = (name: string): name is (typeof TABLES)[number] => (TABLES as readonly string[]).includes(name);
