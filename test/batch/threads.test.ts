import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { describe, expect, test } from "vitest";
import { isMissing, toolPath } from "../support/tools.ts";
import { inFolder } from "../support/submission.ts";

/** The built program over many submissions: threads, a kill, the engines of others. */

const ROOT = path.join(import.meta.dirname, "..", "..");
const HEGE = path.join(ROOT, "dist", "hege.cjs");
const ASKED = ["--policy", "shenzhen-2010", "--as-of", "2010-12-31", "--reproducible", "--key-file", "key", "--lang", "zh"];

function madeIn(folder: string, copies = 3): void {
  expect(existsSync(HEGE), "npm run build").toBe(true);
  mkdirSync(path.join(folder, "in"));
  for (let i = 0; i < copies; i++) for (const name of ["compliant", "non-compliant"]) cpSync(path.join(ROOT, "samples", "shenzhen-2010", name), path.join(folder, "in", `${name}-${i}`), { recursive: true });
  writeFileSync(path.join(folder, "in", "broken.xlsx"), "PK");
  writeFileSync(path.join(folder, "key"), "0123456789abcdef0123456789abcdef");
}

const hege = (folder: string, ...argv: string[]) => spawnSync(process.execPath, [HEGE, ...argv], { cwd: folder, encoding: "utf8" });

function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(files.map((file): [string, string] => [path.relative(folder, file), readFileSync(file, "utf8")]).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const ended = (child: ChildProcess): Promise<number | string | null> => new Promise((resolve) => child.once("close", (code, signal) => { resolve(code ?? signal); }));

/** Waits until so many reports are written. */
async function reportsIn(folder: string, count: number): Promise<void> {
  for (const until = Date.now() + 10_000; Date.now() < until;) {
    if (existsSync(folder) && readdirSync(folder).filter((name) => name.endsWith(".json")).length >= count) return;
    await new Promise((resolve) => { setTimeout(resolve, 5); });
  }
}

test("however many threads, the bytes are the same", async () => {
  await inFolder((folder) => {
    madeIn(folder);
    for (const jobs of ["1", "2", "5"]) {
      const run = hege(folder, "batch", "in", "--out", `out${jobs}`, "--jobs", jobs, ...ASKED);
      expect(run.status, run.stderr).toBe(1);
      expect(run.stderr, "quiet in a pipe").toBe(`报告和总览在 out${jobs}\n`);
    }
    expect(contents(path.join(folder, "out2"))).toEqual(contents(path.join(folder, "out1")));
    expect(contents(path.join(folder, "out5"))).toEqual(contents(path.join(folder, "out1")));
    return Promise.resolve();
  });
});

test.each(["SIGKILL", "SIGINT"] as const)("after %s nothing is half-written, and going on ends with the bytes of an undisturbed run", async (signal) => {
  await inFolder(async (folder) => {
    madeIn(folder);
    expect(hege(folder, "batch", "in", "--out", "whole", ...ASKED).status).toBe(1);
    const child = spawn(process.execPath, [HEGE, "batch", "in", "--out", "out", "--jobs", "2", ...ASKED], { cwd: folder, stdio: "ignore" });
    const end = ended(child);
    await reportsIn(path.join(folder, "out"), 2);
    child.kill(signal);
    expect(await end).toBe(signal === "SIGINT" ? 130 : "SIGKILL");
    for (const name of readdirSync(path.join(folder, "out")).filter((each) => each.endsWith(".json"))) expect(() => JSON.parse(readFileSync(path.join(folder, "out", name), "utf8")) as unknown, name).not.toThrow();
    if (signal === "SIGINT") expect(readdirSync(path.join(folder, "out")).filter((name) => name.endsWith(".tmp"))).toEqual([]);
    const again = hege(folder, "batch", "in", "--out", "out", "--resume", ...ASKED);
    expect(again.status, again.stderr).toBe(1);
    expect(contents(path.join(folder, "out"))).toEqual(contents(path.join(folder, "whole")));
  });
});

test("paths come on standard input", async () => {
  await inFolder((folder) => {
    madeIn(folder, 1);
    const run = spawnSync(process.execPath, [HEGE, "batch", "-", "--out", "out", ...ASKED], { cwd: folder, encoding: "utf8", input: "in/compliant-0\nin/non-compliant-0\n" });
    expect(run.status, run.stderr).toBe(1);
    expect(readdirSync(path.join(folder, "out")).filter((name) => name.endsWith(".json")).length).toBe(3);
    return Promise.resolve();
  });
});

describe("recipes for the engines that batches run on", () => {
  const recipe = (name: string): string => readFileSync(path.join(ROOT, "docs", "batch", name), "utf8");

  test("the Kubernetes job is one of indexed parts that each run one shard", () => {
    const documents = recipe("kubernetes-job.yaml").split(/^---$/m).map((text) => parse(text) as Record<string, never>);
    const job = documents.find((document) => (document["kind"] as unknown) === "Job") as unknown as { apiVersion: string; spec: { completionMode: string; completions: number; parallelism: number; template: { spec: { restartPolicy: string; containers: { command: string[]; args?: string[]; volumeMounts: { name: string }[] }[]; volumes: { name: string }[] } } } };
    expect(job.apiVersion).toBe("batch/v1");
    expect(job.spec.completionMode).toBe("Indexed");
    const { restartPolicy, containers: [container], volumes } = job.spec.template.spec;
    expect(["Never", "OnFailure"]).toContain(restartPolicy);
    const script = [...container?.command ?? [], ...container?.args ?? []].join(" ");
    expect(script).toContain(`--shard "$((JOB_COMPLETION_INDEX + 1))/${job.spec.completions}"`);
    expect(container?.volumeMounts.map(({ name }) => name).sort()).toEqual(volumes.map(({ name }) => name).sort());
  });

  test("the Slurm script is a script, and its array has as many tasks as there are parts", () => {
    const text = recipe("slurm.sbatch");
    expect(spawnSync("bash", ["-n"], { input: text, encoding: "utf8" })).toMatchObject({ status: 0, stderr: "" });
    const [, last] = /^#SBATCH --array=1-(\d+)$/m.exec(text) ?? [];
    expect(text).toContain("--shard \"$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT\"");
    expect(Number(last)).toBeGreaterThan(1);
    expect(text.split("\n")[0]).toBe("#!/bin/bash");
  });

  test.skipIf(isMissing("parallel"))("GNU parallel runs the parts as documented, and merged they are the undivided run", async () => {
    await inFolder((folder) => {
      madeIn(folder, 1);
      writeFileSync(path.join(folder, "hege"), `#!/bin/sh\nexec "${process.execPath}" "${HEGE}" "$@"\n`, { mode: 0o755 });
      const script = recipe("parallel.sh");
      const run = spawnSync("bash", ["-c", script, "parallel.sh", "in", "out", "2"], { cwd: folder, encoding: "utf8", env: { ...process.env, PATH: `${folder}:${path.dirname(toolPath("parallel") ?? "")}:${process.env["PATH"] ?? ""}`, HEGE_OPTIONS: ASKED.join(" "), HOME: folder } });
      expect(run.status, run.stderr).toBe(1);
      expect(hege(folder, "batch", "in", "--out", "whole", ...ASKED).status).toBe(1);
      expect(contents(path.join(folder, "out"))).toEqual(contents(path.join(folder, "whole")));
      return Promise.resolve();
    });
  });
});
