import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Report } from "../src/model/report.ts";
import { auditFiles, csvOf, inFolder, type Grid } from "./support/submission.ts";

/** More of one thing than a call takes arguments, and than can be held against each other one by one: what the report then says. */

const PROGRAM = path.join(import.meta.dirname, "..", "dist", "hege.cjs");
const MANY = 130_000;
const ROSTER: Grid = [["机构", "姓名", "岗位", "督导", "入职日期"], ["启明", "张三", "一线社工", "李四", "2009-01-01"], ["启明", "李四", "初级督导", "", "2009-01-01"]];
const LOG = ["机构", "日期", "社工姓名", "服务类型", "服务编号", "节次"];
const rows = (row: (i: number) => string[], count = MANY): string[][] => Array.from({ length: count }, (_, i) => row(i));

const write = (folder: string, tables: Readonly<Record<string, Grid>>): void => {
  for (const [name, grid] of Object.entries(tables)) writeFileSync(path.join(folder, `${name}.csv`), csvOf(grid));
};

const audited = (tables: Readonly<Record<string, Grid>>): Promise<Report> => inFolder((folder) => {
  write(folder, tables);
  return auditFiles(["."], folder, { policies: ["shenzhen-2010"], asOf: "2010-11-30" });
});

/** By the built program: a test's thread has four times the stack that a program has. */
const reported = (tables: Readonly<Record<string, Grid>>): Promise<Report> => inFolder((folder) => {
  write(folder, tables);
  const { stderr } = spawnSync(process.execPath, [PROGRAM, "check", ".", "--policy", "shenzhen-2010", "--as-of", "2010-11-30", "--quiet", "--output", "report.json"], { cwd: folder, encoding: "utf8" });
  expect(stderr).not.toMatch(/程序内部出错|internal/);
  return Promise.resolve(JSON.parse(readFileSync(path.join(folder, "report.json"), "utf8")) as Report);
});

describe("a table of 130,000 rows, each with the same fault", () => {
  test.each<[string, Readonly<Record<string, Grid>>, string]>([
    ["workers whom nobody knows", { 花名册: ROSTER, 服务记录: [LOG, ...rows((i) => ["启明", "2010-03-04", `王五${i}`, "个案", "", ""])] }, "DATA-unknown-person"],
    ["people without a name", { 花名册: [...ROSTER, ...rows(() => ["启明", "", "一线社工", "", "2009-01-01"])] }, "DATA-missing-name"],
  ])("%s", async (_, tables, code) => {
    const { dataIssueTotals, dataIssues } = await reported(tables);
    expect(dataIssueTotals.find((each) => each.code === code)?.total).toBe(MANY);
    expect(dataIssues.filter((each) => each.code === code)).toHaveLength(1000);
  }, 60_000);
});

test("a month of 130,000 records of supervision", async () => {
  const report = await reported({ 花名册: ROSTER, 督导记录: [["机构", "督导日期", "督导者", "督导对象", "督导形式"], ...rows((i) => ["启明", "2010-03-04", "李四", "张三", i % 2 === 0 ? "个人" : "集体"])] });
  const received = report.agencies[0]?.results.find(({ rule, subject }) => rule === "SZ13-frontline-supervision" && subject.type === "person" && subject.name === "张三");
  expect((received?.observed["months"] as { month: string }[]).find(({ month }) => month === "2010-03")).toEqual({ month: "2010-03", individual: MANY / 2, group: MANY / 2, state: "met" });
}, 60_000);

test("two thousand people under one number in two agencies: each is told of both", async () => {
  const report = await audited({ 花名册: [["机构", "姓名", "岗位", "证书编号"], ...rows((i) => [i % 2 === 0 ? "启明" : "春晖", `王${i}`, "一线社工", "A0000"], 2000)] });
  const told = report.agencies.flatMap(({ results }) => results).filter(({ rule }) => rule === "CROSS-duplicate-person");
  expect(told).toHaveLength(2000);
  expect(new Set(told.map(({ observed, evidenceTotal }) => JSON.stringify([observed["agencies"], evidenceTotal])))).toEqual(new Set(['[["启明","春晖"],2000]']));
}, 60_000);

test("assistants each under the next, fifteen hundred of them: all are of the supervisor at the end, and of nobody where they go round", async () => {
  const line = (end: string): Grid => [["机构", "姓名", "岗位", "督导"], ...rows((i) => ["启明", `王${i}`, "督导助理", i === 1499 ? end : `王${i + 1}`], 1500), ["启明", "李四", "初级督导", ""]];
  const loads = async (end: string): Promise<unknown> => (await audited({ 花名册: line(end) })).agencies[0]?.results.find(({ rule, subject }) => rule === "SZ08-supervisor-load" && subject.type === "person")?.observed;
  expect([await loads("李四"), await loads("王0")]).toEqual([{ load: 1500, unassigned: 0 }, { load: 0, unassigned: 1500 }]);
}, 60_000);

test("a group activity of three hundred workers, three hundred times", async () => {
  const crew = (i: number): string => Array.from({ length: 300 }, (_, k) => `王${(i + k) % 1000}`).join("、");
  const report = await audited({
    花名册: [ROSTER[0] ?? [], ...rows((i) => ["启明", `王${i}`, "一线社工", "李四", "2009-01-01"], 1000), ["启明", "李四", "初级督导", "", "2009-01-01"]],
    服务记录: [LOG, ...rows((i) => ["启明", "2010-03-04", crew(i), "小组", `XZ-${i}`, "1"], 300)],
  });
  expect(report.inputs.find(({ path: shown }) => shown === "服务记录.csv")?.tables[0]).toMatchObject({ rows: 300, used: 300 });
}, 60_000);
