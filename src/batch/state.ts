import { readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import type { CrossPart } from "../model/cross.ts";
import type { Format } from "../report/index.ts";
import type { TerminalOptions } from "../report/page.ts";
import type { Summary } from "./summary.ts";

/** What a batch keeps of a finished submission beside its reports: enough to skip it, and to judge across agencies again. */
export interface State {
  stateVersion: typeof STATE_VERSION;
  /** A hash of inputs, policy and options; the same: nothing has changed. */
  inputs: string;
  /** Which key the numbers of its people are hashed with. */
  keyName: string;
  formats: readonly Format[];
  screen: TerminalOptions;
  summary: Summary;
  part: CrossPart;
  /** Whether it, and the reports, name nobody. */
  redacted: boolean;
  /** A hash of the people of others with which its reports were judged; "": nobody. */
  joined: string;
}

export const STATE_VERSION = 2;
/** The folder of what is kept, in that of the reports. */
export const STATE_FOLDER = ".hege";

export const stateFile = (out: string, base: string): string => path.join(out, STATE_FOLDER, `${base}.json`);

/** null where there is none, or none that can be used. */
export async function readState(out: string, base: string): Promise<State | null> {
  try {
    const state = JSON.parse(await readFile(stateFile(out, base), "utf8")) as State;
    return state.stateVersion === STATE_VERSION ? state : null;
  } catch {
    return null;
  }
}

/** Whether an earlier run's reports in a folder are redacted; null: there are none. */
export async function isRedacted(out: string): Promise<boolean | null> {
  const names = await readdir(path.join(out, STATE_FOLDER)).catch(() => []);
  for (const name of names.filter((each) => each.endsWith(".json")).sort()) {
    const state = await readState(out, name.slice(0, -".json".length));
    if (state !== null) return state.redacted;
  }
  return null;
}

/** Takes away what an earlier run left of a submission: its reports are no longer true. */
export async function forget(out: string, base: string): Promise<void> {
  const state = await readState(out, base);
  for (const report of state?.summary.line.reports ?? []) await rm(path.join(out, path.basename(report)), { force: true });
  await rm(stateFile(out, base), { force: true });
}
