import { BLANK, isPlaceholder, key, known, withoutNote, type ValueReader } from "./value.ts";
import { yesOrNo } from "./yes-no.ts";

const LEFT = new Set(["离职", "已离职", "离岗", "缺岗", "辞职", "辞退", "退休", "调离", "终止"]);

/** The words that a drop-down offers. */
export const STATUS_TEXTS = ["在职", "离职"] as const;

/** Whether somebody left (true): one of the words, or a no under 是否在岗; anything else is in post (data.md, section 3). */
export const readStatus: ValueReader<boolean> = (cell, context) => {
  const text = key(cell);
  if (context.header.includes("是否在岗") && yesOrNo(cell) === false) return known(true);
  if (isPlaceholder(text)) return BLANK;
  return known(LEFT.has(withoutNote(text)));
};
