import { fieldWord } from "../model/field-words.ts";
import { Refusal } from "../model/fault.ts";
import type { InspectedFile, InspectedSheet, InspectedTable, Inspection } from "../model/inspection.ts";
import type { Finding } from "../model/issue.ts";
import { issueSentence } from "../model/issue-sentences.ts";
import { maskAll } from "../model/mask.ts";
import { INSPECTION_VERSION } from "../model/status.ts";
import { TABLES } from "../model/table.ts";
import { agencyOfRoster } from "./agency-name.ts";
import { meetFiles, refusalOf, type FileOptions, type KnownFile, type MetFile } from "./files.ts";
import type { FoundHeader } from "./header.ts";
import { suggestionsOf } from "./inspect/suggest.ts";
import { inspectTable } from "./inspect/table.ts";
import type { RawRow, RawTable } from "./raw.ts";
import { noFiles } from "./refusals.ts";
import { firstRows, nearestTable, tableInSheet, type InSheet } from "./table-in-sheet.ts";
import { NO_VOCABULARY, type Vocabulary } from "./vocabulary.ts";

export interface InspectOptions extends FileOptions {
  /** `--agency`: of rosters without an agency column. */
  agency?: string;
  /** `--hidden-sheets`: read them too. */
  hiddenSheets?: boolean;
  /** Headers and values of the user's own, and where they were read from. */
  vocabulary?: Vocabulary;
  configuration?: string;
  version: string;
}

/**
 * How files are understood, whether or not they could be audited: each by itself, one after the other. A file that cannot be read
 * is listed with what is wrong.
 * @throws Refusal where there is no file at all.
 */
export async function inspectFiles(paths: readonly string[], options: InspectOptions): Promise<Inspection> {
  const files: InspectedFile[] = [];
  for await (const met of meetFiles(paths, options)) files.push(await inspectFile(met, options));
  if (files.length === 0) throw new Refusal(noFiles);
  const count = (state: InspectedFile["state"]): number => files.filter((file) => file.state === state).length;
  const sheets = files.flatMap((file) => file.sheets);
  const tables = sheets.filter(({ state }) => state === "table").flatMap(({ table }) => (table === null ? [] : [table.table]));
  return maskAll<Inspection>({
    schemaVersion: INSPECTION_VERSION, tool: { name: "hege", version: options.version }, configuration: options.configuration ?? null, files,
    suggestions: suggestionsOf(files),
    summary: {
      read: count("read"), refused: count("refused"), ignored: count("ignored"),
      tables: Object.fromEntries(TABLES.filter((kind) => tables.includes(kind)).map((kind) => [kind, tables.filter((each) => each === kind).length])),
      incomplete: sheets.filter(({ state }) => state === "incomplete").length,
      troubles: sheets.flatMap(({ table }) => table?.troubles ?? []).reduce((sum, { cells }) => sum + cells, 0),
    },
  });
}

async function inspectFile(met: MetFile, options: InspectOptions): Promise<InspectedFile> {
  const nothing = { message: null, bytes: null, sha256: null, encoding: null, sheets: [] };
  if (met.is === "aside") {
    const { format } = met.finding.facts;
    return { ...nothing, path: met.finding.spot?.path ?? "", state: "ignored", message: issueSentence(met.finding), format: typeof format === "string" ? format : null };
  }
  if (met.is === "refused") return { ...nothing, path: met.path, state: "refused", message: met.refusal, format: met.format };
  const { file } = met;
  const known = { ...nothing, path: file.path, format: file.format, bytes: file.bytes, sha256: await file.sha256() };
  try {
    return { ...known, state: "read", ...await contentOf(file, options) };
  } catch (error) {
    // What is wrong may show only in the last row; anything but the file itself is a fault of ours.
    if (!(error instanceof Refusal) && (error as NodeJS.ErrnoException).code === undefined) throw error;
    return { ...known, state: "refused", message: refusalOf(error, file.path) };
  }
}

/** A sheet, and what is needed to say whose a roster in it is. */
interface Looked { sheet: InspectedSheet; found: FoundHeader | null }

async function contentOf(file: KnownFile, options: InspectOptions): Promise<Pick<InspectedFile, "encoding" | "sheets">> {
  const { encoding, sure, raw } = await file.tables();
  const looked: Looked[] = [];
  for (const table of raw) looked.push(await inspectSheet(table, file, options));
  const rosters = looked.filter(({ sheet: { table } }) => table?.table === "roster" && table.agency === null);
  for (const { sheet, found } of rosters) {
    if (sheet.table === null || found === null) continue;
    const name = agencyOfRoster({ option: options.agency, rosters: rosters.length, sheet: sheet.sheet, titles: found.titles, file: file.name, folder: file.folder });
    sheet.table.agency = name === null ? { from: "none", column: null, names: [], total: 0 }
      : { from: name.from, column: null, names: [{ name: name.agency, rows: sheet.table.rows }], total: 1 };
  }
  const separator = raw[0]?.separator ?? null;
  return {
    encoding: encoding === null || sure === null ? null : { name: encoding, by: sure, separator: separator ?? "" },
    sheets: looked.map(({ sheet }) => sheet),
  };
}

async function inspectSheet(raw: RawTable, file: KnownFile, options: InspectOptions): Promise<Looked> {
  const vocabulary = options.vocabulary ?? NO_VOCABULARY;
  const head = { sheet: raw.sheet, hidden: raw.hidden, hiddenRows: raw.hiddenRows, hiddenColumns: raw.hiddenColumns, nearest: null, table: null };
  const finding = (code: Finding["code"], more: Partial<Finding> = {}): Finding =>
    ({ code, table: null, field: null, value: null, spot: { path: file.path, sheet: raw.sheet, row: null, column: null }, facts: {}, ...more });
  const unread = (state: InspectedSheet["state"], why: Finding, more: Partial<InspectedSheet> = {}): Looked =>
    ({ sheet: { ...head, state, message: issueSentence(why), ...more }, found: null });
  if (raw.hidden && !options.hiddenSheets) return unread("hidden", finding("unread-sheet", { variant: "hidden" }));
  const rows = await firstRows(raw);
  const inside: InSheet = tableInSheet(rows, file.name, raw.sheet, vocabulary);
  switch (inside.is) {
    case "blank": return unread("blank", finding("unread-sheet", { variant: "empty" }));
    case "summary": return unread("summary", finding("summary-not-log", { table: "services" }));
    case "read-me": return unread("read-me", finding("unread-sheet", { variant: "read-me" }));
    case "unknown": return unread("unknown", finding("unread-sheet"), { nearest: nearestOf(rows, vocabulary) });
    case "table": {
      const table: InspectedTable = await inspectTable(inside.found, rows, file.path, raw, vocabulary);
      const { kind } = inside.found.table;
      const state = inside.found.mapping.missing.length > 0 ? "incomplete" : table.rows === 0 ? "no-rows" : "table";
      return { sheet: { ...head, state, message: state === "no-rows" ? issueSentence(finding("empty-table", { table: kind })) : null, table }, found: inside.found };
    }
  }
}

/** Of a sheet that is no table of ours, what in it is ours; nothing else of it is shown. */
function nearestOf(rows: readonly RawRow[], vocabulary: Vocabulary): InspectedSheet["nearest"] {
  const near = nearestTable(rows, vocabulary);
  if (near === null) return null;
  const { kind } = near.table;
  return {
    table: kind, row: near.row,
    columns: [...near.mapping.columns.values()].flat().sort((a, b) => a.index - b.index).map(({ letter, header }) => ({ column: letter, header })),
    missing: near.mapping.missing.flat().map((field) => ({ field, word: fieldWord(kind, field) })),
  };
}
