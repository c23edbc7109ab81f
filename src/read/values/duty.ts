import type { Duty } from "../../model/record.ts";
import { BLANK, isPlaceholder, key, known, unknownValue, words, type ValueReader } from "./value.ts";

const DUTY_OF = words<Duty>(
  ["association-reports", "政策建议 工作报告 政策建议/工作报告 政策建议报告"],
  ["association-activities", "协会活动"],
  ["quality-evaluation", "服务质量评估 质量评估"],
  ["team-summary", "团队总结"],
  ["performance-appraisal", "绩效考核 绩效评估"],
  ["practice-monitoring", "工作程序与操守监督 操守监督 程序监督"],
  ["growth-plan", "个人成长方案 成长方案 成长计划"],
  ["issue-feedback", "问题反馈"],
  ["coordination", "交流协调 协调"],
  ["emotional-support", "情绪支持"],
  ["annual-plan", "年度计划 年度工作计划 年度服务计划"],
  ["training", "培训"],
  ["resources", "资源拓展 资源链接 新项目拓展"],
  ["referral-follow-up", "疑难转介跟进 转介跟进"],
  ["work-report", "工作汇报"],
  ["communication", "上下沟通 沟通协调"],
);
/** The words that a message and a drop-down offer: one for each duty. */
export const DUTY_TEXTS = [
  "政策建议/工作报告", "协会活动", "服务质量评估", "团队总结", "绩效考核", "工作程序与操守监督", "个人成长方案", "问题反馈",
  "交流协调", "情绪支持", "年度计划", "培训", "资源拓展", "疑难转介跟进", "工作汇报", "上下沟通",
] as const;

/** The kind of a duty: the cell equals a kind or one of its synonyms. */
export const readDuty: ValueReader<Duty> = (cell) => {
  const text = key(cell);
  const duty = DUTY_OF(text);
  return duty !== undefined ? known(duty) : isPlaceholder(text) ? BLANK : unknownValue(DUTY_TEXTS.join("、"));
};
