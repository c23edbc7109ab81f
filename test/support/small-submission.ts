import type { Tables } from "./submission.ts";

/** Submissions small enough to read in a transcript. Days: period from 2010-09-01, as of 2010-11-30. */
const MONTHS = ["09", "10", "11"];

const supervised = (listed: readonly [giver: string, listed: string][]): string[][] => MONTHS.flatMap((month) => listed.flatMap(([giver, person]) =>
  [["个人督导", "05"], ["小组督导", "15"]].map(([form = "", day = ""]) => [`2010-${month}-${day}`, giver, giver === "陈顾问" ? "香港督导" : "", person, form, `2010-${month}-${Number(day) + 2}`])));

/** Nothing wrong by the ratio, the supervision and the documents; much is open, since there is no service log and no word of experience. */
export const OPEN: Tables = {
  花名册: [
    ["机构", "姓名", "工号", "岗位", "原岗位", "选拔考试结果", "职业资格", "督导", "督导助理", "入职日期", "上岗日期"],
    ["启明社工服务中心", "欧阳明", "Q01", "初级督导", "见习督导", "通过", "社会工作师", "", "", "2007-03-01", "2010-03-01"],
    ["启明社工服务中心", "张三", "Q02", "一线社工", "", "", "助理社会工作师", "欧阳明", "李四", "2009-03-01", ""],
    ["启明社工服务中心", "李四", "Q03", "督导助理", "一线社工", "", "助理社会工作师", "欧阳明", "", "2009-03-01", "2010-03-01"],
  ],
  督导记录: [["督导日期", "督导者", "督导职级", "督导对象", "督导形式", "记录完成日期"], ...supervised([["陈顾问", "欧阳明"], ["欧阳明", "张三"], ["欧阳明", "李四"]])],
  制度材料: [["材料名称", "制定日期", "报送日期"], ["督导选拔办法", "2009-12-01", "2010-01-05"], ["督导岗位职责", "2009-12-01", "2010-01-05"], ["督导考核评估制度", "2009-12-01", "2010-01-05"]],
};

/** The ratio broken: eighteen workers, assistants among them, and one supervisor. */
export const BROKEN: Tables = {
  花名册: [
    ["机构", "姓名", "岗位", "督导"], ["启明社工服务中心", "欧阳明", "见习督导", ""],
    ...Array.from({ length: 15 }, (_, i) => ["启明社工服务中心", `社工${String.fromCodePoint(0x7532 + i)}`, "一线社工", "欧阳明"]),
    ...["陈一", "陈二", "陈三"].map((name) => ["启明社工服务中心", name, "督导助理", "欧阳明"]),
  ],
};

const ofList = (list: readonly string[], i: number): string => list[i % list.length] ?? "";

/** A submission in which hardly a row is right: a thousand faults of some twenty kinds. */
export const MESSY: Tables = {
  花名册: [
    ["机构", "姓名", "岗位", "职业资格", "入职日期", "督导"], ["启明社工服务中心", "张三", "一线社工", "助理社会工作师", "2009-03-01", ""],
    ...Array.from({ length: 60 }, (_, i) => ["启明社工服务中心", i % 7 === 0 ? "" : `同工${String.fromCodePoint(0x4e01 + i)}`, ofList(["一线社工", "督导员", "组长", "见习督导"], i), ofList(["助理社会工作师", "社工证", "有"], i), ofList(["2009-03-01", "不详", "去年春天", "2010.13"], i), ofList(["", `没有这人${i}`], i)]),
  ],
  服务记录: [
    ["日期", "社工姓名", "服务类型", "服务编号", "节数(半天)", "提交日期"],
    ...Array.from({ length: 400 }, (_, i) => [ofList(["2010-11-03", "不详", "", "2010年3月", "2011-01-05"], i), ofList(["张三", "", `陌生人${i}`], i), "个案", `C${i}`, ofList(["1", "半天？", "很多"], i), ofList(["2010-11-05", "待交"], i)]),
  ],
  履职记录: [["日期", "姓名", "履职类型"], ...Array.from({ length: 80 }, (_, i) => [ofList(["2010-11-03", "不详"], i), ofList(["同工丅", `陌生人${i}`], i), ofList(["培训", `开会${i}`, ""], i)])],
};
