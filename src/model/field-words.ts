import type { TableFields } from "./record.ts";
import type { TableKind } from "./table.ts";
import type { Bilingual } from "./text.ts";

const word = (zh: string, en: string): Bilingual => ({ zh, en });

const AGENCY = word("机构", "agency");
const NAME = word("姓名", "name");
const EMPLOYEE_NO = word("工号", "employee number");
const ID_NUMBER = word("身份证号", "ID number");
const CERTIFICATE_NO = word("证书编号", "certificate number");
const REGISTRATION_NO = word("注册号", "registration number");
const RULE = word("条款", "clause");
const REASON = word("理由", "reason");
const APPROVED_ON = word("批准日期", "date of approval");
const VALID_UNTIL = word("有效期至", "valid until");
const ADVISER = word("批准顾问", "approved by");

/** The columns in the words of people: the header of data.md that is named first, and English for it. A forgotten one does not compile. */
const WORDS = {
  "roster": {
    agency: AGENCY, name: NAME, employeeNo: EMPLOYEE_NO, idNumber: ID_NUMBER,
    unit: word("用人单位", "host unit"), field: word("服务领域", "field of service"), role: word("岗位", "post"),
    postGrade: word("岗位等级", "post grade"), postClass: word("岗位类别", "post class"), employmentType: word("用工类别", "type of employment"),
    qualification: word("职业资格", "qualification"), certificateNo: CERTIFICATE_NO, registrationNo: REGISTRATION_NO,
    certificateDate: word("发证日期", "date of certificate"), education: word("学历", "education"), major: word("专业", "major"),
    hireDate: word("入职日期", "date of hire"), leaveDate: word("离职日期", "date of leaving"), status: word("在职状态", "employment status"),
    socialWorkSince: word("从事社会工作时间", "in social work since"), frontlineSince: word("一线从业时间", "in frontline work since"),
    experienceYears: word("社工年限", "years of social work"), roleStart: word("上岗日期", "start of present post"),
    previousRole: word("原岗位", "previous post"), selection: word("选拔考试结果", "selection result"), supervisor: word("督导", "supervisor"),
    assistant: word("督导助理", "supervisor's assistant"), team: word("团队", "team"), monthlyPay: word("月工资", "monthly pay"),
    socialInsurance: word("社会保险", "social insurance"), housingFund: word("公积金", "housing fund"),
    institutionType: word("机构类型", "type of institution"), quota: word("指标量", "quota"),
  },
  "services": {
    agency: AGENCY, recordNo: word("记录编号", "record number"), date: word("日期", "date"), worker: word("社工姓名", "social worker"),
    workerNo: EMPLOYEE_NO, type: word("服务类型", "type of service"), serviceNo: word("服务编号", "service number"),
    sessionNo: word("节次", "session number"), form: word("形式", "form"), halfDays: word("节数(半天)", "half-days"), hours: word("时长", "hours"),
    lead: word("承担角色", "part played"), direct: word("直接服务", "direct service"), hardCase: word("疑难个案", "hard case"),
    groupKind: word("小组性质", "kind of group"), complete: word("记录完整", "record complete"), submittedOn: word("提交日期", "date submitted"),
    reviewer: word("审阅人", "reviewer"), reviewedOn: word("审阅日期", "date of review"), category: word("服务内容", "content of service"),
  },
  "supervision": {
    agency: AGENCY, date: word("督导日期", "date of supervision"), supervisor: word("督导者", "supervisor"),
    supervisorRole: word("督导职级", "supervisor's level"), supervisees: word("督导对象", "people supervised"),
    form: word("督导形式", "form of supervision"), hours: word("督导时长", "hours of supervision"), completedOn: word("记录完成日期", "date the record was completed"),
  },
  "duties": {
    agency: AGENCY, date: word("日期", "date"), person: NAME, duty: word("履职类型", "kind of duty"), note: word("内容", "content"),
  },
  "documents": {
    agency: AGENCY, document: word("材料名称", "name of document"), kind: word("材料类别", "kind of document"), date: word("制定日期", "date of document"),
    submittedOn: word("报送日期", "date submitted"),
  },
  "targets": {
    agency: AGENCY, person: NAME, cases: word("疑难个案数", "hard cases"), groupUnits: word("小组单位数", "group units"),
    activities: word("活动数", "activities"), monthlyHalfDays: word("每月节数", "half-days a month"), approvedBy: ADVISER, approvedOn: APPROVED_ON,
  },
  "registry": {
    name: NAME, employeeNo: EMPLOYEE_NO, idNumber: ID_NUMBER, certificateNo: CERTIFICATE_NO, registrationNo: REGISTRATION_NO,
    level: word("督导级别", "supervisor's level"), accreditedOn: word("认定日期", "date of accreditation"), validUntil: VALID_UNTIL,
    sanction: word("处分", "sanction"), sanctionFrom: word("处分开始", "sanction from"), sanctionUntil: word("处分截止", "sanction until"),
  },
  "waivers": {
    rule: RULE, agency: AGENCY, person: NAME, limit: word("商定上限", "agreed limit"), reason: REASON, approvedBy: word("批准人", "approved by"),
    approvedOn: APPROVED_ON, validUntil: VALID_UNTIL,
  },
  "conversions": {
    agency: AGENCY, person: NAME, from: word("换出", "converted from"), fromCount: word("换出数量", "number converted from"),
    to: word("换入", "converted to"), toCount: word("换入数量", "number converted to"), approvedBy: ADVISER, approvedOn: APPROVED_ON,
  },
  "pay-guide": { level: word("级别", "level"), amount: word("月薪", "monthly pay"), effectiveFrom: word("生效日期", "in force from") },
  "agency": { agency: AGENCY, type: word("机构类型", "type of institution"), region: word("地区", "region") },
  "decisions": {
    rule: RULE, agency: AGENCY, person: NAME, decision: word("复核结论", "decision"), reason: REASON, by: word("复核人", "decided by"),
    on: word("复核日期", "date of decision"),
  },
} satisfies { [K in TableKind]: Record<keyof TableFields[K], Bilingual> };

const wordsOf = (table: TableKind): Readonly<Record<string, Bilingual>> => WORDS[table];

/** The name of a column of a table; an unknown one is named by its id. */
export function fieldWord(table: TableKind, field: string): Bilingual {
  const words = wordsOf(table);
  return (Object.hasOwn(words, field) ? words[field] : undefined) ?? { zh: field, en: field };
}

/** The column that is called so: by its id, or by its Chinese name; null where there is none. */
export function fieldCalled(table: TableKind, name: string): Bilingual | null {
  const words = wordsOf(table);
  if (Object.hasOwn(words, name)) return words[name] ?? null;
  return Object.values(words).find(({ zh }) => zh === name) ?? null;
}

/** The id of a column by its id or its Chinese name; null where the table has none such. */
export function fieldOf(table: TableKind, name: string): string | null {
  const words = wordsOf(table);
  return Object.hasOwn(words, name) ? name : Object.keys(words).find((id) => words[id]?.zh === name) ?? null;
}

/** The columns of a table, in the order of data.md. */
export const fieldsOf = (table: TableKind): readonly string[] => Object.keys(wordsOf(table));
