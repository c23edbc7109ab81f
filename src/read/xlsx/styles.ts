import { builtInFormat, customFormat, type NumberFormat } from "./number-format.ts";
import type { Refuse } from "./refuse.ts";
import { element, readXml } from "./xml.ts";

const FORMAT = element("numFmt");
const CELL = element("xf");
const STYLES = element("styleSheet", element("numFmts", FORMAT), element("cellXfs", CELL));

/** Excel has no more cell formats. */
const MOST_STYLES = 65_536;

/** The number format of each cell style, by its index in cells. */
export async function readStyles(chunks: AsyncIterable<Buffer>, refuse: Refuse): Promise<readonly NumberFormat[]> {
  const custom = new Map<number, NumberFormat>();
  const ids: number[] = [];
  const root = await readXml(chunks, STYLES, {
    open(found, attributes) {
      if (found === CELL) ids.push(Number(attributes.get("numFmtId") ?? 0));
      if (found === FORMAT) custom.set(Number(attributes.get("numFmtId") ?? 0), customFormat(attributes.get("formatCode") ?? ""));
      if (ids.length > MOST_STYLES || custom.size > MOST_STYLES) refuse.broken();
    },
  }, refuse);
  if (root !== "styleSheet") refuse.broken();
  return ids.map((id) => custom.get(id) ?? builtInFormat(id));
}
