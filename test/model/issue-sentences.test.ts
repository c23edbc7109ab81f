import { describe, expect, it } from "vitest";
import { fieldCalled, fieldsOf, fieldWord } from "../../src/model/field-words.ts";
import { issueSentence } from "../../src/model/issue-sentences.ts";
import { ISSUE_CODES, type Finding, type IssueCode } from "../../src/model/issue.ts";
import { TABLES, tableWord, type TableKind } from "../../src/model/table.ts";
import { tableOf } from "../../src/read/tables/index.ts";

const VARIANTS: Partial<Record<IssueCode, readonly string[]>> = {
  "unknown-role": ["several", "blank"], "unknown-value": ["number-and-name", "check-digit", "masked"], "bad-date": ["month-only", "ambiguous", "blank"],
  "missing-name": ["blank", "unreadable"], "duplicate-person": ["number"], "unknown-person": ["agency", "agency-untold"], "unread-sheet": ["hidden", "empty"], "unread-file": ["folder", "archive", "pdf", "other"],
  "waiver-invalid": ["rule", "clause", "not-waivable", "agency", "person", "person-ambiguous", "agency-untold"],
  "waiver-unused": ["expired", "not-approved", "no-reason", "nothing-fails", "limit"],
};

/** Every fact that somebody gives, none of them with a fault of its own. */
const FACTS = {
  expected: "一线社工、督导助理、见习督导", columns: "姓名、岗位/岗位等级", nearest: "名字、职务名", read: "岗位", other: "职务", names: "王五、赵六", name: "王五", number: "Q001",
  taken: "社会工作师", first: "2010-05-01", last: "2010-08-03", month: "2010-10", rows: 2, from: 3, to: 9, beyond: 2, same: "甲/名册.csv", encoding: "gb18030", by: "王五", on: "2010-03-01",
  kept: 12, characters: 40_000, headers: 7, firstHeader: "入职时间", header: "表头",
};
const BLANK_FACTS = Object.fromEntries(Object.keys(FACTS).map((fact) => [fact, ""]));

const finding = (code: IssueCode, more: Partial<Finding> = {}): Finding =>
  ({ code, table: "roster", field: "role", spot: { path: "名册.xlsx", sheet: "花名册", row: 12, column: "F" }, value: null, facts: {}, ...more });

function* everyFinding(): Generator<Finding> {
  const cells: [TableKind | null, string | null][] = [[null, null], ...TABLES.flatMap((table): [TableKind, string | null][] => [[table, null], ...fieldsOf(table).map((field): [TableKind, string] => [table, field])])];
  for (const code of ISSUE_CODES) {
    for (const variant of ["", ...VARIANTS[code] ?? [], "never heard of"]) {
      for (const facts of [{}, FACTS, BLANK_FACTS]) {
        for (const value of [null, "", "督导員"]) {
          for (const [table, field] of cells) yield finding(code, { table, field, value, facts, variant, spot: value === "" ? null : finding(code).spot });
        }
      }
    }
  }
}

/** What is wrong with a pair of sentences; texts of the submission, in quotation marks or behind a command, are as they are. */
function faultsOf(sentence: { zh: string; en: string }): string[] {
  const [zh, en] = [sentence.zh, sentence.en].map((text) => text.replace("hege inspect 名册.xlsx", "hege inspect")) as [string, string];
  const [ownZh, ownEn] = [zh.replace(/“[^”]*”/g, "“”"), en.replace(/“[^”]*”/g, "“”")];
  const faults: [string, boolean][] = [
    ["a sentence too few", zh === "" || en === ""],
    ["a placeholder", /[{}]|\$\{|undefined|null|NaN|\[object/.test(zh + en)],
    ["an empty bracket or quotation", /“\s*”|（\s*）|\(\s*\)|：\s*[）。]|:\s*[).]/.test(zh + en)],
    ["ASCII punctuation after Chinese", /[\p{Script=Han}”）][,.;:!?]/u.test(ownZh)],
    ["Chinese punctuation in English", /[，。；：！？、（）《》「」【】]/.test(en)],
    ["punctuation doubled", /[，。；：、]{2}|[.;:]{2}|,,| {2}| [,.;:]/.test(ownZh + ownEn)],
    ["no full stop", !ownZh.endsWith("。") || !ownEn.endsWith(".")],
    ["no capital", !/^[A-Z“]/.test(en) || /\. [a-z]/.test(ownEn)],
    ["a code or the id of a field", /DATA-|\b[a-z]+[A-Z][a-zA-Z]*\b/.test(en + zh)],
    ["a sentence too many", (ownZh.match(/。/g) ?? []).length > 2 || (ownEn.match(/\.(?= |$)/g) ?? []).length > 2],
  ];
  return faults.filter(([, is]) => is).map(([fault]) => fault);
}

describe("issueSentence", () => {
  it("says every code and variant in both languages, with and without facts, value, table and column", () => {
    const wrong: string[] = [];
    for (const each of everyFinding()) {
      const sentence = issueSentence(each);
      for (const fault of faultsOf(sentence)) wrong.push(`${each.code} ${each.variant} ${each.table}.${each.field} ${JSON.stringify(each.value)}: ${fault}: ${sentence.zh} ${sentence.en}`);
    }
    expect(wrong.slice(0, 10)).toEqual([]);
  });

  it("tells a variant from the plain sentence", () => {
    for (const code of ["unknown-role", "unknown-value", "bad-date", "duplicate-person", "unknown-person", "unread-sheet", "waiver-invalid", "waiver-unused"] as const) {
      const variants = ["", ...VARIANTS[code] ?? []].filter((variant) => variant !== "blank");
      const texts = variants.map((variant) => issueSentence(finding(code, { variant, value: "督导員" })).zh);
      expect(new Set(texts).size, code).toBe(variants.length);
    }
  });

  it("names table, column and value, and the posts that are understood", () => {
    const { zh, en } = issueSentence(finding("unknown-role", { value: "督导員", facts: { expected: "一线社工、督导助理" } }));
    expect(zh).toBe("花名册“岗位”一列填的是“督导員”，不是可识别的岗位（可识别的有：一线社工、督导助理）；此人的岗位按无法确定处理，配比按各种可能判定，个人规则不作判定。请改用其中的名称，或在配置中写明它指哪个岗位。");
    expect(en).toMatch(/^The “post” column of the staff roster says “督导員”, which is not a post that is understood \(those understood are: 一线社工, 督导助理\);/);
  });

  it("names the column by the file's own header in Chinese", () => {
    expect(issueSentence(finding("unknown-role", { value: "x", facts: { header: "职务" } })).zh).toMatch(/^花名册“职务”一列/);
  });

  it("names the missing columns and the nearest headers", () => {
    const { zh, en } = issueSentence(finding("missing-column", { field: null, facts: { columns: "姓名、岗位/岗位等级", nearest: "名字、职务名" } }));
    expect(zh).toMatch(/^花名册缺少“姓名”、“岗位”或“岗位等级”（最接近的表头：“名字、职务名”）；/);
    expect(en).toMatch(/^The staff roster has no column for name \(姓名\), post \(岗位\) or post grade \(岗位等级\) \(nearest headers found: “名字, 职务名”\);/);
    expect(issueSentence(finding("missing-column", { table: "services", field: null, facts: { columns: "date" } })).zh).toMatch(/^服务记录缺少“日期”；/);
  });

  it("says what kind of file was not read", () => {
    const of = (format: string): string => issueSentence(finding("unread-file", { table: null, field: null, facts: { format } })).zh;
    expect(of("folder")).toMatch(/^这是一个子文件夹；/);
    expect(of("archive")).toMatch(/^这是一个压缩包；/);
    expect(of("pdf")).toMatch(/^这个文件是 PDF 文件，不是表格；/);
    expect(of("binary")).toBe(issueSentence(finding("unread-file")).zh);
  });

  it("counts what is hidden, and what lies beyond the header", () => {
    const hidden = (rows: number, columns: number): string => issueSentence(finding("hidden-rows", { field: null, facts: { rows, columns } })).en;
    expect(hidden(2, 1)).toMatch(/^This sheet has 2 hidden rows and 1 hidden column;/);
    expect(hidden(0, 3)).toMatch(/^This sheet has 3 hidden columns;/);
    expect(issueSentence(finding("ragged-row", { facts: { headers: 7, beyond: 2 } })).zh).toContain("（表头 7 列，多出 2 格）");
    expect(issueSentence(finding("swallowed-lines", { facts: { from: 3, to: 9 } })).zh).toContain("第 3 至 9 行");
  });

  it("says which approval is missing", () => {
    const of = (by: string, on: string): string => issueSentence(finding("not-approved", { table: "targets", field: "approvedBy", facts: { by, on } })).zh;
    expect(of("", "")).toContain("没有填写批准人和批准日期");
    expect(of("王五", "")).toContain("没有填写批准日期");
    expect(of("", "2010-03-01")).toContain("没有填写批准人；");
    expect(of("王五", "2010-03-01")).toContain("（批准人：“王五”，批准日期：“2010-03-01”）");
  });

  const ID = "11010519491231002X";
  it.each([
    ["in its own column", "idNumber", ID], ["in another column", "employeeNo", ID], ["in a text", "major", `张三 ${ID} 本人`], ["in full-width figures", "major", "１１０１０５１９４９１２３１００２Ｘ"],
    ["written with spaces", "major", "110105 19491231 002X"], ["with a line break in it", "major", "110105\n19491231002X"], ["with an invisible mark in it", "major", "110105\u200b19491231\u202e002X"],
    ["at the cut", "major", `${"字".repeat(50)}${ID}`], ["as a number that lost digits", "idNumber", "110105194912310000"],
  ])("shows no whole ID number %s", (_, field, value) => {
    for (const code of ISSUE_CODES) {
      for (const variant of ["", ...VARIANTS[code] ?? []]) {
        const facts = Object.fromEntries(Object.keys(FACTS).map((fact) => [fact, value]));
        const { zh, en } = issueSentence(finding(code, { field, value, facts, variant }));
        for (const text of [zh, en]) {
          expect(text.normalize("NFKC").replace(/[^0-9X]/g, ""), `${code} ${variant}`).not.toMatch(/110105194912310/);
          expect(text.normalize("NFKC"), `${code} ${variant}`).not.toContain("19491231");
        }
      }
    }
  });

  it("cuts long values, and keeps whole characters", () => {
    const { zh } = issueSentence(finding("unknown-role", { value: "𠮷".repeat(100) }));
    expect(zh).toContain(`“${"𠮷".repeat(60)}…”`);
    expect(issueSentence(finding("unknown-role", { value: "督".repeat(60) })).zh).toContain(`“${"督".repeat(60)}”`);
    expect(issueSentence(finding("unknown-person", { facts: { names: "张".repeat(500) } })).en.length).toBeLessThan(400);
  });

  it("shows no control character, mark of direction or line break", () => {
    const nasty = "甲\u001b[31m\u202e乙\r\n丙\u2028\u200f\u0000\ufeff丁\u2066\ud800";
    for (const code of ISSUE_CODES) {
      const facts = Object.fromEntries(Object.keys(FACTS).map((fact) => [fact, nasty]));
      const { zh, en } = issueSentence(finding(code, { value: nasty, facts }));
      expect(zh + en, code).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    }
    expect(issueSentence(finding("unknown-role", { value: "\u202e\u200b\n" }))).toEqual(issueSentence(finding("unknown-role")));
  });

  it("is not led astray by names of the language", () => {
    for (const name of ["__proto__", "constructor", "toString"]) {
      expect(faultsOf(issueSentence(finding("missing-column", { facts: { columns: name } }))).filter((fault) => fault === "a placeholder")).toEqual([]);
      expect(fieldWord("roster", name)).toEqual({ zh: name, en: name });
      expect(fieldCalled("roster", name)).toBeNull();
    }
  });
});

describe("fieldWord", () => {
  it("names each column as the dictionary does, and in English", () => {
    for (const table of TABLES) {
      const { fields } = tableOf(table);
      expect([...fieldsOf(table)].sort(), table).toEqual(Object.keys(fields).sort());
      for (const [field, { headers }] of Object.entries(fields)) {
        expect(fieldWord(table, field).zh, `${table}.${field}`).toBe(headers[0]);
        expect(fieldWord(table, field).en, `${table}.${field}`).toMatch(/^[A-Za-z][A-Za-z' -]+$/);
      }
      expect(new Set(Object.keys(fields).map((field) => fieldWord(table, field).en)).size, tableWord(table).en).toBe(Object.keys(fields).length);
    }
  });

  it("names an unknown column by its id", () => {
    expect(fieldWord("roster", "shoeSize")).toEqual({ zh: "shoeSize", en: "shoeSize" });
  });
});

describe("the command that shows how a file was understood", () => {
  it.each([["名册.csv", "hege inspect 名册.csv"], ["报送 材料/名册 (1).csv", 'hege inspect "报送 材料/名册 (1).csv"']])("%s", (path, command) => {
    const { zh, en } = issueSentence(finding("missing-column", { spot: { path, sheet: null, row: 3, column: null } }));
    expect([zh, en].map((text) => text.includes(command))).toEqual([true, true]);
  });
});
