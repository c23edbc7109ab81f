/** Texts as bytes, in the encodings that readers know. */

export const ENCODINGS = ["utf-8", "utf-8 with a mark", "gb18030", "utf-16le", "utf-16be"] as const;
export type Encoding = (typeof ENCODINGS)[number];

export function encoded(text: string, encoding: Encoding): Uint8Array {
  switch (encoding) {
    case "utf-8": return new TextEncoder().encode(text);
    case "utf-8 with a mark": return new TextEncoder().encode(`\ufeff${text}`);
    case "utf-16le": return Uint8Array.from(Buffer.from(`\ufeff${text}`, "utf16le"));
    case "utf-16be": return Uint8Array.from(Buffer.from(`\ufeff${text}`, "utf16le").swap16());
    case "gb18030": return Uint8Array.from([...text].flatMap((letter) => gbk().get(letter) ?? [0x3f]));
  }
}

let known: ReadonlyMap<string, readonly number[]> | null = null;

/** Characters of one and two bytes. */
function gbk(): ReadonlyMap<string, readonly number[]> {
  if (known) return known;
  const map = new Map<string, readonly number[]>();
  const decoder = new TextDecoder("gb18030");
  for (let byte = 0; byte < 0x80; byte++) map.set(String.fromCharCode(byte), [byte]);
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const letter = decoder.decode(Uint8Array.of(lead, trail));
      if ([...letter].length === 1 && letter !== "\ufffd" && !map.has(letter)) map.set(letter, [lead, trail]);
    }
  }
  known = map;
  return map;
}
