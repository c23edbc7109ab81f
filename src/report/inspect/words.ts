import type { InspectedAgency, InspectedFile, InspectedTable, Trouble } from "../../model/inspection.ts";
import type { Bilingual } from "../../model/text.ts";

const both = (zh: string, en: string): Bilingual => ({ zh, en });

export const ENCODED_BY: Record<NonNullable<InspectedFile["encoding"]>["by"], Bilingual> = {
  "bom": both("文件开头有编码标记", "by its byte order mark"),
  "utf-8": both("全文都是 UTF-8", "all of it is UTF-8"),
  "guess": both("猜测", "a guess"),
  "told": both("按 --encoding 或配置的指定", "as --encoding or the configuration says"),
};

export const SEPARATORS: Readonly<Record<string, Bilingual>> = {
  ",": both("逗号分隔", "separated by commas"), "，": both("中文逗号分隔", "separated by Chinese commas"), ";": both("分号分隔", "separated by semicolons"), "\t": both("制表符分隔", "separated by tabs"),
};

export const SKIPPED: Record<InspectedTable["skipped"][number]["reason"], Bilingual> = {
  "example": both("示例", "example"), "footer": both("表尾（合计、填表人等）", "footer (totals, who filled it in)"), "repeated-header": both("重复的表头", "header printed again"),
};

export const AGENCY_FROM: Record<InspectedAgency["from"], Bilingual> = {
  column: both("", ""), option: both("由 --agency 或配置指定", "as --agency or the configuration says"), sheet: both("取自工作表名称", "from the sheet's name"), title: both("取自标题行", "from a title row"),
  file: both("取自文件名", "from the file's name"), folder: both("取自文件夹名", "from the folder's name"), none: both("", ""),
};

/** What was wrong, as it follows a count of cells: “3 格不是可识别的岗位”, “3 cells: no post that is understood”. By kind, then by variant. */
const TROUBLES: { readonly [code: string]: Readonly<Record<string, Bilingual>> } = {
  "DATA-unknown-role": {
    "": both("不是可识别的岗位", "no post that is understood"), "blank": both("没有填写", "blank"), "several": both("写了几个不同层级的岗位", "posts of different levels in one cell"),
  },
  "DATA-unknown-qualification": { "": both("看不出是哪一级职业资格", "the level of the qualification cannot be told") },
  "DATA-unknown-value": {
    "": both("不是这一列可识别的内容", "not understood in this column"), "check-digit": both("末位校验码不对", "a wrong check digit"), "masked": both("号码已被遮盖", "masked numbers"),
  },
  "DATA-loose-value": { "": both("写法不够明确，按最接近的含义采用", "not quite clear, taken in the nearest meaning") },
  "DATA-bad-date": {
    "": both("不是能识别的日期", "no date that can be read"), "blank": both("没有填写", "blank"), "month-only": both("只有年月，没有日", "a month without a day"),
    "ambiguous": both("可能是一月，也可能是丢了 0 的十月", "January, or October without its zero"),
  },
  "DATA-ambiguous-date": { "": both("可能是一月，也可能是丢了 0 的十月", "January, or October without its zero") },
  "DATA-bad-number": { "": both("不是能识别的数字", "no number that can be read") },
  "DATA-lost-digits": { "": both("被当作数字保存，后几位已经丢失", "saved as numbers, their last digits lost") },
  "DATA-missing-name": { "": both("没有填写", "blank"), "unreadable": both("读不出姓名", "no name that can be read") },
  "DATA-undecodable-text": { "": both("含有无法识别的字符", "characters that cannot be decoded") },
  "DATA-long-cell": { "": both("超过 32767 个字符，只读取前面的部分", "over 32,767 characters, of which the first are read") },
  "DATA-formula-without-value": { "": both("是公式，文件中没有保存结果", "formulas saved without their results") },
  "DATA-error-cell": { "": both("是公式错误", "formula errors") },
  "DATA-date-order": { "": both("早于同一行中应在它之前的日期", "before a date of the same row that should come first") },
  "DATA-ragged-row": { "": both("内容比表头多，多出的没有读取", "more filled cells than headers; the rest is not read") },
  "DATA-swallowed-lines": { "": both("引号没有配对，把后面几行并进了一格", "a stray quotation mark has swallowed the lines below") },
};
const OTHER = both("不能采用", "cannot be used");

export function troubleWords({ code, variant, texts }: Trouble): Bilingual {
  const words = Object.hasOwn(TROUBLES, code) ? TROUBLES[code] : undefined;
  // A blank must-have is told by what is not in it.
  if (variant === "" && texts.length === 0 && code === "DATA-bad-date") return words?.["blank"] ?? OTHER;
  return (words !== undefined && Object.hasOwn(words, variant) ? words[variant] : words?.[""]) ?? OTHER;
}

/** A size as people say it. */
export function sizeOf(bytes: number): Bilingual {
  if (bytes < 1024) return both(`${bytes} 字节`, bytes === 1 ? "1 byte" : `${bytes} bytes`);
  const [amount, unit] = bytes < 1024 * 1024 ? [bytes / 1024, "KB"] : [bytes / 1024 / 1024, "MB"];
  return both(`${amount.toFixed(1)} ${unit}`, `${amount.toFixed(1)} ${unit}`);
}
