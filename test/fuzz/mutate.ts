/** Mutations: bytes as they may be damaged, and texts as they may be meant to do damage. Every choice comes from the seed. */

export type Random = () => number;

export const below = (random: Random, n: number): number => Math.floor(random() * n);
export const pick = <T>(random: Random, list: readonly T[]): T => list[below(random, list.length)] as T;
export const chance = (random: Random, percent: number): boolean => random() * 100 < percent;

/** What breaks readers: separators, quotes, marks, half characters, long runs. */
const PIECES: readonly (string | Uint8Array)[] = [
  "\"", "\"\"", ",", ";", "\t", "，", "\r", "\n", "\r\n", "\u2028", "\u0085", "\0", "\ufeff", "\ufffd", "\u202e", "\u200b", "\u001b[31m", "'", "=", "=1+1", "<", "&", "%s", "__proto__", "constructor", "合计", "例", "同上", "姓名", "岗位", "机构",
  "sep=;\r\n", "sep=\"\r\n", "2010.1", "1e999", "-0", "NaN", "9".repeat(400), "2010-02-30", "#N/A", "_x000D_", "_x005F_", Uint8Array.of(0xff), Uint8Array.of(0xfe, 0xff), Uint8Array.of(0xff, 0xfe), Uint8Array.of(0xe4, 0xb8), Uint8Array.of(0x81), Uint8Array.of(0x81, 0x30),
  Uint8Array.of(0xed, 0xa0, 0x80), Uint8Array.of(0xf4, 0x90, 0x80, 0x80), Uint8Array.of(0xc0, 0x80),
];
const bytesOf = (piece: string | Uint8Array): Uint8Array => (typeof piece === "string" ? new TextEncoder().encode(piece) : piece);

function spliced(bytes: Uint8Array, at: number, remove: number, insert: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length - remove + insert.length);
  out.set(bytes.subarray(0, at));
  out.set(insert, at);
  out.set(bytes.subarray(at + remove), at + insert.length);
  return out;
}

type Mutation = (bytes: Uint8Array, random: Random) => Uint8Array;

const MUTATIONS: readonly Mutation[] = [
  (bytes, random) => { const out = bytes.slice(); out[below(random, out.length)] = below(random, 256); return out; },
  (bytes, random) => { const out = bytes.slice(); const at = below(random, out.length); out[at] = (out[at] ?? 0) ^ (1 << below(random, 8)); return out; },
  (bytes, random) => spliced(bytes, below(random, bytes.length), 0, bytesOf(pick(random, PIECES))),
  (bytes, random) => spliced(bytes, below(random, bytes.length), 0, bytesOf(pick(random, PIECES))),
  (bytes, random) => { const at = below(random, bytes.length); return spliced(bytes, at, Math.min(bytes.length - at, 1 + below(random, 40)), new Uint8Array(0)); },
  (bytes, random) => { const at = below(random, bytes.length); return spliced(bytes, at, Math.min(bytes.length - at, 1 + below(random, 20)), bytesOf(pick(random, PIECES))); },
  (bytes, random) => { const from = below(random, bytes.length); return spliced(bytes, below(random, bytes.length), 0, bytes.slice(from, from + 1 + below(random, 200))); },
  (bytes, random) => bytes.slice(0, below(random, bytes.length)),
  (bytes, random) => { const piece = bytesOf(pick(random, PIECES)); const many = new Uint8Array(piece.length * (1 + below(random, Math.min(2000, 20_000 / piece.length)))); for (let i = 0; i < many.length; i += piece.length) many.set(piece, i); return spliced(bytes, below(random, bytes.length), 0, many); },
  (bytes, random) => { const out = bytes.slice(); const from = below(random, out.length); out.copyWithin(below(random, out.length), from, from + below(random, 100)); return out; },
];

/** Bytes with one to `most` mutations. */
export function mutated(bytes: Uint8Array, random: Random, most = 6): Uint8Array {
  let out = bytes;
  for (let left = 1 + below(random, most); left > 0 && out.length > 0; left--) out = pick(random, MUTATIONS)(out, random);
  return out;
}

// ---- XML

const NUMBERS = ["0", "-1", "1", "1048576", "1048577", "16384", "16385", "99999", "4294967295", "4294967296", "9007199254740993", "1e308", "1e999", "-1e9", "0.1", "", "x", "NaN", "０"];
const ADDRESSES = ["A1", "A0", "A1048576", "A1048577", "XFD1", "XFE1", "ZZZZ1", "AAAAAAAAAAA1", "1A", "A", "1", "", "$A$1", "A1:B2", "A1:XFD1048576", "a1", "A-1", "A1e9"];
const TYPES = ["s", "str", "n", "b", "e", "d", "inlineStr", "x", ""];
const REFERENCES = ["&lt;", "&amp;", "&#0;", "&#x1F600;", "&#xD800;", "&#x110000;", "&#99999999999;", "&nbsp;", "&a;", "&", "&#;", "&#x;", "&amp", "<![CDATA[张三]]>", "<![CDATA[", "]]>", "<!--", "<!-- -- -->", "<?xml?>", "<?x", "_x0000_", "_xFFFF_", "_xD83D__xDE00_", "_x005F_x000D_"];
const ATTRIBUTES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/ r="([^"]*)"/g, [...ADDRESSES, ...NUMBERS]], [/ ref="([^"]*)"/g, ADDRESSES], [/ t="([^"]*)"/g, TYPES], [/ (?:s|si|min|max|count|uniqueCount|numFmtId|xfId|sheetId|spans|ht|width)="([^"]*)"/g, NUMBERS],
  [/ (?:hidden|date1904|customFormat|state|collapsed)="([^"]*)"/g, ["1", "0", "true", "false", "hidden", "veryHidden", "x", ""]], [/ (?:Target|PartName|Extension|ContentType|Type|Id|r:id|name|Name)="([^"]*)"/g, ["", "rId1", "rId2", "../../../x", "/xl/workbook.xml", "worksheets/sheet1.xml", "http://example.invalid/", "花名册", "../../x", "<", "a".repeat(300)]],
  [/ formatCode="([^"]*)"/g, ["General", "yyyy", "[h]:mm", "[", "\"", "\\", "[$-804]e", "0;;;@", "y".repeat(500)]],
  [/ xmlns(?::\w+)?="([^"]*)"/g, ["", "x", "http://purl.oclc.org/ooxml/spreadsheetml/main"]],
];
const ENTITIES = `<!DOCTYPE x [<!ENTITY a "张三"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e SYSTEM "file:///etc/passwd">]>`;

type XmlMutation = (xml: string, random: Random) => string;

/** One of the places that a pattern finds, changed. */
function atOne(xml: string, random: Random, pattern: RegExp, change: (found: RegExpExecArray) => string): string {
  const found = [...xml.matchAll(pattern)];
  if (found.length === 0) return xml;
  const one = pick(random, found) as RegExpExecArray;
  return xml.slice(0, one.index) + change(one) + xml.slice(one.index + one[0].length);
}

const XML_MUTATIONS: readonly XmlMutation[] = [
  ...ATTRIBUTES.map(([pattern, values]): XmlMutation => (xml, random) => atOne(xml, random, pattern, ([whole, value = ""]) => whole.slice(0, whole.length - value.length - 1) + pick(random, values) + "\"")),
  (xml, random) => atOne(xml, random, / [\w:]+="[^"]*"/g, () => ""),
  (xml, random) => atOne(xml, random, / [\w:]+="[^"]*"/g, ([whole]) => whole + whole),
  (xml, random) => atOne(xml, random, /<v>([^<]*)<\/v>/g, () => `<v>${pick(random, [...NUMBERS, "#N/A", "true", "2010-03-01", "张三", "40238"])}</v>`),
  (xml, random) => atOne(xml, random, /<\/?[\w:]+[^>]*>/g, () => ""),
  (xml, random) => atOne(xml, random, /<\/?[\w:]+[^>]*>/g, ([whole]) => whole + whole),
  (xml, random) => atOne(xml, random, /<(\/?)(?:\w+:)?(\w+)/g, ([, slash = ""]) => `<${slash}${pick(random, ["row", "c", "v", "is", "t", "r", "f", "si", "sheet", "mergeCell", "rPh", "x", "__proto__"])}`),
  (xml, random) => atOne(xml, random, />([^<]+)</g, () => `>${pick(random, REFERENCES)}<`),
  (xml, random) => atOne(xml, random, />([^<]+)</g, ([, text = ""]) => `>${text}${pick(random, REFERENCES)}${text}<`),
  (xml) => xml.replace(/\?>/, `?>${ENTITIES}`),
  (xml, random) => { const rows = [...xml.matchAll(/<row[\s>].*?<\/row>/gs)].map(([row]) => row); return rows.length === 0 ? xml : xml.replace("</sheetData>", () => `${Array.from({ length: 1 + below(random, 50) }, () => pick(random, rows)).join("")}</sheetData>`); },
  (xml, random) => xml.replace("</sheetData>", () => `</sheetData><mergeCells>${Array.from({ length: 1 + below(random, 5) }, () => `<mergeCell ref="${pick(random, ADDRESSES)}:${pick(random, ADDRESSES)}"/>`).join("")}</mergeCells>`),
  (xml, random) => xml.slice(0, below(random, xml.length)),
  (xml, random) => { const deep = 1 + below(random, 3000); return atOne(xml, random, />([^<]+)</g, () => `>${"<r>".repeat(deep)}x${"</r>".repeat(deep)}<`); },
  (xml, random) => xml.replace(/encoding="[^"]*"/, `encoding="${pick(random, ["UTF-16", "GBK", "gb2312", "x", "", "UTF-32", "ascii"])}"`),
  (xml, random) => atOne(xml, random, /<f[^>]*>[^<]*<\/f>|<f[^>]*\/>/g, () => pick(random, ["<f/>", "<f t=\"shared\" si=\"99\"/>", "<f t=\"array\" ref=\"A1:XFD1048576\">1</f>", "<f>A1</f><f>B1</f>", `<f>${"(".repeat(5000)}</f>`])),
];

/** XML with one to `most` mutations; as bytes, now and then in UTF-16, or damaged as bytes are. */
export function mutatedXml(part: Uint8Array, random: Random, most = 4): Uint8Array {
  let xml = new TextDecoder().decode(part);
  for (let left = 1 + below(random, most); left > 0 && xml.length > 0; left--) xml = pick(random, XML_MUTATIONS)(xml, random);
  if (chance(random, 4)) return Uint8Array.from(Buffer.from(`\ufeff${xml}`, "utf16le"));
  const bytes = new TextEncoder().encode(xml);
  return chance(random, 8) ? mutated(bytes, random, 2) : bytes;
}
