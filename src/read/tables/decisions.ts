import { readDecision } from "../values/decision.ts";
import { readMark, readText } from "../values/text.ts";
import { defineTable, headers } from "./define.ts";
import { AGENCY, date, names } from "./shared.ts";

/** 复核结论: an inspector's decision on a finding. */
export const decisions = defineTable("decisions", {
  must: [["rule"], ["decision"], ["by"], ["on"]],
  nameField: "rule",
  names: ["复核结论", "复核", "decisions"],
  dateOrder: [],
  fields: {
    rule: { headers: headers("条款 规则"), read: readMark },
    agency: AGENCY,
    person: names("姓名"),
    decision: { headers: headers("复核结论"), read: readDecision },
    reason: { headers: headers("理由"), read: readText },
    by: { headers: headers("复核人"), read: readText },
    on: date("复核日期"),
  },
});
