import type { TableFields } from "../model/record.ts";
import type { TableKind } from "../model/table.ts";
import type { Bilingual } from "../model/text.ts";

/** A day of an example: so many years before the policy's, month and day. */
export interface ExampleDay { yearsBefore: number; day: string }

/** What somebody is told who fills in a column, and what its example row holds; null: left blank there. */
export interface FillIn {
  what: Bilingual;
  example: string | number | ExampleDay | null;
}

const fill = (zh: string, en: string, example: FillIn["example"]): FillIn => ({ what: { zh, en }, example });
const on = (yearsBefore: number, day: string): ExampleDay => ({ yearsBefore, day });

const AGENCY = "启明社工服务中心";
const OTHER_AGENCY = fill("机构全称，与花名册一致；只有一家机构的可以空着", "The agency's full name as in the roster; may be left blank where there is only one agency", AGENCY);
const NUMBER_AS_IN_ROSTER = fill("本人的工号，与花名册一致；有同名的人时靠它区分", "The worker's employee number as in the roster; it tells namesakes apart", "Q002");
const CERTIFICATE_NO = fill("社会工作职业水平证书的管理号或登记证号", "The number of the social work certificate", "09440000");
const REGISTRATION_NO = fill("社工在协会的注册号", "The social worker's number with the association", "SZ000002");
const ID_NUMBER = fill("18 位身份证号。报告里只显示前三位和后四位", "The 18 characters of the ID number. Reports show only the first three and the last four", "440300********1234");
const RULE = "规则编号，或者条款，如 第8条、14(3)。规则编号见 hege policy show <政策>";
const RULE_EN = "The rule's id, or the clause, such as 第8条 or 14(3). The ids are listed by hege policy show <policy>";

/** For every column of the dictionary; a forgotten one does not compile. */
const FILL_INS = {
  "roster": {
    agency: fill("机构全称，每一行都填，写法一致", "The agency's full name, in every row and always spelt alike", AGENCY),
    name: fill("一行一个人，写全名。同一个人换过岗位的，可以一个岗位写一行", "One person a row, the full name. Somebody who changed posts may have a row for each", "张三"),
    employeeNo: fill("工号。有同名的人时靠它区分，记录表里也填同一个号", "The employee number. It tells namesakes apart; give the same number in the logs", "Q002"),
    idNumber: ID_NUMBER,
    unit: fill("派驻的用人单位", "The unit where the person works", "青石街道"),
    field: fill("服务领域", "The field of service", "社区"),
    role: fill("现在的岗位。只写“督导”看不出级别；一个人只写一个岗位", "The present post. 督导 alone tells no level; one post for each person", "一线社工"),
    postGrade: fill("专业技术岗位的等级，也可以写“专业技术九级”这样的级别", "The grade of the professional post; a level such as 专业技术九级 will do", "初级"),
    postClass: fill("岗位按哪一类管理", "The class under which the post is managed", "专业技术岗位"),
    employmentType: fill("用工方式：在编的写“事业编制”，其他照合同写", "Kind of employment: 事业编制 for established staff, else as in the contract", "合同制"),
    qualification: fill("照证书写，没有证书的写“无”，空着表示不清楚。只写“社工证”看不出级别", "As on the certificate; 无 for none, blank for unknown. 社工证 alone tells no level", "助理社会工作师"),
    certificateNo: CERTIFICATE_NO,
    registrationNo: REGISTRATION_NO,
    certificateDate: fill("证书上的批准或发证日期", "The date of the certificate", on(2, "10-30")),
    education: fill("最高学历", "Highest degree", "本科"),
    major: fill("毕业证上的专业全称，如 社会工作、社会学", "The major as on the diploma, such as 社会工作 or 社会学", "社会工作"),
    hireDate: fill("进本机构的日期", "The day of hire by this agency", on(1, "03-01")),
    leaveDate: fill("离开本机构的日期，在职的空着", "The day of leaving; blank for those in post", null),
    status: fill("现在是否在职。离职的同时填离职日期", "Whether in post now. For those who left, give the date of leaving too", "在职"),
    socialWorkSince: fill("开始从事社会工作的日期，不是参加工作的日期", "Since when in social work, not since when in any work", on(2, "07-01")),
    frontlineSince: fill("开始做一线社工的日期", "Since when in frontline social work", on(2, "07-01")),
    experienceYears: fill("从事社会工作满几年；填了起始日期的可以空着", "Years of social work; may be blank where the date it began is given", 2),
    roleStart: fill("担任现岗位的起始日期", "The day the present post began", on(1, "03-01")),
    previousRole: fill("担任现岗位之前的岗位", "The post held before the present one", null),
    selection: fill("晋升时选拔考试的结果，没有参加过的空着", "The result of the selection for promotion; blank where there was none", null),
    supervisor: fill("带这个人的督导姓名，须在花名册上", "Who supervises this person; somebody on the roster", "欧阳明"),
    assistant: fill("带这个人的督导助理姓名，须在花名册上", "The supervisor's assistant in charge of this person; somebody on the roster", "李四"),
    team: fill("所属团队", "The team", "一组"),
    monthlyPay: fill("每月应发工资", "Gross monthly pay", 4300),
    socialInsurance: fill("单位是否为其缴纳社会保险", "Whether social insurance is paid for", "是"),
    housingFund: fill("单位是否为其缴存住房公积金", "Whether the housing fund is paid into", "是"),
    institutionType: fill("单位的类型，如 医院、学校、养老院、社区服务中心、民办社工机构", "The type of institution, such as 医院, 学校, 养老院, 社区服务中心 or 民办社工机构", "医院"),
    quota: fill("本人全年的服务指标", "The person's service quota of the year", 100),
  },
  "services": {
    agency: OTHER_AGENCY,
    recordNo: fill("记录的编号", "The record's number", "R0001"),
    date: fill("服务当天的日期，须写到日", "The day of the service, not the month alone", on(0, "03-05")),
    worker: fill("提供服务的社工姓名，须在花名册上；几个人的用顿号隔开，主责写在最前", "Who gave the service, as on the roster; several are separated by 、, the one who led first", "张三"),
    workerNo: NUMBER_AS_IN_ROSTER,
    type: fill("个案、小组、活动要分清；列表里没有的照实写", "Tell 个案 (case), 小组 (group) and 活动 (activity) apart; what is not in the list is written as it is", "个案"),
    serviceNo: fill("个案、小组或活动的编号，同一个案每次写同一个号。不写案主姓名", "The number of the case, group or activity, the same each time. Never a client's name", "GA-0001"),
    sessionNo: fill("这是第几次（节）", "Which session of it this was", "1"),
    form: fill("会谈的形式", "How the session was held", "面谈"),
    halfDays: fill("用了几个半天：半天写 1，一天写 2", "How many half-days it took: 1 for half a day, 2 for a day", 1),
    hours: fill("用了几小时；填了节数的可以空着", "How many hours it took; may be blank where half-days are given", 1.5),
    lead: fill("本人在这次服务中主责还是协助", "Whether the worker led (主责) or helped (协助)", "主责"),
    direct: fill("是否直接面向服务对象", "Whether it was direct service to clients", "是"),
    hardCase: fill("是不是疑难个案", "Whether it is a hard case", "否"),
    groupKind: fill("小组的性质，不是小组的空着", "The kind of group; blank for what is no group", null),
    complete: fill("记录是否齐全并归档", "Whether the record is complete and filed", "是"),
    submittedOn: fill("社工交上记录的日期，没有交的空着", "The day the worker handed the record in; blank if not yet", on(0, "03-08")),
    reviewer: fill("审阅这条记录的人，没有审阅的空着", "Who reviewed the record; blank if nobody has", "欧阳明"),
    reviewedOn: fill("审阅的日期", "The day of the review", on(0, "03-10")),
    category: fill("服务内容", "The content of the service", "低保家庭支持"),
  },
  "supervision": {
    agency: OTHER_AGENCY,
    date: fill("督导当天的日期", "The day of the supervision", on(0, "03-12")),
    supervisor: fill("做督导的人", "Who supervised", "欧阳明"),
    supervisorRole: fill("督导者不在花名册上的（如香港督导、顾问）填其级别，在花名册上的空着", "The level of a supervisor who is not on the roster (香港督导, 顾问); blank for one who is", null),
    supervisees: fill("接受督导的人，几个人的用顿号隔开", "Who was supervised; several are separated by 、", "张三、李四"),
    form: fill("一对一写“个人督导”，几个人一起写“小组督导”", "个人督导 for one person, 小组督导 for several together", "小组督导"),
    hours: fill("督导用了几小时", "How many hours it took", 2),
    completedOn: fill("督导记录写完的日期，没有写完的空着", "The day the record of it was completed; blank if not yet", on(0, "03-15")),
  },
  "duties": {
    agency: OTHER_AGENCY,
    date: fill("做这件事的日期", "The day it was done", on(0, "01-15")),
    person: fill("做这件事的督导或督导助理", "The supervisor or supervisor's assistant who did it", "欧阳明"),
    duty: fill("做的是哪一项职责", "Which of the duties it was", "年度计划"),
    note: fill("做了什么", "What was done", "年度工作计划"),
  },
  "documents": {
    agency: OTHER_AGENCY,
    document: fill("文件的全称；一份文件一行", "The full name of the document; a row for each", "督导人员选拔办法"),
    kind: fill("文件的类别，如 制度、协议", "What kind of paper it is, such as 制度 or 协议", "制度"),
    date: fill("文件制定的日期", "The date of the document", on(1, "12-10")),
    submittedOn: fill("报送协会的日期，没有报送的空着", "The day it was sent to the association; blank if it was not", on(0, "01-18")),
  },
  "targets": {
    agency: OTHER_AGENCY,
    person: fill("指标经过调整的见习督导", "The trainee whose targets were changed", "李四"),
    cases: fill("商定的疑难个案数", "Hard cases agreed", 2),
    groupUnits: fill("商定的小组单位数", "Group units agreed", 1),
    activities: fill("商定的活动数", "Activities agreed", 2),
    monthlyHalfDays: fill("商定的每月实务节数（半天）", "Half-days of practice a month agreed", 8),
    approvedBy: fill("批准的顾问或督导", "The adviser or supervisor who approved it", "香港督导"),
    approvedOn: fill("批准的日期", "The day of approval", on(0, "03-20")),
  },
  "registry": {
    name: fill("名册上的姓名", "The name in the register", "欧阳明"),
    employeeNo: fill("工号，与花名册一致", "The employee number as in the roster", "Q001"),
    idNumber: ID_NUMBER, certificateNo: CERTIFICATE_NO, registrationNo: REGISTRATION_NO,
    level: fill("协会认定的级别", "The level accredited by the association", "初级督导"),
    accreditedOn: fill("认定的日期", "The day of accreditation", on(0, "01-01")),
    validUntil: fill("认定的有效期截止日，长期有效的空着", "The last day it is valid; blank if it does not run out", null),
    sanction: fill("受过什么处分，没有的空着", "The sanction, if there was one", null),
    sanctionFrom: fill("处分开始的日期", "The day the sanction began", null),
    sanctionUntil: fill("处分截止的日期", "The day it ends", null),
  },
  "waivers": {
    rule: fill(RULE, RULE_EN, "第8条"),
    agency: OTHER_AGENCY,
    person: fill("只对某个人的写姓名，对整个机构的空着", "Whom it is for; blank for the whole agency", null),
    limit: fill("商定的上限数字，没有数字的空着", "The limit agreed, if it is a number", null),
    reason: fill("为什么可以例外", "Why the exception was made", "督导交接期间"),
    approvedBy: fill("批准的单位或人，如 市社协、机构理事会", "Who approved it, such as 市社协 or 机构理事会", "市社协"),
    approvedOn: fill("批准的日期", "The day of approval", on(0, "03-20")),
    validUntil: fill("有效期截止日，长期有效的空着", "The last day it is valid; blank if it does not run out", null),
  },
  "conversions": {
    agency: OTHER_AGENCY,
    person: fill("指标经过换算的见习督导", "The trainee whose targets were converted", "李四"),
    from: fill("拿什么去换", "What is given", "个案"),
    fromCount: fill("换出几个", "How many of it", 1),
    to: fill("换成什么", "What it becomes", "小组"),
    toCount: fill("换成几个", "How many of it", 1),
    approvedBy: fill("批准的顾问或督导", "The adviser or supervisor who approved it", "香港督导"),
    approvedOn: fill("批准的日期", "The day of approval", on(0, "03-20")),
  },
  "pay-guide": {
    level: fill("指导价的级别；一级一行", "The grade that the guidance pay is for; a row for each", "初级"),
    amount: fill("当地公布的指导工资，每月", "The guidance pay published, a month", 3800),
    effectiveFrom: fill("从哪天起执行，一直如此的空着", "From which day it holds; blank if it always has", on(0, "01-01")),
  },
  "agency": {
    agency: fill("机构全称，与花名册一致；一家一行", "The agency's full name as in the roster; a row for each", AGENCY),
    type: fill("单位的类型，如 医院、学校、养老院、社区服务中心、民办社工机构", "The type of institution, such as 医院, 学校, 养老院, 社区服务中心 or 民办社工机构", "医院"),
    region: fill("所在地区", "The region", "深圳"),
  },
  "decisions": {
    rule: fill(RULE, RULE_EN, "第8条"),
    agency: OTHER_AGENCY,
    person: fill("结论所指的人，指机构的空着", "Whom it is about; blank for the agency", "张三"),
    decision: fill("复核的结论", "The decision", "确认"),
    reason: fill("结论的理由", "Why it was so decided", "已查看原件"),
    by: fill("复核的人", "Who decided", "王五"),
    on: fill("复核的日期", "The day of the decision", on(0, "03-20")),
  },
} satisfies { [K in TableKind]: Record<keyof TableFields[K], FillIn> };

/** What is told of a column, and its example. */
export function fillInOf(table: TableKind, field: string): FillIn {
  const columns: Readonly<Record<string, FillIn>> = FILL_INS[table];
  const found = columns[field];
  if (!found) throw new RangeError(`nothing to say of ${table}.${field}`);
  return found;
}

/** What a row of each table is, and when the table is needed: a sentence each. */
export const ABOUT: Readonly<Record<TableKind, Bilingual>> = {
  "roster": { zh: "花名册：每人一行，在职的、检查期内离职的都写。必须交。", en: "Staff roster: a row for each person, those who left during the period too. It must be handed in." },
  "services": { zh: "服务记录：每次服务一行（个案的一次会谈、小组的一节、一场活动）。", en: "Service log: a row for each session of a case or group, and for each activity." },
  "supervision": { zh: "督导记录：每次督导一行。", en: "Supervision log: a row for each meeting." },
  "duties": { zh: "履职记录：督导、督导助理每做一件职责内的事写一行。", en: "Duty log: a row for each duty that a supervisor or assistant has done." },
  "documents": { zh: "制度材料：机构存档的文件，每份一行。", en: "Documents list: a row for each document on file." },
  "targets": { zh: "指标调整：顾问为见习督导商定的指标，每人一行。", en: "Adjusted targets: what an adviser agreed with a trainee supervisor, a row for each." },
  "registry": { zh: "协会名册：督导在协会的认定登记，每次认定一行。向协会索取后填写。", en: "Association register: a row for each accreditation of a supervisor. Ask the association for it." },
  "waivers": { zh: "豁免商定：经批准可以例外的，每项一行。", en: "Agreed waivers: a row for each exception that was approved." },
  "conversions": { zh: "指标换算：经顾问批准的换算，每项一行。", en: "Conversions: a row for each one that an adviser approved." },
  "pay-guide": { zh: "薪酬指导标准：当地公布的指导价，每个级别一行。", en: "Pay guide: the guidance pay published, a row for each grade." },
  "agency": { zh: "机构信息：每家机构一行。", en: "Agency details: a row for each agency." },
  "decisions": { zh: "复核结论：检查人的结论，每项一行。", en: "Inspector's decisions: a row for each." },
};
