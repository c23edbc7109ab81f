import { describe, expect, it, test } from "vitest";
import { check, rosterCells, understood } from "./read-files.ts";

/** data.md, section 4, 1: text files. Places are those that Excel shows: the record's number and the column's letter. */

const THREE = ["启明社工服务中心: 张三 frontline <欧阳明>, 李四 assistant <欧阳明>, 欧阳明 trainee-supervisor"];
const BOOK_OF_THREE = ["启明社工服务中心: 张三 frontline <欧阳明>, 李四 unreadable <欧阳明>, 欧阳明 trainee-supervisor"];
const GUESS = "encoding-guess";

describe("a roster as programs save it as text", () => {
  it.each<[string, string, string[], string[]]>([
    ["excel-gbk.csv", "gb18030: roster below 3, 3 of 3 used footer 1", THREE, [GUESS]],
    ["gb18030-four-bytes.csv", "gb18030: roster below 1, 4 of 4 used", ["启明社工服务中心: 㑇𬭎 frontline <欧阳明>, 张三 frontline <欧阳明>, 李四 assistant <欧阳明>, 欧阳明 trainee-supervisor"], [GUESS]],
    ["pandas-utf8-bom.csv", "utf-8: roster below 1, 3 of 3 used", THREE, []],
    ["pandas-index-gbk.csv", "gb18030: roster below 1, 3 of 3 used", THREE, [GUESS]],
    ["excel-unicode.txt", "utf-16le: roster below 1, 3 of 3 used", THREE, []],
    ["utf16be.csv", "utf-16be: roster below 1, 3 of 3 used", THREE, []],
    ["libreoffice-utf16-tabs.csv", "utf-16le: roster below 1, 1 of 1 used", ["启明社工服务中心: 欧阳明 trainee-supervisor"], []],
    ["libreoffice-semicolons-quoted.csv", "utf-8: roster below 5, 3 of 3 used footer 2", BOOK_OF_THREE, ["unknown-role ›E9"]],
    ["gnumeric-semicolons-gb18030.txt", "gb18030: roster below 5, 3 of 3 used footer 2", BOOK_OF_THREE, [GUESS, "unknown-role ›D9"]],
    ["libreoffice-gb18030-two-rows.csv", "gb18030: roster below 3, 3 of 3 used", ["启明社工服务中心: 张三 frontline <欧阳明>, 李四 assistant <欧阳明>, 欧阳明 trainee-supervisor"], [GUESS, "bad-date ›F6"]],
    ["gnumeric.csv", "utf-8: roster below 1, 2 of 6 used", ["南风社工服务中心: 赵六 trainee-supervisor", "启明社工服务中心: 欧阳明 trainee-supervisor"], ["missing-agency ›A3", "missing-agency ›A4", "missing-agency ›A5", "missing-agency ›A7"]],
    ["sep-line.csv", "gb18030: roster below 1, 3 of 3 used", THREE, [GUESS]],
    ["sep-line-odd.csv", "utf-8: roster below 1, 3 of 3 used", THREE, []],
    ["fullwidth-comma.csv", "utf-8: roster below 1, 3 of 3 used", THREE, []],
    ["tabs.csv", "utf-8: roster below 1, 3 of 3 used", THREE, []],
    ["mixed-line-ends.csv", "utf-8: roster below 1, 3 of 3 used", THREE, []],
    ["blank-lines.csv", "utf-8: roster below 3, 3 of 3 used", THREE, []],
    ["marks-in-cells.csv", "utf-8: roster below 1, 3 of 3 used", THREE, []],
    ["two-encodings.csv", "mixed: roster below 1, 5 of 5 used", ["启明社工服务中心: 张三 frontline <欧阳明>, 李四 assistant <欧阳明>, 欧阳明 trainee-supervisor, 王五 frontline <欧阳明>, 赵六 frontline <欧阳明>"], [GUESS]],
    ["quoted-breaks.csv", "utf-8: roster below 1, 3 of 3 used", BOOK_OF_THREE, ["unknown-role ›C4"]],
  ])("%s", async (file, table, people, issues) => {
    const read = await understood("text", [file]);
    expect(read.tables).toEqual([`${file} ${table}`]);
    expect(read.people).toEqual(people);
    expect(read.issues).toEqual(issues.map((issue) => { const [code = "", place = ""] = issue.split(" "); return `${code} ${file}${place}`; }));
    expect(read.code).toBe(3);
  });
});

describe("what cannot be read of a text file is said, with its row", () => {
  it.each<[string, string, string[]]>([
    ["undecodable-utf8.csv", "3 of 4 used", ["undecodable-text ›B5"]],
    ["undecodable-gbk.csv", "3 of 4 used", ["undecodable-text ›B5"]],
  ])("%s", async (file, table, issues) => {
    const read = await understood("text", [file]);
    expect(read.tables[0]).toContain(table);
    // Which encoding it is taken for is a guess, and said; nothing of the damaged cell is made up.
    expect(read.issues).toEqual([`encoding-guess ${file}`, ...issues.map((issue) => { const [code = "", place = ""] = issue.split(" "); return `${code} ${file}${place}`; })]);
    expect(read.people).toEqual(THREE);
    for (const run of [await check("text", [file]), await check("text", [file], "--verbose", "--lang", "en")]) expect(run.out).not.toMatch(/王[^›\n]*社工一线/);
  });

  it("a stray quotation mark that swallows records: the first and the last of them", async () => {
    const closed = await understood("text", ["swallowed.csv"]);
    expect(closed.issues).toContain("swallowed-lines swallowed.csv›3");
    expect((await check("text", ["swallowed.csv"], "--verbose")).out).toContain("第 3 至 6 行");
    expect((await check("text", ["swallowed.csv"], "--verbose", "--lang", "en")).out).toContain("rows 3 to 6");
    const open = await understood("text", ["swallowed-to-the-end.csv"]);
    expect(open.issues).toEqual(["encoding-guess swallowed-to-the-end.csv", "swallowed-lines swallowed-to-the-end.csv›4", "unknown-role swallowed-to-the-end.csv›C4"]);
  });

  test("--encoding overrides what the bytes look like, and then nothing is guessed", async () => {
    const told = await understood("text", ["excel-gbk.csv"], "--encoding", "gb18030");
    expect([told.people, told.issues]).toEqual([THREE, []]);
    // Told wrongly, no cell of it passes for text: not even its header is known.
    const wrong = await check("text", ["excel-gbk.csv"], "--encoding", "utf-8");
    expect([wrong.code, wrong.out]).toEqual([2, ""]);
    expect(wrong.err).not.toContain("\ufffd");
  });
});

test("text that is no table is said, and beside a roster stops nothing", async () => {
  expect((await understood("text", ["pandas-utf8-bom.csv", "prose.txt"])).issues).toEqual(["encoding-guess prose.txt", "unread-sheet prose.txt"]);
  expect((await check("text", ["prose.txt"])).code).toBe(2);
  expect((await check("text", ["header-only.csv"])).err).toMatch(/只有表头/);
});

test("dates of a text file", async () => {
  expect(await rosterCells("text", "excel-gbk.csv", ["name", "hireDate"])).toEqual(["欧阳明 | 2007-03-01", "张三 | 2009-03-01", "李四 | 2008-03-01"]);
});
