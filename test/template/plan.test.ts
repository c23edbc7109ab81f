import { describe, expect, test } from "vitest";
import type { Policy } from "../../src/model/policy.ts";
import { builtIn, crossPolicy } from "../../src/policies/load.ts";
import { mapColumns } from "../../src/read/mapping.ts";
import { tableOf } from "../../src/read/tables/index.ts";
import { readsOfRule } from "../../src/rules/reads.ts";
import { planTemplate } from "../../src/template/plan.ts";
import { planOf } from "../support/template.ts";

const CHOICES = [["shenzhen-2010"], ["xpcc-2017"], ["shenzhen-2010", "xpcc-2017"]];
const tablesOf = (ids: readonly string[]): string[] => planOf(...ids).tables.map(({ table }) => table);
const columnsOf = (ids: readonly string[], table: string): string[] => planOf(...ids).tables.find((each) => each.table === table)?.columns.map(({ field }) => field) ?? [];

describe("what a template asks for", () => {
  test.each(CHOICES)("%s: every column that a rule reads, and no other that is not read in every audit", (...ids) => {
    const rules = [...ids.map((id) => builtIn(id) ?? expect.unreachable(id)), crossPolicy()].flatMap((policy) => policy.rules);
    const read = new Set(rules.flatMap((rule) => readsOfRule(rule).flatMap(([table, fields]) => fields.map((field) => `${table}.${field}`))));
    const asked = planOf(...ids).tables.flatMap(({ table, columns }) => columns.map((column) => ({ key: `${table}.${column.field}`, column })));
    expect(asked.map(({ key }) => key)).toEqual(expect.arrayContaining([...read]));
    for (const { key, column } of asked) {
      expect(column.rules.length > 0, key).toBe(read.has(key));
      expect(column.purpose === null, key).toBe(read.has(key));
    }
    // Nothing of what no rule reads, and nobody needs to know whose row it is.
    const unread = asked.filter(({ key, column }) => !read.has(key) && !column.must && !key.startsWith("waivers.")).map(({ key }) => key);
    for (const key of unread) expect(key).toMatch(/\.(?:agency|employeeNo|workerNo)$|^roster\.(?:hireDate|leaveDate|status|roleStart|previousRole)$/);
  });

  test("tables that no rule reads are left out, and the inspector's decisions", () => {
    expect(tablesOf(["shenzhen-2010"])).toEqual(["roster", "services", "supervision", "duties", "documents", "targets", "registry", "waivers", "conversions"]);
    expect(tablesOf(["xpcc-2017"])).toEqual(["roster", "supervision", "documents", "waivers", "pay-guide", "agency"]);
    expect(tablesOf(["shenzhen-2010", "xpcc-2017"])).toHaveLength(11);
    expect(columnsOf(["xpcc-2017"], "supervision")).toEqual(["supervisor", "date", "supervisees", "form", "agency"]);
    expect(columnsOf(["xpcc-2017"], "roster")).not.toContain("selection");
    // Nothing has to be sent to an association there.
    expect(columnsOf(["xpcc-2017"], "documents")).toEqual(["document", "agency", "kind", "date"]);
    expect(columnsOf(["shenzhen-2010"], "documents")).toContain("submittedOn");
    expect(columnsOf(["shenzhen-2010"], "roster")).not.toContain("monthlyPay");
  });

  test("where no rule can be waived, no waivers are asked for", () => {
    const strict = (policy: Policy): Policy => ({ ...policy, rules: policy.rules.map((rule) => ({ ...rule, waivableBy: undefined })) });
    const tables = planTemplate([strict(builtIn("xpcc-2017") ?? expect.unreachable())], strict(crossPolicy())).tables.map(({ table }) => table);
    expect(tables).toEqual(tablesOf(["xpcc-2017"]).filter((table) => table !== "waivers"));
  });

  test.each(CHOICES)("%s: must-haves come first, the name before them", (...ids) => {
    for (const { table, columns } of planOf(...ids).tables) {
      expect(columns[0]?.field).toBe(tableOf(table).nameField);
      const marks = columns.slice(1).map(({ must }) => must);
      expect(marks, table).toEqual([...marks].sort((a, b) => Number(b) - Number(a)));
      for (const group of tableOf(table).must) expect(columns.some(({ field, must }) => must && group.includes(field)), `${table} ${group.join("/")}`).toBe(true);
    }
  });

  test.each(CHOICES)("%s: each header is read as its own field, and as no other", (...ids) => {
    for (const { table, columns } of planOf(...ids).tables) {
      const mapping = mapColumns(tableOf(table), columns.map(({ header, must }) => `${must ? "＊" : ""}${header}`));
      expect(mapping.unmapped).toEqual([]);
      expect(mapping.missing).toEqual([]);
      expect([...mapping.columns].map(([field, all]) => [field, all.map(({ index }) => columns[index]?.field)])).toEqual([...mapping.columns.keys()].map((field) => [field, [field]]));
      for (const { header, shape } of columns) if (shape.is === "number" && shape.unit !== null) expect(header).toContain(`(${shape.unit})`);
    }
  });

  test("the examples lie in the policy's time", () => {
    const dates = (id: string): string[] => planOf(id).tables.flatMap(({ columns }) => columns.flatMap(({ shape, example }) => (shape.is === "date" && typeof example === "string" ? [example] : [])));
    expect(dates("xpcc-2017").every((date) => /^201[5-7]-\d\d-\d\d$/.test(date))).toBe(true);
    expect(dates("shenzhen-2010").every((date) => /^20(?:08|09|10)-\d\d-\d\d$/.test(date))).toBe(true);
  });
});
