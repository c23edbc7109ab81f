import type { RuleOfPolicy } from "../model/policy.ts";
import type { TableKind } from "../model/table.ts";
import { KINDS } from "./index.ts";
import type { AnyKind, Reads } from "./kind.ts";

/** What a rule of a kind reads with these parameters: less than the kind may, where the parameters choose. */
export const readsOf = (kind: AnyKind, params: unknown): Reads => kind.readsFor?.(params as never) ?? kind.reads;

/** The tables and columns that a rule reads, besides those that every rule may see. */
export function readsOfRule(rule: RuleOfPolicy): readonly (readonly [TableKind, readonly string[]])[] {
  const kind = KINDS.get(rule.kind);
  if (!kind) throw new RangeError(`no rule kind ${rule.kind}`);
  return Object.entries(readsOf(kind, kind.params.parse(rule.params))) as [TableKind, readonly string[]][];
}

/** Of the roster, read in every audit: who is in which post on a day. */
export const POST_COLUMNS: readonly string[] = ["role", "hireDate", "leaveDate", "status", "roleStart", "previousRole"];

/** Of any table, read in every audit: whose row it is. */
export const WHOSE_COLUMNS: readonly string[] = ["agency", "employeeNo", "workerNo"];

/** The roster's post columns of which a policy needs one: where it judges people whatever their post, a grade will do (data.md, section 1). */
export const postsNeeded = (rules: readonly RuleOfPolicy[]): readonly string[] => (rules.every(({ subject }) => typeof subject === "string") ? ["role", "postGrade"] : ["role"]);
