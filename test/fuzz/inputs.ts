import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { generate } from "../support/generate.ts";
import { seeded } from "../support/random.ts";
import { csvOf } from "../support/submission.ts";
import { partsOf, zipOf } from "../support/zip.ts";
import { workbookOf } from "../support/write.ts";
import { encoded, ENCODINGS } from "./encode.ts";
import { hostile } from "./hostile.ts";
import { below, chance, mutated, mutatedXml, pick, type Random } from "./mutate.ts";

/** What one run of the command line is given. */
export interface FuzzInput {
  kind: "csv" | "zip" | "xml" | "hostile";
  files: { name: string; bytes: Uint8Array }[];
  argv: string[];
}

/** Files of test/fixtures/files by their endings; the folder from which the tests run holds them. */
const FIXTURES = path.resolve("test", "fixtures", "files");
const found = (ending: RegExp): string[] => (readdirSync(FIXTURES, { recursive: true }) as string[]).filter((file) => ending.test(file) && !/^(?:make|fuzz)\b/.test(file) && statSync(path.join(FIXTURES, file)).isFile()).sort();
const TEXTS = found(/\.(?:csv|txt|slk)$/);
const BOOKS = found(/\.(?:xlsx|xlsm)$/);
const fixture = (file: string): Uint8Array => Uint8Array.from(readFileSync(path.join(FIXTURES, file)));

const ROSTER = { name: "名册.csv", bytes: new TextEncoder().encode("机构,姓名,岗位,督导\r\n启明社工服务中心,欧阳明,见习督导,\r\n启明社工服务中心,张三,一线社工,欧阳明\r\n") };

/** The input of a seed: the same bytes on every machine. */
export async function inputOf(seed: number): Promise<FuzzInput> {
  const random = seeded(seed);
  const kind = pick(random, ["csv", "csv", "csv", "csv", "zip", "xml", "xml", "xml", "hostile"] as const);
  const files = kind === "csv" ? texts(random) : kind === "hostile" ? [hostile(random)] : [{ name: pick(random, ["材料.xlsx", "花名册.xlsx", "a.csv"]), bytes: await damagedBook(random, kind) }];
  // A roster beside it, so that a damaged log is read to its end.
  if (kind !== "csv" && chance(random, 50)) files.push(ROSTER);
  return { kind, files, argv: argvOf(random) };
}

function argvOf(random: Random): string[] {
  return [
      ".", "--as-of", "2010-11-30", "--policy", pick(random, ["shenzhen-2010", "shenzhen-2010", "xpcc-2017"]), "--lang", pick(random, ["zh", "en"]),
    ...(chance(random, 60) ? ["--format", "json"] : chance(random, 50) ? ["--verbose"] : []), ...(chance(random, 20) ? ["--hidden-sheets"] : []), ...(chance(random, 10) ? ["--agency", "启明社工服务中心"] : []),
    ...(chance(random, 5) ? ["--encoding", pick(random, ["utf-8", "gb18030", "utf-16le"])] : []),
  ];
}

/** A submission in text files, some of them damaged. */
function texts(random: Random): FuzzInput["files"] {
  if (chance(random, 25)) return [{ name: pick(random, ["花名册.csv", "服务记录.csv", "a.txt"]), bytes: mutated(fixture(pick(random, TEXTS)), random) }, ROSTER];
  const { tables } = generate(below(random, 1_000_000));
  const encoding = pick(random, ENCODINGS);
  const separator = pick(random, [",", ",", ",", ";", "\t", "，"]);
  const ends = pick(random, ["\r\n", "\n", "\r"]);
  const damaged = pick(random, Object.keys(tables));
  return Object.entries(tables).map(([name, grid]) => {
    const bytes = encoded(csvOf(grid).replaceAll("\r\n", ends).replaceAll(",", separator), encoding);
    return { name: `${name}.csv`, bytes: name === damaged || chance(random, 15) ? mutated(bytes, random) : bytes };
  });
}

/** A workbook without the times at which it was written. */
function timeless(book: Uint8Array): Uint8Array {
  const parts = partsOf(book) ?? new Map<string, Uint8Array>();
  const core = new TextDecoder().decode(parts.get("docProps/core.xml"));
  parts.set("docProps/core.xml", new TextEncoder().encode(core.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "2010-11-30T00:00:00Z")));
  return zipOf(parts);
}

async function damagedBook(random: Random, kind: "zip" | "xml"): Promise<Uint8Array> {
  const whole = chance(random, 60) ? fixture(pick(random, BOOKS)) : timeless(await workbookOf(generate(below(random, 1_000_000)).tables, chance(random, 50)));
  if (kind === "zip") return mutated(whole, random, 8);
  const parts = partsOf(whole);
  if (!parts) return mutated(whole, random, 8);
  const names = [...parts.keys()].filter((name) => /\.(?:xml|rels)$/.test(name));
  // Sheets are where most is read.
  const sheets = names.filter((name) => name.includes("worksheets/") || name.includes("sharedStrings"));
  for (let left = 1 + below(random, 3); left > 0; left--) {
    const name = sheets.length > 0 && chance(random, 60) ? pick(random, sheets) : pick(random, names);
    const part = parts.get(name);
    if (part) parts.set(name, mutatedXml(part, random));
  }
  if (chance(random, 3)) parts.delete(pick(random, names));
  return zipOf(parts, { stored: chance(random, 10) });
}
