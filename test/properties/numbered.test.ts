import fc from "fast-check";
import { expect, test } from "vitest";
import { judgeBy, policiesOf, readFor } from "../../src/audit.ts";
import { fromIso } from "../../src/model/day.ts";
import type { Report } from "../../src/model/report.ts";
import type { Submission } from "../../src/model/submission.ts";
import { readSetting } from "../../src/policies/overrides.ts";
import { generate, type Generated } from "../support/generate.ts";
import { seeded } from "../support/random.ts";
import { inFolder, writeTables, type Grid, type Tables } from "../support/submission.ts";

/** Most rows of a service log are entered column by column; the same rows looked at one by one must give the same report. */

/** In the cells of a log as offices leave them. */
const ODD_CELLS = ["同上", "", "  ", "张三、李四", "李四；王五", "不存在的人", "2010-13-40", "2031-01-01", "2010年10月", "abc", "-1", "x1", "是", "否", "√", "\uFFFD", "0.5", "9"];

/** One cell in twenty replaced: by an odd one, or by one of another row; one row in twenty stands twice. */
function spoilt(grid: Grid, random: () => number): Grid {
  const [header = [], ...rows] = grid;
  const some = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  return [header, ...rows.flatMap((row) => {
    const changed = row.map((cell, i) => (random() > 0.05 ? cell : random() < 0.5 ? some(ODD_CELLS) : some(rows)[i] ?? ""));
    return random() < 0.05 ? [changed, row] : [changed];
  })];
}

const byRow = (submission: Submission): Submission => ({
  ...submission,
  async *scan(log) {
    for await (const batch of submission.scan(log)) yield { ...batch, numbered: null };
  },
});

/** How many batches of service rows were handed out by number, and how many not. */
interface Seen { numbered: number; others: number }

const counted = (submission: Submission, seen: Seen): Submission => ({
  ...submission,
  async *scan(log) {
    for await (const batch of submission.scan(log)) {
      if (log === "services") seen[batch.numbered === null ? "others" : "numbered"] += 1;
      yield batch;
    }
  },
});

async function audited({ policy, asOf, from, agency, settings }: Generated, tables: Tables, wrap: (submission: Submission) => Submission): Promise<Report> {
  return inFolder(async (folder) => {
    const paths = writeTables(folder, tables);
    const policies = await policiesOf({ policies: [policy], cwd: folder });
    const request = { asOf, from, settings: settings.map((text) => readSetting(text, "--set")), evidence: Infinity, language: "zh", today: fromIso("2026-11-24") ?? 0, version: "0.0.0-test" } as const;
    const judge = judgeBy(policies, request);
    return judge(wrap(await readFor(policies, { paths, cwd: folder, ...(agency === undefined ? {} : { agency }) })));
  });
}

test("rows entered column by column give the report of rows looked at one by one", async () => {
  const seen: Seen = { numbered: 0, others: 0 };
  await fc.assert(fc.asyncProperty(fc.noBias(fc.nat(0x7fffffff)), async (seed) => {
    const made = generate(seed);
    const random = seeded(seed);
    const log = made.tables["服务记录"];
    const tables = log === undefined ? made.tables : { ...made.tables, 服务记录: random() < 0.2 ? log : spoilt(log, random) };
    const fast = await audited(made, tables, (submission) => counted(submission, seen));
    expect(fast).toEqual(await audited(made, tables, byRow));
  }), { seed: 20101130, numRuns: 40 });
  expect(Math.min(seen.numbered, seen.others)).toBeGreaterThan(5);
});

test("so do rows of more kinds than a table is made for, which come and change from batch to batch", async () => {
  const random = seeded(20_101_130);
  const some = (list: readonly string[]): string => list[Math.floor(random() * list.length)] as string;
  const texts = (count: number, of: string): string[] => Array.from({ length: count }, (_, i) => `${of}${i}`);
  // Types of their own, amounts and forms: their numbers take more bits together than the table has.
  const [types, hours, halfDays, marks] = [texts(900, "走访"), texts(700, "0.").concat("多少"), texts(40, ""), ["是", "否", "", "不详"]];
  const header = ["日期", "社工姓名", "服务类型", "服务编号", "节次", "形式", "节数（半天）", "时长（小时）", "承担角色", "是否直接服务", "疑难个案", "小组性质", "记录完整"];
  const few = (i: number): string => (i < 3_000 ? "走访1" : some(types));
  const rows = Array.from({ length: 9_000 }, (_, i) => [
    `2010-0${1 + (i % 9)}-1${i % 10}`, some(["张三", "李四", "张三"]), few(i), some(["", `GA-${i % 400}`]), String(i % 7), some(["面谈", "电话", ""]), i < 3_000 ? "1" : some(halfDays), i < 3_000 ? "" : some(hours), some(["主责", "协助", ""]), some(marks), some(marks), some(["治疗", "支持", ""]), some(marks),
  ]);
  const tables: Tables = { 花名册: [["姓名", "岗位", "入职日期"], ["张三", "见习督导", "2009-01-01"], ["李四", "一线社工", "2009-01-01"]], 服务记录: [header, ...rows] };
  const made: Generated = { ...generate(1), policy: "shenzhen-2010", asOf: "2010-11-30", from: "2010-01-01", agency: "启明", settings: [], tables };
  const seen: Seen = { numbered: 0, others: 0 };
  const fast = await audited(made, tables, (submission) => counted(submission, seen));
  expect(fast).toEqual(await audited(made, tables, byRow));
  expect(seen.numbered).toBeGreaterThan(1);
});

test("so do rows of several files, in each of which the same contents come in another order", async () => {
  const header = ["日期", "社工姓名", "服务类型", "服务编号", "节次", "节数（半天）", "承担角色", "记录完整"];
  const log = (types: readonly string[], leads: readonly string[], complete: readonly string[], name: string): Grid => [header, ...Array.from({ length: 240 }, (_, i) => [
    `2010-0${1 + (i % 9)}-1${i % 10}`, "张三", types[i % 3] ?? "", `${name}-${i % 20}`, String(i), String(1 + (i % 2)), leads[i % 2] ?? "", complete[Math.floor(i / 2) % 2] ?? "",
  ])];
  const tables: Tables = {
    花名册: [["姓名", "岗位", "入职日期"], ["张三", "见习督导", "2009-01-01"]],
    服务记录1月: log(["个案", "小组", "咨询"], ["主责", "协助"], ["是", "否"], "A"), 服务记录2月: log(["咨询", "个案", "小组"], ["协助", "主责"], ["否", "是"], "B"),
  };
  const made: Generated = { ...generate(1), policy: "shenzhen-2010", asOf: "2010-11-30", from: "2010-01-01", agency: "启明", settings: [], tables };
  const seen: Seen = { numbered: 0, others: 0 };
  const fast = await audited(made, tables, (submission) => counted(submission, seen));
  expect(fast).toEqual(await audited(made, tables, byRow));
  expect(seen).toEqual({ numbered: 2, others: 0 });
});

test("so do rows handed in or reviewed before their day, on it, in its month or after the audit", async () => {
  const days = ["2010-03-14", "2010-03-15", "2010-03-16", "2010-02", "2010-03", "2010-12", "2011-01-05", "", "x"];
  const rows = days.flatMap((submitted, i) => days.map((reviewed, nth) => ["2010-03-15", "张三", "个案", `GA-${i}`, String(nth), submitted, "李四", reviewed]));
  const tables: Tables = {
    花名册: [["姓名", "岗位", "入职日期"], ["张三", "一线社工", "2009-01-01"], ["李四", "初级督导", "2009-01-01"]],
    服务记录: [["日期", "社工姓名", "服务类型", "服务编号", "节次", "提交日期", "审阅人", "审阅日期"], ...rows],
  };
  const made: Generated = { ...generate(1), policy: "shenzhen-2010", asOf: "2010-11-30", from: "2010-01-01", agency: "启明", settings: [], tables };
  const seen: Seen = { numbered: 0, others: 0 };
  const fast = await audited(made, tables, (submission) => counted(submission, seen));
  expect(fast).toEqual(await audited(made, tables, byRow));
  expect(seen).toEqual({ numbered: 1, others: 0 });
  // A day and a month before, of either date, beside each of the others.
  expect(fast.dataIssueTotals.filter(({ code }) => code === "DATA-date-order").map(({ total }) => total)).toEqual([2 * 2 * days.length]);
});
