import { seeded } from "./random.ts";
import type { Tables } from "./submission.ts";

/**
 * Small submissions as agencies hand them in: one or two agencies, a few people with histories, blank cells and cells that nobody
 * can read, a few months of logs, and every small table. Made of a seed, so that a failing one is named by its number; `smallest` then takes rows and tables away.
 */
export interface Generated {
  policy: "shenzhen-2010" | "xpcc-2017";
  asOf: string;
  from: string;
  /** `--agency`, where the roster has no column for it. */
  agency: string | undefined;
  /** `--set`: limits that so few people can break, and demands that so few records can meet. */
  settings: string[];
  /** By the name of their file or sheet. */
  tables: Tables;
}

/** Whole numbers from 0 to `max`. */
type Gen = (max: number) => number;
const SETTINGS = [
  "SZ08-supervisor-ratio.limit=2", "SZ08-supervisor-load.limit=2", "SZ16-assistant-ratio.limit=2", "SZ16-assistant-load.limit=1", "SZ14-practice-portfolio.caseSessions=2",
  "SZ14-practice-portfolio.groupHalfDays=2", "SZ14-practice-portfolio.cases=1", "SZ14-practice-portfolio.groupUnits=1", "SZ14-practice-sessions.target=3", "SZ13-record-review.minShare=0.6",
  "SZ17-records-submitted.minShare=0.8",
];

type RowOf = Record<string, string>;

/** What the generator leaves out, where a property asks something that holds only without it. */
export interface Shape {
  policy?: Generated["policy"];
  /** Service records that are copies of another one. */
  copies?: boolean;
}

export const LOG_TABLES = ["服务记录", "督导记录", "履职记录"] as const;
export const ASKED_DAYS = { asOf: ["2010-11-30", "2010-12-15"], from: "2010-09-01" } as const;

const AGENCIES = ["启明社工服务中心", "春晖社工服务中心"];
const NAMES = ["欧阳明", "张三", "李四", "王五", "赵六", "钱七", "孙八", "周和平", "吴十", "郑一"];
const STRANGERS = ["陌生人", "香港顾问", "王小明"];

const pick = <T>(g: Gen, ...list: readonly T[]): T => list[g(list.length - 1)] as T;
const chance = (g: Gen, percent: number): boolean => g(99) >= 100 - percent;
const between = (g: Gen, min: number, max: number): number => min + g(max - min);

const two = (n: number): string => String(n).padStart(2, "0");

function day(g: Gen, years: readonly number[], months: readonly [number, number] = [1, 12]): string {
  return `${pick(g, ...years)}-${two(between(g, ...months))}-${two(between(g, 1, 28))}`;
}

/** A date as people write it: mostly plain, sometimes a month only, blank, or nothing that is one. */
function written(g: Gen, iso: string, odd = 12): string {
  if (!chance(g, odd)) return iso;
  const [year = "", month = "", date = ""] = iso.split("-");
  return pick(g, `${year}/${Number(month)}/${Number(date)}`, `${year}.${month}.${date}`, `${year}年${Number(month)}月${Number(date)}日`, `${year}年${Number(month)}月`, "", "不详");
}

const oneOf = (g: Gen, usual: readonly string[], odd: readonly string[], percent = 10): string => (chance(g, percent) ? pick(g, ...odd) : pick(g, ...usual));

/** Rows as a table: the columns that any row has, some of those that may be absent left out. */
function grid(g: Gen, rows: readonly RowOf[], columns: readonly string[], optional: readonly string[], absent = 6): string[][] {
  const kept = columns.filter((column) => !optional.includes(column) || !chance(g, absent));
  return [kept, ...rows.map((row) => kept.map((column) => row[column] ?? ""))];
}

export function generate(seed: number, shape: Shape = {}): Generated {
  const random = seeded(seed);
  const g: Gen = (max) => Math.floor(random() * (max + 1));
  const policy = shape.policy ?? pick(g, "shenzhen-2010" as const, "shenzhen-2010" as const, "shenzhen-2010" as const, "xpcc-2017" as const);
  const asOf = pick(g, ...ASKED_DAYS.asOf);
  const agencies = AGENCIES.slice(0, between(g, 1, 2));
  const several = agencies.length > 1;
  const people = roster(g, agencies, policy);
  const names = [...new Set(people.map((row) => row["姓名"] ?? ""))].filter((name) => name !== "");
  const agencyColumn = several || chance(g, 50);
  const tables: Record<string, string[][]> = {
    花名册: grid(g, people.map((row) => (agencyColumn ? row : { ...row, 机构: "" })), rosterColumns(policy, agencyColumn, chance(g, 40)), OPTIONAL_OF_ROSTER),
  };
  const add = (name: string, percent: number, make: () => string[][]): void => {
    if (!chance(g, percent)) return;
    const made = make();
    if (made.length > 1) tables[name] = made;
  };
  const own = (row: RowOf): RowOf => (several ? { 机构: agencyOf(g, row, people, agencies), ...row } : row);
  const withAgency = (columns: readonly string[]): string[] => (several ? ["机构", ...columns] : [...columns]);
  add("服务记录", 92, () => grid(g, services(g, names, people, shape).map(own), withAgency(SERVICE_COLUMNS), OPTIONAL_OF_SERVICES));
  add("督导记录", 92, () => grid(g, supervision(g, names, people).map(own), withAgency(["督导日期", "督导者", "督导职级", "督导对象", "督导形式", "记录完成日期"]), ["督导职级", "记录完成日期"]));
  add("履职记录", 85, () => grid(g, duties(g, names).map(own), withAgency(["日期", "姓名", "履职类型"]), []));
  add("制度材料", 85, () => grid(g, documents(g).map(own), withAgency(["材料名称", "材料类别", "制定日期", "报送日期"]), ["材料类别", "制定日期", "报送日期"]));
  if (policy === "shenzhen-2010") {
    add("协会名册", 80, () => grid(g, register(g, people), ["姓名", "工号", "身份证号", "督导级别", "认定日期", "有效期至", "处分", "处分开始", "处分截止"], ["工号", "身份证号", "认定日期", "有效期至", "处分"]));
    add("指标调整", 50, () => grid(g, targets(g, names).map(own), withAgency(["姓名", "疑难个案数", "小组单位数", "活动数", "每月节数", "批准顾问", "批准日期"]), []));
    add("指标换算", 40, () => grid(g, conversions(g, names).map(own), withAgency(["姓名", "换出", "换出数量", "换入", "换入数量", "批准顾问", "批准日期"]), []));
  } else {
    add("薪酬指导标准", 80, () => grid(g, ["初级", "中级", "高级"].map((级别, i) => ({ 级别, 月薪: String(3000 + 1000 * i), 生效日期: written(g, day(g, [2008, 2009, 2010])) })), ["级别", "月薪", "生效日期"], ["生效日期"]));
    add("机构信息", 70, () => grid(g, agencies.map((机构) => ({ 机构, 机构类型: pick(g, "医院", "福利院", "社区服务中心", "社会工作服务中心", "不详", "") })), ["机构", "机构类型"], []));
  }
  add("豁免商定", 50, () => grid(g, waivers(g, names, policy).map(own), withAgency(["条款", "姓名", "商定上限", "理由", "批准人", "批准日期", "有效期至"]), []));
  const settings = policy === "shenzhen-2010" ? SETTINGS.filter(() => chance(g, 60)) : [];
  return { policy, asOf, from: ASKED_DAYS.from, agency: agencyColumn ? undefined : agencies[0], settings, tables };
}

// ---- the roster

const OPTIONAL_OF_ROSTER = [
  "工号", "身份证号", "证书编号", "原岗位", "选拔考试结果", "离职日期", "在职状态", "上岗日期", "从事社会工作时间", "一线从业时间", "社工年限", "专业", "职业资格",
  "发证日期", "督导", "督导助理", "岗位等级", "岗位类别", "用工类别", "月工资", "社保", "公积金",
];

const rosterColumns = (policy: Generated["policy"], agency: boolean, quota: boolean): string[] => [
  ...(quota ? ["指标量"] : []),
  ...(agency ? ["机构"] : []), "姓名", "工号", "身份证号", "证书编号", "岗位", "原岗位", "入职日期", "离职日期", "在职状态", "上岗日期", "职业资格", "发证日期", "督导", "督导助理",
  ...(policy === "shenzhen-2010" ? ["选拔考试结果", "从事社会工作时间", "一线从业时间", "社工年限", "专业"] : ["岗位等级", "岗位类别", "用工类别", "月工资", "社保", "公积金"]),
];

const ROLES = ["一线社工", "一线社工", "一线社工", "社工", "督导助理", "督导助理", "见习督导", "见习督导", "初级督导"];
const ODD_ROLES = ["", "督导", "社工兼督导助理", "中级督导", "顾问", "司机", "初级督导兼项目主管"];
const BELOW: Record<string, string> = { 督导助理: "一线社工", 见习督导: "督导助理", 初级督导: "见习督导", 中级督导: "初级督导" };

function roster(g: Gen, agencies: readonly string[], policy: Generated["policy"]): RowOf[] {
  const count = between(g, 4, NAMES.length);
  const rows: RowOf[] = [];
  const chiefs = NAMES.slice(0, 2);
  const assistants = NAMES.slice(2, 4);
  for (const [i, name] of NAMES.slice(0, count).entries()) {
    const role = i < 2 && !chance(g, 10) ? (i === 0 ? "初级督导" : "见习督导") : i === 2 && !chance(g, 20) ? "督导助理" : oneOf(g, ROLES, ODD_ROLES, 12);
    const hire = day(g, [2007, 2008, 2009]);
    const start = day(g, [2009, 2010], [3, 8]);
    const agency = agencies[i % agencies.length] ?? "";
    const row: RowOf = {
      机构: chance(g, 4) ? ` ${agency} ` : agency, 姓名: chance(g, 3) ? "张三" : name, 工号: chance(g, 5) ? "" : `Q${two(chance(g, 3) ? 1 : i + 1)}`,
      身份证号: chance(g, 50) ? "" : `44030619800101${two(i)}1X`, 证书编号: chance(g, 60) ? "" : `Z${i}`, 岗位: role, 原岗位: oneOf(g, [BELOW[role] ?? ""], ["", "一线社工", "主管？"], 15),
      入职日期: written(g, hire), 离职日期: chance(g, 6) ? written(g, day(g, [2010], [7, 12])) : "", 在职状态: oneOf(g, ["在职", ""], ["离职"], 4),
      上岗日期: role === "一线社工" ? "" : written(g, start, 15), 职业资格: oneOf(g, ["助理社会工作师", "社会工作师", "社会工作师"], ["", "无", "社工证", "社工师", "高级社会工作师"], 20),
      发证日期: oneOf(g, ["", "2008-10-01"], ["2010-10-10", "2011-01-01", "2009年", "不详"]), 选拔考试结果: oneOf(g, ["通过", "合格"], ["", "未通过", "缺考"]),
      从事社会工作时间: written(g, day(g, [2005, 2006, 2007]), 20), 一线从业时间: written(g, day(g, [2005, 2006, 2008]), 20), 社工年限: oneOf(g, ["", "3"], ["0.5", "很久"]),
      专业: oneOf(g, ["社会工作", "心理学", "社工"], ["会计", "哲学", ""], 20),
      指标量: oneOf(g, ["100", "90", "80"], ["", "60", "若干"], 8), 督导: role === "初级督导" ? "" : oneOf(g, chiefs, ["", "陌生人", "郑一"], 12), 督导助理: role === "一线社工" ? oneOf(g, ["", ...assistants], ["李四、王五", "Q04"]) : "",
    };
    if (policy === "xpcc-2017") {
      Object.assign(row, {
        岗位等级: oneOf(g, ["初级", "中级", ""], ["高级", "十级", "不清楚"]), 岗位类别: oneOf(g, ["专业技术岗位", "主体专业技术岗位"], ["", "管理岗位"], 15), 用工类别: oneOf(g, ["合同制", "劳务派遣"], ["编制", "返聘", ""]),
        月工资: oneOf(g, ["3500", "5200元"], ["", "2,800", "面议"], 20), 社保: oneOf(g, ["是", "已缴"], ["", "否", "办理中"], 12), 公积金: oneOf(g, ["是", "有"], ["", "未缴"], 12),
      });
    }
    rows.push(row);
    // A second row of the same person: an earlier post, or one that overlaps; in another agency, the same identity.
    if (chance(g, 10)) rows.push({ ...row, 岗位: BELOW[role] ?? "一线社工", 入职日期: "2006-01-01", 离职日期: chance(g, 70) ? "2006-12-31" : "", 上岗日期: "" });
    if (agencies.length > 1 && chance(g, 8)) rows.push({ ...row, 机构: agencies[(i + 1) % agencies.length] ?? "", 工号: `X${i}` });
  }
  return rows;
}

function agencyOf(g: Gen, row: RowOf, people: readonly RowOf[], agencies: readonly string[]): string {
  if (chance(g, 6)) return pick(g, "", "外地社工服务中心", ...agencies);
  const names = Object.entries(row).filter(([column]) => ["社工姓名", "督导者", "督导对象", "姓名"].includes(column)).map(([, text]) => text.split("、")[0]);
  return people.find((person) => names.includes(person["姓名"]))?.["机构"]?.trim() ?? agencies[0] ?? "";
}

// ---- the logs

const SERVICE_COLUMNS = ["日期", "社工姓名", "工号", "服务类型", "服务编号", "节次", "形式", "节数(半天)", "时长(小时)", "承担角色", "直接服务", "疑难个案", "小组性质", "记录完整", "提交日期", "审阅人", "审阅日期"];
const OPTIONAL_OF_SERVICES = ["工号", "服务编号", "节次", "形式", "节数(半天)", "时长(小时)", "承担角色", "直接服务", "疑难个案", "小组性质", "记录完整", "提交日期", "审阅人", "审阅日期"];

const plus = (iso: string, days: number): string => new Date(Date.parse(`${iso}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const someone = (g: Gen, names: readonly string[], odd = 6): string => (chance(g, odd) ? pick(g, ...STRANGERS, "", "张三") : pick(g, ...names));

function services(g: Gen, names: readonly string[], people: readonly RowOf[], shape: Shape): RowOf[] {
  const rows: RowOf[] = [];
  const trainees = people.filter((row) => row["岗位"] === "见习督导").map((row) => row["姓名"] ?? "");
  // Half of the time a trainee's whole portfolio, give or take a cell; then services of anybody.
  const portfolio = trainees.length > 0 && chance(g, 50) ? ["个案", "个案", "小组", "小组", "活动"] : [];
  const trainee = trainees.length > 0 ? pick(g, ...trainees) : "";
  const odd = portfolio.length > 0 && chance(g, 50) ? 2 : 8;
  const others = between(g, 2, 6);
  for (let b = 0; b < portfolio.length + others; b++) {
    const worker = b < portfolio.length || (chance(g, 40) && trainee !== "") ? trainee : someone(g, names);
    const type = portfolio[b] ?? pick(g, "个案", "个案", "小组", "小组", "活动", "培训", "探访");
    const count = type === "活动" ? 1 : b < portfolio.length ? between(g, 4, 5) : between(g, 1, 5);
    const start = day(g, [2010], [9, 11]);
    const marks = { 疑难个案: pick(g, "疑难", "疑难", "", "否"), 小组性质: pick(g, "治疗性", "支持", "") };
    for (let s = 1; s <= count; s++) {
      const date = plus(start, s * 3);
      const row: RowOf = {
        日期: written(g, date, 3), 社工姓名: chance(g, 5) ? `${worker}、${pick(g, ...names)}` : worker, 工号: chance(g, 6) ? pick(g, "Q01", "Q02", "Q99") : "", 服务类型: type,
        服务编号: chance(g, 5) ? "" : `N${b}`, 节次: shape.copies === false ? String(s) : oneOf(g, [String(s)], ["", "1"], 8), 形式: oneOf(g, ["面谈", "家访"], ["电访", "", "视频"], odd),
        "节数(半天)": oneOf(g, ["1", "1", "2", "0.5"], ["", "0", "半天？"], 8), "时长(小时)": oneOf(g, ["4", ""], ["2小时", "90分钟", "不详"], 8), 承担角色: oneOf(g, ["主责", "独立"], ["协助", "", "观察"], odd),
        直接服务: oneOf(g, ["是", ""], ["否"], 4), 记录完整: oneOf(g, ["是", "完整"], ["否", "", "缺签名"], odd), ...marks,
        提交日期: written(g, plus(date, between(g, 0, 20)), 8), 审阅人: oneOf(g, names.slice(0, 2), ["", "√", "陌生人", worker, "未审"], 10), 审阅日期: written(g, plus(date, between(g, 0, 25)), 8),
      };
      rows.push(row);
      if (shape.copies !== false && chance(g, 4)) rows.push({ ...row, 记录完整: pick(g, "是", "否", ""), 承担角色: pick(g, "主责", "协助", "") });
    }
  }
  return rows;
}

function supervision(g: Gen, names: readonly string[], people: readonly RowOf[]): RowOf[] {
  const rows: RowOf[] = [];
  const givers = names.slice(0, 2);
  const rowOf = (month: number, form: string, listed: string): RowOf => {
    const date = `2010-${two(month)}-${two(between(g, 1, 28))}`;
    const giver = listed === givers[0] ? "香港顾问" : oneOf(g, givers, STRANGERS, 6);
    return {
      督导日期: written(g, date, 3), 督导者: giver, 督导职级: giver === "香港顾问" ? oneOf(g, ["香港督导"], ["", "督导"], 15) : oneOf(g, [""], ["初级督导", "见习督导"]), 督导对象: listed,
      督导形式: oneOf(g, [form], ["", "个人、小组", "谈心", "同辈督导"], 6), 记录完成日期: written(g, plus(date, between(g, 0, 6)), 10),
    };
  };
  for (const month of [9, 10, 11]) {
    const inGroup = people.map((row) => row["姓名"] ?? "").filter((name) => name !== givers[0] && !chance(g, 6));
    rows.push(rowOf(month, "小组督导", [...new Set(inGroup)].join("、")), rowOf(month, "集体", givers[0] ?? ""));
    for (const name of names) if (!chance(g, 8)) rows.push(rowOf(month, "个人督导", name));
  }
  return rows.filter((row) => row["督导对象"] !== "" || row["督导者"] !== "");
}

const DUTY_WORDS = [
  "政策建议", "工作报告", "协会活动", "服务质量评估", "团队总结", "绩效考核", "工作程序与操守监督", "个人成长方案", "问题反馈", "交流协调", "情绪支持", "年度计划", "培训", "资源拓展",
  "疑难转介跟进", "工作汇报", "上下沟通",
];

function duties(g: Gen, names: readonly string[]): RowOf[] {
  return Array.from({ length: between(g, 1, 12) }, () => ({
    日期: written(g, day(g, [2010], [8, 12]), 6), 姓名: someone(g, names), 履职类型: oneOf(g, DUTY_WORDS, ["开会", ""], 5),
  }));
}

// ---- the small tables

function documents(g: Gen): RowOf[] {
  return ["督导选拔办法", "督导岗位职责", "督导考核评估制度", "香港督导配合工作记录", "督导授权书", "社工岗位说明书", "薪酬管理办法"].filter(() => !chance(g, 15)).map((材料名称) => ({
    材料名称, 材料类别: pick(g, "制度", ""), 制定日期: written(g, day(g, [2009, 2010]), 10), 报送日期: oneOf(g, ["2010-02-01"], ["", "2011-01-01", "待报"], 12),
  }));
}

function register(g: Gen, people: readonly RowOf[]): RowOf[] {
  return people.filter((row) => row["岗位"] !== "一线社工" && !chance(g, 10)).map((row) => ({
    姓名: row["姓名"] ?? "", 工号: chance(g, 50) ? row["工号"] ?? "" : "", 身份证号: chance(g, 50) ? row["身份证号"] ?? "" : "", 督导级别: oneOf(g, [row["岗位"] ?? ""], ["督导助理", "", "督导"], 10),
    认定日期: written(g, day(g, [2009, 2010], [1, 6]), 10), 有效期至: oneOf(g, ["", "2012-12-31"], ["2010-06-30", "长期"], 8), 处分: oneOf(g, [""], ["警告", "停职"], 5),
    处分开始: oneOf(g, [""], ["2010-10-01", "不详"], 5), 处分截止: oneOf(g, [""], ["2011-10-01", "2010-10-31"], 5),
  }));
}

function targets(g: Gen, names: readonly string[]): RowOf[] {
  return Array.from({ length: between(g, 1, 2) }, () => ({
    姓名: someone(g, names.slice(1, 3)), 疑难个案数: oneOf(g, ["0", "1"], ["", "2"], 20), 小组单位数: oneOf(g, ["0", "1"], ["", "2"], 20), 活动数: oneOf(g, ["0", "1"], ["", "2"], 20),
    每月节数: oneOf(g, ["", "3"], ["6", "十"], 20), 批准顾问: oneOf(g, ["香港顾问", "陈督导"], ["欧阳明", "张三", ""], 15), 批准日期: written(g, day(g, [2010], [3, 10]), 10),
  }));
}

function conversions(g: Gen, names: readonly string[]): RowOf[] {
  return Array.from({ length: between(g, 1, 3) }, () => ({
    姓名: someone(g, names.slice(1, 3)), 换出: pick(g, "个案", "小组"), 换出数量: pick(g, "1", "2"), 换入: pick(g, "小组", "个案"), 换入数量: pick(g, "1", "2"),
    批准顾问: oneOf(g, ["顾问", "陈督导"], ["张三", ""], 15), 批准日期: written(g, day(g, [2010], [3, 10]), 10),
  }));
}

function waivers(g: Gen, names: readonly string[], policy: Generated["policy"]): RowOf[] {
  const rules = policy === "shenzhen-2010" ? ["SZ08-supervisor-ratio", "第八条", "16", "SZ11-monthly-supervision", "14(3)", "第十七条", "SZ07-trainee-origin", "SZ99-none"] : ["XB-main-post", "XB-post-duties-document", "CROSS-duplicate-person", "¶3"];
  return Array.from({ length: between(g, 1, 3) }, () => ({
    条款: pick(g, ...rules), 姓名: chance(g, 30) ? someone(g, names) : "", 商定上限: oneOf(g, [""], ["16", "2"], 20), 理由: oneOf(g, ["项目初期"], [""], 6),
    批准人: oneOf(g, ["市社协", "机构督导会议"], ["", "主任"], 12), 批准日期: written(g, day(g, [2010], [1, 10]), 10), 有效期至: oneOf(g, ["", "2011-12-31"], ["2010-09-30", "另议"], 12),
  }));
}

/**
 * Tables as small as they can be made by leaving out tables, rows and columns while something still holds of them: what a failing
 * property shows.
 */
export async function smallest(tables: Tables, holds: (tables: Tables) => Promise<boolean>): Promise<Tables> {
  let now = tables;
  const attempt = async (next: Tables): Promise<boolean> => {
    const still = await holds(next).catch(() => false);
    if (still) now = next;
    return still;
  };
  for (const name of Object.keys(now)) {
    if (name !== "花名册") await attempt(Object.fromEntries(Object.entries(now).filter(([each]) => each !== name)));
  }
  for (const name of Object.keys(now)) {
    for (let size = Math.ceil((now[name]?.length ?? 0) / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let at = (now[name]?.length ?? 0) - size; at >= 1; at -= size) {
        const rows = now[name] ?? [];
        if (rows.length - size > 1) await attempt({ ...now, [name]: [...rows.slice(0, at), ...rows.slice(at + size)] });
      }
    }
    for (const column of now[name]?.[0] ?? []) {
      if ((now[name]?.[0]?.length ?? 0) === 1) break;
      const at = now[name]?.[0]?.indexOf(column) ?? -1;
      await attempt({ ...now, [name]: (now[name] ?? []).map((row) => row.filter((_, i) => i !== at)) });
    }
  }
  return now;
}
