import type { AgencyReport, Report } from "../model/report.ts";

/**
 * The report as JSON (report.md), two spaces deep, ended by a line break: what JSON.stringify gives of the whole, but some results at
 * a time, for a city's report is a hundred megabytes.
 */
export function* json(report: Report): Generator<string> {
  const { agencies } = report;
  // Nothing else in the report is empty agencies at its top: the place is found by its own line.
  const [before = "", after = ""] = JSON.stringify({ ...report, agencies: [] }, null, 2).split(/^ {2}"agencies": \[\]/m);
  yield `${before}  "agencies": [`;
  let separator = "";
  for (const agency of agencies) {
    yield `${separator}\n    `;
    yield* agencyJson(agency);
    separator = ",";
  }
  yield `${agencies.length > 0 ? "\n  " : ""}]${after}\n`;
}

/** So many results are written at a time: a text that dies young. */
const AT_ONCE = 32;

function* agencyJson(agency: AgencyReport): Generator<string> {
  const { results } = agency;
  const [before = "", after = ""] = inside([{ ...agency, results: [] }], 1).trimStart().split(/^ {6}"results": \[\]/m);
  if (results.length === 0) {
    yield `${before}      "results": []${after}`;
    return;
  }
  yield `${before}      "results": [`;
  for (let i = 0; i < results.length; i += AT_ONCE) yield `${i > 0 ? "," : ""}\n${inside(results.slice(i, i + AT_ONCE), 3)}`;
  yield `\n      ]${after}`;
}

/** The elements of a list, as they are written in a list that lies so deep: JSON.stringify itself sets them in. */
function inside(list: readonly unknown[], depth: number): string {
  let around: unknown = list;
  for (let i = 0; i < depth; i++) around = [around];
  const text = JSON.stringify(around, null, 2);
  // Each list around it begins and ends with a line of its own.
  let [start, end] = [2, 2];
  for (let i = 1; i <= depth; i++) {
    start += 2 * i + 2;
    end += 2 * i + 2;
  }
  return text.slice(start, -end);
}
