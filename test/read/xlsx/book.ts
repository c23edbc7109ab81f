import type { RawBatch, RawCell, RawTable, Wanted } from "../../../src/read/raw.ts";
import { openWorkbook } from "../../../src/read/xlsx.ts";
import { zipOf } from "../../support/zip.ts";

/** Workbooks written by hand, part by part, and what our reader makes of workbooks. */

export const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
export const STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main";
export const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
export const PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships";

export const relations = (...targets: readonly (readonly [type: string, target: string, more?: string])[]): string =>
  `<Relationships xmlns="${PACKAGE}">${targets.map(([type, target, more = ""], i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/${type}" Target="${target}"${more}/>`).join("")}</Relationships>`;

export const worksheet = (rows: string, more = ""): string => `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData>${more}</worksheet>`;
export const sharedStrings = (...items: readonly string[]): string => `<sst xmlns="${MAIN}">${items.map((item) => (item.startsWith("<") ? `<si>${item}</si>` : `<si><t>${item}</t></si>`)).join("")}</sst>`;
/** Cell styles with these number formats: an id, or a code of one's own. */
export const styles = (...formats: readonly (number | string)[]): string => {
  const codes = formats.flatMap((format, i) => (typeof format === "string" ? [`<numFmt numFmtId="${200 + i}" formatCode="${format.replaceAll("\"", "&quot;")}"/>`] : []));
  return `<styleSheet xmlns="${MAIN}"><numFmts>${codes.join("")}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${formats.map((format, i) => `<xf numFmtId="${typeof format === "string" ? 200 + i : format}"/>`).join("")}</cellXfs></styleSheet>`;
};

type Content = Parameters<typeof zipOf>[0] extends infer P ? (P extends Readonly<Record<string, infer C>> ? C : never) : never;

/** The parts of a workbook with one sheet. `more` adds parts or takes others' place; null leaves one out. */
export function partsOf(sheet: string, more: Readonly<Record<string, Content | null>> = {}): Record<string, Content> {
  const parts: Record<string, Content | null> = {
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": relations(["officeDocument", "xl/workbook.xml"]),
    "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="花名册" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relations(["worksheet", "worksheets/sheet1.xml"], ["sharedStrings", "sharedStrings.xml"], ["styles", "styles.xml"]),
    "xl/sharedStrings.xml": sharedStrings("姓名", "岗位", "张三"),
    "xl/styles.xml": styles(0),
    "xl/worksheets/sheet1.xml": sheet,
    ...more,
  };
  return Object.fromEntries(Object.entries(parts).filter((part): part is [string, Content] => part[1] !== null));
}

export const bookOf = (sheet: string, more: Readonly<Record<string, Content | null>> = {}): Uint8Array => zipOf(partsOf(sheet, more));

export const open = (bytes: Uint8Array): Promise<RawTable[]> => openWorkbook("花名册.xlsx", bytes);

/** The rows of a table, by row number; checks on the way that both ways of asking for a cell say the same. */
export async function rowsIn(table: RawTable | undefined, wanted: Wanted = "all"): Promise<Map<number, readonly RawCell[]>> {
  const rows = new Map<number, readonly RawCell[]>();
  for await (const batch of table?.batches(wanted) ?? []) {
    for (let i = 0; i < batch.length; i++) {
      const { row, cells } = batch.whole(i);
      if (row !== batch.rows[i] || cells.length !== batch.widths[i]) throw new Error(`row ${row} is not row ${batch.rows[i]}`);
      cells.forEach((cell, column) => {
        const isWanted = wanted === "all" || wanted.has(column);
        const kept = cellOf(batch, i, column);
        if (isWanted ? (kept ?? null) !== cell : kept !== undefined) throw new Error(`row ${row}, column ${column}: ${JSON.stringify([kept, cell])}`);
      });
      rows.set(row, cells);
    }
  }
  return rows;
}

function cellOf(batch: RawBatch, row: number, column: number): RawCell | undefined {
  const values = batch.columns[column];
  const id = values?.ids[row];
  return id === undefined ? undefined : values?.values.cell(id);
}

/** The rows of a workbook's first sheet. */
export const firstRows = async (bytes: Uint8Array): Promise<Record<number, readonly RawCell[]>> => Object.fromEntries(await rowsIn((await open(bytes))[0]));
