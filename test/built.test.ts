import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { csvOf, inFolder } from "./support/submission.ts";

const dist = path.join(import.meta.dirname, "..", "dist");

/**
 * Root may read everything, so the built program runs as nobody there, from a folder that nobody may enter and read.
 */
test("a file that may not be read is refused with what to do", async () => {
  expect(existsSync(path.join(dist, "hege.cjs")), "npm run build").toBe(true);
  await inFolder((folder) => {
    chmodSync(folder, 0o755);
    cpSync(dist, path.join(folder, "dist"), { recursive: true, filter: (file) => !file.includes(`${path.sep}types`) });
    writeFileSync(path.join(folder, "package.json"), '{"type":"module"}');
    writeFileSync(path.join(folder, "花名册.csv"), csvOf([["姓名", "岗位"], ["张三", "社工"]]));
    chmodSync(path.join(folder, "花名册.csv"), 0);
    const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const run = spawnSync(process.execPath, [path.join(folder, "dist", "hege.cjs"), "花名册.csv", "--policy", "shenzhen-2010", "--as-of", "2010-11-30", "--lang", "zh"], { cwd: folder, encoding: "utf8", env: {}, ...nobody });
    expect(run.status, run.stderr).toBe(2);
    expect(run.stderr).toContain("花名册.csv");
    expect(run.stderr).toMatch(/权限|不允许/);
    expect(run.stderr).not.toMatch(/\bat .*:\d+:\d+/);
    return Promise.resolve();
  });
});

test("the built program reads a policy file and a configuration", async () => {
  await inFolder((folder) => {
    writeFileSync(path.join(folder, "花名册.csv"), csvOf([["姓名", "岗位"], ["张三", "社工"]]));
    writeFileSync(path.join(folder, "my-city.yaml"), "extends: shenzhen-2010\nid: my-city\nversion: 1.0.0\nrules:\n  - id: SZ08-supervisor-ratio\n    params: { limit: 9 }\n");
    writeFileSync(path.join(folder, "hege.config.yaml"), "policy: ./my-city.yaml\nasOf: 2010-11-30\n");
    const run = spawnSync(process.execPath, [path.join(dist, "hege.cjs"), "花名册.csv", "--format", "json"], { cwd: folder, encoding: "utf8" });
    expect(run.stderr).not.toMatch(/at .*:\d+:\d+/);
    expect(run.status, run.stderr).toBe(3);
    const report = JSON.parse(run.stdout) as { audit: { policies: { id: string }[] }; agencies: { results: { rule: string; expected: { limit?: number } }[] }[] };
    expect(report.audit.policies[0]?.id).toBe("my-city");
    expect(report.agencies[0]?.results.find(({ rule }) => rule === "SZ08-supervisor-ratio")?.expected.limit).toBe(9);
    return Promise.resolve();
  });
});

test("the built program writes a template and reads it again", async () => {
  await inFolder((folder) => {
    const run = (...argv: string[]) => spawnSync(process.execPath, [path.join(dist, "hege.cjs"), ...argv, "--policy", "xpcc-2017", "--lang", "en"], { cwd: folder, encoding: "utf8", env: {} });
    const written = run("template", "form.xlsx");
    expect([written.status, written.stderr]).toEqual([0, ""]);
    const empty = run("check", "form.xlsx");
    expect(empty.status, empty.stderr).toBe(2);
    expect(empty.stderr).toContain("the staff roster has its header and not a single row");
    return Promise.resolve();
  });
});

test.runIf(process.platform === "linux").each([["with little room for addresses, as a batch engine may give", "ulimit -v 4000000;", []], ["without WebAssembly", "", ["--jitless"]]] as const)("the built program says the same %s", (_, before, flags) => {
  const sample = path.join(import.meta.dirname, "..", "samples", "shenzhen-2010", "compliant");
  const asked = (own: readonly string[]): string[] => [process.execPath, ...own, path.join(dist, "hege.cjs"), "check", sample, "--policy", "shenzhen-2010", "--as-of", "2010-11-30", "--format", "json", "--reproducible"];
  const run = (limit: string, command: readonly string[]): ReturnType<typeof spawnSync> => spawnSync("sh", ["-c", `${limit} exec "$@"`, "sh", ...command], { encoding: "utf8" });
  const [usual, limited] = [run("", asked([])), run(before, asked(flags))];
  expect([limited.status, limited.stdout]).toEqual([usual.status, usual.stdout]);
  expect(usual.status).toBe(0);
}, 30_000);
