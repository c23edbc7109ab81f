import { parse } from "csv-parse/sync";
import { recordEncoding, type Encoding } from "../../src/read/encoding.ts";
import { isBlankCell, isErrorText, type RawCell } from "../../src/read/raw.ts";

/** What csv-parse reads in a file: the oracle of the scanner. It decodes whole texts or lets bytes through; nothing of it is ours. */

export interface OracleRow {
  row: number;
  cells: readonly RawCell[];
  broken: boolean;
}

/** Records as texts. A quote that nothing closes is closed at the end. */
function records(text: string, separator: string): string[][] {
  const options = { delimiter: separator, record_delimiter: ["\r\n", "\n", "\r"], relax_column_count: true, relax_quotes: true, skip_empty_lines: false };
  try {
    return parse(text, options) as unknown as string[][];
  } catch (error) {
    if ((error as { code?: string }).code !== "CSV_QUOTE_NOT_CLOSED") throw error;
    return parse(`${text}"`, options) as unknown as string[][];
  }
}

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");
const fromLatin1 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "latin1"));

function asCell(text: string): RawCell {
  if (text === "") return null;
  if (text.includes("\uFFFD")) return { undecodable: text };
  return isErrorText(text) ? { error: text } : text;
}

function hasBreak(cell: RawCell): boolean {
  const text = typeof cell === "string" ? cell : cell !== null && typeof cell === "object" && "undecodable" in cell ? cell.undecodable : "";
  return /[\r\n]/.test(text) && !isBlankCell(cell);
}

/** Every row of a file. `bom`: how many bytes of mark come first; `named`: its first line names the separator. */
export function oracle(bytes: Uint8Array, { encoding, bom, separator, named }: { encoding: Exclude<Encoding, "mixed">; bom: number; separator: string; named: boolean }): OracleRow[];
export function oracle(bytes: Uint8Array, file: { encoding: Encoding; bom: number; separator: "," | ";" | "\t"; named: boolean }): OracleRow[];
export function oracle(bytes: Uint8Array, { encoding, bom, separator, named }: { encoding: Encoding; bom: number; separator: string; named: boolean }): OracleRow[] {
  const rows = encoding === "mixed" ? mixedRows(bytes.subarray(bom), separator) : textRows(bytes.subarray(bom), encoding, separator);
  return rows.slice(named ? 1 : 0).map((cells, i) => ({ row: i + 1, cells, broken: cells.some(hasBreak) }));
}

/** GB18030 and UTF-16 as decoded texts. UTF-8 byte by byte: damaged characters of two cells are then never taken for one. */
function textRows(bytes: Uint8Array, encoding: Exclude<Encoding, "mixed">, separator: string): RawCell[][] {
  if (encoding !== "utf-8" && !(encoding === "gb18030" && /^[,;\t]$/.test(separator))) return records(new TextDecoder(encoding).decode(bytes).replace(/^\ufeff/, ""), separator).map((cells) => cells.map(asCell));
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  return records(latin1(bytes).replace(/^\xef\xbb\xbf/, ""), latin1(Buffer.from(separator))).map((cells) => cells.map((cell) => asCell(decoder.decode(fromLatin1(cell)))));
}

/** Between cells, so that the end of one and the beginning of the next are never taken for a character. */
const COMMA = Buffer.from(",");

function mixedRows(bytes: Uint8Array, separator: string): RawCell[][] {
  return records(latin1(bytes).replace(/^\xef\xbb\xbf/, ""), separator).map((record) => {
    const cells = record.map(fromLatin1);
    const decoder = new TextDecoder(recordEncoding(Buffer.concat(cells.flatMap((cell) => [cell, COMMA])), () => cells), { ignoreBOM: true });
    return cells.map((cell) => asCell(decoder.decode(cell)));
  });
}
