import type { Rank } from "../../model/role.ts";
import { BLANK, cutList, isPlaceholder, key, known, textOfCell, unreadable, withoutNote, words, type ValueReader } from "./value.ts";

const RANK_OF = words<Rank>(
  [0, "无 暂无 未取得 无证 未考 备考中 在考 社会工作员"],
  [1, "助理社会工作师 助理社工师 初级社会工作师 初级社工师 初级社工证 社会工作者(初级) 初级"],
  [2, "社会工作师 中级社会工作师 中级社工师 中级社工证 社会工作者(中级) 中级"],
  [3, "高级社会工作师 高级社工师 高级"],
);
/** 社工师 is how many offices write 社会工作师, and a few write any certificate. */
const LOOSE = "社工师";
const CERTIFICATE = /(?:职业水平|职业资格|资格)?(?:证书|证)$/;
/** The words that a message and a drop-down offer: one for each rank. */
export const QUALIFICATION_TEXTS = ["无", "助理社会工作师", "社会工作师", "高级社会工作师"] as const;
const EXPECTED = QUALIFICATION_TEXTS.join("、");

/** The highest social-work qualification in a cell (data.md, section 3). A blank cell, —, / is unknown; 无 is none. */
export const readQualification: ValueReader<Rank> = (cell) => {
  const text = key(cell);
  const whole = rankOf(text);
  if (whole !== undefined) return known(whole);
  if (text === LOOSE) return { is: "known", value: 2, fault: { code: "loose-value", facts: { taken: "社会工作师" } } };
  if (isPlaceholder(text)) return BLANK;
  let best: Rank | null = null;
  let loose = false;
  for (const part of cutList(textOfCell(cell)).map((one) => one.replace(/\s+/g, ""))) {
    const rank = part === LOOSE ? 2 : rankOf(part);
    if (rank !== undefined && (best === null || rank > best)) {
      best = rank;
      loose = part === LOOSE;
    }
  }
  // Certificates of other trades count for nothing, and are no word that there is none of social work: unknown, never a breach.
  if (best === null) return unreadable("unknown-qualification", { expected: EXPECTED });
  return loose ? { is: "known", value: best, fault: { code: "loose-value", facts: { taken: "社会工作师" } } } : known(best);
};

function rankOf(text: string): Rank | undefined {
  return RANK_OF(text) ?? RANK_OF(withoutNote(text)) ?? RANK_OF(text.replace(CERTIFICATE, "")) ;
}
