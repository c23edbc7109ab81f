import type { Decision } from "../../model/record.ts";
import { BLANK, isPlaceholder, key, known, unknownValue, words, type ValueReader } from "./value.ts";

const DECISION_OF = words<Decision>(["confirmed", "确认"], ["overruled", "推翻"], ["seen-on-site", "现场查实"], ["plea-accepted", "申辩成立"]);

/** The words that a message and a drop-down offer. */
export const DECISION_TEXTS = ["确认", "推翻", "现场查实", "申辩成立"] as const;

/** What an inspector decided on a finding. */
export const readDecision: ValueReader<Decision> = (cell) => {
  const text = key(cell);
  const decision = DECISION_OF(text);
  return decision !== undefined ? known(decision) : isPlaceholder(text) ? BLANK : unknownValue(DECISION_TEXTS.join("、"));
};
