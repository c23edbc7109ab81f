import { copyFile, mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { Refusal } from "../model/fault.ts";
import type { Overview, SubmissionLine } from "../model/overview.ts";
import { OVERVIEW_VERSION } from "../model/status.ts";
import type { Bilingual } from "../model/text.ts";
import { refusalOf } from "../read/files.ts";
import type { Format } from "../report/index.ts";
import { outcomeOf } from "./one.ts";
import { Ledger } from "./run.ts";
import { readState, STATE_FOLDER, stateFile, type State } from "./state.ts";
import { reportBase, type Submitted } from "./submissions.ts";

/** The parts of a divided run, put beside each other as if they had been one. */
export interface Merged {
  ledger: Ledger;
  keyName: string;
  /** Of the reports; at least JSON. */
  formats: readonly Format[];
  /** The parts carry the time of their making. */
  stamped: boolean;
}

interface Part { folder: string; overview: Overview; shard: { part: number; of: number } }

/**
 * Copies the reports of all parts and what is kept of them into one folder.
 * @throws Refusal where a part is missing, stands twice, was made otherwise than the others or under another key, or cannot be read.
 */
export async function gather(named: readonly string[], cwd: string, out: string): Promise<Merged> {
  const parts = (await Promise.all(named.map((each) => readPart(each, cwd)))).sort((a, b) => a.shard.part - b.shard.part);
  refuseUnlike(parts);
  await mkdir(path.join(out, STATE_FOLDER), { recursive: true }).catch((error: unknown) => { throw new Refusal(refusalOf(error, out)); });
  const of = parts[0]?.shard.of ?? 1;
  const lines = parts.flatMap(({ folder, overview, shard }) => overview.submissions.map((line, nth) => ({ line, folder, place: nth * of + shard.part - 1 }))).sort((a, b) => a.place - b.place);
  const list = lines.map(({ line }): Submitted => ({ name: line.name, path: line.path, shown: line.path, base: reportBase(line) }));
  const ledger = new Ledger(list);
  const states: State[] = [];
  for (const [nth, { line, folder }] of lines.entries()) {
    const submitted = list[nth] as Submitted;
    if (line.state !== "audited") {
      ledger.enter(nth, { is: "refused", reasons: [...line.reasons] });
      continue;
    }
    const state = await readState(folder, submitted.base);
    if (state === null) throw new Refusal(lacks(folder, stateFile(folder, submitted.base)));
    if (states[0] !== undefined && state.keyName !== states[0].keyName) throw new Refusal(otherKey(folder));
    states.push(state);
    await copyPart(folder, out, line, submitted);
    ledger.enter(nth, outcomeOf(state, false));
  }
  return { ledger, keyName: states[0]?.keyName ?? "", formats: states[0]?.formats ?? ["json"], stamped: parts.some(({ overview }) => "generatedAt" in overview) };
}

async function copyPart(folder: string, out: string, { reports }: SubmissionLine, { base }: Submitted): Promise<void> {
  // What is kept comes last: where it is, the reports are whole.
  const files = [...reports.map((report) => [path.join(folder, report), path.join(out, report)] as const), [stateFile(folder, base), stateFile(out, base)] as const];
  for (const [from, to] of files) await copyFile(from, to).catch((error: unknown) => { throw new Refusal((error as NodeJS.ErrnoException).code === "ENOENT" ? lacks(folder, from) : refusalOf(error, to)); });
}

/** A part is named by its folder or by the overview in it. */
async function readPart(named: string, cwd: string): Promise<Part> {
  const file = path.resolve(cwd, named.endsWith(".json") ? named : path.join(named, "overview.json"));
  const text = await readFile(file, "utf8").catch((error: unknown) => { throw new Refusal(refusalOf(error, path.relative(cwd, file))); });
  try {
    const overview = JSON.parse(text) as Overview;
    if (overview.schemaVersion === OVERVIEW_VERSION && Array.isArray(overview.submissions)) {
      if (overview.shard) return { folder: path.dirname(file), overview, shard: overview.shard };
      throw new Refusal({ zh: `${named} 不是分做的一份：它已经是完整的结果。`, en: `${named} is no part of a divided run: it is whole already.` });
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
  }
  throw new Refusal({ zh: `${named} 不是 hege batch --shard 写出的文件夹或其中的 overview.json。`, en: `${named} is neither a folder that hege batch --shard wrote nor the overview.json in it.` });
}

function refuseUnlike(parts: readonly Part[]): void {
  const [first] = parts;
  if (first === undefined) return;
  const { of } = first.shard;
  const made = ({ overview: { audit, tool } }: Part): string => JSON.stringify([audit, tool]);
  // A part of which nothing could be audited says nothing of how it was made.
  const told = parts.filter(({ overview }) => overview.audit !== null);
  const other = parts.find(({ shard }) => shard.of !== of) ?? told.find((part) => made(part) !== made(told[0] ?? part));
  if (other !== undefined) throw new Refusal({ zh: `${other.folder} 与其他各份不是同一次检查：份数、政策、检查日、选项或程序版本不同。请用相同的命令重做。`, en: `${other.folder} is not of the same run as the others: parts, policies, days, options or the program's version differ. Run it again with the same command.` });
  const missing = Array.from({ length: of }, (_, i) => i + 1).filter((nth) => !parts.some(({ shard }) => shard.part === nth));
  if (missing.length > 0) throw new Refusal({ zh: `共 ${of} 份，还缺第 ${missing.join("、")} 份。`, en: `Of ${of} parts, these are missing: ${missing.join(", ")}.` });
  const twice = parts.find(({ shard }, i) => parts.findIndex((part) => part.shard.part === shard.part) !== i);
  if (twice !== undefined) throw new Refusal({ zh: `第 ${twice.shard.part} 份给了两次：${twice.folder}。`, en: `Part ${twice.shard.part} is given twice: ${twice.folder}.` });
}

const lacks = (folder: string, file: string): Bilingual => ({
  zh: `${folder} 不完整：缺 ${path.relative(folder, file)}。请把整个文件夹（连同其中的 ${STATE_FOLDER}）一起拿来，或重做这一份。`,
  en: `${folder} is not whole: ${path.relative(folder, file)} is missing. Bring the folder with the ${STATE_FOLDER} in it, or run this part again.`,
});

const otherKey = (folder: string): Bilingual => ({
  zh: `${folder} 用的密钥与其他各份不同，无法核对跨机构的同一人。请用同一个 --key-file 重做这一份。`,
  en: `${folder} was made with another key than the others, so nobody can be found who stands in several. Run it again with the same --key-file.`,
});
