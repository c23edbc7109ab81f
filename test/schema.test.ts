import { readFileSync } from "node:fs";
import path from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { reportJsonSchema } from "../src/rules/report-schema.ts";
import { inspectionJsonSchema } from "../src/model/inspection.ts";
import { overviewJsonSchema } from "../src/model/overview.ts";
import { inputSchemas } from "../src/config/json-schema.ts";
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

test.each(Object.entries({ ...inputSchemas(), "inspect.schema.json": inspectionJsonSchema(), "overview.schema.json": overviewJsonSchema() }))("the published %s is the one of the code (else: npm run schema)", (name, text) => {
  expect(readFileSync(path.join(import.meta.dirname, "..", "schema", name), "utf8")).toBe(text);
});

test("the built-in policies and a configuration are valid by the published schemas, and a wrong key is not", () => {
  const validate = (name: string): ReturnType<Ajv2020["compile"]> => new Ajv2020({ strict: false, validateFormats: false }).compile(JSON.parse(inputSchemas()[name] ?? "{}") as object);
  const policy = validate("policy.schema.json");
  for (const name of ["shenzhen-2010", "xpcc-2017", "cross"]) {
    const document = parse(readFileSync(path.join(import.meta.dirname, "..", "src", "policies", `${name}.yaml`), "utf8")) as object;
    expect(policy(document), JSON.stringify(policy.errors?.slice(0, 2))).toBe(true);
    expect(policy({ ...document, colour: "red" })).toBe(false);
  }
  const config = validate("config.schema.json");
  expect(config({ policy: "shenzhen-2010", asOf: "2010-11-30", columns: { 带教人: "supervisor" }, rules: { "SZ08-supervisor-ratio": { limit: 16 } } }), JSON.stringify(config.errors)).toBe(true);
  expect(config({ asof: "2010-11-30" })).toBe(false);
});
