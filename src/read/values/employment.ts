import type { Employment } from "../../model/record.ts";
import { BLANK, isPlaceholder, key, known, type ValueReader } from "./value.ts";
import { yesOrNo } from "./yes-no.ts";

const ESTABLISHED = new Set(["编制", "事业编制", "在编", "编制内", "编内", "正式在编"]);
const UNCLEAR = new Set(["正式", "返聘", "实习", "兼职", "劳务", "退休"]);

/** The words that a drop-down offers: established, subject, and those that do not tell (返聘 …). */
export const EMPLOYMENT_TEXTS = ["事业编制", "合同制", "劳务派遣", "返聘", "兼职", "实习"] as const;

/** Tenure, as far as the cell tells it (rules.md, section 3, "established"): the cell equals one of the words. */
export const readEmployment: ValueReader<Employment> = (cell, context) => {
  const text = key(cell);
  if (context.header.includes("是否在编")) {
    const answer = yesOrNo(cell);
    if (answer !== null) return known(answer ? "established" : "subject");
  }
  if (isPlaceholder(text)) return BLANK;
  if (ESTABLISHED.has(text)) return known("established");
  return known(UNCLEAR.has(text) || /^\d+(?:\.\d+)?$/.test(text) ? "unclear" : "subject");
};
