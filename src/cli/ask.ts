import type { Language } from "../model/text.ts";
import { BUILT_IN_IDS, builtIns } from "../policies/load.ts";
import type { Io } from "./io.ts";

/** No policy is named: asked on a terminal; elsewhere none, and the audit refuses with the list. */
export async function askPolicy(io: Io, language: Language): Promise<string[]> {
  if (!io.ask) return [];
  const list = builtIns().map(({ id, title }, i) => `  ${i + 1}. ${id}  ${title[language]}`).join("\n");
  const question = { zh: `按哪项政策检查？\n${list}\n请输入编号或政策文件的路径：`, en: `Which policy to audit by?\n${list}\nGive its number, or the path of a policy file: ` }[language];
  const answer = (await io.ask(question)).trim();
  const picked = BUILT_IN_IDS[Number(answer) - 1] ?? answer;
  return picked === "" ? [] : [picked];
}
