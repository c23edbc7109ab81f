import { squeeze } from "../model/text.ts";
import { cleanCell } from "./raw.ts";

const UNITS = new Set(["小时", "时", "分钟", "分", "节", "半天", "天", "元", "万元", "月", "个月"]);
const BRACKETS = /[([【〔]([^()[\]【】〔〕]*)[)\]】〕]/g;
const trimMarks = (text: string): string => text.replace(/^[*★☆※]+|[:*★]+$/g, "").replace(/:+$/, "");

/** How a header is looked up: its spellings, the fullest first, and the unit that it names. */
export interface HeaderKeys {
  keys: readonly string[];
  unit: string | null;
}

/** A longer text is no header. */
const LONGEST_HEADER = 100;
const NO_KEYS: HeaderKeys = { keys: [], unit: null };
const CACHED = 5_000;
const cache = new Map<string, HeaderKeys>();

/** Headers are compared as data.md, section 2, says; the same texts are asked for again and again. */
export function headerKeys(header: string): HeaderKeys {
  if (header.length > LONGEST_HEADER) return NO_KEYS;
  const before = cache.get(header);
  if (before) return before;
  if (cache.size >= CACHED) cache.clear();
  const now = keysOf(header);
  cache.set(header, now);
  return now;
}

function keysOf(header: string): HeaderKeys {
  const full = trimMarks(squeeze(cleanCell(header)).toLowerCase());
  let unit: string | null = null;
  const withUnit = trimMarks(full.replace(BRACKETS, (whole, inside: string) => (UNITS.has(inside) ? whole : "")));
  const bare = trimMarks(full.replace(BRACKETS, (_, inside: string) => {
    if (UNITS.has(inside)) unit = inside;
    return "";
  }));
  return { keys: [...new Set([full, withUnit, bare, bare.replace(/[_-]/g, "")])], unit };
}

/** A header without its remarks and units. */
export const bareHeader = (header: string): string => keysOf(header).keys.at(-1) ?? "";
