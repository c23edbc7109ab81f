import { readPhrase, readText } from "../values/text.ts";
import { defineTable, headers } from "./define.ts";
import { AGENCY } from "./shared.ts";

/** 机构信息: an agency and its kind. */
export const agency = defineTable("agency", {
  must: [["agency"]],
  nameField: "agency",
  names: ["机构信息", "机构情况", "机构名单", "机构", "agency", "agencies"],
  dateOrder: [],
  fields: {
    agency: AGENCY,
    type: { headers: headers("机构类型 单位类型"), read: readPhrase },
    region: { headers: headers("地区"), read: readText, quiet: true },
  },
});
