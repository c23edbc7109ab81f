import { z } from "zod";
import { ISSUE_CODES } from "./issue.ts";
import { bilingual } from "./policy.ts";
import { INSPECTION_VERSION } from "./status.ts";
import { SKIP_REASONS } from "./submission.ts";
import { TABLES } from "./table.ts";

/** How files were understood: what `hege inspect` prints. `schema/inspect.schema.json` is generated from this. Places are as a person sees them: A1, rows from 1. */

const counted = z.number().int().min(0);
const code = z.enum(ISSUE_CODES.map((each) => `DATA-${each}` as const));
const headed = z.strictObject({ column: z.string(), header: z.string() });
/** A field of the dictionary, and its words. */
const fieldNamed = z.strictObject({ field: z.string(), word: bilingual });

const agencySchema = z.strictObject({
  /** `none`: the roster has no such column and nothing names one. */
  from: z.enum(["column", "option", "sheet", "title", "file", "folder", "none"]),
  /** Its column, where it has one. */
  column: z.string().nullable(),
  /** At most ten, the most frequent first. */
  names: z.array(z.strictObject({ name: z.string(), rows: counted })),
  /** How many there are. */
  total: counted,
});

/** One kind of thing that was wrong in the cells of one column, or (column null) with rows. */
const troubleSchema = z.strictObject({
  code, variant: z.string(),
  column: z.string().nullable(), header: z.string().nullable(), field: z.string().nullable(), word: bilingual.nullable(),
  /** How many cells or rows. */
  cells: counted,
  first: z.array(z.string()),
  /** What the cells say, the most frequent first; numbers of people are masked. At most fifty; empty where they are blank or say nothing. */
  texts: z.array(z.strictObject({ text: z.string(), cells: counted, first: z.array(z.string()) })),
  /** What may stand in the column, in the dictionary's words. */
  accepted: z.string().nullable(),
});

const tableSchema = z.strictObject({
  table: z.enum(TABLES),
  /** The header's rows; two where it has two. */
  headerRows: z.array(counted).min(1),
  titleRows: counted,
  columns: z.array(z.strictObject({
    column: z.string(), header: z.string(), field: z.string(), word: bilingual, must: z.boolean(),
    /** The configuration says so. */
    configured: z.boolean(),
    /** Another column of the same field is read before it: this one fills its blanks only. */
    shadowedBy: headed.nullable(),
  })),
  /** Columns that are not read, with the field each may mean, where one is plausible. */
  unused: z.array(z.strictObject({ column: z.string(), header: z.string(), nearest: fieldNamed.nullable() })),
  /** Must-haves that are not there: one of `fields` will do. `instead`: another of the group is there, which serves some policies only. */
  missing: z.array(z.strictObject({ fields: z.array(fieldNamed).min(1), instead: fieldNamed.nullable(), nearest: z.array(headed) })),
  rows: counted,
  skipped: z.array(z.strictObject({ reason: z.enum(SKIP_REASONS), rows: counted, first: z.array(counted) })),
  /** Of rosters, and of tables with an agency column; else null. */
  agency: agencySchema.nullable(),
  troubles: z.array(troubleSchema),
});

export const SHEET_STATES = ["table", "incomplete", "no-rows", "hidden", "blank", "summary", "read-me", "unknown"] as const;

const sheetSchema = z.strictObject({
  /** null for a CSV. */
  sheet: z.string().nullable(),
  hidden: z.boolean(), hiddenRows: counted, hiddenColumns: counted,
  /** `table` is read; `incomplete` lacks a must-have, `no-rows` has a header alone; of the others nothing is read. */
  state: z.enum(SHEET_STATES),
  /** Why it is not read, and what to do; null where it is. */
  message: bilingual.nullable(),
  /** Of an `unknown` sheet: the row that comes nearest to a header of ours. */
  nearest: z.strictObject({ table: z.enum(TABLES), row: counted, columns: z.array(headed), missing: z.array(fieldNamed) }).nullable(),
  table: tableSchema.nullable(),
});

const fileSchema = z.strictObject({
  path: z.string(),
  /** `ignored`: in a folder, and no table by its bytes; or the same bytes as an earlier file. */
  state: z.enum(["read", "refused", "ignored"]),
  /** Why it is not read, and what to do; null where it is. */
  message: bilingual.nullable(),
  /** What it is by its bytes: csv, xlsx, or a kind that is not read; null where nobody can say. */
  format: z.string().nullable(),
  bytes: counted.nullable(), sha256: z.string().regex(/^[0-9a-f]{64}$/).nullable(),
  /** Of a CSV. `by`: the byte order mark, the bytes being UTF-8 throughout, a guess, or `--encoding`. */
  encoding: z.strictObject({ name: z.string(), by: z.enum(["bom", "utf-8", "guess", "told"]), separator: z.string() }).nullable(),
  sheets: z.array(sheetSchema),
});

export const inspectionSchema = z.strictObject({
  schemaVersion: z.literal(INSPECTION_VERSION),
  tool: z.strictObject({ name: z.literal("hege"), version: z.string() }),
  /** The configuration whose headers and values were used; null: none. */
  configuration: z.string().nullable(),
  files: z.array(fileSchema),
  /** What a configuration could say to have more understood; what it means is for the user to say. `--write-mapping` writes it. */
  suggestions: z.strictObject({
    /** Columns that are not used and may well be `field`; at most thirty a table. */
    columns: z.array(z.strictObject({ table: z.enum(TABLES), header: z.string(), ...fieldNamed.shape, first: z.array(z.string()) })),
    /** Texts that are none of a field's values; at most thirty a field, the most frequent first. */
    values: z.array(z.strictObject({ ...fieldNamed.shape, text: z.string(), cells: counted, first: z.array(z.string()), accepted: z.string() })),
  }),
  summary: z.strictObject({
    read: counted, refused: counted, ignored: counted,
    /** Tables that are read, by kind; those that are not there are left out. */
    tables: z.partialRecord(z.enum(TABLES), counted),
    /** Sheets with rows but without a must-have column. */
    incomplete: counted,
    /** Cells that were not understood. */
    troubles: counted,
  }),
});

export type Inspection = z.infer<typeof inspectionSchema>;
export type InspectedFile = z.infer<typeof fileSchema>;
export type InspectedSheet = z.infer<typeof sheetSchema>;
export type InspectedTable = z.infer<typeof tableSchema>;
export type InspectedAgency = z.infer<typeof agencySchema>;
export type Suggestions = Inspection["suggestions"];
export type Trouble = z.infer<typeof troubleSchema>;

/** The JSON Schema as it is published in schema/inspect.schema.json. */
export const inspectionJsonSchema = (): string =>
  `${JSON.stringify({ ...z.toJSONSchema(inspectionSchema, { target: "draft-2020-12", io: "output" }), title: "hege inspection", description: `How files were understood, as hege inspect --format json prints it; schema version ${INSPECTION_VERSION}.` }, null, 2)}\n`;
