// What the audit is measured against, each a process of its own: node bench/readers.mjs bytes|csv-parse FILE
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";

const HIGH_WATER_MARK = 64 * 1024;
const readers = {
  /** The floor: looks at every byte, and counts the line feeds. */
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
};

const [name, file] = process.argv.slice(2);
console.log(await readers[name](file));
