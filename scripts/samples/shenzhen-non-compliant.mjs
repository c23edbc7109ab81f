// Shenzhen 2010, an agency that grew faster than its supervisors, on 31 December 2010. Sent as an office would: one workbook, the rest as CSV from Excel.
import { monthOf, plus, randomOf } from "./days.mjs";
import { csvGb18030, dateCell, workbook } from "./files.mjs";
import { byDay, dutiesOf, gridOf, inventedIdNumber, SERVICE_COLUMNS, sessionsOf, SUPERVISION_COLUMNS, supervisionOf } from "./tables.mjs";

const AGENCY = "晴岚社工服务中心";
const UNTIL = "2010-12-31";

// post; since when, from which; hired; qualification; group and team
const LEADERS = [
  { 姓名: "顾行之", 岗位: "初级督导", 上岗日期: "2010-03-08", 原岗位: "督导助理", 选拔考试结果: "通过", 入职日期: "2010-03-08", 从事社会工作时间: "2007-10-01", 职业资格: "暂无", 专业: "社会工作", 用人单位: "中心本部" },
  { 姓名: "陆执言", 岗位: "见习督导", 上岗日期: "2010-05-10", 原岗位: "一线社工", 选拔考试结果: "通过", 入职日期: "2010-03-15", 从事社会工作时间: "2009-07-01", 职业资格: "无", 专业: "会计学", 用人单位: "栖霞路社区", 督导: "顾行之" },
  { 姓名: "白疏影", 岗位: "中级督导", 上岗日期: "2010-06-01", 原岗位: "初级督导", 选拔考试结果: "", 入职日期: "2010-06-01", 从事社会工作时间: "2006-05-01", 职业资格: "社工师", 专业: "社会学", 用人单位: "中心本部" },
];
const ASSISTANTS = [
  { 姓名: "温如故", 岗位: "督导助理", 上岗日期: "2010-07-01", 原岗位: "一线社工", 入职日期: "2010-03-15", 从事社会工作时间: "2010-03-15", 职业资格: "助理社会工作师", 专业: "社会工作", 用人单位: "栖霞路社区", 督导: "顾行之" },
  { 姓名: "纪云归", 岗位: "督导助理", 上岗日期: "", 原岗位: "一线社工", 入职日期: "2010-03-15", 从事社会工作时间: "2009-03-01", 职业资格: "社工证", 专业: "心理学", 用人单位: "长堤医院", 督导: "顾行之" },
  { 姓名: "宋晚照", 岗位: "督导助理", 上岗日期: "2010-09-01", 原岗位: "行政人员", 入职日期: "2010-03-15", 从事社会工作时间: "2009-07-01", 职业资格: "无", 专业: "行政管理", 用人单位: "南坪小学", 督导: "陆执言" },
];
/** Who is in whose group; the last group has no assistant. Four were there from spring, the others came with a contract in September. */
const GROUPS = [
  { assistant: "温如故", supervisor: "顾行之", unit: "栖霞路社区", names: ["江有汜", "车见微", "韦明琅", "于归荑", "倪素问", "甘听雨", "项子衿", "阮思齐", "庞静姝"] },
  { assistant: "纪云归", supervisor: "顾行之", unit: "长堤医院", names: ["狄若水", "池上青", "牧之南", "游子吟", "解语棠", "钱塘月"] },
  { assistant: "宋晚照", supervisor: "陆执言", unit: "南坪小学", names: ["柏舟远", "何其雅", "安如素", "曲水清", "吉光羽"] },
  { assistant: "", supervisor: "陆执言", unit: "渔灯村社区", names: ["元知白", "邢北望", "戚秋禾", "蒲草青", "费长庚", "欧阳素", "晏清和"] },
];
const FIRST = ["江有汜", "狄若水", "柏舟远", "元知白"];

const FRONTLINE = GROUPS.flatMap(({ assistant, supervisor, unit, names }) => names.map((name, i) => ({
  姓名: name, 岗位: "社工", 入职日期: FIRST.includes(name) ? "2010-03-15" : "2010-09-06", 从事社会工作时间: FIRST.includes(name) ? "2009-07-01" : "2010-09-06",
  职业资格: ["助理社会工作师", "无", "无", "备考中"][i % 4], 专业: ["社会工作", "社会学", "英语", "社会工作", "公共管理"][i % 5], 用人单位: unit, 督导: supervisor, 督导助理: assistant,
})));
const PEOPLE = [...LEADERS, ...ASSISTANTS, ...FRONTLINE, { 姓名: "方正则", 岗位: "主任", 入职日期: "2010-03-01", 专业: "行政管理", 用人单位: "中心本部" }]
  .map((person, i) => ({ 序号: i + 1, 工号: `QL${101 + i}`, 身份证号: inventedIdNumber("440300", `19${79 + (i % 10)}-0${1 + (i % 9)}-${11 + (i % 17)}`, 201 + i), ...person }));

// Only the last quarter was kept as a log, a sheet a month.
const SERVICES = [
  { who: "陆执言", type: "个案", no: "晴个2010-031", hard: "疑难", from: "2010-10-11", every: 14, times: 3, forms: ["面谈", "电话"], content: "邻里冲突" },
  { who: "陆执言", type: "个案", no: "", hard: "疑难", from: "2010-10-14", every: 14, times: 4, forms: ["面谈"], content: "独居长者" },
  { who: "陆执言", type: "小组", no: "晴组2010-008", kind: "支持", from: "2010-10-20", every: 7, times: 4, lead: "协助", content: "外来妇女互助" },
  { who: "陆执言", type: "会议", from: "2010-10-08", every: 7, times: 12, content: "中心例会" },
  { who: "温如故", type: "个案", no: "晴个2010-012", from: "2010-10-09", every: 10, times: 8, forms: ["面谈"], content: "青少年跟进" },
  { who: "温如故", type: "走访", from: "2010-10-13", every: 10, times: 7, content: "社区走访" },
  { who: "纪云归", type: "个案", no: "晴个2010-015", from: "2010-10-12", every: 10, times: 8, forms: ["面谈"], content: "医患沟通" },
  { who: "宋晚照", type: "活动", no: "晴活2010-020", days: ["2010-12-24"], lead: "协助", content: "迎新活动" },
  ...FRONTLINE.flatMap(({ 姓名: who }, i) => [
    { who, type: ["走访", "咨询", "个案"][i % 3], no: i % 3 === 2 ? `晴个2010-1${String(i).padStart(2, "0")}` : "", from: plus("2010-10-08", i % 9), every: 23, times: 4, forms: i % 3 === 2 ? ["面谈", "电访"] : [""], content: "日常服务" },
  ]),
];

const members = (supervisor, names) => [...ASSISTANTS.filter((one) => one.督导 === supervisor).map(({ 姓名: name }) => ({ name })), ...names.map((name) => ({ name, from: FIRST.includes(name) ? "2010-03-15" : "2010-09-06" }))];
const namesOf = (supervisor) => GROUPS.filter((group) => group.supervisor === supervisor).flatMap(({ names }) => names);
/** Nobody supervised in August; one assistant is always away; the newest of each team were forgotten in November. */
const missed = ({ 督导日期: day, 督导对象: who, 督导形式: form }) => monthOf(day) === "2010-08" || (form === "个人" && (who === "宋晚照" || (monthOf(day) === "2010-11" && ["庞静姝", "钱塘月", "晏清和"].includes(who))));
const SUPERVISION = [
  ...["2010-04-15", "2010-07-15", "2010-10-14"].map((day) => ({ 督导日期: day, 督导者: "康乃文", 督导职级: "香港督导", 督导对象: "顾行之、陆执言", 督导形式: "小组", "督导时长(小时)": 3, 记录完成日期: plus(day, 4) })),
  ...supervisionOf({ giver: "顾行之", from: "2010-04-01", to: UNTIL, groupDay: 2, members: members("顾行之", namesOf("顾行之")), skip: missed }),
  ...supervisionOf({ giver: "陆执言", from: "2010-05-10", to: UNTIL, groupDay: 4, members: members("陆执言", namesOf("陆执言")), skip: missed, completed: 12 }),
  ...supervisionOf({ giver: "顾行之", from: "2010-04-01", to: "2010-05-09", groupDay: 4, members: [{ name: "柏舟远" }, { name: "元知白" }, { name: "陆执言" }] }),
  { 督导日期: "2010-11-25", 督导者: "顾行知", 督导职级: "", 督导对象: "庞静姝", 督导形式: "个人", "督导时长(小时)": 1, 记录完成日期: "2010-11-26" },
  { 督导日期: "2010-12-16", 督导者: "温如故", 督导职级: "", 督导对象: "江有汜、车见微", 督导形式: "现场督导", "督导时长(小时)": 2, 记录完成日期: "2010-12-17" },
].sort(byDay("督导日期"));

const DUTIES = [
  ["年度计划", "2010年计划", { 顾行之: "2010-04-02", 温如故: "2010-07-05" }],
  ["培训", "新员工培训", { 温如故: "2010-09-08" }],
  ["工作汇报", "组长月报", { 温如故: "2010-10-29", 纪云归: "2010-10-29" }],
  ["协会活动", "督导例会", { 顾行之: "2010-09-10" }],
  ["交流协调", "走访用人单位", { 陆执言: "2010-11-02" }],
  ["团建", "秋游", { 陆执言: "2010-11-20" }],
];
const DOCUMENTS = [
  { 材料名称: "督导选拔办法（试行）", 材料类别: "制度", 制定日期: "2010年4月", 报送日期: "2010.5.6" },
  { 材料名称: "督导岗位职责", 材料类别: "制度", 制定日期: "2010年4月", 报送日期: "" },
  { 材料名称: "员工手册", 材料类别: "制度", 制定日期: "2010年3月", 报送日期: "" },
];
const REGISTRY = [
  { 姓名: "顾行之", 督导级别: "初级督导", 认定日期: "2010-03-01", 处分: "警告", 处分开始: "2010-10-15" },
  { 姓名: "陆执言", 督导级别: "督导助理", 认定日期: "2010-03-15" },
  { 姓名: "白疏影", 督导级别: "中级督导", 认定日期: "2010-05-01" },
  { 姓名: "纪云归", 督导级别: "督导助理", 认定日期: "2010-05-01" },
  { 姓名: "宋晚照", 督导级别: "督导助理", 认定日期: "2009-11-01", 有效期至: "2010-10-31" },
];

/** The roster: two title rows, a header of two rows, an example row, the agency merged down, a total. */
function rosterSheet() {
  const columns = ["机构名称", "序号", "姓名", "工号", "身份证号", "用人单位", "岗位", "职业资格", "专业", "入职日期", "从事社会工作时间", "上岗日期", "原岗位", "选拔考试结果", "督导", "督导助理"];
  const groups = ["机构名称", "序号", "基本情况", "", "", "", "岗位与资格", "", "", "经历", "", "", "", "", "归属", ""];
  const example = ["例：某某机构", "0", "张某某", "A001", "", "某某社区", "督导助理", "助理社会工作师", "社会工作", "2009-07-01", "2009-07-01", "2010-03-01", "一线社工", "", "李某某", ""];
  const dates = new Set(["入职日期", "从事社会工作时间", "上岗日期"]);
  const rows = PEOPLE.map((person, i) => columns.map((column) => {
    if (column === "机构名称") return AGENCY;
    if (column === "身份证号" && i === 8) return Number(person.身份证号); // typed as a number: Excel keeps 15 digits
    if (column === "入职日期" && i === 9) return person[column].replaceAll("-", ".");
    return dates.has(column) ? dateCell(person[column]) : person[column] ?? "";
  }));
  const last = 5 + rows.length;
  return {
    name: "花名册", bold: [1, 3, 4], widths: { A: 20, B: 6, E: 21 },
    rows: [[`${AGENCY}2010年度社工花名册`], ["填表日期：2011年1月5日"], groups, columns, example, ...rows, ["合计", "", `${rows.length}人`], ["填表人：方正则", "", "", "", "", "", "", "单位（盖章）"]],
    merges: ["A1:P1", "A2:P2", "A3:A4", "B3:B4", "C3:F3", "G3:I3", "J3:N3", "O3:P3", `A6:A${last}`],
  };
}

/** A month of the service log: some submitted weeks late, some never reviewed, one reviewed by the worker. */
function monthSheet(month, services) {
  const columns = SERVICE_COLUMNS.filter((column) => column !== "直接服务");
  const dates = new Set(["日期", "提交日期", "审阅日期"]);
  const rows = services.filter((row) => monthOf(row.日期) === month).map((row) => columns.map((column) => (dates.has(column) ? dateCell(row[column]) : row[column] ?? "")));
  return { name: `${Number(month.slice(5))}月`, bold: [1, 2], dateFormat: "yyyy/m/d", rows: [[`${AGENCY}服务记录（${Number(month.slice(5))}月）`], columns, ...rows, ["合计", "", `${rows.length}条`]], merges: ["A1:O1"] };
}

function spoiled(services) {
  const edits = {
    8: { 日期: "2010-10" }, 20: { 提交日期: plus(services[20].日期, 45), 审阅人: "", 审阅日期: "" }, 27: { 提交日期: plus(services[27].日期, 38), 审阅日期: plus(services[27].日期, 40) },
    33: { 审阅人: services[33].社工姓名 }, 41: { 审阅人: "", 审阅日期: "" }, 55: { 记录完整: "缺签到表" }, 62: { 社工姓名: "江有氾" },
  };
  const rows = services.map((row, i) => ({ ...row, ...edits[i] }));
  return [...rows, rows.find(({ 社工姓名: who, 节次: session }) => who === "温如故" && session === 2)]; // copied twice
}

export async function files() {
  const services = spoiled(sessionsOf(SERVICES, { until: UNTIL, random: randomOf(1231), reviewerOn: (_, who) => (who === "陆执言" ? "康乃文" : namesOf("陆执言").includes(who) ? "陆执言" : "顾行之") }));
  const titled = (title, columns, rows) => csvGb18030([[`机构：${AGENCY}`], [title, "", "填表日期：2011-1-5"], ...gridOf(columns, rows), ["合计", "", "", `${rows.length}条`]]);
  return {
    "2010年度花名册及服务记录.xlsx": await workbook([rosterSheet(), ...["2010-10", "2010-11", "2010-12"].map((month) => monthSheet(month, services))], "2011-01-05"),
    "督导记录.csv": titled("督导记录表", SUPERVISION_COLUMNS, SUPERVISION),
    "履职记录.csv": titled("督导人员履职记录", ["姓名", "日期", "履职类型", "内容"], dutiesOf(DUTIES)),
    "制度材料.csv": csvGb18030(gridOf(["材料名称", "材料类别", "制定日期", "报送日期"], DOCUMENTS)),
    "协会名册.csv": csvGb18030(gridOf(["姓名", "督导级别", "认定日期", "有效期至", "处分", "处分开始", "处分截止"], REGISTRY)),
  };
}
