import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Report } from "../src/model/report.ts";
import { LANGUAGES, type Language } from "../src/model/text.ts";
import { EXIT, hege } from "./support/cli.ts";
import { program, type Program } from "./support/readme.ts";
import { csvOf, inFolder } from "./support/submission.ts";

/** The READMEs say what the program does: whatever they show is run, and the two say the same. */

const ROOT = path.resolve(import.meta.dirname, "..");

interface Block { mark: string | null; language: string; text: string }
interface Script {
  READMES: Readonly<Record<Language, string>>;
  blocksOf: (markdown: string) => Block[];
  inFolderOf: <T>(markdown: string, work: (folder: string) => Promise<T>) => Promise<T>;
  regenerate: (markdown: string, language: Language, program: Program) => Promise<string>;
}
const script = await import(pathToFileURL(path.join(ROOT, "scripts", "readme.mjs")).href) as Script;
const markdownOf = (language: Language): string => readFileSync(path.join(ROOT, script.READMES[language]), "utf8");
const blocksOf = (language: Language): Block[] => script.blocksOf(markdownOf(language));

/** What is typed into a shell, without the remarks behind it. */
const commandsOf = (language: Language): string[] => blocksOf(language).filter((block) => block.language === "sh").flatMap(({ text }) => text.split("\n"))
  .map((line) => line.replace(/\s+#.*$/, "").trim()).filter((line) => /^(?:hege|npm|node) /.test(line));

const marked = (language: Language, mark: string): string => {
  const block = blocksOf(language).find((each) => each.mark === mark);
  if (!block) throw new Error(`${script.READMES[language]} has no block marked ${mark}`);
  return block.text;
};

describe.each(LANGUAGES)("the README in %s", (language) => {
  test("shows what is printed, and the tables, as they are now: else run node scripts/readme.mjs", async () => {
    const markdown = markdownOf(language);
    const made = await script.regenerate(markdown, language, program);
    const stale = made.split("\n").find((line, i) => line !== markdown.split("\n")[i]);
    expect(stale, "stale: run node scripts/readme.mjs").toBeUndefined();
    expect(made).toBe(markdown);
  });

  test("every report shown is of a command that is shown", () => {
    const shown = new Set([...commandsOf(language), "node audit.mjs"]);
    const run = blocksOf(language).flatMap(({ mark }) => /^run: (.+?)(?: \| \w+)?$/.exec(mark ?? "")?.[1] ?? []);
    expect(run.length).toBeGreaterThan(4);
    expect(run.filter((command) => !shown.has(command))).toEqual([]);
    expect(blocksOf(language).filter(({ language: fence, mark }) => fence === "text" && mark === null), "a text that nothing checks").toEqual([]);
  });

  test("every command can be typed: options, rules, policies and npm scripts exist", async () => {
    const { scripts } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as { scripts: Record<string, string> };
    for (const [, name = ""] of markdownOf(language).matchAll(/npm run (\w+)/g)) expect(Object.keys(scripts)).toContain(name);
    const help = await Promise.all(["check", "inspect", "template", "explain", "batch", "merge"].map(async (command) => (await hege(ROOT, [command, "--help"])).out));
    const options = new Set([...help.join("").matchAll(/--[a-z-]+/g)].map(([option]) => option));
    const named = [...markdownOf(language).matchAll(/`(?:hege [^`]*)?(--[a-z-]+)[^`]*`/g)].map((match) => match[1] ?? "");
    expect(named.filter((option) => !options.has(option))).toEqual([]);
    await script.inFolderOf(markdownOf(language), async (folder) => {
      for (const command of commandsOf(language).filter((line) => /^hege (?:explain|policy|template|--version|check samples.* --output )/.test(line))) {
        const ran = await hege(folder, command.split(" ").slice(1));
        expect(ran, command).toMatchObject(command.startsWith("hege check") ? { code: EXIT.failed } : { code: EXIT.ok, err: "" });
      }
      // Those on files that the reader has: they are understood, and fail for the want of the files alone.
      for (const command of commandsOf(language).filter((line) => line.startsWith("hege check 花名册.xlsx"))) expect((await hege(folder, command.split(" ").slice(1))).err).toContain("没有这个文件");
    });
  });

  test("every link leads somewhere", () => {
    const markdown = markdownOf(language);
    const links = [...markdown.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? "");
    const headings = [...markdown.matchAll(/^#+ (.+)$/gm)].map((match) => `#${(match[1] ?? "").toLowerCase().replaceAll(" ", "-")}`);
    expect(links.filter((link) => !link.includes("://") && (link.startsWith("#") ? !headings.includes(link) : !existsSync(path.join(ROOT, link))))).toEqual([]);
  });

  test("lists every exit code", () => {
    const rows = [...markdownOf(language).matchAll(/^\| (\d+) \|/gm)].map((match) => Number(match[1]));
    expect(rows).toEqual(Object.values(EXIT));
  });

  test.skipIf(process.platform === "win32")("the script for the shell takes its turn by the exit code", async () => {
    await inFolder((folder) => {
      writeFileSync(path.join(folder, "hege"), "#!/bin/sh\nexit $CODE\n");
      chmodSync(path.join(folder, "hege"), 0o755);
      const said = Object.values(EXIT).map((code) => {
        const { stdout, stderr } = spawnSync("/bin/sh", ["-c", marked(language, "test: shell")], { encoding: "utf8", env: { CODE: String(code), PATH: folder } });
        return [stdout, stderr].map((text) => text.split("\n").length - 1);
      });
      expect(said).toEqual(Object.values(EXIT).map((code) => (code === EXIT.ok || code === EXIT.failed || code === EXIT.incomplete ? [1, 0] : [0, 1])));
      return Promise.resolve();
    });
  });

  test("the configuration does what it says", async () => {
    await inFolder(async (folder) => {
      writeFileSync(path.join(folder, "hege.config.yaml"), marked(language, "file: config/hege.config.yaml"));
      writeFileSync(path.join(folder, "花名册.csv"), csvOf([
        ["机构", "姓名", "员工代码", "岗位", "带教人"], ["启明社工服务中心", "欧阳明", "Q01", "督导", ""], ["启明社工服务中心", "李四", "Q02", "督导助理", "欧阳明"],
        ...Array.from({ length: 8 }, (_, i) => ["启明社工服务中心", `社工${String.fromCodePoint(0x7532 + i)}`, `Q1${i}`, "社工一级", "欧阳明"]),
      ]));
      const ran = await hege(folder, ["花名册.csv", "--format", "json"]);
      const report = JSON.parse(ran.out) as Report;
      expect(report.audit).toMatchObject({ asOf: "2010-11-30" });
      expect(report.audit.policies[0]?.id).toBe("shenzhen-2010");
      expect(report.audit.policies[0]?.overrides.map(({ rule, path: at, to }) => [rule, at, to])).toEqual([
        ["SZ08-supervisor-ratio", "params.limit", 16], ["SZ08-supervisor-load", "params.limit", 16], ["SZ04-registry", "severity", "notice"],
      ]);
      expect(report.dataIssues).toEqual([]);
      const [agency] = report.agencies;
      expect(agency?.headcount).toMatchObject({ "junior-supervisor": 1, "assistant": 1, "frontline": 8, "unreadable": 0 });
      expect(agency?.people.find(({ name }) => name === "李四")).toMatchObject({ employeeNo: "Q02" });
      expect(agency?.results.find(({ rule }) => rule === "SZ08-supervisor-load")?.observed).toMatchObject({ load: 9, unassigned: 0 });
      expect(agency?.results.find(({ rule }) => rule === "SZ16-assistant-ratio")).toMatchObject({ status: "waived" });
      const again = JSON.parse((await hege(folder, ["花名册.csv", "--set", "SZ08-supervisor-ratio.limit=15", "--format", "json"])).out) as Report;
      expect(again.agencies[0]?.results.find(({ rule }) => rule === "SZ08-supervisor-ratio")?.expected).toMatchObject({ limit: 15 });
    });
  });

  test("the policy of one's own passes its check and judges", async () => {
    await script.inFolderOf(markdownOf(language), async (folder) => {
      expect((await hege(folder, ["policy", "lint", "my-city.yaml"])).code).toBe(EXIT.ok);
      const report = JSON.parse((await hege(folder, ["samples/shenzhen-2010/compliant", "--policy", "my-city.yaml", "--as-of", "2010-11-30", "--format", "json"])).out) as Report;
      const results = report.agencies.flatMap((agency) => agency.results);
      expect(results.find(({ rule }) => rule === "SZ08-supervisor-ratio")?.expected).toMatchObject({ limit: 5 });
      expect(results.filter(({ rule }) => rule === "MC21-training").map(({ status }) => status)).toEqual(["fail", "fail"]);
      expect(results.some(({ rule }) => rule === "SZ07-pilot-titles")).toBe(false);
    });
  });
});

describe("both READMEs", () => {
  const headings = (language: Language): number[] => [...markdownOf(language).replaceAll(/```[\s\S]*?```/g, "").matchAll(/^(#+) /gm)].map((match) => match[1]?.length ?? 0);
  const links = (language: Language): string[] => [...markdownOf(language).matchAll(/\]\(([^)#\s]+)\)/g)].map((match) => (match[1] ?? "").replace(/(?:\.zh-CN)?\.md$/, ""));
  const blocks = (language: Language): string[] => blocksOf(language).map(({ mark, language: fence }) => `${fence} ${mark}`);
  const rowsOf = (language: Language): number => markdownOf(language).split("\n").filter((line) => line.startsWith("|")).length;

  test("have the same sections, blocks, tables, commands and links", () => {
    expect(headings("zh")).toEqual(headings("en"));
    expect(blocks("zh")).toEqual(blocks("en"));
    expect(rowsOf("zh")).toBe(rowsOf("en"));
    expect(commandsOf("zh")).toEqual(commandsOf("en"));
    expect(links("zh")).toEqual(links("en"));
  });

  test("give the same files, remarks aside", () => {
    for (const mark of ["file: my-city.yaml", "file: config/hege.config.yaml"]) expect(parse(marked("zh", mark))).toEqual(parse(marked("en", mark)));
    expect(marked("zh", "file: 花名册.csv")).toBe(marked("en", "file: 花名册.csv"));
    expect(marked("zh", "file: audit.mjs").replaceAll(".zh", ".en")).toBe(marked("en", "file: audit.mjs"));
  });
});
