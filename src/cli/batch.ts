import { access, mkdir } from "node:fs/promises";
import { availableParallelism } from "node:os";
import path from "node:path";
import type { Command } from "commander";
import { judgeBy, policiesOf } from "../audit.ts";
import { hashesOf, type Order } from "../batch/one.ts";
import { runBatch, type BatchDone, type Crew } from "../batch/run.ts";
import { nameOfKey, sha256 } from "../batch/seal.ts";
import { isRedacted, STATE_FOLDER } from "../batch/state.ts";
import { numbered, partOf, shardOf, submissionsIn, submissionsOf, type Submitted } from "../batch/submissions.ts";
import { loadConfig } from "../config/load.ts";
import { EXIT, exitCodeOfBatch, type ExitCode } from "../model/exit-code.ts";
import { Refusal } from "../model/fault.ts";
import type { Overview } from "../model/overview.ts";
import type { Bilingual, Language } from "../model/text.ts";
import { refusalOf } from "../read/files.ts";
import { FORMATS, type Format } from "../report/index.ts";
import { overviewIn } from "../report/overview/index.ts";
import type { TerminalOptions } from "../report/page.ts";
import { plain } from "../report/width.ts";
import { askPolicy } from "./ask.ts";
import { askedOf, languageOfRun, settled, stamped, withAuditOptions, type AskedOfAll, type AuditOptions } from "./audit-options.ts";
import { batchProgress } from "./batch-progress.ts";
import { crewHere, crewInThreads } from "./crew.ts";
import type { Io } from "./io.ts";
import { keyIn } from "./key-file.ts";
import { append, collect, refuseEmptyNames, screenOf } from "./options.ts";
import { atInterrupt, reasonOf, sweep, writeWhole } from "./output.ts";
import { needsKey, readKey, redactionAsked } from "./redaction.ts";

interface BatchOptions extends AuditOptions { format?: string[]; out: string; with?: string[]; resume?: boolean; jobs?: string; shard?: string }

/** `hege batch <folder>`: audits many submissions, and judges across them. */
export function batchCommand(program: Command, io: Io, language: Language, done: (code: ExitCode) => void): void {
  const say = (words: Bilingual): string => words[language];
  const command = program.command("batch")
    .description(say({ zh: "检查很多份报送材料：文件夹里的每个子文件夹、每个单独的文件是一份", en: "audit many submissions: each sub-folder and each lone file of a folder is one" }))
    .argument("<folder>", say({ zh: "装着报送材料的文件夹；- 表示从标准输入逐行读取路径", en: "the folder of submissions; - reads their paths from standard input, one a line" }))
    .requiredOption("--out <folder>", say({ zh: "报告和总览写到这个文件夹", en: "the folder for the reports and the overview" }));
  withAuditOptions(command, language, (own) => own
    .option("--format <format>", say({ zh: `每份报告另写哪些格式（可多次）：${FORMATS.join("、")}；json 总是写`, en: `formats of the reports besides json, which is always written (repeatable): ${FORMATS.join(", ")}` }), collect)
    .option("--with <file...>", say({ zh: "给每一份都用的表：协会名册、薪酬指导标准、豁免商定、复核结论", en: "tables for all of them: the register, the pay guide, waivers, decisions" }), append)
    .option("--resume", say({ zh: "跳过材料、政策和选项都没有变的，接着上次做", en: "go on: skip those whose files, policy and options have not changed" }))
    .option("--jobs <n>", say({ zh: "用几个线程检查（不写则按处理器数，最多 4）", en: "how many threads audit (where not said, as many as there are processors, 4 at most)" }))
    .option("--shard <i/n>", say({ zh: "只做 n 份中的第 i 份，供几台机器分做（须有同一个 --key-file）；各份用 hege merge 合并", en: "only the i-th of n parts, to divide the work (each with the same --key-file); hege merge puts the parts together" })))
    .addHelpText("after", say({
      zh: "\n退出码：有不合格的为 1；否则有资料不足、无可判定或未能检查的为 3；一份也没能检查的为 2。\n\n例：\n  hege batch 报送材料/ --out 报告/ --policy shenzhen-2010 --as-of 2010-11-30 --with 协会名册.xlsx\n  find 报送材料 -name '*.xlsx' | hege batch - --out 报告/ --policy xpcc-2017 --resume\n",
      en: "\nExit code: 1 where one is non-compliant; else 3 where one is incomplete, has nothing to judge or could not be audited; 2 where none could be.\n\nExamples:\n  hege batch submissions/ --out reports/ --policy shenzhen-2010 --as-of 2010-11-30 --with register.xlsx\n  find submissions -name '*.xlsx' | hege batch - --out reports/ --policy xpcc-2017 --resume\n",
    }))
    .action(async (folder: string, options: BatchOptions) => { done(await batch(folder, options, io, language)); });
}

async function batch(folder: string, given: BatchOptions, io: Io, spoken: Language): Promise<ExitCode> {
  const config = await loadConfig(given.config, io.cwd);
  const language = languageOfRun(given, config, spoken);
  const options = settled(given, config);
  const shard = given.shard === undefined ? null : shardOf(given.shard);
  if (shard !== null && shard.of > 1 && given.keyFile === undefined) throw new Refusal(shardNeedsKey);
  const { redact, keyFile } = redactionAsked(given, config, io);
  if (redact && keyFile === null && options.reproducible) throw new Refusal(needsKey);
  refuseEmptyNames([folder, given.out, ...(given.with ?? [])]);
  const jobs = jobsOf(given.jobs);
  const formats = formatsOf(given.format);
  const named = given.policy ?? config?.policy ?? [];
  const asked = askedOf(given, config, named.length > 0 ? named : await askPolicy(io, language), language, io);
  const policies = await policiesOf(asked);
  // A day, a rule or a setting that cannot be ends the run before the first file is read.
  judgeBy(policies, asked);
  const listed = folder === "-" ? submissionsOf(await (io.input ?? noInput)(), io.cwd) : await submissionsIn(folder, io.cwd, given.out);
  const all = redact ? numbered(listed, language) : listed;
  if (path.resolve(io.cwd, given.out) === path.resolve(io.cwd, folder)) throw new Refusal({ zh: "--out 不能就是报送材料所在的文件夹：报告会混进材料里。请另写一个。", en: "--out cannot be the folder of the submissions: reports would lie among them. Name another." });
  const forMany = (given.with ?? []).map((file) => path.relative(io.cwd, path.resolve(io.cwd, file)).split(path.sep).join("/"));
  const shared = await Promise.all(forMany.map((file) => hashesOf(path.resolve(io.cwd, file), io.cwd).catch((error: unknown) => { throw new Refusal(refusalOf(error, file)); })));
  await makeFolder(path.join(given.out, STATE_FOLDER), io.cwd, given.out);
  await Promise.all([given.out, path.join(given.out, STATE_FOLDER)].map((each) => sweep(path.resolve(io.cwd, each))));
  if (await isRedacted(path.resolve(io.cwd, given.out)) === !redact) throw new Refusal(otherReports(given.out, redact));
  // A key that lies beside redacted reports would tell whom they are about.
  const key = keyFile !== null ? hex(await readKey(keyFile.name, path.resolve(keyFile.folder, keyFile.name), [folder], io.cwd)) : redact ? hex(io.random(32)) : await keyIn(path.join(given.out, STATE_FOLDER), io.cwd);
  const screen = screenOf(io, language, options);
  const order: Order = {
    asked, forMany, formats, screen: { ...screen, colour: false, width: 100, quiet: false }, out: path.resolve(io.cwd, given.out), key, keyName: nameOfKey(key), redact, resume: given.resume ?? false,
    settings: sha256(JSON.stringify([settingsOf(asked), policies.map(({ id, sha256: hash }) => [id, hash]), shared, options.reproducible, options.verbose, redact], (_, value: unknown) => (value instanceof Map ? [...value as Map<unknown, unknown>] : value))),
  };
  const began = Date.now();
  const done = await withCrew(io, jobs, order, options, (crew) => {
    const watcher = batchProgress(io, language, options.quiet);
    return runBatch(partOf(all, shard), order, crew, watcher, shard !== null && shard.of > 1 ? shard : null).finally(() => { watcher.clear(); });
  });
  if (given.resume && !options.quiet) io.err.write(`${say(language, { zh: `${done.resumed} 份没有变化，已跳过`, en: `skipped, for nothing has changed: ${done.resumed}` })}\n`);
  if (redact && !options.quiet) tellNotAudited(done.overview, all, io);
  return conclude(done, { out: given.out, formats, screen, options, io, began: options.reproducible ? null : began });
}

const say = (language: Language, words: Bilingual): string => plain(words[language]);

const noInput = (): Promise<string> => Promise.resolve("");

const shardNeedsKey: Bilingual = {
  zh: "--shard 要和 --key-file 一起用：各份用同一个密钥对证件号码作散列，合并时才能核对跨机构的同一人，而号码不离开本机。可用 openssl rand -hex 32 > 密钥.txt 生成。",
  en: "--shard takes --key-file with it: only where all parts hash people's numbers with one key can merge find who stands in several, without a number leaving the machine. Make one with: openssl rand -hex 32 > key.txt",
};

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

const otherReports = (out: string, redact: boolean): Bilingual => (redact
  ? { zh: `${out} 里有以前没有隐去个人信息的报告。请另写一个 --out，免得一起发出去。`, en: `${out} holds reports of an earlier run that are not redacted. Name another --out, so that they are not handed out with these.` }
  : { zh: `${out} 里是以前隐去了个人信息的报告。请另写一个 --out，免得混在一起。`, en: `${out} holds redacted reports of an earlier run. Name another --out, so that the two are not mixed.` });

/** Which submissions could not be audited, by what they are called where nobody else reads it. */
function tellNotAudited({ submissions }: Overview, all: readonly Submitted[], io: Io): void {
  const failed = new Set(submissions.filter(({ state }) => state === "not-audited").map(({ name }) => name));
  for (const { name, path: where } of all) if (failed.has(name)) io.err.write(`${name}: ${plain(where)}\n`);
}

const MOST_JOBS = 4;

function jobsOf(text: string | undefined): number {
  if (text === undefined) return Math.min(MOST_JOBS, availableParallelism());
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new Refusal({ zh: `--jobs ${text}：应为 1 到 999 的整数。`, en: `--jobs ${text}: give a whole number from 1 to 999.` });
}

/** JSON first: what is judged again across submissions is read from it. */
function formatsOf(asked: readonly string[] = []): Format[] {
  const unknown = asked.find((format) => !(FORMATS as readonly string[]).includes(format));
  if (unknown !== undefined) throw new Refusal({ zh: `选项 --format 不能是 ${unknown}，可用的有：${FORMATS.join(", ")}。`, en: `The option --format cannot be ${unknown}; it takes: ${FORMATS.join(", ")}.` });
  return FORMATS.filter((format) => format === "json" || asked.includes(format)).sort((a, b) => Number(b === "json") - Number(a === "json"));
}

/** All that can change a report; the clock only where no day was given. */
const settingsOf = ({ cwd: _, today, evidence, ...asked }: AskedOfAll): unknown => ({ ...asked, evidence: String(evidence), today: asked.asOf === undefined && asked.to === undefined ? today : null });

/** Makes a folder, and those above it. @throws Refusal, which names `shown`. */
export async function makeFolder(folder: string, cwd: string, shown = folder): Promise<void> {
  const absolute = path.resolve(cwd, folder);
  await mkdir(absolute, { recursive: true }).catch(async (error: unknown) => {
    const reason = reasonOf(await whyNot(absolute, error));
    throw new Refusal({ zh: `无法建立文件夹 ${shown}：${reason.zh}。`, en: `The folder ${shown} cannot be made: ${reason.en}.` });
  });
}

/** Where it makes several folders at once node says ENOENT whatever the reason was: the topmost that is missing tells it. */
async function whyNot(folder: string, error: unknown): Promise<unknown> {
  if ((error as NodeJS.ErrnoException).code !== "ENOENT") return error;
  let missing = folder;
  while (path.dirname(missing) !== missing && !await access(path.dirname(missing)).then(() => true, () => false)) missing = path.dirname(missing);
  return mkdir(missing).then(() => error, (reason: unknown) => reason);
}

/** Lets a crew work, and sends it home whatever happens. */
export async function withCrew(io: Io, jobs: number, order: Order, { reproducible, verbose }: { reproducible: boolean; verbose: boolean }, task: (crew: Crew) => Promise<BatchDone>): Promise<BatchDone> {
  const told = (stack: string): void => { if (verbose) io.err.write(`${stack}\n`); };
  if (io.program === undefined) return task(crewHere(order, reproducible, told));
  const crew = crewInThreads(io.program, jobs, order, reproducible, told);
  const stop = async (): Promise<void> => {
    await crew.stop();
    await Promise.all([order.out, path.join(order.out, STATE_FOLDER)].map(sweep));
  };
  atInterrupt.add(stop);
  try {
    return await task(crew);
  } finally {
    atInterrupt.delete(stop);
    await crew.stop();
  }
}

interface Conclusion { out: string; formats: readonly Format[]; screen: TerminalOptions; options: ReturnType<typeof settled>; io: Io; /** null: reproducible. */ began: number | null }

/** Writes and prints the overview; returns the exit code. */
export async function conclude(done: BatchDone, { out, formats, screen, options, io, began }: Conclusion): Promise<ExitCode> {
  const overview = began === null ? done.overview : stamped(done.overview, new Date(began), Date.now());
  for (const format of formats) {
    const chunks = await overviewIn(format, overview, { ...screen, colour: false, width: 100 });
    if (chunks !== null) await writeWhole(path.join(out, `overview${OVERVIEW_ENDINGS[format] ?? `.${format}`}`), io.cwd, chunks);
  }
  for await (const chunk of await overviewIn("terminal", overview, screen) ?? []) io.out.write(chunk);
  if (!options.quiet) io.err.write(`${say(screen.language, { zh: `报告和总览在 ${out}`, en: `reports and overview are in ${out}` })}\n`);
  return done.faulty ? EXIT.fault : exitCodeOfBatch(overview, options);
}

const OVERVIEW_ENDINGS: Partial<Record<Format, string>> = { terminal: ".txt", json: ".json" };

