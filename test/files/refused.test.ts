import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { EXIT } from "../support/cli.ts";
import { check, FILES } from "./read-files.ts";

/** Files that are not read, each with a message of its own that says what to do (data.md, section 4, 5). */

const REFUSED = readdirSync(path.join(FILES, "refused")).sort();
const NAMED = [...REFUSED, "没有这个文件.xlsx"];

/** What each is; files of one kind may share their message. */
const KINDS: Record<string, readonly string[]> = {
  "an old workbook": ["gnumeric-95.xls", "libreoffice-97.xls", "encrypted.xls"], "a sheet of Excel 4 or before": ["biff2.xls", "biff3.xls", "biff4.xls"], "WPS's own format": ["wps-like.et"],
  "a binary workbook": ["binary.xlsb"], "an OpenDocument table": ["libreoffice.ods", "gnumeric.ods", "encrypted.ods"], "Apple's Numbers": ["apple.numbers"], "a password": ["encrypted.xlsx"],
  "a web page": ["export.xls", "gnumeric-html.xls", "libreoffice-html.xls", "single-file.xls"], "XML of 2003": ["libreoffice-2003-xml.xls"], "SYLK": ["gnumeric.slk", "libreoffice.slk"],
  "Word": ["words.docx"], "RTF": ["words.rtf"], "PDF": ["libreoffice.pdf"], "a picture": ["photo.jpg", "scan.png"], "an archive": ["gnumeric.gnumeric", "packed.7z", "packed.rar", "packed.zip"],
  "nothing at all": ["zero-bytes.xlsx"], "a mark alone": ["mark-alone.csv", "mark-alone-utf16.txt"], "blank lines": ["blank-lines.csv"],
  "cut off": ["cut-off.xlsx"], "a wrong checksum": ["wrong-checksum.xlsx"], "XML that ends early": ["xml-ends-early.xlsx", "xml-ends-in-a-tag.xlsx"], "a sheet that is not there": ["part-missing.xlsx"], "no such file": ["没有这个文件.xlsx"],
};

/** The message without the file's name. */
const messageOf = async (file: string, language: string): Promise<string> => (await check("refused", [file], "--lang", language)).err.replaceAll(file, "…").trim();

describe("refusals", () => {
  test("each is of one kind", () => { expect(Object.values(KINDS).flat().sort()).toEqual([...NAMED].sort()); });

  test.each(["zh", "en"])("in %s every kind has a message of its own, and each file of a kind the same", async (language) => {
    const messages = new Map<string, string>();
    for (const [kind, files] of Object.entries(KINDS)) {
      const own = new Set(await Promise.all(files.map((file) => messageOf(file, language))));
      expect([...own], kind).toHaveLength(1);
      const [message = ""] = own;
      expect(messages.get(message), kind).toBeUndefined();
      messages.set(message, kind);
    }
  });

  test.each(NAMED)("%s: exit code 2, no report, one line, no bytes of the file in it", async (file) => {
    for (const language of ["zh", "en"]) {
      const run = await check("refused", [file], "--lang", language);
      expect([run.code, run.out]).toEqual([EXIT.refused, ""]);
      expect(run.err.trimEnd().split("\n")).toHaveLength(1);
      if (file !== "blank-lines.csv") expect(run.err.startsWith(`${file}${language === "zh" ? "：" : ": "}`)).toBe(true);
      // eslint-disable-next-line no-control-regex
      expect(run.err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\ufffd]|undefined|\bat .*:\d+/);
    }
  });

  test("all of them at once: every file is named", async () => {
    const { code, err } = await check("refused", ["."], "--lang", "en");
    expect(code).toBe(EXIT.refused);
    for (const file of ["biff2.xls", "encrypted.xlsx", "cut-off.xlsx", "zero-bytes.xlsx", "libreoffice.ods"]) expect(err).toContain(`${file}: `);
  });

  test("the words of every refusal (UPDATE=1 npx vitest run test/files writes them anew)", async () => {
    const parts = ["# Files that are not read", "What `hege` says of each, in both languages; exit code 2. The files are in test/fixtures/files/refused."];
    for (const [kind, files] of Object.entries(KINDS)) {
      const [file = ""] = files;
      const [zh, en] = [(await check("refused", [file])).err.trim(), (await check("refused", [file], "--lang", "en")).err.trim()];
      parts.push(`## ${kind}`, `\`\`\`text\n${zh}\n${en}\n\`\`\``);
    }
    const written = `${parts.join("\n\n")}\n`;
    const kept = path.join(import.meta.dirname, "refused.md");
    if (process.env["UPDATE"] === "1") writeFileSync(kept, written);
    expect(written).toBe(readFileSync(kept, "utf8"));
  });
});
