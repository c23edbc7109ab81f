import { createReadStream } from "node:fs";
import { access, readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { auditWithRecords, type AuditRequest } from "../audit.ts";
import { joinCross } from "../engine/cross/join.ts";
import type { Passport } from "../model/cross.ts";
import { Refusal } from "../model/fault.ts";
import type { Report } from "../model/report.ts";
import type { Bilingual } from "../model/text.ts";
import { byCodePoint } from "../model/text.ts";
import { hashOf } from "../read/identity.ts";
import { IGNORED_NAMES, refusalOf } from "../read/files.ts";
import { ENDINGS, render, type Chunks, type Format } from "../report/index.ts";
import type { TerminalOptions } from "../report/page.ts";
import { redacted, redactedReasons } from "./redacted.ts";
import { prints, sealed, sha256 } from "./seal.ts";
import { forget, readState, STATE_VERSION, stateFile, type State } from "./state.ts";
import type { Submitted } from "./submissions.ts";
import { summaryOf, type Summary } from "./summary.ts";

/** What all submissions of a batch are done by; plain data, for a thread. */
export interface Order {
  asked: Omit<AuditRequest, "paths" | "policies" | "progress" | "forMany"> & { policies: readonly string[] };
  /** Tables given to all (`--with`), as reports name them. */
  forMany: readonly string[];
  /** A hash of all that is the same for every submission: policies, options, tables given to all. */
  settings: string;
  formats: readonly Format[];
  screen: TerminalOptions;
  out: string;
  /** What numbers are hashed with; "" where nothing is audited any more, only joined. */
  key: string;
  keyName: string;
  /** Reports, and what is kept, name nobody. */
  redact: boolean;
  resume: boolean;
}

/** To be audited; or to be judged again with people of others. */
export type Job = { submitted: Submitted; elsewhere: null } | { submitted: Submitted; elsewhere: readonly Passport[] };

export type Outcome =
  | { is: "audited"; summary: Summary; prints: readonly number[]; joined: string; resumed: boolean }
  | { is: "refused"; reasons: Bilingual[] };

/** What a submission's work needs of the world besides reading. */
export interface Hands {
  write(file: string, chunks: Chunks): Promise<void>;
  /** Puts the time of its making into a report, unless it is to be reproducible. */
  stamp(report: Report): Report;
}

/** The file of a format among the reports of a submission. */
export const reportName = (base: string, format: Format): string => `${base}${Object.keys(ENDINGS).find((ending) => ENDINGS[ending] === format) ?? `.${format}`}`;

/** Does what is to be done with one submission. Whatever is wrong with it or its place is an outcome; only a fault of the program is thrown. */
export async function work(job: Job, order: Order, hands: Hands): Promise<Outcome> {
  try {
    return await (job.elsewhere === null ? auditOne(job.submitted, order, hands) : joinOne(job.submitted, job.elsewhere, order, hands));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await forget(order.out, job.submitted.base).catch(() => undefined);
    return { is: "refused", reasons: order.redact ? await redactedReasons(error.sentences, job.submitted, order) : [...error.sentences] };
  }
}

async function auditOne(submitted: Submitted, order: Order, hands: Hands): Promise<Outcome> {
  const before = order.resume ? await readState(order.out, submitted.base) : null;
  if (before !== null && await isDone(before, submitted, order)) return outcomeOf(before, true);
  const found = await auditWithRecords({ ...order.asked, paths: [submitted.path], forMany: order.forMany }, false);
  const hashes = new Map(found.report.inputs.map((input) => [input.path, input.sha256]));
  const { report, part, claims } = order.redact ? await redacted(found, order) : found;
  const kept = sealed(part, order.key, submitted.name, order.redact);
  const whole = hands.stamp(joinCross(report, part, []));
  const state: State = {
    stateVersion: STATE_VERSION, inputs: await inputsHash(submitted, order, hashes), keyName: order.keyName, formats: order.formats, screen: order.screen,
    summary: summaryOf(whole, submitted, order.formats.map((format) => reportName(submitted.base, format)), claims), part: kept, redacted: order.redact, joined: "",
  };
  await put(whole, state, submitted, order, hands);
  return outcomeOf(state, false);
}

async function isDone(state: State, submitted: Submitted, order: Order): Promise<boolean> {
  if (state.keyName !== order.keyName || JSON.stringify(state.formats) !== JSON.stringify(order.formats)) return false;
  const there = await Promise.all(state.summary.line.reports.map((report) => access(path.join(order.out, report)).then(() => true, () => false)));
  return there.every(Boolean) && state.inputs === await inputsHash(submitted, order, new Map());
}

/** Judges a finished submission again, with people of others; its log is not read a second time. */
async function joinOne(submitted: Submitted, elsewhere: readonly Passport[], order: Order, hands: Hands): Promise<Outcome> {
  const state = await readState(order.out, submitted.base);
  if (state === null) throw new Refusal(goneSince(submitted.shown));
  const joined = joinedHash(elsewhere);
  if (state.joined === joined) return outcomeOf(state, true);
  const file = path.join(order.out, reportName(submitted.base, "json"));
  const before = await readFile(file, "utf8").then((text) => JSON.parse(text) as Report, () => { throw new Refusal(goneSince(submitted.shown)); });
  const report = joinCross(before, state.part, elsewhere);
  const { line, claims } = state.summary;
  const now: State = { ...state, summary: summaryOf(report, submitted, line.reports, claims), joined };
  await put(report, now, submitted, { ...order, formats: state.formats, screen: state.screen }, hands);
  return outcomeOf(now, false);
}

export const joinedHash = (elsewhere: readonly Passport[]): string => (elsewhere.length === 0 ? "" : sha256(JSON.stringify(elsewhere)));

const goneSince = (where: string): Bilingual => ({
  zh: `${where}：它的报告在检查过程中被移走或改动，无法完成跨机构核对。请再运行一次（加 --resume）。`,
  en: `${where}: its report was moved or changed while the batch ran, so the checks across agencies could not be finished. Run again with --resume.`,
});

/** First the reports, then what is kept of them: where the latter is, the former are whole. */
async function put(report: Report, state: State, { base }: Submitted, order: Order, { write }: Hands): Promise<void> {
  for (const format of order.formats) await write(path.join(order.out, reportName(base, format)), await render(format, report, order.screen));
  await write(stateFile(order.out, base), [JSON.stringify(state)]);
}

export const outcomeOf = (state: State, resumed: boolean): Outcome & { is: "audited" } => ({ is: "audited", summary: state.summary, prints: prints(state.part), joined: state.joined, resumed });

/** All that decides a submission's report, as one hash: settings, and each file by its content. */
async function inputsHash(submitted: Submitted, order: Order, known: ReadonlyMap<string, string>): Promise<string> {
  const absolute = path.resolve(order.asked.cwd, submitted.path);
  try {
    return sha256(JSON.stringify([order.settings, submitted.path, await hashesOf(absolute, order.asked.cwd, known)]));
  } catch (error) {
    throw new Refusal(refusalOf(error, submitted.path));
  }
}

/** Files and the hashes of their content, in the order of names; of a sub-folder, which is not read, the name. */
export async function hashesOf(absolute: string, cwd: string, known: ReadonlyMap<string, string> = new Map()): Promise<[string, string][]> {
  const shown = (file: string): string => path.relative(cwd, file).split(path.sep).join("/");
  const hash = async (file: string): Promise<[string, string]> => [shown(file), known.get(shown(file)) ?? await hashOf(createReadStream(file))];
  if (!(await stat(absolute)).isDirectory()) return [await hash(absolute)];
  const names = (await readdir(absolute)).filter((name) => !IGNORED_NAMES.test(name)).sort(byCodePoint);
  const list: [string, string][] = [];
  for (const name of names) {
    const file = path.join(absolute, name);
    list.push((await stat(file)).isFile() ? await hash(file) : [shown(file), ""]);
  }
  return list;
}
