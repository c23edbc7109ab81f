import { LONGEST_TEXT, MOST_SHARED_STRINGS } from "./limits.ts";
import type { Package } from "./package.ts";
import { unescaped } from "./text.ts";
import { element, textElement, Xml } from "./xml.ts";

/** The texts that cells point to: kept as bytes, and made strings when they are asked for. */
export interface SharedStrings {
  readonly count: number;
  isEmpty(index: number): boolean;
  at(index: number): string;
}

const TEXT = textElement("t");
const RUN_TEXT = textElement("t");
const ITEM = element("si", TEXT, element("r", RUN_TEXT));
const TABLE = element("sst", ITEM);

/** The texts that were asked for last, by index. */
const REMEMBERED = 4_096;

export const NO_STRINGS: SharedStrings = { count: 0, isEmpty: () => true, at: () => "" };

/** Reads the table of shared strings. Phonetic runs are no text: they stand in an element of their own. */
export async function readSharedStrings(parts: Package, part: string): Promise<SharedStrings> {
  const { refuse } = parts;
  const size = parts.sizeOf(part);
  if (size > MOST_SHARED_STRINGS) refuse.tooBig();
  // Text is never longer than its part, save one in another encoding: a byte there may be three here. Pages that nobody writes to cost nothing.
  const blob = Buffer.allocUnsafeSlow(size * 3);
  let used = 0;
  let ends = new Uint32Array(1_024);
  let count = 0;
  const finish = (): void => {
    if (count === ends.length) {
      const more = new Uint32Array(count * 2);
      more.set(ends);
      ends = more;
    }
    if (used - (count === 0 ? 0 : ends[count - 1] as number) > LONGEST_TEXT) refuse.tooBig();
    ends[count] = used;
    count += 1;
  };
  const xml = new Xml(TABLE, {
    close(found, text) {
      if (found === ITEM) finish();
      else if (found === TEXT || found === RUN_TEXT) used += blob.write(text, used, "utf8");
    },
    shortcut: {
      within: TABLE,
      // <si><t>text</t></si>, as nearly all are.
      run(reader) {
        if (!reader.isPlain) return;
        const { bytes } = reader;
        for (;;) {
          const from = plainItem(bytes, reader.at);
          if (from < 0) return;
          const to = bytes.indexOf(LT, from);
          if (to < 0 || !endsItem(bytes, to)) return;
          for (let i = from; i < to; i++) {
            const byte = bytes[i] as number;
            if (byte === AMPERSAND || byte === RETURN) return;
            blob[used + i - from] = byte;
          }
          used += to - from;
          finish();
          reader.at = to + ITEM_END.length;
        }
      },
    },
  }, refuse);
  for await (const chunk of parts.read(part)) {
    xml.push(chunk);
    xml.scan();
  }
  xml.end();
  if (xml.root !== "sst") refuse.broken();

  const startOf = (index: number): number => (index === 0 ? 0 : ends[index - 1] ?? 0);
  const indices = new Int32Array(REMEMBERED).fill(-1);
  const texts: string[] = [];
  return {
    count,
    isEmpty: (index) => startOf(index) === ends[index],
    at(index) {
      const slot = index % REMEMBERED;
      if (indices[slot] !== index) {
        texts[slot] = unescaped(blob.toString("utf8", startOf(index), ends[index]));
        indices[slot] = index;
      }
      return texts[slot] ?? "";
    },
  };
}

const LT = 0x3c;
const AMPERSAND = 0x26;
const RETURN = 0x0d;
const ITEM_START = Buffer.from("<si><t>");
const KEEPING_START = Buffer.from("<si><t xml:space=\"preserve\">");
const ITEM_END = Buffer.from("</t></si>");

/** Where the text of a plain item begins; -1 where it is none. */
function plainItem(bytes: Buffer, at: number): number {
  if (matches(bytes, at, ITEM_START)) return at + ITEM_START.length;
  return matches(bytes, at, KEEPING_START) ? at + KEEPING_START.length : -1;
}

const endsItem = (bytes: Buffer, at: number): boolean => matches(bytes, at, ITEM_END);

function matches(bytes: Buffer, at: number, what: Buffer): boolean {
  if (at + what.length > bytes.length) return false;
  for (let i = 0; i < what.length; i++) if (bytes[at + i] !== what[i]) return false;
  return true;
}
