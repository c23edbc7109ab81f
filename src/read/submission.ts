import { Refusal } from "../model/fault.ts";
import type { Source } from "../model/field.ts";
import type { Finding, IssueCode, Spot } from "../model/issue.ts";
import type { Row } from "../model/record.ts";
import type { InputFile, LogRow, NotGiven, SmallTable, Submission, TableRead } from "../model/submission.ts";
import { isLog, TABLES, tableWord, type LogKind, type TableKind } from "../model/table.ts";
import type { Bilingual } from "../model/text.ts";
import { agencyOfRoster } from "./agency-name.ts";
import { identifyFiles, type FileOptions, type KnownFile } from "./files.ts";
import { missingFacts, type FoundHeader } from "./header.ts";
import type { RawTable } from "./raw.ts";
import type { Layout, RowLayout } from "./layout.ts";
import type { ScanElsewhere } from "./portions.ts";
import { noRoster, onlySummary, rosterEmpty, rosterLacks } from "./refusals.ts";
import { widthOf } from "./row-shape.ts";
import { firstRows, layoutOf, sourceOf, tableInSheet, type InSheet } from "./table-in-sheet.ts";
import { hasRow, openLog, readSmall, scanAhead, scanLog, type UsedTable } from "./table-rows.ts";
import { mayBeEmpty } from "./template-marks.ts";
import { NO_VOCABULARY, type Vocabulary } from "./vocabulary.ts";

export interface ReadOptions extends FileOptions {
  /** `--agency`: of rosters without an agency column. */
  agency?: string;
  /** For each policy of the run, the roster's fields of which one must be there: [["role"]], [["role", "postGrade"]]. */
  rosterPosts: readonly (readonly string[])[];
  /** `--hidden-sheets`: read them too. */
  hiddenSheets?: boolean;
  /** Headers and values of the user's own. */
  vocabulary?: Vocabulary;
  /** Scans large logs in other threads. */
  scanElsewhere?: ScanElsewhere;
}

/** A smaller file is read before a thread would have begun. */
const WORTH_A_THREAD = 16 * 1024 * 1024;

/**
 * Reads a submission: identifies every file by its bytes, finds the tables in it, reads the small ones, and opens logs as streams.
 * Throws a Refusal where the audit cannot run; whatever is wrong with single cells, rows or sheets is a finding.
 */
export async function readSubmission(paths: readonly string[], options: ReadOptions): Promise<Submission> {
  const { scanElsewhere } = options;
  const { files, findings } = await identifyFiles(paths, scanElsewhere === undefined ? options : { ...options, hashElsewhere: (absolute, path, bytes) => (bytes < WORTH_A_THREAD ? null : scanElsewhere.hash({ absolute, path, bytes })) });
  const reading = new Reading(options, findings);
  for (const file of files) await reading.readFile(file);
  reading.checkRoster();
  await reading.takeHashes(files);
  return reading.submission();
}

/** A roster that cannot be audited: without names or posts, or without a row. */
interface BadRoster {
  refusal: Bilingual;
  instead: NotGiven;
}

class Reading {
  readonly #options: ReadOptions;
  readonly #vocabulary: Vocabulary;
  readonly #findings: Finding[];
  readonly #files: InputFile[] = [];
  readonly #sources: Source[] = [];
  readonly #notGiven: NotGiven[] = [];
  readonly #badRosters: BadRoster[] = [];
  readonly #summaries: Spot[] = [];
  readonly #rows = new Map<SmallTable, Row[]>();
  readonly #logs = new Map<LogKind, UsedTable[]>();

  constructor(options: ReadOptions, found: readonly Finding[]) {
    this.#options = options;
    this.#findings = [...found];
    this.#vocabulary = options.vocabulary ?? NO_VOCABULARY;
  }

  #say(code: IssueCode, spot: Spot, facts: Finding["facts"], more: Partial<Pick<Finding, "table" | "field" | "value" | "variant">> = {}): void {
    this.#findings.push({ code, table: null, field: null, value: null, spot, facts, ...more });
  }

  // ---- tables

  async readFile(file: KnownFile): Promise<void> {
    const { encoding, guessed, raw } = await file.tables();
    const input: InputFile = { path: file.path, sha256: "", bytes: file.bytes, format: file.format, encoding, tables: [] };
    this.#files.push(input);
    if (guessed) this.#say("encoding-guess", { path: file.path, sheet: null, row: null, column: null }, { encoding: encoding ?? "" });
    const rosters: { found: FoundHeader; table: RawTable; read: TableRead }[] = [];
    for (const table of raw) {
      const spot: Spot = { path: file.path, sheet: table.sheet, row: null, column: null };
      if (table.hidden && !this.#options.hiddenSheets) {
        this.#say("unread-sheet", spot, {}, { variant: "hidden" });
        continue;
      }
      const found = this.#tableIn(tableInSheet(await firstRows(table), file.name, table.sheet, this.#vocabulary), spot);
      if (!found) continue;
      const read = await this.#readTable(found, table, file, input);
      if (read && found.table.kind === "roster" && !found.mapping.columns.has("agency")) rosters.push({ found, table, read });
    }
    for (const { found, table, read } of rosters) {
      const name = agencyOfRoster({ option: this.#options.agency, rosters: rosters.length, sheet: table.sheet, titles: found.titles, file: file.name, folder: file.folder });
      read.agency = name?.agency ?? null;
      read.agencyFrom = name?.from ?? null;
    }
  }

  /** Of large files they are reckoned while the others are read. */
  async takeHashes(files: readonly KnownFile[]): Promise<void> {
    for (const [nth, input] of this.#files.entries()) input.sha256 = await files[nth]?.sha256() ?? "";
  }

  /** The table that lies in a sheet; null where none is read from it, and that is said. */
  #tableIn(inside: InSheet, spot: Spot): FoundHeader | null {
    switch (inside.is) {
      case "table": return inside.found;
      case "read-me": return null;
      case "summary":
        this.#summaries.push(spot);
        this.#say("summary-not-log", spot, {}, { table: "services" });
        return null;
      case "blank":
        if (spot.sheet === null) this.#say("unread-sheet", spot, {}, { variant: "empty" });
        return null;
      case "unknown":
        this.#say("unread-sheet", spot, { headers: inside.headers });
        return null;
    }
  }

  async #readTable(found: FoundHeader, raw: RawTable, file: KnownFile, input: InputFile): Promise<TableRead | null> {
    const { kind } = found.table;
    const spot: Spot = { path: file.path, sheet: raw.sheet, row: found.row, column: null };
    if (found.mapping.missing.length > 0 || (kind === "roster" && this.#lacksPosts(found))) {
      this.#lacks(found, spot);
      return null;
    }
    const source = sourceOf(found, this.#sources.length, file.path, raw.sheet);
    const layout = layoutOf(found, source, raw.date1904, this.#vocabulary);
    const read: TableRead = { source, rows: 0, skipped: {}, unmapped: found.mapping.unmapped, agency: null, agencyFrom: null };
    const width = widthOf(found);
    const used: UsedTable = { layout, raw, read, width, bytes: file.bytes, elsewhere: this.#elsewhere(file, layout, width), ahead: null };
    const small = isLog(kind) ? null : await readSmall(used);
    if (small === null ? !(await hasRow(used)) : small.rows.length === 0) {
      this.#isEmpty(found, spot);
      return null;
    }
    this.#sources.push(source);
    input.tables.push(read);
    this.#sayOfTable(found, raw, spot);
    // The first of those that are read first, while the other files are looked at.
    if (kind === "services" && !this.#logs.has(kind)) scanAhead(used);
    if (isLog(kind)) this.#logs.set(kind, [...(this.#logs.get(kind) ?? []), used]);
    else this.#rows.set(kind, [...(this.#rows.get(kind) ?? []), ...small?.rows ?? []]);
    this.#findings.push(...small?.findings ?? []);
    return read;
  }

  /** How a large log is scanned by another thread; null where it is not. */
  #elsewhere({ absolute, text, bytes }: KnownFile, { source, table, columns, headerRows, titles }: Layout, width: number): UsedTable["elsewhere"] {
    const { scanElsewhere } = this.#options;
    if (scanElsewhere === undefined || text === null || bytes < WORTH_A_THREAD || !isLog(table.kind)) return null;
    // Of the table only what tells rows apart: its readers are functions, which no thread can be given.
    const layout: RowLayout = { source, table: { nameField: table.nameField }, columns, headerRows, titles };
    return () => scanElsewhere.scan({ absolute, file: text, layout, width });
  }

  /** What is to be said of a table as a whole: columns that another one shadows, hidden rows. */
  #sayOfTable(found: FoundHeader, raw: RawTable, spot: Spot): void {
    const table = found.table.kind;
    for (const { row, letter } of found.damaged) this.#say("undecodable-text", { ...spot, row, column: letter }, {}, { table });
    for (const [field, [read, ...others]] of found.mapping.columns) {
      if (!read || found.table.fields[field]?.quiet) continue;
      for (const other of others) {
        const facts = { read: read.header, readColumn: read.letter, other: other.header, otherColumn: other.letter };
        this.#say("column-shadowed", { ...spot, column: other.letter }, facts, { table, field, value: other.header });
      }
    }
    if (raw.hiddenRows + raw.hiddenColumns > 0) this.#say("hidden-rows", { ...spot, row: null }, { rows: raw.hiddenRows, columns: raw.hiddenColumns }, { table });
  }

  // ---- tables that are not given

  #lacksPosts(found: FoundHeader): boolean {
    return this.#missingPosts(found).length > 0;
  }

  #missingPosts(found: FoundHeader): (readonly string[])[] {
    return this.#options.rosterPosts.filter((group) => group.length > 0 && !group.some((field) => found.mapping.columns.has(field)));
  }

  #lacks(found: FoundHeader, spot: Spot): void {
    const { table, mapping } = found;
    const posts = table.kind === "roster" ? this.#missingPosts(found) : [];
    // A roster's post column is named as the policies of the run ask for it.
    const missing = posts.length > 0 ? [...mapping.missing.filter((group) => !group.includes("role")), ...posts] : mapping.missing;
    const { columns, nearest } = missingFacts(table, { ...mapping, missing: distinct(missing) });
    const facts = { columns, nearest, table: tableWord(table.kind).zh, headers: found.headers.filter((header) => header !== "").join("、").slice(0, 200) };
    const finding: Finding = { code: "missing-column", table: table.kind, field: missing[0]?.[0] ?? null, spot, value: null, facts };
    const notGiven: NotGiven = { table: table.kind, why: "missing-column", findings: [finding] };
    if (table.kind === "roster") this.#badRosters.push({ refusal: rosterLacks(spot.path, spot.sheet, found.row, columns, nearest), instead: notGiven });
    else this.#notGiven.push(notGiven);
  }

  #isEmpty({ table, titles }: FoundHeader, spot: Spot): void {
    const finding: Finding = { code: "empty-table", table: table.kind, field: null, spot, value: null, facts: {} };
    const notGiven: NotGiven = { table: table.kind, why: "empty-table", findings: mayBeEmpty(titles) ? [] : [finding] };
    if (table.kind === "roster") this.#badRosters.push({ refusal: rosterEmpty(spot.path, spot.sheet), instead: notGiven });
    else this.#notGiven.push(notGiven);
  }

  /** Without a single roster that can be audited the audit ends; beside one, the others are tables not given. */
  checkRoster(): void {
    if (this.#rows.has("roster")) {
      this.#notGiven.push(...this.#badRosters.map((bad) => bad.instead));
      return;
    }
    if (this.#badRosters.length > 0) throw new Refusal(...this.#badRosters.map((bad) => bad.refusal));
    const read = this.#sources.map((source) => `${source.path}${source.sheet === null ? "" : `/${source.sheet}`}(${tableWord(source.table).zh})`);
    const [summary] = this.#summaries;
    throw new Refusal(summary && read.length === 0 ? onlySummary(summary.path, summary.sheet) : noRoster(read.join("、")));
  }

  // ---- the whole

  submission(): Submission {
    const logs = this.#logs;
    const rowsOf = <K extends SmallTable>(kind: K): readonly Row<K>[] => (this.#rows.get(kind) ?? []) as unknown as readonly Row<K>[];
    return {
      files: this.#files,
      tables: {
        "roster": rowsOf("roster"), "documents": rowsOf("documents"), "targets": rowsOf("targets"), "registry": rowsOf("registry"), "waivers": rowsOf("waivers"),
        "conversions": rowsOf("conversions"), "pay-guide": rowsOf("pay-guide"), "agency": rowsOf("agency"), "decisions": rowsOf("decisions"),
      },
      given: new Set<TableKind>(TABLES.filter((kind) => this.#sources.some((source) => source.table === kind))),
      sources: this.#sources,
      notGiven: this.#notGiven,
      findings: this.#findings,
      scan: <K extends LogKind>(log: K) => scanLog<K>(logs.get(log) ?? []),
      open: <K extends LogKind>(log: K) => openLog(logs.get(log) ?? []) as AsyncIterable<readonly LogRow<K>[]>,
    };
  }
}

const distinct = (groups: readonly (readonly string[])[]): (readonly string[])[] => [...new Map(groups.map((group) => [group.join("/"), group])).values()];
