import exceljs from "exceljs";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { RawCell } from "../../../src/read/raw.ts";
import { seeded } from "../../support/random.ts";
import { open, rowsIn } from "./book.ts";
import { fill } from "./generate.ts";

/**
 * Compares our reader with openpyxl, cell by cell, over generated workbooks, what LibreOffice and gnumeric make of some of them, and
 * the fixtures. Not part of npm test: it needs them all. `node test/read/xlsx/oracles.mjs [--workbooks 200]`
 *
 * What differs by design, and is counted apart: a formula without a value and a covered cell are nothing to openpyxl; 0000 keeps its
 * noughts here only; a number from 1900 to 2100, below nought, or beyond 9999-12-31, is no date here; h:mm over a day stays hours here; _x0041_ is unescaped here in every text.
 */

interface Theirs {
  sheets: { name: string; hidden: boolean; cells: [row: number, column: number, kind: string, value: string | number | boolean, format: string][]; merged: [number, number, number, number][] }[];
}

const PYTHON = `
import sys, json, datetime, openpyxl, warnings
warnings.simplefilter("ignore")
for path in sys.argv[1:]:
    book = openpyxl.load_workbook(path, data_only=True)
    sheets = []
    for sheet in book.worksheets:
        cells = []
        for row in sheet.iter_rows():
            for cell in row:
                value = cell.value
                if value is None: continue
                kind = "other"
                if isinstance(value, datetime.datetime): kind, value = "date", value.isoformat()
                elif isinstance(value, datetime.time): kind, value = "hours", value.hour + value.minute / 60 + (value.second + value.microsecond / 1e6) / 3600
                elif isinstance(value, datetime.timedelta): kind, value = "hours", value.total_seconds() / 3600
                elif cell.data_type == "e": kind = "error"
                cells.append([cell.row, cell.column, kind, value, cell.number_format])
        sheets.append({"name": sheet.title, "hidden": sheet.sheet_state != "visible", "cells": cells, "merged": [[r.min_row, r.max_row, r.min_col, r.max_col] for r in sheet.merged_cells.ranges]})
    print(json.dumps({"sheets": sheets}))
`;

const MS_A_DAY = 86_400_000;
const hoursOf = (cell: RawCell): number | null => (cell !== null && typeof cell === "object" && "hours" in cell ? cell.hours : null);

/** Why ours and theirs say the same in different words; null: they do not. */
function reason(ours: RawCell, [, , kind, value, format]: Theirs["sheets"][number]["cells"][number]): string | null {
  if (kind === "error") return ours !== null && typeof ours === "object" && "error" in ours && ours.error === value ? "same" : typeof ours === "number" && ours > 2_957_003 ? "beyond the calendar" : null;
  if (kind === "date") {
    const moment = Date.parse(`${String(value)}Z`);
    if (ours !== null && typeof ours === "object" && "date" in ours) return ours.date === Math.floor((moment + 1) / MS_A_DAY) ? "same" : null;
    if (typeof ours === "number" && ours < 0 && moment < Date.parse("1899-12-30Z")) return "a negative number";
    if (typeof ours === "number" && Math.abs(ours - (moment / MS_A_DAY + 25_569)) < 1e-4) return ours >= 1900 && ours <= 2100 ? "a year by itself" : null;
    const hours = hoursOf(ours);
    if (hours === null) return null;
    const theirs = (moment / MS_A_DAY + 25_569) * 24;
    if (Math.abs(hours - theirs) <= 1 / 60) return "a time under a date's format";
    // openpyxl counts the first days of 1900 as Excel does: one more.
    return hours >= 24 && Math.abs(hours - theirs + 24) <= 1 / 60 ? "a time over a day" : null;
  }
  if (kind === "hours") {
    const hours = hoursOf(ours);
    if (hours !== null && Math.abs(hours - Number(value)) <= 1 / 60) return "same";
    return ours === 0 ? "a time of nought" : null;
  }
  if (typeof value === "string" && typeof ours === "string") return ours === value ? "same" : ours === value.replace(/_x([0-9A-F]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))) ? "an escaped character" : null;
  if (format === "0000" && typeof ours === "string") return Number(ours) === value ? "leading noughts" : null;
  return ours === value ? "same" : null;
}

async function compare(file: string, theirs: Theirs, tally: Map<string, number>): Promise<string[]> {
  const different: string[] = [];
  const count = (why: string): void => { tally.set(why, (tally.get(why) ?? 0) + 1); };
  const tables = await open(readFileSync(file));
  if (JSON.stringify(tables.map(({ sheet, hidden }) => [sheet, hidden])) !== JSON.stringify(theirs.sheets.map(({ name, hidden }) => [name, hidden]))) different.push("the sheets");
  for (const [i, { name, cells, merged }] of theirs.sheets.entries()) {
    const rows = await rowsIn(tables[i]);
    const known = new Set<string>();
    for (const cell of cells) {
      const [row, column, , value] = cell;
      known.add(`${row},${column}`);
      const ours = rows.get(row)?.[column - 1] ?? null;
      const why = ours === null && value === "" ? "same" : reason(ours, cell);
      if (why === null) different.push(`${path.basename(file)} ${name} ${row},${column}: ${JSON.stringify([ours, ...cell.slice(2)])}`);
      else count(why);
    }
    for (const [row, own] of rows) {
      own.forEach((ours, at) => {
        if (ours === null || known.has(`${row},${at + 1}`)) return;
        if (typeof ours === "object" && "formula" in ours) count("a formula without a value");
        else if (merged.some(([top, bottom, left]) => row > top && row <= bottom && left === at + 1)) count("below the first of a merged range");
        else different.push(`${path.basename(file)} ${name} ${row},${at + 1}: ${JSON.stringify([ours, "nothing"])}`);
      });
    }
  }
  return different;
}

async function main(): Promise<void> {
  const many = Number(/--workbooks[ =](\d+)/.exec(process.argv.join(" "))?.[1] ?? 200);
  const folder = mkdtempSync(path.join(tmpdir(), "hege-oracles-"));
  try {
    const random = seeded(20260101);
    const files: string[] = [];
    for (let i = 0; i < many; i++) {
      const book = new exceljs.Workbook();
      for (let sheet = 0; sheet <= i % 3; sheet++) fill(book.addWorksheet(`表 ${sheet} & <${i}>`, { state: random() < 0.2 && sheet > 0 ? "hidden" : "visible" }), random);
      const file = path.join(folder, `generated-${i}.xlsx`);
      writeFileSync(file, new Uint8Array(await book.xlsx.writeBuffer()));
      files.push(file);
    }
    const some = files.slice(0, 30);
    spawnSync("soffice", ["--headless", `-env:UserInstallation=file://${folder}/profile`, "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", path.join(folder, "libreoffice"), ...some]);
    for (const file of some) spawnSync("ssconvert", ["--export-type=Gnumeric_Excel:xlsx", file, file.replace("generated", "gnumeric")]);
    const office = path.join(folder, "libreoffice");
    files.push(...readdirSync(office).map((name) => path.join(office, name)), ...readdirSync(folder).filter((name) => name.startsWith("gnumeric")).map((name) => path.join(folder, name)));
    const fixtures = path.join(process.cwd(), "test", "fixtures", "xlsx");
    files.push(...readdirSync(fixtures).filter((name) => name.endsWith(".xlsx")).map((name) => path.join(fixtures, name)));
    const dumped = spawnSync("/usr/bin/python3", ["-c", PYTHON, ...files], { encoding: "utf8", maxBuffer: 1024 ** 3 });
    if (dumped.status !== 0) throw new Error(dumped.stderr);
    const lines = dumped.stdout.trim().split("\n");
    const tally = new Map<string, number>();
    const different: string[] = [];
    for (const [i, file] of files.entries()) different.push(...await compare(file, JSON.parse(lines[i] ?? "") as Theirs, tally));
    console.log(`${files.length} workbooks: ${JSON.stringify(Object.fromEntries(tally))}; ${different.length} not explained`);
    for (const line of different.slice(0, 40)) console.log(line);
    process.exitCode = different.length > 0 ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
