import { afterAll, expect, test } from "vitest";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { inputOf } from "./inputs.ts";
import { judge } from "./judge.ts";

/** A short run of `npm run fuzz`, the same inputs each time; a seed that fails here is shown by `npm run fuzz -- --one <seed>`. */

const folder = mkdtempSync(path.join(tmpdir(), "hege-fuzz-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FIRST = 20_101_130;
const INPUTS = 160;
const AT_A_TIME = 40;

test("an input is made of its seed alone, not of the time", async () => {
  const seeds = Array.from({ length: 12 }, (_, i) => i + 1);
  const once = [];
  for (const seed of seeds) once.push(await inputOf(seed));
  for (const [i, seed] of seeds.entries()) expect(await inputOf(seed)).toEqual(once[i]);
});

test.each(Array.from({ length: INPUTS / AT_A_TIME }, (_, i) => FIRST + i * AT_A_TIME))("inputs from seed %i end as they may", async (first) => {
  for (let seed = first; seed < first + AT_A_TIME; seed++) {
    expect(await judge(await inputOf(seed), path.join(folder, String(first))), `npm run fuzz -- --one ${seed}`).toEqual([]);
  }
});

test("the laws are laws: runs that break them are found", async () => {
  const { faultsOf } = await import("./judge.ts");
  const run = { code: 0 as const, out: "x", err: "" };
  const broken: [Parameters<typeof faultsOf>[0], RegExp][] = [
    [{ ...run, code: 70 }, /exit code 70/], [{ ...run, out: "    at run (/src/x.ts:1:2)" }, /stack trace/], [{ ...run, err: "TypeError: x" }, /error of the program/], [{ ...run, code: 2 }, /refused, and yet/], [{ ...run, code: 2, out: "" }, /without a word/],
    [{ ...run, out: "\u001b[31m" }, /steers/], [{ ...run, out: "a\u202eb" }, /steers/], [{ ...run, out: "\ufffd" }, /U\+FFFD/], [{ ...run, out: "" }, /no report/],
  ];
  for (const [ran, fault] of broken) expect(faultsOf(ran, ["."]).join(), fault.source).toMatch(fault);
  expect(faultsOf({ ...run, out: "{}" }, ["--format", "json"]).join()).toMatch(/no report by its schema/);
  expect(faultsOf(run, ["."])).toEqual([]);
});
