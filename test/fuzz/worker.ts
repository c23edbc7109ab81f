import { tmpdir } from "node:os";
import path from "node:path";
import { inputOf } from "./inputs.ts";
import { judge } from "./judge.ts";

/** A child of `npm run fuzz`: is told a seed, answers with what went wrong, the time it took (ms; the processor's too) and the most memory it has ever held (MB). */

const folder = path.join(tmpdir(), `hege-fuzz-${process.pid}`);

process.on("disconnect", () => process.exit());
process.on("message", (seed: number) => {
  const started = performance.now();
  const before = process.cpuUsage();
  const answer = (kind: string, faults: string[]): void => {
    const { user, system } = process.cpuUsage(before);
    process.send?.({ seed, kind, faults, cpu: Math.round((user + system) / 1000), ms: Math.round(performance.now() - started), mb: Math.round(process.resourceUsage().maxRSS / 1024) });
  };
  inputOf(seed).then(
    async (input) => { answer(input.kind, await judge(input, folder)); },
    (error: unknown) => { answer("none", [`the input could not be made: ${String(error)}`]); },
  ).catch((error: unknown) => { answer("thrown", [`thrown: ${error instanceof Error ? error.stack ?? error.message : String(error)}`]); });
});
