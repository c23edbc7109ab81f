/**
 * A plain text is a short one of ASCII letters, digits, `-`, `_` and `.` that begins with a letter or a digit – GA001-0004 –, as it lies
 * in its file: nobody has to decode it to know that it means nothing but itself. Columns of service numbers hold hundreds of thousands.
 */
export interface PlainTexts {
  /** One behind the other. */
  bytes: Uint8Array;
  /** Where each ends, counted as `begin` is; it begins where the one before ends. */
  ends: Int32Array;
  /** Where the first begins: with the first byte. */
  begin: number;
}

/** Of ASCII. */
export const isLetterOrDigit = (byte: number): boolean => (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);

/** Whether bytes may be a plain text; a reader may hand out only some of those that are. */
export function mayBePlain(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number;
    if (!isLetterOrDigit(byte) && (i === start || (byte !== 0x2d && byte !== 0x2e && byte !== 0x5f))) return false;
  }
  return start < end;
}
