// From people and events to the rows of the tables. A row is an object by header, so that the data reads like the table.
import { earlier, monthsBetween, nthWorkday, plus, workday } from "./days.mjs";

export const gridOf = (columns, rows) => [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ""))];

/**
 * A well-formed ID number of nobody: its region is the code of a whole city or territory, not of a district; the check digit is right.
 * @param region six digits, @param birthday YYYY-MM-DD, @param serial 1–999
 */
export function inventedIdNumber(region, birthday, serial) {
  const digits = region + birthday.replaceAll("-", "") + String(serial).padStart(3, "0");
  const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * (2 ** (17 - i) % 11), 0);
  return digits + "10X98765432"[sum % 11];
}

/** The days of a service: `every` days from `from`, `times` of them, moved to working days; `days` says them one by one. */
const daysOf = ({ from, every = 14, times = 1, days }) => days ?? Array.from({ length: times }, (_, i) => workday(plus(from, i * every)));

/**
 * The service log: a row for each session of each service `{ who, type, no, from, every, times, halfDays, forms, …}`.
 * `forms` are taken in turn; submission and review follow the session by a few days, none after `until`.
 */
export function sessionsOf(services, { until, random, reviewerOn }) {
  return services.flatMap((service) => daysOf(service).map((day, i) => {
    const { who, type, no, halfDays = 1, forms = [""], lead = "主责", hard = "", kind = "", complete = "是", content } = service;
    const submitted = earlier(plus(day, random.between(1, 3)), until);
    return {
      日期: day, 社工姓名: who, 服务类型: type, 服务编号: no ?? "", 节次: no ? i + 1 : "", 形式: forms[i % forms.length], "节数(半天)": halfDays, 承担角色: lead, 直接服务: type === "会议" || type === "培训" ? "否" : "是",
      疑难个案: hard, 小组性质: kind, 记录完整: complete, 提交日期: submitted, 审阅人: reviewerOn(day, who), 审阅日期: earlier(plus(submitted, random.between(1, 5)), until), 服务内容: content ?? "",
    };
  })).sort(byDay("日期"));
}

export const byDay = (column) => (a, b) => (a[column] < b[column] ? -1 : Number(a[column] > b[column]));

/**
 * The supervision log of one supervisor's team: each month one group meeting on its `groupDay`th working day, and one meeting with each member on the days after.
 * Whoever is not yet, or no longer, in the team on a day is left out: `members` are `{ name, from?, to? }`.
 */
export function supervisionOf({ giver, giverRole = "", from, to, members, groupDay, skip = () => false, completed = 3, hours = 1.5 }) {
  const present = (day) => members.filter((member) => (member.from ?? from) <= day && day <= (member.to ?? to)).map(({ name }) => name);
  const record = (day, names, form) => ({ 督导日期: day, 督导者: giver, 督导职级: giverRole, 督导对象: names.join("、"), 督导形式: form, "督导时长(小时)": form === "小组" ? hours + 0.5 : hours, 记录完成日期: plus(day, completed) });
  return monthsBetween(from, to).flatMap((month) => {
    const group = nthWorkday(month, groupDay);
    const single = members.map(({ name }, i) => ({ name, day: nthWorkday(month, groupDay + 1 + (i % 10)) })).filter(({ name, day }) => present(day).includes(name));
    return [
      ...(present(group).length > 0 ? [record(group, present(group), "小组")] : []),
      ...single.map(({ name, day }) => record(day, [name], "个人")),
    ].filter((row) => from <= row.督导日期 && row.督导日期 <= to && !skip(row));
  });
}

/** The duty log: each kind with a note and the days on which each person did it. */
export const dutiesOf = (duties) => duties.flatMap(([kind, note, days]) => Object.entries(days).flatMap(([name, on]) => [on].flat().map((day) => ({ 日期: day, 姓名: name, 履职类型: kind, 内容: note })))).sort(byDay("日期"));

export const SERVICE_COLUMNS = ["日期", "社工姓名", "服务类型", "服务编号", "节次", "形式", "节数(半天)", "承担角色", "直接服务", "疑难个案", "小组性质", "记录完整", "提交日期", "审阅人", "审阅日期", "服务内容"];
export const SUPERVISION_COLUMNS = ["督导日期", "督导者", "督导职级", "督导对象", "督导形式", "督导时长(小时)", "记录完成日期"];
export const DUTY_COLUMNS = ["日期", "姓名", "履职类型", "内容"];
export const DOCUMENT_COLUMNS = ["材料名称", "材料类别", "制定日期", "报送日期"];
export const REGISTRY_COLUMNS = ["姓名", "身份证号", "督导级别", "认定日期", "有效期至", "处分", "处分开始", "处分截止"];

/** With the agency's name in front, as agencies send it. */
export const ofAgency = (agency, columns, rows) => gridOf(["机构名称", ...columns], rows.map((row) => ({ 机构名称: agency, ...row })));
