// Whole audits of made cities from small to large, as CSV in UTF-8 and GB18030 and as a workbook; beside each what a user would take instead.
import { spawnSync } from "node:child_process";
import { copyFile, mkdir, readdir, readFile, rename } from "node:fs/promises";
import path from "node:path";
import { AS_OF, makeCity } from "./city.mjs";
import { grouped, HERE, measure, MB, PYTHON, ratio, seconds, table } from "./measure.mjs";
import { writeWorkbook } from "./workbook.mjs";

const AUDITED = [0, 1, 3];
const LOG = "服务记录";
/** Excel's sheets have no more rows. */
const MOST_ROWS = 1_048_575;
export const auditOf = (hege, folder, more = []) => [hege, "check", folder, "--policy", "shenzhen-2010", "--as-of", AS_OF, "--quiet", ...more];

const rivals = path.join(HERE, "rivals.py");
const readers = path.join(HERE, "readers.mjs");

/** The same submission with the service log written otherwise. */
async function asGb18030(city, folder) {
  await copyOthers(city, folder);
  const { status, stderr } = spawnSync(PYTHON, [rivals, "recode", path.join(city, `${LOG}.csv`), path.join(folder, `${LOG}.csv`)], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}

async function copyOthers(city, folder) {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(city)) if (name !== `${LOG}.csv`) await copyFile(path.join(city, name), path.join(folder, name));
}

async function asWorkbook(city, folder) {
  await copyOthers(city, folder);
  const text = await readFile(path.join(city, `${LOG}.csv`), "utf8");
  const rows = function* () {
    for (let from = 1, to = text.indexOf("\r\n"); to >= 0; from = to + 2, to = text.indexOf("\r\n", from)) yield cellsOf(text.slice(from, to));
  };
  const file = path.join(folder, `${LOG}.xlsx`);
  await writeWorkbook(`${file}.part`, LOG, rows());
  await rename(`${file}.part`, file);
}

const cellsOf = (line) => (line.includes('"') ? [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain) : line.split(","));

/** Measures sizes one after the other; returns a row of numbers for each. Where no number of agencies is said there is one for every 10,000 rows. */
export async function measureScale({ hege, work, sizes, hasPython, say }) {
  const rows = [];
  for (const { rows: size, agencies = Math.max(1, Math.round(size / 10_000)) } of sizes) {
    const city = path.join(work, `city-${size}-${agencies}`);
    await makeCity(city, { rows: size, agencies });
    const log = path.join(city, `${LOG}.csv`);
    const runs = size > 100_000 ? 1 : 3;
    const at = async (name, args, codes) => {
      const measured = await measure(args, { runs, codes: codes ?? [0] });
      say(`${grouped(size)} rows, ${name}: ${seconds(measured.median)} s`);
      return measured;
    };
    const hegeCsv = await at("hege, CSV", auditOf(hege, city), AUDITED);
    const bytes = await at("byte loop", [readers, "bytes", log]);
    const duckdb = await at("DuckDB", [readers, "duckdb", log]);
    const [pandas, csv] = hasPython ? [await at("pandas", [rivals, "pandas", city]), await at("Python's csv", [rivals, "csv", city])] : [null, null];
    rows.push({ size, agencies, form: "CSV, UTF-8", hege: hegeCsv, floor: bytes, pandas, csv, duckdb, openpyxl: null });
    if (hasPython) {
      const folder = `${city}-gb`;
      await asGb18030(city, folder);
      rows.push({ size, agencies, form: "CSV, GB18030", hege: await at("hege, GB18030", auditOf(hege, folder), AUDITED), floor: bytes, pandas: await at("pandas, GB18030", [rivals, "pandas", folder]), csv: null, duckdb: null, openpyxl: null });
    }
    if (size <= MOST_ROWS) {
      const folder = `${city}-xlsx`;
      await asWorkbook(city, folder);
      const book = path.join(folder, `${LOG}.xlsx`);
      rows.push({ size, agencies, form: "XLSX", hege: await at("hege, XLSX", auditOf(hege, folder), AUDITED), floor: await at("inflate", [readers, "inflate", book]), pandas: null, csv: null, duckdb: null, openpyxl: hasPython ? await at("openpyxl", [rivals, "openpyxl", book]) : null });
    }
  }
  return rows;
}

export function scaleTable(rows) {
  const of = (hege, other) => (other === null ? "–" : ratio(hege.median / other.median));
  return table([["service rows", "agencies", "log as", "hege s", "rows/s", "peak MB", "of the floor", "of pandas", "of Python's csv", "of DuckDB", "of openpyxl"], ...rows.map(({ size, agencies, form, hege, floor, pandas, csv, duckdb, openpyxl }) => [
    grouped(size), grouped(agencies), form, seconds(hege.median), grouped((size / hege.median) * 1000), grouped(hege.peak / MB), of(hege, floor), of(hege, pandas), of(hege, csv), of(hege, duckdb), of(hege, openpyxl),
  ])]);
}
