let table: Map<string, number[]> | null = null;

/** The characters of two bytes, each with them. */
function twoBytes(): Map<string, number[]> {
  const map = new Map<string, number[]>();
  const decoder = new TextDecoder("gb18030");
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const letter = decoder.decode(Uint8Array.of(lead, trail));
      if ([...letter].length === 1 && !map.has(letter)) map.set(letter, [lead, trail]);
    }
  }
  return map;
}

/** Beyond U+FFFF four bytes count on from 90 30 81 30. */
function fourBytes(code: number): number[] {
  const index = code - 0x10000;
  return [0x90 + Math.floor(index / 12_600), 0x30 + (Math.floor(index / 1_260) % 10), 0x81 + (Math.floor(index / 10) % 126), 0x30 + (index % 10)];
}

/** A text in GB18030, as Chinese Excel saves a CSV; what it has no two bytes for must lie beyond U+FFFF. */
export function gb18030(text: string): Uint8Array {
  const map = (table ??= twoBytes());
  return Uint8Array.from([...text].flatMap((letter) => {
    const code = letter.codePointAt(0) ?? 0;
    if (code < 0x80) return [code];
    if (code > 0xffff) return fourBytes(code);
    const bytes = map.get(letter);
    if (!bytes) throw new Error(`no GBK for ${letter}`);
    return bytes;
  }));
}
