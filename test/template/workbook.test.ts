import { afterEach, describe, expect, test, vi } from "vitest";
import { LANGUAGES } from "../../src/model/text.ts";
import { crc32, zipEntries } from "../../src/read/zip.ts";
import { drawTemplate } from "../../src/template/workbook.ts";
import { openBook, planOf, templateOf } from "../support/template.ts";

const BOTH = ["shenzhen-2010", "xpcc-2017"];
const NOTE_LIMIT = 700;

afterEach(() => { vi.useRealTimers(); });

describe("the workbook", () => {
  test.each(LANGUAGES)("in %s is the same bytes at any time", async (language) => {
    const drawAt = async (now: string): Promise<Uint8Array> => {
      vi.useFakeTimers({ toFake: ["Date"], now: new Date(now) });
      return drawTemplate(planOf("xpcc-2017"), language);
    };
    const first = await drawAt("2010-11-30T08:00:00Z");
    expect(Buffer.compare(first, await drawAt("2026-02-03T23:59:58Z"))).toBe(0);
    expect(Buffer.compare(first, await drawTemplate(planOf("shenzhen-2010"), language))).not.toBe(0);
  });

  test("is an archive whose checksums hold", async () => {
    const bytes = await drawTemplate(planOf(...BOTH), "zh");
    const entries = zipEntries(bytes) ?? [];
    for (const { name, from, size, packed, crc } of entries) expect([packed, crc32(bytes.subarray(from, from + size))], name).toEqual([size, crc]);
    const names = entries.map(({ name }) => name);
    expect(names).toContain("xl/workbook.xml");
    expect(new Set(names).size).toBe(names.length);
    expect(bytes.length).toBeLessThan(400_000);
  });

  test.each(LANGUAGES)("in %s has a sheet for each table, with its header marked, noted and kept in sight", async (language) => {
    const book = await templateOf(BOTH, language);
    const { tables } = planOf(...BOTH);
    expect(book.worksheets.slice(1).map(({ name }) => name)).toEqual(tables.map(({ sheet }) => sheet));
    expect(book.worksheets.every(({ state }) => state === "visible")).toBe(true);
    for (const { sheet: name, columns } of tables) {
      const sheet = book.getWorksheet(name) ?? expect.unreachable(name);
      expect(sheet.views[0]).toMatchObject({ state: "frozen", ySplit: 2 });
      columns.forEach(({ field, header, must, rules, shape, example }, i) => {
        const cell = sheet.getRow(2).getCell(i + 1);
        expect(cell.value).toBe(`${must ? "＊" : ""}${header}`);
        expect(cell.alignment.wrapText).toBe(true);
        const note = (typeof cell.note === "string" ? cell.note : (cell.note.texts ?? []).map(({ text }) => text).join("")).replaceAll("\r\n", "\n");
        expect(note.length).toBeLessThan(NOTE_LIMIT);
        expect(note).not.toMatch(/undefined|null|\[object|。。|\.\./);
        if (language === "en") expect(note).toContain(`– ${field} (${must ? "required" : "optional"})`);
        else expect(note).toContain(must ? "（必填）" : "（选填）");
        for (const { rule } of rules.slice(0, 4)) expect(note).toContain(rule);
        expect(sheet.getColumn(i + 1).numFmt).toBe(shape.is === "date" ? "yyyy-mm-dd" : shape.is === "mark" ? "@" : undefined);
        expect(sheet.getColumn(i + 1).width).toBeGreaterThan(8);
        const shown = sheet.getRow(3).getCell(i + 1).value;
        expect(shown instanceof Date ? shown.toISOString().slice(0, 10) : shown).toBe(example);
      });
      expect(String(sheet.getRow(3).getCell(1).value)).toMatch(/^示例/);
    }
  });

  test("checks dates, numbers and words as they are typed", async () => {
    const book = await openBook(await drawTemplate(planOf("shenzhen-2010"), "zh"), true);
    const { tables } = planOf("shenzhen-2010");
    for (const { sheet: name, columns } of tables) {
      const sheet = book.getWorksheet(name) ?? expect.unreachable(name);
      columns.forEach(({ header, shape }, i) => {
        const check = sheet.getRow(100).getCell(i + 1).dataValidation;
        if (shape.is === "words") expect(check, header).toMatchObject({ type: "list", formulae: [`"${shape.words.join(",")}"`], showErrorMessage: true, allowBlank: true });
        else if (shape.is === "date") expect(check, header).toMatchObject({ type: "date", formulae: [new Date("1930-01-01"), new Date("2099-12-31")] });
        else if (shape.is === "number") expect(check, header).toMatchObject({ type: "decimal", operator: "greaterThanOrEqual", formulae: [0] });
        else expect(check, header).toBeUndefined();
      });
    }
    // A service needs its day, a date of hire may be a month.
    const styleOf = (name: string, header: string): string | undefined => {
      const at = tables.find(({ sheet }) => sheet === name)?.columns.findIndex((column) => column.header === header) ?? -1;
      return book.getWorksheet(name)?.getRow(100).getCell(at + 1).dataValidation.errorStyle;
    };
    expect(styleOf("服务记录", "日期")).toBe("stop");
    expect(styleOf("花名册", "入职日期")).toBe("warning");
    expect(styleOf("花名册", "选拔考试结果")).toBe("stop");
    expect(styleOf("花名册", "岗位")).toBe("warning");
  });

  test("gives each note a box that has room for its text", async () => {
    const bytes = await drawTemplate(planOf("shenzhen-2010"), "en");
    const entries = zipEntries(bytes) ?? [];
    const textOf = (name: string): string => { const entry = entries.find((each) => each.name === name) ?? expect.unreachable(name); return new TextDecoder().decode(bytes.subarray(entry.from, entry.from + entry.size)); };
    const heights = [...textOf("xl/drawings/vmlDrawing2.vml").matchAll(/width:255pt;height:([\d.]+)pt/g)].map((match) => Number(match[1]));
    const lengths = [...textOf("xl/comments2.xml").matchAll(/<comment [\s\S]*?<\/comment>/g)].map(([note]) => note.replace(/<[^>]+>/g, "").length);
    expect(heights).toHaveLength(lengths.length);
    // At 45 letters and 12 points a line.
    lengths.forEach((length, i) => { expect(heights[i]).toBeGreaterThan((length / 60) * 12); });
  });
});
