import { squeeze } from "../model/text.ts";
import { isOwnWord } from "./vocabulary.ts";

/** Surnames of two characters; every other Chinese surname has one. */
const COMPOUND_SURNAMES = new Set(("欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 "
  + "巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 公户 公玉 公仪 梁丘 公仲 公上 公门 公山 公坚 左丘 公伯 西门 公祖 第五 公乘 贯丘 公皙 南荣 东里 东宫 仲长 子书 "
  + "子桑 即墨 达奚 褚师 吴铭 纳兰 归海 叶赫 爱新 完颜 耶律 歐陽 司馬 東方 諸葛 尉遲 聞人 鍾離 長孫 鮮于 軒轅 慕蓉 赫連").split(" "));

const HAN = /^[\p{Script=Han}〇]+$/u;
const LATIN = /^[\p{L}\p{M}'’.-]+$/u;
/** What is no separator between names, nor around a note. */
const PIECES = /[\p{L}\p{M}\p{N}〇]+/gu;

/** What is left of one name: the surname, and a star for each character after it. A foreign one keeps its first letter. */
function maskOne(name: string, first: boolean): string {
  if (isOwnWord(name)) return name;
  const letters = [...name];
  if (HAN.test(name)) {
    if (!first) return "*".repeat(letters.length);
    const kept = letters.length > 2 && COMPOUND_SURNAMES.has(letters.slice(0, 2).join("")) ? 2 : letters.length > 1 ? 1 : 0;
    return letters.slice(0, kept).join("") + "*".repeat(letters.length - kept);
  }
  // How long a foreign name is tells more than a Chinese one's.
  return LATIN.test(name) && first ? `${letters[0] ?? ""}***` : "***";
}

/** Between the parts of one name: 阿卜杜拉·买买提, John Smith. Anything else stands between two. */
const JOINS = /^(?:[\s·•・‧.'’-]+)$/u;

/** A cell of names: each reduced to its surname, what stands between them kept. A number in the place of a name is hidden whole. */
export function maskNames(text: string): string {
  // 欧阳 明 is one name, written with a space.
  const whole = text.normalize("NFKC").replaceAll(/[\p{Cf}\p{Cc}]/gu, "").replaceAll(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, "");
  let masked = "";
  let at = 0;
  for (const piece of whole.matchAll(PIECES)) {
    const between = whole.slice(at, piece.index);
    masked += between + maskOne(piece[0], at === 0 || !JOINS.test(between));
    at = piece.index + piece[0].length;
  }
  return masked + whole.slice(at);
}

/** The single names that a cell of names may hold, as a text may quote them. */
export function namesOf(text: string): string[] {
  const plain = text.normalize("NFKC").replaceAll(/[\p{Cf}\p{Cc}]/gu, "");
  const parts = plain.split(/[、，,;；/|()（）[\]【】"“”\n和及]+/u).map((part) => part.trim());
  const words = [...plain.matchAll(PIECES)].map(([piece]) => piece);
  return [...new Set([text, text.trim(), plain.trim(), squeeze(plain), ...parts, ...parts.map(squeeze), ...words])].filter((name) => name !== "" && !isOwnWord(name));
}
