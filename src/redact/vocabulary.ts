import { fieldsOf, fieldWord } from "../model/field-words.ts";
import { GRADES, GRADE_WORDS, RANK_WORDS, ROLES, ROLE_WORDS } from "../model/role.ts";
import { TABLES, tableWord } from "../model/table.ts";
import { squeeze } from "../model/text.ts";
import { CODE_WORDS, DUTY_WORDS } from "../model/words.ts";

/** Words that are nobody's: those of the dictionary, and those of which names of files, sheets and headers are made. */

const DICTIONARY = [
  ...TABLES.flatMap((table) => [tableWord(table), ...fieldsOf(table).map((field) => fieldWord(table, field))]),
  ...ROLES.map((role) => ROLE_WORDS[role]), ...Object.values(RANK_WORDS), ...GRADES.map((grade) => GRADE_WORDS[grade]), ...Object.values(DUTY_WORDS), ...CODE_WORDS.values(),
].flatMap(({ zh, en }) => [zh, en]);

const MORE = ("社工 社会工作者 社会工作 督导 顾问 香港督导 外聘 外聘督导 社会工作师 助理社会工作师 高级社会工作师 社工证 督导员 主任 组长 副组长 员工 人员 职工 行政 财务 实习 见习 助理 一线 "
  + "姓名 名单 名册 花名册 汇总 总表 明细 台账 记录 服务 工作 培训 考核 评估 会议 制度 材料 资料 报送 数据 附件 登记 统计 信息 情况 信息表 登记表 最终版 终稿 定稿 初稿 修改 副本 模板 版本 机构 单位 协会 中心 市社协 区 市 年度 季度 上半年 下半年 "
  + "个案 小组 活动 社区 家访 个人 团体 集体 同辈 新项目 是 否 有 无 不详 在职 离职 已离职 通过 合格 不合格 已审 已完成 未完成 待交 待定 本科 大专 硕士 博士 专科 中专 高中 研究生 文本 节 半天 分钟 小时 天 元 条 个 次 人 名 男 女 "
  + "第八条 社保 五险 公积金 工资 月薪 证书 编号 日期 时间 类型 类别 形式 内容 备注 序号 部门 岗位 职务 级别 联系电话 电话 手机 手机号 民族 性别 籍贯 住址 政治面貌 服务对象 案主 批次 年 月 日 第 期 表 版 总 新 旧 上 下 半 一 二 三 四 五 六 七 八 九 十 的 和 及 与 或 号").split(" ");
const LATIN = "sheet roster services supervision duties documents targets registry waivers conversions decisions agency final new copy data report table list log hege config yaml yml csv xlsx xls txt v".split(" ");

const OWN = new Set([...DICTIONARY, ...MORE, ...LATIN].map((word) => squeeze(word).toLowerCase()));
/** Single characters are part of names too: they make up a text that is nobody's, and are no word by themselves. */
const LONGER = new Set([...OWN].filter((word) => [...word].length > 1));
const LONGEST = Math.max(...[...OWN].map((word) => word.length));

/** Whether a text is, as a whole, a word of the dictionary or its like. */
export const isOwnWord = (text: string): boolean => LONGER.has(squeeze(text).toLowerCase());

/** Chinese words that are kept in running text though a name may be part of them. */
export const keptWords = (): string[] => [...LONGER].filter((word) => /\p{Script=Han}/u.test(word));

/** Whether a text is made of such words, digits and signs only, or of those besides (names of agencies). */
export function isPlain(text: string, besides: ReadonlySet<string> = NONE): boolean {
  const rest = [...besides].reduce((left, word) => left.replaceAll(word, " "), text.normalize("NFKC")).toLowerCase();
  for (const run of rest.match(/[\p{L}\p{M}]+/gu) ?? []) if (!isMadeOfWords(run)) return false;
  // Numbers of people and phones are no part of a name of a file.
  return !/\d{9}/.test(rest.replaceAll(/[\s-]/g, ""));
}
const NONE: ReadonlySet<string> = new Set();

/** Whether the words of the list, one after the other, make up the text. */
function isMadeOfWords(text: string): boolean {
  const reached = new Set([0]);
  for (let at = 0; at < text.length; at++) {
    if (!reached.has(at)) continue;
    for (let end = at + 1; end <= Math.min(text.length, at + LONGEST); end++) if (OWN.has(text.slice(at, end))) reached.add(end);
  }
  return reached.has(text.length);
}
