import { stat } from "node:fs/promises";
import path from "node:path";
import type { Command } from "commander";
import { policiesOf } from "../audit.ts";
import { loadConfig } from "../config/load.ts";
import { EXIT, type ExitCode } from "../model/exit-code.ts";
import { Refusal } from "../model/fault.ts";
import { tableWord } from "../model/table.ts";
import type { Bilingual, Language } from "../model/text.ts";
import { crossPolicy } from "../policies/load.ts";
import { applySettings } from "../policies/overrides.ts";
import { plain } from "../report/width.ts";
import type { TemplatePlan } from "../template/plan.ts";
import { askPolicy } from "./ask.ts";
import type { Io } from "./io.ts";
import { collect, withScreenOptions } from "./options.ts";
import { writeWhole } from "./output.ts";

interface TemplateOptions { policy?: string[]; force?: boolean; config?: string; format: "terminal" | "json"; lang?: string }

/** `hege template [file.xlsx]`: an empty workbook to fill in, with what the chosen policies read and nothing else. */
export function templateCommand(program: Command, io: Io, language: Language, done: (code: ExitCode) => void): void {
  const say = (words: Bilingual): string => words[language];
  withScreenOptions(program.command("template")
    .description(say({ zh: "生成空白的填报工作簿：只有所选政策用得到的表和列，带下拉列表和填写说明", en: "an empty workbook to fill in: the tables and columns that the policies read, with drop-downs and notes" }))
    .argument("[file.xlsx]", say({ zh: "写到哪个文件；不写为 hege-template-<政策>.xlsx", en: "the file to write; hege-template-<policy>.xlsx where not said" }))
    .option("--policy <id|file>", say({ zh: "按哪项政策准备（可多次）", en: "policy to prepare for (repeatable)" }), collect)
    .option("--force", say({ zh: "已有同名文件时覆盖", en: "overwrite a file that is there" }))
    .option("--config <file>", say({ zh: "配置文件；不写则向上查找 hege.config.yaml", en: "configuration; where not said, the nearest hege.config.yaml above" })), language)
    .addHelpText("after", say({
      zh: "\n用 --format json 时打印表、列、可选的词和原因；写明了文件名才同时写文件。\n\n例：\n  hege template --policy shenzhen-2010\n  hege template 填报表.xlsx --policy xpcc-2017\n  hege template 两项政策.xlsx --policy shenzhen-2010 --policy xpcc-2017 --force\n  hege template --policy xpcc-2017 --format json\n",
      en: "\nWith --format json the tables, columns, words and reasons are printed, and a file is written only where one is named.\n\nExamples:\n  hege template --policy shenzhen-2010\n  hege template form.xlsx --policy xpcc-2017 --lang en\n  hege template both.xlsx --policy shenzhen-2010 --policy xpcc-2017 --force\n  hege template --policy xpcc-2017 --format json\n",
    }))
    .action(async (file: string | undefined, options: TemplateOptions) => { done(await template(file, options, io, language)); });
}

async function template(named: string | undefined, given: TemplateOptions, io: Io, spoken: Language): Promise<ExitCode> {
  const config = await loadConfig(given.config, io.cwd);
  const language = given.lang === undefined ? config?.lang ?? spoken : spoken;
  // Before anybody is asked: a name that will not do is said at once.
  if (named !== undefined) await refuseName(named, given.force ?? false, io.cwd);
  const asked = given.policy ?? config?.policy ?? [];
  const policies = await policiesOf({ policies: asked.length > 0 ? asked : await askPolicy(io, language), cwd: io.cwd });
  const [cross, ...running] = applySettings([crossPolicy(), ...policies], config?.settings ?? []);
  if (!cross) throw new RangeError("no cross policy");
  const { planTemplate } = await import("../template/plan.ts");
  const plan = planTemplate(running, cross);
  if (given.format === "json") io.out.write(`${JSON.stringify(plan, null, 2)}\n`);
  if (given.format === "json" && named === undefined) return EXIT.ok;

  const file = named ?? `hege-template-${running.map(({ id }) => id).join("-")}.xlsx`;
  if (named === undefined) await refuseName(file, given.force ?? false, io.cwd);
  const { drawTemplate } = await import("../template/workbook.ts");
  await writeWhole(file, io.cwd, [await drawTemplate(plan, language)]);
  if (given.format !== "json") for (const line of written(plan, file)) io.out.write(`${plain(line[language])}\n`);
  return EXIT.ok;
}

/** @throws Refusal for a name that says no workbook, and for a file that is there and is not to be overwritten. */
async function refuseName(file: string, force: boolean, cwd: string): Promise<void> {
  if (file === "") throw new Refusal({ zh: "文件名是空的：请检查命令中的文件名（脚本中的变量可能没有值）。", en: "The file name is empty: check the command (a variable of a script may have no value)." });
  const there = await stat(path.resolve(cwd, file)).catch(() => null);
  if (there?.isDirectory()) {
    const inside = path.join(file, "hege-template.xlsx");
    throw new Refusal({ zh: `${file} 是文件夹。请写明文件名，例如：hege template ${inside}`, en: `${file} is a folder. Name a file, for example: hege template ${inside}` });
  }
  if (path.extname(file).toLowerCase() !== ".xlsx") {
    const instead = `${path.extname(file) === "" ? file : file.slice(0, -path.extname(file).length)}.xlsx`;
    throw new Refusal({ zh: `${file}：只能生成 Excel 工作簿，文件名要以 .xlsx 结尾。请写 hege template ${instead}`, en: `${file}: a template is an Excel workbook, so its name ends in .xlsx. Type hege template ${instead}` });
  }
  if (there && !force) throw new Refusal({ zh: `已经有文件 ${file}，没有改动它。请换一个文件名，或加上 --force 覆盖。`, en: `There is a file ${file} already; it was left alone. Choose another name, or add --force to overwrite it.` });
}

/** What was made, and what to type when it is filled in: a line each. */
function written({ policies, tables }: TemplatePlan, file: string): Bilingual[] {
  const historic = policies.some(({ standing }) => standing === "historic");
  const command = `hege check ${/\s/.test(file) ? `"${file}"` : file}${policies.map(({ id }) => ` --policy ${id}`).join("")}`;
  return [
    {
      zh: `已写入 ${file}，共 ${tables.length} 张表：${tables.map(({ sheet }) => sheet).join("、")}。请先看第一张工作表“填写说明”。`,
      en: `Wrote ${file} with ${tables.length} tables: ${tables.map(({ table, sheet }) => `${sheet} (${tableWord(table).en})`).join(", ")}. Begin with its first sheet, Read me.`,
    },
    { zh: `填好以后运行：${command}${historic ? " --as-of 检查日" : ""}`, en: `When it is filled in, run: ${command}${historic ? " --as-of YYYY-MM-DD" : ""}` },
  ];
}
