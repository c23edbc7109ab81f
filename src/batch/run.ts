import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Passport } from "../model/cross.ts";
import type { Overview } from "../model/overview.ts";
import type { Report } from "../model/report.ts";
import type { Bilingual } from "../model/text.ts";
import { candidates, elsewhereFor, Prints } from "./across.ts";
import { joinedHash, reportName, type Job, type Order, type Outcome } from "./one.ts";
import { overviewOf, type Finished } from "./overview.ts";
import { readState } from "./state.ts";
import { failedSummary } from "./summary.ts";
import type { Shard, Submitted } from "./submissions.ts";

/** Does jobs, several at a time; `fault`: the program itself failed at it. */
export interface Crew {
  size: number;
  do(job: Job): Promise<Outcome | { is: "fault"; reasons: Bilingual[] }>;
}

/** Told when a submission begins and when it is finished. */
export interface Watcher {
  begins(phase: "audit" | "join", name: string): void;
  ends(phase: "audit" | "join", done: number, total: number): void;
}

export interface BatchDone {
  overview: Overview;
  /** The program itself failed at one of them. */
  faulty: boolean;
  resumed: number;
}

/**
 * Audits every submission, then judges across them. Two passes, because who is shared is known only when everybody was read: the first
 * writes each report as if it stood alone and keeps hashes of its people; the second finds out by them who stands in several
 * submissions, and writes again only the reports of those, from what is on the disk. So a report that is there is whole at any moment,
 * a part of a divided run needs no other, and parts are put together by the second pass alone.
 */
export async function runBatch(list: readonly Submitted[], order: Order, crew: Crew, watcher: Watcher, shard: Shard | null): Promise<BatchDone> {
  const ledger = new Ledger(list);
  await inParallel(list.map((_, nth) => nth), crew.size, async (nth, done) => {
    const submitted = list[nth];
    if (submitted === undefined) return;
    watcher.begins("audit", submitted.name);
    ledger.enter(nth, await crew.do({ submitted, elsewhere: null }));
    watcher.ends("audit", done(), list.length);
  });
  return joinBatch(ledger, order, crew, watcher, shard);
}

/** The second pass alone, over what was audited before. */
export async function joinBatch(ledger: Ledger, order: Order, crew: Crew, watcher: Watcher, shard: Shard | null): Promise<BatchDone> {
  const { list, found } = ledger;
  const elsewhere = await sharedWith(ledger, order);
  const changed = [...found].filter(([nth, { joined }]) => joined !== joinedHash(elsewhere.get(nth) ?? [])).map(([nth]) => nth).sort((a, b) => a - b);
  await inParallel(changed, crew.size, async (nth, done) => {
    const submitted = list[nth];
    if (submitted === undefined) return;
    watcher.begins("join", submitted.name);
    ledger.enter(nth, await crew.do({ submitted, elsewhere: elsewhere.get(nth) ?? [] }));
    watcher.ends("join", done(), changed.length);
  });
  const audit = await auditOf(list, ledger.finished, order.out);
  return { overview: overviewOf(ledger.finished, audit, order.asked.version, shard), faulty: ledger.faulty, resumed: ledger.resumed };
}

/** What became of each submission so far. */
export class Ledger {
  readonly list: readonly Submitted[];
  readonly finished: Finished[];
  readonly prints = new Prints();
  readonly found = new Map<number, { prints: readonly number[]; joined: string }>();
  faulty = false;
  resumed = 0;

  constructor(list: readonly Submitted[]) {
    this.list = list;
    this.finished = list.map((submitted) => ({ line: failedSummary(submitted, []), summary: null }));
  }

  enter(nth: number, outcome: Outcome | { is: "fault"; reasons: Bilingual[] }): void {
    const submitted = this.list[nth];
    if (submitted === undefined) return;
    if (outcome.is !== "audited") {
      this.faulty ||= outcome.is === "fault";
      this.finished[nth] = { line: failedSummary(submitted, outcome.reasons), summary: null };
      this.found.delete(nth);
      return;
    }
    this.finished[nth] = { line: outcome.summary.line, summary: outcome.summary };
    if (!this.found.has(nth)) {
      this.prints.add(nth, outcome.prints);
      if (outcome.resumed) this.resumed += 1;
    }
    this.found.set(nth, outcome);
  }
}

async function sharedWith({ list, found, prints }: Ledger, order: Order): Promise<ReturnType<typeof elsewhereFor>> {
  const asked = [...found].filter(([, each]) => prints.any(each.prints)).map(([submission]) => submission).sort((a, b) => a - b);
  const people = new Map<number, readonly Passport[]>();
  await inParallel(asked, STATES_AT_A_TIME, async (submission) => {
    const state = await readState(order.out, list[submission]?.base ?? "");
    if (state?.keyName === order.keyName) people.set(submission, candidates(state.part.people, prints));
  });
  // In the order of submissions, whichever was read first.
  return elsewhereFor(asked.flatMap((submission) => { const passports = people.get(submission); return passports === undefined ? [] : [{ submission, passports }]; }));
}

/** So many states are read at a time: each waits for the disk more than for anything else. */
const STATES_AT_A_TIME = 8;

/** What was audited, as the first of the reports says it: it is the same in all of them. */
export async function auditOf(list: readonly Submitted[], finished: readonly Finished[], out: string): Promise<Report["audit"] | null> {
  const nth = finished.findIndex(({ summary }) => summary !== null);
  const base = list[nth]?.base;
  if (base === undefined) return null;
  return (JSON.parse(await readFile(path.join(out, reportName(base, "json")), "utf8")) as Report).audit;
}

/** So many at a time, begun in order. */
async function inParallel(list: readonly number[], size: number, each: (nth: number, done: () => number) => Promise<void>): Promise<void> {
  let [next, done] = [0, 0];
  const one = async (): Promise<void> => {
    for (let at = next++; at < list.length; at = next++) await each(list[at] ?? 0, () => ++done);
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(size, list.length)) }, one));
}
