// What the audit is measured against, each a process of its own: node bench/readers.mjs bytes|csv-parse|duckdb|inflate FILE
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { pipeline } from "node:stream";
import { createInflateRaw } from "node:zlib";

const HIGH_WATER_MARK = 64 * 1024;
const readers = {
  /** The floor of a CSV: looks at every byte, and counts the line feeds. */
  async bytes(file) {
    let rows = 0;
    for await (const chunk of createReadStream(file, { highWaterMark: HIGH_WATER_MARK })) for (let i = 0; i < chunk.length; i += 1) if (chunk[i] === 10) rows += 1;
    return rows;
  },
  /** csv-parse as its documentation shows it: a stream of records, each an array of texts. */
  async "csv-parse"(file) {
    const { parse } = await import("csv-parse");
    let rows = 0;
    for await (const _record of pipeline(createReadStream(file, { highWaterMark: HIGH_WATER_MARK }), parse({ bom: true }), () => undefined)) rows += 1;
    return rows;
  },
  /** DuckDB: the records counted by worker and month; it reads only the three columns that it needs, on every core. */
  async duckdb(file) {
    const { DuckDBInstance } = await import("@duckdb/node-api");
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const month = `substr(replace(replace("日期", '年', '-'), '/', '-'), 1, 7)`;
    const counted = await connection.runAndReadAll(`SELECT count(*) FROM (SELECT "机构名称", "社工姓名", ${month}, count(*) FROM read_csv('${file.replaceAll("'", "''")}', all_varchar = true, header = true) GROUP BY ALL)`);
    return String(counted.getRows()[0][0]);
  },
  /** The floor of a workbook: its greatest part inflated and thrown away. */
  async inflate(file) {
    const bytes = await readFile(file);
    let best = { packed: 0, from: 0 };
    // The directory at the end of the archive.
    const end = bytes.lastIndexOf(Buffer.from("PK\u0005\u0006", "latin1"));
    for (let i = 0, at = bytes.readUInt32LE(end + 16); i < bytes.readUInt16LE(end + 10); i += 1) {
      const [packed, name, extra, comment, local] = [bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
      if (packed > best.packed) best = { packed, from: local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28) };
      at += 46 + name + extra + comment;
    }
    const inflate = createInflateRaw({ chunkSize: 256 * 1024 });
    inflate.end(bytes.subarray(best.from, best.from + best.packed));
    let size = 0;
    for await (const chunk of inflate) size += chunk.length;
    return size;
  },
};

const [name, file] = process.argv.slice(2);
console.log(await readers[name](file));
