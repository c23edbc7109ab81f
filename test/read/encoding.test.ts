import { isAscii, isUtf8 } from "node:buffer";
import { expect, test } from "vitest";
import { foreignEncoding } from "../../src/read/encoding.ts";
import { gb18030 } from "../support/gb18030.ts";
import { seeded } from "../support/random.ts";

/** What the encoding of a file that is no UTF-8 is told by, in a few lines: the reader does it without decoding most of it. */

function byDefinition(bytes: Uint8Array): "gb18030" | "mixed" {
  try {
    new TextDecoder("gb18030", { fatal: true }).decode(bytes);
  } catch {
    return "mixed";
  }
  const lines: Uint8Array[] = [];
  for (let start = 0; start <= bytes.length;) {
    const end = bytes.indexOf(10, start);
    lines.push(bytes.subarray(start, end < 0 ? bytes.length : end));
    start = end < 0 ? bytes.length + 1 : end + 1;
  }
  const isPlain = (line: Uint8Array): boolean => !isAscii(line) && isUtf8(line) && (new TextDecoder("utf-8", { ignoreBOM: true }).decode(line).match(/\p{Script=Han}/gu)?.length ?? 0) >= 2;
  return lines.some(isPlain) ? "mixed" : "gb18030";
}

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.slice(at, at + size));
}

const GB = (text: string): number[] => [...gb18030(text)];
const UTF8 = (text: string): number[] => [...Buffer.from(text, "utf8")];
const PIECES: readonly (readonly number[])[] = [
  GB("张三"), GB("小组工作记录"), GB("𠮷"), [0x81, 0x39, 0xee, 0x39], GB("€"), UTF8("张"), UTF8("张三李四"), UTF8("é"), [0x0a], [0x0d, 0x0a], [0x2c], [0x31, 0x32], [0x22], [0x80], [0xff], [0x81], [0x81, 0x30], [0x81, 0x30, 0x81, 0x30],
  [0xe4, 0xbd, 0xa0], [0xc2, 0xa0], [0xb0, 0xa1], [0xa1], [0xfe, 0xfe], [0xe3, 0x32, 0x9a, 0x36],
];

test("by whatever bytes and chunks, the encoding is that of the definition", async () => {
  const random = seeded(20_101_130);
  const counts = { gb18030: 0, mixed: 0 };
  for (let i = 0; i < 6_000; i++) {
    // Some of nothing but characters of two bytes, some with anything.
    const pieces = PIECES.slice(0, i % 3 === 0 ? 2 : i % 3 === 1 ? 4 : undefined).concat([[0x0a], [0x2c]]);
    const bytes = Uint8Array.from(Array.from({ length: 1 + Math.floor(random() * 24) }, () => pieces[Math.floor(random() * pieces.length)] ?? []).flat());
    const expected = byDefinition(bytes);
    counts[expected] += 1;
    for (const size of [1, 2, 3, 7, 1_000]) {
      const { encoding } = await foreignEncoding(bytes.subarray(0, 64), inChunks(bytes, size));
      expect({ encoding, size, bytes: Buffer.from(bytes).toString("hex") }).toEqual({ encoding: expected, size, bytes: Buffer.from(bytes).toString("hex") });
    }
  }
  expect(Math.min(counts.gb18030, counts.mixed)).toBeGreaterThan(500);
});

test("every character of two bytes is GB18030, each alone in its line", async () => {
  const all: number[] = [];
  for (let first = 0x81; first <= 0xfe; first++) for (let second = 0x40; second <= 0xfe; second++) if (second !== 0x7f) all.push(first, second, 0x0a);
  const bytes = Uint8Array.from(all);
  expect(byDefinition(bytes)).toBe("gb18030");
  expect((await foreignEncoding(bytes.subarray(0, 64), inChunks(bytes, 4_096))).encoding).toBe("gb18030");
});

test("a line of more than a million bytes is told, too", async () => {
  const pair = GB("张三");
  const long = Uint8Array.from([...Array.from({ length: 2_400_000 }, (_, i) => pair[i % pair.length] ?? 0), 0x0a, ...GB("李四")]);
  expect((await foreignEncoding(long.subarray(0, 64), inChunks(long, 65_536))).encoding).toBe("gb18030");
  const broken = Uint8Array.from([...long, 0xff, 0x0a]);
  expect((await foreignEncoding(broken.subarray(0, 64), inChunks(broken, 65_536))).encoding).toBe("mixed");
}, 20_000);
