import { Refusal } from "../model/fault.ts";
import { fieldOf } from "../model/field-words.ts";
import type { Suggestions } from "../model/inspection.ts";
import { TABLES, tableWord } from "../model/table.ts";
import { squeeze, type Bilingual, type Language } from "../model/text.ts";
import { textOfBytes } from "../policies/bytes.ts";
import { withEntries, type BlankEntry } from "./yaml-insert.ts";

export interface Mapped {
  /** The whole file; null where nothing is to be added. */
  text: string | null;
  columns: number;
  values: number;
}

/**
 * A configuration with an entry for everything that could be given a meaning and has none in it yet: each left blank, under a
 * comment that says what to fill in, so that nothing is judged otherwise before somebody has filled it in. What was there stays.
 * @param before the file's bytes; null: a new one, with the schema named in its first line
 * @throws Refusal where the file is written in a way that more cannot be put into
 */
export async function withMapping(shown: string, before: Uint8Array | null, suggestions: Suggestions, language: Language, schema: string): Promise<Mapped> {
  const yaml = await import("../policies/yaml-parser.ts");
  const text = before === null ? null : textOfBytes(before);
  const written = text === null ? {} : yaml.parseDocument(text).toJS({ maxAliasCount: 100 }) as unknown;
  const columns = columnEntries(suggestions, mapIn(written, "columns"), language);
  const values = valueEntries(suggestions, mapIn(written, "values"), language);
  if (columns.length + values.length === 0) return { text: null, columns: 0, values: 0 };
  const made = withEntries(yaml, text ?? `# yaml-language-server: $schema=${oneLine(schema)}\n# ${HEAD[language]}\n`, [...columns, ...values]);
  if (made === null) {
    throw new Refusal({
      zh: `${shown}：columns 或 values 的写法无法自动补充，文件未改动。请把它们写成一行一项（例如 columns: 下面一行“  带教人: supervisor”），或用 --config 另写一个文件。`,
      en: `${shown}: columns or values are written in a way that more cannot be put into; the file is unchanged. Write them one entry a line, or name another file with --config.`,
    });
  }
  return { text: made, columns: columns.length, values: values.length };
}

const HEAD: Bilingual = {
  zh: "由 hege inspect --write-mapping 写入：请在冒号后面填写；空着的不起作用。", en: "Written by hege inspect --write-mapping: fill in what stands behind each colon; what is left blank has no effect.",
};

type Plain = Readonly<Record<string, unknown>>;
const isMap = (value: unknown): value is Plain => typeof value === "object" && value !== null && !Array.isArray(value);
const mapIn = (document: unknown, key: string): Plain => (isMap(document) && Object.hasOwn(document, key) && isMap(document[key]) ? document[key] : {});

function columnEntries({ columns }: Suggestions, written: Plain, language: Language): BlankEntry[] {
  const has = (map: unknown, header: string): boolean => isMap(map) && Object.keys(map).some((key) => squeeze(key) === squeeze(header));
  return columns.filter(({ table, header }) => !has(written, header) && !has(written[table], header)).map(({ table, header, field, word, first }) => ({
    under: ["columns", table] as const, key: header,
    comment: oneLine({
      zh: `${tableWord(table).zh}的“${header}”列没有使用（${first.join("；")}），可能是“${word.zh}”。是的，在冒号后面填 ${field}；不是的，空着。`,
      en: `The column “${header}” of the ${tableWord(table).en} is not used (${first.join("; ")}) and may be ${word.en} (${word.zh}). If so, write ${field} behind the colon; if not, leave it blank.`,
    }[language]),
  }));
}

function valueEntries({ values }: Suggestions, written: Plain, language: Language): BlankEntry[] {
  // A field may be written by its Chinese name; of two sections for one field the loader would take the last.
  const sectionOf = (field: string): string => Object.keys(written).find((key) => TABLES.some((table) => fieldOf(table, key) === field)) ?? field;
  return values.filter(({ field, text }) => !Object.keys(mapIn(written, sectionOf(field))).some((key) => squeeze(key) === squeeze(text))).map(({ field, word, text, cells, first, accepted }) => ({
    under: ["values", sectionOf(field)] as const, key: text,
    comment: oneLine({
      zh: `“${word.zh}”列有 ${cells} 格写的是“${text}”（${first.join("；")}${cells > first.length ? " 等" : ""}），程序不认识。请在冒号后面填它的意思，可填：${accepted}。不清楚的，空着。`,
      en: `“${text}” stands in ${cells} ${cells === 1 ? "cell" : "cells"} of the column ${word.en} (${word.zh}) (${first.join("; ")}${cells > first.length ? " …" : ""}) and is not understood. Write what it means behind the colon, one of: ${accepted.replaceAll("、", ", ")}. If you do not know, leave it blank.`,
    }[language]),
  }));
}

/** A comment ends with its line: no text of a file can put a line of its own into the configuration. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").trim();
