import type { Grade } from "../../model/role.ts";
import { BLANK, isPlaceholder, key, known, unreadable, type ValueReader } from "./value.ts";
import { chineseNumber } from "./date.ts";

const GRADE_WORDS: readonly (readonly [RegExp, Grade])[] = [[/高级/, "senior"], [/中级/, "intermediate"], [/初级/, "junior"]];
/** A level of professional posts: by its own words, or by its column’s; a bare 三级 may be one of 工勤. */
const LEVEL = /^(专业技术|专技)?(?:职务|岗位?)?(\d{1,2}|[一二三四五六七八九十]{1,3})级(?:岗位?)?$/;

/** The words that a drop-down offers; 专业技术一至十三级 are understood too. */
export const GRADE_TEXTS = ["初级", "中级", "高级"] as const;

/** The grade of a professional post, in words, as 专业技术N级, or as a title (data.md, section 3, "postGrade"). */
export const readGrade: ValueReader<Grade> = (cell, { header }) => {
  const text = key(cell);
  if (isPlaceholder(text)) return BLANK;
  const grade = gradeOfText(text, header.includes("专业技术"));
  return grade === null ? unreadable("unknown-value", { expected: `${GRADE_TEXTS.join("、")}、专业技术一至十三级` }) : known(grade);
};

function gradeOfText(text: string, ofProfessionalPosts: boolean): Grade | null {
  if (/助理(?:社会工作|社工)师/.test(text)) return "junior";
  const found = GRADE_WORDS.filter(([word]) => word.test(text)).map(([, grade]) => grade);
  if (found.length > 0) return found.length === 1 ? found[0] ?? null : null;
  if (/(?:社会工作|社工)师/.test(text)) return "intermediate";
  const [, named, level] = LEVEL.exec(text) ?? [];
  if (named === undefined && !ofProfessionalPosts) return null;
  const number = level === undefined ? null : /^\d/.test(level) ? Number(level) : chineseNumber(level);
  if (number === null || number < 1 || number > 13) return null;
  return number <= 7 ? "senior" : number <= 10 ? "intermediate" : "junior";
}
