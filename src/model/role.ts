import type { Bilingual } from "./text.ts";

/** Posts, in the order of their tier; `other` is a recognised post without a tier (rules.md, section 1, "tier"). */
export const ROLES = [
  "frontline", "assistant", "trainee-supervisor", "junior-supervisor", "intermediate-supervisor", "senior-supervisor", "external-supervisor", "other",
] as const;
export type Role = (typeof ROLES)[number];

const TIERS: Record<Role, number | null> = {
  "frontline": 0, "assistant": 1, "trainee-supervisor": 2, "junior-supervisor": 3, "intermediate-supervisor": 4, "senior-supervisor": 5,
  "external-supervisor": 9, "other": null,
};

/** The tier of a post, null for a post that has none and counts nowhere. */
export const tierOf = (role: Role): number | null => TIERS[role];

/** The role somebody has on a day: a post, none that day, or a cell that nobody can read. */
export type RoleOnDay = Role | "none" | "unreadable";

export const tierOnDay = (role: RoleOnDay): number | null => (role === "none" || role === "unreadable" ? null : tierOf(role));

/** Tiers 0–5, the social-work people of an agency. */
export const SOCIAL_WORK_ROLES: readonly Role[] = ROLES.filter((role) => { const tier = tierOf(role); return tier !== null && tier <= 5; });

export const ROLE_WORDS: Record<Role | "none" | "unreadable", Bilingual> = {
  "frontline": { zh: "一线社工", en: "frontline social worker" },
  "assistant": { zh: "督导助理", en: "supervisor's assistant" },
  "trainee-supervisor": { zh: "见习督导", en: "trainee supervisor" },
  "junior-supervisor": { zh: "初级督导", en: "junior supervisor" },
  "intermediate-supervisor": { zh: "中级督导", en: "intermediate supervisor" },
  "senior-supervisor": { zh: "高级督导", en: "senior supervisor" },
  "external-supervisor": { zh: "外聘督导或顾问", en: "external supervisor or adviser" },
  "other": { zh: "其他岗位", en: "other post" },
  "none": { zh: "无岗位", en: "no post" },
  "unreadable": { zh: "岗位无法识别", en: "post not understood" },
};

/** Professional qualification: 无 0 < 助理社会工作师 1 < 社会工作师 2 < 高级社会工作师 3. */
export type Rank = 0 | 1 | 2 | 3;

export const RANK_WORDS: Record<Rank, Bilingual> = {
  0: { zh: "无证", en: "no certificate" },
  1: { zh: "助理社会工作师", en: "assistant social worker" },
  2: { zh: "社会工作师", en: "social worker" },
  3: { zh: "高级社会工作师", en: "senior social worker" },
};

/** Grades of a professional post, as postGrade and the pay guide name them. */
export const GRADES = ["junior", "intermediate", "senior"] as const;
export type Grade = (typeof GRADES)[number];

export const GRADE_WORDS: Record<Grade, Bilingual> = {
  junior: { zh: "初级", en: "junior" },
  intermediate: { zh: "中级", en: "intermediate" },
  senior: { zh: "高级", en: "senior" },
};

export const GRADE_RANK: Record<Grade, Rank> = { junior: 1, intermediate: 2, senior: 3 };

/** The grade a rank stands for where a roster tells no grade; null for rank 0. */
export const gradeOfRank = (rank: Rank): Grade | null => (rank === 0 ? null : GRADES[rank - 1] ?? null);
