import { readLogDate } from "../values/date.ts";
import { readDuty } from "../values/duty.ts";
import { readText } from "../values/text.ts";
import { defineTable, headers } from "./define.ts";
import { AGENCY, names } from "./shared.ts";

/** 履职记录: one duty done. */
export const duties = defineTable("duties", {
  must: [["date"], ["person"], ["duty"]],
  nameField: "person",
  names: ["履职记录", "履职", "duties"],
  dateOrder: [],
  fields: {
    agency: AGENCY,
    date: { headers: headers("日期 履职日期"), read: readLogDate, blank: "bad-date" },
    person: names("姓名 督导姓名 人员"),
    duty: { headers: headers("履职类型 职责类型 履职事项 类型"), read: readDuty, blank: "unknown-value" },
    note: { headers: headers("内容 说明"), read: readText, quiet: true },
  },
});
