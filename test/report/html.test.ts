import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { sha256Base64 } from "../../src/model/sha256.ts";
import type { Report } from "../../src/model/report.ts";
import { Packer, unpack, withName, withoutName } from "../../src/report/html/pack.ts";
import { hege } from "../support/cli.ts";
import { emptied, HOSTILE, pageOf, renamed, sampleReport, withResults } from "../support/pages.ts";
import { OPEN } from "../support/small-submission.ts";
import { auditTables, inFolder, writeTables } from "../support/submission.ts";

/** The HTML report as a file. What a browser makes of it: html-browser.test.ts. */

const GOLDEN = path.join(import.meta.dirname, "golden", "small.html");
const small = (): Promise<Report> => auditTables(OPEN, { policies: ["shenzhen-2010"], from: "2010-09-01", asOf: "2010-11-30", only: ["SZ06-*", "SZ07-*", "SZ08-*", "SZ11-monthly-supervision"] });

const between = (text: string, from: string, to: string): string => { const i = text.indexOf(from); return text.slice(i + from.length, text.indexOf(to, i + from.length)); };
const base64 = (text: string): string => createHash("sha256").update(text).digest("base64");

describe("the page of a small report", () => {
  test("is what it was (UPDATE=1 writes it anew; style sheet, script and their hashes left out)", async () => {
    const page = (await pageOf(await small())).replace(/<style>.*?<\/style>/s, "<style>…</style>").replace(/<script>.*?<\/script>/s, "<script>…</script>").replace(/sha256-[^']*/g, "sha256-…").replace(/(<\/(?:section|article|li|tr|p|h\d|header|ul|table|dl)>)(?!\n)/g, "$1\n");
    if (process.env["UPDATE"] === "1") writeFileSync(GOLDEN, page);
    expect(page).toBe(readFileSync(GOLDEN, "utf8"));
  });

  test("is the same every time, and in the other language but for what is shown first", async () => {
    const report = await small();
    const [once, again, english] = [await pageOf(report), await pageOf(report), await pageOf(report, "en")];
    expect(again).toBe(once);
    expect(once).toMatch(/^<!doctype html>\n<html lang="zh-CN">/);
    expect(english).toMatch(/^<!doctype html>\n<html lang="en">/);
    const body = (page: string): string => between(page, "<main", "</main>").replace(/(<option[^>]*>)[^<]*/g, "$1");
    expect(body(english)).toBe(body(once));
  });

  test("draws whoever is far below as the root of another branch, however long the line", async () => {
    const line = Array.from({ length: 50 }, (_, i) => ["启明", `助${String.fromCharCode(0x4e00 + i)}`, "督导助理", i === 0 ? "李四" : `助${String.fromCharCode(0x4dff + i)}`]);
    const page = await pageOf(await auditTables({ 花名册: [["机构", "姓名", "岗位", "督导"], ["启明", "李四", "初级督导", ""], ...line] }, { policies: ["shenzhen-2010"], asOf: "2010-11-30" }));
    const tree = between(page, '<ul class="tree">', "</section>");
    const deepest = [...tree.matchAll(/<(\/?)ul/g)].reduce<[number, number]>(([most, now], [, closes]) => { const next = now + (closes === "/" ? -1 : 1); return [Math.max(most, next), next]; }, [1, 1])[0];
    expect([tree.match(/<span class="person">/g)?.length, deepest]).toEqual([51, 21]);
    expect(tree).toContain(`助${String.fromCharCode(0x4e00 + 49)}`);
  });

  test("lets run what it names by its hash, and nothing else", async () => {
    const page = await pageOf(await small());
    const policy = between(page, 'http-equiv="Content-Security-Policy" content="', '"');
    expect(policy).toBe(`default-src 'none'; script-src 'sha256-${base64(between(page, "<script>", "</script>"))}'; style-src 'sha256-${base64(between(page, "<style>", "</style>"))}'; img-src data:; base-uri 'none'; form-action 'none'`);
    expect(page.match(/<script(?! type="application\/json")/g)).toHaveLength(1);
    expect(page).not.toMatch(/ style=| on[a-z]+=|javascript:/);
    // Nothing of it is fetched from anywhere.
    expect(page.match(/(?:src|href)="[^#"]*"/g)).toBeNull();
    expect(page).not.toMatch(/@import|url\((?!#)/);
  });

  test("carries a script of less than 40 KB", async () => {
    expect(Buffer.byteLength(between(await pageOf(await small()), "<script>", "</script>"))).toBeLessThan(40_000);
  });
});

describe("a page with a lot in it", () => {
  let report: Report;
  beforeAll(async () => { report = await sampleReport("non-compliant"); });

  test("tells every failure, what was not assessed and what would settle it, without its script", async () => {
    const page = between(await pageOf(report), "<main", "</main>");
    for (const { status, message } of report.agencies.flatMap(({ results }) => results)) if (status === "fail" || status === "not-assessed" || status === "pending") expect(page).toContain(message.zh.replaceAll("\"", "&quot;"));
    expect(page).toContain("补上花名册的“职业资格”，可判定 1 项");
    for (const { path: file, sha256 } of report.inputs) { expect(page).toContain(file); expect(page).toContain(sha256); }
  });

  test("shows the history of the ratio, the loads, the months and the records left out", async () => {
    const page = between(await pageOf(report), "<main", "</main>");
    expect(page).toContain("2010-09-06");
    expect(page.match(/class="breach"/g)).toHaveLength(2);
    expect(page).toMatch(/17 \/ 14/);
    expect(page).toMatch(/<td class="cell bad">✗ 0\/1<\/td>/);
    expect(page).toMatch(/没有计入的记录 \d+ 条/);
    expect(page).toContain("被检单位负责人");
  });

  test("quotes the clause where the report does", async () => {
    const quoted = withResults(report, (result) => ({ ...result, clauseText: `第八条 <原文> ${result.rule}` }) as typeof result);
    expect(await pageOf(quoted)).toContain("第八条 &lt;原文&gt; SZ08-supervisor-ratio");
  });

  test("names every failure still when there are too many for a line each", async () => {
    const people = report.agencies[0]?.results.filter(({ subject }) => subject.type === "person") ?? [];
    const many = Array.from({ length: 4_000 }, (_, i) => {
      const result = people[i % people.length];
      if (result?.subject.type !== "person") throw new Error("no person in the sample");
      return { ...result, status: "fail" as const, subject: { ...result.subject, name: `某人${i}号` } };
    });
    const [agency] = report.agencies;
    if (!agency) throw new Error("no agency in the sample");
    const large = withResults({ ...report, agencies: [{ ...agency, results: many }] }, (result) => result);
    const page = between(await pageOf(large), "<main", "</main>");
    for (let i = 0; i < 4_000; i += 1) expect(page.includes(`某人${i}号`), `某人${i}号`).toBe(true);
    expect(page.match(/<details class="more"/g)?.length).toBeLessThan(3_500);
  });
});

describe("names that mean harm", () => {
  test.each(HOSTILE)("%j stands in the page as text", async (name) => {
    const page = await pageOf(renamed(await small(), "欧阳明", name));
    expect(page.match(/<script/g)).toHaveLength((await pageOf(await small())).match(/<script/g)?.length ?? 0);
    expect(page).not.toMatch(/<img|<svg onload|<!--|[\p{Bidi_Control}\u200b]|[^\P{Cc}\n]/u);
    expect(page).toContain("一线社工");
  });

  test("in the title of a policy do not leave the style sheet", async () => {
    const page = await pageOf(renamed(await small(), "深圳市社工督导人员工作职责手册（试行）", "\"}</style><script>alert(1)</script>"));
    expect(between(page, "<style>", "</style>")).toContain("@bottom-right");
    expect(page.match(/<\/style>/g)).toHaveLength(1);
  });
});

test("a report without agencies says so", async () => {
  const page = await pageOf(emptied(await small()));
  expect(page).toContain("报告中没有机构");
  expect(page).not.toContain('class="agency');
});

test("--output report.html writes it, --format html prints it", async () => {
  await inFolder(async (folder) => {
    const files = writeTables(folder, OPEN).map((file) => path.relative(folder, file));
    const asked = [...files, "--policy", "shenzhen-2010", "--as-of", "2010-11-30", "--from", "2010-09-01", "--reproducible"];
    const written = await hege(folder, [...asked, "--output", "report.html"]);
    const printed = await hege(folder, [...asked, "--format", "html"]);
    expect(written.code).toBe(printed.code);
    expect(Buffer.from(readFileSync(path.join(folder, "report.html"))).toString("latin1").length).toBeGreaterThan(10_000);
    expect(printed.out).toBe(readFileSync(path.join(folder, "report.html"), "utf8"));
  });
});

describe("what the page is made with", () => {
  test("SHA-256 is what node says", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => { expect(sha256Base64(text)).toBe(base64(text)); }), { seed: 20101130, numRuns: 200 });
    for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000]) expect(sha256Base64("a".repeat(length))).toBe(base64("a".repeat(length)));
  });

  test("what is packed comes out as it went in", () => {
    fc.assert(fc.property(fc.array(fc.jsonValue()), (values) => {
      const packer = new Packer();
      for (const value of values) packer.add(value);
      const packed = JSON.parse(JSON.stringify(packer.packed())) as ReturnType<Packer["packed"]>;
      expect(packed.roots.map((root) => unpack(packed, root))).toEqual(JSON.parse(JSON.stringify(values)));
    }), { seed: 20101130, numRuns: 300 });
  });

  test("a message without its name gets it back", () => {
    fc.assert(fc.property(fc.string(), fc.string(), (name, text) => {
      const result = { subject: { type: "person", name }, message: { zh: `${text}${name}${text}`, en: name + name } };
      expect(withName(withoutName(result))).toEqual(result);
    }), { seed: 20101130, numRuns: 200 });
  });
});
