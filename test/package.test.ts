import { existsSync, readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compile, examples, hasNpm, installed, ROOT, run, runModule, succeeded } from "./support/installed.ts";

/**
 * What somebody gets who installs the packed package into an empty folder: nothing but hege, which runs, can be imported, and
 * has types. The registry is never asked.
 */

/**
 * What is bundled. Where this list changes, look up the advisories of what is new, and say so in scripts/build.mjs: no scanner sees
 * into a bundle.
 */
const BUNDLED = [
  "archiver 5.3.2", "archiver-utils 2.1.0", "archiver-utils 3.0.4", "async 3.2.6", "buffer-crc32 0.2.13", "chalk 5.6.2", "commander 14.0.3",
  "compress-commons 4.1.2", "core-util-is 1.0.3", "crc-32 1.2.2", "crc32-stream 4.0.3", "exceljs 4.4.0", "graceful-fs 4.2.12", "immediate 3.0.6",
  "inherits 2.0.4", "isarray 1.0.0", "jszip 3.10.2", "lazystream 1.0.1", "lie 3.3.0", "lodash.defaults 4.2.0", "lodash.difference 4.5.0",
  "lodash.flatten 4.4.0", "lodash.isplainobject 4.0.6", "lodash.union 4.6.0", "normalize-path 3.0.0", "pako 1.0.11", "process-nextick-args 2.0.1",
  "readable-stream 2.3.8", "readable-stream 3.6.2", "safe-buffer 5.1.2", "safe-buffer 5.2.1", "saxes 5.0.1", "setimmediate 1.0.5", "string_decoder 1.1.1",
  "string_decoder 1.3.0", "util-deprecate 1.0.2", "uuid 11.1.1", "xmlchars 2.2.0", "yaml 2.9.1", "zip-stream 4.1.1", "zod 4.6.7",
];

const ASKED = 'policies: ["shenzhen-2010"], asOf: "2010-11-30"';
const { version } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as { version: string };

describe.skipIf(!hasNpm())("the packed package, installed into an empty folder", { timeout: 60_000 }, () => {
  let project: ReturnType<typeof installed>;
  const home = (...names: string[]): string => path.join(project.folder, "node_modules", "hege", ...names);
  beforeAll(() => { project = installed(); }, 120_000);
  afterAll(() => { project?.remove(); });

  test("brings nothing but itself", () => {
    expect(readdirSync(path.join(project.folder, "node_modules")).filter((name) => !name.startsWith("."))).toEqual(["hege"]);
    expect(readdirSync(home()).sort()).toEqual(["README.md", "README.zh-CN.md", "dist", "package.json", "schema"]);
    expect(readdirSync(home("dist")).sort()).toEqual(["chunks", "hege.cjs", "index.d.ts", "index.js", "licences.txt", "program"]);
    const manifest = JSON.parse(readFileSync(home("package.json"), "utf8")) as Record<string, unknown>;
    for (const kind of ["dependencies", "peerDependencies", "optionalDependencies", "bundleDependencies"]) expect(manifest).not.toHaveProperty(kind);
    expect(project.tarball).toBeLessThan(2_000_000);
  });

  test("holds of other packages what was looked up, each with its licence", () => {
    const licences = readFileSync(home("dist", "licences.txt"), "utf8").split(`\n${"-".repeat(80)}\n\n`).map((text) => text.replace(/^hege contains .*\n\n/, ""));
    expect(licences.map((text) => text.split(" (", 1)[0])).toEqual(BUNDLED);
  });

  test("loads nothing that is not there", () => {
    const files = ["hege.cjs", "index.js", ...["chunks", "program"].flatMap((folder) => readdirSync(home("dist", folder)).filter((name) => !name.endsWith(".bin")).map((name) => path.join(folder, name)))];
    const missing = files.flatMap((file) => {
      const asked = [...readFileSync(home("dist", file), "utf8").matchAll(/(?<!\.)\b(?:from|import|(?:__)?require)\s*\(?\s*"([\w@./:-]+)"/g)].map(([, name = ""]) => name);
      return asked.filter((name) => (name.startsWith(".") ? !existsSync(path.resolve(home("dist"), path.dirname(file), name)) : !isBuiltin(name))).map((name) => `${file}: ${name}`);
    });
    expect(missing).toEqual([]);
  });

  test("has a command that audits CSV files and workbooks", () => {
    expect(succeeded(run(project.folder, "npx", "--no", "--", "hege", "--version"))).toBe(`${version}\n`);
    const command = (...argv: string[]) => run(project.folder, process.execPath, home("dist", "hege.cjs"), "check", ...argv, "--policy", "shenzhen-2010", "--as-of", "2010-11-30", "--lang", "en");
    expect(command("报送材料")).toMatchObject({ code: 0, err: "" });
    const workbook = command("three-agencies.xlsx", "--format", "json", "--reproducible");
    expect(workbook.code, workbook.err).toBe(1);
    expect((JSON.parse(workbook.out) as { agencies: unknown[] }).agencies).toHaveLength(3);
  });

  test("writes workbooks whose checksums are right: our reader takes no other", () => {
    const hege = home("dist", "hege.cjs");
    expect(run(project.folder, process.execPath, hege, "check", "报送材料", "--policy", "shenzhen-2010", "--as-of", "2010-11-30", "--quiet", "--output", "report.xlsx")).toMatchObject({ code: 0, err: "" });
    const inspected = run(project.folder, process.execPath, hege, "inspect", "report.xlsx", "--lang", "en");
    expect(inspected).toMatchObject({ code: 0, err: "" });
    expect(inspected.out).toContain("6 sheets");
    expect(inspected.out).not.toContain("checksum");
  });

  test("can be imported: the report is the command's", () => {
    const printed = succeeded(runModule(project.folder, "audit.mjs", `
      import { audit, exitCodeOf, parseReport } from "hege";
      const report = await audit({ paths: ["three-agencies.xlsx"], ${ASKED} });
      await parseReport(JSON.parse(JSON.stringify(report)));
      console.log(JSON.stringify({ code: exitCodeOf(report), lenient: exitCodeOf(report, { failOn: "never", allowIncomplete: true }), report }));
    `));
    const { code, lenient, report } = JSON.parse(printed) as { code: number; lenient: number; report: { tool: unknown; agencies: unknown[] } };
    expect([code, lenient]).toEqual([1, 0]);
    expect(report.tool).toEqual({ name: "hege", version });
    const command = run(project.folder, process.execPath, home("dist", "hege.cjs"), "three-agencies.xlsx", "--policy", "shenzhen-2010", "--as-of", "2010-11-30", "--format", "json", "--reproducible", "--lang", "zh");
    expect(JSON.parse(command.out)).toEqual(report);
  });

  test("reads once and judges often: the submission stays as it is", () => {
    const printed = succeeded(runModule(project.folder, "steps.mjs", `
      import { audit, judge, readSubmission } from "hege";
      const asked = { ${ASKED} };
      const submission = await readSubmission(["报送材料"], asked);
      const [first, stricter, again] = [await judge(submission, asked), await judge(submission, { ...asked, rules: { "SZ08-supervisor-ratio": { limit: 1 } } }), await judge(submission, asked)];
      const same = (report) => JSON.stringify(report) === JSON.stringify(first);
      console.log(JSON.stringify([same(again), same(await audit({ ...asked, paths: ["报送材料"] })), stricter.agencies[0].verdict, stricter.audit.policies[0].overrides]));
    `));
    expect(JSON.parse(printed)).toEqual([true, true, "non-compliant", [{ rule: "SZ08-supervisor-ratio", path: "params.limit", from: 14, to: 1, source: "rules" }]]);
  });

  test("refuses as the command does", () => {
    const printed = succeeded(runModule(project.folder, "refused.mjs", `
      import { audit, builtInPolicies, EXIT, judge, loadPolicy, parseReport, readSubmission, Refusal } from "hege";
      const refused = (work) => work.then(() => "not refused", (error) => error instanceof Refusal && error.sentences.every(({ zh, en }) => zh && en) ? error.message : String(error.stack));
      const asked = { ${ASKED} };
      console.log(JSON.stringify([
        await refused(audit({ paths: ["nobody.csv"], ...asked })), await refused(audit({ paths: ["报送材料"], policies: asked.policies })), await refused(audit({ paths: ["报送材料"], ...asked, asOf: "30.11.2010" })),
        await refused(loadPolicy("shenzen-2010")), await refused(audit({ paths: ["报送材料"], ...asked, rules: { "SZ08": { limit: 1 } } })), await refused(parseReport({ ...(await audit({ paths: ["报送材料"], ...asked })), extra: 1 })),
        builtInPolicies, EXIT.refused,
      ]));
    `));
    expect(JSON.parse(printed)).toEqual([
      expect.stringContaining("nobody.csv"), expect.stringContaining("asOf"), expect.stringContaining("30.11.2010"), expect.stringContaining("shenzhen-2010"), expect.stringContaining("SZ08"), expect.stringContaining("extra"),
      ["shenzhen-2010", "xpcc-2017"], 2,
    ]);
  });

  test("has types that a strict compiler reads without other packages", () => {
    const program = `
      import { audit, exitCodeOf, judge, loadPolicy, readSubmission, Refusal } from "hege";
      import type { AgencyReport, AuditRequest, DataIssue, ExitCode, Policy, Report, Result, Status, Submission, Verdict } from "hege";

      const request: AuditRequest = { paths: ["报送材料"], policies: ["shenzhen-2010"], asOf: "2010-11-30", agency: undefined, language: "en" };
      const report: Report = await audit(request);
      const code: ExitCode = exitCodeOf(report, { failOn: "warning" });
      const failed = (agency: AgencyReport): Result[] => agency.results.filter(({ status }) => status === "fail");
      const verdicts: Verdict[] = report.agencies.map(({ verdict }) => verdict);
      const status: Status | undefined = report.agencies.flatMap(failed)[0]?.status;
      const issues: DataIssue[] = report.dataIssues;
      const policy: Policy = await loadPolicy("xpcc-2017");
      const submission: Submission = await readSubmission(["报送材料"], { policies: [policy] });
      for await (const rows of submission.open("services")) for (const { row } of rows) if (row.fields.halfDays.is === "known") row.fields.halfDays.value.toFixed(1);
      await judge(submission, { policies: [policy], asOf: "2017-12-31" });
      const sentences: string[] = new Refusal({ zh: "", en: "" }).sentences.map(({ zh }) => zh);
      console.log(code, verdicts, status, issues, sentences);

      // @ts-expect-error the day is needed: there is no clock to ask
      await audit({ paths: ["报送材料"], policies: ["shenzhen-2010"] });
      // @ts-expect-error no such status
      report.agencies.flatMap(failed).some((result) => result.status === "failed");
      // @ts-expect-error a report has no such field, and is not any
      report.nothing;
    `;
    expect(compile(project.folder, { "program.ts": program, ...Object.fromEntries(examples().map((code, i) => [`example-${i}.ts`, code])) })).toBe("");
  });

  test("is documented by examples that run", () => {
    expect(examples().length).toBeGreaterThan(1);
    for (const [i, code] of examples().entries()) expect(runModule(project.folder, `example-${i}.mjs`, code), code).toMatchObject({ code: 0, err: "" });
    expect(readFileSync(home("dist", "index.d.ts"), "utf8")).toContain('import { audit } from "hege";');
  });

  test("hands out the report's schema", () => {
    const printed = succeeded(runModule(project.folder, "schema.mjs", `
      import { readFileSync } from "node:fs";
      console.log(JSON.parse(readFileSync(new URL(import.meta.resolve("hege/schema/report.schema.json")), "utf8")).title);
    `));
    expect(printed).toBe("hege report\n");
  });
});
