// A batch of many small submissions in one thread and in two, and reports of many results in each format.
import { rm, stat } from "node:fs/promises";
import path from "node:path";
import { AS_OF, makeCity } from "./city.mjs";
import { grouped, measure, MB, ratio, seconds, table } from "./measure.mjs";
import { auditOf } from "./scale.mjs";

const AUDITED = [0, 1, 3];

/** Submissions of an agency each; one thread, two, and two again over what is done already. */
export async function measureBatch({ hege, work, submissions, runs, say }) {
  const folder = path.join(work, "submissions");
  for (let i = 0; i < submissions; i += 1) await makeCity(path.join(folder, `s${String(i).padStart(4, "0")}`), { rows: 300, agencies: 1, seed: 2010 + (i % 50) });
  const measured = {};
  for (const [name, more] of [["one", ["--jobs", "1"]], ["two", ["--jobs", "2"]], ["resumed", ["--jobs", "2", "--resume"]]]) {
    const out = path.join(work, name === "resumed" ? "batch-two" : `batch-${name}`);
    measured[name] = await measure([hege, "batch", folder, "--out", out, "--policy", "shenzhen-2010", "--as-of", AS_OF, "--quiet", ...more], { runs, codes: AUDITED });
    say(`batch, ${name}: ${seconds(measured[name].median)} s`);
  }
  return { submissions, measured };
}

export function batchTable({ submissions, measured: { one, two, resumed } }) {
  const row = (name, { median, cpu, peak }) => [name, seconds(median), (submissions / (median / 1000)).toFixed(1), seconds(cpu), ratio(one.median / median), grouped(peak / MB)];
  return table([["", "median s", "submissions/s", "cpu s", "as fast as one", "peak MB"], row("`--jobs 1`", one), row("`--jobs 2`", two), row("`--jobs 2 --resume`, nothing changed", resumed)]);
}

const REPORTS = [["JSON", "json"], ["HTML", "html"], ["XLSX", "xlsx"], ["CSV", "csv"]];

/** What a report of so many results takes in each format, above the same audit without one. An agency of the city has 211 results. */
export async function measureReports({ hege, work, results, runs, say }) {
  const folder = path.join(work, "reports");
  const agencies = Math.ceil(results / 211);
  await makeCity(folder, { rows: agencies * 100, agencies });
  const none = await measure(auditOf(hege, folder), { runs, codes: AUDITED });
  const formats = [];
  for (const [name, ending] of REPORTS) {
    const file = path.join(work, `report.${ending}`);
    const measured = await measure(auditOf(hege, folder, ["--output", file]), { runs, codes: AUDITED });
    formats.push({ name, measured, bytes: (await stat(file)).size });
    await rm(file);
    say(`${name}: ${seconds(measured.median)} s, without a report ${seconds(none.median)} s`);
  }
  return { none, formats };
}

export function reportTable({ none, formats }) {
  return table([["", "audit and report s", "of it the report s", "file MB", "peak MB", "above the audit MB"], ["no report", seconds(none.median), "–", "–", grouped(none.peak / MB), "–"],
    ...formats.map(({ name, measured: { median, peak }, bytes }) => [name, seconds(median), seconds(Math.max(0, median - none.median)), grouped(bytes / MB), grouped(peak / MB), grouped(Math.max(0, peak - none.peak) / MB)])]);
}
