import * as z from "zod";
import { ISSUE_CODES, SEVERITIES } from "./issue.ts";
import { UNKNOWN_REASONS } from "./known.ts";
import { COVERAGE_WAYS, STANDINGS, bilingual } from "./policy.ts";
import { DECISIONS } from "./record.ts";
import { ROLES } from "./role.ts";
import { SCHEMA_VERSION, STATUSES, VERDICTS, type Status, type Verdict } from "./status.ts";
import { SKIP_REASONS } from "./submission.ts";
import { TABLES } from "./table.ts";

/** The report (report.md): the product's API, from which every other report is drawn. `schema/report.schema.json` is generated from this. */

export const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const severity = z.enum(SEVERITIES);
const counted = z.number().int().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const cellSchema = z.strictObject({
  path: z.string(), sheet: z.string().nullable(), row: counted, column: z.string().nullable(), field: z.string(), value: z.string().nullable(),
});

export const subjectSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("agency"), agency: z.string() }),
  z.strictObject({ type: z.literal("person"), agency: z.string(), name: z.string(), employeeNo: z.string().nullable(), key: z.string() }),
]);

/** What would decide a result: a table, a column of it, or a cell. */
export const needSchema = z.strictObject({
  table: z.enum(TABLES), field: z.string().optional(), person: z.string().optional(), location: cellSchema.omit({ field: true, value: true }).optional(),
});

export const waiverSchema = z.strictObject({
  reason: z.string(), approvedBy: z.string(), approvedOn: isoDate, validUntil: isoDate.nullable(), limit: z.number().nullable(), location: cellSchema.omit({ field: true, value: true }),
});

export const decisionSchema = z.strictObject({ decision: z.enum(DECISIONS), reason: z.string(), by: z.string(), on: isoDate });

export const resultSchema = z.strictObject({
  rule: z.string(), policy: z.string(), clause: z.string(),
  /** The user's own copy of the clause, where the configuration names one (`clauseText:`). */
  clauseText: z.string().optional(),
  subject: subjectSchema, status: z.enum(STATUSES), severity,
  interpretation: z.array(z.strictObject({ param: z.string(), value: z.unknown(), why: bilingual })),
  observed: z.record(z.string(), z.unknown()), expected: z.record(z.string(), z.unknown()),
  message: bilingual, remedy: bilingual.nullable(),
  evidence: z.array(cellSchema), evidenceTotal: counted.optional(),
  unknown: z.strictObject({ reason: z.enum(UNKNOWN_REASONS), needs: z.array(needSchema), needsTotal: counted.optional() }).nullable(),
  waiver: waiverSchema.nullable(), decision: decisionSchema.nullable(),
});

const severityCounts = z.strictObject({ error: counted, warning: counted, notice: counted });
const verdictCounts = z.strictObject(Object.fromEntries(VERDICTS.map((verdict) => [verdict, counted])) as Record<Verdict, typeof counted>);
const statusCounts = z.strictObject(Object.fromEntries(STATUSES.map((status) => [status, counted])) as Record<Status, typeof counted>);
const roleCounts = z.strictObject({ ...(Object.fromEntries(ROLES.map((role) => [role, counted])) as Record<(typeof ROLES)[number], typeof counted>), unreadable: counted });

export const dataIssueSchema = z.strictObject({
  code: z.enum(ISSUE_CODES.map((code) => `DATA-${code}` as const)), severity, agency: z.string().nullable(),
  /** The column of the dictionary that it concerns; left out where it concerns a whole row, sheet or file. */
  table: z.enum(TABLES).optional(), field: z.string().optional(),
  message: bilingual,
  location: z.strictObject({ path: z.string(), sheet: z.string().nullable(), row: counted.nullable(), column: z.string().nullable() }).nullable(),
  value: z.string().nullable(),
});

const policyOfReport = z.strictObject({
  id: z.string(), title: bilingual, version: z.string(), sha256, standing: z.enum(STANDINGS), issuer: bilingual, year: z.number().int(), source: bilingual, note: bilingual.nullable(),
  rules: z.array(z.strictObject({ id: z.string(), kind: z.string(), clause: z.string(), severity, title: bilingual, asks: bilingual, waivableBy: z.array(z.string()).nullable(), params: z.record(z.string(), z.unknown()) })),
  coverage: z.array(z.strictObject({ clause: z.string(), by: z.array(z.string()), how: z.enum(COVERAGE_WAYS), note: bilingual.nullable() })),
  overrides: z.array(z.strictObject({ rule: z.string(), path: z.string(), from: z.unknown(), to: z.unknown(), source: z.string() })),
});

const tableOfInput = z.strictObject({
  table: z.enum(TABLES), sheet: z.string().nullable(), headerRow: counted, rows: counted, used: counted, unused: counted, skippedRows: counted,
  skipped: z.partialRecord(z.enum(SKIP_REASONS), counted),
  columns: z.array(z.strictObject({ header: z.string(), column: z.string(), field: z.string() })), unmapped: z.array(z.strictObject({ header: z.string(), column: z.string() })),
});

export const agencySchema = z.strictObject({
  name: z.string(), verdict: z.enum(VERDICTS), verdictByPolicy: z.record(z.string(), z.enum(VERDICTS)), headcount: roleCounts,
  people: z.array(z.strictObject({ key: z.string(), name: z.string(), employeeNo: z.string().nullable(), role: z.string(), supervisor: z.string().nullable(), assistant: z.string().nullable() })),
  results: z.array(resultSchema),
});

export const reportSchema = z.strictObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  tool: z.strictObject({ name: z.literal("hege"), version: z.string() }),
  generatedAt: z.string().optional(), durationMs: counted.optional(),
  audit: z.strictObject({
    asOf: isoDate, period: z.strictObject({ from: isoDate, to: isoDate }), language: z.enum(["zh", "en"]), partial: z.boolean(),
    /** Names and numbers of people are masked (`--redact`). */
    redacted: z.literal(true).optional(),
    policies: z.array(policyOfReport),
  }),
  inputs: z.array(z.strictObject({ path: z.string(), sha256, bytes: counted, format: z.enum(["csv", "xlsx"]), encoding: z.string().nullable(), tables: z.array(tableOfInput) })),
  assumptions: z.array(z.strictObject({ code: z.string(), message: bilingual, rules: z.array(z.string()) })),
  summary: z.strictObject({
    agencies: counted, verdicts: verdictCounts, results: statusCounts, failures: severityCounts, dataIssues: severityCounts,
    unknowns: z.array(z.strictObject({ table: z.enum(TABLES), field: z.string().nullable(), results: counted })),
  }),
  agencies: z.array(agencySchema),
  dataIssues: z.array(dataIssueSchema),
  dataIssueTotals: z.array(z.strictObject({ code: z.string(), severity, total: counted })),
});

export type Report = z.infer<typeof reportSchema>;
export type AgencyReport = z.infer<typeof agencySchema>;
export type Result = z.infer<typeof resultSchema>;
export type DataIssue = z.infer<typeof dataIssueSchema>;
export type Subject = z.infer<typeof subjectSchema>;
export type Need = z.infer<typeof needSchema>;
