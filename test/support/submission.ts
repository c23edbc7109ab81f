import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { audit, type AuditRequest } from "../../src/audit.ts";
import { fromIso } from "../../src/model/day.ts";
import type { Report } from "../../src/model/report.ts";

/** A table as a test writes it: header first, then rows. */
export type Grid = readonly (readonly string[])[];
/** Tables by the name of their file. */
export type Tables = Readonly<Record<string, Grid>>;

const quoted = (cell: string): string => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
export const csvOf = (grid: Grid): string => grid.map((row) => row.map(quoted).join(",")).join("\r\n");

/** A folder of its own for a test, taken away afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), "hege-test-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function writeTables(folder: string, tables: Tables): string[] {
  mkdirSync(folder, { recursive: true });
  return Object.entries(tables).map(([name, grid]) => {
    const file = path.join(folder, `${name}.csv`);
    writeFileSync(file, csvOf(grid));
    return file;
  });
}

export type AskedOf = Partial<Omit<AuditRequest, "paths" | "cwd">> & { policies: readonly string[] };

/** Audits tables as a user would: written as CSV files, read again, judged. */
export function auditTables(tables: Tables, asked: AskedOf): Promise<Report> {
  return inFolder((folder) => auditFiles(writeTables(folder, tables), folder, asked));
}

export function auditFiles(paths: readonly string[], cwd: string, asked: AskedOf): Promise<Report> {
  return audit({ language: "zh", today: fromIso("2026-11-24") ?? 0, version: "0.0.0-test", ...asked, paths, cwd });
}
