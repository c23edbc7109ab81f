import type { PostClass } from "../../model/record.ts";
import { BLANK, isPlaceholder, key, known, unknownValue, type ValueReader } from "./value.ts";

/** The words that a message and a drop-down offer. */
export const POST_CLASS_TEXTS = ["专业技术岗位", "主体专业技术岗位", "管理岗位", "工勤岗位"] as const;

/** The class of a post (data.md, section 3, "postClass"). */
export const readPostClass: ValueReader<PostClass> = (cell) => {
  const text = key(cell);
  if (isPlaceholder(text)) return BLANK;
  if (/^主体(?:专业技术|专技)(?:岗位?)?$/.test(text)) return known("main-professional-technical");
  if (/^(?:专业技术|专技)(?:岗位?)?$/.test(text)) return known("professional-technical");
  if (/岗位?$/.test(text) || /^(?:管理|工勤)/.test(text)) return known("other");
  return unknownValue(POST_CLASS_TEXTS.join("、"));
};
