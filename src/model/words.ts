import { DUTIES, POST_CLASSES, type Duty, type PostClass } from "./record.ts";
import { GRADES, GRADE_WORDS, RANK_WORDS, ROLES, ROLE_WORDS } from "./role.ts";
import type { Bilingual } from "./text.ts";

export const DUTY_WORDS: Record<Duty, Bilingual> = {
  "association-reports": { zh: "政策建议或工作报告", en: "policy advice or work report" },
  "association-activities": { zh: "参加协会活动", en: "taking part in the association's activities" },
  "quality-evaluation": { zh: "服务质量评估", en: "evaluation of service quality" },
  "team-summary": { zh: "团队总结", en: "summary of the team's work" },
  "performance-appraisal": { zh: "绩效考核", en: "performance appraisal" },
  "practice-monitoring": { zh: "工作程序与操守监督", en: "monitoring of procedures and conduct" },
  "growth-plan": { zh: "个人成长方案", en: "personal growth plan" },
  "issue-feedback": { zh: "问题反馈", en: "feedback of problems" },
  "coordination": { zh: "交流协调", en: "exchange and coordination" },
  "emotional-support": { zh: "情绪支持", en: "emotional support" },
  "annual-plan": { zh: "年度计划", en: "annual plan" },
  "training": { zh: "培训", en: "training" },
  "resources": { zh: "资源拓展", en: "developing resources" },
  "referral-follow-up": { zh: "疑难转介跟进", en: "follow-up of hard referrals" },
  "work-report": { zh: "工作汇报", en: "report to the supervisor" },
  "communication": { zh: "上下沟通", en: "communication up and down" },
};

export const POST_CLASS_WORDS: Record<PostClass, Bilingual> = {
  "professional-technical": { zh: "专业技术岗位", en: "professional-technical posts" },
  "main-professional-technical": { zh: "主体专业技术岗位", en: "main professional-technical posts" },
  "other": { zh: "其他岗位类别", en: "another class of post" },
};

const MEASURES: Record<string, Bilingual> = {
  "half-days": { zh: "节(半天)", en: "half-days" },
  "records": { zh: "条记录", en: "records" },
  "hours": { zh: "小时", en: "hours" },
};

/** Words for the codes that stand in observed and expected, by which sentences are filled. */
export const CODE_WORDS: ReadonlyMap<string, Bilingual> = new Map<string, Bilingual>([
  ...ROLES.map((role): [string, Bilingual] => [role, ROLE_WORDS[role]]),
  ["none", ROLE_WORDS.none], ["unreadable", ROLE_WORDS.unreadable],
  ...([0, 1, 2, 3] as const).map((rank): [string, Bilingual] => [`rank-${rank}`, RANK_WORDS[rank]]),
  ...GRADES.map((grade): [string, Bilingual] => [`grade-${grade}`, GRADE_WORDS[grade]]),
  ...DUTIES.map((duty): [string, Bilingual] => [duty, DUTY_WORDS[duty]]),
  ...POST_CLASSES.map((each): [string, Bilingual] => [each, POST_CLASS_WORDS[each]]),
  ...Object.entries(MEASURES),
  ["socialInsurance", { zh: "社会保险", en: "social insurance" }],
  ["housingFund", { zh: "住房公积金", en: "a housing fund" }],
]);
