import exceljs from "exceljs";
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { overviewSchema, type Overview } from "../../src/model/overview.ts";
import { overviewIn } from "../../src/report/overview/index.ts";
import { LANGUAGES } from "../../src/model/text.ts";
import { hege } from "../support/cli.ts";
import { HOSTILE } from "../support/pages.ts";
import { BROKEN, OPEN } from "../support/small-submission.ts";
import { inFolder, writeTables } from "../support/submission.ts";

/** The overview of a batch in the formats in which people read it. */

async function sample(): Promise<{ overview: Overview; files: Record<string, string> }> {
  return inFolder(async (folder) => {
    writeTables(path.join(folder, "in", "启明"), OPEN);
    writeTables(path.join(folder, "in", "超配"), BROKEN);
    mkdirSync(path.join(folder, "in", "空"));
    await hege(folder, ["batch", "in", "--out", "out", "--policy", "shenzhen-2010", "--from", "2010-09-01", "--as-of", "2010-11-30", "--reproducible", "--format", "html", "--format", "xlsx"]);
    const read = (name: string): string => readFileSync(path.join(folder, "out", name), "utf8");
    return { overview: overviewSchema.parse(JSON.parse(read("overview.json"))), files: { html: read("overview.html"), xlsx: read("overview.xlsx") } };
  });
}

async function drawn(format: "html" | "xlsx", overview: Overview, language: "zh" | "en" = "zh"): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const chunk of await overviewIn(format, overview, { language, colour: false, width: 100, verbose: true, quiet: false }) ?? []) pieces.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
  return Buffer.concat(pieces);
}

test("the page shows every agency, what failed, and what could not be audited, with links to the reports", async () => {
  const { overview, files } = await sample();
  const page = files["html"] ?? "";
  for (const { agencies } of overview.submissions) for (const { name } of agencies) expect(page).toContain(name);
  expect(page).toContain(`href="${encodeURIComponent("超配.html")}"`);
  expect(page).toContain("没有可读的文件");
  expect(page).toContain("未能检查的报送材料");
  expect(page).toMatch(/Content-Security-Policy/);
  expect(page).not.toMatch(/ style=| on[a-z]+=|https?:/);
});

test("no name of a submission or an agency becomes markup", async () => {
  const { overview } = await sample();
  for (const name of HOSTILE) {
    const text = JSON.stringify(overview).replaceAll("启明社工服务中心", JSON.stringify(name).slice(1, -1));
    const page = (await drawn("html", JSON.parse(text) as Overview)).toString("utf8");
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toMatch(/<img|<svg onload|\p{Bidi_Control}/u);
  }
});

test.each(LANGUAGES)("the workbook has a sheet for each question, %s", async (language) => {
  const { overview } = await sample();
  const book = new exceljs.Workbook();
  await book.xlsx.load((await drawn("xlsx", overview, language)) as unknown as ArrayBuffer);
  expect(book.worksheets.map(({ name }) => name)).toEqual(language === "zh" ? ["总览", "未能检查", "不符合的规则", "配比排名", "跨机构"] : ["Overview", "Not audited", "Failures by rule", "Ratios", "Across agencies"]);
  const failures = book.worksheets[2];
  expect(failures?.rowCount).toBe(1 + overview.failures.length);
  expect(book.worksheets[3]?.rowCount).toBe(1 + overview.ratios.length);
});

test("of a batch in which nothing could be audited there is an overview all the same", async () => {
  const { overview } = await sample();
  const nothing: Overview = { ...overview, audit: null, submissions: overview.submissions.filter(({ state }) => state === "not-audited"), failures: [], ratios: [], sharedPeople: [], repeatedAgencies: [], unclaimedRows: [], unknowns: [] };
  for (const format of ["html", "xlsx"] as const) expect((await drawn(format, nothing)).length).toBeGreaterThan(1_000);
});
