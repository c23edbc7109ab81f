import { QUOTE } from "./scan.ts";

/** Bytes of a cell without its quotes: those between `start` and `end` of `bytes`. */
export interface Content {
  bytes: Buffer;
  view: DataView;
  start: number;
  end: number;
}

/**
 * What a quoted cell holds: between its quotes, of two quotes one. Text behind the closing quote makes the quotes part of the cell,
 * as csv-parse has it with `relax_quotes`: `"a"b` is `"a"b` and `"a""b"c` is `"a"b"c`; a zero byte behind it does not.
 *
 * Returns the one object that it was made with, changed: it holds until the next call.
 */
export function unquoter(content: Content): (bytes: Buffer, view: DataView, start: number, end: number) => Content {
  let own = Buffer.alloc(256);
  let ownView = new DataView(own.buffer);
  return (bytes, view, start, end) => {
    let closing = start + 1;
    while (closing < end && bytes[closing] !== QUOTE) closing += 1;
    if (closing >= end - 1) { // no other quote in it; without a closing one it ends with the file
      content.bytes = bytes;
      content.view = view;
      content.start = start + 1;
      content.end = closing;
      return content;
    }
    if (own.length < end - start) {
      own = Buffer.alloc(2 * (end - start));
      ownView = new DataView(own.buffer);
    }
    let length = 1; // the first byte is kept free for the opening quote
    let from = 1;
    for (let p = start + 1; p < end; p++) {
      const byte = bytes[p] as number;
      if (byte === QUOTE) {
        if (p + 1 < end && bytes[p + 1] === QUOTE) p += 1;
        else {
          if (p + 1 < end && bytes[p + 1] !== 0) {
            from = 0;
            own[0] = QUOTE;
            own[length++] = QUOTE;
          }
          bytes.copy(own, length, p + 1, end);
          length += end - p - 1;
          break;
        }
      }
      own[length++] = byte;
    }
    content.bytes = own;
    content.view = ownView;
    content.start = from;
    content.end = length;
    return content;
  };
}
