import type { Day } from "../model/day.ts";
import type { PlainTexts } from "../model/plain-text.ts";
import { isPlain } from "../model/text.ts";

/**
 * The door between readers and the rest: what a reader of some format hands out. Another reader of the same format can be put
 * behind it.
 */

/** A cell as its file holds it. */
export type RawCell =
  | null
  | string
  | number
  | boolean
  /** A date cell of a workbook, its time of day dropped. */
  | { date: Day }
  /** A time cell of a workbook (4:00), in hours. */
  | { hours: number }
  /** #N/A and its like. */
  | { error: string }
  /** A formula that was saved without its value. */
  | { formula: true }
  /** Bytes that are no text in the file's encoding; what could be decoded, with U+FFFD in it. */
  | { undecodable: string };

export interface RawRow {
  /** As a person sees it in Excel; for a CSV the record's number, blank lines counted; both from 1. */
  row: number;
  /** By column, from 0. Where only some columns were wanted, the others may be left out. */
  cells: readonly RawCell[];
}

/** A CSV file, or a sheet of a workbook. */
export interface RawTable {
  /** null for a CSV. */
  sheet: string | null;
  hidden: boolean;
  /** How many rows and columns are hidden; they are read all the same. */
  hiddenRows: number;
  hiddenColumns: number;
  /** What separates the cells of a CSV; null for a workbook. */
  separator: string | null;
  /** Serial numbers count from 1904. */
  date1904: boolean;
  /**
   * Reads from the first row, in batches; can be called again. `wanted` are the columns, from 0, whose cells are needed by number;
   * of the others nothing is kept, but `RawBatch.whole` still gives them.
   */
  batches(wanted: Wanted): AsyncIterable<RawBatch>;
}

export type Wanted = ReadonlySet<number> | "all";

/**
 * Some rows of a table, column by column. In a column a number stands for what a cell holds, so that nobody looks at the same text
 * twice. Its arrays are good until the next batch is asked for, which may be written over them.
 */
export interface RawBatch {
  length: number;
  /** Each row's number: RawRow.row. Blank rows may be left out, save that in a CSV they count. */
  rows: Int32Array;
  /** By column, from 0: those that were wanted; undefined where no row of the batch has anything in it. */
  columns: readonly (RawColumn | undefined)[];
  /** How many cells each row has, blank ones at its end counted where the file has them. */
  widths: Int32Array;
  /** 1 where a cell of the row has a line break in it; a workbook has none that could have swallowed rows, and says 0. */
  broken: Uint8Array;
  /** One row, every column of it; only until the next batch is asked for. */
  whole(index: number): RawRow;
  /** The first cell of a row that is not blank, wanted or not; null where there is none. As `whole`, only until the next batch. */
  first(index: number): RawCell;
  /** How much of the table has been read with this batch, 0 to 1. */
  share: number;
}

export interface RawColumn {
  /** By row of the batch: the number of what its cell holds. */
  ids: Int32Array;
  values: RawValues;
}

/** What the numbers of a column stand for; the same object in every batch of one reading. */
export interface RawValues {
  /** Numbers in use are smaller; that of nothing in the cell, 0, is one of them. Grows as the table is read. */
  readonly size: number;
  /** Goes up, between two batches, when numbers get new meanings: what was remembered by number is to be forgotten. */
  readonly generation: number;
  /** What a number stands for: the same within a generation. Good until the reading ends. */
  cell(id: number): RawCell;
  /** The plain texts from that number on, up to the next content that is none; null where that is the first. Good until the next batch. */
  plain(from: number): PlainTexts | null;
}

const ERRORS = new Set(["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA"]);

/** Whether a text is how Excel prints an error (a CSV saved from a workbook has them as texts). */
export const isErrorText = (text: string): boolean => text.startsWith("#") && ERRORS.has(text.toUpperCase());

export const isBlankCell = (cell: RawCell | undefined): boolean => cell === null || cell === undefined || (typeof cell === "string" && cleanCell(cell) === "");

/** Excel keeps no more characters in a cell; neither do we. */
export const LONGEST_CELL = 32_767;
export const MOST_COLUMNS = 16_384;
export const MOST_ROWS = 1_048_576;

const INVISIBLE = /[\p{Cc}\p{Cf}]/gu;
const NEEDS_CLEANING = /[\p{Cc}\p{Cf}\p{Zs}]|^['=]/u;

/**
 * The text a person sees: without control, zero-width and bidi marks, Excel's leading apostrophe, and white space around;
 * line breaks are \n, tabs and other spaces a space.
 */
export function cleanCell(text: string): string {
  if (text.length <= 64 && isPlain(text) ? text[0] !== "'" && text[0] !== "=" : !NEEDS_CLEANING.test(text)) return text;
  const visible = text.replace(/\r\n?/g, "\n").replace(INVISIBLE, (mark) => (mark === "\n" ? "\n" : mark === "\t" ? " " : "")).replace(/\p{Zs}/gu, (space) => (space === "\u3000" ? space : " ")).trim();
  const formula = /^="([^"]*)"$/.exec(visible);
  if (formula) return (formula[1] ?? "").trim();
  return visible.startsWith("'") ? visible.slice(1).trim() : visible;
}

/** Excel's letters of a column, from 0. */
export function columnLetter(index: number): string {
  let letters = "";
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}
