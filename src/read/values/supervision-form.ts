import type { SupervisionForm, SupervisionForms } from "../../model/record.ts";
import { BLANK, cutList, isPlaceholder, known, textOfCell, words, type ValueReader } from "./value.ts";

const FORM_OF = words<SupervisionForm>(
  ["individual", "个人 个别 个人督导 个别督导 面见 个人面见督导"],
  ["group", "小组 团体 集体 小组督导 集体督导 团体督导 团队 团队督导 团队会议"],
);
const NEITHER = /同辈督导|朋辈督导|现场督导|研习理论|技巧演练|机构会议|合作协调/;

/** The words that a message and a drop-down offer. */
export const SUPERVISION_FORM_TEXTS = ["个人督导", "小组督导", "团队督导", "同辈督导", "现场督导"] as const;

/** Forms of supervision in one cell: the record counts for each (data.md, section 3). */
export const readSupervisionForms: ValueReader<SupervisionForms> = (cell) => {
  const text = textOfCell(cell);
  if (isPlaceholder(text)) return BLANK;
  const forms = new Set<SupervisionForm>();
  let unclear = false;
  for (const part of cutList(text)) {
    const form = FORM_OF(part) ?? (NEITHER.test(part.replace(/\s+/g, "")) ? "neither" : undefined);
    if (form === undefined) unclear = true;
    else forms.add(form);
  }
  const value: SupervisionForms = { forms: [...forms].sort(), unclear };
  return unclear ? { is: "known", value, fault: { code: "unknown-value", facts: { expected: SUPERVISION_FORM_TEXTS.join("、") } } } : known(value);
};
