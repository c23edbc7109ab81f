import { zipEntries, type ZipEntry } from "../zip.ts";
import { inflated } from "./inflate.ts";
import type { Refuse } from "./refuse.ts";
import { utf8Chunks } from "./utf8.ts";
import { element, readXml } from "./xml.ts";

const MOST_ENTRIES = 10_000;
const MOST_BYTES = 4 * 1024 ** 3;

/** The parts of a workbook, by where its relations say they lie, not by name. */
export interface Package {
  readonly refuse: Refuse;
  /** A part in UTF-8, chunk by chunk; refused where it is not there. */
  read(part: string): AsyncGenerator<Buffer>;
  /** How many bytes a part is inflated. */
  sizeOf(part: string): number;
  /** What a part refers to; "" is the package itself. */
  relations(part: string): Promise<ReadonlyMap<string, Relation>>;
  /** Reads the XML parts that nobody has read, for their checksums: what is damaged anywhere may be damaged elsewhere. */
  checkOthers(): Promise<void>;
}

export interface Relation {
  /** The last word of its type: worksheet, sharedStrings … the same in strict workbooks. */
  type: string;
  /** The part's name, from the top of the package; null where it lies outside of it. Nothing outside is ever opened. */
  part: string | null;
}

/** Opens the archive: its directory, nothing inflated yet. */
export function openPackage(bytes: Uint8Array, refuse: Refuse): Package {
  const entries = zipEntries(bytes) ?? refuse.broken();
  if (entries.length > MOST_ENTRIES) refuse.tooBig();
  if (entries.reduce((total, entry) => total + entry.size, 0) > MOST_BYTES) refuse.tooBig();
  const parts = new Map<string, ZipEntry>();
  for (const entry of entries) {
    const name = keyOf(entry.name);
    // Which of the two is meant, another program may decide otherwise.
    if (parts.has(name) && !name.endsWith("/")) refuse.broken();
    parts.set(name, entry);
  }
  const checked = new Set<ZipEntry>();
  const entryOf = (part: string): ZipEntry => parts.get(keyOf(part)) ?? refuse.broken();

  async function* read(part: string): AsyncGenerator<Buffer> {
    const entry = entryOf(part);
    yield* utf8Chunks(inflated(bytes, entry, refuse), refuse);
    checked.add(entry);
  }

  return {
    refuse, read,
    sizeOf: (part) => entryOf(part).size,
    async relations(part) {
      const slash = part.lastIndexOf("/") + 1;
      const folder = part.slice(0, slash);
      const own = `${folder}_rels/${part.slice(slash)}.rels`;
      return parts.has(keyOf(own)) ? readRelations(read(own), folder, refuse) : new Map<string, Relation>();
    },
    async checkOthers() {
      for (const entry of entries) {
        if (checked.has(entry) || !/\.(?:xml|rels)$/i.test(entry.name)) continue;
        for await (const _ of inflated(bytes, entry, refuse)) continue;
      }
    },
  };
}

/** Names differ by more than case, and some programs write them with the other slash. */
const keyOf = (name: string): string => name.replaceAll("\\", "/").replace(/^\//, "").toLowerCase();

const RELATIONSHIP = element("Relationship");
const RELATIONSHIPS = element("Relationships", RELATIONSHIP);

async function readRelations(chunks: AsyncIterable<Buffer>, folder: string, refuse: Refuse): Promise<ReadonlyMap<string, Relation>> {
  const relations = new Map<string, Relation>();
  await readXml(chunks, RELATIONSHIPS, {
    open(found, attributes) {
      if (found !== RELATIONSHIP) return;
      const id = attributes.get("Id") ?? "";
      const type = (attributes.get("Type") ?? "").replace(/^.*\//, "");
      const target = attributes.get("Target") ?? "";
      relations.set(id, { type, part: attributes.get("TargetMode") === "External" ? null : partOf(target, folder) });
    },
  }, refuse);
  return relations;
}

/** The name of a part that a relation points to, from a part in that folder. */
function partOf(target: string, folder: string): string {
  const names: string[] = [];
  for (const name of `${/^[\\/]/.test(target) ? "" : folder}${decoded(target)}`.split(/[\\/]/)) {
    if (name === "..") names.pop();
    else if (name !== "" && name !== ".") names.push(name);
  }
  return names.join("/");
}

function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}
