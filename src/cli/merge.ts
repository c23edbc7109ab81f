import path from "node:path";
import { Option, type Command } from "commander";
import { gather } from "../batch/merge.ts";
import type { Order } from "../batch/one.ts";
import { joinBatch } from "../batch/run.ts";
import { FAIL_ON, type ExitCode, type FailOn } from "../model/exit-code.ts";
import type { Bilingual, Language } from "../model/text.ts";
import { conclude, makeFolder, withCrew } from "./batch.ts";
import { batchProgress } from "./batch-progress.ts";
import type { Io } from "./io.ts";
import { screenOf } from "./options.ts";

interface MergeOptions { out: string; failOn: FailOn; allowIncomplete?: boolean; quiet?: boolean; verbose?: boolean; color: boolean; lang?: string }

/** `hege merge`: puts the parts of `batch --shard` together, checks across agencies included. */
export function mergeCommand(program: Command, io: Io, language: Language, done: (code: ExitCode) => void): void {
  const say = (words: Bilingual): string => words[language];
  program.command("merge")
    .description(say({ zh: "合并 hege batch --shard 分做的各份：结果与一次做完相同", en: "put the parts of hege batch --shard together: the result is that of an undivided run" }))
    .argument("<part...>", say({ zh: "各份的文件夹，或其中的 overview.json", en: "the folders of the parts, or the overview.json in each" }))
    .requiredOption("--out <folder>", say({ zh: "合并后的报告和总览写到这个文件夹", en: "the folder for the reports and the overview" }))
    .addOption(new Option("--fail-on <severity>", say({ zh: "从哪一级起算不合格（退出码 1），不写为 error", en: "from which severity a failure ends with exit code 1 (error where not said)" })).choices([...FAIL_ON]).default("error"))
    .option("--allow-incomplete", say({ zh: "资料不足时退出码也为 0", en: "exit 0 where data is missing" }))
    .option("--quiet", say({ zh: "只打印结论", en: "print the verdicts alone" }))
    .option("--verbose", say({ zh: "逐项列出", en: "list everything" }))
    .option("--no-color", say({ zh: "不用颜色", en: "no colour" }))
    .addOption(new Option("--lang <zh|en>", say({ zh: "语言", en: "language" })).choices(["zh", "en"]))
    .addHelpText("after", say({
      zh: "\n例：\n  hege batch 报送材料/ --out 分份1/ --shard 1/2 --key-file 密钥.txt --policy shenzhen-2010 --as-of 2010-11-30\n  hege batch 报送材料/ --out 分份2/ --shard 2/2 --key-file 密钥.txt --policy shenzhen-2010 --as-of 2010-11-30\n  hege merge 分份1/ 分份2/ --out 报告/\n",
      en: "\nExamples:\n  hege batch submissions/ --out part1/ --shard 1/2 --key-file key.txt --policy shenzhen-2010 --as-of 2010-11-30\n  hege batch submissions/ --out part2/ --shard 2/2 --key-file key.txt --policy shenzhen-2010 --as-of 2010-11-30\n  hege merge part1/ part2/ --out reports/\n",
    }))
    .action(async (parts: string[], options: MergeOptions) => { done(await merge(parts, options, io, language)); });
}

async function merge(parts: readonly string[], given: MergeOptions, io: Io, language: Language): Promise<ExitCode> {
  const began = Date.now();
  const out = path.resolve(io.cwd, given.out);
  await makeFolder(given.out, io.cwd);
  const { ledger, keyName, formats, stamped } = await gather(parts, io.cwd, out);
  const options = { failOn: given.failOn, allowIncomplete: given.allowIncomplete ?? false, reproducible: !stamped, quiet: given.quiet ?? false, verbose: given.verbose ?? false, color: given.color };
  const screen = screenOf(io, language, options);
  const order: Order = { asked: { policies: [], language, today: 0, cwd: io.cwd, version: io.version }, forMany: [], settings: "", formats, screen, out, key: "", keyName, redact: false, resume: false };
  const done = await withCrew(io, 1, order, options, (crew) => {
    const watcher = batchProgress(io, language, options.quiet);
    return joinBatch(ledger, order, crew, watcher, null).finally(() => { watcher.clear(); });
  });
  return conclude(done, { out: given.out, formats, screen, options, io, began: stamped ? began : null });
}
