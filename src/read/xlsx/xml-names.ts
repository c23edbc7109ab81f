/** A name as it is written, taken apart at its prefix. */
export interface XmlName {
  whole: string;
  prefix: string;
  local: string;
}

const MOST_NAMES = 4_096;

/** The names of a part by their bytes: the few that there are, each made once. */
export function nameTable(): (bytes: Buffer, from: number, to: number) => XmlName {
  const names = new Map<number, XmlName>();
  return (bytes, from, to) => {
    let hash = to - from;
    for (let i = from; i < to; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
    const known = names.get(hash);
    if (known && isSame(known.whole, bytes, from, to)) return known;
    const whole = bytes.toString("utf8", from, to);
    const colon = whole.indexOf(":");
    const name = { whole, prefix: colon < 0 ? "" : whole.slice(0, colon), local: whole.slice(colon + 1) };
    if (names.size >= MOST_NAMES) names.clear();
    names.set(hash, name);
    return name;
  };
}

/** Of names in ASCII; others are made anew each time. */
function isSame(text: string, bytes: Buffer, from: number, to: number): boolean {
  if (text.length !== to - from) return false;
  for (let i = from; i < to; i++) if (text.charCodeAt(i - from) !== bytes[i]) return false;
  return true;
}

/** The namespaces of workbooks, as Office writes them and in strict ones; what stands in others (extensions) is passed over. */
const OURS: ReadonlySet<string> = new Set([
  "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main", "http://schemas.openxmlformats.org/package/2006/relationships",
]);

/** Which prefixes stand for our namespaces, from the outside in. */
export interface Namespaces {
  declare(prefix: string, namespace: string, depth: number): void;
  /** An element at this depth ends, and what it declared. */
  leave(depth: number): void;
  isOurs(prefix: string): boolean;
}

export function namespaces(): Namespaces {
  const bound: { prefix: string; ours: boolean; depth: number }[] = [];
  // Nearly always the same prefix is asked for.
  let last: { prefix: string; ours: boolean } | null = null;
  return {
    declare(prefix, namespace, depth) {
      bound.push({ prefix, ours: OURS.has(namespace), depth });
      last = null;
    },
    leave(depth) {
      while ((bound.at(-1)?.depth ?? 0) >= depth && bound.length > 0) {
        bound.pop();
        last = null;
      }
    },
    isOurs(prefix) {
      // A part without namespaces is taken for what it looks like; a prefix that nobody declared is nobody's.
      if (last?.prefix !== prefix) last = { prefix, ours: bound.findLast((each) => each.prefix === prefix)?.ours ?? prefix === "" };
      return last.ours;
    },
  };
}
