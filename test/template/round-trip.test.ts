import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import type { TableKind } from "../../src/model/table.ts";
import { LANGUAGES } from "../../src/model/text.ts";
import { drawTemplate } from "../../src/template/workbook.ts";
import { EXIT, hege } from "../support/cli.ts";
import { auditFiles, inFolder, type AskedOf } from "../support/submission.ts";
import { fillIn, planOf, rowsOfSample, templateOf } from "../support/template.ts";

/** A template filled in with a valid submission is that submission: nothing is wrong with its data, and the verdict is the same. */

const SAMPLES = path.resolve(import.meta.dirname, "..", "..", "samples");
const BOTH = ["shenzhen-2010", "xpcc-2017"];
const SZ = { folder: "shenzhen-2010/compliant", asOf: "2010-11-30" };
const XB = { folder: "xpcc-2017/compliant", from: "2017-07-01", asOf: "2018-06-30" };
const CASES = [
  { ids: ["shenzhen-2010"], ...SZ }, { ids: ["xpcc-2017"], ...XB },
  { ids: BOTH, ...SZ }, { ids: BOTH, ...XB },
];

const shortened = ({ agencies }: Report): unknown => agencies.map(({ name, verdict, verdictByPolicy, results }) => ({ name, verdict, verdictByPolicy, results: results.map(({ rule, subject, status }) => [rule, subject.type === "person" ? subject.name : subject.agency, status]) }));
const issuesOf = ({ dataIssues }: Report): string[] => dataIssues.map(({ code, location }) => `${code} ${location?.sheet ?? ""}`);
const rowsReadOf = (report: Report): Record<string, number> => Object.fromEntries(report.inputs.flatMap(({ tables }) => tables.map(({ table, rows }) => [table, rows])));

const asked = ({ ids, asOf, ...rest }: (typeof CASES)[number]): AskedOf => ({ policies: ids, asOf, ...("from" in rest ? { from: rest.from } : {}) });
/** Tables the sample has nothing of; the others may be left empty. */
const missing = (ids: readonly string[], rows: object): TableKind[] => planOf(...ids).tables.filter(({ table, byAgreement }) => !byAgreement && !(table in rows)).map(({ table }) => table);

describe("filled in", () => {
  test.each(CASES)("with $folder, for $ids, it is that submission", async (each) => {
    const folder = path.join(SAMPLES, each.folder);
    const rows = rowsOfSample(folder);
    await inFolder(async (place) => {
      const sample = await auditFiles([folder], place, asked(each));
      const filled = await auditFiles([await fillIn(place, "填报表.xlsx", each.ids, rows, missing(each.ids, rows))], place, asked(each));
      expect(shortened(filled)).toEqual(shortened(sample));
      expect(issuesOf(filled)).toEqual([]);
      for (const [table, count] of Object.entries(rowsReadOf(filled))) expect(count, table).toBe(rows[table as TableKind]?.length);
      expect(filled.inputs.flatMap(({ tables }) => tables.map(({ skipped }) => skipped))).toEqual(filled.inputs.flatMap(({ tables }) => tables.map(() => ({ example: 1 }))));
    });
  });

  test("each table that the sample has is filled: no sheet of the first policy is left out", () => {
    expect(missing(["shenzhen-2010"], rowsOfSample(path.join(SAMPLES, SZ.folder)))).toEqual([]);
    expect(missing(["xpcc-2017"], rowsOfSample(path.join(SAMPLES, XB.folder)))).toEqual([]);
  });

  test.each(["花名册.xlsx", "服务记录.xlsx", "2010年督导记录汇总统计表.xlsx", "薪酬指导标准.xlsx"])("under the name %s too, in either language", async (name) => {
    await inFolder(async (place) => {
      for (const language of LANGUAGES) {
        const book = await templateOf(["shenzhen-2010"], language);
        book.getWorksheet("花名册")?.addRow(["张三", "启明社工服务中心", "一线社工"]);
        writeFileSync(path.join(place, name), new Uint8Array(await book.xlsx.writeBuffer()));
        const report = await auditFiles([name], place, { policies: ["shenzhen-2010"], asOf: "2010-11-30" });
        expect(new Set(report.dataIssues.map(({ code }) => code)), language).toEqual(new Set(["DATA-empty-table"]));
      }
    });
  });

  test("with a roster and services alone, it says which other sheets are empty, and nothing of those of agreed exceptions", async () => {
    const { roster, services } = rowsOfSample(path.join(SAMPLES, SZ.folder));
    await inFolder(async (place) => {
      await fillIn(place, "填报表.xlsx", ["shenzhen-2010"], { ...(roster ? { roster } : {}), ...(services ? { services } : {}) });
      const argv = ["填报表.xlsx", "--policy", "shenzhen-2010", "--as-of", "2010-11-30"];
      const report = JSON.parse((await hege(place, [...argv, "--format", "json"])).out) as Report;
      expect(issuesOf(report).sort()).toEqual(["督导记录", "履职记录", "制度材料", "协会名册"].map((sheet) => `DATA-empty-table ${sheet}`).sort());
      expect(report.dataIssues.every(({ severity }) => severity === "warning")).toBe(true);
      const { out, code } = await hege(place, argv);
      expect(code).toBe(EXIT.incomplete);
      for (const table of ["督导记录", "履职记录", "制度材料", "协会名册"]) expect(out).toContain(`${table}只有表头，没有内容`);
      expect(out).not.toContain("指标换算");
    });
  });

  test("with nothing, it is refused: the roster is empty", async () => {
    await inFolder(async (place) => {
      for (const language of LANGUAGES) {
        writeFileSync(path.join(place, "空表.xlsx"), await drawTemplate(planOf(...BOTH), language));
        const { code, err, out } = await hege(place, ["空表.xlsx", "--policy", "xpcc-2017", "--lang", language]);
        expect([code, out]).toEqual([EXIT.refused, ""]);
        expect(err).toContain(language === "zh" ? "空表.xlsx 的工作表“花名册”：花名册只有表头，没有一行人员" : "the staff roster has its header and not a single row");
      }
    });
  });
});

describe("the marks hide nothing", () => {
  test("a sheet with a header of ours is read, whatever its first cell says", async () => {
    await inFolder(async (place) => {
      const book = await templateOf(["shenzhen-2010"]);
      const readMe = book.getWorksheet("填写说明") ?? expect.unreachable();
      const rosters = book.getWorksheet("花名册") ?? expect.unreachable();
      rosters.addRow(["张三", "启明社工服务中心", "一线社工"]);
      readMe.addRow(["姓名", "机构", "岗位"]);
      readMe.addRow(["李四", "启明社工服务中心", "一线社工"]);
      writeFileSync(path.join(place, "表.xlsx"), new Uint8Array(await book.xlsx.writeBuffer()));
      const report = await auditFiles(["表.xlsx"], place, { policies: ["shenzhen-2010"], asOf: "2010-11-30" });
      expect(report.agencies[0]?.people.map(({ name }) => name).sort()).toEqual(["张三", "李四"].sort());
    });
  });

  test("another sheet that is no table is still said to be unread", async () => {
    await inFolder(async (place) => {
      const book = await templateOf(["shenzhen-2010"]);
      book.getWorksheet("花名册")?.addRow(["张三", "启明社工服务中心", "一线社工"]);
      book.addWorksheet("其他").addRow(["随便写写"]);
      writeFileSync(path.join(place, "表.xlsx"), new Uint8Array(await book.xlsx.writeBuffer()));
      const report = await auditFiles(["表.xlsx"], place, { policies: ["shenzhen-2010"], asOf: "2010-11-30" });
      expect(issuesOf(report).filter((issue) => issue.startsWith("DATA-unread-sheet"))).toEqual(["DATA-unread-sheet 其他"]);
    });
  });
});
