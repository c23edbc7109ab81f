import type { Report } from "../model/report.ts";

/**
 * The report as JSON (report.md), two spaces deep, ended by a line break: what JSON.stringify gives of the whole, but an agency at a
 * time, for a city's report is a hundred megabytes.
 */
export function* json(report: Report): Generator<string> {
  const { agencies } = report;
  // Nothing else in the report is empty agencies at its top: the place is found by its own line.
  const [before = "", after = ""] = JSON.stringify({ ...report, agencies: [] }, null, 2).split(/^ {2}"agencies": \[\]/m);
  yield `${before}  "agencies": [`;
  let separator = "";
  for (const agency of agencies) {
    yield `${separator}\n    ${JSON.stringify(agency, null, 2).replaceAll("\n", "\n    ")}`;
    separator = ",";
  }
  yield `${agencies.length > 0 ? "\n  " : ""}]${after}\n`;
}
