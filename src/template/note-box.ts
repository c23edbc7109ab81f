import type { Worksheet } from "exceljs";
import { widthOf } from "../report/width.ts";
import type { NoteBox } from "./parts.ts";

/** Of a row that says no other. */
export const ROW_POINTS = 15;
const PIXELS_A_POINT = 4 / 3;
/** Excel's, of a column so many characters wide; of one that says none. */
const pixelsOf = (width: number): number => Math.round(width * 7 + 5);
const DEFAULT_COLUMN = 64;

/** Of a note in a 9-point font. */
const WIDTH = 340;
const LINE = 17;
const MARGIN = 18;
const CHARACTERS_A_LINE = 50;
/** Beside the cell it belongs to. */
const GAP = 10;

/** A box to the right of a cell's note that has room for all of its text. */
export function boxOf(sheet: Worksheet, row: number, column: number): NoteBox {
  const { note } = sheet.getCell(row, column);
  const text = typeof note === "string" ? note : (note?.texts ?? []).map((part) => part.text).join("");
  const height = MARGIN + LINE * text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / CHARACTERS_A_LINE)), 0);
  const left = { at: column, offset: GAP };
  const top = { at: row - 1, offset: 2 };
  const right = walk(left, WIDTH, (at) => { const { width } = sheet.getColumn(at + 1); return width === undefined ? DEFAULT_COLUMN : pixelsOf(width); });
  const bottom = walk(top, height, (at) => Math.round((sheet.getRow(at + 1).height || ROW_POINTS) * PIXELS_A_POINT));
  return { width: WIDTH / PIXELS_A_POINT, height: height / PIXELS_A_POINT, anchor: [left.at, left.offset, top.at, top.offset, right.at, right.offset, bottom.at, bottom.offset] };
}

/** The cell so many pixels further, and how far into it; cells are counted from 0. */
function walk(from: { at: number; offset: number }, pixels: number, sizeOf: (at: number) => number): { at: number; offset: number } {
  let { at } = from;
  let rest = from.offset + pixels;
  for (let size = sizeOf(at); rest >= size; size = sizeOf(at)) {
    rest -= size;
    at += 1;
  }
  return { at, offset: Math.round(rest) };
}
