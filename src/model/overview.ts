import * as z from "zod";
import { SEVERITIES } from "./issue.ts";
import { bilingual } from "./policy.ts";
import { reportSchema } from "./report.ts";
import { ROLES } from "./role.ts";
import { OVERVIEW_VERSION, STATUSES, VERDICTS } from "./status.ts";
import { TABLES } from "./table.ts";

/** The overview of a batch: what became of each submission, and all of them beside each other. `schema/overview.schema.json` is generated from this. */

const counted = z.number().int().min(0);
const verdict = z.enum(VERDICTS);
const status = z.enum(STATUSES);
const severity = z.enum(SEVERITIES);
const severityCounts = z.strictObject({ error: counted, warning: counted, notice: counted });
const yesNo = z.enum(["yes", "no", "unknown"]);

const agency = z.strictObject({ name: z.string(), verdict, verdictByPolicy: z.record(z.string(), verdict), people: counted, failures: severityCounts, notAssessed: counted });

const submission = z.strictObject({
  name: z.string(),
  /** As it was given, relative to the working directory. */
  path: z.string(),
  /** Whether it could be audited; if not, why. */
  state: z.enum(["audited", "not-audited"]), reasons: z.array(bilingual),
  /** Its report files, in the folder of the overview. */
  reports: z.array(z.string()),
  agencies: z.array(agency), dataIssues: severityCounts,
});

const place = { submission: z.string(), agency: z.string() };

/** An agency's ratio as its report has it. */
const ratio = z.strictObject({ ...place, policy: z.string(), rule: z.string(), clause: z.string(), limit: z.number(), leaders: counted, counted, perLeader: z.number().nullable(), breachDays: counted, status });

/** A person in post in several agencies, once for each. */
const sharedPerson = z.strictObject({
  ...place, name: z.string(), employeeNo: z.string().nullable(), key: z.string(), role: z.enum([...ROLES, "none", "unreadable"]).nullable(),
  /** Where the person is in post. */
  agencies: z.array(z.string()),
  /** What came of the two checks; null: the run left it out. */
  duplicate: status.nullable(), supervisor: status.nullable(),
  ratios: z.array(z.strictObject({ rule: z.string(), limit: z.number(), leads: z.boolean(), leaders: z.number(), counted: z.number(), met: yesNo, leadersWithout: z.number(), countedWithout: z.number(), metWithout: yesNo })),
  sameDays: z.array(z.strictObject({ day: z.string(), agencies: z.array(z.string()) })),
});

const { audit } = reportSchema.shape;

export const overviewSchema = z.strictObject({
  schemaVersion: z.literal(OVERVIEW_VERSION),
  tool: reportSchema.shape.tool,
  generatedAt: z.string().optional(), durationMs: counted.optional(),
  /** Which part of the submissions it is about (`--shard`); left out: all. */
  shard: z.strictObject({ part: counted, of: counted }).optional(),
  /** As in the reports; null where none could be made. */
  audit: audit.nullable(),
  summary: z.strictObject({
    submissions: counted, audited: counted, notAudited: counted, agencies: counted, verdicts: reportSchema.shape.summary.shape.verdicts,
    results: reportSchema.shape.summary.shape.results, failures: severityCounts, dataIssues: severityCounts,
  }),
  submissions: z.array(submission),
  /** Failures by rule and severity, those first that most agencies have. */
  failures: z.array(z.strictObject({ policy: z.string(), rule: z.string(), clause: z.string(), title: bilingual, severity, agencies: counted, results: counted })),
  /** By rule; those first that lack most. */
  ratios: z.array(ratio),
  sharedPeople: z.array(sharedPerson),
  /** Agencies of the same name in several submissions: nobody is held against themselves there. */
  repeatedAgencies: z.array(z.strictObject({ agency: z.string(), submissions: z.array(z.string()) })),
  /** Rows of the tables given to all (`--with`) that name no agency of these submissions. */
  unclaimedRows: z.array(z.strictObject({ path: z.string(), sheet: z.string().nullable(), table: z.enum(TABLES), rows: z.array(counted) })),
  /** What is missing, by how many results it would settle. */
  unknowns: reportSchema.shape.summary.shape.unknowns,
});

export type Overview = z.infer<typeof overviewSchema>;
export type SubmissionLine = Overview["submissions"][number];
export type RatioLine = Overview["ratios"][number];
export type SharedLine = Overview["sharedPeople"][number];

/** The JSON Schema of the overview as it is published. */
export function overviewJsonSchema(): string {
  const schema = z.toJSONSchema(overviewSchema, { target: "draft-2020-12", io: "output" });
  return `${JSON.stringify({ ...schema, title: "hege overview", description: `Overview of a batch of hege, schema version ${OVERVIEW_VERSION}.` }, null, 2)}\n`;
}
