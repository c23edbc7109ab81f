import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { reportSchema, type Report } from "../../src/model/report.ts";
import { EXIT, hege, type Ran } from "../support/cli.ts";
import type { FuzzInput } from "./inputs.ts";

/** Puts an input into a folder of its own, runs the command line on it, and says what it did that it never may. */
export async function judge({ files, argv }: FuzzInput, folder: string): Promise<string[]> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { name, bytes } of files) writeFileSync(path.join(folder, name), bytes);
  // With --verbose a fault of the program shows where it is; what is printed besides depends on it only on the terminal.
  const ran = await hege(folder, argv.includes("--verbose") ? argv : [...argv, "--verbose"]);
  const faults = faultsOf(ran, argv);
  if (!faults.some((fault) => fault.includes("U+FFFD"))) return faults;
  const named = await sheetsNamedBadly(folder);
  return faultsOf({ ...ran, out: without(ran.out, named), err: without(ran.err, named) }, argv);
}

/** A sheet may have U+FFFD in its name, and is named as it is called: in places, and where it is an agency's own in what is said of that. */
async function sheetsNamedBadly(folder: string): Promise<string[]> {
  const { out } = await hege(folder, ["inspect", ".", "--format", "json"]);
  const { files } = JSON.parse(out) as { files: { sheets: { sheet: string | null }[] }[] };
  return files.flatMap(({ sheets }) => sheets.flatMap(({ sheet }) => (sheet?.includes("\ufffd") === true ? [sheet] : [])));
}

const without = (text: string, names: readonly string[]): string => names.reduce((rest, name) => rest.replaceAll(name, name.replaceAll("\ufffd", "?")), text);

/** Everything but line breaks that steers a terminal instead of standing on it. */
const STEERS = /[^\P{Cc}\n]|[\p{Cf}\u2028\u2029]/u;
const STACK = /^\s+at .+:\d+:\d+\)?$/m;
const OF_PROGRAMS = /\b(?:TypeError|RangeError|SyntaxError|ReferenceError)\b|\[object Object\]|node_modules/;
const REFUSAL_CODES: readonly number[] = [EXIT.ok, EXIT.failed, EXIT.refused, EXIT.incomplete];

/** What a run did that no input may make it do; empty where all is well. */
export function faultsOf({ code, out, err }: Ran, argv: readonly string[]): string[] {
  const faults: string[] = [];
  const say = (wrong: boolean, fault: string): void => { if (wrong) faults.push(fault); };
  const json = argv.includes("json");
  say(!REFUSAL_CODES.includes(code), `exit code ${code}: ${err.slice(0, 1500)}`);
  say(code !== EXIT.fault && STACK.test(out + err), "a stack trace was printed");
  say(code !== EXIT.fault && OF_PROGRAMS.test(err), `an error of the program was printed: ${err.slice(0, 300)}`);
  say(code === EXIT.refused && out !== "", "refused, and yet something was printed");
  say(code === EXIT.refused && err.trim() === "", "refused without a word");
  say(STEERS.test(json ? err : out + err), `a character that steers a terminal was printed: ${JSON.stringify(STEERS.exec(json ? err : out + err)?.[0])}`);
  if (code === EXIT.refused || code === EXIT.fault) {
    say(err.includes("\ufffd"), `a refusal has U+FFFD in it: ${around(err)}`);
    return faults;
  }
  say(out === "", "no report");
  if (!json) {
    // The sentence about it may be broken anywhere to fit the screen.
    say(out.includes("\ufffd") && !/无法识别的字符|cannotbedecoded/.test(out.replace(/\s+/g, "")), `U+FFFD without a word about it: ${around(out)}`);
    return faults;
  }
  const parsed = reportSchema.safeParse(JSON.parse(out));
  if (!parsed.success) return [...faults, `no report by its schema: ${parsed.error.message.slice(0, 500)}`];
  say(out.includes("\ufffd") && !parsed.data.dataIssues.some((issue) => issue.code === "DATA-undecodable-text"), `U+FFFD without DATA-undecodable-text: ${around(out)}`);
  return [...faults, ...silent(parsed.data)];
}

const around = (text: string): string => { const at = text.indexOf("\ufffd"); return JSON.stringify(text.slice(Math.max(0, at - 60), at + 30)); };

/** Rows are used or not, and each that is not is an issue with its place. */
function silent(report: Report): string[] {
  const cut = report.dataIssueTotals.reduce((sum, { total }) => sum + total, 0) > report.dataIssues.length;
  return report.inputs.flatMap(({ path: file, tables }) => tables.flatMap((table) => {
    const faults: string[] = [];
    if (table.rows !== table.used + table.unused) faults.push(`${file}: ${table.rows} rows are not ${table.used} used + ${table.unused} unused`);
    const placed = new Set(report.dataIssues.filter(({ location }) => location?.path === file && location.sheet === table.sheet && location.row !== null).map(({ location }) => location?.row));
    if (!cut && placed.size < table.unused) faults.push(`${file}: ${table.unused} rows of ${table.table} are unused, and ${placed.size} rows have an issue`);
    return faults;
  }));
}
