import type { Encoding } from "../../src/read/encoding.ts";
import { gb18030 } from "./gb18030.ts";
import { seeded } from "./random.ts";

/** A document that no one would write, and how it is written. */
export interface CsvCase {
  bytes: Uint8Array;
  encoding: Encoding;
  bom: number;
  /** Named by its first line; null: to be found out. */
  named: string | null;
}

const SEPARATORS = [",", ",", ";", "\t", "，"] as const;
/** Bytes of the second half of a character of GB18030 too. */
const NAMED_SEPARATORS = [",", ";", "\t", "，", "|", "^", ":", "、"] as const;
const ENCODINGS = ["utf-8", "utf-8", "gb18030", "gb18030", "utf-16le", "utf-16be", "mixed"] as const;
const WORDS = [
  "a", "1", "2010-11-30", "张三", "李四", "社工", "启明社工服务中心", "姓名", "岗位", "日期", " ", "  ", "'", "=", "#N/A", "#n/a", "\0", "\ufeff", "\u3000", "\u00b7", "😀", "𠮷", "，", ",", ";", "\t", "|", "、", "丄|乗^", "abcdefghijklmnopqrstuvwxyz0123456789",
] as const;
const BREAKS = ["\n", "\n", "\r\n", "\r\n", "\r"] as const;
/** No text in any encoding, or only the beginning of one. */
const DAMAGE: readonly (readonly number[])[] = [[0xff], [0xfe], [0xe5], [0xe5, 0xbc], [0x81], [0x81, 0x30], [0xc3], [0xf0, 0x9f, 0x98], [0xed, 0xa0, 0x80], [0xa3], [0xef, 0xbf, 0xbd], [0x80], [0x00, 0xd8], [0xdc, 0x00]];

/** The same document for the same seed, whatever runs before. */
export function csvCase(seed: number): CsvCase {
  const random = seeded(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const chance = (share: number): boolean => random() < share;
  const several = <T>(most: number, make: () => T): T[] => Array.from({ length: Math.floor(random() ** 2 * most) }, make);

  const encoding = pick(ENCODINGS);
  const named = chance(0.15) ? pick(encoding === "mixed" ? SEPARATORS.slice(0, 4) : NAMED_SEPARATORS) : null;
  const separator = named ?? pick(encoding === "mixed" ? SEPARATORS.slice(0, 4) : SEPARATORS);

  const word = (): string => (chance(0.1) ? pick(["#N/A", "#REF!", "#no"]) : several(4, () => pick(WORDS)).join(""));
  const quoted = (): string => `"${several(5, () => (chance(0.25) ? pick(["\"\"", ...BREAKS, separator]) : pick(WORDS))).join("")}"`;
  const odd = (): string => pick(["\"", "\"\"", "\"\"\"", `${quoted()}x`, `${quoted()}\0`, `x${quoted()}`, ` ${quoted()}`, "\"\"x\"", ...BREAKS]);
  const lineBreak = chance(0.5) ? (): string => pick(BREAKS) : ((one) => (): string => one)(pick(BREAKS));
  const cell = (): string => (chance(0.25) ? quoted() : chance(0.04) ? odd() : word());
  const table = (): string => several(12, () => `${[cell(), ...several(6, cell)].join(separator)}${lineBreak()}`).join("");
  const heap = (): string => several(40, () => pick(["\"", "\"", "\"\"", separator, separator, ...BREAKS, pick(WORDS)])).join("");

  let text = chance(0.6) ? table() : heap();
  if (chance(0.3)) text = text.slice(0, Math.floor(random() * text.length));
  const first = named === null ? "" : `${pick(["sep=", "SEP="])}${named}${pick(["", "", " "])}${pick(BREAKS)}`;
  const bom = chance(0.3);
  const again = named === null && chance(0.03) ? "\ufeff" : "";
  let bytes = encoded(`${again}${first}${text}`, encoding, bom, () => chance(0.5));
  const safe = encoded(first, encoding, bom, () => true).length;
  if (chance(0.2)) {
    for (let i = 0; i < 3; i++) bytes = damaged(bytes, pick(DAMAGE), safe + Math.floor(random() * (bytes.length - safe + 1)));
  }
  return { bytes, encoding, bom: bom ? markOf(encoding).length : 0, named };
}

const markOf = (encoding: Encoding): readonly number[] => (encoding === "utf-16le" ? [0xff, 0xfe] : encoding === "utf-16be" ? [0xfe, 0xff] : encoding === "gb18030" ? [] : [0xef, 0xbb, 0xbf]);

/** What GB18030 has in four bytes only is left out of it. */
const inGb18030 = (text: string): Uint8Array => gb18030(text.replace(/[\p{Surrogate}\ufeff]/gu, ""));

function encoded(text: string, encoding: Encoding, bom: boolean, chance: () => boolean): Uint8Array {
  const mark = Buffer.from(bom ? markOf(encoding) : []);
  if (encoding === "utf-8") return Uint8Array.from(Buffer.concat([mark, Buffer.from(text)]));
  if (encoding === "gb18030") return Uint8Array.from(Buffer.concat([mark, inGb18030(text)]));
  if (encoding === "mixed") return Uint8Array.from(Buffer.concat([mark, ...text.split(/(?<=\n)/).map((line) => (chance() ? Buffer.from(line) : inGb18030(line)))]));
  const units = Buffer.from(text, "utf16le");
  return Uint8Array.from(Buffer.concat([mark, encoding === "utf-16be" ? units.swap16() : units]));
}

function damaged(bytes: Uint8Array, damage: readonly number[], at: number): Uint8Array {
  return Uint8Array.from([...bytes.subarray(0, at), ...damage, ...bytes.subarray(at)]);
}
