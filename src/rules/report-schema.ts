import * as z from "zod";
import { reportSchema } from "../model/report.ts";
import { SCHEMA_VERSION } from "../model/status.ts";
import { KINDS } from "./index.ts";

/**
 * The JSON Schema of the report as it is published in schema/report.schema.json. `$defs.observed` and `$defs.expected` hold, for
 * each rule kind, the fields that its results have.
 */
export function reportJsonSchema(): string {
  const schema = z.toJSONSchema(reportSchema, { target: "draft-2020-12", io: "output" });
  const each = (part: "observed" | "expected"): Record<string, unknown> =>
    Object.fromEntries([...KINDS.values()].map((kind) => { const { $schema: _, ...fields } = z.toJSONSchema(kind[part], { io: "output" }); return [kind.kind, fields]; }));
  return `${JSON.stringify({
    ...schema, title: "hege report", description: `Report of hege, schema version ${SCHEMA_VERSION}. Fields of observed and expected are in $defs, by the kind of the rule.`,
    $defs: { observed: each("observed"), expected: each("expected") },
  }, null, 2)}\n`;
}
