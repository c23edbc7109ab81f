import { expect, test } from "vitest";
import { auditTables, type Grid } from "../support/submission.ts";

/** Sessions of services that many share, or that have many: a copy is found however many others there are (rules.md, section 1, "same session"). */

const ROSTER_HEADER = ["机构", "姓名", "岗位", "入职日期"];
const LOG_HEADER = ["机构", "日期", "社工姓名", "服务类型", "服务编号", "节次"];
const MANY = 60;
const nameOf = (i: number): string => `张${String.fromCodePoint(0x4e00 + i)}`;
const asked = { policies: ["shenzhen-2010"], asOf: "2010-11-30" };

async function duplicateRows(roster: Grid, log: Grid): Promise<number[]> {
  const { dataIssues } = await auditTables({ 花名册: [ROSTER_HEADER, ...roster], 服务记录: [LOG_HEADER, ...log] }, asked);
  return dataIssues.filter(({ code }) => code === "DATA-duplicate-record").map(({ location }) => location?.row ?? 0).sort((a, b) => a - b);
}

test("of many sessions of a service each copy is found, and nothing else", async () => {
  const sessions = Array.from({ length: MANY }, (_, i) => ["启明", "2010-03-04", "张三", "个案", "GA-1", String(i + 1)]);
  expect(await duplicateRows([["启明", "张三", "社工", "2009-01-01"]], sessions)).toEqual([]);
  // Of two rows that say the same the one that is shown as the copy may be either: every session has one.
  const rows = await duplicateRows([["启明", "张三", "社工", "2009-01-01"]], [...sessions, ...sessions]);
  expect(rows.length).toBe(MANY);
  expect(new Set(rows.map((row) => (row - 2) % MANY)).size).toBe(MANY);
});

test("a number that many workers of many agencies give to services of their own makes no copies; the same worker's second record does", async () => {
  const workers = Array.from({ length: MANY }, (_, i) => ({ agency: `机构${i % 7}`, name: nameOf(i) }));
  const roster = workers.map(({ agency, name }) => [agency, name, "社工", "2009-01-01"]);
  const log = workers.map(({ agency, name }) => [agency, "2010-03-04", name, "个案", "1", "1"]);
  expect(await duplicateRows(roster, log)).toEqual([]);
  expect((await duplicateRows(roster, [...log, ...log])).length).toBe(MANY);
  // Another kind of service under the same number is another service.
  expect(await duplicateRows(roster, [...log, ...log.map((row) => row.map((cell) => (cell === "个案" ? "小组" : cell)))])).toEqual([]);
});
