import { open as openFile, type FileHandle } from "node:fs/promises";
import { Refusal } from "../model/fault.ts";
import type { Bilingual } from "../model/text.ts";
import { changed, notFound, notPermitted, notReadable } from "./refusals.ts";

/** So many bytes of a text file are read at a time. */
const CHUNK = 256 * 1024;

/**
 * The bytes of a file, part after part; each is good until the next one is asked for, which is read meanwhile. `bytes` is how many
 * there were when the file was identified: throws a Refusal where there are no longer as many, or where it cannot be read any more.
 */
export async function* chunksOf(absolute: string, shown: string, bytes: number | null): AsyncGenerator<Uint8Array> {
  let file: FileHandle | null = null;
  let reading: Promise<Uint8Array> | null = null;
  try {
    const opened = file = await openFile(absolute);
    const read = async (into: Uint8Array): Promise<Uint8Array> => into.subarray(0, (await opened.read(into, 0, CHUNK, null)).bytesRead);
    let [next, free] = [new Uint8Array(CHUNK), new Uint8Array(CHUNK)];
    let passed = 0;
    reading = read(next);
    for (;;) {
      const chunk = await reading;
      passed += chunk.length;
      if (bytes !== null && (passed > bytes || (chunk.length === 0 && passed < bytes))) throw new Refusal(changed(shown));
      if (chunk.length === 0) return;
      [next, free] = [free, next];
      reading = read(next);
      // Whether it failed is asked when it is wanted.
      reading.catch(() => undefined);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(failure(error, shown));
  } finally {
    await reading?.catch(() => undefined);
    await file?.close();
  }
}

/** Why a file could not be read, as the system said it. */
export function failure(error: unknown, shown: string): Bilingual {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT" || code === "ENOTDIR") return notFound(shown);
  return code === "EACCES" || code === "EPERM" ? notPermitted(shown) : notReadable(shown, code ?? message);
}
