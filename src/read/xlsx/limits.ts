/** More than this is refused (data.md, section 4, 6). Excel's own limits of rows and columns are in raw.ts. */

export const MOST_SHEETS = 1_000;
/** Bytes of one text, as of a CSV record; a cell's own limit of 32,767 characters only cuts what is kept of it. */
export const LONGEST_TEXT = 64 * 1024 ** 2;
export const MOST_SHARED_STRINGS = 512 * 1024 ** 2;
/** Cells below the first of merged ranges, each of which has its value again: three columns of a full sheet are three million. */
export const MOST_FILLED_DOWN = 16 * 1024 ** 2;
