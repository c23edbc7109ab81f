import { Worker } from "node:worker_threads";
import type { Job, Order } from "../batch/one.ts";
import type { Crew } from "../batch/run.ts";
import { answer, threadEnded, type Answer, type ThreadData } from "./thread.ts";

/** Told of a fault of the program, with its stack. */
type Told = (stack: string) => void;

/** Jobs done in this thread, one after another: where the program has no file of its own to run in others. */
export function crewHere(order: Order, reproducible: boolean, told: Told): Crew {
  return { size: 1, do: async (job) => heard(await answer(job, order, reproducible), told) };
}

/** Jobs done in threads, each of which runs the program itself. A thread that ends over a job is replaced. */
export function crewInThreads(program: URL, size: number, order: Order, reproducible: boolean, told: Told): Crew & { stop(): Promise<void> } {
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  const hire = (): Worker => {
    const data: ThreadData = { order, reproducible };
    const worker = new Worker(program, { workerData: data });
    all.add(worker);
    return worker;
  };
  return {
    size,
    async do(job: Job) {
      const worker = idle.pop() ?? hire();
      const given = await new Promise<Answer>((resolve) => {
        const settle = (outcome: Answer, alive: boolean): void => {
          worker.off("message", heardOf).off("error", failed).off("exit", ended);
          if (alive) idle.push(worker);
          else all.delete(worker);
          resolve(outcome);
        };
        const heardOf = (outcome: Answer): void => { settle(outcome, true); };
        const failed = (error: NodeJS.ErrnoException): void => {
          const code = error.code ?? "";
          settle(code === "ERR_WORKER_OUT_OF_MEMORY" ? { is: "refused", reasons: [threadEnded(code)] } : { is: "fault", reasons: [threadEnded(code)], stack: error.stack ?? error.message }, false);
        };
        const ended = (): void => { settle({ is: "fault", reasons: [threadEnded("")], stack: "a thread ended" }, false); };
        worker.on("message", heardOf).on("error", failed).on("exit", ended);
        worker.postMessage(job);
      });
      return heard(given, told);
    },
    async stop() {
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}

function heard(given: Answer, told: Told): Answer {
  if (given.is === "fault") told(given.stack);
  return given;
}
