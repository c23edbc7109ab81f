import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, vi } from "vitest";
import { encodingProbe, foreignEncoding, type TextEncoding } from "../../src/read/encoding.ts";
import { identifyFiles } from "../../src/read/files.ts";
import { openCsv } from "../../src/read/csv.ts";
import type { RawBatch, RawCell, RawTable, RawValues, Wanted } from "../../src/read/raw.ts";
import { chunksOf, rowsRead, run } from "../fuzz/csv.ts";
import { hege } from "../support/cli.ts";
import { bytes, folder, gb18030, readFiles, refusal, ROSTER, utf16le } from "./helpers.ts";

const FIXTURES = fileURLToPath(new URL("../fixtures/csv/", import.meta.url));

async function fixture(name: string): Promise<{ raw: RawTable; encoding: string | null; guessed: boolean }> {
  const { files } = await identifyFiles([path.join(FIXTURES, name)], {});
  const { raw: [raw], encoding, guessed } = await (files[0] as (typeof files)[number]).tables();
  return { raw: raw as RawTable, encoding, guessed };
}

const tableOf = (content: string | Uint8Array, { encoding = "utf-8", chunk = 4_096, maxBytes }: { encoding?: TextEncoding["encoding"]; chunk?: number; maxBytes?: number } = {}): Promise<RawTable> => {
  const all = bytes(content);
  return openCsv({ path: "表.csv", head: all.subarray(0, 65_536), encoding: { encoding, bom: 0, guessed: false }, bytes: all.length, ...(maxBytes === undefined ? {} : { maxBytes }) }, () => chunksOf(all, chunk));
};

const contentsOf = (values: RawValues): RawCell[] => Array.from({ length: values.size }, (_, id) => values.cell(id));

const cellsOf = async (table: RawTable, wanted: Wanted = "all"): Promise<unknown[]> => (await rowsRead(table, wanted)).map(({ cells }) => cells);

describe("one table as several programs write it", () => {
  const A = "启明社工服务中心";
  const TABLE = [
    [1, false, ["机构名称", "日期", "社工姓名", "服务类型", "服务编号", "节次", "备注"]],
    [2, false, [A, "2010-03-01", "张三", "个案", "GA001-0001", "1", "首次面谈"]],
    [3, true, [A, "2010-03-02", "李四、王小燕", "小组", "XZ001-0001", "2", "第一节\n第二节"]],
    [4, false, [A, "2010-03-03", "张三", "活动", "重阳敬老,邻里同乐", null, "居民说\"好\"；下次再来"]],
    [5, false, [A, "2010-03-04", "欧阳𠮷", "走访", null, null, " 两端有空格 "]],
    [6, false, [null, null, null, null, null, null, null]],
    [7, false, [A, "2010-03-05", "张三", "咨询", { error: "#N/A" }, null, "，全角逗号；分号"]],
  ];

  it.each<[string, string, boolean, string]>([
    ["excel-gb18030.csv", "gb18030", true, ","], ["excel-utf-8.csv", "utf-8", false, ","], ["excel-unicode.txt", "utf-16le", false, "\t"], ["utf-16be.csv", "utf-16be", false, ","],
    ["libreoffice.csv", "utf-8", false, ","], ["gnumeric.csv", "utf-8", false, ","], ["sep-line.csv", "utf-8", false, ";"], ["line-ends.csv", "utf-8", false, ","],
    ["wide-comma-gb18030.csv", "gb18030", true, "，"], ["two-encodings.csv", "mixed", true, ","], ["two-encodings-wide-comma.csv", "mixed", true, "，"],
  ])("%s", async (name, encoding, guessed, separator) => {
    const read = await fixture(name);
    expect([read.encoding, read.guessed, read.raw.separator]).toEqual([encoding, guessed, separator]);
    for (const wanted of ["all", new Set([2, 6]), new Set<number>()] as const) {
      expect((await rowsRead(read.raw, wanted)).map(({ row, broken, cells }) => [row, broken, cells])).toEqual(TABLE);
    }
  });

  it("a quote that swallows records makes one row of them, marked as broken", async () => {
    const rows = await rowsRead((await fixture("stray-quote.csv")).raw, new Set([2]));
    expect(rows.map(({ row, broken, cells }) => [row, broken, cells.length])).toEqual([[1, false, 7], [2, false, 7], [3, true, 7]]);
    expect(rows[2]?.cells[6]).toMatch(/^"电话访\r\n(?:.*\r\n){4}.*"又访$/);
  });
});

describe("beside csv-parse", () => {
  it("reads the same in documents that nobody would write, in any chunks", () => run(1_500, 20_101_130), 60_000);
  it("reads the same where there is no WebAssembly", async () => {
    vi.resetModules();
    vi.stubGlobal("WebAssembly", undefined);
    try {
      await (await import("../fuzz/csv.ts")).run(600, 4_711);
    } finally {
      vi.unstubAllGlobals();
      vi.resetModules();
    }
  }, 60_000);
  it("tells a record's encoding by all of its cells, quoted ones too", () => run(1, 794_352));

  it.each<[string, string, unknown[][]]>([
    ["a quote within a cell", "a\"b,\"c\"\"d\",e\"\"\n", [["a\"b", "c\"d", "e\"\""]]],
    ["text behind a closing quote", "\"a\"b,\"a\"\"b\"c,\"a\" ,\"\"x\n", [["\"a\"b", "\"a\"b\"c", "\"a\" ", "\"\"x"]]],
    ["a separator behind such text", "\"a,b\"c,d\n", [["\"a,b\"c", "d"]]],
    ["a zero byte behind a closing quote", "\"a\"\0b\n", [["a\0b"]]],
    ["a quote that nothing closes", "a,\"b,\nc\"\"\nd", [["a", "b,\nc\"\nd"]]],
    ["blank lines and records", "\n,\n\"\"\r\r\n", [[null], [null, null], [null], [null]]],
    ["no line break at the end", "a,", [["a", null]]],
    ["two byte order marks", "\ufeff\"a\",b\ufeff\n", [["a", "b\ufeff"]]],
    ["nothing", "", []],
  ])("%s", async (_, content, cells) => {
    for (const chunk of [1, 2, 3, 4_096]) expect(await cellsOf(await tableOf(content, { chunk }))).toEqual(cells);
  });

  it("bytes of two characters are no separator of GB18030, nor is the second byte of one", async () => {
    // B0 A3, AC A3, A3 AC: the wide comma, A3 AC, is the third and not the one across the first two. 亅 is 81 7C, a bar 7C.
    const wide = await tableOf(bytes(gb18030("sep=，\n姓名，岗位\n"), Uint8Array.of(0xb0, 0xa3, 0xac, 0xa3), gb18030("，社工\n")), { encoding: "gb18030" });
    expect(await cellsOf(wide)).toEqual([["姓名", "岗位"], [new TextDecoder("gb18030").decode(Uint8Array.of(0xb0, 0xa3, 0xac, 0xa3)), "社工"]]);
    expect(await cellsOf(await tableOf(gb18030("sep=|\n亅|亇\n亅亅|亅\n"), { encoding: "gb18030" }))).toEqual([["亅", "亇"], ["亅亅", "亅"]]);
  });
});

describe("batches", () => {
  async function* batchesOf(table: RawTable, wanted: Wanted): AsyncGenerator<RawBatch> { yield* table.batches(wanted); }

  it("are the same however the file comes", async () => {
    const content = Array.from({ length: 6_000 }, (_, i) => `启明,2010-3-${(i % 28) + 1},"第${i}号",${i % 7 === 0 ? "" : "个案"}`).join("\n");
    const cut = async (chunk: number): Promise<number[]> => {
      const lengths = [];
      for await (const batch of batchesOf(await tableOf(content, { chunk }), "all")) lengths.push(batch.length);
      return lengths;
    };
    const whole = await cut(1 << 20);
    expect(whole.length).toBeGreaterThan(1);
    expect(await cut(7)).toEqual(whole);
    expect(await cellsOf(await tableOf(content, { chunk: 7 }))).toEqual(await cellsOf(await tableOf(content, { chunk: 1 << 20 })));
  });

  it("a text has one number in its column, blank is 0, and what is not wanted has none", async () => {
    const table = await tableOf("张三,案主甲,a\n\"张三\",案主乙,\n李四,案主甲,a\n");
    for await (const { columns, length } of table.batches(new Set([0, 2, 9]))) {
      expect(length).toBe(3);
      expect(columns.map((column) => column && [[...column.ids], contentsOf(column.values)])).toEqual([[[1, 1, 2], [null, "张三", "李四"]], undefined, [[1, 0, 1], [null, "a"]]]);
    }
  });

  it("numbers get new meanings when there are too many, and the generation says so", async () => {
    const text = (i: number): string => `第${i}号`.padEnd(60, "丨");
    const table = await tableOf(Array.from({ length: 120_000 }, (_, i) => `${text(i)},个案`).join("\n"), { chunk: 65_536 });
    const generations = new Set<number>();
    let rows = 0;
    for await (const { length, columns: [first, second] } of table.batches("all")) {
      generations.add(first?.values.generation ?? -1);
      for (let i = 0; i < length; i++) if (first?.values.cell(first.ids[i] ?? 0) !== text(rows + i)) throw new Error(`row ${rows + i + 1}`);
      rows += length;
      expect(first?.values.size).toBeLessThan(75_000);
      expect([second?.values.generation, second && contentsOf(second.values)]).toEqual([0, [null, "个案"]]);
    }
    expect([rows, [...generations]]).toEqual([120_000, [0, 1, 2]]);
  });

  it("texts made to fall on one place of the table are read all the same, and not all remembered", async () => {
    const texts = colliding(1_000);
    const table = await tableOf(`${[...texts, ...texts].join("\n")}\n`);
    expect((await cellsOf(table)).flat()).toEqual([...texts, ...texts]);
    for await (const { columns: [column] } of table.batches("all")) expect(column?.values.size).toBeGreaterThan(1_800);
  });

  it("tables that are read at the same time, or one of which is left before its end, do not disturb each other", async () => {
    const contents = ["甲", "乙", "丙"].map((name) => Array.from({ length: 20_000 }, (_, i) => `${name}${i % 3_000},"${name}，""${i}"""`).join("\n"));
    const tables = await Promise.all(contents.map((content) => tableOf(content, { chunk: 65_536 })));
    const alone = [];
    for (const table of tables) alone.push(await cellsOf(table));
    const left = tables[0] as RawTable;
    for await (const { length } of left.batches("all")) if (length > 0) break;
    expect(await Promise.all(tables.map((table) => cellsOf(table)))).toEqual(alone);
    expect(alone.map((rows) => (rows as string[][])[19_999])).toEqual(["甲", "乙", "丙"].map((name) => [`${name}1999`, `${name}，"19999"`]));
  });

  it("a record of many megabytes is read whole, and the next table as if it had never been", async () => {
    const long = "长".repeat(3_000_000);
    for (const cell of [long, `"${long}"`]) {
      const rows = await cellsOf(await tableOf(`a,b\n${cell},c\nd,e\n`, { chunk: 1 << 20 })) as string[][];
      expect(rows.map(([first, second]) => [first?.length, second])).toEqual([[1, "b"], [3_000_000, "c"], [1, "e"]]);
      expect(await cellsOf(await tableOf("a,b\n\"c\",\n"))).toEqual([["a", "b"], ["c", null]]);
    }
  });

  it("a wide record does not make a wide batch of narrow ones", async () => {
    const wide = Array.from({ length: 16_384 }, (_, i) => String(i)).join(",");
    const table = await tableOf(`${"a,b\n".repeat(5_000)}${wide}\n${"a,b\n".repeat(5_000)}`);
    const rows = await cellsOf(table) as string[][];
    expect([rows.length, rows[5_000]?.length, rows[5_000]?.at(-1), rows.at(-1)]).toEqual([10_001, 16_384, "16383", ["a", "b"]]);
    for await (const { length, columns } of table.batches("all")) expect(length * columns.length).toBeLessThanOrEqual(1 << 20);
  });
});

/** Texts of sixteen bytes that hashOf of machine/numbers.as gives one hash: the second word undoes what the first did. */
function colliding(count: number): string[] {
  const special = new Set([...'\0\t\n\r",;'].map((letter) => letter.charCodeAt(0)));
  const isPlain = (byte: number): boolean => byte < 0x80 && !special.has(byte);
  const found: string[] = [];
  const text = Buffer.alloc(16);
  for (let n = 0; found.length < count; n++) {
    text.write(n.toString(36).padStart(8, "0"), "latin1");
    let hash = BigInt.asUintN(64, (16n ^ text.readBigUInt64LE(0)) * 0x9e3779b97f4a7c15n);
    hash ^= hash >> 29n;
    text.writeBigUInt64LE(hash, 8);
    if (text.every(isPlain)) found.push(text.toString("latin1"));
  }
  return found;
}

describe("limits", () => {
  const drained = async (table: RawTable, wanted: Wanted = new Set()): Promise<void> => {
    for await (const batch of table.batches(wanted)) expect(batch.length).toBeGreaterThan(0);
  };

  it("16,384 columns", async () => {
    await drained(await tableOf(`a\n${",".repeat(16_383)}\n`));
    const { sentences } = await refusal(drained(await tableOf(`a\nb\n${",".repeat(16_384)}\n`)));
    expect(sentences.map(({ en }) => en)).toEqual(["表.csv: row 3 has more than 16,384 columns. Delete those that are not needed."]);
  });

  it.each([[3_000, 1], [50_000, 1_000], [300_000, 1 << 20]])("%i bytes a record, its line break not counted (chunks of %i)", async (maxBytes, chunk) => {
    const long = (length: number): string => `a,b\n"${"x".repeat(length - 2)}"\r\nc,d\r\n`;
    await drained(await tableOf(long(maxBytes), { chunk, maxBytes }), "all");
    for (const content of [long(maxBytes + 1), `a,b\n"${"x".repeat(8 * maxBytes)}`]) {
      const { sentences } = await refusal(drained(await tableOf(content, { chunk, maxBytes })));
      expect(sentences.map(({ zh }) => zh)).toEqual([expect.stringMatching(new RegExp(`^表\\.csv：第 2 条记录超过 ${maxBytes} 字节，.*--max-bytes`))]);
    }
  });

  it("64 MB a record, which --max-bytes changes", async () => {
    const dir = folder({ "花名册.csv": `${ROSTER}启明社工服务中心,${"李".repeat(100_000)},社工\n` });
    const check = (size: string) => hege(dir, ["花名册.csv", "--policy", "shenzhen-2010", "--as-of", "2010-11-30", "--lang", "en", "--quiet", "--max-bytes", size]);
    expect(await check("200KB")).toMatchObject({ code: 2, err: expect.stringContaining("record 4 is longer than 204800 bytes") as unknown });
    expect((await check("1 MB")).code).not.toBe(2);
    for (const size of ["600MB", "0", "much"]) expect(await check(size)).toMatchObject({ code: 2, err: expect.stringContaining(`--max-bytes ${size}: give a size such as 200MB`) as unknown });
    const part = new Uint8Array(1 << 20).fill(0x78);
    const long = await openCsv({ path: "表.csv", head: part, encoding: { encoding: "utf-8", bom: 0, guessed: false }, bytes: 65 * part.length }, async function* () { for (let i = 0; i < 65; i++) yield await Promise.resolve(part); });
    expect((await refusal(drained(long))).sentences[0]?.en).toContain("record 1 is longer than 64 MB");
  });

  it("a configuration says it too", async () => {
    const dir = folder({ "hege.config.yaml": "maxBytes: 2 KB\n", "花名册.csv": `${ROSTER}${"李".repeat(1_000)},社工\n` });
    const argv = ["花名册.csv", "--policy", "shenzhen-2010", "--as-of", "2010-11-30", "--lang", "en"];
    expect((await hege(dir, argv)).err).toContain("record 4 is longer than 2048 bytes");
    expect((await hege(folder({ "hege.config.yaml": "maxBytes: 2 TB\n", "花名册.csv": ROSTER }), argv)).err).toContain("hege.config.yaml");
  });
});

describe("which encoding", () => {
  const probed = async (content: Uint8Array, chunk: number): Promise<string> => {
    const probe = encodingProbe(content.subarray(0, 64));
    for await (const part of chunksOf(content, chunk)) probe.push(part);
    const { encoding, guessed } = probe.end() ?? await foreignEncoding(content.subarray(0, 64), chunksOf(content, chunk));
    return `${encoding}${guessed ? "?" : ""}`;
  };
  const [, second = ""] = ROSTER.split("\n");

  it.each<[string, Uint8Array]>([
    ["utf-8", bytes(ROSTER, "欧阳𠮷é\n")], ["utf-8", bytes("")], ["utf-8", bytes("\ufeff姓名")], ["gb18030?", bytes(gb18030(ROSTER), gb18030("欧阳𠮷"))], ["utf-16le", utf16le(ROSTER)],
    ["mixed?", bytes(ROSTER, gb18030(second))], ["mixed?", bytes(gb18030(ROSTER), second)], ["mixed?", bytes(ROSTER, Uint8Array.of(0xe5, 0xbc))], ["mixed?", bytes("\ufeff", gb18030(ROSTER))],
    ["mixed?", bytes(gb18030(ROSTER), Uint8Array.of(0xff))], ["mixed?", bytes("a\n", Uint8Array.of(0xed, 0xa0, 0x80, 0xff), "b\n")],
  ])("%s, wherever the chunks are cut (%#)", async (encoding, content) => {
    for (const chunk of [1, 2, 3, 5, 1_000]) expect(await probed(content, chunk)).toBe(encoding);
  });

  it("which is right for every way to cut a character", async () => {
    for (const text of ["é", "张", "𠮷"]) {
      const letter = Buffer.from(text);
      for (let end = 0; end < letter.length; end++) {
        const whole = Uint8Array.from(Buffer.concat([letter, Buffer.from("a"), letter]));
        for (const chunk of [1, 2, 3, 4]) {
          expect(await probed(whole, chunk)).toBe("utf-8");
          if (end > 0) expect(await probed(Uint8Array.from(Buffer.concat([letter, letter.subarray(0, end)])), chunk)).not.toBe("utf-8");
        }
      }
    }
  });

  it("of each record of a file in two: one damaged cell does not make it GB18030", async () => {
    const damaged = bytes(second.replace("见习督导", ""), "社", Uint8Array.of(0xff));
    const { sources, tables } = await readFiles({ "花名册.csv": bytes(ROSTER, damaged, "\n", gb18030("启明社工服务中心,王五,社工\n")) });
    expect(sources).toHaveLength(1);
    expect(tables.roster.map(({ fields: { name, role } }) => [name.is === "known" ? name.text : name.is, role.is])).toEqual([["欧阳明", "known"], ["张三", "known"], ["欧阳明", "unreadable"], ["王五", "known"]]);
  });
});
