import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { FILES, rosterCells } from "./read-files.ts";

/** Calendar dates have no time zone, ever (data.md, section 3): the built program reads the same days wherever it runs. */

const dist = path.join(import.meta.dirname, "..", "..", "dist", "index.js");
const READ = `
  const { readSubmission } = await import(process.argv[1]);
  const days = {};
  for (const file of process.argv.slice(2)) {
    const { tables } = await readSubmission([file], { policies: ["shenzhen-2010"], cwd: process.cwd() });
    days[file] = tables.roster.map(({ fields }) => fields.hireDate.value ?? fields.hireDate.is);
  }
  console.log(JSON.stringify(days));
  console.error(new Date(0).getTimezoneOffset());
`;
const WITH_DAYS = ["text/dates.csv", "cells/from-1904.xlsx", "cells/chinese-date-formats.xlsx", "cells/custom-formats.xlsx", "cells/invisible.xlsx", "cells/libreoffice-formulas.xlsx", "cells/iso-dates.xlsx"];

test("days never move: Asia/Shanghai, UTC, America/Los_Angeles", async () => {
  expect(existsSync(dist), "npm run build").toBe(true);
  const read = await Promise.all(["Asia/Shanghai", "UTC", "America/Los_Angeles"].map((TZ) =>
    promisify(execFile)(process.execPath, ["--input-type=module", "-e", READ, pathToFileURL(dist).href, ...WITH_DAYS], { cwd: FILES, env: { TZ } })));
  expect(read.map(({ stderr }) => Number(stderr))).toEqual([-480, 0, 480]);
  const [shanghai, ...others] = read.map(({ stdout }) => JSON.parse(stdout) as Record<string, unknown>);
  for (const other of others) expect(other).toEqual(shanghai);
  // 1 March 2010, counted from 1970.
  expect(shanghai?.["cells/from-1904.xlsx"]).toEqual([14_669, 14_669, 14_669].map((day) => ({ first: day, last: day })));
});

test("days, months and what is neither, as people write them", async () => {
  const read = new Map<string, Set<string>>();
  for (const line of await rosterCells("text", "dates.csv", ["name", "hireDate"])) {
    const [name = "", day = ""] = line.split(" | ");
    read.set(name.charAt(0), (read.get(name.charAt(0)) ?? new Set()).add(day.startsWith("?") ? "unreadable" : day));
  }
  expect(Object.fromEntries(read)).toEqual({ 日: new Set(["2010-03-01"]), 月: new Set(["2010-03-01…2010-03-31"]), 否: new Set(["unreadable"]) });
});
