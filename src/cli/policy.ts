import type { Command } from "commander";
import { EXIT, type ExitCode } from "../model/exit-code.ts";
import type { Policy } from "../model/policy.ts";
import type { Bilingual, Language } from "../model/text.ts";
import { lintPolicy } from "../policies/lint.ts";
import { builtIns, loadPolicy } from "../policies/load.ts";
import { Page } from "../report/page.ts";
import { clauseWords, COVERAGE_WORDS, SEVERITY_WORDS } from "../report/words.ts";
import { explanationOf } from "./explain.ts";
import type { Io } from "./io.ts";
import { screenOf, withScreenOptions } from "./options.ts";

const STANDING: Record<Policy["standing"], Bilingual> = {
  "in-force": { zh: "现行", en: "in force" }, "historic": { zh: "历史", en: "historic" }, "draft": { zh: "草案", en: "draft" },
};

/** `hege policy list | show | coverage | lint`: the rule packs. */
export function policyCommand(program: Command, io: Io, language: Language, done: (code: ExitCode) => void): void {
  const say = (words: Bilingual): string => words[language];
  const policy = program.command("policy").helpCommand(false).description(say({ zh: "政策：清单、规则、条款对照、检查自己的政策文件", en: "policies: the list, their rules, clause by clause, a check of one's own" }));
  type Draw = (page: Page, policies: readonly Policy[]) => Generator<string>;
  const command = (name: string, description: Bilingual, one: boolean, data: (policies: readonly Policy[]) => unknown, draw: Draw): void => {
    const made = withScreenOptions(policy.command(name).description(say(description)), language);
    if (one) made.argument("<policy>", say({ zh: "政策编号或文件", en: "a policy's id or file" }));
    made.action(async (...given: [string | object, { format: string; color: boolean } | Command, Command?]) => {
      const options = (one ? given[1] : given[0]) as { format: string; color: boolean };
      const policies = one ? [await loadPolicy(given[0] as string, io.cwd)] : builtIns();
      if (options.format === "json") io.out.write(`${JSON.stringify(data(policies), null, 2)}\n`);
      else for (const chunk of draw(new Page(screenOf(io, language, options)), policies)) io.out.write(chunk);
      done(name === "lint" && policies.some((each) => lintPolicy(each).length > 0) ? EXIT.failed : EXIT.ok);
    });
  };
  command("list", { zh: "内置政策", en: "the built-in policies" }, false, (policies) => policies.map(headOf), drawList);
  command("show", { zh: "一项政策的规则", en: "the rules of a policy" }, true, ([each]) => each && { ...headOf(each), rules: each.rules.map((rule) => explanationOf(each, rule)) }, drawRules);
  command("coverage", { zh: "逐条对照：由哪条规则判定，或为何没有规则", en: "clause by clause: which rule judges it, or why none does" }, true, ([each]) => each && { id: each.id, coverage: each.coverage }, drawCoverage);
  command("lint", { zh: "检查政策文件：缺条款、缺理由、参数矛盾", en: "check a policy file: clauses left out, reasons missing, parameters that contradict each other" }, true, ([each]) => each && { id: each.id, problems: lintPolicy(each) }, drawLint);
}

const headOf = ({ id, version, title, issuer, year, source, standing, note, sha256, rules }: Policy): Record<string, unknown> =>
  ({ id, version, title, issuer, year, source, standing, note: note ?? null, sha256, rules: rules.length });

function* drawList(page: Page, policies: readonly Policy[]): Generator<string> {
  for (const policy of policies) {
    yield page.line(page.paint.bold(`${policy.id}  ${page.say(policy.title)}`));
    yield page.block(page.say({
      zh: `${policy.issuer.zh}，${policy.year} 年，${STANDING[policy.standing].zh}，${policy.rules.length} 条规则`, en: `${policy.issuer.en}, ${policy.year}, ${STANDING[policy.standing].en}, ${policy.rules.length} rules`,
    }), 2);
    if (policy.note) yield page.block(page.say(policy.note), 2);
  }
}

function* drawRules(page: Page, [policy]: readonly Policy[]): Generator<string> {
  if (!policy) return;
  yield* drawList(page, [policy]);
  for (const rule of policy.rules) {
    yield page.line();
    yield page.line(`${page.paint.bold(rule.id)}  ${page.say(clauseWords(rule.clause))}  ${page.say(SEVERITY_WORDS[rule.severity])}  ${page.say(rule.title)}`);
    yield page.block(page.say(rule.asks), 2);
    const params = Object.entries(rule.params).filter(([, value]) => ["number", "string", "boolean"].includes(typeof value)).map(([name, value]) => `${name} = ${String(value)}`);
    if (params.length > 0) yield page.block(params.join(", "), 2);
  }
}

function* drawCoverage(page: Page, [policy]: readonly Policy[]): Generator<string> {
  for (const { clause, how, by, note } of policy?.coverage ?? []) {
    yield page.line(`${page.paint.bold(page.say(clauseWords(clause)))}  ${page.say(COVERAGE_WORDS[how])}${by.length === 0 ? "" : `: ${by.join(", ")}`}`);
    if (note) yield page.block(page.say(note), 2);
  }
}

function* drawLint(page: Page, [policy]: readonly Policy[]): Generator<string> {
  if (!policy) return;
  const problems = lintPolicy(policy);
  for (const problem of problems) yield page.block(page.say(problem), 0, "• ");
  yield page.line(page.say(problems.length === 0 ? { zh: `${policy.id}：没有发现问题`, en: `${policy.id}: nothing wrong found` } : { zh: `${policy.id}：${problems.length} 个问题`, en: `${policy.id}: ${problems.length} problems` }));
}
