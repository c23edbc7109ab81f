import { describe, expect, it } from "vitest";
import { rosterCells, understood } from "./read-files.ts";

/**
 * What only a workbook reader of our own reads: data.md, section 4, 4, "workbooks not written by Excel". exceljs refuses these
 * files, or reads something else.
 */

const PAIR = ["启明社工服务中心: 张三 frontline, 欧阳明 trainee-supervisor"];

describe("workbooks not written by Excel", () => {
  it.each(["inline-strings", "no-addresses", "absolute-targets", "parts-anywhere", "strict", "prefixed", "utf16-parts"])("%s", async (name) => {
    const file = `${name}.xlsx`;
    expect(await understood("writers", [file])).toMatchObject({ tables: [`${file} ›花名册: roster below 1, 2 of 2 used`], people: PAIR, issues: [] });
  });

  it("chart sheets, comments, pictures, drop-downs and empty sheets are passed over in silence, as openpyxl writes them", async () => {
    expect(await understood("sheets", ["charts-comments.xlsx"])).toMatchObject({ tables: ["charts-comments.xlsx ›花名册: roster below 1, 2 of 2 used"], people: PAIR, issues: [] });
  });
});

describe("cells", () => {
  it("rich text without its phonetic runs, escapes undone once, formulas that share one, errors in date cells", async () => {
    expect(await rosterCells("cells", "rich-text-and-phonetics.xlsx", ["name", "role", "supervisor", "hireDate", "socialInsurance"])).toEqual([
      "欧阳明 | trainee-supervisor | – | 2010-03-01 | true", "张三 | frontline | 欧阳明 | 2010-03-01 | false", "李_x000D_四 | ?#N/A | – | ?#REF! | ?#DIV/0!", "王五 | assistant | – | ? | –",
    ]);
    const at = "rich-text-and-phonetics.xlsx›花名册›";
    expect((await understood("cells", ["rich-text-and-phonetics.xlsx"])).issues).toEqual([`error-cell ${at}C4`, `error-cell ${at}E4`, `error-cell ${at}F4`, `formula-without-value ${at}E5`]);
  });

  it("results of formulas that gnumeric keeps among the shared strings", async () => {
    expect(await rosterCells("cells", "gnumeric-formulas.xlsx", ["name", "role", "hireDate", "supervisor", "quota"])).toEqual([
      "欧阳明 | trainee-supervisor | 2007-03-01 | – | 20", "张三 | frontline | 2009-02-28 | 欧阳明 | 100", "李四 | ?#N/A | ?#DIV/0! | – | ?#N/A",
    ]);
  });

  it("days counted from 1904, as LibreOffice says it (date1904=\"true\")", async () => {
    expect(await rosterCells("cells", "libreoffice-from-1904.xlsx", ["name", "hireDate"])).toEqual(["欧阳明 | 2010-03-01", "张三 | 2010-03-01", "李四 | 2010-03-01"]);
  });

  it("dates kept as ISO text", async () => {
    expect(await rosterCells("cells", "iso-dates.xlsx", ["name", "hireDate"])).toEqual(["人2 | 2010-03-01", "人3 | 2010-03-01", "人4 | 2010-03-01"]);
  });

  it("numbers whose formats only look like a date's", async () => {
    expect(new Set(await rosterCells("cells", "custom-formats.xlsx", ["monthlyPay"]))).toEqual(new Set(["40238"]));
  });
});
