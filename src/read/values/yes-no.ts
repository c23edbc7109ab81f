import { BLANK, isPlaceholder, key, known, unknownValue, words, type Filled, type ValueReader } from "./value.ts";

/** The words that a message and a drop-down offer. */
export const YES_NO_TEXTS = ["是", "否"] as const;
export const LEAD_TEXTS = ["主责", "独立", "协助"] as const;
export const SELECTION_TEXTS = ["通过", "未通过"] as const;
export const GROUP_KIND_TEXTS = ["治疗性", "教育性", "成长性", "支持性", "互助性", "兴趣", "社交", "任务", "发展"] as const;

const ANSWER = words<boolean>(
  [true, "是 有 √ ✓ ✔ Y yes true 1 完整 齐全 已归档 已缴 已参保 主责"],
  [false, "否 无 × ✗ N no false 0 不完整 未归档 未缴 未参保 协助"],
);

/** Yes or no (data.md, section 3); null for anything else. Any 缺… 未… 不… is no. */
export function yesOrNo(cell: Filled): boolean | null {
  const text = key(cell);
  return ANSWER(text) ?? (/^[缺未不]/.test(text) ? false : null);
}

export const readYesNo: ValueReader<boolean> = (cell) => {
  const answer = yesOrNo(cell);
  return answer !== null ? known(answer) : isPlaceholder(key(cell)) ? BLANK : unknownValue(YES_NO_TEXTS.join("、"));
};

/** A yes/no column with words of its own. */
function orWords(wordOf: (text: string) => boolean | undefined, expected: string): ValueReader<boolean> {
  return (cell) => {
    const answer = wordOf(key(cell)) ?? yesOrNo(cell);
    return answer !== null ? known(answer) : isPlaceholder(key(cell)) ? BLANK : unknownValue(expected);
  };
}

/** Whether the worker led: 主责 主带 独立 单独; 协助 协带 配合 观察 did not. */
export const readLead = orWords(words<boolean>([true, "主责 主带 独立 单独"], [false, "协助 协带 配合 观察"]), LEAD_TEXTS.join("、"));

/** Whether a case is 疑难. */
export const readHardCase = orWords(words<boolean>([true, "疑难 疑难个案"], [false, "一般 普通 常规 一般个案 普通个案 常规个案 非疑难"]), `疑难、${YES_NO_TEXTS.join("、")}`);

/** Whether an exam of selection was passed. */
export const readSelection = orWords(words<boolean>([true, "通过 合格 录取 入选"], [false, "未通过 不合格 淘汰 落选"]), SELECTION_TEXTS.join("、"));

const THERAPEUTIC = /^治疗性?(?:小组)?$/;
const NOT_THERAPEUTIC = /^(?:教育|成长|支持|互助|兴趣|社交|任务|发展)性?(?:小组)?$/;

/** Whether a group is therapeutic. */
export const readGroupKind: ValueReader<boolean> = (cell) => {
  const text = key(cell);
  if (THERAPEUTIC.test(text)) return known(true);
  if (NOT_THERAPEUTIC.test(text)) return known(false);
  return isPlaceholder(text) ? BLANK : unknownValue(GROUP_KIND_TEXTS.join("、"));
};
