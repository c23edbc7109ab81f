import type { z } from "zod";
import { addAll } from "../model/lists.ts";
import { clausesOf, policySchema, type PolicyDocument } from "../model/policy.ts";
import { issueWords } from "./issue-words.ts";
import { KINDS } from "../rules/index.ts";

/** Something wrong in a policy, at a path of its document. */
export interface PolicyProblem {
  path: readonly (string | number)[];
  zh: string;
  en: string;
}

/**
 * Checks a policy's document by the schema, each rule's parameters by its kind's, and that its parts fit each other. Built-in and
 * user policies go through this one door.
 */
export function checkPolicy(document: unknown): { policy: PolicyDocument; problems: [] } | { policy: null; problems: PolicyProblem[] } {
  const parsed = policySchema.safeParse(document);
  if (!parsed.success) return { policy: null, problems: parsed.error.issues.map((issue) => schemaProblem(issue, [], document)) };
  const problems = [...ruleProblems(parsed.data), ...coverageProblems(parsed.data)];
  return problems.length === 0 ? { policy: parsed.data, problems: [] } : { policy: null, problems };
}

function schemaProblem(issue: z.core.$ZodIssue, before: readonly (string | number)[], document: unknown): PolicyProblem {
  const path = [...before, ...issue.path.map((part) => (typeof part === "symbol" ? String(part) : part))];
  const at = nameOf(path, document);
  if (issue.code === "unrecognized_keys") {
    const keys = issue.keys.join(", ");
    return { path: [...path, issue.keys[0] ?? ""], zh: `${at === "" ? "" : `${at}：`}不认识的键 ${keys}`, en: `${at === "" ? "" : `${at}: `}unknown key ${keys}` };
  }
  const words = issueWords(issue);
  return { path, zh: `${at || "整个文件"}：${words.zh}`, en: `${at || "the file"}: ${words.en}` };
}

/** A rule is named by its id, not by its place in the list. */
function nameOf(path: readonly (string | number)[], document: unknown): string {
  const [list, place, ...rest] = path;
  const id = list === "rules" && typeof place === "number" ? (document as { rules?: readonly { id?: unknown }[] }).rules?.[place]?.id : undefined;
  return typeof id === "string" ? [id, ...rest].join(".") : path.join(".");
}

function ruleProblems(policy: PolicyDocument): PolicyProblem[] {
  const seen = new Set<string>();
  return policy.rules.flatMap((rule, i): PolicyProblem[] => {
    const problems: PolicyProblem[] = [];
    for (const id of [rule.id, ...rule.aliases]) {
      if (seen.has(id)) problems.push({ path: ["rules", i, "id"], zh: `规则编号 ${id} 出现两次`, en: `the rule id ${id} stands twice` });
      seen.add(id);
    }
    const kind = KINDS.get(rule.kind);
    if (!kind) {
      const known = [...KINDS.keys()].sort().join(", ");
      return [...problems, { path: ["rules", i, "kind"], zh: `没有名为 ${rule.kind} 的规则种类；可用的有：${known}`, en: `there is no rule kind ${rule.kind}; there are: ${known}` }];
    }
    if ((kind.about === "agency") !== (rule.subject === "agency")) {
      problems.push(kind.about === "agency"
        ? { path: ["rules", i, "subject"], zh: `规则 ${rule.id}：${rule.kind} 判定的是机构，subject 应为 agency`, en: `the rule ${rule.id}: ${rule.kind} judges agencies; its subject must be agency` }
        : { path: ["rules", i, "subject"], zh: `规则 ${rule.id}：${rule.kind} 判定的是人员，subject 应列出岗位`, en: `the rule ${rule.id}: ${rule.kind} judges people; its subject must list posts` });
    }
    const params = kind.params.safeParse(rule.params);
    if (!params.success) addAll(problems, params.error.issues.map((issue) => schemaProblem(issue, ["rules", i, "params"], policy)));
    return problems;
  });
}

function coverageProblems(policy: PolicyDocument): PolicyProblem[] {
  const ids = new Set(policy.rules.map((rule) => rule.id));
  const missing = policy.coverage.flatMap((row, i) => row.by.filter((id) => !ids.has(id)).map((id): PolicyProblem =>
    ({ path: ["coverage", i, "by"], zh: `条款对照表 ${row.clause} 所列规则 ${id} 不存在`, en: `the coverage of ${row.clause} names the rule ${id}, which does not exist` })));
  if (policy.coverage.length === 0) return missing;
  const covered = new Set(policy.coverage.flatMap((row) => row.by.map((id) => `${row.clause} ${id}`)));
  const uncovered = policy.rules.flatMap((rule, i): PolicyProblem[] => {
    const stands = clausesOf(rule.clause).some(({ article, paragraph }) => covered.has(`${paragraph === null ? article : `${article}(${paragraph})`} ${rule.id}`));
    return stands ? [] : [{ path: ["rules", i, "clause"], zh: `规则 ${rule.id} 的条款 ${rule.clause} 未列入条款对照表`, en: `the clause ${rule.clause} of the rule ${rule.id} does not stand in the coverage table` }];
  });
  return [...missing, ...uncovered];
}
