import { readCount, readHalfDays } from "../values/number.ts";
import { defineTable, headers } from "./define.ts";
import { AGENCY, date, names } from "./shared.ts";

/** 指标调整: an adviser's targets for a trainee. */
export const targets = defineTable("targets", {
  must: [["person"], ["approvedBy"]],
  nameField: "person",
  names: ["指标调整", "targets"],
  dateOrder: [],
  fields: {
    agency: AGENCY,
    person: names("姓名 见习督导"),
    cases: { headers: headers("疑难个案数 个案指标"), read: readCount },
    groupUnits: { headers: headers("小组单位数 小组指标"), read: readCount },
    activities: { headers: headers("活动数 活动指标"), read: readCount },
    monthlyHalfDays: { headers: headers("每月节数"), read: readHalfDays },
    approvedBy: names("批准顾问 批准人"),
    approvedOn: date("批准日期"),
  },
});
