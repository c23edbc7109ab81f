import type { Source } from "../model/field.ts";
import type { Finding, IssueCode, Spot } from "../model/issue.ts";
import { addAll } from "../model/lists.ts";
import type { Row } from "../model/record.ts";
import type { InputFile, NotGiven, SmallTable, TableRead } from "../model/submission.ts";
import { isLog, tableWord, type LogKind } from "../model/table.ts";
import type { Bilingual } from "../model/text.ts";
import { agencyOfRoster } from "./agency-name.ts";
import type { CsvFile } from "./csv.ts";
import type { TextEncoding } from "./encoding.ts";
import type { FileOptions, KnownFile } from "./files.ts";
import { missingFacts, type FoundHeader } from "./header.ts";
import type { Layout, RowLayout } from "./layout.ts";
import type { ScanElsewhere } from "./portions.ts";
import type { RawTable } from "./raw.ts";
import { rosterEmpty, rosterLacks } from "./refusals.ts";
import { widthOf } from "./row-shape.ts";
import { firstRows, layoutOf, sourceOf, tableInSheet, type InSheet } from "./table-in-sheet.ts";
import { hasRow, readSmall, type UsedTable } from "./table-rows.ts";
import { mayBeEmpty } from "./template-marks.ts";
import { NO_VOCABULARY, type Vocabulary } from "./vocabulary.ts";
import { WORTH_A_THREAD } from "./worth-a-thread.ts";

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

/** A roster that cannot be audited: without names or posts, or without a row. */
export interface BadRoster {
  refusal: Bilingual;
  instead: NotGiven;
}

/** Stands in a source until all files were read: then it is known which one it is. */
const NOT_YET = -1;

/** What lies in one file: the tables in it, the small ones read; whatever is wrong with single cells, rows or sheets is a finding. */
export class FileTables {
  readonly findings: Finding[] = [];
  /** Of the tables that are used; their ids are given when it is known what other files hold. */
  readonly sources: Source[] = [];
  readonly notGiven: NotGiven[] = [];
  readonly badRosters: BadRoster[] = [];
  /** Sheets that hold a monthly summary in place of a log. */
  readonly summaries: Spot[] = [];
  readonly small: { kind: SmallTable; rows: Row[] }[] = [];
  readonly logs: { kind: LogKind; used: UsedTable }[] = [];
  readonly #file: KnownFile;
  readonly #options: ReadOptions;
  readonly #vocabulary: Vocabulary;
  #encoding: string | null = null;
  readonly #read: TableRead[] = [];

  constructor(file: KnownFile, options: ReadOptions) {
    this.#file = file;
    this.#options = options;
    this.#vocabulary = options.vocabulary ?? NO_VOCABULARY;
  }

  #say(code: IssueCode, spot: Spot, facts: Finding["facts"], more: Partial<Pick<Finding, "table" | "field" | "value" | "variant">> = {}): void {
    this.findings.push({ code, table: null, field: null, value: null, spot, facts, ...more });
  }

  /** Once; as if it were written as `presumed`, where that is given. */
  async read(presumed?: TextEncoding): Promise<void> {
    const file = this.#file;
    const { text, encoding, guessed, raw } = await file.tables(presumed);
    this.#encoding = encoding;
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
      const read = await this.#readTable(found, table, text);
      if (read && found.table.kind === "roster" && !found.mapping.columns.has("agency")) rosters.push({ found, table, read });
    }
    for (const { found, table, read } of rosters) {
      const name = agencyOfRoster({ option: this.#options.agency, rosters: rosters.length, sheet: table.sheet, titles: found.titles, file: file.name, folder: file.folder });
      read.agency = name?.agency ?? null;
      read.agencyFrom = name?.from ?? null;
    }
  }

  /** The file as the report lists it, but for its hash. */
  input(): InputFile {
    const { path, bytes, format } = this.#file;
    return { path, sha256: "", bytes, format, encoding: this.#encoding, tables: this.#read };
  }

  /** The table that lies in a sheet; null where none is read from it, and that is said. */
  #tableIn(inside: InSheet, spot: Spot): FoundHeader | null {
    switch (inside.is) {
      case "table": return inside.found;
      case "read-me": return null;
      case "summary":
        this.summaries.push(spot);
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

  async #readTable(found: FoundHeader, raw: RawTable, text: CsvFile | null): Promise<TableRead | null> {
    const { kind } = found.table;
    const { path, bytes } = this.#file;
    const spot: Spot = { path, sheet: raw.sheet, row: found.row, column: null };
    if (found.mapping.missing.length > 0 || (kind === "roster" && this.#missingPosts(found).length > 0)) {
      this.#lacks(found, spot);
      return null;
    }
    const source = sourceOf(found, NOT_YET, path, raw.sheet);
    const layout = layoutOf(found, source, raw.date1904, this.#vocabulary);
    const read: TableRead = { source, rows: 0, skipped: {}, unmapped: found.mapping.unmapped, agency: null, agencyFrom: null };
    const width = widthOf(found);
    const used: UsedTable = { layout, raw, read, width, bytes, elsewhere: this.#elsewhere(text, layout, width), ahead: null };
    const small = isLog(kind) ? null : await readSmall(used);
    if (small === null ? !(await hasRow(used)) : small.rows.length === 0) {
      this.#isEmpty(found, spot);
      return null;
    }
    this.sources.push(source);
    this.#read.push(read);
    this.#sayOfTable(found, raw, spot);
    if (isLog(kind)) this.logs.push({ kind, used });
    else this.small.push({ kind, rows: small?.rows ?? [] });
    addAll(this.findings, small?.findings ?? []);
    return read;
  }

  /** How a large log is scanned by another thread; null where it is not. */
  #elsewhere(text: CsvFile | null, { source, table, columns, headerRows, titles }: Layout, width: number): UsedTable["elsewhere"] {
    const { scanElsewhere } = this.#options;
    const { absolute, bytes } = this.#file;
    if (scanElsewhere === undefined || text === null || bytes < WORTH_A_THREAD || !isLog(table.kind)) return null;
    // Of the table only what tells rows apart: its readers are functions, which no thread can be given.
    const layout: RowLayout = { source, table: { nameField: table.nameField }, columns, headerRows, titles };
    return () => scanElsewhere.scan({ absolute, file: text, layout, width });
  }

  /** What is to be said of the table as a whole: columns that another one shadows, hidden rows. */
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
    if (table.kind === "roster") this.badRosters.push({ refusal: rosterLacks(spot.path, spot.sheet, found.row, columns, nearest), instead: notGiven });
    else this.notGiven.push(notGiven);
  }

  #isEmpty({ table, titles }: FoundHeader, spot: Spot): void {
    const finding: Finding = { code: "empty-table", table: table.kind, field: null, spot, value: null, facts: {} };
    const notGiven: NotGiven = { table: table.kind, why: "empty-table", findings: mayBeEmpty(titles) ? [] : [finding] };
    if (table.kind === "roster") this.badRosters.push({ refusal: rosterEmpty(spot.path, spot.sheet), instead: notGiven });
    else this.notGiven.push(notGiven);
  }
}

const distinct = (groups: readonly (readonly string[])[]): (readonly string[])[] => [...new Map(groups.map((group) => [group.join("/"), group])).values()];
