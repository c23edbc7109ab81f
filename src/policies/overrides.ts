import { Refusal } from "../model/fault.ts";
import { SEVERITIES, type Severity } from "../model/issue.ts";
import type { Override, Policy, RuleOfPolicy } from "../model/policy.ts";
import { issueWords } from "./issue-words.ts";
import { KINDS } from "../rules/index.ts";

/** One setting of the user's: a parameter of a rule, or its severity. */
export interface Setting {
  rule: string;
  /** A parameter's name, or "severity". */
  param: string;
  value: unknown;
  /** Where it was set: --set, or the configuration file. */
  source: string;
}

/** `SZ08-supervisor-ratio.limit=16`, as `--set` takes it; values are numbers, true, false, or text. */
export function readSetting(text: string, source: string): Setting {
  const match = /^([A-Za-z][\w-]*)\.([A-Za-z]\w*)=(.*)$/su.exec(text);
  if (!match) {
    throw new Refusal({
      zh: `--set ${text} 写法不对：应为 规则编号.参数=值，例如 --set SZ08-supervisor-ratio.limit=16。`,
      en: `--set ${text} is not of the form <rule>.<parameter>=<value>, for example --set SZ08-supervisor-ratio.limit=16.`,
    });
  }
  return { rule: match[1] ?? "", param: match[2] ?? "", value: plainValue(match[3] ?? ""), source };
}

function plainValue(text: string): unknown {
  if (text === "true" || text === "false") return text === "true";
  return /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text;
}

/** The policies with the user's settings; what was changed, and by what, stands in each. */
export function applySettings(policies: readonly Policy[], settings: readonly Setting[]): Policy[] {
  for (const setting of settings) {
    if (!policies.some((policy) => policy.rules.some((rule) => isNamed(rule, setting.rule)))) throw noSuchRule(setting.rule, policies, setting.source);
  }
  return policies.map((policy) => settings.reduce(applyOne, policy));
}

const isNamed = (rule: RuleOfPolicy, id: string): boolean => rule.id === id || rule.aliases.includes(id);

export function noSuchRule(id: string, policies: readonly Policy[], source: string): Refusal {
  const known = policies.flatMap((policy) => policy.rules.map((rule) => rule.id));
  const near = nearest(id, known);
  return new Refusal({
    zh: `${source}：没有规则 ${id}。${near === null ? "" : `是否想写 ${near}？`}全部规则见 hege policy show <政策>。`,
    en: `${source}: there is no rule ${id}.${near === null ? "" : ` Did you mean ${near}?`} All rules: hege policy show <policy>.`,
  });
}

function applyOne(policy: Policy, setting: Setting): Policy {
  const index = policy.rules.findIndex((rule) => isNamed(rule, setting.rule));
  const rule = policy.rules[index];
  if (!rule) return policy;
  const [changed, override] = setting.param === "severity" ? withSeverity(rule, setting) : withParam(rule, setting);
  return { ...policy, rules: policy.rules.map((each, i) => (i === index ? changed : each)), overrides: [...policy.overrides, override] };
}

function withSeverity(rule: RuleOfPolicy, { value, source }: Setting): [RuleOfPolicy, Override] {
  if (!SEVERITIES.includes(value as Severity)) {
    throw new Refusal({ zh: `${source}：${rule.id}.severity 只能是 ${SEVERITIES.join("、")}。`, en: `${source}: ${rule.id}.severity must be one of ${SEVERITIES.join(", ")}.` });
  }
  return [{ ...rule, severity: value as Severity }, { rule: rule.id, path: "severity", from: rule.severity, to: value, source }];
}

function withParam(rule: RuleOfPolicy, { param, value, source }: Setting): [RuleOfPolicy, Override] {
  const kind = KINDS.get(rule.kind);
  const known = Object.keys(kind?.params.shape ?? {});
  if (!known.includes(param)) {
    const list = known.length === 0 ? null : known.join(", ");
    throw new Refusal({
      zh: `${source}：规则 ${rule.id} 没有参数 ${param}。${list === null ? "它没有可改的参数。" : `可改的参数：${list}。`}`,
      en: `${source}: the rule ${rule.id} has no parameter ${param}. ${list === null ? "It has none that can be set." : `It has: ${list}.`}`,
    });
  }
  const params = { ...rule.params, [param]: value };
  const checked = kind?.params.safeParse(params);
  if (checked && !checked.success) {
    const issue = checked.error.issues[0];
    const why = issue ? issueWords(issue) : { zh: "不符合要求", en: "it does not fit" };
    throw new Refusal({ zh: `${source}：${rule.id}.${param} 不能是 ${String(value)}：${why.zh}。`, en: `${source}: ${rule.id}.${param} cannot be ${String(value)}: ${why.en}.` });
  }
  return [{ ...rule, params }, { rule: rule.id, path: `params.${param}`, from: rule.params[param] ?? null, to: value, source }];
}

/** The known word that differs least; null where none is near. */
export function nearest(word: string, known: readonly string[]): string | null {
  let best: string | null = null;
  // Of a word of one or two letters everything short would be near.
  let least = word.length < 3 ? 1 : Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const each of known) {
    const distance = editDistance(word.toLowerCase(), each.toLowerCase());
    if (distance < least) [best, least] = [each, distance];
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length] ?? 0;
}
