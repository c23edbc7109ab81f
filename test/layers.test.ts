import { ESLint } from "eslint";
import path from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "..");

/** The real configuration, without the types that a planted file does not have; only the rule of the layers speaks. */
const eslint = new ESLint({
  cwd: ROOT,
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
  ruleFilter: ({ ruleId }) => ruleId === "hege/layers",
});

async function plant(file: string, source: string): Promise<string[]> {
  const [result] = await eslint.lintText(source, { filePath: path.join(ROOT, file) });
  return (result?.messages ?? []).map((message) => message.message);
}

const NODE = "runs in a browser too";
const CLOCK = "the same inputs give the same report on any day";
const PROCESS = "belong to src/cli and bin";

describe("who may import whom", () => {
  it.each([
    ["src/model/person.ts", `import { read } from "../read/submission.ts";`, "src/model may import nothing but zod: the words of the domain know no reader, rule or format (found src/read)"],
    ["src/model/person.ts", `import { parse } from "yaml";`, "src/model may import nothing but zod: the words of the domain"],
    ["src/read/values/role.ts", `import { kinds } from "../../rules/index.ts";`, "src/read may import nothing but src/model: a reader turns bytes into records"],
    ["src/read/header.ts", `import ExcelJS from "exceljs";`, "src/read may import nothing but src/model: a reader turns bytes into records"],
    ["src/read/csv.ts", `import { parse } from "csv-parse/sync";`, "src/read may import nothing but src/model: a reader turns bytes into records"],
    ["src/rules/headcount-ratio.ts", `import { tally } from "../engine/tally.ts";`, "src/rules may import nothing but src/model and zod: a rule kind judges plain values"],
    ["src/policies/schema.ts", `import { judge } from "../engine/judge.ts";`, "src/policies may import nothing but src/model, src/rules, yaml and zod: a policy is data"],
    ["src/engine/judge.ts", `import { load } from "../policies/load.ts";`, "src/engine may import nothing but src/model and src/rules: the engine judges records"],
    ["src/engine/judge.ts", `import { z } from "zod";`, "src/engine may import nothing but src/model and src/rules"],
    ["src/report/html.ts", `import { judge } from "../engine/judge.ts";`, "src/report may import nothing but src/model"],
    ["src/config/schema.ts", `import { audit } from "../audit.ts";`, "src/config may import nothing but src/model, src/policies, yaml and zod: the configuration says what to audit"],
    ["src/audit.ts", `import { html } from "./report/html.ts";`, "the pipeline only joins the rooms together"],
    ["src/index.ts", `export { main } from "./cli/main.ts";`, "the public API hands out what the rooms hold and knows no command line (found src/cli)"],
    ["src/cli/check.ts", `import { parse } from "yaml";`, "what it needs a package for belongs in a room below (found yaml)"],
    ["bin/hege.ts", `import { audit } from "../src/audit.ts";`, "bin may import nothing but src/cli: bin passes argv and streams in"],
    ["src/engine/judge.ts", `import { plant } from "../../test/layers.test.ts";`, "(found test)"],
  ])("%s: %s", async (file, source, reason) => {
    expect(await plant(file, source)).toEqual([expect.stringContaining(reason)]);
  });

  it.each([
    ["a type-only import", `import type { Row } from "../read/rows.ts";`],
    ["an inline type import", `import { type Row } from "../read/rows.ts";`],
    ["an import for its effect", `import "../read/rows.ts";`],
    ["a dynamic import", `const rows = await import("../read/rows.ts");`],
    ["a dynamic import by a template", "const rows = await import(`../read/rows.ts`);"],
    ["an import inside a type", `type Row = import("../read/rows.ts").Row;`],
    ["an export from elsewhere", `export { row } from "../read/rows.ts";`],
    ["an export of types", `export type { Row } from "../read/rows.ts";`],
    ["an export of everything", `export * from "../read/rows.ts";`],
    ["an import by assignment", `import rows = require("../read/rows.ts");`],
  ])("%s counts", async (_name, source) => {
    expect(await plant("src/engine/judge.ts", source)).toEqual([expect.stringContaining("(found src/read)")]);
  });

  it("does not let a computed name hide an import", async () => {
    expect(await plant("src/report/index.ts", "export const load = (format: string) => import(`./${format}.ts`);")).toEqual([expect.stringContaining("whose name is computed")]);
  });

  it("asks for a line in the table where a folder has none", async () => {
    expect(await plant("src/newroom/run.ts", "export const jobs = 1;")).toEqual([expect.stringContaining("src/newroom is not in the table of scripts/layers.js")]);
  });
});

describe("node:, the clock and process", () => {
  it.each([
    ["src/model/person.ts", `import { readFileSync } from "node:fs";`, NODE],
    ["src/model/person.ts", `import { readFileSync } from "fs";`, NODE],
    ["src/model/person.ts", "export const bytes = Buffer.alloc(1);", NODE],
    ["src/read/header.ts", `import { readFile } from "node:fs/promises";`, "src/read may import node: modules only in files.ts, "],
    ["src/read/csv/scan.ts", `import { readFile } from "node:fs/promises";`, NODE],
    ["src/policies/schema.ts", `const fs = await import("node:fs");`, "node: modules only in load.ts"],
    ["src/rules/pay-floor.ts", `import type { Stats } from "node:fs";`, NODE],
    ["src/engine/judge.ts", `import { createHash } from "node:crypto";`, NODE],
    ["src/report/csv.ts", `import { EOL } from "node:os";`, NODE],
    ["src/audit.ts", `import path from "node:path";`, NODE],
    ["src/index.ts", `export { join } from "node:path";`, NODE],
    ["src/model/day.ts", "export const today = () => new Date();", CLOCK],
    ["src/engine/judge.ts", "export const now = Date.now();", CLOCK],
    ["src/engine/judge.ts", "export const now = Date['now']();", CLOCK],
    ["src/engine/judge.ts", "export const now = globalThis.Date.now();", CLOCK],
    ["src/engine/judge.ts", "const { now } = Date; export const day = now();", CLOCK],
    ["src/report/json.ts", "export const text = Date();", CLOCK],
    ["src/rules/timeliness.ts", "export const start = performance.now();", CLOCK],
    ["src/config/find.ts", "export const folder = process.cwd();", PROCESS],
    ["src/config/find.ts", `import { cwd } from "node:process";`, PROCESS],
    ["src/read/submission.ts", "export const folder = globalThis.process.cwd();", PROCESS],
    ["src/audit.ts", "export const language = process.env.HEGE_LANG;", PROCESS],
  ])("%s: %s", async (file, source, reason) => {
    expect(await plant(file, source)).toEqual([expect.stringContaining(reason)]);
  });
});

describe("what the house allows", () => {
  it.each([
    ["src/model/person.ts", `import { z } from "zod"; import type { Day } from "./day.ts"; export type { Day }; export const schema = z.string();`],
    ["src/model/day.ts", "export const days = (n: number) => [new Date(0), new Date(n), Date.UTC(n, 1, 1)];"],
    ["src/model/run.ts", "export const run = (process: { name: string }) => process.name;"],
    ["src/read/files.ts", `import { open } from "node:fs/promises"; import type { Row } from "../model/record.ts"; export const bytes = Buffer.alloc(1);`],
    ["src/read/xlsx/inflate.ts", `import { createGunzip } from "node:zlib"; import type { Refuse } from "./refuse.ts";`],
    ["src/policies/built-in.ts", `import shenzhen from "./shenzhen-2010.yaml"; import { kinds } from "../rules/index.ts";`],
    ["src/policies/load.ts", `import { readFile } from "node:fs/promises"; import { parseDocument } from "yaml";`],
    ["src/report/terminal.ts", `import type { Report } from "../model/report.ts"; export const draw = async () => import("chalk");`],
    ["src/config/load.ts", `import path from "node:path"; import { loadPolicy } from "../policies/load.ts";`],
    ["src/audit.ts", `import { judge } from "./engine/judge.ts"; import { read } from "./read/submission.ts"; import type { Report } from "./model/report.ts";`],
    ["src/index.ts", `export { audit } from "./audit.ts"; export { formats } from "./report/index.ts";`],
    ["src/cli/program.ts", `import { Command } from "commander"; import { audit } from "../audit.ts"; export const now = () => [Date.now(), new Date(), process.cwd()];`],
    ["bin/hege.ts", `import { main } from "../src/cli/main.ts"; process.exitCode = await main(process.argv.slice(2));`],
    ["test/anything.test.ts", `import { judge } from "../src/engine/judge.ts"; export const now = Date.now();`],
    ["scripts/anything.mjs", `import { readFileSync } from "node:fs"; export const now = Date.now();`],
  ])("%s: %s", async (file, source) => {
    expect(await plant(file, source)).toEqual([]);
  });
});
