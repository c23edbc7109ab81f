// XPCC 2017–2018, three institutions in a division's workbook on 30 June 2018: one with findings, one incomplete, one non-compliant with agreed exceptions.
import { dateCell, workbook } from "./files.mjs";
import { byDay, gridOf, inventedIdNumber, SUPERVISION_COLUMNS, supervisionOf } from "./tables.mjs";
import { PAY_GUIDE, ROSTER_COLUMNS } from "./xpcc-compliant.mjs";

const [FINDINGS, WAIVED, INCOMPLETE] = ["第二十三师胡杨里养老院", "第二十三师沙海镇小学", "第二十三师沙海镇社区服务中心"];
const UNTIL = "2018-06-30";

// One supervisor counts in the school and in the community centre; one worker of the nursing home also keeps the centre's books.
const SHARED_SUPERVISOR = inventedIdNumber("659000", "1983-08-08", 461);
const SHARED_WORKER = inventedIdNumber("659000", "1990-11-02", 462);

const PEOPLE = [
  { 机构: FINDINGS, 姓名: "秋月白", 岗位: "初级督导", 岗位等级: "高级", 岗位类别: "主体专业技术岗位", 用工类别: "事业编制", 职业资格: "高级社会工作师", 入职日期: "2009-07-01", 月工资: 7800 },
  { 机构: FINDINGS, 姓名: "塔依尔·买买提", 岗位: "社工", 岗位等级: "初级", 岗位类别: "主体专业技术岗位", 用工类别: "合同制", 职业资格: "助理社会工作师", 发证日期: "2017-09-29", 入职日期: "2016-08-15", 上岗日期: "2016-08-15", 月工资: 4200, 社会保险: "是", 公积金: "是" },
  { 机构: FINDINGS, 姓名: "苗春晓", 身份证号: SHARED_WORKER, 岗位: "社工", 岗位等级: "初级", 岗位类别: "主体专业技术岗位", 用工类别: "合同制", 职业资格: "社会工作师", 入职日期: "2015-08-15", 月工资: 3900, 社会保险: "是", 公积金: "是" },

  { 机构: WAIVED, 姓名: "冷千山", 身份证号: SHARED_SUPERVISOR, 岗位: "初级督导", 岗位等级: "中级", 岗位类别: "专业技术岗位", 用工类别: "合同制", 职业资格: "社会工作师", 入职日期: "2014-09-01", 月工资: 5400, 社会保险: "是", 公积金: "是" },
  { 机构: WAIVED, 姓名: "卓玛措", 岗位: "社工", 岗位等级: "初级", 岗位类别: "管理岗位", 用工类别: "合同制", 职业资格: "助理社会工作师", 入职日期: "2017-09-01", 月工资: 3600, 社会保险: "是", 公积金: "否" },
  { 机构: WAIVED, 姓名: "言午许", 岗位: "社工", 岗位等级: "中级", 岗位类别: "专业技术岗位", 用工类别: "合同制", 职业资格: "助理社会工作师", 入职日期: "2017-09-01", 月工资: 5100, 社会保险: "是", 公积金: "是" },

  { 机构: INCOMPLETE, 姓名: "冷千山", 身份证号: SHARED_SUPERVISOR, 岗位: "初级督导", 岗位等级: "中级", 岗位类别: "专业技术岗位", 用工类别: "兼职", 职业资格: "社会工作师", 入职日期: "2018-01-02", 月工资: 1500 },
  { 机构: INCOMPLETE, 姓名: "方圆圆", 岗位: "社工", 岗位等级: "初级", 用工类别: "合同制", 职业资格: "助理社会工作师", 入职日期: "2017-09-01", 月工资: 4100, 社会保险: "", 公积金: "是" },
  { 机构: INCOMPLETE, 姓名: "哈斯巴根", 岗位: "社工", 岗位等级: "见习", 用工类别: "合同制", 职业资格: "持证", 入职日期: "2017-09-01", 月工资: "", 社会保险: "是", 公积金: "是" },
  { 机构: INCOMPLETE, 姓名: "苗春晓", 身份证号: SHARED_WORKER, 岗位: "会计", 用工类别: "兼职", 入职日期: "2018-01-02", 月工资: 1200 },
].map((person, i) => ({ 学历: "本科", 专业: "社会工作", 身份证号: inventedIdNumber("659000", `198${i % 10}-0${1 + (i % 8)}-2${i % 8}`, 471 + i), ...person, 工号: `SH${String(i + 1).padStart(3, "0")}` }));

const team = (agency) => PEOPLE.filter((person) => person.机构 === agency && person.岗位 === "社工").map(({ 姓名: name }) => ({ name, from: "2017-09-01" }));
const quarterly = ({ 督导日期: day }) => Number(day.slice(5, 7)) % 3 !== 0;
const SUPERVISION = [[FINDINGS, "秋月白", "2017-09-01"], [WAIVED, "冷千山", "2017-09-01"]]
  .flatMap(([agency, giver, from]) => supervisionOf({ giver, from, to: UNTIL, groupDay: 4, members: team(agency), skip: quarterly }).map((row) => ({ 机构: agency, ...row })));

const DOCUMENTS = [
  { 机构: FINDINGS, 材料名称: "薪酬分配方案", 材料类别: "制度", 制定日期: "2017-12-01" },
  { 机构: WAIVED, 材料名称: "学校社会工作岗位说明书", 材料类别: "制度", 制定日期: "2017-09-15" },
  { 机构: WAIVED, 材料名称: "聘用人员工资标准", 材料类别: "制度", 制定日期: "2017-09-15" },
  { 机构: INCOMPLETE, 材料名称: "社工岗位职责", 材料类别: "制度", 制定日期: "2018-01-10" },
];

const WAIVERS = [
  { 条款: "XB-pay-guidance", 机构: WAIVED, 姓名: "卓玛措", 理由: "试用期至八月底", 批准人: "机构理事会", 批准日期: "2018-05-30", 有效期至: "2018-08-31" },
  { 条款: "CROSS-shared-supervisor", 机构: WAIVED, 姓名: "冷千山", 理由: "镇内共用一名督导", 批准人: "兵团社协", 批准日期: "2018-01-05" },
  { 条款: "XB-pay-guidance", 机构: FINDINGS, 姓名: "苗春晓", 理由: "待调薪", 批准人: "机构", 批准日期: "2017-12-20", 有效期至: "2018-03-31" },
  { 条款: "XB-housing-fund", 机构: WAIVED, 姓名: "卓玛措", 理由: "本人不愿缴纳", 批准人: "机构", 批准日期: "2017-09-01" },
];

export function file() {
  const sheet = (name, columns, rows) => ({ name, widths: { A: 28, D: 20 }, rows: gridOf(columns, rows).map((row) => row.map(dateCell)) });
  return workbook([
    sheet("花名册", ["机构", ...ROSTER_COLUMNS], PEOPLE),
    sheet("机构信息", ["机构", "机构类型", "地区"], [[FINDINGS, "养老院"], [WAIVED, "小学"], [INCOMPLETE, "社区服务中心"]].map(([机构, 机构类型]) => ({ 机构, 机构类型, 地区: "第二十三师" }))),
    sheet("督导记录", ["机构", ...SUPERVISION_COLUMNS], SUPERVISION.sort(byDay("督导日期"))),
    sheet("制度材料", ["机构", "材料名称", "材料类别", "制定日期"], DOCUMENTS),
    { name: "薪酬指导标准", rows: PAY_GUIDE.map(([level, amount, from], i) => (i === 0 ? [level, amount, from] : [level, Number(amount), dateCell(from)])) },
    sheet("豁免商定", ["条款", "机构", "姓名", "理由", "批准人", "批准日期", "有效期至"], WAIVERS),
  ], "2018-07-10");
}
