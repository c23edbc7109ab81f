import { open, readdir, realpath, rename, rm } from "node:fs/promises";
import path from "node:path";
import { Refusal } from "../model/fault.ts";
import type { Chunks } from "../report/index.ts";

/** Files being written; an interrupted run takes them away. */
const unfinished = new Set<string>();

/** What else an interrupted run does first: stops its threads. */
export const atInterrupt = new Set<() => Promise<void>>();

export async function removeUnfinished(): Promise<void> {
  await Promise.all([...atInterrupt].map((stop) => stop()));
  await Promise.all([...unfinished].map((file) => rm(file, { force: true })));
}

/**
 * Writes a file beside its place and renames it into it: a reader never sees half of one, and an existing one is kept when the
 * writing fails.
 * @throws Refusal where the place cannot be written to.
 */
export async function writeWhole(target: string, cwd: string, chunks: Chunks): Promise<void> {
  const file = path.resolve(cwd, target);
  const beside = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.tmp`);
  unfinished.add(beside);
  try {
    const handle = await open(beside, "w");
    let writing = Promise.resolve();
    try {
      // A piece is written while the next is made.
      for await (const piece of gathered(chunks)) {
        await writing;
        writing = handle.appendFile(piece);
        writing.catch(() => undefined);
      }
      await writing;
      await handle.sync();
    } finally {
      await writing.catch(() => undefined);
      await handle.close();
    }
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    const reason = reasonOf(error);
    throw new Refusal({ zh: `无法写入 ${target}：${reason.zh}。原有文件未改动。`, en: `Cannot write ${target}: ${reason.en}. What was there is unchanged.` });
  } finally {
    unfinished.delete(beside);
  }
}

/** So many bytes are written at a time: a table comes line by line, and each writing takes its time. */
const PIECE = 256 * 1024;

async function* gathered(chunks: Chunks): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    const piece = typeof chunk === "string" ? Buffer.from(chunk, "utf8") : chunk;
    held.push(piece);
    bytes += piece.length;
    if (bytes < PIECE) continue;
    yield held.length === 1 ? piece : Buffer.concat(held, bytes);
    [held, bytes] = [[], 0];
  }
  if (bytes > 0) yield Buffer.concat(held, bytes);
}

const DRAFT = /^\..+\.(\d+)\.tmp$/;

/** Takes away what killed runs – or threads of this one – left half-written in a folder. */
export async function sweep(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  await Promise.all(names.map(async (name) => {
    const pid = Number(DRAFT.exec(name)?.[1] ?? NaN);
    if (!Number.isNaN(pid) && (pid === process.pid || !isRunning(pid))) await rm(path.join(folder, name), { force: true });
  }));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** An output never takes the place of what was read. */
export async function refuseInputs(outputs: readonly string[], inputs: readonly string[], cwd: string): Promise<void> {
  const real = async (file: string): Promise<string> => realpath(path.resolve(cwd, file)).catch(() => path.resolve(cwd, file));
  const read = new Set(await Promise.all(inputs.map(real)));
  for (const output of outputs) {
    if (!read.has(await real(output))) continue;
    throw new Refusal({ zh: `--output ${output} 是本次检查读取的文件，不能覆盖，请换一个文件名。`, en: `--output ${output} is a file that was read; it is not overwritten. Choose another name.` });
  }
}

/** Why a file or folder could not be written. */
export function reasonOf(error: unknown): { zh: string; en: string } {
  const { code = "" } = error as NodeJS.ErrnoException;
  if (code === "") throw error;
  return REASONS[code] ?? { zh: code, en: code };
}

const REASONS: Readonly<Record<string, { zh: string; en: string }>> = {
  ENOENT: { zh: "所在文件夹不存在，请先建立", en: "its folder does not exist; make it first" },
  EACCES: { zh: "没有写入权限，请换一个位置", en: "you may not write there; choose another place" },
  EPERM: { zh: "没有写入权限，或文件正被其他程序打开，请关闭后再试", en: "you may not write there, or another program holds the file open; close it and try again" },
  EROFS: { zh: "磁盘只读，请换一个位置", en: "the disk is read-only; choose another place" },
  ENOSPC: { zh: "磁盘已满，请清理后再试", en: "the disk is full; make room and try again" },
  EFBIG: { zh: "文件超过系统允许的大小，请换一个位置", en: "the file is larger than the system allows; choose another place" },
  EDQUOT: { zh: "磁盘配额已满，请清理后再试", en: "the disk quota is used up; make room and try again" },
  EEXIST: { zh: "同名的文件挡住了文件夹，请换一个位置", en: "a file of that name is in the way of the folder; choose another place" },
  ENOTDIR: { zh: "路径中有一段是文件，不是文件夹", en: "part of the path is a file and no folder" },
  EISDIR: { zh: "该路径是文件夹，请写明文件名", en: "it is a folder; name a file" },
  EBUSY: { zh: "文件正被其他程序打开，请关闭后再试", en: "another program holds the file open; close it and try again" },
};
