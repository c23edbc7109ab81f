import { describe, expect, test } from "vitest";
import { shapeOf } from "../../src/read/shapes.ts";
import { EVERY_TABLE } from "../../src/read/tables/index.ts";

/** What a drop-down offers is what its reader understands. */

const COLUMNS = EVERY_TABLE.flatMap((table) => Object.entries(table.fields).map(([field, spec]) => ({ table, field, spec, shape: shapeOf(table.kind, field) })));
const OFFERED = COLUMNS.flatMap(({ table, field, spec, shape }) => (shape.is === "words" ? shape.words.map((word) => ({ name: `${table.kind}.${field} ${word}`, spec, word })) : []));

describe("words offered", () => {
  test("every column of the dictionary says what belongs into it", () => {
    expect(COLUMNS.length).toBeGreaterThan(90);
    expect(new Set(COLUMNS.map(({ shape }) => shape.is))).toEqual(new Set(["text", "mark", "names", "date", "number", "words"]));
  });

  test.each(OFFERED)("$name is understood, and nothing is said of it", ({ spec, word }) => {
    const read = spec.read(word, { header: spec.headers[0] ?? "", unit: null, date1904: false });
    expect(read.fault).toBeUndefined();
    // 无 is a rank, and no blank.
    expect(read.is).toBe("known");
  });

  test("a list of what is counted by its kind offers each kind once", () => {
    for (const { field, spec, shape } of COLUMNS) {
      if (shape.is !== "words" || ["duty", "selection", "decision"].every((each) => each !== field)) continue;
      const values = shape.words.map((word) => { const read = spec.read(word, { header: "", unit: null, date1904: false }); return read.is === "known" ? read.value : null; });
      expect(new Set(values).size, field).toBe(values.length);
    }
  });

  test("a list fits into Excel's rule", () => {
    for (const { shape } of COLUMNS) if (shape.is === "words") expect(shape.words.join(",").length).toBeLessThanOrEqual(255);
  });
});
