// Shenzhen 2010, three agencies in the association's workbook on 30 November 2010: one with findings, one incomplete, one non-compliant with agreed exceptions.
import { plus, randomOf } from "./days.mjs";
import { dateCell, workbook } from "./files.mjs";
import { byDay, DOCUMENT_COLUMNS, DUTY_COLUMNS, dutiesOf, gridOf, inventedIdNumber, REGISTRY_COLUMNS, SERVICE_COLUMNS, sessionsOf, SUPERVISION_COLUMNS, supervisionOf } from "./tables.mjs";

const [FINDINGS, INCOMPLETE, WAIVED] = ["木棉桥社会工作服务中心", "拾光里社工服务社", "沙鸥社会工作服务社"];
const UNTIL = "2010-11-30";

// Two people are in two agencies at once: a supervisor who counts in both, and a frontline worker who keeps another agency's books.
const SHARED_SUPERVISOR = inventedIdNumber("440300", "1980-05-17", 301);
const SHARED_WORKER = inventedIdNumber("440300", "1986-12-08", 302);

const worker = (机构, 姓名, 督导, 督导助理, 入职日期, more = {}) => ({ 机构, 姓名, 岗位: "一线社工", 职业资格: "助理社会工作师", 专业: "社会工作", 入职日期, 督导, 督导助理, ...more });
const PEOPLE = [
  { 机构: FINDINGS, 姓名: "闻人望", 身份证号: SHARED_SUPERVISOR, 岗位: "初级督导", 职业资格: "助理社会工作师", 专业: "社会工作", 入职日期: "2008-07-01", 上岗日期: "2010-08-02", 原岗位: "见习督导", 选拔考试结果: "通过" },
  { 机构: FINDINGS, 姓名: "左丘明珠", 岗位: "督导助理", 职业资格: "社会工作师", 专业: "社会学", 入职日期: "2008-07-01", 上岗日期: "2010-08-02", 原岗位: "一线社工", 督导: "闻人望" },
  worker(FINDINGS, "谷雨生", "闻人望", "左丘明珠", "2010-08-09"),
  worker(FINDINGS, "宗白石", "闻人望", "左丘明珠", "2010-08-09", { 身份证号: SHARED_WORKER }),
  worker(FINDINGS, "计无咎", "闻人望", "左丘明珠", "2010-08-09", { 职业资格: "无" }),
  worker(FINDINGS, "舒朗月", "闻人望", "左丘明珠", "2010-08-09"),

  { 机构: INCOMPLETE, 姓名: "燕南归", 岗位: "见习督导", 职业资格: "助理社会工作师", 专业: "", 入职日期: "2008-09-01", 从事社会工作时间: "2008-09-01", 上岗日期: "2010-08-30", 原岗位: "督导助理", 选拔考试结果: "通过" },
  { 机构: INCOMPLETE, 姓名: "初渡河", 岗位: "见习督导", 职业资格: "助理社会工作师", 专业: "社会工作", 入职日期: "2009-07-01", 上岗日期: "2010-10-08", 原岗位: "督导助理", 选拔考试结果: "通过" },
  { 机构: INCOMPLETE, 姓名: "尹初晴", 岗位: "督导助理", 职业资格: "持证", 专业: "社会工作", 入职日期: "2009-07-01", 从事社会工作时间: "2009-07-01", 上岗日期: "2010-08-30", 原岗位: "", 督导: "燕南归" },
  worker(INCOMPLETE, "李向阳", "燕南归", "尹初晴", "2010-09-01"),
  worker(INCOMPLETE, "李向阳", "燕南归", "尹初晴", "2010-09-01", { 专业: "教育学" }),
  worker(INCOMPLETE, "毕方圆", "", "", "2010-09-01", { 职业资格: "" }),
  worker(INCOMPLETE, "凤栖梧", "燕南归", "尹初晴", "2010-09-01", { 岗位: "督导" }),
  { 机构: INCOMPLETE, 姓名: "宗白石", 身份证号: SHARED_WORKER, 岗位: "财务", 专业: "会计学", 入职日期: "2010-03-01" },

  { 机构: WAIVED, 姓名: "闻人望", 身份证号: SHARED_SUPERVISOR, 岗位: "初级督导", 职业资格: "助理社会工作师", 专业: "社会工作", 入职日期: "2010-08-23", 上岗日期: "2010-08-23", 原岗位: "见习督导", 选拔考试结果: "通过" },
  { 机构: WAIVED, 姓名: "商清商", 岗位: "督导助理", 职业资格: "助理社会工作师", 专业: "社会工作", 入职日期: "2009-07-01", 上岗日期: "2010-08-23", 原岗位: "一线社工", 督导: "闻人望" },
  { 机构: WAIVED, 姓名: "鹿鸣野", 岗位: "督导助理", 职业资格: "无", 专业: "社会工作", 入职日期: "2009-07-01", 上岗日期: "2010-08-23", 原岗位: "一线社工", 督导: "闻人望" },
  ...["司徒远", "容若水", "桑榆晚", "向天歌", "艾青萝", "成如许", "易水寒"].map((name) => worker(WAIVED, name, "闻人望", "商清商", "2010-09-13")),
  ...["习静言", "古月明", "蓝田玉", "石见泉", "米芾舟", "龙吟秋", "雁书来"].map((name) => worker(WAIVED, name, "闻人望", "鹿鸣野", "2010-09-13", { 职业资格: "无" })),
].map((person, i) => ({
  工号: `${{ [FINDINGS]: "MM", [INCOMPLETE]: "SG", [WAIVED]: "SO" }[person.机构]}${String(i + 1).padStart(3, "0")}`, 身份证号: inventedIdNumber("440300", `198${i % 9}-0${1 + (i % 9)}-${10 + i % 18}`, 310 + i),
  从事社会工作时间: person.岗位 === "财务" ? "" : person.入职日期, ...person, 上岗日期: person.上岗日期 ?? person.入职日期,
}));
const namesIn = (agency, post) => PEOPLE.filter((person) => person.机构 === agency && person.岗位 === post).map(({ 姓名: name }) => name);

const regular = (who, i, days = 12) => ({ who, type: ["个案", "走访", "小组", "咨询"][i % 4], no: i % 2 === 0 ? `${"个组"[i % 4 / 2]}-${100 + i}` : "", from: plus("2010-09-14", i), every: days, times: 6, forms: ["面谈", "家访"], kind: i % 4 === 2 ? "互助" : "", content: "日常服务" });
const SERVICES = {
  [FINDINGS]: [...namesIn(FINDINGS, "一线社工"), "左丘明珠"].map((who, i) => regular(who, i)),
  [INCOMPLETE]: [
    { who: "燕南归", type: "个案", no: "SG-01", hard: "疑难", from: "2010-09-02", every: 14, times: 6, forms: ["面谈"], content: "失独家庭支持" },
    { who: "燕南归", type: "个案", no: "SG-02", hard: "疑难", from: "2010-09-07", every: 14, times: 6, forms: ["面谈"], content: "青年戒瘾支持" },
    { who: "燕南归", type: "个案", no: "SG-03", hard: "疑难", from: "2010-09-10", every: 14, times: 6, forms: ["面谈", "面谈", "家访"], content: "家庭照顾者支持" },
    { who: "燕南归", type: "小组", no: "SG-Z1", kind: "支持", from: "2010-09-03", every: 7, times: 5, content: "家长支持小组" },
    { who: "燕南归", type: "小组", no: "SG-Z2", kind: "兴趣", from: "2010-10-15", every: 7, times: 6, lead: "协助", content: "长者手工小组" },
    { who: "燕南归", type: "活动", no: "SG-H1", days: ["2010-10-16"], halfDays: 2, complete: "", content: "社区重阳活动" },
    { who: "燕南归", type: "走访", from: "2010-11-03", every: 7, times: 4, content: "社区走访" },
    { who: "初渡河", type: "个案", no: "SG-11", hard: "疑难", from: "2010-10-12", every: 14, times: 3, forms: ["面谈"], content: "邻里调解" },
    { who: "初渡河", type: "走访", from: "2010-10-13", every: 5, times: 10, content: "社区走访" },
    { ...regular("尹初晴", 1), times: 4 }, { ...regular("毕方圆", 3), times: 5 }, { ...regular("李向阳", 5), times: 4 },
  ],
  [WAIVED]: [...namesIn(WAIVED, "一线社工"), "商清商", "鹿鸣野"].map((who, i) => (who === "商清商" ? regular(who, i, 10) : { ...regular(who, i, 21), times: 3 })),
};
const REVIEWERS = { [FINDINGS]: "闻人望", [INCOMPLETE]: "燕南归", [WAIVED]: "闻人望" };

const teamOf = (agency, leader, from) => PEOPLE.filter((person) => person.机构 === agency && person.督导 === leader && person.岗位 !== "督导").map(({ 姓名: name, 入职日期: hired }) => ({ name, from: hired > from ? hired : from }));
const SUPERVISION = {
  [FINDINGS]: [
    ...supervisionOf({ giver: "麦国恩", giverRole: "香港督导", from: "2010-08-02", to: UNTIL, groupDay: 2, members: [{ name: "闻人望" }] }),
    // One worker had no meeting of their own in October.
    ...supervisionOf({ giver: "闻人望", from: "2010-08-02", to: UNTIL, groupDay: 5, members: teamOf(FINDINGS, "闻人望", "2010-08-02"), skip: (row) => row.督导形式 === "个人" && row.督导对象 === "计无咎" && row.督导日期.startsWith("2010-10") }),
  ],
  [INCOMPLETE]: [
    ...supervisionOf({ giver: "麦国恩", giverRole: "香港督导", from: "2010-08-30", to: UNTIL, groupDay: 3, members: [{ name: "燕南归" }, { name: "初渡河", from: "2010-10-08" }] }),
    ...supervisionOf({ giver: "初渡河", from: "2010-10-08", to: UNTIL, groupDay: 9, members: [{ name: "毕方圆" }] }),
    ...supervisionOf({ giver: "燕南归", from: "2010-08-30", to: UNTIL, groupDay: 6, members: [...teamOf(INCOMPLETE, "燕南归", "2010-08-30"), { name: "毕方圆", to: "2010-10-07" }] }),
  ],
  [WAIVED]: [
    // The adviser meets supervisors in groups only, as agreed.
    ...supervisionOf({ giver: "麦国恩", giverRole: "香港督导", from: "2010-08-23", to: UNTIL, groupDay: 2, members: [{ name: "闻人望" }], skip: (row) => row.督导形式 === "个人" }),
    ...supervisionOf({ giver: "闻人望", from: "2010-08-23", to: UNTIL, groupDay: 4, members: teamOf(WAIVED, "闻人望", "2010-08-23"), completed: 5 }),
  ],
};

const KINDS = ["政策建议/工作报告", "协会活动", "服务质量评估", "团队总结", "绩效考核", "工作程序与操守监督", "个人成长方案", "问题反馈", "交流协调", "情绪支持", "疑难转介跟进", "年度计划", "上下沟通", "培训", "资源拓展"];
const ASSISTANT_KINDS = ["个人成长方案", "年度计划", "工作程序与操守监督", "培训", "绩效考核", "情绪支持", "工作汇报", "疑难转介跟进"];
/** One record of each kind, a few days apart. */
const each = (kinds, name, from) => dutiesOf(kinds.map((kind, i) => [kind, "", { [name]: plus(from, i * 5) }]));
const DUTIES = {
  [FINDINGS]: [...each(KINDS.filter((kind) => kind !== "资源拓展"), "闻人望", "2010-08-16"), ...each(ASSISTANT_KINDS, "左丘明珠", "2010-08-18")],
  [INCOMPLETE]: [...each(KINDS, "燕南归", "2010-09-01"), ...each(KINDS.slice(0, 6), "初渡河", "2010-10-11"), ...each(ASSISTANT_KINDS.slice(0, 5), "尹初晴", "2010-09-02")],
  [WAIVED]: [...each(KINDS.slice(0, 12), "闻人望", "2010-09-01"), ...each(ASSISTANT_KINDS, "商清商", "2010-09-03"), ...each(ASSISTANT_KINDS.slice(2), "鹿鸣野", "2010-09-03")],
};

const complete = (agency) => [
  { 机构: agency, 材料名称: "督导人员选拔与职责规定", 材料类别: "制度", 制定日期: "2010-07-01", 报送日期: "2010-07-20" },
  { 机构: agency, 材料名称: "督导评估办法", 材料类别: "制度", 制定日期: "2010-07-01", 报送日期: "2010-07-20" },
  { 机构: agency, 材料名称: "香港顾问工作记录", 材料类别: "记录", 制定日期: "2010-09-30" },
  { 机构: agency, 材料名称: "督导授权书", 材料类别: "通知", 制定日期: "2010-08-02" },
];
const DOCUMENTS = [...complete(FINDINGS), ...complete(INCOMPLETE).slice(0, 3), ...complete(WAIVED)];

const idOf = (name) => PEOPLE.find((person) => person.姓名 === name).身份证号;
const REGISTRY = [
  { 姓名: "闻人望", 身份证号: SHARED_SUPERVISOR, 督导级别: "初级督导", 认定日期: "2010-08-01", 有效期至: "2012-07-31" },
  { 姓名: "左丘明珠", 身份证号: idOf("左丘明珠"), 督导级别: "督导助理", 认定日期: "2010-08-01" },
  { 姓名: "燕南归", 身份证号: idOf("燕南归"), 督导级别: "见习督导", 认定日期: "2010-08-30" },
  { 姓名: "初渡河", 身份证号: idOf("初渡河"), 督导级别: "见习督导", 认定日期: "2010-10-08" },
  { 姓名: "尹初晴", 身份证号: idOf("尹初晴"), 督导级别: "督导助理", 认定日期: "" },
  { 姓名: "商清商", 身份证号: idOf("商清商"), 督导级别: "督导助理", 认定日期: "2010-08-20" },
];

const TARGETS = [{ 机构: INCOMPLETE, 见习督导: "燕南归", 每月节数: 8, 批准顾问: "麦国恩（顾问）", 批准日期: "2010-09-06" }];
const CONVERSIONS = [
  { 机构: INCOMPLETE, 见习督导: "燕南归", 换出: "个案", 换出数量: 1, 换入: "小组", 换入数量: 1, 批准人: "麦国恩（顾问）", 批准日期: "2010-11-08" },
];
const WAIVERS = [
  { 条款: "第八条", 机构: WAIVED, 商定上限: 18, 理由: "新接片区，督导在招聘", 批准人: "市社协", 批准日期: "2010-09-20", 有效期至: "2010-12-31" },
  { 条款: "SZ11-monthly-supervision", 机构: WAIVED, 姓名: "闻人望", 理由: "顾问只来得及开小组", 批准人: "麦国恩（顾问）", 批准日期: "2010-09-21" },
  { 条款: "CROSS-shared-supervisor", 机构: WAIVED, 姓名: "闻人望", 理由: "兼任至督导到岗", 批准人: "市社协", 批准日期: "2010-09-20", 有效期至: "2010-12-31" },
  { 条款: "16", 机构: WAIVED, 商定上限: 8, 理由: "新接片区", 批准人: "市社协", 批准日期: "2010-09-20", 有效期至: "2010-10-31" },
  { 条款: "SZ15-assistant-qualification", 机构: WAIVED, 姓名: "鹿鸣野", 理由: "已报考", 批准人: "本机构", 批准日期: "2010-09-20" },
];

export async function file() {
  const random = randomOf(1130);
  const log = (agency) => sessionsOf(SERVICES[agency], { until: UNTIL, random, reviewerOn: (_, who) => (who === REVIEWERS[agency] || who === "初渡河" ? "麦国恩" : REVIEWERS[agency]) }).map((row) => ({ 机构: agency, ...row }));
  const services = [FINDINGS, INCOMPLETE, WAIVED].flatMap(log);
  Object.assign(services[5], { 审阅人: "", 审阅日期: "" });
  Object.assign(services[7], { 审阅人: "未审", 审阅日期: "" });
  const everyones = (byAgency) => Object.entries(byAgency).flatMap(([agency, rows]) => rows.map((row) => ({ 机构: agency, ...row })));
  const sheet = (name, columns, rows) => ({ name, widths: { A: 24, D: 20 }, rows: gridOf(columns, rows).map((row) => row.map(dateCell)) });
  const of = (columns) => ["机构", ...columns];
  return workbook([
    sheet("花名册", of(["姓名", "工号", "身份证号", "岗位", "职业资格", "专业", "入职日期", "从事社会工作时间", "上岗日期", "原岗位", "选拔考试结果", "督导", "督导助理"]), PEOPLE),
    sheet("服务记录", of(SERVICE_COLUMNS), services),
    sheet("督导记录", of(SUPERVISION_COLUMNS), everyones(SUPERVISION).sort(byDay("督导日期"))),
    sheet("履职记录", of(DUTY_COLUMNS), everyones(DUTIES)),
    sheet("制度材料", of(DOCUMENT_COLUMNS), DOCUMENTS),
    sheet("协会名册", REGISTRY_COLUMNS, REGISTRY),
    sheet("指标调整", of(["见习督导", "每月节数", "批准顾问", "批准日期"]), TARGETS),
    sheet("指标换算", of(["见习督导", "换出", "换出数量", "换入", "换入数量", "批准人", "批准日期"]), CONVERSIONS),
    sheet("豁免商定", ["条款", "机构", "姓名", "商定上限", "理由", "批准人", "批准日期", "有效期至"], WAIVERS),
  ], "2010-12-06");
}
