import { readServiceDate } from "../values/date.ts";
import { readForm } from "../values/form.ts";
import { readReviewer } from "../values/names.ts";
import { readHalfDays, readHours } from "../values/number.ts";
import { readNumberMark } from "../values/id-number.ts";
import { readServiceType } from "../values/service-type.ts";
import { readMark, readText } from "../values/text.ts";
import { readGroupKind, readHardCase, readLead, readYesNo } from "../values/yes-no.ts";
import { defineTable, headers } from "./define.ts";
import { AGENCY, date, names } from "./shared.ts";

/** 服务记录: one session of a case, group, activity … Clients' names and addresses have no field, so they are never kept. */
export const services = defineTable("services", {
  must: [["date"], ["worker"], ["type"]],
  nameField: "worker",
  names: ["服务记录", "服务日志", "服务台账", "工作记录", "工作日志", "服务登记", "个案记录", "小组记录", "活动记录", "services"],
  dateOrder: [["date", "submittedOn"], ["date", "reviewedOn"]],
  fields: {
    agency: AGENCY,
    recordNo: { headers: headers("记录编号 流水号 编号~"), read: readMark, quiet: true },
    date: { headers: headers("日期 服务日期 活动日期 开展日期 面谈日期 走访日期 服务时间 活动时间 时间~"), read: readServiceDate, blank: "bad-date" },
    worker: names("社工姓名 负责社工 主责社工 负责同工 同工姓名 工作员 服务人员 服务人员姓名 经办社工 跟进社工 带领社工 执行社工 社工 姓名"),
    workerNo: { headers: headers("工号 社工编号 同工编号"), read: readNumberMark },
    type: { headers: headers("服务类型 服务类别 服务方式 服务形式 工作方法 活动类型 类型"), read: readServiceType },
    serviceNo: {
      headers: headers("服务编号 个案编号 个案号 案号 档案号 档案编号 小组编号 小组名称 活动编号 活动名称 个案/小组编号"), read: readMark, plainAsWritten: true,
    },
    sessionNo: { headers: headers("节次 次数 第几次 第几节 面谈次数 聚会次数 会谈次数"), read: readMark, plainAsWritten: true },
    form: { headers: headers("形式 面谈形式 会谈形式 跟进方式"), read: readForm },
    halfDays: { headers: headers("节数(半天) 节(半天) 半天数 工作节数 节数~"), read: readHalfDays },
    hours: { headers: headers("时长 服务时长 时数 工时 服务小时 用时"), read: readHours },
    lead: { headers: headers("承担角色 服务角色 主协 担任角色 是否主责"), read: readLead },
    direct: { headers: headers("直接服务 是否直接服务"), read: readYesNo },
    hardCase: { headers: headers("疑难个案 是否疑难 个案类型"), read: readHardCase },
    groupKind: { headers: headers("小组性质 小组类型"), read: readGroupKind },
    complete: {
      headers: headers("记录完整 记录是否完整 完整服务记录 资料齐全 文书齐全 档案完整 归档情况 是否归档 记录情况"), read: readYesNo,
    },
    submittedOn: date("提交日期 递交日期 上交日期"),
    reviewer: { headers: headers("审阅人 审核人 督导审阅 批阅人 审批人 督导签名 督导签字"), read: readReviewer },
    reviewedOn: date("审阅日期 审核日期 批阅日期 批复日期"),
    category: { headers: headers("服务内容 职业任务 任务类别"), read: readText, quiet: true },
  },
});
