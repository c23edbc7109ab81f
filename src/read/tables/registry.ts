import { readName } from "../values/names.ts";
import { readRole } from "../values/role.ts";
import { readText } from "../values/text.ts";
import { defineTable, headers } from "./define.ts";
import { CERTIFICATE_NO, date, EMPLOYEE_NO, ID_NUMBER, REGISTRATION_NO } from "./shared.ts";

/** 协会名册: the association's register of supervisors. */
export const registry = defineTable("registry", {
  must: [["name"], ["level"]],
  nameField: "name",
  names: ["协会名册", "协会登记", "督导名册", "认定名册", "认定名单", "协会", "registry", "register"],
  dateOrder: [["accreditedOn", "validUntil"]],
  fields: {
    name: { headers: headers("姓名 督导姓名"), read: readName },
    employeeNo: EMPLOYEE_NO,
    idNumber: ID_NUMBER,
    certificateNo: CERTIFICATE_NO,
    registrationNo: REGISTRATION_NO,
    level: { headers: headers("督导级别 级别"), read: readRole, blank: "unknown-role" },
    accreditedOn: date("认定日期 资格认定日期"),
    validUntil: date("有效期至"),
    sanction: { headers: headers("处分 违纪处罚"), read: readText },
    sanctionFrom: date("处分开始"),
    sanctionUntil: date("处分截止"),
  },
});
