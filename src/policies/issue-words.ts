import type { z } from "zod";
import type { Bilingual } from "../model/text.ts";

/** What a value of the user's should have been, in both languages (the validator itself speaks only one). */
export function issueWords(issue: z.core.$ZodIssue): Bilingual {
  if (issue.message.endsWith("received undefined")) return { zh: "缺少这一项", en: "it is missing" };
  switch (issue.code) {
    case "invalid_type": return TYPES[issue.expected] ?? { zh: `应为 ${issue.expected}`, en: `${issue.expected} is expected` };
    case "invalid_value": return { zh: `只能是 ${issue.values.map(String).join("、")}`, en: `one of ${issue.values.map(String).join(", ")} is expected` };
    case "too_small": return { zh: `太小或太少，至少 ${String(issue.minimum)}${issue.inclusive === false ? "（不含）" : ""}`, en: `too small or too few: ${issue.inclusive === false ? "more than" : "at least"} ${String(issue.minimum)}` };
    case "too_big": return { zh: `太大或太多，至多 ${String(issue.maximum)}`, en: `too large or too many: at most ${String(issue.maximum)}` };
    case "invalid_format": return { zh: "写法不对", en: "it is not written as it should be" };
    case "unrecognized_keys": return { zh: `不认识的键 ${issue.keys.join("、")}`, en: `unknown key ${issue.keys.join(", ")}` };
    case "invalid_union": return { zh: "不是这里可用的写法", en: "it is none of the forms that may stand here" };
    default: return { zh: `不符合要求（${issue.message}）`, en: issue.message };
  }
}

const TYPES: Readonly<Record<string, Bilingual>> = {
  number: { zh: "应为数字", en: "a number is expected" },
  int: { zh: "应为整数", en: "a whole number is expected" },
  string: { zh: "应为文字", en: "text is expected" },
  boolean: { zh: "应为 true 或 false", en: "true or false is expected" },
  array: { zh: "应为列表", en: "a list is expected" },
  object: { zh: "应为“键: 值”的形式", en: "keys with values are expected" },
  record: { zh: "应为“键: 值”的形式", en: "keys with values are expected" },
};
