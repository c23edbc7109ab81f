import { isErrorText, type RawCell } from "../raw.ts";

/** A cell from its bytes, those between `start` and `end`; there is at least one. */
export type Decode = (bytes: Buffer, start: number, end: number) => RawCell;

/** In one way; or in one of two, which is found for each record. */
export type Decoding = readonly [Decode] | readonly [utf8: Decode, gb18030: Decode];

const gb18030 = new TextDecoder("gb18030", { ignoreBOM: true });

export const decodeUtf8: Decode = (bytes, start, end) => asCell(bytes.toString("utf8", start, end));
export const decodeGb18030: Decode = (bytes, start, end) => asCell(gb18030.decode(bytes.subarray(start, end)));

function asCell(text: string): RawCell {
  if (text.includes("\uFFFD")) return { undecodable: text };
  return isErrorText(text) ? { error: text } : text;
}
