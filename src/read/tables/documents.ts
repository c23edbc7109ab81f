import { readText } from "../values/text.ts";
import { defineTable, headers } from "./define.ts";
import { AGENCY, date } from "./shared.ts";

/** 制度材料: one document on file. */
export const documents = defineTable("documents", {
  must: [["document"]],
  nameField: "document",
  names: ["制度材料", "制度清单", "材料清单", "制度", "材料", "documents"],
  dateOrder: [["date", "submittedOn"]],
  fields: {
    agency: AGENCY,
    document: { headers: headers("材料名称 制度名称 文件名称"), read: readText },
    kind: { headers: headers("材料类别 类别"), read: readText },
    date: date("制定日期 日期"),
    submittedOn: date("报送日期 报送市社协日期 提交日期"),
  },
});
