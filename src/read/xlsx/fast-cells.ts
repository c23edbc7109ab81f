import type { SheetReader } from "./sheet.ts";
import { unescaped } from "./text.ts";
import type { Xml } from "./xml.ts";

const LT = 0x3c;
const GT = 0x3e;
const SLASH = 0x2f;
const SPACE = 0x20;
const EQUALS = 0x3d;
const QUOTE = 0x22;
const AMPERSAND = 0x26;
const RETURN = 0x0d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const A = 0x41;
const Z = 0x5a;
const C = 0x63;
const N = 0x6e;
const R = 0x72;
const S = 0x73;
const T = 0x74;
const V = 0x76;

/** No opening tag of a cell in the plain form is longer. */
const LONGEST_TAG = 64;
/** Numbers of so many digits are exact, and so is one divided by a power of ten up to these. */
const MOST_DIGITS = 15;
const POWERS = Array.from({ length: MOST_DIGITS + 1 }, (_, i) => 10 ** i);

const NUMBER = 0;
const SHARED = 1;
const STRING = 2;
const INLINE = 3;

const TEXT_TYPE = Buffer.from("str");
const INLINE_TYPE = Buffer.from("inlineStr");
const VALUE_END = Buffer.from("</v></c>");
const INLINE_START = Buffer.from("<is><t>");
const KEEPING_START = Buffer.from("<is><t xml:space=\"preserve\">");
const INLINE_END = Buffer.from("</t></is></c>");

/**
 * Reads cells as nearly every program writes them, straight from the bytes:
 *   <c r="B7" s="3"/>   <c r="B7" s="3"><v>40238.5</v></c>   <c r="B7" t="s"><v>12</v></c>   <c r="B7" t="inlineStr"><is><t>…</t></is></c>
 * At the first cell that is anything else, or not whole in the bytes at hand, it stops and leaves it to the XML reader, which takes
 * them all: what both make of a cell is the same.
 */
export function fastCells(reader: SheetReader): (xml: Xml) => void {
  const { context, sink } = reader;
  // Of the tag that was read last.
  let column = 0;
  let style = 0;
  let type = NUMBER;

  /** Where a cell's opening tag ends, behind ">" or before "/>"; -1: it is not in the plain form. */
  function tag(bytes: Buffer, from: number): number {
    let i = from + 2;
    column = -1;
    style = 0;
    type = NUMBER;
    while (bytes[i] === SPACE) {
      const name = bytes[i + 1];
      if (bytes[i + 2] !== EQUALS || bytes[i + 3] !== QUOTE) return -1;
      i = name === R ? reference(bytes, i + 4) : name === S ? styleNumber(bytes, i + 4) : name === T ? typeName(bytes, i + 4) : -1;
      if (i < 0 || bytes[i] !== QUOTE) return -1;
      i += 1;
    }
    return bytes[i] === GT ? i + 1 : bytes[i] === SLASH && bytes[i + 1] === GT ? i : -1;
  }

  function reference(bytes: Buffer, from: number): number {
    let i = from;
    let letters = 0;
    for (let byte = bytes[i] as number; byte >= A && byte <= Z; byte = bytes[++i] as number) letters = letters * 26 + byte - A + 1;
    let row = 0;
    for (let byte = bytes[i] as number; byte >= ZERO && byte <= NINE; byte = bytes[++i] as number) row = row * 10 + byte - ZERO;
    column = letters - 1;
    return letters > 0 && row === reader.row ? i : -1;
  }

  function styleNumber(bytes: Buffer, from: number): number {
    let i = from;
    let number = 0;
    for (let byte = bytes[i] as number; byte >= ZERO && byte <= NINE; byte = bytes[++i] as number) number = number * 10 + byte - ZERO;
    style = number;
    return i > from ? i : -1;
  }

  function typeName(bytes: Buffer, from: number): number {
    if (bytes[from + 1] === QUOTE && (bytes[from] === S || bytes[from] === N)) {
      type = bytes[from] === S ? SHARED : NUMBER;
      return from + 1;
    }
    const isText = matches(bytes, from, TEXT_TYPE);
    if (!isText && !matches(bytes, from, INLINE_TYPE)) return -1;
    type = isText ? STRING : INLINE;
    return from + (isText ? TEXT_TYPE : INLINE_TYPE).length;
  }

  /** Where the text ends that begins here, if nothing in it needs a closer look; -1: it does. */
  function plainText(bytes: Buffer, from: number, limit: number): number {
    for (let i = from; i < limit; i++) {
      const byte = bytes[i] as number;
      if (byte === LT) return i;
      if (byte === AMPERSAND || byte === RETURN) return -1;
    }
    return -1;
  }

  function begin(): void {
    if (column < 0) column = reader.column + 1;
    reader.place(column);
    reader.formatOf(style);
  }

  /** Reads the cell that begins here; returns where it ends, or -1 where it was left alone. */
  function cell(bytes: Buffer, from: number): number {
    const inside = tag(bytes, from);
    if (inside < 0) return -1;
    if (bytes[inside] === SLASH) {
      begin();
      return inside + 2;
    }
    if (type === INLINE) return inlineCell(bytes, inside);
    if (bytes[inside] !== LT || bytes[inside + 1] !== V || bytes[inside + 2] !== GT) return -1;
    return type === STRING ? textCell(bytes, inside + 3) : numberCell(bytes, inside + 3);
  }

  function inlineCell(bytes: Buffer, inside: number): number {
    const start = matches(bytes, inside, INLINE_START) ? INLINE_START.length : matches(bytes, inside, KEEPING_START) ? KEEPING_START.length : -1;
    if (start < 0) return -1;
    const to = plainText(bytes, inside + start, bytes.length);
    if (to < 0 || !matches(bytes, to, INLINE_END)) return -1;
    begin();
    addText(bytes, inside + start, to);
    return to + INLINE_END.length;
  }

  function textCell(bytes: Buffer, from: number): number {
    const to = plainText(bytes, from, bytes.length);
    if (to < 0 || !matches(bytes, to, VALUE_END)) return -1;
    begin();
    addText(bytes, from, to);
    return to + VALUE_END.length;
  }

  function addText(bytes: Buffer, from: number, to: number): void {
    if (to > from) reader.add(sink ? unescaped(bytes.toString("utf8", from, to)) : " ");
  }

  /** A number, or the index of a shared text. */
  function numberCell(bytes: Buffer, from: number): number {
    let number = 0;
    let digits = 0;
    let decimals = -1;
    let i = from;
    for (; i < bytes.length; i++) {
      const byte = bytes[i] as number;
      if (byte >= ZERO && byte <= NINE) {
        number = number * 10 + byte - ZERO;
        digits += 1;
        if (decimals >= 0) decimals += 1;
      } else if (byte === POINT && decimals < 0) decimals = 0;
      else break;
    }
    if (digits === 0) return -1;
    const exact = digits <= MOST_DIGITS && bytes[i] === LT;
    if (type === SHARED ? !exact || decimals >= 0 : !exact) {
      if (type === SHARED) return -1;
      i = plainText(bytes, from, bytes.length);
      if (i < 0) return -1;
      number = Number(bytes.toString("latin1", from, i));
    } else if (decimals > 0) number /= POWERS[decimals] ?? NaN;
    if (!matches(bytes, i, VALUE_END)) return -1;
    begin();
    if (type === SHARED) reader.addText(number);
    else reader.add(sink ? context.values.number(number, reader.formatOf(style)) : 1);
    return i + VALUE_END.length;
  }

  return (xml) => {
    if (!xml.isPlain) return;
    const { bytes } = xml;
    const last = bytes.length - LONGEST_TAG;
    let { at } = xml;
    while (at < last && bytes[at] === LT && bytes[at + 1] === C) {
      const next = cell(bytes, at);
      if (next < 0) break;
      at = next;
    }
    xml.at = at;
  };
}

function matches(bytes: Buffer, at: number, what: Buffer): boolean {
  if (at + what.length > bytes.length) return false;
  for (let i = 0; i < what.length; i++) if (bytes[at + i] !== what[i]) return false;
  return true;
}
