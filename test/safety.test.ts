import ExcelJS from "exceljs";
import fc from "fast-check";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { EXIT, hege, type Ran } from "./support/cli.ts";
import { seeded } from "./support/random.ts";
import { OPEN } from "./support/small-submission.ts";
import { csvOf, inFolder, writeTables, type Tables } from "./support/submission.ts";
import { workbookOf } from "./support/write.ts";

/** What may never come out of the program, and what may never bring it down, whatever it is given. */

const DAYS = ["--policy", "shenzhen-2010", "--as-of", "2010-11-30", "--from", "2010-09-01"];

/** All that can be printed of a submission: both languages, on a terminal and as JSON, shortest and longest. */
async function everythingOf(folder: string, paths: readonly string[], policy: readonly string[] = DAYS): Promise<Ran[]> {
  const runs: Ran[] = [];
  for (const more of [["--verbose"], ["--verbose", "--lang", "en"], ["--format", "json", "--evidence", "all"]]) runs.push(await hege(folder, [...paths, ...policy, ...more]));
  return runs;
}

const printed = (runs: readonly Ran[]): string => runs.map(({ out, err }) => out + err).join("\n");

const audited = (tables: Tables, policy?: readonly string[]): Promise<Ran[]> => inFolder((folder) => everythingOf(folder, writeTables(folder, tables).map((file) => path.relative(folder, file)), policy));

const SERVICES = ["日期", "社工姓名", "服务类型", "服务编号", "记录完整", "审阅人", "审阅日期"];
const service = (date: string, worker: string, type = "个案"): string[] => [date, worker, type, "N1", "是", "欧阳明", date];

describe("of clients nothing is told", () => {
  test.each(["服务对象", "案主", "案主姓名", "服务对象姓名", "家庭住址", "案主电话"])("whatever is wrong with the row: column %s", async (column) => {
    const marked = (row: string[], i: number): string[] => [...row, `机密人${i}`];
    const rows = [service("2010-10-01", "张三"), service("不详", "张三"), service("2010-10-02", "没有这人"), service("", ""), service("2010-13-45", "李四", "？"), service("2011-05-01", "张三"), ["", "", "", "", "", "", ""]];
    const runs = await audited({ ...OPEN, 服务记录: [[...SERVICES, column], ...rows.map(marked), [...marked(service("2010-10-03", "张三"), 9), "机密人多出", "机密人又多"]] });
    expect(printed(runs)).not.toContain("机密人");
    expect(runs[0]?.out).toContain("服务记录");
  });
  test.each(["民族", "政治面貌", "手机号", "住址", "性别", "籍贯"])("nor of workers what is never read: column %s", async (column) => {
    const [header = [], ...rows] = OPEN["花名册"] ?? [];
    expect(printed(await audited({ ...OPEN, 花名册: [[...header, column], ...rows.map((row, i) => [...row, `机密人${i}`])] }))).not.toContain("机密人");
  });
});

describe("no whole ID number and no phone number is told", () => {
  const ID = "440306198001012349";
  const PHONE = "13812345678";
  const [header = [], ...rows] = OPEN["花名册"] ?? [];
  const bare = (text: string): string => text.normalize("NFKC").replace(/[\s"',:-]/g, "");
  const keepsQuiet = async (tables: Tables): Promise<void> => {
    const text = bare(printed(await audited(tables)));
    for (const secret of [ID, ID.slice(0, 17), PHONE]) {
      const at = text.indexOf(secret);
      expect(at < 0 ? "" : text.slice(Math.max(0, at - 80), at + 30)).toBe("");
    }
  };
  test("of the ID column, right or wrong, of one person or of two", () => keepsQuiet({
    ...OPEN, 花名册: [[...header, "身份证号"], ...rows.map((row) => [...row, ID]), [...(rows[1] ?? []), ID], ["启明社工服务中心", "赵六", "Q02", "督导", "", "", "", "", "", "不详", "", `${ID}9`], ["春晖社工服务中心", "张三", "C1", "一线社工", "", "", "", "", "", "", "", ID]],
  }));
  const columns = header.filter((column) => column !== "工号");
  test.each(columns)("put into the roster's %s", (column) => keepsQuiet({
    ...OPEN, 花名册: [header, ...rows, rows[1]?.map((cell, i) => (header[i] === column ? `${cell} ${ID}` : cell)) ?? [], rows[2]?.map((cell, i) => (header[i] === column ? `${cell} ${PHONE}` : header[i] === "工号" ? "Q09" : cell)) ?? []],
  }));
  test("put into waivers, documents, the register and decisions", () => keepsQuiet({
    ...OPEN,
    豁免商定: [["条款", "姓名", "理由", "批准人", "批准日期"], ["SZ11-monthly-supervision", "欧阳明", `身份证 ${ID}`, `市社协 ${PHONE}`, "2010-10-01"], [ID, "", PHONE, "社协", ID], ["SZ08-supervisor-ratio", `欧阳明${ID}`, "因故", ID, PHONE]],
    制度材料: [["材料名称", "材料类别", "制定日期", "报送日期"], [`督导选拔${ID}`, PHONE, ID, PHONE]],
    协会名册: [["姓名", "身份证号", "督导级别", "认定日期", "处分"], ["欧阳明", ID, ID, PHONE, `${ID} 警告`]],
    复核结论: [["条款", "姓名", "复核结论", "理由", "复核人", "复核日期"], ["SZ04-registry", "欧阳明", "确认", `见 ${ID}`, PHONE, "2010-11-01"], [ID, ID, ID, "", "", ID]],
  }));
  test("put into every cell of the logs", () => keepsQuiet({
    ...OPEN,
    服务记录: [SERVICES, ...SERVICES.map((_, i) => service("2010-10-01", "张三").map((cell, j) => (i === j ? ID : cell))), ...SERVICES.map((_, i) => service("2010-10-02", "张三").map((cell, j) => (i === j ? `${cell} ${PHONE}` : cell)))],
    履职记录: [["日期", "姓名", "履职类型"], [ID, "欧阳明", "培训"], ["2010-10-01", ID, "培训"], ["2010-10-01", "欧阳明", PHONE]],
    督导记录: [["督导日期", "督导者", "督导职级", "督导对象", "督导形式"], [ID, "欧阳明", ID, "张三", ID], ["2010-10-01", ID, PHONE, `张三、${ID}`, "个人"]],
  }));
  test("written with full-width digits, or spread over spaces", () => keepsQuiet({
    ...OPEN, 花名册: [header, ...rows, ["启明社工服务中心", `王五（${[...ID].map((digit) => String.fromCodePoint((digit.codePointAt(0) ?? 0) + 0xfee0)).join("")}）`, "Q10", "督导", "", "", "", "", "", "", ""]],
  }));
});

// ---- input that is none

const sound = (run: Ran, context: string): void => {
  expect([EXIT.ok, EXIT.failed, EXIT.refused, EXIT.incomplete], `${context}: ${run.err}`).toContain(run.code);
  expect(run.out + run.err, context).not.toMatch(/^\s+at .*[:(]/m);
  expect(run.out + run.err, context).not.toMatch(/TypeError|RangeError|\[object Object\]|node_modules/);
  if (run.code === EXIT.refused) expect([run.out, run.err.trim() === ""], context).toEqual(["", false]);
};

const withFile = (name: string, bytes: string | Uint8Array, more: readonly string[] = []): Promise<Ran> => inFolder((folder) => {
  writeFileSync(path.join(folder, name), bytes);
  return hege(folder, [name, ...DAYS, ...more]);
});

const ROSTER = "机构,姓名,岗位\r\n启明社工服务中心,欧阳明,见习督导\r\n启明社工服务中心,张三,一线社工\r\n";
const HUGE: [string, string | (() => string | Uint8Array)][] = [
  ["zero bytes", ""], ["a byte order mark alone", "\ufeff"], ["one line break", "\n"], ["NUL bytes", "\0".repeat(5000)], ["a roster with NUL bytes in it", ROSTER.replace("张三", "张\0三")],
  ["a hundred thousand commas", ",".repeat(100_000)], ["a hundred thousand commas below a header", `${ROSTER}${",".repeat(16_000)}`], ["quotes in quotes", `${ROSTER}${'"'.repeat(20_001)}`], ["a quote never closed", `${ROSTER}"张三,社工\n${"李四,社工\n".repeat(2000)}`],
  ["headers alone", "机构,姓名,岗位"], ["headers that are names of every object", "__proto__,constructor,toString,hasOwnProperty\r\n姓名,岗位,a,b\r\n"],
  ["such headers beside real ones", "姓名,岗位,__proto__,constructor,prototype\r\n欧阳明,见习督导,x,y,z\r\n"], ["values that are names of every object", "机构,姓名,岗位,督导\r\n__proto__,constructor,一线社工,__proto__\r\nconstructor,__proto__,见习督导,toString\r\n"],
  ["dates beyond the calendar", "姓名,岗位,入职日期,离职日期,上岗日期\r\n张三,一线社工,9999-99-99,0000-00-00,-1-1-1\r\n李四,见习督导,99999999999999,1e400,20101301\r\n"],
  ["numbers beyond all numbers", "姓名,岗位,指标量,社工年限\r\n张三,一线社工,1e999,99999999999999999999999999\r\n李四,督导助理,-1e-999,NaN\r\n王五,见习督导,Infinity,0x10\r\n"],
  ["a cell of a million characters", `${ROSTER}启明,${"长".repeat(1_000_000)},社工\r\n`], ["half a character", new TextDecoder("latin1").decode(new Uint8Array([0xe5, 0xbc]))],
  ["a zip that is none", "PK\u0003\u0004 nothing"], ["an old workbook", () => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(600)])], ["a PDF", "%PDF-1.4\n%…"], ["HTML", "<html><table><tr><td>姓名</td></tr></table></html>"],
];

describe("input that is none ends in words", () => {
  test.each(HUGE)("%s", async (name, made) => {
    const bytes = typeof made === "function" ? made() : made;
    for (const file of ["花名册.csv", "花名册.xlsx"]) for (const more of [[], ["--format", "json"]]) sound(await withFile(file, bytes, more), `${name} as ${file}`);
  });

  test("random bytes", () => fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), fc.constantFrom("a.csv", "a.xlsx"), async (bytes, name) => { sound(await withFile(name, bytes), name); }), { seed: 20101130, numRuns: 40 }));

  test("a roster with random bytes written over it", async () => {
    const whole = new TextEncoder().encode(csvOf(OPEN["花名册"] ?? []));
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 }), async (changes) => {
      const bytes = whole.slice();
      for (const [at, byte] of changes) bytes[at] = byte;
      sound(await withFile("花名册.csv", bytes), JSON.stringify(changes));
    }), { seed: 20101130, numRuns: 60 });
  });

  test("a workbook cut short, or with bytes changed", async () => {
    const whole = await workbookOf(OPEN, true);
    const random = seeded(20101130);
    for (let i = 0; i < 40; i++) {
      const bytes = whole.slice(0, i % 2 === 0 ? Math.floor(random() * whole.length) : whole.length);
      if (i % 2 === 1) for (let n = 0; n < 5; n++) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      sound(await withFile("材料.xlsx", bytes), `damage ${i}`);
    }
  });

  test("a workbook of formulas, errors, and sheets named like paths", async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet("..％2F..％2Fetc");
    sheet.addRows([["姓名", "岗位", "入职日期"], [{ formula: "1/0", result: { error: "#DIV/0!" } }, "社工", { formula: "TODAY()" }], [{ richText: [{ text: "张" }, { text: "三" }] }, { text: "社工", hyperlink: "http://example.invalid" }, new Date(NaN)], [true, 12, -5]]);
    sound(await withFile("a.xlsx", new Uint8Array(await book.xlsx.writeBuffer())), "workbook");
  });
});

describe("what is written into cells stays text", () => {
  const ESCAPE = String.fromCharCode(27);
  const BIDI = "\u202e\u2066\u200b\ufeff";
  const evil = [`=cmd|' /C calc'!A0`, `<script>alert(1)</script>`, `${ESCAPE}[31m红${ESCAPE}[0m`, `${ESCAPE}]0;title\u0007名`, `张\u0008\u0008三`, `李${BIDI}四`, "王\u009b2J五", "../../../etc/passwd", "%s%n%x", "{name}", "$(reboot)", "`id`"];
  /** Everything but line breaks that steers a terminal instead of standing on it. */
  const STEERS = /[\p{Cc}\p{Cf}\u2028\u2029]/u;

  test("names, agencies, posts, waivers and log cells reach the terminal without a character that steers it", async () => {
    const tables: Tables = {
      花名册: [["机构", "姓名", "岗位", "督导", "入职日期"], ...evil.map((text) => [`机构${text}`, text, "见习督导", text, text]), ...evil.map((text) => [`机构${text}`, `${text}乙`, `社工${text}`, text, ""])],
      督导记录: [["督导日期", "督导者", "督导对象", "督导形式"], ...evil.map((text) => [text, text, text, text])],
      服务记录: [["日期", "社工姓名", "服务类型"], ...evil.map((text) => ["2010-10-01", text, text])],
      豁免商定: [["条款", "姓名", "理由", "批准人", "批准日期"], ...evil.map((text) => ["SZ08-supervisor-ratio", "", text, `协会${text}`, "2010-10-01"])],
    };
    const [zh, en, json] = await audited(tables);
    for (const run of [zh, en]) {
      sound(run as Ran, "terminal");
      expect(run?.code).not.toBe(EXIT.refused);
      for (const line of `${run?.out}${run?.err}`.split("\n")) expect(STEERS.test(line), JSON.stringify(line)).toBe(false);
    }
    expect(JSON.parse(json?.out ?? "")).toHaveProperty("schemaVersion");
    expect(json?.out.split("\n").some((line) => STEERS.test(line.replaceAll(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, "")))).toBe(false);
  });

  test("nor do names of files and sheets, or arguments", async () => {
    await inFolder(async (folder) => {
      const name = `花名册${ESCAPE}[31m\u202e.csv`;
      writeFileSync(path.join(folder, name), `${ROSTER}启明社工服务中心,李四,督导\r\n`);
      writeFileSync(path.join(folder, `坏${ESCAPE}[5m.xlsx`), "PK\u0003\u0004");
      const runs = [
        await hege(folder, [name, ...DAYS, "--verbose"]), await hege(folder, [`坏${ESCAPE}[5m.xlsx`, ...DAYS]), await hege(folder, [`没有${ESCAPE}[5m.xlsx`, ...DAYS]), await hege(folder, [name, "--policy", `x${ESCAPE}[5m`]),
        await hege(folder, [name, ...DAYS, "--only", `x${ESCAPE}[5m`]), await hege(folder, [name, ...DAYS, "--set", `x${ESCAPE}[5m`]), await hege(folder, [name, ...DAYS, "--output", `x${ESCAPE}[5m.doc`]), await hege(folder, [name, `--as-of=${ESCAPE}[5m`, "--policy", "shenzhen-2010"]),
      ];
      for (const run of runs) for (const line of `${run.out}${run.err}`.split("\n")) expect(STEERS.test(line), JSON.stringify(line)).toBe(false);
    });
  });

  test("and agencies named like members of objects are agencies like any other", async () => {
    const [, , json] = await audited({ 花名册: [["机构", "姓名", "岗位"], ["__proto__", "constructor", "见习督导"], ["__proto__", "toString", "一线社工"], ["constructor", "__proto__", "一线社工"]] });
    const { agencies } = JSON.parse(json?.out ?? "{}") as { agencies: { name: string; people: unknown[] }[] };
    expect(agencies.map(({ name, people }) => [name, people.length])).toEqual([["__proto__", 2], ["constructor", 1]]);
  });
});
