import type { Day } from "../model/day.ts";
import { valueOf } from "../model/field.ts";
import type { Severity } from "../model/issue.ts";
import { inPostOn, judgedInPreviousRole, roleOn, type Person } from "../model/person.ts";
import type { Role } from "../model/role.ts";
import type { TableKind } from "../model/table.ts";
import { isLog } from "../model/table.ts";
import { tierOnDay } from "../model/role.ts";
import type { Reads } from "../rules/kind.ts";
import { readsOf } from "../rules/reads.ts";
import type { PlacedFinding } from "./finding.ts";
import type { RunningRule } from "./judge.ts";
import { isSocialWorkPerson } from "./scope.ts";

const ALWAYS_ERROR = new Set(["missing-column", "missing-name", "missing-agency", "duplicate-person", "undecodable-text", "swallowed-lines", "summary-not-log", "waiver-invalid"]);
const NOTICE = new Set(["future-date", "unread-sheet", "unread-file", "hidden-rows", "encoding-guess", "loose-value"]);
/** Codes whose severity in a roster depends on whose cell it is. */
const CELL_CODES = new Set(["unknown-role", "unknown-qualification", "bad-date", "formula-without-value", "error-cell"]);
const POST_FIELDS = new Set(["role", "hireDate", "leaveDate", "roleStart"]);
const CELL_FIELDS = new Set([...POST_FIELDS, "previousRole", "qualification", "certificateDate", "socialWorkSince", "frontlineSince"]);
/** What an unusable cell of a log row's date or number is called; the row is not used, so an error cell there weighs as much. */
const LOG_DATE_CODES = new Set(["bad-date", "error-cell", "formula-without-value"]);

/** What the rules of a run read: tables and their columns. */
export function readColumns(rules: readonly RunningRule[]): ReadonlyMap<TableKind, ReadonlySet<string>> {
  const columns = new Map<TableKind, Set<string>>();
  for (const { kind, params } of rules) {
    for (const [table, fields] of Object.entries(readsOf(kind, params)) as [TableKind, Reads[TableKind]][]) {
      const known = columns.get(table) ?? new Set<string>();
      for (const field of fields ?? []) known.add(field);
      columns.set(table, known);
    }
  }
  return columns;
}

/** The severity of what is wrong with the data (rules.md, section 6), for the rules of a run. */
export function severityOf(finding: PlacedFinding, rules: readonly RunningRule[], columns: ReadonlyMap<TableKind, ReadonlySet<string>>, people: readonly Person[], asOf: Day): Severity {
  if (NOTICE.has(finding.code)) return "notice";
  if (!isErrorByItself(finding)) {
    const person = finding.person === undefined ? undefined : people[finding.person];
    return person && finding.table === "roster" && matters(finding, person, rules, asOf) ? "error" : "warning";
  }
  return isRead(finding, columns) ? "error" : "warning";
}

function isErrorByItself({ code, table, field, variant }: PlacedFinding): boolean {
  if (code === "waiver-invalid") return variant !== "person-ambiguous";
  if (ALWAYS_ERROR.has(code)) return true;
  if (table === null || !isLog(table)) return false;
  if (code === "ambiguous-name") return true;
  if (field === "date") return LOG_DATE_CODES.has(code);
  return (field === "halfDays" || field === "hours") && (code === "bad-number" || LOG_DATE_CODES.has(code));
}

/** An error in a table or column that no rule of the run reads is a warning; the roster and waivers are read in every run. */
function isRead({ table, field, code }: PlacedFinding, columns: ReadonlyMap<TableKind, ReadonlySet<string>>): boolean {
  if (table === null || table === "roster" || table === "waivers") return true;
  const read = columns.get(table);
  if (read === undefined) return false;
  if (field === null || field === "agency" || code === "missing-column" || code === "missing-name") return true;
  return read.has(field);
}

function matters({ code, field }: PlacedFinding, person: Person, rules: readonly RunningRule[], asOf: Day): boolean {
  if (field === null || !CELL_CODES.has(code) || !CELL_FIELDS.has(field)) return false;
  if (!mayBeInPost(person, asOf)) return false;
  if (POST_FIELDS.has(field)) { const role = roleOn(person, asOf); const tier = tierOnDay(role); return role === "unreadable" || (tier !== null && tier <= 5); }
  if (field === "previousRole" && judgedInPreviousRole(person, asOf)) return true;
  return rules.some(({ rule, kind }) => (kind.reads.roster ?? []).includes(field as never) && isSubject(person, rule.subject, asOf));
}

function isSubject(person: Person, subject: RunningRule["rule"]["subject"], asOf: Day): boolean {
  // A rule about the agency that reads a person's cell judges the social-work people.
  if (subject === "agency" || subject === "social-work-person") return isSocialWorkPerson(person, asOf);
  if (subject === "shared-person") return false;
  return subject.includes(roleOn(person, asOf) as Role);
}

/** In post on asOf, or a hire or leave date that cannot be read leaves it open. */
function mayBeInPost(person: Person, asOf: Day): boolean {
  if (inPostOn(person, asOf)) return true;
  return person.posts.some(({ row }) => {
    const { hireDate, leaveDate, status } = row.fields;
    const hired = hireDate.is !== "known" || hireDate.value.first <= asOf;
    const stays = leaveDate.is === "known" ? leaveDate.value.last >= asOf : leaveDate.is === "unreadable" || valueOf(status) !== true;
    return hired && stays;
  });
}
