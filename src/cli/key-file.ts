import { randomBytes } from "node:crypto";
import { chmod, readFile } from "node:fs/promises";
import path from "node:path";
import { writeWhole } from "./output.ts";

const LEAST = 16;

/** A key of the batch's own, kept with what it keeps: the same for a run that goes on with it. */
export async function keyIn(folder: string, cwd: string): Promise<string> {
  const file = path.join(folder, "key");
  const known = await readFile(path.resolve(cwd, file), "utf8").then((text) => text.trim(), () => "");
  if (known.length >= LEAST) return known;
  const key = randomBytes(32).toString("hex");
  await writeWhole(file, cwd, [`${key}\n`]);
  await chmod(path.resolve(cwd, file), 0o600).catch(() => undefined);
  return key;
}
