import { isPlain } from "../../model/text.ts";
import { allowed } from "../xml.ts";

/** Excel keeps no more characters in a cell. */
const LONGEST = 32_767;

/** What may stand in a cell: no control or direction marks, and no more than Excel keeps. */
export function clean(text: string): string {
  const shown = isPlain(text) ? text : allowed(text);
  return shown.length <= LONGEST ? shown : `${shown.slice(0, LONGEST - 1)}…`;
}
