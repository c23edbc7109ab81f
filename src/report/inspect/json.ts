import type { Inspection } from "../../model/inspection.ts";

/** The inspection as JSON (schema/inspect.schema.json), two spaces deep, ended by a line break. */
export function* inspectJson(inspection: Inspection): Generator<string> {
  yield `${JSON.stringify(inspection, null, 2)}\n`;
}
