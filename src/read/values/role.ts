import { tierOf, type Role } from "../../model/role.ts";
import { BLANK, isPlaceholder, key, known, unreadable, words, type Parsed, type ValueReader } from "./value.ts";

const ROLE_OF = words<Role>(
  ["frontline", "一线社工 社工 驻点社工 驻站社工 岗位社工 项目社工 专职社工 服务岗社工 社会工作专业人员 社会工作辅助人员 持证社工 非持证社工 初级社工 中级社工 frontline"],
  ["assistant", "督导助理 助理督导 assistant"],
  ["trainee-supervisor", "见习督导 trainee-supervisor"],
  ["junior-supervisor", "初级督导 junior-supervisor"],
  ["intermediate-supervisor", "中级督导 intermediate-supervisor"],
  ["senior-supervisor", "高级督导 senior-supervisor"],
  ["external-supervisor", "香港督导 境外督导 外聘督导 督导顾问 顾问 见习督导小组顾问 external-supervisor"],
  ["other", "项目主管 主任 副主任 总干事 中心主任 行政 行政人员 财务 出纳 会计 司机 后勤 社工助理 实习生 志愿者 义工 other"],
);

/** The posts that a message and a drop-down offer. */
export const ROLE_TEXTS = ["一线社工", "督导助理", "见习督导", "初级督导", "中级督导", "高级督导", "香港督导", "顾问", "行政"] as const;
const KNOWN_ROLES = ROLE_TEXTS.join("、");

/** Posts in one cell are told apart by these; a bracket often holds the second one. */
const BETWEEN_POSTS = /[、,;/\n()[\]+&兼和及]/;

/**
 * A post (data.md, section 3, "role"). Several posts in one cell: of one tier, that one; one with a tier and others without, the
 * one with; of different tiers, nobody can say.
 */
export function roleOfText(text: string): Parsed<Role> {
  const plain = text.normalize("NFKC").replace(/[^\S\n]+/g, "");
  const whole = ROLE_OF(plain);
  if (whole !== undefined) return known(whole);
  const parts = plain.split(BETWEEN_POSTS).map((part) => part.replace(/^任/, "")).filter((part) => part !== "");
  const roles = parts.map((part) => ROLE_OF(part));
  if (parts.length < 2 || roles.includes(undefined)) return unreadable("unknown-role", { expected: KNOWN_ROLES });
  const tiers = new Set(roles.map((role) => (role === undefined ? null : tierOf(role))).filter((tier) => tier !== null));
  if (tiers.size > 1) return unreadable("unknown-role", { expected: KNOWN_ROLES }, "several");
  const role = roles.find((one) => one !== undefined && tierOf(one) !== null) ?? "other";
  return known(role);
}

/** The post of a person; a cell of the roster, of the register (its level), or a previous post. */
export const readRole: ValueReader<Role> = (cell) => (isPlaceholder(key(cell)) ? BLANK : roleOfText(typeof cell === "string" ? cell : key(cell)));

/** The post that a supervision record states of its giver: not understood is said, and left to the roster. */
export const readStatedRole: ValueReader<Role> = (cell, context) => {
  const role = readRole(cell, context);
  return role.is === "unreadable" ? unreadable("unknown-value", { expected: KNOWN_ROLES }) : role;
};
