/**
 * A short name for a text, the same on every machine: 64 bits of two mixed 32-bit hashes, in hex. It only tells people apart in one
 * report; it keeps no secret (a redacted report uses a keyed hash).
 */
export function shortHash(text: string): string {
  let one = 0xdeadbeef;
  let two = 0x41c6ce57;
  const { length } = text;
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i);
    one = Math.imul(one ^ unit, 2654435761);
    two = Math.imul(two ^ unit, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return (two >>> 0).toString(16).padStart(8, "0") + (one >>> 0).toString(16).padStart(8, "0");
}
