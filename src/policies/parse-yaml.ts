import { Refusal } from "../model/fault.ts";
import type { Bilingual } from "../model/text.ts";
import { textOfBytes } from "./bytes.ts";

/** Where a path of the document stands in its file, as `:12:3`; "" where nobody can say. */
export type PlaceOf = (path: readonly PropertyKey[]) => string;

/**
 * A YAML file of the user's: its document, and where each path of it stands.
 * @throws Refusal with file, line and column where it is no YAML, or where its aliases explode.
 */
export async function parseYaml(shown: string, bytes: Uint8Array): Promise<{ document: unknown; placeOf: PlaceOf }> {
  const { LineCounter, parseDocument } = await import("./yaml-parser.ts");
  const lines = new LineCounter();
  const parsed = parseDocument(textOfBytes(bytes), { lineCounter: lines, maxAliasCount: 100 } as Parameters<typeof parseDocument>[1]);
  if (parsed.errors.length > 0) {
    throw new Refusal(...parsed.errors.slice(0, 5).map((error): Bilingual => {
      const at = error.linePos?.[0];
      const place = at ? `:${at.line}:${at.col}` : "";
      const what = error.message.split("\n")[0] ?? "";
      return { zh: `${shown}${place}：不是有效的 YAML（${what}）。`, en: `${shown}${place}: not valid YAML (${what}).` };
    }));
  }
  const placeOf: PlaceOf = (at) => {
    for (let depth = at.length; depth >= 0; depth--) {
      const node = parsed.getIn(at.slice(0, depth), true) as { range?: [number, number, number] } | undefined;
      if (node?.range) { const { line, col } = lines.linePos(node.range[0]); return `:${line}:${col}`; }
    }
    return "";
  };
  try {
    return { document: parsed.toJS({ maxAliasCount: 100 }) as unknown, placeOf };
  } catch {
    throw new Refusal({ zh: `${shown}：YAML 中的引用（*别名）没有定义，或多得不合常理，未读取。`, en: `${shown}: an alias (*name) in the YAML is not defined, or there are far too many; it was not read.` });
  }
}
