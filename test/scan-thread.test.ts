import { spawn, spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { chunksOf } from "../src/read/chunks.ts";
import { encodingOf } from "../src/read/encoding.ts";
import { hashOf } from "../src/read/identity.ts";
import { portionsOf, type ScanElsewhere } from "../src/read/portions.ts";
import { hege } from "./support/cli.ts";
import { gb18030 } from "./support/gb18030.ts";
import { auditFiles, csvOf, inFolder, type Grid } from "./support/submission.ts";

/** Large logs are scanned by another thread: whatever is in them, the report is the one that a single thread gives. */

const PROGRAM = path.join(import.meta.dirname, "..", "dist", "hege.cjs");
const ASKED = ["--policy", "shenzhen-2010", "--from", "2010-01-01", "--as-of", "2010-11-30", "--reproducible", "--lang", "zh"];
const HEADER = ["机构", "日期", "社工姓名", "服务类型", "服务编号", "节次", "记录完整", "提交日期", "备注"];
/** Nobody reads the notes; they make the file large. */
const NOTE = "走访记录".repeat(16);

const ROSTER: Grid = [
  ["机构", "姓名", "岗位", "督导", "入职日期"], ["启明", "欧阳明", "初级督导", "", "2009-01-01"], ["启明", "张三", "一线社工", "欧阳明", "2009-01-01"], ["晨光", "李四", "一线社工", "", "2009-01-01"], ["晨光", "张三", "见习督导", "", "2009-01-01"],
];

/** 17 MB with all that a row can have: more different numbers than a column remembers, rows that are none, cells and rows with faults. */
function largeLog(note = NOTE): string {
  const rows: string[][] = Array.from({ length: 71_000 }, (_, i) => [i % 3 === 0 ? "启明" : "晨光", `2010-${String(1 + (i % 12)).padStart(2, "0")}-${String(1 + (i % 28)).padStart(2, "0")}`, i % 3 === 2 ? "李四" : "张三", i % 5 === 0 ? "小组" : "个案", `GA-${i}`, String(i % 4), i % 7 === 0 ? "否" : "是", "2010-11-02", note]);
  const put = (at: number, row: string[]): void => { rows.splice(at, 0, row); };
  put(10, HEADER);
  put(20_000, ["合计", "", "", "", "20000"]);
  put(30_000, ["示例", "2010-01-01", "某某", "个案"]);
  put(40_000, ["启明", "昨天", "张三", "个案", "GA-1"]);
  put(40_001, ["启明", "2010-03-04", "王五", "个案", "GA-1"]);
  put(40_002, ["启明", "2010-03-04", "张三、欧阳明", "个案", "GA-2"]);
  put(50_000, [...rows[49_999] ?? [], "多出的一格"]);
  put(60_000, ["启明", "2010-03-05", "张三", "个案", "GA-70000", "0", "是", "2010-11-02", `"${csvOf([rows[1] ?? [], rows[2] ?? [], rows[3] ?? []])}`]);
  put(70_000, ["启明", "2010-03-04", "张三", "个案", "GA-7", "", "是", "2010-03-01", note]);
  return csvOf([HEADER, ...rows]);
}

/** As Chinese Excel saves it; the cells are few. */
function inGb18030(csv: string): Uint8Array {
  const known = new Map<string, Uint8Array>();
  const bytes = (piece: string): Uint8Array => {
    const own = known.get(piece) ?? gb18030(piece);
    known.set(piece, own);
    return own;
  };
  return Buffer.concat(csv.split(/(?<=[,\n])/).map(bytes));
}

const write = (folder: string, log: string | Uint8Array): void => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "花名册.csv"), csvOf(ROSTER));
  writeFileSync(path.join(folder, "服务记录.csv"), log);
};

/** What a thread is sent and sends, in this one: copied as between threads, the buffers used again. */
function copied(ordered: string[]): ScanElsewhere {
  return {
    identify: (order) => {
      const { absolute, path: shown, bytes, head, told } = structuredClone(order);
      ordered.push(`identity of ${shown}`);
      const open = (): AsyncIterable<Uint8Array> => chunksOf(absolute, shown, bytes);
      return { bytes, encoding: () => encodingOf(head, told, open), sha256: () => hashOf(open()) };
    },
    async *scan(order) {
      ordered.push(order.file.path);
      const free: ArrayBuffer[] = [];
      for await (const portion of portionsOf(structuredClone(order), () => free.pop())) {
        const sent = structuredClone(portion, { transfer: [portion.buffer] });
        yield sent;
        new Uint8Array(sent.buffer).fill(0xff);
        free.push(sent.buffer);
      }
    },
  };
}

test("portions of a log give the report that the log gives", () => inFolder(async (folder) => {
  write(folder, largeLog());
  const asked = { policies: ["shenzhen-2010"], asOf: "2010-11-30", evidence: Infinity };
  const ordered: string[] = [];
  const here = await auditFiles(["."], folder, asked);
  const elsewhere = await auditFiles(["."], folder, { ...asked, scanElsewhere: copied(ordered) });
  expect(ordered).toEqual(["identity of 服务记录.csv", "服务记录.csv"]);
  expect(elsewhere).toEqual(here);
  expect(new Set(here.dataIssues.map(({ code }) => code))).toEqual(new Set(["DATA-bad-date", "DATA-future-date", "DATA-date-order", "DATA-unknown-person", "DATA-duplicate-record", "DATA-ragged-row", "DATA-swallowed-lines"]));
}), 60_000);

/** The built program reads a log in that encoding, and says the same of it as a run without threads, to the byte. */
async function expectSame(folder: string, log: Uint8Array, encoding: string): Promise<void> {
  write(folder, log);
  const built = spawnSync(process.execPath, [PROGRAM, "check", ".", ...ASKED, "--quiet", "--output", "report.json"], { cwd: folder, encoding: "utf8" });
  const { tool: { version }, inputs } = JSON.parse(readFileSync(path.join(folder, "report.json"), "utf8")) as { tool: { version: string }; inputs: { encoding: string; bytes: number }[] };
  expect(inputs.find(({ bytes }) => bytes > 16 * 1024 * 1024)?.encoding).toBe(encoding);
  const alone = await hege(folder, ["check", "服务记录.csv", "花名册.csv", ...ASKED, "--quiet", "--output", "alone.json"], { version });
  expect([built.status, built.stderr]).toEqual([alone.code, alone.err]);
  expect(readFileSync(path.join(folder, "report.json"), "utf8")).toBe(readFileSync(path.join(folder, "alone.json"), "utf8"));
}

test.runIf(availableParallelism() > 1)("the built program says the same of a log in GB18030 as one without threads, to the byte", () =>
  inFolder((folder) => expectSame(folder, inGb18030(largeLog(NOTE.repeat(2))), "gb18030")), 60_000);

/** Its head in UTF-8, as a program wrote it, and what was pasted behind it in GB18030. */
const inTwoEncodings = (csv: string): Uint8Array => {
  const lines = csv.split(/(?<=\n)/);
  return Buffer.concat([Buffer.from(lines.slice(0, 60_000).join(""), "utf8"), inGb18030(lines.slice(60_000).join(""))]);
};

test.runIf(availableParallelism() > 1)("a log whose first lines look otherwise than the whole is written says the same, too", () =>
  inFolder((folder) => expectSame(folder, inTwoEncodings(largeLog()), "mixed")), 60_000);

test("a log that grows while a thread reads it ends the audit with what to do, and leaves no report", () => inFolder(async (folder) => {
  write(folder, largeLog());
  const log = path.join(folder, "服务记录.csv");
  const child = spawn(process.execPath, [PROGRAM, "check", ".", ...ASKED, "--output", "report.json"], { cwd: folder });
  let said = "";
  child.stderr.on("data", (more: Buffer) => { said += more.toString("utf8"); });
  const growing = setInterval(() => { appendFileSync(log, csvOf([HEADER])); }, 2);
  const code = await new Promise((resolve) => { child.once("close", resolve); });
  clearInterval(growing);
  expect(code, said).toBe(2);
  expect(said).toMatch(/服务记录\.csv 在读取过程中发生了变化.*再检查一次/);
  expect(said).not.toMatch(/\bat .*:\d+:\d+/);
}), 60_000);
