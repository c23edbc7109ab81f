import { pipeline, Readable } from "node:stream";
import { parse, type CsvError, type Options } from "csv-parse";
import { Refusal } from "../model/fault.ts";
import { decodeRecord, decodeStream, type TextEncoding } from "./encoding.ts";
import { knownHeaders } from "./header.ts";
import { batcher, hasBreak } from "./batch.ts";
import { cleanCell, isErrorText, MOST_COLUMNS, type RawBatch, type RawCell, type RawRow, type RawTable, type Wanted } from "./raw.ts";
import { tooManyColumns, tooLongRecord } from "./refusals.ts";

const SEPARATORS = [",", "\t", ";", "，"] as const;
const LONGEST_RECORD = 64 * 1024 * 1024;
const ROWS_A_BATCH = 1_000;
const SEP_LINE = /^sep=(.)[ \t]*(?:\r\n|\n|\r|$)/i;

/** A CSV file: bytes that can be read again from the beginning, and how they are written. */
export interface CsvFile {
  path: string;
  /** The first bytes, enough to find the separator. */
  head: Uint8Array;
  encoding: TextEncoding;
  open(): AsyncIterable<Uint8Array>;
}

/** The text at the beginning of a file, as well as it can be decoded. */
async function headText({ head, encoding }: CsvFile): Promise<string> {
  const texts: string[] = [];
  const named = encoding.encoding === "mixed" ? { ...encoding, encoding: "utf-8" as const } : encoding;
  for await (const text of decodeStream(Readable.from([head]), named)) texts.push(text);
  return texts.join("");
}

/** The separator under which the most headers are known; of equals the one that cuts a line into the most cells, then the comma. */
export function sniffSeparator(text: string): string {
  const lines = text.split(/\r\n|\n|\r/).slice(0, 60);
  let best = { separator: ",", known: 0, cells: 0 };
  for (const separator of SEPARATORS) {
    const rows = lines.filter((line) => line.includes(separator)).map((line) => line.split(separator).map((cell) => cleanCell(cell.replace(/^"|"$/g, ""))));
    const known = Math.max(0, ...rows.map((row) => (row.length <= MOST_COLUMNS ? knownHeaders(row) : 0)));
    const cells = rows.length * 2 < lines.filter((line) => line !== "").length ? 0 : Math.max(0, ...rows.map((row) => row.length));
    if (known > best.known || (known === best.known && cells > best.cells)) best = { separator, known, cells };
  }
  return best.separator;
}

/** A CSV file as a table: streamed, cell by cell as text. */
export async function openCsv(file: CsvFile): Promise<RawTable> {
  const text = await headText(file);
  const sepLine = SEP_LINE.exec(text);
  const separator = sepLine?.[1] ?? sniffSeparator(text);
  const mixed = file.encoding.encoding === "mixed";
  // Once a quote was found that nothing closes, the file is read as if it were closed at the end.
  let closeQuote = false;

  async function* records(): AsyncGenerator<readonly string[]> {
    let given = 0;
    for (;;) {
      let seen = 0;
      try {
        for await (const record of parsed(file, mixed ? byteByByte(separator) : separator, closeQuote)) {
          seen += 1;
          if (seen > given) yield record;
          given = Math.max(given, seen);
        }
        return;
      } catch (error) {
        const code = (error as Partial<CsvError>).code;
        if (code === "CSV_MAX_RECORD_SIZE") throw new Refusal(tooLongRecord(file.path, given + 1));
        if (code !== "CSV_QUOTE_NOT_CLOSED" || closeQuote) throw error;
        closeQuote = true;
      }
    }
  }

  async function* batches(wanted: Wanted): AsyncGenerator<RawBatch> {
    const batch = batcher(wanted);
    let rows: RawRow[] = [];
    let row = sepLine ? -1 : 0;
    for await (const record of records()) {
      row += 1;
      if (row === 0) continue;
      if (record.length > MOST_COLUMNS) throw new Refusal(tooManyColumns(file.path, null, row));
      const cells: readonly RawCell[] = mixed ? decodeRecord(record) : record;
      rows.push({ row, cells: cells.map(asCell) });
      if (rows.length < ROWS_A_BATCH) continue;
      yield batch(rows, hasBreak, 0);
      rows = [];
    }
    if (rows.length > 0) yield batch(rows, hasBreak, 0);
  }

  return { sheet: null, hidden: false, hiddenRows: 0, hiddenColumns: 0, date1904: false, separator, batches };
}

/** A text that stands for its UTF-8 bytes, one character each. */
const byteByByte = (text: string): string => Buffer.from(text, "utf8").toString("latin1");

function asCell(cell: RawCell): RawCell {
  if (typeof cell !== "string") return cell;
  if (cell === "") return null;
  if (cell.includes("\uFFFD")) return { undecodable: cell };
  return isErrorText(cell) ? { error: cell } : cell;
}

async function* parsed(file: CsvFile, delimiter: string, closeQuote: boolean): AsyncGenerator<readonly string[]> {
  const options: Options = {
    delimiter, record_delimiter: ["\r\n", "\n", "\r"], relax_column_count: true, relax_quotes: true, skip_empty_lines: false, max_record_size: LONGEST_RECORD,
  };
  const parser = parse(options);
  // pipeline hands an error of the source to the parser, and the loop below throws it.
  pipeline(Readable.from(texts(file, closeQuote)), parser, () => undefined);
  for await (const record of parser) yield record as string[];
}

async function* texts(file: CsvFile, closeQuote: boolean): AsyncGenerator<string> {
  yield* decodeStream(file.open(), file.encoding);
  if (closeQuote) yield "\"";
}
