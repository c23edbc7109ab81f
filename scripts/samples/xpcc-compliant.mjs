// XPCC 2017–2018, a hospital that keeps every rule on 30 June 2018.
import { csvUtf8 } from "./files.mjs";
import { gridOf, inventedIdNumber, ofAgency, SUPERVISION_COLUMNS, supervisionOf } from "./tables.mjs";

const AGENCY = "第二十一师红柳湾医院";
const UNTIL = "2018-06-30";

export const ROSTER_COLUMNS = ["姓名", "工号", "身份证号", "岗位", "岗位等级", "岗位类别", "用工类别", "职业资格", "发证日期", "学历", "专业", "入职日期", "上岗日期", "月工资", "社会保险", "公积金"];

// post and grade; employment; certificate; pay
const PEOPLE = [
  { 姓名: "阿依努尔·图尔荪", 岗位: "初级督导", 岗位等级: "中级（九级）", 用工类别: "事业编制", 职业资格: "社会工作师", 发证日期: "2013-10-20", 入职日期: "2011-07-01", 上岗日期: "2016-03-01", 月工资: 6900 },
  { 姓名: "霍清川", 岗位: "社会工作专业人员", 岗位等级: "中级", 用工类别: "合同制", 职业资格: "社会工作师", 发证日期: "2015-10-15", 入职日期: "2014-08-01", 上岗日期: "2017-08-01", 月工资: 5200 },
  { 姓名: "叶晚秋", 岗位: "社会工作专业人员", 岗位等级: "初级", 用工类别: "合同制", 职业资格: "助理社会工作师", 发证日期: "2016-10-18", 入职日期: "2016-09-01", 上岗日期: "2016-12-01", 月工资: 4300 },
  { 姓名: "巴图孟和", 岗位: "社会工作专业人员", 岗位等级: "初级", 用工类别: "劳务派遣", 职业资格: "社会工作师", 发证日期: "2017-09-29", 入职日期: "2016-09-01", 上岗日期: "2016-12-01", 月工资: 4450 },
  { 姓名: "丁雪莲", 岗位: "社会工作专业人员", 岗位等级: "初级", 用工类别: "合同制", 职业资格: "助理社会工作师", 发证日期: "2017-09-29", 入职日期: "2017-10-09", 上岗日期: "2017-10-09", 月工资: 4200 },
  { 姓名: "贺兰石", 岗位: "行政", 用工类别: "事业编制", 职业资格: "无", 入职日期: "2010-03-01", 月工资: 5600 },
].map((person, i) => ({ 学历: "本科", 专业: i % 2 === 0 ? "社会工作" : "社会学", ...person, 工号: `HL${String(i + 1).padStart(3, "0")}`, 身份证号: inventedIdNumber("659000", `19${85 + i}-0${i + 2}-1${i}`, 401 + i), 岗位类别: person.岗位 === "行政" ? "管理岗位" : "专业技术岗位", 社会保险: "是", 公积金: "是" }));

/** The guide that governments publish; the row in force on the audit day counts. */
export const PAY_GUIDE = [
  ["级别", "月薪", "生效日期"],
  ["初级", "3800", "2017-01-01"], ["中级", "4800", "2017-01-01"], ["高级", "6500", "2017-01-01"],
  ["初级", "4000", "2018-01-01"], ["中级", "5000", "2018-01-01"], ["高级", "6800", "2018-01-01"],
];

const DOCUMENTS = [
  { 材料名称: "医务社会工作岗位职责与任职条件", 材料类别: "制度", 制定日期: "2017-09-12" },
  { 材料名称: "编外人员薪酬管理办法", 材料类别: "制度", 制定日期: "2017-11-20" },
];

export function files() {
  const members = PEOPLE.slice(1, 5).map((person) => ({ name: person.姓名, from: person.入职日期 < "2017-07-01" ? "2017-07-01" : person.入职日期 }));
  const supervision = supervisionOf({ giver: "阿依努尔·图尔荪", from: "2017-07-01", to: UNTIL, groupDay: 8, members, skip: ({ 督导形式: form, 督导日期: day }) => form === "个人" && Number(day.slice(5, 7)) % 3 !== 0 });
  return {
    "花名册.csv": csvUtf8(ofAgency(AGENCY, ROSTER_COLUMNS, PEOPLE)),
    "督导记录.csv": csvUtf8(ofAgency(AGENCY, SUPERVISION_COLUMNS, supervision)),
    "制度材料.csv": csvUtf8(ofAgency(AGENCY, ["材料名称", "材料类别", "制定日期"], DOCUMENTS)),
    "薪酬指导标准.csv": csvUtf8(PAY_GUIDE),
    "机构信息.csv": csvUtf8(gridOf(["机构名称", "机构类型", "地区"], [{ 机构名称: AGENCY, 机构类型: "医院", 地区: "第二十一师" }])),
  };
}
