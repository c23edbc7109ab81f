import { describe, expect, it } from "vitest";
import { iso, fromIso } from "../../src/model/day.ts";
import { readDate, readLogDate, readServiceDate } from "../../src/read/values/date.ts";
import { readDecision } from "../../src/read/values/decision.ts";
import { readDuty } from "../../src/read/values/duty.ts";
import { readEmployment } from "../../src/read/values/employment.ts";
import { readForm } from "../../src/read/values/form.ts";
import { readGrade } from "../../src/read/values/grade.ts";
import { checkDigitHolds, readIdNumber, readNumberMark } from "../../src/read/values/id-number.ts";
import { readName, readNames, readReviewer } from "../../src/read/values/names.ts";
import { readCount, readHalfDays, readHours, readMoney, readYears } from "../../src/read/values/number.ts";
import { readPostClass } from "../../src/read/values/post-class.ts";
import { readQualification } from "../../src/read/values/qualification.ts";
import { readRole, readStatedRole } from "../../src/read/values/role.ts";
import { readServiceType } from "../../src/read/values/service-type.ts";
import { readStatus } from "../../src/read/values/status.ts";
import { readSupervisionForms } from "../../src/read/values/supervision-form.ts";
import { readMark, readPhrase, readText } from "../../src/read/values/text.ts";
import type { Context, Filled, ValueReader } from "../../src/read/values/value.ts";
import { readGroupKind, readHardCase, readLead, readSelection, readYesNo } from "../../src/read/values/yes-no.ts";

const PLAIN: Context = { header: "", unit: null, date1904: false };

/** A value, "blank", "blank!code" for a text that is no value, "?code" for a cell not understood, [value, code] for one with a remark. */
function outcome<T>(read: ValueReader<T>, cell: Filled, context: Partial<Context> = {}): unknown {
  const parsed = read(cell, { ...PLAIN, ...context });
  const fault = parsed.fault && `${parsed.fault.code}${parsed.fault.variant === undefined ? "" : `:${parsed.fault.variant}`}`;
  if (parsed.is === "known") return fault === undefined ? parsed.value : [parsed.value, fault];
  return parsed.is === "blank" ? (fault === undefined ? "blank" : `blank!${fault}`) : `?${fault}`;
}

describe("role", () => {
  it.each<[string, unknown]>([
    ["一线社工", "frontline"], ["驻点社工", "frontline"], ["社会工作辅助人员", "frontline"], ["非持证社工", "frontline"], ["社 工", "frontline"],
    ["督导助理", "assistant"], ["助理督导", "assistant"], ["见习督导", "trainee-supervisor"], ["初级督导", "junior-supervisor"],
    ["中级督导", "intermediate-supervisor"], ["高级督导", "senior-supervisor"], ["香港督导", "external-supervisor"], ["见习督导小组顾问", "external-supervisor"],
    ["社工助理", "other"], ["义工", "other"], ["Frontline", "frontline"], ["junior-supervisor", "junior-supervisor"],
    ["督导助理兼行政", "assistant"], ["初级督导兼项目主管", "junior-supervisor"], ["行政、财务", "other"], ["香港督导/顾问", "external-supervisor"],
    ["社工（兼督导助理）", "?unknown-role:several"], ["初级督导兼见习督导", "?unknown-role:several"],
    ["督导", "?unknown-role"], ["实习督导", "?unknown-role"], ["1/4职督导", "?unknown-role"], ["事务岗社工", "?unknown-role"], ["社工(督导)", "?unknown-role"],
    ["无", "blank"], ["待定", "blank"], ["—", "blank"],
  ])("%s → %j", (text, expected) => expect(outcome(readRole, text)).toEqual(expected));

  it("says that a stated role is not understood, and no more", () => expect(outcome(readStatedRole, "督导")).toBe("?unknown-value"));
});

describe("qualification", () => {
  it.each<[string, unknown]>([
    ["助理社会工作师", 1], ["初级", 1], ["社会工作者（初级）", 1], ["社会工作师", 2], ["中级社工证", 2], ["高级社工师", 3],
    ["社工师", [2, "loose-value"]], ["无", 0], ["暂无", 0], ["在考", 0], ["社会工作员", 0],
    ["—", "blank"], ["/", "blank"], ["待定", "blank"],
    ["社工证", "?unknown-qualification"], ["持证", "?unknown-qualification"], ["有", "?unknown-qualification"], ["是", "?unknown-qualification"],
    ["心理咨询师、助理社会工作师", 1], ["助理社会工作师；社会工作师", 2], ["社会工作师/助理社会工作师", 2], ["助理社会工作师\n教师资格证", 1],
    ["社会工作师证书", 2], ["社会工作师（2009年）", 2],
  ])("%j → %j", (text, expected) => expect(outcome(readQualification, text)).toEqual(expected));
});

describe("grade", () => {
  it.each<[string, unknown]>([
    ["高级岗", "senior"], ["中级", "intermediate"], ["初级", "junior"], ["专业技术七级", "senior"], ["专业技术8级", "intermediate"], ["专业技术十级", "intermediate"],
    ["专业技术十一级", "junior"], ["专业技术13级", "junior"], ["专业技术一级", "senior"], ["专业技术十四级", "?unknown-value"], ["专业技术0级", "?unknown-value"],
    ["助理社会工作师", "junior"], ["社会工作师", "intermediate"], ["高级社会工作师", "senior"], ["甲等", "?unknown-value"], ["初级、中级", "?unknown-value"], ["暂无", "blank"],
  ])("%s → %s", (text, expected) => expect(outcome(readGrade, text)).toBe(expected));
});

describe("post class and employment", () => {
  it.each<[string, unknown]>([
    ["专业技术岗位", "professional-technical"], ["主体专业技术岗位", "main-professional-technical"], ["管理岗位", "other"], ["工勤岗位", "other"], ["甲", "blank!unknown-value"],
  ])("class %s → %s", (text, expected) => expect(outcome(readPostClass, text)).toBe(expected));

  it.each<[Filled, string, unknown]>([
    ["事业编制", "用工类别", "established"], ["编内", "用工类别", "established"], ["正式在编", "", "established"], ["正式", "", "unclear"], [3, "", "unclear"], ["3", "", "unclear"], ["返聘", "", "unclear"], ["退休", "", "unclear"],
    ["劳务派遣", "", "subject"], ["合同制", "", "subject"], ["非正式", "", "subject"], ["退休返聘", "", "subject"], ["N/A", "", "blank"],
    ["是", "是否在编", "established"], ["√", "是否在编", "established"], ["Y", "是否在编", "established"], ["否", "是否在编", "subject"], ["是", "用工类别", "subject"],
  ])("employment %j under %j → %s", (text, header, expected) => expect(outcome(readEmployment, text, { header })).toBe(expected));
});

describe("yes, no and their like", () => {
  it.each<[Filled, unknown]>([
    ["是", true], ["有", true], ["√", true], ["✔", true], ["y", true], ["TRUE", true], [true, true], [1, true], ["１", true], ["已归档", true], ["主责", true],
    ["否", false], ["无", false], ["×", false], ["0", false], [false, false], ["缺签名", false], ["未上传", false], ["不齐", false],
    ["—", "blank"], ["N/A", "blank"], ["待定", "blank"], ["18", "blank!unknown-value"], ["也许", "blank!unknown-value"],
  ])("%j → %j", (cell, expected) => expect(outcome(readYesNo, cell)).toBe(expected));

  it.each<[string, ValueReader<boolean>, string, unknown]>([
    ["lead", readLead, "主带", true], ["lead", readLead, "单独", true], ["lead", readLead, "协带", false], ["lead", readLead, "观察", false], ["lead", readLead, "是", true], ["lead", readLead, "组长", "blank!unknown-value"],
    ["hard case", readHardCase, "疑难个案", true], ["hard case", readHardCase, "是", true], ["hard case", readHardCase, "普通", false],
    ["selection", readSelection, "录取", true], ["selection", readSelection, "未通过", false], ["selection", readSelection, "落选", false], ["selection", readSelection, "—", "blank"],
    ["group", readGroupKind, "治疗性小组", true], ["group", readGroupKind, "治疗", true], ["group", readGroupKind, "成长性小组", false], ["group", readGroupKind, "互助", false], ["group", readGroupKind, "其他", "blank!unknown-value"],
    ["form", readForm, "家访", true], ["form", readForm, "微信", false], ["form", readForm, "会谈", "blank!unknown-value"],
  ])("%s %s: %s → %j", (_, reader, text, expected) => expect(outcome(reader, text)).toBe(expected));

  it.each<[string, string, unknown]>([
    ["离职", "在职状态", true], ["已离职", "", true], ["缺岗", "", true], ["退休", "", true], ["退休返聘", "", false], ["在职", "", false], ["产假", "", false], ["否", "是否在岗", true], ["×", "是否在岗", true],
    ["是", "是否在岗", false], ["否", "在职状态", false], ["—", "", "blank"],
  ])("status %s under %j → %j", (text, header, expected) => expect(outcome(readStatus, text, { header })).toBe(expected));
});

describe("types, forms, duties, decisions", () => {
  it.each<[string, unknown]>([
    ["个案管理", "case"], ["团体", "group"], ["讲座", "activity"], ["新拓展项目", "new-project"], ["培训", "indirect:培训"], ["督导", "indirect:督导"], ["走 访", "走访"], ["电访", "电访"], ["—", "blank"],
  ])("type %s → %s", (text, expected) => expect(outcome(readServiceType, text)).toBe(expected));

  it.each<[string, unknown]>([
    ["个人面见督导", { forms: ["individual"], unclear: false }], ["团队会议", { forms: ["group"], unclear: false }], ["个人、小组", { forms: ["group", "individual"], unclear: false }],
    ["同辈督导", { forms: ["neither"], unclear: false }], ["与街道合作协调", { forms: ["neither"], unclear: false }],
    ["线上督导", [{ forms: [], unclear: true }, "unknown-value"]], ["个人/线上", [{ forms: ["individual"], unclear: true }, "unknown-value"]], ["—", "blank"],
  ])("form %s → %j", (text, expected) => expect(outcome(readSupervisionForms, text)).toEqual(expected));

  it.each<[string, unknown]>([
    ["政策建议/工作报告", "association-reports"], ["政策建议报告", "association-reports"], ["协调", "coordination"], ["沟通协调", "communication"], ["成长计划", "growth-plan"],
    ["新项目拓展", "resources"], ["转介跟进", "referral-follow-up"], ["其他事务", "blank!unknown-value"], ["/", "blank"],
  ])("duty %s → %s", (text, expected) => expect(outcome(readDuty, text)).toBe(expected));

  it.each<[string, unknown]>([["确认", "confirmed"], ["推翻", "overruled"], ["现场查实", "seen-on-site"], ["申辩成立", "plea-accepted"], ["好", "blank!unknown-value"]])(
    "decision %s → %s", (text, expected) => expect(outcome(readDecision, text)).toBe(expected));
});

describe("names", () => {
  it.each<[Filled, unknown]>([
    ["张 三", "张三"], ["张　三", "张三"], ["张三（兼职）", "张三"], ["阿依古丽•买买提", "阿依古丽·买买提"], ["John  Smith", "John Smith"], ["张三、李四", "张三、李四"], [12, "12"], ["暂无", "blank"],
  ])("a person's own name %j → %j", (cell, expected) => expect(outcome(readName, cell)).toBe(expected));

  it.each<[string, readonly string[], string?]>([
    ["张三", ["张三"]], ["张 三（组长）", ["张三"], "张三"], ["张三、李四，王五,赵六；孙七;周八/吴九", ["张三", "李四", "王五", "赵六", "孙七", "周八", "吴九"]], ["张三\n李 四", ["张三", "李四"]],
    ["张三和李四", ["张三和李四"], "张三和李四"], ["张三(督导,A组)、李四", ["张三", "李四"]], ["张三、、无", ["张三"], "张三"], ["Q010", ["Q010"]],
  ])("names %j → %j", (text, names, whole) => {
    const parsed = readNames(text, PLAIN);
    expect(parsed.is === "known" && parsed.value.names).toEqual(names);
    if (whole !== undefined) expect(parsed.is === "known" && parsed.value.whole).toBe(whole);
  });

  it.each<[Filled, unknown]>([
    ["√", { by: "unnamed" }], ["已审", { by: "unnamed" }], ["是", { by: "unnamed" }], [true, { by: "unnamed" }], ["否", "blank"], ["未审", "blank"], ["待审核", "blank"], ["无", "blank"],
    ["市社协", { by: "names", names: { whole: "市社协", names: ["市社协"] } }],
  ])("reviewer %j → %j", (cell, expected) => expect(outcome(readReviewer, cell)).toEqual(expected));
});

describe("dates", () => {
  const when = (from: string, to = from): unknown => ({ first: fromIso(from), last: fromIso(to) });
  const text = (value: unknown): string => {
    const { first, last } = value as { first: number; last: number };
    return first === last ? iso(first) : `${iso(first)}…${iso(last)}`;
  };

  it.each<[Filled, string]>([
    ["2010-3-1", "2010-03-01"], ["2010/3/1", "2010-03-01"], ["2010.3.1", "2010-03-01"], ["2010年3月1日", "2010-03-01"], ["20100301", "2010-03-01"], ["2010-03-01T00:00:00", "2010-03-01"],
    ["２０１０-０３-０１", "2010-03-01"], ["二〇一〇年三月一日", "2010-03-01"], ["二○一○年十一月三十日", "2010-11-30"], ["二零一零年十月二十三日", "2010-10-23"],
    ["2010/11/30 0:00:00", "2010-11-30"], ["2010-11-30T23:59:59Z", "2010-11-30"], ["2010年11月30日 14时", "2010-11-30"], ["2010-3-1 9:00-11:00", "2010-03-01"], ["2010-3-1 星期一", "2010-03-01"],
    ["2008年2月29日", "2008-02-29"], ["40512", "2010-11-30"], [40512, "2010-11-30"], [40512.75, "2010-11-30"], [20100301, "2010-03-01"],
    ["2010年3月", "2010-03-01…2010-03-31"], ["2010.3", "2010-03-01…2010-03-31"], ["2010-02", "2010-02-01…2010-02-28"], ["2010.1", "2010-01-01…2010-01-31"], [2010.3, "2010-03-01…2010-03-31"], [2010.12, "2010-12-01…2010-12-31"],
    ["2008年7月至今", "2008-07-01…2008-07-31"], [{ date: 14943 }, iso(14943)],
  ])("%j → %s", (cell, expected) => {
    const parsed = readDate(cell, PLAIN);
    expect(parsed.is === "known" && text(parsed.value)).toBe(expected);
  });

  it.each<[Filled, unknown]>([
    ["2010-13-45", "?bad-date"], ["2010年2月30日", "?bad-date"], ["2009-2-29", "?bad-date"], ["某日", "?bad-date"], ["2010", "?bad-date"], [2010, "?bad-date"], [1900, "?bad-date"], [2100, "?bad-date"], ["2010-3-1 至 3-5", "?bad-date"],
    ["2010-3-112:00", "?bad-date"], ["1899-12-31", "?bad-date"], ["0210-03-01", "?bad-date"], [9999, "?bad-date"], [2010.1, "?ambiguous-date"], ["至今", "blank"], ["—", "blank"], [true, "?bad-date"], [{ hours: 4 }, "?bad-date"],
  ])("%j → %s", (cell, expected) => expect(outcome(readDate, cell)).toBe(expected));

  it("counts days from 1904 where the workbook does", () => expect(outcome(readDate, 39050, { date1904: true })).toEqual(when("2010-11-30")));
  it("an ambiguous date of a log row is a bad one", () => expect(outcome(readLogDate, 2010.1)).toBe("?bad-date:ambiguous"));
  it("a service needs its day", () => {
    expect(outcome(readServiceDate, "2010年3月")).toBe("?bad-date:month-only");
    expect(outcome(readServiceDate, "2010年3月1日")).toEqual(when("2010-03-01"));
    expect(outcome(readLogDate, "2010年3月")).toEqual(when("2010-03-01", "2010-03-31"));
  });
});

describe("numbers", () => {
  it.each<[string, ValueReader<number>, Filled, string | null, unknown]>([
    ["money", readMoney, "1,200", null, 1200], ["money", readMoney, "1，200元", null, 1200], ["money", readMoney, "９０００", null, 9000], ["money", readMoney, "0.9", "万元", 9000], ["money", readMoney, "￥9,000.50", null, 9000.5],
    ["money", readMoney, "面议", null, "?bad-number"], ["money", readMoney, -1, null, "?bad-number"],
    ["hours", readHours, "1.5小时", null, 1.5], ["hours", readHours, "90分钟", null, 1.5], ["hours", readHours, "1小时30分", null, 1.5], ["hours", readHours, "1:30", null, 1.5], ["hours", readHours, "4:00", "分钟", 4],
    ["hours", readHours, 90, "分钟", 1.5], ["hours", readHours, "90", "分", 1.5], ["hours", readHours, "2小时", "分钟", 2], ["hours", readHours, { hours: 4.0008 }, null, 4.0008], ["hours", readHours, "2天", null, "?bad-number"], ["hours", readHours, "见附件", null, "?bad-number"], ["hours", readHours, "暂无", null, "blank"],
    ["half-days", readHalfDays, "2.5", "半天", 2.5], ["half-days", readHalfDays, 2, "天", 4], ["half-days", readHalfDays, "1天", null, 2], ["half-days", readHalfDays, "半天", null, 1], ["half-days", readHalfDays, "2节", null, 2], ["half-days", readHalfDays, "0", null, 0], ["half-days", readHalfDays, "1:30", null, "?bad-number"],
    ["years", readYears, "3年", null, 3], ["years", readYears, "3年6个月", null, 3.5], ["years", readYears, 18, "月", 1.5], ["years", readYears, "3年以上", null, "?bad-number"],
    ["count", readCount, "15", null, 15], ["count", readCount, "15人", null, 15], ["count", readCount, "若干", null, "?bad-number"], ["count", readCount, true, null, "?bad-number"],
  ])("%s %s: %j in %j → %j", (_, reader, cell, unit, expected) => expect(outcome(reader, cell, { unit })).toBe(expected));
});

describe("ID numbers", () => {
  it("knows the check digit", () => {
    expect(checkDigitHolds("11010519491231002X")).toBe(true);
    expect(checkDigitHolds("110105194912310021")).toBe(false);
  });
  it.each<[Filled, unknown]>([
    ["11010519491231002x", "11010519491231002X"], ["110105194912310021", ["110105194912310021", "unknown-value:check-digit"]], ["110105194912310000", "?lost-digits"], [Number("440307198701133391"), "?lost-digits"], ["4.40307E+17", "?lost-digits"],
    ["1101**********002X", "blank!unknown-value:masked"], ["无", "blank"], ["H1234567", "H1234567"],
  ])("%j → %j", (cell, expected) => expect(outcome(readIdNumber, cell)).toEqual(expected));
  it.each<[Filled, unknown]>([[1001, "1001"], ["Ｑ001", "Q001"], ["A-7", "A-7"], [5599148232, "5599148232"], [999999999999999, "999999999999999"], [1e15, "?lost-digits"], ["1000", "1000"], ["待定", "blank"]])(
    "a number that names: %j → %j", (cell, expected) => expect(outcome(readNumberMark, cell)).toBe(expected));
});

describe("texts", () => {
  it.each<[ValueReader<string>, string, unknown]>([
    [readText, "  与市社协\n商定 ", "与市社协 商定"], [readMark, "第 八 条", "第八条"], [readPhrase, "启明 社工（南山）", "启明社工(南山)"], [readText, "N/A", "blank"], [readText, "——", "blank"],
  ])("%#: %j → %j", (reader, text, expected) => expect(outcome(reader, text)).toBe(expected));
});
