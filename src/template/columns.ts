import type { Policy, RuleOfPolicy } from "../model/policy.ts";
import { TABLES, type TableKind } from "../model/table.ts";
import { tableOf } from "../read/tables/index.ts";
import { POST_COLUMNS, postsNeeded, readsOfRule, WHOSE_COLUMNS } from "../rules/reads.ts";

/** A rule, and the policy it stands in. */
export interface Reader { policy: Policy; rule: RuleOfPolicy }

/** A column that an audit reads. */
export interface ColumnRead {
  field: string;
  /** The rules that read it; none: it is read in every audit. */
  rules: readonly Reader[];
}

/** A table that an audit reads. */
export interface TableOfRun {
  table: TableKind;
  /** Groups of fields of which one must be there. */
  must: readonly (readonly string[])[];
  /** Every column that is read, must-haves too, in the column order of data.md. */
  columns: readonly ColumnRead[];
}

/** Read in every audit, each column of them, though no rule of a policy names them. */
const IN_EVERY_AUDIT: readonly TableKind[] = ["waivers", "decisions"];

/** The tables and columns that an audit by these policies reads, in the order of reports; whatever is not here changes nothing. */
export function tablesOfRun(policies: readonly Policy[]): TableOfRun[] {
  const readers = new Map<TableKind, Map<string, Reader[]>>([["roster", new Map()], ...IN_EVERY_AUDIT.map((table) => [table, new Map()] as const)]);
  for (const policy of policies) {
    for (const rule of policy.rules) {
      for (const [table, fields] of readsOfRule(rule)) {
        const columns = readers.get(table) ?? new Map<string, Reader[]>();
        readers.set(table, columns);
        for (const field of fields) columns.set(field, [...columns.get(field) ?? [], { policy, rule }]);
      }
    }
  }
  return TABLES.flatMap((table): TableOfRun[] => {
    const read = readers.get(table);
    if (!read) return [];
    const spec = tableOf(table);
    const must = table === "roster" ? spec.must.flatMap((group) => (group.includes("role") ? postGroups(policies) : [group])) : spec.must;
    const always = (field: string): boolean => IN_EVERY_AUDIT.includes(table) || WHOSE_COLUMNS.includes(field) || must.flat().includes(field) || (table === "roster" && POST_COLUMNS.includes(field));
    const columns = Object.keys(spec.fields).filter((field) => always(field) || read.has(field)).map((field) => ({ field, rules: read.get(field) ?? [] }));
    return [{ table, must, columns }];
  });
}

/** The roster's post columns that must be there: the least that satisfies every policy. Checks of our own ask for none. */
function postGroups(policies: readonly Policy[]): (readonly string[])[] {
  const groups = policies.map(({ rules }) => postsNeeded(rules));
  return groups.some((group) => group.length === 1) ? [["role"]] : [["role", "postGrade"]];
}
