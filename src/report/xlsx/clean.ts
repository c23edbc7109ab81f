import { isPlain } from "../../model/text.ts";

/** Excel keeps no more characters in a cell. */
const LONGEST = 32_767;

/** What may stand in a cell: no control or direction marks, and no more than Excel keeps. */
export function clean(text: string): string {
  const shown = isPlain(text) ? text : text.replace(/[^\P{Cc}\n]|[\p{Cf}\p{Cs}\ufffe\uffff]/gu, "");
  return shown.length <= LONGEST ? shown : `${shown.slice(0, LONGEST - 1)}…`;
}
