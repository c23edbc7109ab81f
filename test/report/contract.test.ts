import { describe, expect, test } from "vitest";
import type { AgencyReport, Report } from "../../src/model/report.ts";
import { LANGUAGES, type Bilingual } from "../../src/model/text.ts";
import { BINARY_FORMATS, FORMATS, type Format } from "../../src/report/index.ts";
import { EXIT, hege, type Ran } from "../support/cli.ts";
import { OPEN } from "../support/small-submission.ts";
import { inFolder, writeTables } from "../support/submission.ts";
import { bytesOf, fixedReport, textsOf, unescaped } from "../support/rendered.ts";

/** What every format of a report keeps to. A new one is held to it by standing in FORMATS. */

const with_ = (report: Report, agencies: AgencyReport[]): Report => ({
  ...report, agencies,
  summary: { ...report.summary, agencies: agencies.length, results: { ...report.summary.results, fail: agencies.flatMap(({ results }) => results).filter(({ status }) => status === "fail").length } },
});

const only = (report: Report, keep: (agency: AgencyReport, i: number) => boolean): Report => with_(report, report.agencies.filter(keep));

const HOSTILE = ["<script>alert(1)</script>", "=cmd()|' /C calc'!A0", "长".repeat(200), "\u202e反向\u2066甲\u2069", "]]>&amp;<![CDATA[", "-- 1) [x](javascript:1) | `y` *z* __w__", "+SUM(A1)", "@名", "\u001b[31m红\u0007", "a\u0000b\tc\nd", "\ud800半", "{0} {{1}} %s ${x}", "../../etc/passwd", "__proto__", "\"引'号\""];

/** The fixed report with a name in every place of a name. */
function called(name: string): Report {
  const rename = <T>(data: T): T => JSON.parse(JSON.stringify(data).replaceAll("欧阳明", JSON.stringify(name).slice(1, -1)).replaceAll("启明社工服务中心", JSON.stringify(`${name}社`).slice(1, -1)).replaceAll("花名册.csv", JSON.stringify(`${name}.csv`).slice(1, -1))) as T;
  return rename(fixedReport());
}

const notAssessed = (report: Report): Report => with_(report, report.agencies.map((agency) => ({ ...agency, verdict: "incomplete" as const, results: agency.results.filter(({ status }) => status === "not-assessed") })));

const many = (report: Report): Report => with_(report, Array.from({ length: 40 }, (_, i) => report.agencies.map((agency) => ({ ...agency, name: `${agency.name}${i}`, results: agency.results.map((result) => ({ ...result, subject: { ...result.subject, agency: `${agency.name}${i}` } })) }))).flat());

const quoted = (report: Report): Report => with_(report, report.agencies.map((agency) => ({ ...agency, results: agency.results.map((result) => ({ ...result, clauseText: "第八条 虚构的条文 | <b>\n（一）甲" })) })));

const REPORTS: [string, () => Report][] = [
  ["an empty report", () => ({ ...with_(fixedReport(), []), inputs: [], dataIssues: [], dataIssueTotals: [], assumptions: [] })],
  ["one agency", () => only(fixedReport(), (_, i) => i === 0)],
  ["several agencies", fixedReport],
  ["eighty agencies", () => many(fixedReport())],
  ["nothing but what was not assessed", () => notAssessed(fixedReport())],
  ["a text beside each clause", () => quoted(fixedReport())],
  ["the time of the run", () => ({ ...fixedReport(), generatedAt: "2010-12-01T09:00:00+08:00", durationMs: 812 })],
  ["masked people", () => { const report = fixedReport(); return { ...report, audit: { ...report.audit, redacted: true, partial: true } }; }],
  ...HOSTILE.map((name): [string, () => Report] => [`people, agencies and files called ${JSON.stringify(name.slice(0, 30))}`, () => called(name)]),
];

/** What is left of a text where control and format characters and half ones are no text, white space aside. */
const bare = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\ufffd\s]/gu, "");

/** Everything but line breaks and tabs that is no character of a text; marks of direction steer only where text is shown. */
const CONTROL = /[^\P{Cc}\n\r\t]/u;
const STEERS: Readonly<Partial<Record<Format, RegExp>>> = { json: CONTROL, sarif: CONTROL };

describe.each(FORMATS)("%s", (format) => {
  test.each(REPORTS)("%s", async (_, make) => {
    const report = make();
    const frozen = JSON.stringify(report);
    for (const language of LANGUAGES) {
      const bytes = await bytesOf(format, report, language);
      expect(bytes.length).toBeGreaterThan(0);
      expect(bytes.equals(await bytesOf(format, make(), language)), "the same report gives the same bytes").toBe(true);
      const texts = textsOf(bytes);
      for (const text of texts) expect((STEERS[format] ?? /[^\P{Cc}\n\r\t]|[\u202a-\u202e\u2066-\u2069]/u).exec(text.replace(/^\ufeff/, ""))?.[0].codePointAt(0)?.toString(16)).toBeUndefined();
      const all = bare(texts.map(unescaped).join("\n"));
      const missing = (what: string): boolean => !all.includes(bare(what));
      expect(report.agencies.map(({ name }) => name).filter(missing)).toEqual([]);
      const failures = report.agencies.flatMap(({ results }) => results).filter(({ status }) => status === "fail").map(({ message }: { message: Bilingual }) => message[language]);
      expect(failures.filter(missing)).toEqual([]);
      // Nobody is told that what was not assessed has passed.
      if (report.summary.results.fail === 0 && report.agencies.length > 0) expect(all).toMatch(/资料不足|incomplete/);
    }
    expect(JSON.stringify(report), "a format changes nothing in the report").toBe(frozen);
  });

  test("is told to be bytes where it is no text, and is then not printed on a terminal", async () => {
    const isText = (() => { try { new TextDecoder("utf-8", { fatal: true }).decode(bytes); return true; } catch { return false; } });
    const bytes = await bytesOf(format, fixedReport(), "zh");
    expect(BINARY_FORMATS.includes(format)).toBe(!isText());
    await inFolder(async (folder) => {
      writeTables(folder, { 花名册: OPEN["花名册"] ?? [] });
      const run = (tty: boolean): Promise<Ran> => hege(folder, ["花名册.csv", "--policy", "shenzhen-2010", "--as-of", "2010-11-30", "--format", format], { tty });
      const [shown, piped] = [await run(true), await run(false)];
      if (BINARY_FORMATS.includes(format)) expect(shown).toEqual({ code: EXIT.refused, out: "", err: expect.stringContaining("--output") as string });
      else expect(shown.out).not.toBe("");
      expect(piped.out).not.toBe("");
      expect(piped.code).not.toBe(EXIT.refused);
    });
  });

  test("the languages differ, but for JSON", async () => {
    const [zh, en] = [await bytesOf(format, fixedReport(), "zh"), await bytesOf(format, fixedReport(), "en")];
    expect(zh.equals(en)).toBe(format === "json");
  });
});
