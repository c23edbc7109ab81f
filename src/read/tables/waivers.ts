import { readCount } from "../values/number.ts";
import { readMark, readText } from "../values/text.ts";
import { defineTable, headers } from "./define.ts";
import { AGENCY, date, names } from "./shared.ts";

/** 豁免商定: an agreed exception. */
export const waivers = defineTable("waivers", {
  must: [["rule"], ["reason"], ["approvedBy"], ["approvedOn"]],
  nameField: "rule",
  names: ["豁免商定", "豁免", "商定", "waivers"],
  dateOrder: [["approvedOn", "validUntil"]],
  fields: {
    rule: { headers: headers("条款 规则"), read: readMark },
    agency: AGENCY,
    person: names("姓名"),
    limit: { headers: headers("商定上限"), read: readCount },
    reason: { headers: headers("理由 原因"), read: readText },
    approvedBy: { headers: headers("批准人 批准单位 商定人"), read: readText },
    approvedOn: date("批准日期"),
    validUntil: date("有效期至"),
  },
});
