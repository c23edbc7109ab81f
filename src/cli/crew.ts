import { availableParallelism } from "node:os";
import { setFlagsFromString } from "node:v8";
import { Worker, type ResourceLimits } from "node:worker_threads";
import type { Job, Order } from "../batch/one.ts";
import { stackOf } from "../model/fault.ts";
import type { Crew } from "../batch/run.ts";
import { answer, threadEnded, type Answer, type Answered, type Numbered, type ThreadData } from "./thread.ts";

/** Told of a fault of the program, with its stack. */
type Told = (stack: string) => void;

/** Jobs done in this thread, one after another: where the program has no file of its own to run in others. */
export function crewHere(order: Order, reproducible: boolean, told: Told): Crew {
  return { size: 1, do: async (job) => heard(await answer(job, order, reproducible), told) };
}

/** So many jobs a thread has in hand where there are several threads: while the disk is busy with one it goes on with another. */
const IN_HAND = 2;

/** A thread and how its jobs end, by their numbers; `alone`: it is given one job and no other. */
interface Hand {
  worker: Worker;
  alone: boolean;
  jobs: Map<number, (ended: Ended) => void>;
}

/** An answer; null: the thread ended over this job or another that it had in hand. */
type Ended = Answer | null;

/**
 * Jobs done in threads, each of which runs the program itself. A thread that ends over a job is replaced; what it had in hand besides
 * is done again, each by a thread of its own, so that only the job that is to blame is told to be.
 */
export function crewInThreads(program: URL, threads: number, order: Order, reproducible: boolean, told: Told, limits: ResourceLimits = {}): Crew & { stop(): Promise<void> } {
  const inHand = threads > 1 ? IN_HAND : 1;
  // Every processor has a thread of ours: V8's own, which would help each of them to collect, only stand in the way of the others.
  if (threads > 1 && threads >= availableParallelism()) setFlagsFromString("--no-parallel-scavenge");
  const hands = new Set<Hand>();
  let count = 0;
  let stopped = false;

  const hire = (alone: boolean): Hand => {
    const data: ThreadData = { order, reproducible };
    const hand: Hand = { worker: new Worker(program, { workerData: data, resourceLimits: limits }), alone, jobs: new Map() };
    hands.add(hand);
    const over = (answer: Answer): void => {
      hands.delete(hand);
      const ended = [...hand.jobs.values()];
      hand.jobs.clear();
      for (const end of ended) end(ended.length === 1 || stopped ? answer : null);
    };
    hand.worker.on("message", ({ number, answer }: Answered) => {
      const end = hand.jobs.get(number);
      hand.jobs.delete(number);
      end?.(answer);
    }).on("error", (error: NodeJS.ErrnoException) => {
      const code = error.code ?? "";
      over(code === "ERR_WORKER_OUT_OF_MEMORY" ? { is: "refused", reasons: [threadEnded(code)] } : { is: "fault", reasons: [threadEnded(code)], stack: stackOf(error) });
    }).on("exit", () => { over({ is: "fault", reasons: [threadEnded("")], stack: "a thread ended" }); });
    return hand;
  };

  /** The thread with the least in hand; a new one where all have something and there may be more. */
  const next = (): Hand => {
    const shared = [...hands].filter(({ alone }) => !alone).sort((a, b) => a.jobs.size - b.jobs.size);
    const [least] = shared;
    return least === undefined || (least.jobs.size > 0 && shared.length < threads) ? hire(false) : least;
  };

  const give = (hand: Hand, job: Job): Promise<Ended> => new Promise((resolve) => {
    count += 1;
    hand.jobs.set(count, resolve);
    hand.worker.postMessage({ number: count, job } satisfies Numbered);
  });

  return {
    size: threads * inHand,
    async do(job: Job) {
      const ended = await give(next(), job);
      if (ended !== null) return heard(ended, told);
      const hand = hire(true);
      const again = await give(hand, job);
      hands.delete(hand);
      await hand.worker.terminate();
      // Of a thread with one job the end is that job's.
      return heard(again as Answer, told);
    },
    async stop() {
      stopped = true;
      await Promise.all([...hands].map(({ worker }) => worker.terminate()));
    },
  };
}

function heard(given: Answer, told: Told): Answer {
  if (given.is === "fault") told(given.stack);
  return given;
}
