import type { InspectedFile, InspectedSheet, Inspection } from "../../model/inspection.ts";
import { tableWord } from "../../model/table.ts";
import type { Bilingual } from "../../model/text.ts";
import { Page, type TerminalOptions } from "../page.ts";
import { drawTable, marked } from "./table.ts";
import { ENCODED_BY, SEPARATORS, sizeOf } from "./words.ts";

/** How files were understood, as a person reads it on a terminal; with `quiet` a line for each sheet, with `verbose` every text and place. */
export function* inspectTerminal(inspection: Inspection, options: TerminalOptions): Generator<string> {
  const page = new Page(options);
  if (options.quiet) {
    for (const file of inspection.files) yield* brief(page, file);
    return;
  }
  for (const file of inspection.files) yield* filePart(page, file, options.verbose);
  yield* summary(page, inspection);
}

const many = (n: number, word: string): string => `${n} ${word}${n === 1 ? "" : "s"}`;

function* filePart(page: Page, file: InspectedFile, verbose: boolean): Generator<string> {
  yield page.heading(file.path);
  if (file.state !== "read" && file.message !== null) {
    const text = withoutPath(page.say(file.message), file.path);
    yield file.state === "refused" ? marked(page, text, 2, page.say({ zh: "不能读取：", en: "Not readable: " }), page.paint.red) : page.block(text, 2, page.say({ zh: "没有读取：", en: "Not read: " }));
    yield page.line();
    return;
  }
  yield page.block(page.say(about(file)), 2);
  const drawn = new Map<string, string>();
  for (const sheet of file.sheets) yield* sheetPart(page, sheet, drawn, verbose);
  yield page.line();
}

/** The path stands above. */
const withoutPath = (text: string, path: string): string => (text.startsWith(path) ? text.slice(path.length).replace(/^(?:：|: )/, "") : text);

function about({ encoding, bytes, sheets }: InspectedFile): Bilingual {
  const size = sizeOf(bytes ?? 0);
  if (encoding === null) return { zh: `Excel 工作簿，${size.zh}，${sheets.length} 张工作表`, en: `Excel workbook, ${size.en}, ${many(sheets.length, "sheet")}` };
  const by = ENCODED_BY[encoding.by];
  const name = encoding.name === "mixed" ? { zh: "UTF-8 和 GB18030 混用", en: "UTF-8 and GB18030 mixed" } : { zh: encoding.name.toUpperCase(), en: encoding.name.toUpperCase() };
  const separator = Object.hasOwn(SEPARATORS, encoding.separator) ? SEPARATORS[encoding.separator] : undefined;
  return {
    zh: `CSV 文本，${size.zh}${separator === undefined ? "" : `，${separator.zh}`}，编码 ${name.zh}（${by.zh}）`, en: `CSV text, ${size.en}${separator === undefined ? "" : `, ${separator.en}`}, encoding ${name.en} (${by.en})`,
  };
}

const nameOf = ({ sheet, hidden }: InspectedSheet): Bilingual => (sheet === null ? { zh: "", en: "" } : { zh: `工作表“${sheet}”${hidden ? "（隐藏）" : ""}`, en: `Sheet “${sheet}”${hidden ? " (hidden)" : ""}` });

function* sheetPart(page: Page, sheet: InspectedSheet, drawn: Map<string, string>, verbose: boolean): Generator<string> {
  const { table } = sheet;
  const name = nameOf(sheet);
  if (table === null) {
    const message = sheet.message ?? { zh: "", en: "" };
    yield page.block(name.zh === "" ? page.say(message) : page.say({ zh: `${name.zh}：${message.zh}`, en: `${name.en}: ${message.en}` }), 2);
    if (sheet.nearest !== null) yield page.block(page.say(nearestWords(sheet.nearest)), 4);
    return;
  }
  const word = tableWord(table.table);
  const [last = 1] = table.headerRows.slice(-1);
  const header = table.headerRows.length > 1 ? { zh: `表头在第 ${table.headerRows.join("、")} 行`, en: `header in rows ${table.headerRows.join(" and ")}` } : { zh: `表头在第 ${last} 行`, en: `header in row ${last}` };
  const titles = table.titleRows === 0 ? { zh: "", en: "" } : { zh: `（上面有 ${table.titleRows} 行标题）`, en: ` (${many(table.titleRows, "title row")} above it)` };
  const state = sheet.state === "incomplete" ? { zh: "，不能使用", en: ", cannot be used" } : { zh: "", en: "" };
  const rows = { zh: `${table.rows} 行内容`, en: many(table.rows, "row") };
  yield page.block(page.say({ zh: `${name.zh === "" ? "" : `${name.zh}：`}${word.zh}${state.zh}，${header.zh}${titles.zh}，${rows.zh}`, en: `${name.en === "" ? "" : `${name.en}: `}${word.en}${state.en}, ${header.en}${titles.en}, ${rows.en}` }), 2);
  if (sheet.hiddenRows + sheet.hiddenColumns > 0) yield page.block(page.say(hiddenWords(sheet)), 4);
  if (sheet.message !== null) yield page.block(page.say(sheet.message), 4);
  const columns = JSON.stringify([table.table, table.columns, table.unused]);
  const same = drawn.get(columns) ?? null;
  if (same === null && sheet.sheet !== null) drawn.set(columns, sheet.sheet);
  yield* drawTable(page, table, same, verbose);
}

function hiddenWords({ hiddenRows, hiddenColumns }: InspectedSheet): Bilingual {
  const parts = [...(hiddenRows > 0 ? [{ zh: `${hiddenRows} 行`, en: many(hiddenRows, "row") }] : []), ...(hiddenColumns > 0 ? [{ zh: `${hiddenColumns} 列`, en: many(hiddenColumns, "column") }] : [])];
  return { zh: `隐藏了 ${parts.map(({ zh }) => zh).join("、")}，照样读取`, en: `${parts.map(({ en }) => en).join(" and ")} hidden; they are read all the same` };
}

function nearestWords({ table, row, columns, missing }: NonNullable<InspectedSheet["nearest"]>): Bilingual {
  const word = tableWord(table);
  const headers = columns.map(({ header }) => `“${header}”`);
  return {
    zh: `最像${word.zh}：第 ${row} 行有${headers.join("")}${missing.length === 0 ? "" : `，缺少${missing.map((field) => `“${field.word.zh}”`).join("")}`}。`,
    en: `It comes nearest to a ${word.en}: row ${row} has ${headers.join(", ")}${missing.length === 0 ? "" : ` and lacks ${missing.map((field) => `${field.word.en} (${field.word.zh})`).join(", ")}`}.`,
  };
}

function* brief(page: Page, file: InspectedFile): Generator<string> {
  if (file.state !== "read") {
    yield page.block(file.message === null ? file.path : page.say(file.message).startsWith(file.path) ? page.say(file.message) : `${file.path}${page.say({ zh: "：", en: ": " })}${page.say(file.message)}`, 0);
    return;
  }
  for (const sheet of file.sheets) {
    const what = sheet.table === null ? { zh: "没有读取", en: "not read" } : {
      zh: `${tableWord(sheet.table.table).zh} ${sheet.table.rows} 行${sheet.state === "incomplete" ? "，缺少必须有的列" : ""}`,
      en: `${tableWord(sheet.table.table).en}, ${many(sheet.table.rows, "row")}${sheet.state === "incomplete" ? ", a must-have column is missing" : ""}`,
    };
    yield page.block(`${[file.path, sheet.sheet].filter((part) => part !== null).join(" › ")}  ${page.say(what)}`, 0);
  }
}

function* summary(page: Page, { files, summary: { read, refused, ignored, tables, incomplete }, suggestions, configuration }: Inspection): Generator<string> {
  const kinds = Object.entries(tables).map(([kind, count]) => ({ word: tableWord(kind as keyof typeof tables), count }));
  yield page.block(page.say({
    zh: `共 ${files.length} 个文件：读取 ${read} 个${refused > 0 ? `，不能读取 ${refused} 个` : ""}${ignored > 0 ? `，略过 ${ignored} 个` : ""}。${kinds.length === 0 ? "没有认出可用的表。" : `认出：${kinds.map(({ word, count }) => `${word.zh}${count > 1 ? ` ${count} 张` : ""}`).join("、")}。`}`,
    en: `${many(files.length, "file")}: ${read} read${refused > 0 ? `, ${refused} not readable` : ""}${ignored > 0 ? `, ${ignored} passed over` : ""}. ${kinds.length === 0 ? "No table that can be used was found." : `Found: ${kinds.map(({ word, count }) => `${word.en}${count > 1 ? ` (${count})` : ""}`).join(", ")}.`}`,
  }), 0);
  if (configuration !== null) yield page.block(page.say({ zh: `已按 ${configuration} 认列和内容。`, en: `Read with the headers and values of ${configuration}.` }), 0);
  if (files.some(({ encoding }) => encoding?.by === "guess")) {
    yield page.block(page.say({ zh: "有的 CSV 没有标明编码，程序是猜的：上面的表头或姓名如是乱码，请用 --encoding 指定。", en: "Where the encoding of a CSV is a guess and its headers above look garbled, name it with --encoding." }), 0);
  }
  if (refused > 0) yield page.block(page.say({ zh: "有文件不能读取时，检查（hege check）不会进行。", en: "While a file cannot be read, hege check does not audit." }), 0);
  if (incomplete > 0) yield page.block(page.say({ zh: "缺少必须有的列的表，检查时不能用。", en: "A table without its must-have columns is not used by hege check." }), 0);
  if (tables.roster === undefined) yield page.block(page.say({ zh: "这些文件里没有可用的花名册；检查时必须有花名册。", en: "No staff roster that can be used is among these files; an audit needs one." }), 0);
  const open = suggestions.columns.length + suggestions.values.length;
  if (open > 0) {
    yield page.block(page.say({
      zh: `有 ${[...(suggestions.columns.length > 0 ? [`${suggestions.columns.length} 列`] : []), ...(suggestions.values.length > 0 ? [`${suggestions.values.length} 种写法`] : [])].join("、")}可以在配置里写明含义：同一命令加上 --write-mapping，程序会把它们列进 hege.config.yaml，由您填写。`,
      en: `${[...(suggestions.columns.length > 0 ? [many(suggestions.columns.length, "column")] : []), ...(suggestions.values.length > 0 ? [many(suggestions.values.length, "text")] : [])].join(" and ")} can be given a meaning in a configuration: the same command with --write-mapping lists them in hege.config.yaml for you to fill in.`,
    }), 0);
  }
}
