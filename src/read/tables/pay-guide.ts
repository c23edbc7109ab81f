import { readGrade } from "../values/grade.ts";
import { readMoney } from "../values/number.ts";
import { defineTable, headers } from "./define.ts";
import { date } from "./shared.ts";

/** 薪酬指导标准: guidance pay of a level, in yuan a month. */
export const payGuide = defineTable("pay-guide", {
  must: [["level"], ["amount"]],
  nameField: "level",
  names: ["薪酬指导标准", "薪酬指导", "薪酬标准", "薪酬", "指导价", "pay-guide"],
  dateOrder: [],
  fields: {
    level: { headers: headers("级别 等级"), read: readGrade },
    amount: { headers: headers("月薪 金额 指导价"), read: readMoney },
    effectiveFrom: date("生效日期"),
  },
});
