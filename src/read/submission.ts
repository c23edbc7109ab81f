import { Refusal } from "../model/fault.ts";
import { groupBy } from "../model/group.ts";
import type { Finding } from "../model/issue.ts";
import type { Row } from "../model/record.ts";
import type { InputFile, LogRow, SmallTable, Submission } from "../model/submission.ts";
import { TABLES, tableWord, type LogKind, type TableKind } from "../model/table.ts";
import { isSameEncoding, type TextEncoding } from "./encoding.ts";
import { FileTables, type ReadOptions } from "./file-tables.ts";
import { identifyFiles, type KnownFile } from "./files.ts";
import { noRoster, onlySummary } from "./refusals.ts";
import { openLog, scanAhead, scanLog } from "./table-rows.ts";
import { WORTH_A_THREAD } from "./worth-a-thread.ts";

/**
 * Reads a submission: identifies every file by its bytes, finds the tables in it, reads the small ones, and opens logs as streams.
 * Throws a Refusal where the audit cannot run; whatever is wrong with single cells, rows or sheets is a finding.
 */
export async function readSubmission(paths: readonly string[], options: ReadOptions): Promise<Submission> {
  const { scanElsewhere } = options;
  const { files, findings } = await identifyFiles(paths, scanElsewhere === undefined ? options : { ...options, identifyElsewhere: (order) => (order.bytes < WORTH_A_THREAD ? null : scanElsewhere.identify(order)) });
  const read = await readFiles(files, options);
  const submission = submissionOf(findings, files.map((file) => read.get(file) as FileTables));
  const hashed = async (): Promise<void> => {
    for (const [nth, file] of files.entries()) (submission.files[nth] as InputFile).sha256 = await file.sha256();
  };
  if (files.every(({ elsewhere }) => elsewhere === null)) await hashed();
  return { ...submission, hashed };
}

/** What lies in each file. Throws what the first of them throws that cannot be read. */
async function readFiles(files: readonly KnownFile[], options: ReadOptions): Promise<Map<KnownFile, FileTables>> {
  const read = new Map<KnownFile, FileTables>();
  const tablesOf = async (file: KnownFile, presumed?: TextEncoding): Promise<FileTables> => {
    const tables = new FileTables(file, options);
    await tables.read(presumed);
    return tables;
  };
  const [large, small] = [files.filter(({ elsewhere }) => elsewhere !== null), files.filter(({ elsewhere }) => elsewhere === null)];
  const presumed = await presume(large, tablesOf);
  // While another thread still looks at large files, the others are read.
  const failures = await Promise.all([
    untilOneFails(small, async (file) => { read.set(file, await tablesOf(file)); }),
    untilOneFails(large, async (file) => {
      const encoding = await file.elsewhere?.encoding();
      const before = presumed.get(file);
      read.set(file, before && encoding && isSameEncoding(before.looks, encoding) ? await before.tables : await tablesOf(file));
    }),
  ]);
  for (const file of files) for (const failure of failures) if (failure?.file === file) throw failure.error;
  return read;
}

async function untilOneFails(files: readonly KnownFile[], readOne: (file: KnownFile) => Promise<void>): Promise<{ file: KnownFile; error: unknown } | null> {
  for (const file of files) {
    try {
      await readOne(file);
    } catch (error) {
      return { file, error };
    }
  }
  return null;
}

interface Presumed { looks: TextEncoding; tables: Promise<FileTables> }

/**
 * What lies in large files if they are written as their first lines look, before that is known; the first of the logs that are read
 * first begins to be scanned. What fails is said when it is known that they are.
 */
async function presume(files: readonly KnownFile[], tablesOf: (file: KnownFile, presumed: TextEncoding) => Promise<FileTables>): Promise<Map<KnownFile, Presumed>> {
  const presumed = new Map<KnownFile, Presumed>();
  let begun = false;
  for (const file of files) {
    const looks = await file.elsewhere?.looks();
    if (looks === undefined) continue;
    const reading = tablesOf(file, looks);
    presumed.set(file, { looks, tables: reading });
    const log = (await reading.catch(() => null))?.logs.find(({ kind }) => kind === "services");
    if (log === undefined || begun) continue;
    begun = true;
    scanAhead(log.used);
  }
  return presumed;
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
