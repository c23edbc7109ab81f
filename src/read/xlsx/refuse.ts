import { Refusal } from "../../model/fault.ts";
import { tooManyColumns, tooManyRows, UNREAD_FORMATS } from "../refusals.ts";

/** How the parts of one workbook say that they cannot be read; each throws a Refusal. */
export interface Refuse {
  /** A part is missing, cut off, or not what it should be. */
  broken(): never;
  tooBig(): never;
  tooManyRows(sheet: string): never;
  tooManyColumns(sheet: string, row: number): never;
}

export const refusing = (path: string): Refuse => ({
  broken: () => { throw new Refusal(UNREAD_FORMATS.broken(path)); },
  tooBig: () => { throw new Refusal(UNREAD_FORMATS["too-big"](path)); },
  tooManyRows: (sheet) => { throw new Refusal(tooManyRows(path, sheet)); },
  tooManyColumns: (sheet, row) => { throw new Refusal(tooManyColumns(path, sheet, row)); },
});
