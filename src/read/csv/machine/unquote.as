import { QUOTE } from "./bytes";

/** Room for the content of one quoted cell, as long as a block: the caller's to give. */
let scratch: usize = 0;
/** What was unquoted last lies between these. */
export let contentStart: usize = 0;
export let contentEnd: usize = 0;

export function setScratch(at: usize): void {
  scratch = at;
}

/** Where the content found last begins and ends, for the caller. */
export function startOfContent(): usize {
  return contentStart;
}
export function endOfContent(): usize {
  return contentEnd;
}

/**
 * What a quoted cell between `start` and `end` holds: between its quotes, of two quotes one. Text behind the closing quote makes the
 * quotes part of the cell, as csv-parse has it with `relax_quotes`: `"a"b` is `"a"b` and `"a""b"c` is `"a"b"c`; a zero byte behind it
 * does not. Good until the next call.
 */
export function unquote(start: usize, end: usize): void {
  let closing = start + 1;
  while (closing < end && load<u8>(closing) != QUOTE) closing += 1;
  if (closing + 1 >= end) { // no other quote in it; without a closing one it ends with the file
    contentStart = start + 1;
    contentEnd = closing;
    return;
  }
  let length = scratch + 1; // the first byte is kept free for the opening quote
  let from = scratch + 1;
  for (let p = start + 1; p < end; p++) {
    const byte = load<u8>(p);
    if (byte == QUOTE) {
      if (p + 1 < end && load<u8>(p + 1) == QUOTE) p += 1;
      else {
        if (p + 1 < end && load<u8>(p + 1) != 0) {
          from = scratch;
          store<u8>(scratch, QUOTE);
          store<u8>(length++, QUOTE);
        }
        memory.copy(length, p + 1, end - p - 1);
        length += end - p - 1;
        break;
      }
    }
    store<u8>(length++, byte);
  }
  contentStart = from;
  contentEnd = length;
}
