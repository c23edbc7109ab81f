import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { Refusal } from "../src/model/fault.ts";
import { clausesOf, type Policy, type RuleOfPolicy } from "../src/model/policy.ts";
import { LANGUAGES } from "../src/model/text.ts";
import { builtIn, BUILT_IN_IDS, crossPolicy, loadPolicy } from "../src/policies/load.ts";
import { KINDS } from "../src/rules/index.ts";
import { defineRuleKind } from "../src/rules/kind.ts";
import { auditTables, inFolder } from "./support/submission.ts";

/** The set of rules as a whole: what a new rule, kind or policy must bring with it. */

const policies: readonly Policy[] = [...BUILT_IN_IDS.map((id) => builtIn(id)).filter((policy) => policy !== null), crossPolicy()];
const everyRule = policies.flatMap((policy) => policy.rules.map((rule) => ({ policy, rule })));
const named = everyRule.map(({ policy, rule }) => [rule.id, { policy, rule }] as const);

/**
 * Every rule of rules.md, sections 2–4, with its severity and clause. The list stands here a second time on purpose: a rule that is
 * lost, renamed, or weighs less than it did must not pass for an edit of the policy file.
 */
const DUTIES_OF_SUPERVISORS = {
  "SZ09-association-reports": "9(1)", "SZ09-association-activities": "9(2)", "SZ10-quality-evaluation": "10(1)", "SZ10-team-summary": "10(2)", "SZ10-performance-appraisal": "10(3)",
  "SZ10-practice-monitoring": "10(4)", "SZ11-growth-plan": "11(1)", "SZ11-issue-feedback": "11(2)", "SZ11-coordination": "11(4)", "SZ13-training": "13(3)", "SZ13-resources": "13(4)",
  "SZ12-emotional-support": "12(2)", "SZ12-referral-follow-up": "12(3)", "SZ12-annual-plan": "12(5)", "SZ12-communication": "12(6)",
};
const DUTIES_OF_ASSISTANTS = {
  "SZ17-growth-plan": "17(1)", "SZ17-annual-plan": "17(2)", "SZ17-practice-monitoring": "17(3)", "SZ17-training": "17(4)", "SZ17-performance-appraisal": "17(6)",
  "SZ17-emotional-support": "17(7)", "SZ17-work-report": "17(9)",
};
const TABLE: Readonly<Record<string, readonly [severity: string, clause: string]>> = {
  "SZ04-registry": ["warning", "4"], "SZ04-sanction": ["error", "4"],
  "SZ06-agency-documents": ["error", "6(1)"], "SZ06-support-documents": ["notice", "6(2) 6(4)"], "SZ06-supervision-time": ["notice", "6(3)"],
  "SZ07-pilot-titles": ["warning", "7"], "SZ07-trainee-qualification": ["error", "7"], "SZ07-trainee-experience": ["error", "7"], "SZ07-trainee-origin": ["error", "7"],
  "SZ07-junior-qualification": ["error", "7"], "SZ07-junior-origin": ["error", "7"],
  "SZ08-supervisor-ratio": ["error", "8"], "SZ08-supervisor-load": ["warning", "8"],
  "SZ11-monthly-supervision": ["error", "11(3)"], "SZ12-assistant-supervision": ["warning", "12(3)"], "SZ13-frontline-supervision": ["warning", "13(2)"],
  "SZ13-record-review": ["warning", "13(2)"], "SZ13-supervision-records-on-time": ["warning", "13(2)"],
  "SZ14-practice-sessions": ["notice", "14(2)"], "SZ14-practice-portfolio": ["error", "14(1)(3)(4)"],
  "SZ15-assistant-qualification": ["error", "15"], "SZ15-assistant-experience": ["error", "15"], "SZ15-assistant-origin": ["warning", "15"],
  "SZ16-assistant-ratio": ["error", "16"], "SZ16-assistant-load": ["warning", "16"],
  "SZ17-guidance": ["notice", "17(5)"], "SZ17-records-submitted": ["warning", "17(8)"], "SZ17-assistant-workload": ["error", "17(10)"],
  ...Object.fromEntries(Object.entries({ ...DUTIES_OF_SUPERVISORS, ...DUTIES_OF_ASSISTANTS }).map(([id, clause]) => [id, ["notice", clause] as const])),
  "XB-post-qualification": ["error", "¶4"], "XB-post-management": ["error", "¶3"], "XB-main-post": ["notice", "¶3"], "XB-post-staffed": ["notice", "¶3"],
  "XB-post-duties-document": ["warning", "¶2"], "XB-professional-supervision": ["notice", "¶2"], "XB-pay-guidance": ["notice", "¶5"], "XB-social-insurance": ["error", "¶5"],
  "XB-housing-fund": ["error", "¶5"], "XB-pay-standard-document": ["notice", "¶5"],
  "CROSS-duplicate-person": ["warning", "X1"], "CROSS-shared-supervisor": ["warning", "X2"],
};

/** Who may agree to a waiver: rules.md, section 5, the first line that names the rule. */
function waivableBy({ id }: RuleOfPolicy): readonly string[] | undefined {
  if (/^SZ08-|^SZ16-|^CROSS-/.test(id) || id === "SZ07-junior-qualification") return ["协会", "社协"];
  if (id === "SZ11-monthly-supervision" || id.startsWith("SZ14-")) return ["协会", "社协", "督导", "顾问"];
  return id.startsWith("SZ17-") || TABLE[id]?.[0] !== "error" ? ["机构", "协会", "社协", "督导"] : undefined;
}

describe("the rules of rules.md", () => {
  test("are all there, and no others, each id once", () => {
    expect(everyRule.map(({ rule }) => rule.id).sort()).toEqual(Object.keys(TABLE).sort());
    const ids = everyRule.flatMap(({ rule }) => [rule.id, ...rule.aliases]);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i), "an id or alias that stands twice names two rules: waivers could not tell them apart").toEqual([]);
  });
  test.each(named)("%s: severity, clause, and who may waive it", (id, { rule }) => {
    expect([rule.severity, rule.clause]).toEqual(TABLE[id]);
    expect([...rule.waivableBy ?? []].sort()).toEqual([...waivableBy(rule) ?? []].sort());
  });
});

const HAN = /\p{Script=Han}/u;

describe("every rule", () => {
  test.each(named)("%s says in both languages what it asks and how it is judged", (id, { rule }) => {
    for (const field of ["title", "asks", "explanation"] as const) {
      expect(rule[field].zh, `${id} ${field}: Chinese`).toMatch(HAN);
      expect(rule[field].en, `${id} ${field}: English, and no Chinese in it`).not.toMatch(HAN);
      expect(rule[field].en.trim()).toMatch(/[A-Za-z]/);
    }
  });
  test.each(named)("%s gives the reason of each interpretation in both languages, and interprets what it has", (id, { rule }) => {
    const kind = KINDS.get(rule.kind);
    for (const [param, why] of Object.entries(rule.interpretation)) {
      expect(why.zh, `${id} ${param}`).toMatch(HAN);
      expect(why.en, `${id} ${param}`).not.toMatch(HAN);
      for (const language of LANGUAGES) expect(why[language].length, `${id} ${param}: a reason, not a word`).toBeGreaterThan(20);
      if (param in rule.params) expect(Object.keys(kind?.params.shape ?? {}), `${id}: ${param} is no parameter of ${rule.kind}`).toContain(param);
    }
  });
  test.each(named)("%s is judged by a kind that has words for every outcome, and says how to put a failure right", (id, { rule }) => {
    const kind = KINDS.get(rule.kind);
    expect(kind, `no rule kind ${rule.kind}`).toBeDefined();
    expect(kind?.params.safeParse(rule.params).error?.issues ?? [], id).toEqual([]);
    for (const language of LANGUAGES) {
      for (const outcome of ["pass", "fail", "not-assessed", "not-applicable"]) expect(kind?.sentences[language][outcome], `${rule.kind} ${outcome} ${language}`).toMatch(language === "zh" ? HAN : /[A-Za-z]/);
      expect(kind?.remedy[language]["fail"], `${rule.kind}: how to put a failure right, ${language}`).toMatch(language === "zh" ? HAN : /[A-Za-z]/);
    }
  });
  test.each(named)("%s stands in the coverage table under each part of its clause", (id, { policy, rule }) => {
    const rows = policy.coverage.filter(({ by }) => by.includes(id)).flatMap(({ clause }) => clausesOf(clause));
    for (const { article, paragraph } of clausesOf(rule.clause)) {
      expect(rows.some((row) => row.article === article && (row.paragraph === paragraph || row.paragraph === null)), `${id}: ${article}(${paragraph}) is not covered by it`).toBe(true);
    }
  });
});

describe("every kind", () => {
  test.each([...KINDS])("%s has the same sentences in both languages, with the same facts in them", (_, { sentences, remedy }) => {
    const facts = (text: string): string[] => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ""))].sort();
    for (const words of [sentences, remedy] as { zh: Record<string, string>; en: Record<string, string> }[]) {
      expect(Object.keys(words.en).sort()).toEqual(Object.keys(words.zh).sort());
      for (const [key, zh] of Object.entries(words.zh)) {
        // “{needs}” may be told in one language and understood in the other; a number may not.
        const numbers = (text: string): string[] => facts(text).filter((fact) => fact !== "needs" && fact !== "agency");
        expect(numbers(words.en[key] ?? ""), `${key}: ${zh}`).toEqual(numbers(zh));
        expect(words.en[key], key).not.toMatch(HAN);
      }
    }
  });
  test("serves a rule", () => {
    const used = new Set(everyRule.map(({ rule }) => rule.kind));
    expect([...KINDS.keys()].filter((kind) => !used.has(kind))).toEqual([]);
  });
});

test("the remedy of a ratio names the posts that are short", async () => {
  const tables = { 花名册: [["姓名", "岗位"], ...Array.from({ length: 15 }, (_, i) => [`社工${i}`, "一线社工"])] };
  const { agencies } = await auditTables(tables, { policies: ["shenzhen-2010"], asOf: "2010-11-30" });
  const remedyOf = (id: string): string | undefined => agencies[0]?.results.find(({ rule }) => rule === id)?.remedy?.zh;
  expect(remedyOf("SZ08-supervisor-ratio")).toContain("见习督导、初级督导均可");
  expect(remedyOf("SZ16-assistant-ratio")).toContain("督导助理");
  expect(remedyOf("SZ16-assistant-ratio")).not.toContain("见习督导");
});

describe("coverage", () => {
  test.each(policies.map((policy) => [policy.id, policy] as const))("%s: what is judged or shown names rules, and every other row says why it is not", (_, { coverage, rules }) => {
    const ids = new Set(rules.map(({ id }) => id));
    for (const { clause, how, by, note } of coverage) {
      expect(by.filter((id) => !ids.has(id)), clause).toEqual([]);
      if (how === "rule" || how === "shown") expect(by.length, clause).toBeGreaterThan(0);
      else expect([note?.zh, note?.en], `${clause}: ${how}`).toEqual([expect.stringMatching(HAN), expect.not.stringMatching(HAN)]);
    }
  });
  test("shenzhen-2010 has a row for each of its twenty articles, and for the paragraphs left to the inspector", () => {
    const rows = policies[0]?.coverage ?? [];
    const articles = new Set(rows.flatMap(({ clause }) => clausesOf(clause)).map(({ article }) => Number(article)));
    expect([...articles].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    const checklist = rows.filter(({ how }) => how === "checklist").map(({ clause }) => clause);
    expect(checklist).toEqual(["6(1)", "10(3)", "12(4)", "13(1)", "13(5)", "17(8)"]);
  });
});

// ---- policies of the user's own

const inFiles = <T>(files: Readonly<Record<string, string>>, work: (folder: string) => Promise<T>): Promise<T> => inFolder(async (folder) => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return work(folder);
});

const CITY = `extends: shenzhen-2010
id: my-city
version: 1.0.0
title: { zh: 某市规定, en: A city's rules }
standing: in-force
without: [SZ07-pilot-titles]
rules:
  - id: SZ08-supervisor-ratio
    severity: warning
    params: { limit: 2 }
`;

describe("a policy of one's own", () => {
  test("takes another and changes it, and the change shows", () => inFiles({ "city.yaml": CITY }, async (folder) => {
    const policy = await loadPolicy("city.yaml", folder);
    const base = builtIn("shenzhen-2010");
    const changed = policy.rules.find(({ id }) => id === "SZ08-supervisor-ratio");
    expect([policy.id, policy.title.zh, policy.standing, changed?.severity, changed?.params["limit"]]).toEqual(["my-city", "某市规定", "in-force", "warning", 2]);
    // What the file does not name stays as it was, the rule's other parameters included.
    const was = base?.rules.find(({ id }) => id === "SZ08-supervisor-ratio");
    expect(changed).toEqual({ ...was, severity: "warning", params: { ...was?.params, limit: 2 } });
    expect(policy.rules.map(({ id }) => id)).toEqual(base?.rules.map(({ id }) => id).filter((id) => id !== "SZ07-pilot-titles"));
    expect(policy.coverage.flatMap(({ by }) => by)).not.toContain("SZ07-pilot-titles");
    expect(policy.sha256).not.toBe(base?.sha256);

    const tables = { 花名册: [["姓名", "岗位"], ["欧阳明", "见习督导"], ["张三", "社工"], ["李四", "社工"], ["王五", "社工"]] };
    const ratio = async (reference: string) => (await auditTables(tables, { policies: [reference], asOf: "2010-11-30" })).agencies[0]?.results.find(({ rule }) => rule === "SZ08-supervisor-ratio");
    expect(await ratio("shenzhen-2010")).toMatchObject({ status: "pass", severity: "error" });
    expect(await ratio(path.join(folder, "city.yaml"))).toMatchObject({ status: "fail", severity: "warning", policy: "my-city" });
  }));

  test("may extend a file beside it, which extends another", () => inFiles({
    "base/city.yaml": CITY, "district.yaml": "extends: ./base/city.yaml\nid: district\nversion: 2.0.0\nrules:\n  - { id: SZ16-assistant-ratio, params: { limit: 5 } }\n",
  }, async (folder) => {
    const { rules } = await loadPolicy("district.yaml", folder);
    const limits = ["SZ08-supervisor-ratio", "SZ16-assistant-ratio"].map((id) => rules.find((rule) => rule.id === id)?.params["limit"]);
    expect(limits).toEqual([2, 5]);
  }));

  const RULE = `  - id: MY-ratio
    kind: headcount-ratio
    clause: "1"
    subject: agency
    severity: error
    title: { zh: 配比, en: Ratio }
    asks: { zh: 配比, en: Ratio }
    explanation: { zh: 配比, en: Ratio }
    params: { limit: 10, as: supervisors, leaders: [junior-supervisor], counted: [frontline] }
`;
  const WHOLE = `id: own
version: 1.0.0
title: { zh: 自订, en: Own }
issuer: { zh: 自己, en: Us }
year: 2020
source: { zh: 无, en: none }
standing: in-force
rules:
${RULE}`;

  test("may stand on its own", () => inFiles({ "own.yaml": WHOLE }, async (folder) => {
    const { params } = (await loadPolicy("own.yaml", folder)).rules[0] ?? {};
    expect(params).toMatchObject({ limit: 10 });
  }));

  const broken: [name: string, text: string, at: string | null, says: RegExp][] = [
    ["an unknown key", WHOLE.replace("year: 2020", "yaer: 2020\nyear: 2020"), ":5:", /yaer/],
    ["an unknown key of a rule", WHOLE.replace("    severity: error", "    severity: error\n    severty: error"), ":14:", /severty/],
    ["a severity that there is not", WHOLE.replace("severity: error", "severity: fatal"), ":13:", /severity/],
    ["a kind that there is not", WHOLE.replace("kind: headcount-ratio", "kind: headcount"), ":10:", /headcount.*headcount-ratio/s],
    ["a parameter out of range", WHOLE.replace("limit: 10", "limit: -1"), ":17:", /limit/],
    ["an unknown parameter", WHOLE.replace("limit: 10", "limit: 10, limmit: 3"), ":17:", /limmit/],
    ["a parameter of the wrong type", WHOLE.replace("limit: 10", "limit: many"), ":17:", /limit/],
    ["the same id twice", WHOLE + RULE, ":18:", /MY-ratio/],
    ["a language left out", WHOLE.replace("title: { zh: 自订, en: Own }", "title: { zh: 自订 }"), ":3:", /title\.en/],
    ["what is no YAML", WHOLE.replace("rules:\n", "rules: [\n"), ":", /YAML/],
    ["a key twice", WHOLE.replace("year: 2020", "year: 2020\nyear: 2021"), ":6:", /YAML/],
    ["no rules", WHOLE.slice(0, WHOLE.indexOf("rules:")), ":1:1", /rules/],
    ["nothing at all", "", null, /own\.yaml/],
    ["an unknown key beside extends", CITY.replace("standing: in-force", "standng: in-force"), ":", /standng/],
    ["a wrong severity beside extends", CITY.replace("severity: warning", "severity: fatal"), ":9:", /severity/],
    ["a wrong parameter beside extends", CITY.replace("limit: 2", "limit: none"), ":10:", /limit/],
    ["a rule left out that the base does not have", CITY.replace("SZ07-pilot-titles", "SZ99-none"), ":6:", /SZ99-none/],
    ["a base that there is not", CITY.replace("extends: shenzhen-2010", "extends: shenzen-2010"), null, /shenzen-2010.*shenzhen-2010/s],
    ["a base file that there is not", CITY.replace("extends: shenzhen-2010", "extends: ./none.yaml"), null, /none\.yaml/],
  ];
  test.each(broken)("with %s is refused, its file, line and column named", (_, text, at, says) => inFiles({ "own.yaml": text }, async (folder) => {
    const error: unknown = await loadPolicy("own.yaml", folder).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Refusal);
    for (const language of LANGUAGES) {
      const sentences = (error as Refusal).sentences.map((sentence) => sentence[language]).join("\n");
      expect(sentences).toMatch(says);
      if (at !== null) {
        expect(sentences).toContain(`own.yaml${at}`);
        expect(sentences).toMatch(/own\.yaml:\d+:\d+/);
      }
      if (language === "en") expect(sentences).not.toMatch(HAN);
    }
  }));

  test("that is not there is refused by its name", () => inFolder(async (folder) => {
    await expect(loadPolicy("./none.yaml", folder)).rejects.toThrow(/none\.yaml/);
    await expect(loadPolicy("shenzhen-2011", folder)).rejects.toThrow(/shenzhen-2010/);
    for (const name of ["cross.yaml", "__proto__", "constructor", "toString"]) await expect(loadPolicy(name, folder), name).rejects.toBeInstanceOf(Refusal);
  }));

  test("that extends itself, or a circle of files, is refused", () => inFiles({
    "self.yaml": CITY.replace("shenzhen-2010", "./self.yaml"), "a.yaml": CITY.replace("shenzhen-2010", "./b.yaml"), "b.yaml": CITY.replace("shenzhen-2010", "./a.yaml"),
  }, async (folder) => {
    for (const name of ["self.yaml", "a.yaml"]) await expect(loadPolicy(name, folder), name).rejects.toThrow(/circle/);
  }));

  test("that blows itself up by aliases is refused, not read", () => inFiles({
    "bomb.yaml": ["a0: &a0 [x, x, x, x, x, x, x, x, x]", ...Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(", ")}]`)].join("\n"),
  }, async (folder) => { await expect(loadPolicy("bomb.yaml", folder)).rejects.toBeInstanceOf(Refusal); }));
});

// ---- what does not compile (`npm run typecheck` reads this file too)

describe("a rule kind that forgets something does not compile", () => {
  const base = { kind: "demo", about: "agency" as const, params: z.strictObject({ limit: z.number() }), observed: z.object({ have: z.number() }), expected: z.object({ need: z.number() }), reads: {}, judge: () => [] };
  const zh = { "pass": "{name} {have}", "fail": "{have} {need} {limit}", "not-assessed": "{needs}", "not-applicable": "–" } as const;
  const remedy = { zh: { fail: "{need}" }, en: { fail: "{need}" } } as const;

  test("but one that has everything does", () => {
    expect(defineRuleKind({ ...base, sentences: { zh, en: zh }, remedy }).tallies).toEqual([]);
    expect(defineRuleKind({ ...base, waivableParam: "limit", sentences: { zh, en: zh }, remedy }).waivableParam).toBe("limit");
  });
  test("a fact that nobody observed", () => {
    // @ts-expect-error -- {gone} is neither observed, expected nor a parameter
    defineRuleKind({ ...base, sentences: { zh: { ...zh, pass: "{gone}" }, en: zh }, remedy });
    // @ts-expect-error -- nor may a remedy name it
    defineRuleKind({ ...base, sentences: { zh, en: zh }, remedy: { zh: { fail: "{gone}" }, en: { fail: "–" } } });
  });
  test("a sentence that a language lacks", () => {
    const { "not-assessed": _, ...without } = zh;
    // @ts-expect-error -- English does not say what is not assessed
    defineRuleKind({ ...base, sentences: { zh, en: without }, remedy });
    // @ts-expect-error -- a sentence of Chinese alone
    defineRuleKind({ ...base, sentences: { zh: { ...zh, "fail.none": "–" }, en: zh }, remedy });
    // @ts-expect-error -- nobody says how to put a failure right
    defineRuleKind({ ...base, sentences: { zh, en: zh }, remedy: { zh: {}, en: {} } });
  });
  test("an agreed limit for a parameter that is none", () => {
    // @ts-expect-error -- no such parameter
    defineRuleKind({ ...base, waivableParam: "limmit", sentences: { zh, en: zh }, remedy });
    expect(KINDS.has("demo")).toBe(false);
  });
});
