import { BLANK, isPlaceholder, key, known, unknownValue, words, type ValueReader } from "./value.ts";

const FACE_TO_FACE = words<boolean>([true, "面谈 面见 家访"], [false, "电访 电话 网络 微信"]);

/** The words that a message and a drop-down offer. */
export const FORM_TEXTS = ["面谈", "面见", "家访", "电话", "网络", "微信"] as const;

/** Whether a session was face to face (data.md, section 3, "form"). */
export const readForm: ValueReader<boolean> = (cell) => {
  const text = key(cell);
  const form = FACE_TO_FACE(text);
  return form !== undefined ? known(form) : isPlaceholder(text) ? BLANK : unknownValue(FORM_TEXTS.join("、"));
};
