/**
 * A short text of ASCII letters, digits, `-`, `_` and `.` that begins with a letter or a digit – GA001-0004 –, as it lies in its file:
 * nobody has to decode it to know that it means nothing but itself. Columns of service numbers hold hundreds of thousands.
 */
export interface PlainText {
  bytes: Uint8Array;
  start: number;
  /** Behind its last byte. */
  end: number;
}
