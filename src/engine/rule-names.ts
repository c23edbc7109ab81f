import { clausesOf, readClause, type Policy, type RuleOfPolicy } from "../model/policy.ts";
import { squeeze } from "../model/text.ts";

/** What the rule cell of a waiver or decision names: rules by id or by clause (rules.md, section 5). */
export type NamedRules =
  | { is: "rules"; rules: readonly { policy: Policy; rule: RuleOfPolicy }[]; byClause: boolean }
  | { is: "unknown-rule" }
  | { is: "clause-without-rule" };

/** `known`: every policy the program knows, those of the run first. */
export function namedRules(text: string, known: readonly Policy[]): NamedRules {
  const wanted = squeeze(text);
  const everyRule = known.flatMap((policy) => policy.rules.map((rule) => ({ policy, rule })));
  const byId = everyRule.filter(({ rule }) => same(rule.id, wanted) || rule.aliases.some((alias) => same(alias, wanted)));
  if (byId.length > 0) return { is: "rules", rules: byId, byClause: false };
  const clause = readClause(wanted);
  if (clause === null) return { is: "unknown-rule" };
  const covered = everyRule.filter(({ rule }) => clausesOf(rule.clause).some(({ article, paragraph }) =>
    article === clause.article && (clause.paragraph === null || paragraph === clause.paragraph)));
  return covered.length > 0 ? { is: "rules", rules: covered, byClause: true } : { is: "clause-without-rule" };
}

const same = (id: string, text: string): boolean => id.toLowerCase() === text.toLowerCase();
