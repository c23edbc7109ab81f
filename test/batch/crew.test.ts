import { writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import type { Job, Order } from "../../src/batch/one.ts";
import { crewInThreads } from "../../src/cli/crew.ts";
import { inFolder } from "../support/submission.ts";

/** Threads that end over a job: whose job it was is found out, whatever else they had in hand. */

/** Stands for the program: a submission called 坏 ends the thread, one called 满 takes more memory than there is, the others are answered a little later. */
const PROGRAM = `
import { parentPort } from "node:worker_threads";
parentPort.on("message", ({ number, job }) => {
  const { name } = job.submitted;
  if (name.startsWith("坏")) setTimeout(() => process.exit(1), 5);
  else if (name.startsWith("满")) setTimeout(() => { const held = []; for (;;) held.push(new Array(1e6).fill({})); }, 5);
  else setTimeout(() => parentPort.postMessage({ number, answer: { is: "refused", reasons: [{ zh: name, en: name }] } }), 20);
});
`;

const job = (name: string): Job => ({ submitted: { name, path: name, shown: name, base: name } as Job["submitted"], elsewhere: null });

test.each([1, 2, 3])("with %i threads every job ends once, and only those are to blame that ended a thread", (threads) => inFolder(async (folder) => {
  writeFileSync(path.join(folder, "program.mjs"), PROGRAM);
  const told: string[] = [];
  const crew = crewInThreads(pathToFileURL(path.join(folder, "program.mjs")), threads, {} as Order, true, (stack) => told.push(stack));
  const names = ["一", "坏1", "二", "三", "坏2", "坏3", "四", "五", "六", "坏4", "七"];
  const answers = new Map<string, string>();
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let name = names[next++]; name !== undefined; name = names[next++]) {
      const answer = await crew.do(job(name));
      expect(answers.has(name)).toBe(false);
      answers.set(name, answer.is === "audited" ? "" : answer.is === "fault" ? "fault" : answer.reasons[0]?.zh ?? "");
    }
  };
  await Promise.all(Array.from({ length: crew.size }, lane));
  await crew.stop();
  expect(Object.fromEntries(answers)).toEqual(Object.fromEntries(names.map((name) => [name, name.startsWith("坏") ? "fault" : name])));
  expect(told.length).toBe(4);
}), 20_000);

test("a submission for which there is not enough memory is refused with what to do; the one beside it is answered", () => inFolder(async (folder) => {
  writeFileSync(path.join(folder, "program.mjs"), PROGRAM);
  const told: string[] = [];
  const crew = crewInThreads(pathToFileURL(path.join(folder, "program.mjs")), 2, {} as Order, true, (stack) => told.push(stack), { maxOldGenerationSizeMb: 32 });
  const [one, full, two] = await Promise.all([crew.do(job("一")), crew.do(job("满")), crew.do(job("二"))]);
  await crew.stop();
  expect(one).toMatchObject({ is: "refused", reasons: [{ zh: "一" }] });
  expect(two).toMatchObject({ is: "refused", reasons: [{ zh: "二" }] });
  expect(full).toMatchObject({ is: "refused", reasons: [{ en: "There was not enough memory to audit it. Audit it alone, or use fewer --jobs." }] });
  expect(told).toEqual([]);
}), 20_000);
