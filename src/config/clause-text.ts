import { readFile } from "node:fs/promises";
import path from "node:path";
import { clausesOf, type Clauses } from "../model/clauses.ts";
import { Refusal } from "../model/fault.ts";

const LARGEST = 4 * 1024 ** 2;

/**
 * The user's own copies of the documents that policies cite: text files, named from where the configuration stands.
 * @throws Refusal for a file that cannot be read or holds no text.
 */
export async function readClauseTexts(named: Readonly<Record<string, string>>, shown: string, folder: string): Promise<ReadonlyMap<string, Clauses>> {
  const read = await Promise.all(Object.entries(named).map(async ([policy, file]): Promise<[string, Clauses]> => {
    const bytes = await readFile(path.resolve(folder, file)).catch(() => null);
    const refuse = (zh: string, en: string): never => { throw new Refusal({ zh: `${shown}：clauseText.${policy} 的文件 ${file} ${zh}。`, en: `${shown}: the file ${file} of clauseText.${policy} ${en}.` }); };
    if (bytes === null) return refuse("打不开：请检查路径（从配置文件所在的文件夹算起）和读取权限", "cannot be opened: check the path (from the folder of the configuration) and that you may read it");
    const text = bytes.length > LARGEST ? null : decoded(bytes);
    if (text === null || text.includes("\0")) return refuse("不是纯文本：请把条文另存为 .txt", "is no plain text: save the document as .txt");
    const clauses = clausesOf(text);
    return clauses.size === 0 ? refuse("是空的", "is empty") : [policy, clauses];
  }));
  return new Map(read);
}

/** UTF-8, UTF-16 with its mark, or what Chinese Windows writes. */
function decoded(bytes: Uint8Array): string | null {
  const mark = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
  for (const encoding of mark === null ? ["utf-8", "gb18030"] : [mark]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch { /* the next one */ }
  }
  return null;
}
