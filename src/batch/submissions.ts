import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { Refusal } from "../model/fault.ts";
import { byCodePoint, type Language } from "../model/text.ts";
import { IGNORED_NAMES } from "../read/files.ts";

/** One submission of a batch. */
export interface Submitted {
  /** As it is called in the overview. */
  name: string;
  /** Relative to the working directory, with `/`. */
  path: string;
  /** The path as the overview has it. */
  shown: string;
  /** Its report files are called so, with the endings of their formats. */
  base: string;
}

/** The part of the submissions that a run takes: the first of three is {part: 1, of: 3}. */
export interface Shard { part: number; of: number }

/**
 * The submissions of a folder: each sub-folder and each lone file, in the order of their names; `out`, where it lies in the folder,
 * is none.
 * @throws Refusal where there is no such folder, or nothing in it.
 */
export async function submissionsIn(folder: string, cwd: string, out: string): Promise<Submitted[]> {
  const absolute = path.resolve(cwd, folder);
  const entries = await readdir(absolute, { withFileTypes: true }).catch((error: unknown) => { throw noFolder(folder, (error as NodeJS.ErrnoException).code ?? ""); });
  const kept = entries.filter(({ name }) => !IGNORED_NAMES.test(name) && path.join(absolute, name) !== path.resolve(cwd, out));
  const found = await Promise.all(kept.map(async (entry) => ({ name: entry.name, isFolder: (entry.isSymbolicLink() ? await stat(path.join(absolute, entry.name)).catch(() => entry) : entry).isDirectory() })));
  if (found.length === 0) throw new Refusal({ zh: `${folder} 里没有报送材料：每个子文件夹、每个单独的文件是一份。`, en: `There is no submission in ${folder}: each sub-folder and each lone file is one.` });
  return named(found.map(({ name, isFolder }) => ({ name, path: shown(path.join(absolute, name), cwd), short: isFolder ? name : path.parse(name).name })));
}

/** The submissions of a list of paths, one a line (or ended by NUL, as `find -print0` writes them). */
export function submissionsOf(list: string, cwd: string): Submitted[] {
  const paths = [...new Set(list.split(list.includes("\0") ? "\0" : /\r?\n/).map((line) => line.trim()).filter((line) => line !== "").map((line) => shown(path.resolve(cwd, line), cwd)))];
  if (paths.length === 0) throw new Refusal({ zh: "标准输入里没有路径：请每行写一份报送材料的文件或文件夹。", en: "There is no path on standard input: write the file or folder of one submission a line." });
  return named(paths.map((each) => ({ name: each, path: each, short: each.replace(/\.[^./]+$/, "") })));
}

const shown = (absolute: string, cwd: string): string => path.relative(cwd, absolute).split(path.sep).join("/") || ".";

function noFolder(folder: string, code: string): Refusal {
  if (code === "ENOTDIR") return new Refusal({ zh: `${folder} 是文件，不是文件夹。检查一份材料请用 hege check；检查多份请给出装着它们的文件夹。`, en: `${folder} is a file. For one submission use hege check; for many give the folder that holds them.` });
  return new Refusal({ zh: `${folder}：打不开这个文件夹（${code}）。请检查路径和读取权限。`, en: `${folder}: the folder cannot be opened (${code}). Check the path and that you may read it.` });
}

/** Report files are named after submissions; those of one name, whatever its case, and what a file cannot be called get another. */
function named(found: readonly { name: string; path: string; short: string }[]): Submitted[] {
  const taken = new Set(["overview"]);
  return [...found].sort((a, b) => byCodePoint(a.name, b.name) || byCodePoint(a.path, b.path)).map(({ name, path: where, short }) => {
    const plain = short.normalize("NFC").replace(/^(?:\.{1,2}\/)+/, "").replace(/[\\/:*?"<>|\p{Cc}\p{Cf}]/gu, "_").replace(/^\.+|[. ]+$/g, "_").slice(0, 80) || "_";
    let base = plain;
    for (let nth = 2; taken.has(base.toLowerCase()); nth++) base = `${plain} (${nth})`;
    taken.add(base.toLowerCase());
    return { name, path: where, shown: where, base };
  });
}

/** Named by their number among all: a folder may be called like somebody, and nobody knows before it is read. */
export function numbered(all: readonly Submitted[], language: Language): Submitted[] {
  const width = String(all.length).length;
  return all.map(({ path: where }, i) => {
    const name = language === "zh" ? `材料 ${i + 1}` : `submission ${i + 1}`;
    return { name, path: where, shown: name, base: `${language === "zh" ? "材料" : "submission"}-${String(i + 1).padStart(width, "0")}` };
  });
}

/** What the reports of a submission are called that was audited: its first is JSON. */
export const reportBase = ({ name, reports }: { name: string; reports: readonly string[] }): string => reports.find((report) => report.endsWith(".json"))?.replace(/\.json$/, "") ?? name;

/** Of n parts the i-th: every n-th submission, so that parts are of like size. */
export const partOf = (all: readonly Submitted[], shard: Shard | null): Submitted[] => (shard === null ? [...all] : all.filter((_, nth) => nth % shard.of === shard.part - 1));

/** `i/n` as `--shard` takes it. */
export function shardOf(text: string): Shard {
  const [, part, of] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (part !== undefined && of !== undefined && part >= 1 && part <= of) return { part, of };
  throw new Refusal({ zh: `--shard ${text}：应写成 第几份/共几份，如 2/4。`, en: `--shard ${text}: write which part of how many, such as 2/4.` });
}
