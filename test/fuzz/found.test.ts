import { readdirSync, readFileSync, rmSync } from "node:fs";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { judge } from "./judge.ts";

/** What `npm run fuzz` has found, kept: each file by itself, and beside a roster. */

const FOUND = path.join(import.meta.dirname, "..", "fixtures", "files", "fuzz");
const folder = mkdtempSync(path.join(tmpdir(), "hege-found-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ROSTER = { name: "名册.csv", bytes: new TextEncoder().encode("机构,姓名,岗位\r\n启明社工服务中心,欧阳明,见习督导\r\n") };

test.each(readdirSync(FOUND).sort())("%s", async (name) => {
  const file = { name, bytes: Uint8Array.from(readFileSync(path.join(FOUND, name))) };
  for (const files of [[file], [file, ROSTER]]) {
    for (const more of [["--format", "json"], ["--lang", "en", "--verbose"]]) expect(await judge({ kind: "xml", files, argv: [".", "--policy", "shenzhen-2010", "--as-of", "2010-11-30", ...more] }, folder)).toEqual([]);
  }
});
