import { readFileSync } from "node:fs";
import path from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { reportJsonSchema } from "../src/rules/report-schema.ts";
import { KINDS } from "../src/rules/index.ts";
import { auditTables } from "./support/submission.ts";

const published = readFileSync(path.join(import.meta.dirname, "..", "schema", "report.schema.json"), "utf8");

test("the published schema is the one of the code (else: npm run schema)", () => {
  expect(published).toBe(reportJsonSchema());
});

test("a real report is valid by the published schema, and a report with a field too many is not", async () => {
  const report = await auditTables({ 花名册: [["机构", "姓名", "岗位", "督导"], ["启明", "欧阳明", "见习督导", ""], ["启明", "王伟", "一线社工", "欧阳明"]] }, { policies: ["shenzhen-2010", "xpcc-2017"], asOf: "2010-11-30" });
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(JSON.parse(published) as object);
  const plain = JSON.parse(JSON.stringify(report)) as Record<string, unknown>;
  expect(validate(plain), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
  expect(validate({ ...plain, extra: 1 })).toBe(false);
});

test("every result's observed and expected are those its kind publishes", async () => {
  const report = await auditTables({ 花名册: [["机构", "姓名", "岗位", "督导"], ["启明", "欧阳明", "见习督导", ""], ["启明", "王伟", "一线社工", "欧阳明"]] }, { policies: ["shenzhen-2010", "xpcc-2017"], asOf: "2010-11-30" });
  const kinds = new Map(report.audit.policies.flatMap(({ rules }) => rules.map(({ id, kind }) => [id, kind] as const)));
  const results = report.agencies.flatMap((agency) => agency.results);
  expect(results.length).toBeGreaterThan(20);
  for (const { rule, observed, expected } of results) {
    const kind = KINDS.get(kinds.get(rule) ?? "");
    expect(kind?.observed.strict().safeParse(observed), rule).toMatchObject({ success: true });
    expect(kind?.expected.strict().safeParse(expected), rule).toMatchObject({ success: true });
  }
});
