import { DUTIES, POST_CLASSES, type Duty, type PostClass } from "./record.ts";
import { GRADES, GRADE_WORDS, RANK_WORDS, ROLES, ROLE_WORDS } from "./role.ts";
import type { Bilingual } from "./text.ts";

export const DUTY_WORDS: Record<Duty, Bilingual> = {
  "association-reports": { zh: "政策建议/工作报告", en: "policy proposal or work report" },
  "association-activities": { zh: "协会活动", en: "association activity" },
  "quality-evaluation": { zh: "服务质量评估", en: "service quality evaluation" },
  "team-summary": { zh: "团队总结", en: "team summary" },
  "performance-appraisal": { zh: "绩效考核", en: "performance appraisal" },
  "practice-monitoring": { zh: "工作程序与操守监督", en: "monitoring of procedures and conduct" },
  "growth-plan": { zh: "个人成长方案", en: "personal growth plan" },
  "issue-feedback": { zh: "问题反馈", en: "reporting of problems" },
  "coordination": { zh: "交流协调", en: "exchange and coordination" },
  "emotional-support": { zh: "情绪支持", en: "emotional support" },
  "annual-plan": { zh: "年度计划", en: "annual plan" },
  "training": { zh: "培训", en: "training" },
  "resources": { zh: "资源拓展", en: "finding resources" },
  "referral-follow-up": { zh: "疑难转介跟进", en: "follow-up of hard referrals" },
  "work-report": { zh: "工作汇报", en: "work report" },
  "communication": { zh: "上下沟通", en: "communication up and down" },
};

export const POST_CLASS_WORDS: Record<PostClass, Bilingual> = {
  "professional-technical": { zh: "专业技术岗位", en: "professional-technical posts" },
  "main-professional-technical": { zh: "主体专业技术岗位", en: "main professional-technical posts" },
  "other": { zh: "其他岗位类别", en: "another class of post" },
};

const MEASURES: Record<string, Bilingual> = {
  "half-days": { zh: "节", en: "half-days" },
  "records": { zh: "条", en: "records" },
  "hours": { zh: "小时", en: "hours" },
};

/** Words for the codes that stand in observed and expected, by which sentences are filled. */
export const CODE_WORDS: ReadonlyMap<string, Bilingual> = new Map<string, Bilingual>([
  // Before the posts: both have an "other", and sentences name people's posts.
  ...POST_CLASSES.map((each): [string, Bilingual] => [each, POST_CLASS_WORDS[each]]),
  ...ROLES.map((role): [string, Bilingual] => [role, ROLE_WORDS[role]]),
  ["none", ROLE_WORDS.none], ["unreadable", ROLE_WORDS.unreadable],
  ...([0, 1, 2, 3] as const).map((rank): [string, Bilingual] => [`rank-${rank}`, RANK_WORDS[rank]]),
  ...GRADES.map((grade): [string, Bilingual] => [`grade-${grade}`, GRADE_WORDS[grade]]),
  ...DUTIES.map((duty): [string, Bilingual] => [duty, DUTY_WORDS[duty]]),
  ...Object.entries(MEASURES),
  ["socialInsurance", { zh: "社会保险", en: "social insurance" }],
  ["housingFund", { zh: "公积金", en: "the housing fund" }],
  ["social-work", { zh: "社会工作专业", en: "social work" }], ["related", { zh: "相关专业", en: "related" }], ["unrelated", { zh: "无关专业", en: "unrelated" }],
]);
