import type { Report } from "../model/report.ts";

/** The report as JSON (report.md), two spaces deep, ended by a line break. */
export function* json(report: Report): Generator<string> {
  yield `${JSON.stringify(report, null, 2)}\n`;
}
