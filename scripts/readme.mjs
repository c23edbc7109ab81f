// Writes what is generated in README.md and README.zh-CN.md: tables of the policies and of the data dictionary, and what commands
// print. node scripts/readme.mjs; a test fails where a README is stale.
//
//   <!-- generated: rules shenzhen-2010 -->  … <!-- end -->     a table, between the two
//   <!-- file: my-city.yaml -->                                  the block below is a file, there for the commands that follow
//   <!-- run: hege policy lint my-city.yaml -->                  the block below is what the command prints, or (| name) a part of it
//   <!-- run: node audit.mjs -->                                 the same, of a file that uses the public API
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

export const READMES = { en: "README.md", zh: "README.zh-CN.md" };

/** Options that make a run the same for everybody; they are not shown. */
const WIDTH = 100;

/** The fenced blocks of a README: language, text, and the comment on the line above, if there is one. */
export function blocksOf(markdown) {
  return [...markdown.matchAll(/(?:<!-- ([a-z]+: .*?|[a-z]+) -->\n)?```(\w*)\n([\s\S]*?)```/g)].map(([, mark = null, language, text]) => ({ mark, language, text }));
}

/** The files that blocks of a README are marked to be. */
export function filesOf(markdown) {
  return blocksOf(markdown).filter(({ mark }) => mark?.startsWith("file: ")).map(({ mark, text }) => ({ name: mark.slice("file: ".length), text }));
}

/** A folder with the samples and the README's own files, for its commands to run in. */
export async function inFolderOf(markdown, work) {
  const folder = await mkdtemp(path.join(os.tmpdir(), "hege-readme-"));
  try {
    await cp(path.join(ROOT, "samples"), path.join(folder, "samples"), { recursive: true });
    for (const { name, text } of filesOf(markdown)) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), text);
    }
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * A README with everything generated in it made anew.
 * @param program test/support/readme.ts: what commands and scripts print, and what the program knows of policies and tables
 */
export async function regenerate(markdown, language, program) {
  const tables = markdown.replace(/(<!-- generated: (\S+)(?: (\S+))? -->\n)[\s\S]*?(<!-- end -->)/g, (_, head, what, name, end) => `${head}\n${GENERATED[what](program, language, name)}\n\n${end}`);
  return inFolderOf(tables, async (folder) => {
    let made = "";
    let from = 0;
    for (const match of tables.matchAll(/(<!-- run: (.+?)(?: \| (\w+))? -->\n```\w*\n)([\s\S]*?)```/g)) {
      const [whole, head, command, part] = match;
      const [name, ...argv] = command.replaceAll('"', "").split(" ");
      const printed = await (name === "node" ? program.script(folder, argv[0]) : program.hege(folder, argv, language, WIDTH));
      made += `${tables.slice(from, match.index)}${head}${part === undefined ? printed : PARTS[part](printed)}\`\`\``;
      from = match.index + whole.length;
    }
    return made + tables.slice(from);
  });
}

// ---- parts of what is printed

const CUT = "[…]\n";

/** A line with those below it that stand further in. */
function blockAt(lines, at) {
  const depth = (line) => line.length - line.trimStart().length;
  let end = at + 1;
  while (end < lines.length && lines[end] !== "" && depth(lines[end]) > depth(lines[at])) end++;
  return lines.slice(at, end);
}

/** The head of a report, the findings of some clauses, and how it ends. */
function findings(printed, clauses) {
  const lines = printed.split("\n");
  const first = lines.findIndex((line) => line.startsWith("    • "));
  const kept = [lines.slice(0, first)];
  for (const clause of clauses) kept.push(blockAt(lines, lines.findIndex((line) => clause.test(line))));
  kept.push(lines.slice(lines.findLastIndex((line) => /^(\d+ agenc|共 \d+ 家机构)/.test(line))));
  return kept.map((each, i) => `${i > 1 ? `    ${CUT}` : ""}${each.join("\n")}${i === kept.length - 1 ? "" : "\n"}`).join("");
}

const PARTS = {
  /** Three findings of a report: a person's, the agency's, a reading of ours. */
  findings: (printed) => findings(printed, [/^ {4}• (art\. 7 |第7条 )/, /^ {4}• (art\. 8 |第8条 )/, /^ {4}• (art\. 17\(8\) |第17条\(8\) )/]),
};

// ---- tables

const row = (cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
const tableOf = (head, rows) => [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");

const APPROVERS = { 机构: ["agency", "机构"], 协会: ["association", "协会"], 社协: ["association", "协会"], 督导: ["supervisor", "督导"], 顾问: ["adviser", "顾问"] };

function approvers(words, language) {
  if (words === undefined) return { en: "no", zh: "不可" }[language];
  const names = [...new Set(words.map((word) => (APPROVERS[word] ?? [word, word])[language === "en" ? 0 : 1]))];
  return names.join({ en: ", ", zh: "、" }[language]);
}

const HEADS = {
  rules: { en: ["rule", "clause", "what is asked", "severity", "waivable by"], zh: ["规则", "条款", "要求", "级别", "谁可豁免"] },
  policies: { en: ["policy", "what it is", "standing", "rules"], zh: ["编号", "政策", "状态", "规则数"] },
  columns: { en: ["table", "must have", "more columns let more be judged"], zh: ["表", "必须有的列", "填了能多判定的列"] },
  fields: { en: ["table", "fields"], zh: ["表", "列"] },
};
const STANDING = { "historic": { en: "historic", zh: "历史" }, "in-force": { en: "in force", zh: "现行" }, "draft": { en: "draft", zh: "草案" } };
const COMMA = { en: ", ", zh: "、" };

const GENERATED = {
  policies: ({ policies }, language) => tableOf(HEADS.policies[language], policies.filter(({ id }) => id !== "cross").map((policy) => [`\`${policy.id}\``, `${policy.title[language]}`, STANDING[policy.standing][language], String(policy.rules.length)])),

  rules: ({ policies, words }, language, id) => tableOf(HEADS.rules[language], policies.find((policy) => policy.id === id).rules.map((rule) => [
    `\`${rule.id}\``, words.clause(rule.clause)[language], rule.asks[language], words.severity(rule.severity)[language], approvers(rule.waivableBy, language),
  ])),

  /** Which columns each table must have, and which others a rule of the policy reads. */
  columns: ({ tables, words }, language, id) => {
    // Their headers are Chinese whatever the language of the README.
    const header = (table, field) => { const { zh, en } = words.field(table, field); return language === "zh" ? zh : `${zh} ${en}`; };
    return tableOf(HEADS.columns[language], tables(id).map(({ table, must, reads }) => [
      language === "zh" ? `**${words.table(table).zh}**` : `**${words.table(table).zh}** ${words.table(table).en}`,
      must.map((group) => group.map((field) => header(table, field)).join({ en: " or ", zh: "或" }[language])).join(COMMA[language]),
      reads.map((field) => header(table, field)).join(COMMA[language]) || "–",
    ]));
  },
};

/** The names that a configuration calls the columns by. */
GENERATED.fields = ({ fields, words }, language) => tableOf(HEADS.fields[language], fields.map(({ table, fields: names }) => [
  `${words.table(table).zh} \`${table}\``, names.map((field) => `${words.field(table, field).zh} \`${field}\``).join(COMMA[language]),
]));

// ---- as a command

async function load() {
  const { build } = await import("esbuild");
  const { modulesForEsbuild } = await import("./modules.js");
  const outfile = path.join(ROOT, "node_modules", ".cache", "hege", "readme.mjs");
  await build({
    stdin: { contents: 'export { program } from "./test/support/readme.ts";', resolveDir: ROOT, loader: "ts" },
    bundle: true, platform: "node", format: "esm", packages: "external", outfile, logLevel: "warning", define: { __VERSION__: JSON.stringify("0.0.0") }, loader: { ".md": "text" }, plugins: [modulesForEsbuild()],
  });
  return (await import(`${pathToFileURL(outfile).href}?${process.pid}`)).program;
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const program = await load();
  for (const [language, file] of Object.entries(READMES)) {
    const before = await readFile(path.join(ROOT, file), "utf8");
    const after = await regenerate(before, language, program);
    if (after !== before) await writeFile(path.join(ROOT, file), after);
    console.log(`${file}: ${after === before ? "nothing stale" : "written"}`);
  }
}
