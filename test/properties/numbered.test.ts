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
  }), { seed: 20101130, numRuns: 60 });
  expect(Math.min(seen.numbered, seen.others)).toBeGreaterThan(5);
});
