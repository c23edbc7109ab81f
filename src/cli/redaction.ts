import { readFile, realpath } from "node:fs/promises";
import path from "node:path";
import { markBy } from "../batch/seal.ts";
import type { Config } from "../config/load.ts";
import { Refusal } from "../model/fault.ts";
import type { Report } from "../model/report.ts";
import type { Submission } from "../model/submission.ts";
import type { Bilingual } from "../model/text.ts";
import type { Io } from "./io.ts";

/** A key that can be guessed marks nobody secretly. */
const SHORTEST_KEY = 16;
export interface RedactionAsked {
  redact: boolean;
  /** As it was given, and from which folder. */
  keyFile: { name: string; folder: string } | null;
  reproducible: boolean;
  paths: readonly string[];
}

/** What the command line, or else the configuration, says of it; a key file is named from the folder in which that was said. */
export function redactionAsked(given: { redact?: boolean; keyFile?: string }, config: Config | null, io: Io): Pick<RedactionAsked, "redact" | "keyFile"> {
  const redact = given.redact ?? config?.redact ?? false;
  if (given.keyFile !== undefined) return { redact, keyFile: { name: given.keyFile, folder: io.cwd } };
  return { redact, keyFile: redact && config?.keyFile !== undefined ? { name: config.keyFile, folder: path.resolve(io.cwd, path.dirname(config.file)) } : null };
}

/** Takes everybody out of a report; `secret` is the file of the key, which no output may take the place of. */
export interface Redactor { redact: (report: Report, submission: Submission) => Promise<Report>; secret: string | null }

/**
 * How the report of this run is redacted; null: it is not. People are marked by a keyed hash (HMAC-SHA-256): by the key of the file,
 * so that they keep their marks from run to run, else by one of this run alone.
 * @throws Refusal for a key that is missing, short or among the files that are audited, and where a run that is to be the same again has none.
 */
export async function redactorOf({ redact, keyFile, reproducible, paths }: RedactionAsked, io: Io): Promise<Redactor | null> {
  if (!redact) {
    if (keyFile !== null) throw new Refusal({ zh: "--key-file 只与 --redact 一起使用。", en: "--key-file goes with --redact." });
    return null;
  }
  if (keyFile === null && reproducible) throw new Refusal(needsKey);
  const secret = keyFile === null ? null : path.resolve(keyFile.folder, keyFile.name);
  const key = keyFile === null || secret === null ? io.random(32) : await readKey(keyFile.name, secret, paths, io.cwd);
  const mark = markBy(key);
  return {
    secret,
    redact: async (report, submission) => {
      const [{ redactReport }, { textsOfSubmission }] = await Promise.all([import("../redact/report.ts"), import("../redact/known.ts")]);
      return redactReport(report, { mark, known: textsOfSubmission(submission) });
    },
  };
}

/** Said where a run that is to be the same again has no key of its own. */
export const needsKey: Bilingual = {
  zh: "--redact 与 --reproducible 同用时，须用 --key-file 指定密钥文件：没有密钥文件，每次运行的人员编号都不同。请自备一个至少 16 字节的文件，妥善保管。",
  en: "--redact with --reproducible needs --key-file: without a file of the key, people are marked anew in every run. Make a file of at least 16 bytes and keep it safe.",
};

/** The key of a file. @throws Refusal where it cannot be read, is too short to keep anything secret, or lies among what is audited. */
export async function readKey(name: string, file: string, paths: readonly string[], cwd: string): Promise<Uint8Array> {
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) throw new Refusal({ zh: `密钥文件 ${name} 打不开：请检查路径和读取权限。`, en: `The key file ${name} cannot be opened: check the path and that you may read it.` });
  if (bytes.length < SHORTEST_KEY) {
    throw new Refusal({ zh: `密钥文件 ${name} 太短（${bytes.length} 字节）：至少要 ${SHORTEST_KEY} 字节，最好是随机内容。`, en: `The key file ${name} is too short (${bytes.length} bytes): it takes at least ${SHORTEST_KEY}, best at random.` });
  }
  const real = async (given: string): Promise<string> => realpath(given).catch(() => given);
  const own = await real(file);
  for (const given of paths) {
    const read = await real(path.resolve(cwd, given));
    if (own !== read && path.dirname(own) !== read) continue;
    throw new Refusal({ zh: `密钥文件 ${name} 在要检查的材料里（${given}）：请移到别处，不要和材料放在一起。`, en: `The key file ${name} lies among what is audited (${given}): keep it somewhere else.` });
  }
  return bytes;
}
