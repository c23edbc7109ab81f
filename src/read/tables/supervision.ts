import { readLogDate } from "../values/date.ts";
import { readHours } from "../values/number.ts";
import { readStatedRole } from "../values/role.ts";
import { readSupervisionForms } from "../values/supervision-form.ts";
import { defineTable, headers } from "./define.ts";
import { AGENCY, date, names } from "./shared.ts";

/** 督导记录: one supervision meeting. */
export const supervision = defineTable("supervision", {
  must: [["date"], ["supervisor"], ["supervisees"], ["form"]],
  nameField: "supervisor",
  names: ["督导记录", "督导登记", "督导台账", "督导日志", "督导", "supervision"],
  dateOrder: [["date", "completedOn"]],
  fields: {
    agency: AGENCY,
    date: { headers: headers("督导日期 日期"), read: readLogDate, blank: "bad-date" },
    supervisor: names("督导者 督导 督导姓名 督导老师姓名"),
    supervisorRole: { headers: headers("督导职级 督导级别 督导身份"), read: readStatedRole },
    supervisees: names("督导对象 被督导者 受督导者 被督导社工 参加人员"),
    form: { headers: headers("督导形式 督导方式 督导手法 形式"), read: readSupervisionForms },
    hours: { headers: headers("督导时长 督导时数 时长"), read: readHours, quiet: true },
    completedOn: date("记录完成日期 完成日期 记录日期"),
  },
});
