import { readDate } from "../values/date.ts";
import { readEmployment } from "../values/employment.ts";
import { readGrade } from "../values/grade.ts";
import { readName } from "../values/names.ts";
import { readCount, readMoney, readYears } from "../values/number.ts";
import { readPostClass } from "../values/post-class.ts";
import { readQualification } from "../values/qualification.ts";
import { readRole } from "../values/role.ts";
import { readStatus } from "../values/status.ts";
import { readPhrase, readText } from "../values/text.ts";
import { readSelection, readYesNo } from "../values/yes-no.ts";
import { defineTable, headers } from "./define.ts";
import { AGENCY, CERTIFICATE_NO, date, EMPLOYEE_NO, ID_NUMBER, names, REGISTRATION_NO } from "./shared.ts";

/** 花名册: a person and their post. */
export const roster = defineTable("roster", {
  must: [["name"], ["role", "postGrade"]],
  nameField: "name",
  names: ["花名册", "员工名册", "人员名册", "职工名册", "社工名册", "人员名单", "员工名单", "社工名单", "名册", "名单", "人员信息", "员工信息", "roster", "staff"],
  dateOrder: [["hireDate", "leaveDate"]],
  fields: {
    agency: AGENCY,
    name: { headers: headers("姓名 社工姓名 员工姓名 人员姓名 真实姓名 职工姓名 同工姓名 社工~"), read: readName, blank: "missing-name" },
    employeeNo: EMPLOYEE_NO,
    idNumber: ID_NUMBER,
    unit: { headers: headers("用人单位 服务单位 派驻单位 岗位所在单位 落地单位 服务站点 社工站 社工点 项目点 服务点 工作单位~"), read: readText, quiet: true },
    field: { headers: headers("服务领域 领域 所属领域 岗位领域 服务方向"), read: readText, quiet: true },
    role: { headers: headers("岗位 职务 职位 岗位/职务 岗位名称 工作岗位 人员类别 督导级别 督导层级 角色 现任职务 职级~"), read: readRole, blank: "unknown-role" },
    postGrade: { headers: headers("岗位等级 专业技术岗位等级 专业技术职务 专业技术岗位级别 聘任级别 岗位级别 聘用岗位级别"), read: readGrade },
    postClass: { headers: headers("岗位类别 岗位性质 岗位纳管"), read: readPostClass },
    employmentType: { headers: headers("用工类别 用工形式 聘用形式 编制情况 是否在编 人员性质"), read: readEmployment },
    qualification: {
      headers: headers("职业资格 资格证书 社工证 社工证书 职业水平证书 职业水平等级 持证情况 证书名称 证书类别 社会工作职业资格 资质"), read: readQualification,
    },
    certificateNo: CERTIFICATE_NO,
    registrationNo: REGISTRATION_NO,
    certificateDate: date("发证日期 取证日期 取证时间 取得时间 批准日期 获证日期"),
    education: { headers: headers("学历 最高学历 文化程度"), read: readText, quiet: true },
    major: { headers: headers("专业 所学专业 毕业专业 学科专业"), read: readPhrase },
    hireDate: date("入职日期 入职时间 到岗日期 到岗时间 到职日期 入职年月 合同开始日期"),
    leaveDate: date("离职日期 离职时间"),
    status: { headers: headers("在职状态 人员状态 状态 是否在岗"), read: readStatus },
    socialWorkSince: date("从事社会工作时间 从事社工时间 从事社工工作起始日期 社工从业时间 开始从事社工年月 参加社工工作时间 社工从业起始日期"),
    frontlineSince: { headers: headers("一线从业时间 一线社工起始日期 一线从业日期 从事一线社工时间"), read: readDate },
    experienceYears: { headers: headers("社工年限 从业年限 社工工作年限 社工工作经验(年) 社工工龄"), read: readYears },
    roleStart: date("上岗日期 上岗时间 任职日期 任职时间 任命日期 聘任日期 聘任时间 任现职日期 任现职时间 受聘日期 见习开始日期"),
    previousRole: { headers: headers("原岗位 前一岗位 原职务 前任岗位 晋升前岗位"), read: readRole },
    selection: { headers: headers("选拔考试结果 考试结果 选拔结果 选拔考试"), read: readSelection },
    supervisor: names("督导 督导姓名 所属督导 上级督导 督导者 带教督导 督导老师 督导老师姓名 机构督导姓名 责任督导 直属督导"),
    assistant: names("督导助理 所属督导助理 督导助理姓名 组长~"),
    team: { headers: headers("团队 小组 组别 所属小组 督导团队 督导小组"), read: readText, quiet: true },
    monthlyPay: { headers: headers("月工资 月薪 应发工资 工资 薪酬 工资标准 薪酬标准"), read: readMoney },
    socialInsurance: { headers: headers("社会保险 社保 五险 是否参保 参保情况 缴纳社保 五险一金"), read: readYesNo },
    housingFund: { headers: headers("公积金 住房公积金 是否缴公积金 公积金缴纳 五险一金"), read: readYesNo },
    institutionType: { headers: headers("机构类型 单位类型"), read: readPhrase },
    quota: { headers: headers("指标量 服务指标 年度指标 工作指标"), read: readCount },
  },
});
