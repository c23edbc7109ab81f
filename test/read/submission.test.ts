import path from "node:path";
import { describe, expect, it } from "vitest";
import { readSubmission } from "../../src/read/submission.ts";
import { briefs, bytes, folder, read, readFiles, refusal, ROSTER, sheet, utf16le } from "./helpers.ts";

const ole = (...streams: readonly string[]): Uint8Array => bytes(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), new Uint8Array(512), ...streams.map((name) => Buffer.from(name, "utf16le")));

/** A zip archive whose directory names these entries, all empty. */
function zip(...names: readonly string[]): Uint8Array {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const name of names) {
    const text = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(text.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(text.length, 28);
    entry.writeUInt32LE(at, 42);
    locals.push(local, text);
    central.push(entry, text);
    at += local.length + text.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(names.length, 10);
  end.writeUInt32LE(at, 16);
  return bytes(...locals, ...central, end);
}

describe("what cannot be read", () => {
  it.each<[string, string | Uint8Array, RegExp]>([
    ["a.csv", "", /empty \(0 bytes\)/], ["b.csv", "\ufeff", /byte order mark and nothing else/], ["c.csv", utf16le(""), /byte order mark and nothing else/],
    ["d.xls", ole("Workbook"), /old format of Excel 2003 and before/], ["e.xlsx", ole("EncryptionInfo", "EncryptedPackage"), /password/], ["f.xls", Uint8Array.of(9, 0, 4, 0, 2, 0, 16, 0), /Excel 4\.0 or before/], ["g.doc", ole("WordDocument"), /Word/],
    ["h.xlsb", zip("[Content_Types].xml", "xl/workbook.bin"), /\.xlsb/], ["i.ods", zip("mimetype", "content.xml"), /OpenDocument/], ["j.docx", zip("[Content_Types].xml", "word/document.xml"), /Word/], ["k.zip", zip("a.txt"), /archive/],
    ["l.xls", "<html><table><tr><td>姓名</td></tr></table></html>", /web page/], ["m.xls", "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>", /XML/], ["n.slk", "ID;PWXL;N;E\n", /SYLK/],
    ["o.pdf", "%PDF-1.4", /PDF/], ["p.png", Uint8Array.of(0x89, 0x50, 0x4e, 0x47), /picture/], ["q.jpg", Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), /picture/], ["r.bin", Uint8Array.of(1, 0, 2, 0), /neither an Excel workbook nor text/],
    ["s.xlsx", bytes("PK\u0003\u0004", "cut off"), /damaged/], ["t.rtf", "{\\rtf1", /RTF/],
  ])("%s has a message of its own", async (name, content, message) => {
    const dir = folder({ [name]: content, "花名册.csv": ROSTER });
    const error = await refusal(readSubmission([path.join(dir, name), path.join(dir, "花名册.csv")], { rosterPosts: [["role"]], cwd: dir }));
    expect(error.sentences).toHaveLength(1);
    expect(error.sentences[0]?.en).toMatch(message);
    expect(error.sentences[0]?.en.startsWith(`${name}: `)).toBe(true);
    expect(error.sentences[0]?.zh.startsWith(`${name}：`)).toBe(true);
  });

  it("all such files are named at once, and paths that are not there", async () => {
    const dir = folder({ "a.xls": ole("Workbook"), "b.csv": "" });
    const error = await refusal(readSubmission(["a.xls", "无.csv", "b.csv"], { rosterPosts: [], cwd: dir }));
    expect(error.sentences.map((sentence) => sentence.en.split(":")[0])).toEqual(["a.xls", "无.csv", "b.csv"]);
    expect(error.sentences[1]?.en).toMatch(/no such file or folder/);
  });

});

describe("a folder", () => {
  it("leaves aside what is no table, and says so; what programs leave behind it does not even say", async () => {
    const dir = folder({
      "花名册.csv": ROSTER, "~$花名册.xlsx": "x", ".DS_Store": "x", "._花名册.csv": "x", "Thumbs.db": "x", "desktop.ini": "x", "hege.config.yaml": "x", "扫描.pdf": "%PDF-1.4", "照片.jpg": Uint8Array.of(0xff, 0xd8, 0xff), "report.html": "<!doctype html><html></html>", "旧/花名册.csv": ROSTER,
    });
    const submission = await read(dir);
    expect(submission.files.map((file) => file.path)).toEqual(["花名册.csv"]);
    expect(submission.findings.map(({ code, spot, facts }) => [code, spot?.path, facts.format])).toEqual([["unread-file", "report.html", "html"], ["unread-file", "扫描.pdf", "pdf"], ["unread-file", "旧", "folder"], ["unread-file", "照片.jpg", "picture"]]);
  });

  it("a workbook of a kind that is not read ends the audit there too", async () => {
    expect((await refusal(readFiles({ "花名册.csv": ROSTER, "旧.xls": ole("Workbook") }))).sentences[0]?.en).toMatch(/^旧\.xls/);
  });

  it("without a file", async () => {
    expect((await refusal(readFiles({ ".x": "x" }))).sentences[0]?.en).toMatch(/no file to read/);
  });
});

it("the same bytes given twice are read once", async () => {
  const submission = await readFiles({ "a.csv": ROSTER, "b.csv": ROSTER });
  expect(submission.tables.roster).toHaveLength(2);
  expect(briefs(submission)).toEqual(["duplicate-file"]);
  expect(submission.findings[0]).toMatchObject({ spot: { path: "b.csv" }, facts: { same: "a.csv" } });
});

it("paths are relative to the working directory, and hashes those of the bytes", async () => {
  const dir = folder({ "a/花名册.csv": ROSTER });
  const submission = await readSubmission([path.join(dir, "a", "花名册.csv")], { rosterPosts: [["role"]], cwd: dir });
  expect(submission.files[0]).toMatchObject({ path: "a/花名册.csv", bytes: Buffer.byteLength(ROSTER), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
});

describe("a roster that cannot be audited", () => {
  it.each<[string, Record<string, string>, readonly (readonly string[])[], RegExp]>([
    ["none", { "服务记录.csv": "日期,社工姓名,服务类型\n2010-1-1,张三,个案\n" }, [["role"]], /No staff roster was found.*服务记录\.csv/],
    ["without names", { "花名册.csv": "机构,工号,岗位,员工大名\n启明,1,社工,张三\n" }, [["role"]], /no column "姓名".*Nearest headers: 员工大名/],
    ["without posts", { "花名册.csv": "机构,工号,姓名\n启明,1,张三\n" }, [["role"]], /no column "岗位"/],
    ["without posts for one of two policies", { "花名册.csv": "姓名,岗位等级\n张三,初级\n" }, [["role", "postGrade"], ["role"]], /no column "岗位"/],
    ["without a row", { "花名册.csv": "机构,姓名,岗位\n合计,,\n" }, [["role"]], /not a single row/],
    ["a monthly summary alone", { "月报表.csv": "姓名,个案数,小组数,合计\n张三,3,1,4\n" }, [["role"]], /monthly summary by worker/],
  ])("%s", async (_, files, rosterPosts, message) => expect((await refusal(readFiles(files, { rosterPosts }))).sentences[0]?.en).toMatch(message));

  it("postGrade stands for the role where the policies take it", async () => {
    expect((await readFiles({ "花名册.csv": "姓名,岗位等级\n张三,初级\n" }, { rosterPosts: [["role", "postGrade"]] })).tables.roster).toHaveLength(1);
  });

  it("beside a good one it is a table not given", async () => {
    const submission = await readFiles({ "花名册.csv": ROSTER, "名册2.xlsx": await sheet("花名册", [["机构", "工号", "姓名"], ["南风", 1, "李四"]]) });
    expect(submission.notGiven.map(({ table, why }) => [table, why])).toEqual([["roster", "missing-column"]]);
  });
});
