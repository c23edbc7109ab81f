import { existsSync } from "node:fs";
import { readFile, realpath } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { CONFIG_FILE } from "../config/load.ts";
import { withMapping } from "../config/mapping.ts";
import type { Suggestions } from "../model/inspection.ts";
import type { Bilingual, Language } from "../model/text.ts";
import { writeWhole } from "./output.ts";

interface Place {
  /** `--config`. */
  named: string | undefined;
  /** The configuration that was read, as it is shown. */
  found: string | undefined;
  language: Language;
  cwd: string;
}

export const configExists = async (named: string, cwd: string): Promise<boolean> => realpath(path.resolve(cwd, named)).then(() => true, (error: unknown) => (error as NodeJS.ErrnoException).code !== "ENOENT");

/**
 * Puts what could be given a meaning into the configuration: that which is named or was found, else a new one in the working
 * directory. Says what was written.
 * @throws Refusal where it cannot be written, or not without changing what is there.
 */
export async function writeMapping(suggestions: Suggestions, { named, found, language, cwd }: Place): Promise<Bilingual> {
  const shown = named ?? found ?? CONFIG_FILE;
  const absolute = path.resolve(cwd, shown);
  // A link stays a link.
  const file = await realpath(absolute).catch(() => absolute);
  const before = await readFile(file).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  });
  const { text, columns, values } = await withMapping(shown, before, suggestions, language, schemaFor(path.dirname(file)));
  if (text === null) return { zh: `没有要写进 ${shown} 的内容。`, en: `There is nothing to add to ${shown}.` };
  await writeWhole(file === absolute ? shown : file, cwd, [text]);
  const parts = [...(columns > 0 ? [{ zh: `${columns} 列`, en: `${columns} column${columns === 1 ? "" : "s"}` }] : []), ...(values > 0 ? [{ zh: `${values} 种写法`, en: `${values} text${values === 1 ? "" : "s"}` }] : [])];
  return {
    zh: `已在 ${shown} 里列出 ${parts.map(({ zh }) => zh).join("、")}。请打开它，按说明在冒号后面填写；空着的不起作用。`,
    en: `Listed ${parts.map(({ en }) => en).join(" and ")} in ${shown}. Open it and fill in what stands behind each colon, as the comments say; what is left blank has no effect.`,
  };
}

/** The published schema of the configuration as an editor finds it: from the file where the package lies below it, else by its whole address. */
function schemaFor(folder: string): string {
  const name = path.join("schema", "config.schema.json");
  let root = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(root, name)) && path.dirname(root) !== root) root = path.dirname(root);
  const relative = path.relative(folder, path.join(root, name)).split(path.sep).join("/");
  return relative.startsWith("..") || path.isAbsolute(relative) ? pathToFileURL(path.join(root, name)).href : `./${relative}`;
}
