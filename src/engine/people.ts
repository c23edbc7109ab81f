import { groupBy } from "../model/group.ts";
import type { Day } from "../model/day.ts";
import { hasColumn, valueOf } from "../model/field.ts";
import { shortHash } from "../model/hash.ts";
import { addAll } from "../model/lists.ts";
import { historyOf, postOn, type Person } from "../model/person.ts";
import { byReadValues, type Row } from "../model/record.ts";
import type { TableRead } from "../model/submission.ts";
import { byCodePoint, squeeze } from "../model/text.ts";
import { aboutCell, type PlacedFinding } from "./finding.ts";

/** An agency of the roster and its people. */
export interface Agency {
  name: string;
  /** How its name is compared: NFKC, without white space. */
  key: string;
  index: number;
  people: Person[];
  rosterColumns: ReadonlySet<string>;
}

export interface Roster {
  agencies: Agency[];
  people: Person[];
  /** Roster rows that nobody's history uses. */
  unused: Row<"roster">[];
  findings: PlacedFinding[];
  /** Which person a roster row is about. */
  personOf: ReadonlyMap<Row<"roster">, Person>;
  agencyOf: ReadonlyMap<Row<"roster">, Agency>;
}

/** The agencies and people of the roster (rules.md, section 1, "agencies" and "one person, several rows"). */
export function readRoster(rows: readonly Row<"roster">[], tables: readonly TableRead[], asOf: Day): Roster {
  const roster = { agencies: [] as Agency[], people: [] as Person[], unused: [] as Row<"roster">[], findings: [] as PlacedFinding[], personOf: new Map<Row<"roster">, Person>(), agencyOf: new Map<Row<"roster">, Agency>() };
  const byAgency = groupByAgency(rows, tables, roster.unused, roster.findings);
  for (const [key, { name, rows: own }] of [...byAgency].sort(([, a], [, b]) => byCodePoint(a.name, b.name))) {
    const agency: Agency = { name, key, index: roster.agencies.length, people: [], rosterColumns: columnsOf(own) };
    roster.agencies.push(agency);
    for (const row of own) roster.agencyOf.set(row, agency);
    addPeople(roster, agency, own.filter((row) => row.fields.name.is === "known"), asOf);
    addAll(roster.unused, own.filter((row) => row.fields.name.is !== "known"));
  }
  return roster;
}

function columnsOf(rows: readonly Row<"roster">[]): Set<string> {
  const columns = new Set<string>();
  for (const source of new Set(rows.map((row) => row.source))) for (const field of source.columns.keys()) columns.add(field);
  return columns;
}

/** What the agency of a roster is called that names none anywhere. */
export const UNNAMED = "未注明机构";

function groupByAgency(rows: readonly Row<"roster">[], tables: readonly TableRead[], unused: Row<"roster">[], findings: PlacedFinding[]): Map<string, { name: string; rows: Row<"roster">[] }> {
  const named = new Map(tables.map((table) => [table.source, table.agency]));
  const told = (row: Row<"roster">): string | null => valueOf(row.fields.agency) ?? (hasColumn(row.source, "agency") ? null : named.get(row.source) ?? null);
  const groups = new Map<string, { name: string; rows: Row<"roster">[] }>();
  // A row without a name is not used: it makes no agency either.
  for (const row of rows.filter(({ fields }) => fields.name.is === "known")) {
    const name = told(row)?.normalize("NFKC").trim();
    if (name === undefined || name === "") continue;
    const group = groups.get(squeeze(name)) ?? { name, rows: [] };
    if (byCodePoint(name, group.name) < 0) group.name = name;
    group.rows.push(row);
    groups.set(squeeze(name), group);
  }
  const nameless = rows.filter(({ fields }) => fields.name.is !== "known");
  for (const row of nameless) {
    const group = groups.get(squeeze(told(row) ?? ""));
    if (group) group.rows.push(row);
    else if ((told(row) ?? "").trim() !== "") unused.push(row);
  }
  const blank = rows.filter((row) => (told(row) ?? "").trim() === "");
  if (blank.length > 0 && groups.size === 0) {
    const name = blank.map((row) => named.get(row.source)).find((each) => each) ?? UNNAMED;
    groups.set(squeeze(name), { name, rows: blank });
  } else if (groups.size === 1) for (const { rows: own } of groups.values()) addAll(own, blank);
  else for (const row of blank) {
    unused.push(row);
    findings.push(aboutCell("missing-agency", row.fields.agency, null));
  }
  return groups;
}

/** How the agencies of a roster are compared. */
export const agencyKeys = (rows: readonly Row<"roster">[], tables: readonly TableRead[]): ReadonlySet<string> => new Set(groupByAgency(rows, tables, [], []).keys());

/** Rows of one agency with the same employeeNo and name, or the same name and idNumber, are one person. */
function addPeople(roster: Roster, agency: Agency, rows: readonly Row<"roster">[], asOf: Day): void {
  const groups: Row<"roster">[][] = [];
  const byName = groupBy(rows, (row) => valueOf(row.fields.name) ?? "");
  for (const namesakes of byName.values()) addAll(groups, splitNamesakes(namesakes));
  const sharing = groupBy(groups.flatMap((group) => numbersOf(group).map((no) => ({ no, group }))), ({ no }) => no);
  const isShared = (no: string): boolean => (sharing.get(no)?.length ?? 0) > 1;
  for (const row of groups.flat()) {
    const no = valueOf(row.fields.employeeNo);
    if (no !== null && isShared(no)) roster.findings.push(aboutCell("duplicate-person", row.fields.employeeNo, agency.name, { number: no }, "number"));
  }
  const taken = new Map<string, number>();
  for (const group of groups.sort(([a], [b]) => byReadValues(a as Row<"roster">, b as Row<"roster">))) {
    const { posts, dropped } = historyOf(group, asOf);
    const current = postOn({ posts }, asOf);
    const name = valueOf(current.row.fields.name) ?? "";
    const employeeNo = valueOf(current.row.fields.employeeNo) ?? numbersOf(group)[0] ?? null;
    const unique = employeeNo !== null && !isShared(employeeNo);
    const base = shortHash(JSON.stringify([agency.key, unique ? employeeNo : null, unique ? null : name]));
    const nth = (taken.get(base) ?? 0) + 1;
    taken.set(base, nth);
    const person: Person = { id: roster.people.length, agency: agency.name, name, employeeNo, key: `p-${base}${nth === 1 ? "" : `-${nth}`}`, posts, rows: [...posts.map(({ row }) => row), ...dropped], current };
    roster.people.push(person);
    agency.people.push(person);
    for (const row of group) (roster.personOf as Map<Row<"roster">, Person>).set(row, person);
    for (const row of dropped) {
      roster.unused.push(row);
      roster.findings.push(aboutCell("duplicate-person", row.fields.name, agency.name, { name }));
    }
    for (const post of posts) if (post.leftWithoutDate) roster.findings.push(aboutCell("left-without-date", post.row.fields.status, agency.name, { name }));
  }
}

const numbersOf = (rows: readonly Row<"roster">[]): string[] => [...new Set(rows.map((row) => valueOf(row.fields.employeeNo)).filter((no) => no !== null))];

/** Rows of one name, told apart by number and identity; a row that has neither stays by itself. */
function splitNamesakes(rows: Row<"roster">[]): Row<"roster">[][] {
  if (rows.length === 1) return [rows];
  const parent = rows.map((_, i) => i);
  const find = (i: number): number => { let at = i; while (parent[at] !== at) at = parent[at] ?? at; return at; };
  for (const field of ["employeeNo", "idNumber"] as const) {
    const first = new Map<string, number>();
    rows.forEach((row, i) => {
      const value = valueOf(row.fields[field]);
      if (value === null) return;
      const seen = first.get(value);
      if (seen === undefined) first.set(value, i);
      else parent[find(i)] = find(seen);
    });
  }
  return [...groupBy(rows, (_, i) => find(i)).values()].map((group) => group.sort(byReadValues));
}
