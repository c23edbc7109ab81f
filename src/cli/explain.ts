import type { Command } from "commander";
import { fieldWord } from "../model/field-words.ts";
import { Refusal } from "../model/fault.ts";
import { EXIT, type ExitCode } from "../model/exit-code.ts";
import type { Policy, RuleOfPolicy } from "../model/policy.ts";
import { tableWord, type TableKind } from "../model/table.ts";
import type { Bilingual, Language } from "../model/text.ts";
import { builtIns, crossPolicy, loadPolicy } from "../policies/load.ts";
import { nearest } from "../policies/overrides.ts";
import { Page } from "../report/page.ts";
import { clauseWords, SEVERITY_WORDS } from "../report/words.ts";
import { KINDS } from "../rules/index.ts";
import { readsOfRule } from "../rules/reads.ts";
import { explainTerminal } from "../report/explain/terminal.ts";
import { explainFromReport } from "./explain-report.ts";
import { drawExample, exampleOf, type Example } from "./example.ts";
import type { Io } from "./io.ts";
import { screenOf, withScreenOptions } from "./options.ts";

/** `hege explain <rule>`: one rule – clause, meaning, numbers, data, our readings, waivers, remedy. */
export function explainCommand(program: Command, io: Io, language: Language, done: (code: ExitCode) => void): void {
  const say = (words: Bilingual): string => words[language];
  withScreenOptions(program.command("explain").description(say({ zh: "解释一条规则：条款、含义、数字、所用数据、如何整改", en: "one rule: clause, meaning, numbers, the data it reads, how to put a failure right" })), language, say({ zh: "与 --report 同用：逐项列出全部内容", en: "with --report: show each result, and all of it" }))
    .argument("<rule>", say({ zh: "规则编号，例如 SZ08-supervisor-ratio", en: "rule id, for example SZ08-supervisor-ratio" }))
    .argument("[person]", say({ zh: "只看此人：姓名、工号或编号（与 --report 同用）", en: "of this person only: name, employee number or key (with --report)" }))
    .option("--policy <id|file>", say({ zh: "规则所在的政策（内置政策不必写）", en: "the policy it stands in (not needed for the built-in ones)" }))
    .option("--report <file>", say({ zh: "按这份 JSON 报告说明该规则的结果", en: "say how the rule came out in this JSON report" }))
    .addHelpText("after", say({
      zh: "\n例：\n  hege explain SZ08-supervisor-ratio\n  hege explain XB-pay-guidance --format json\n  hege explain SZ14-practice-portfolio 陆执言 --report 报告.json\n",
      en: "\nExamples:\n  hege explain SZ08-supervisor-ratio\n  hege explain XB-pay-guidance --format json\n  hege explain SZ14-practice-portfolio 陆执言 --report report.json\n",
    }))
    .action(async (id: string, who: string | undefined, options: { policy?: string; report?: string; format: string; color: boolean; verbose?: boolean }) => {
      if (options.report !== undefined) {
        if (options.policy !== undefined) throw new Refusal({ zh: "--report 里已有政策，请不要再写 --policy。", en: "A report holds its policies; leave --policy out." });
        const explained = await explainFromReport(options.report, id, who, io.cwd);
        if (options.format === "json") io.out.write(`${JSON.stringify(explained, null, 2)}\n`);
        else for (const chunk of explainTerminal(new Page(screenOf(io, language, options)), explained, options.verbose ?? false)) io.out.write(chunk);
        done(EXIT.ok);
        return;
      }
      if (who !== undefined) throw new Refusal({ zh: `要看 ${who} 的结果，请用 --report 写明报告，例如：--report 报告.json`, en: `To see how it came out for ${who}, name the report, for example: --report report.json` });
      const { policy, rule } = await findRule(id, options.policy, io.cwd);
      const facts = { ...explanationOf(policy, rule), example: await exampleOf(rule) };
      if (options.format === "json") io.out.write(`${JSON.stringify(facts, null, 2)}\n`);
      else for (const chunk of draw(new Page(screenOf(io, language, options)), facts)) io.out.write(chunk);
      done(EXIT.ok);
    });
}

async function findRule(id: string, reference: string | undefined, cwd: string): Promise<{ policy: Policy; rule: RuleOfPolicy }> {
  const policies = reference === undefined ? [...builtIns(), crossPolicy()] : [await loadPolicy(reference, cwd)];
  for (const policy of policies) {
    const rule = policy.rules.find((each) => each.id.toLowerCase() === id.toLowerCase() || each.aliases.includes(id));
    if (rule) return { policy, rule };
  }
  const near = nearest(id, policies.flatMap(({ rules }) => rules.map((rule) => rule.id)));
  throw new Refusal({
    zh: `没有规则 ${id}。${near === null ? "" : `是否想写 ${near}？`}全部规则见 hege policy show <政策>。`,
    en: `There is no rule ${id}.${near === null ? "" : ` Did you mean ${near}?`} All rules: hege policy show <policy>.`,
  });
}

/** What `explain` says of a rule, as plain data. */
export interface Explanation {
  rule: string; kind: string; policy: string; policyTitle: Bilingual; clause: string; severity: RuleOfPolicy["severity"]; title: Bilingual; asks: Bilingual; explanation: Bilingual;
  params: Readonly<Record<string, unknown>>; interpretation: Readonly<Record<string, Bilingual>>;
  reads: { table: TableKind; fields: readonly string[] }[]; waivableBy: readonly string[] | null; observed: readonly string[]; remedy: Bilingual; aliases: readonly string[];
}

export function explanationOf(policy: Policy, rule: RuleOfPolicy): Explanation {
  const kind = KINDS.get(rule.kind);
  if (!kind) throw new RangeError(`no rule kind ${rule.kind}`);
  const params = kind.params.parse(rule.params);
  return {
    rule: rule.id, kind: rule.kind, policy: policy.id, policyTitle: policy.title, clause: rule.clause, severity: rule.severity, title: rule.title, asks: rule.asks, explanation: rule.explanation,
    params, interpretation: rule.interpretation,
    reads: readsOfRule(rule).map(([table, fields]) => ({ table, fields })),
    waivableBy: rule.waivableBy ?? null, observed: Object.keys(kind.observed.shape), remedy: { zh: kind.remedy.zh["fail"] ?? "", en: kind.remedy.en["fail"] ?? "" }, aliases: rule.aliases,
  };
}

function* draw(page: Page, facts: Explanation & { example: Example | null }): Generator<string> {
  const part = (title: Bilingual, text: string): string => page.title(title) + page.block(text, 2);
  yield page.line(page.paint.bold(`${facts.rule}  ${page.say(facts.title)}`));
  yield page.block(page.say({
    zh: `${facts.policyTitle.zh}（${facts.policy}）${clauseWords(facts.clause).zh}，不符合时为${SEVERITY_WORDS[facts.severity].zh}`,
    en: `${facts.policyTitle.en} (${facts.policy}), ${clauseWords(facts.clause).en}; a failure is of severity ${SEVERITY_WORDS[facts.severity].en}`,
  }), 0);
  yield part({ zh: "要求", en: "What is asked" }, page.say(facts.asks));
  yield part({ zh: "如何判定", en: "How it is judged" }, page.say(facts.explanation));
  const numbers = Object.entries(facts.params).filter(([name, value]) => typeof value === "number" || typeof value === "boolean" || name === "deadline" || name === "measure");
  if (numbers.length > 0) {
    yield page.title({ zh: "数字（可用 --set 修改）", en: "Numbers (--set changes them)" });
    for (const [name, value] of numbers) yield page.block(`${facts.rule}.${name} = ${String(value)}${name in facts.interpretation ? page.say({ zh: "（本程序的解释）", en: " (our reading)" }) : ""}`, 2);
  }
  yield page.title({ zh: "所用数据", en: "Data it reads" });
  yield page.block(page.say({ zh: "花名册：岗位、入职和离职日期、上岗日期、原岗位", en: "staff roster: posts, dates of hire, leave and appointment, previous post" }), 2);
  for (const { table, fields } of facts.reads) {
    yield page.block(page.say({ zh: `${tableWord(table).zh}：${fields.map((field) => fieldWord(table, field).zh).join("、")}`, en: `${tableWord(table).en}: ${fields.map((field) => fieldWord(table, field).en).join(", ")}` }), 2);
  }
  const readings = Object.entries(facts.interpretation);
  if (readings.length > 0) {
    yield page.title({ zh: "条文没有写明、由本程序解释的", en: "What the text does not say and we read into it" });
    for (const [name, why] of readings) yield page.block(`${name === "rule" ? "" : `${name}: `}${page.say(why)}`, 2, "• ");
  }
  yield part({ zh: "可否豁免", en: "Waivers" }, page.say(facts.waivableBy === null
    ? { zh: "不能豁免。", en: "It cannot be waived." }
    : { zh: `可以，批准人须含以下字样之一：${facts.waivableBy.join("、")}。`, en: `It can be; the approver must be one whose name holds one of: ${facts.waivableBy.join(", ")}.` }));
  yield part({ zh: "如何整改", en: "How to put a failure right" }, plainTemplate(page.say(facts.remedy)));
  if (facts.example) yield* drawExample(page, facts.example);
}

/** A remedy without a result to fill it: what would stand in a gap is left to be seen. */
const plainTemplate = (text: string): string => text.replace(/\{(\w+)\}/g, "…");
