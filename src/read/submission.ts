import { Refusal } from "../model/fault.ts";
import { groupBy } from "../model/group.ts";
import type { Finding } from "../model/issue.ts";
import type { Row } from "../model/record.ts";
import type { InputFile, LogRow, SmallTable, Submission } from "../model/submission.ts";
import { TABLES, tableWord, type LogKind, type TableKind } from "../model/table.ts";
import { FileTables, WORTH_A_THREAD, type ReadOptions } from "./file-tables.ts";
import { identifyFiles, type KnownFile } from "./files.ts";
import { noRoster, onlySummary } from "./refusals.ts";
import { openLog, scanAhead, scanLog } from "./table-rows.ts";

/**
 * Reads a submission: identifies every file by its bytes, finds the tables in it, reads the small ones, and opens logs as streams.
 * Throws a Refusal where the audit cannot run; whatever is wrong with single cells, rows or sheets is a finding.
 */
export async function readSubmission(paths: readonly string[], options: ReadOptions): Promise<Submission> {
  const { scanElsewhere } = options;
  const { files, findings } = await identifyFiles(paths, scanElsewhere === undefined ? options : { ...options, identifyElsewhere: (order) => (order.bytes < WORTH_A_THREAD ? null : scanElsewhere.identify(order)) });
  const all = files.map((file) => ({ file, tables: new FileTables(file, options) }));
  // While another thread still looks at large files, the others are read.
  const [large, small] = [all.filter(({ file }) => file.isIdentifiedElsewhere), all.filter(({ file }) => !file.isIdentifiedElsewhere)];
  const failures = await Promise.all([readEach(small), readEach(large, beginFirst())]);
  for (const { file } of all) for (const failure of failures) if (failure?.file === file) throw failure.error;
  const submission = submissionOf(findings, all.map(({ tables }) => tables));
  const hashed = async (): Promise<void> => {
    for (const [nth, { file }] of all.entries()) (submission.files[nth] as InputFile).sha256 = await file.sha256();
  };
  if (large.length === 0) await hashed();
  return { ...submission, hashed };
}

interface OfFile { file: KnownFile; tables: FileTables }

/** One after the other, up to the first that fails. */
async function readEach(files: readonly OfFile[], done: (tables: FileTables) => void = () => undefined): Promise<{ file: KnownFile; error: unknown } | null> {
  for (const { file, tables } of files) {
    try {
      await tables.read();
      done(tables);
    } catch (error) {
      return { file, error };
    }
  }
  return null;
}

/** The first of the logs that are read first is scanned from now on. */
function beginFirst(): (tables: FileTables) => void {
  let begun = false;
  return ({ logs }) => {
    const first = begun ? undefined : logs.find(({ kind }) => kind === "services");
    if (first === undefined) return;
    begun = true;
    scanAhead(first.used);
  };
}

function submissionOf(found: readonly Finding[], files: readonly FileTables[]): Omit<Submission, "hashed"> {
  const sources = files.flatMap((file) => file.sources);
  sources.forEach((source, nth) => { source.id = nth; });
  const rows = new Map([...groupBy(files.flatMap((file) => file.small), ({ kind }) => kind)].map(([kind, tables]) => [kind, tables.flatMap((table) => table.rows)]));
  const logs = new Map([...groupBy(files.flatMap((file) => file.logs), ({ kind }) => kind)].map(([kind, tables]) => [kind, tables.map(({ used }) => used)]));
  const badRosters = files.flatMap((file) => file.badRosters);
  if (!rows.has("roster")) throw new Refusal(...(badRosters.length > 0 ? badRosters.map(({ refusal }) => refusal) : [withoutRoster(files)]));
  const rowsOf = <K extends SmallTable>(kind: K): readonly Row<K>[] => (rows.get(kind) ?? []) as unknown as readonly Row<K>[];
  return {
    files: files.map((file) => file.input()),
    tables: {
      "roster": rowsOf("roster"), "documents": rowsOf("documents"), "targets": rowsOf("targets"), "registry": rowsOf("registry"), "waivers": rowsOf("waivers"),
      "conversions": rowsOf("conversions"), "pay-guide": rowsOf("pay-guide"), "agency": rowsOf("agency"), "decisions": rowsOf("decisions"),
    },
    given: new Set<TableKind>(TABLES.filter((kind) => sources.some((source) => source.table === kind))),
    sources,
    // Beside a roster that can be audited, those that cannot are tables not given.
    notGiven: [...files.flatMap((file) => file.notGiven), ...badRosters.map(({ instead }) => instead)],
    findings: [...found, ...files.flatMap((file) => file.findings)],
    scan: <K extends LogKind>(log: K) => scanLog<K>(logs.get(log) ?? []),
    open: <K extends LogKind>(log: K) => openLog(logs.get(log) ?? []) as AsyncIterable<readonly LogRow<K>[]>,
  };
}

/** Without a roster there is no audit; where a monthly summary is all that there is, that is said. */
function withoutRoster(files: readonly FileTables[]): ReturnType<typeof noRoster> {
  const read = files.flatMap((file) => file.sources).map((source) => `${source.path}${source.sheet === null ? "" : `/${source.sheet}`}(${tableWord(source.table).zh})`);
  const [summary] = files.flatMap((file) => file.summaries);
  return summary && read.length === 0 ? onlySummary(summary.path, summary.sheet) : noRoster(read.join("、"));
}
