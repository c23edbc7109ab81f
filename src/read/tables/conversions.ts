import { readCount } from "../values/number.ts";
import { readServiceType } from "../values/service-type.ts";
import { defineTable, headers } from "./define.ts";
import { AGENCY, date, names } from "./shared.ts";

/** 指标换算: a conversion under article 14(4). */
export const conversions = defineTable("conversions", {
  must: [["person"], ["from"], ["fromCount"], ["to"], ["toCount"], ["approvedBy"]],
  nameField: "person",
  names: ["指标换算", "换算", "conversions"],
  dateOrder: [],
  fields: {
    agency: AGENCY,
    person: names("姓名 见习督导"),
    from: { headers: headers("换出"), read: readServiceType },
    fromCount: { headers: headers("换出数量"), read: readCount },
    to: { headers: headers("换入"), read: readServiceType },
    toCount: { headers: headers("换入数量"), read: readCount },
    approvedBy: names("批准顾问 批准人"),
    approvedOn: date("批准日期"),
  },
});
