import type { AgencyReport, Report } from "../model/report.ts";

/**
 * The report as JSON (report.md), two spaces deep, ended by a line break: what JSON.stringify gives of the whole, but result by
 * result, for a city's report is a hundred megabytes.
 */
export function* json(report: Report): Generator<string> {
  const { agencies } = report;
  // Nothing else in the report is empty agencies at its top: the place is found by its own line.
  const [before = "", after = ""] = indented({ ...report, agencies: [] }, "").split(/^ {2}"agencies": \[\]/m);
  yield `${before}  "agencies": [`;
  let separator = "";
  for (const agency of agencies) {
    yield `${separator}\n    `;
    yield* agencyJson(agency);
    separator = ",";
  }
  yield `${agencies.length > 0 ? "\n  " : ""}]${after}\n`;
}

const indented = (value: unknown, indent: string): string => { const text = JSON.stringify(value, null, 2); return indent === "" ? text : text.replaceAll("\n", `\n${indent}`); };

/** Texts of some length: a file is not written line by line. */
const PIECE = 32 * 1024;

function* agencyJson(agency: AgencyReport): Generator<string> {
  const { results } = agency;
  if (results.length === 0) {
    yield indented(agency, "    ");
    return;
  }
  const [before = "", after = ""] = indented({ ...agency, results: [] }, "    ").split(/^ {6}"results": \[\]/m);
  let text = `${before}      "results": [`;
  let separator = "";
  for (const result of results) {
    text += `${separator}\n        ${indented(result, "        ")}`;
    separator = ",";
    if (text.length < PIECE) continue;
    yield text;
    text = "";
  }
  yield `${text}\n      ]${after}`;
}
