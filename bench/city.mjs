// A city to measure with: 100 agencies, 5,000 people and 1,000,000 service records of 2010, the same bytes every time.
//   node bench/city.mjs FOLDER [--rows 1000000] [--agencies N] [--seed 2010]      an agency for every 10,000 rows where not said
// People and agencies are invented. Most records are in order; a few in a thousand are not, as in any office.
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { plus, randomOf, workday } from "../scripts/samples/days.mjs";
import { csvUtf8 } from "../scripts/samples/files.mjs";
import { DOCUMENT_COLUMNS, DUTY_COLUMNS, dutiesOf, inventedIdNumber, ofAgency, REGISTRY_COLUMNS, supervisionOf, SUPERVISION_COLUMNS } from "../scripts/samples/tables.mjs";

const [FROM, UNTIL] = ["2010-01-01", "2010-11-30"];
export const AS_OF = UNTIL;

const SERVICE_COLUMNS = ["机构名称", "日期", "社工姓名", "服务类型", "服务编号", "节次", "形式", "节数(半天)", "承担角色", "疑难个案", "小组性质", "记录完整", "提交日期", "审阅人", "审阅日期"];
const ROSTER_COLUMNS = ["姓名", "工号", "身份证号", "用人单位", "服务领域", "岗位", "职业资格", "证书编号", "发证日期", "学历", "专业", "入职日期", "离职日期", "从事社会工作时间", "一线从业时间", "上岗日期", "原岗位", "选拔考试结果", "督导", "督导助理"];

/** Fifty people an agency, the most that each supervisor and assistant may have. */
const POSTS = [["初级督导", 1], ["见习督导", 2], ["督导助理", 6], ["一线社工", 36], ["行政", 3], ["财务", 1], ["司机", 1]];
const APPOINTED = { 初级督导: ["2010-01-04", "见习督导", "通过"], 见习督导: ["2010-01-04", "督导助理", "通过"], 督导助理: ["2009-07-01", "一线社工", ""] };
const ADVISER = "麦国恩";

const SURNAMES = [..."王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢"];
const [MIDDLE, LAST] = ["若知映安书清晓文嘉子雨思明一海慧志丽建国", "川夏荷澜瑶宁舟洲禾岚琳峰华敏军静强霞波辉"].map((text) => [...text]);
const PLACES = ["望川", "青石", "临海", "听榕", "木棉", "沙鸥", "南枝", "晴川", "知行", "同舟"];
const NATURES = ["启明", "和风", "益众", "春晖", "守望", "扬帆", "善行", "新苗", "邻里", "心桥"];
const FIELDS = ["社区", "学校", "医务", "民政", "司法", "残障", "妇儿"];

/** By weight: what a record may be about. Only cases, groups and activities have numbers. */
const TYPES = [..."个".repeat(45), ..."组".repeat(15), ..."动".repeat(8), ..."访".repeat(12), ..."询".repeat(8), ..."电".repeat(7), ..."会".repeat(3), ..."训".repeat(2)];
const WORDS = { 个: "个案", 组: "小组", 动: "活动", 访: "走访", 询: "咨询", 电: "电访", 会: "会议", 训: "培训" };
const DATE_FORMS = [(day) => day, (day) => day, (day) => day.split("-").map(Number).join("/"), (day) => `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`];

const agencyName = (n) => `${PLACES[n % 10]}${NATURES[Math.floor(n / 10) % 10]}${n < 100 ? "" : `第${Math.floor(n / 100) + 1}`}社会工作服务中心`;

function agencyOf(n, random) {
  const names = new Set();
  const newName = () => {
    for (;;) {
      const name = random.pick(SURNAMES) + random.pick(MIDDLE) + (random.below(4) === 0 ? "" : random.pick(LAST));
      if (!names.has(name) && names.add(name)) return name;
    }
  };
  const code = String(n + 1).padStart(3, "0");
  const people = POSTS.flatMap(([post, count]) => Array.from({ length: count }, () => post)).map((post, i) => {
    const serial = n * 50 + i;
    const hired = plus("2007-06-01", random.below(post === "一线社工" ? 900 : 300));
    const [appointed, before, selected] = APPOINTED[post] ?? [hired, "", ""];
    const qualified = random.below(100) < (post === "一线社工" ? 70 : 97);
    return {
      姓名: newName(), 工号: `SW${code}${String(i + 1).padStart(2, "0")}`, 身份证号: inventedIdNumber("440300", plus("1974-01-01", serial % 5_000), 1 + (serial % 999)), 用人单位: `${random.pick(PLACES)}街道`, 服务领域: random.pick(FIELDS),
      岗位: post, 职业资格: qualified ? (post === "初级督导" ? "社会工作师" : "助理社会工作师") : "无", 证书编号: qualified ? `样09${String(serial).padStart(6, "0")}` : "", 发证日期: qualified ? "2009-10-30" : "",
      学历: random.pick(["本科", "大专", "硕士"]), 专业: random.pick(["社会工作", "社会学", "心理学"]), 入职日期: hired, 从事社会工作时间: hired, 一线从业时间: hired, 上岗日期: appointed, 原岗位: before, 选拔考试结果: selected, 督导: "", 督导助理: "",
    };
  });
  const supervisors = people.filter(({ 岗位: post }) => post === "初级督导" || post === "见习督导");
  const assistants = people.filter(({ 岗位: post }) => post === "督导助理");
  assistants.forEach((person, i) => { person.督导 = supervisors[i % 3].姓名; });
  people.filter(({ 岗位: post }) => post === "一线社工").forEach((person, i) => { [person.督导, person.督导助理] = [assistants[i % 6].督导, assistants[i % 6].姓名]; });
  return { name: agencyName(n), code, people, supervisors, assistants, workers: people.slice(0, 45) };
}

const cell = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The working days of the period, and a few days more for records handed in later; each in every form. */
function calendar() {
  const days = Array.from({ length: 345 }, (_, i) => plus(FROM, i)).map((day) => (day < UNTIL ? day : UNTIL));
  return { forms: DATE_FORMS.map((form) => days.map(form)), working: days.flatMap((day, i) => (day < UNTIL && workday(day) === day ? [i] : [])) };
}

/** An agency's service log in the order of days: text of so many rows. */
function serviceLog(agency, n, rows, random, { forms, working }) {
  const dates = forms[n % forms.length];
  const serial = { 个: 0, 组: 0, 动: 0 };
  const number = (type) => `${{ 个: "GA", 组: "XZ", 动: "HD" }[type]}${agency.code}-${String((serial[type] += 1)).padStart(4, "0")}`;
  const newCase = () => ({ no: number("个"), session: 0, sessions: random.between(6, 16), hard: random.below(6) === 0 ? "疑难" : "", kind: "" });
  const newGroup = () => ({ no: number("组"), session: 0, sessions: random.between(5, 8), hard: "", kind: random.pick(["治疗性", "教育", "支持", "互助", "成长"]) });
  const open = agency.workers.map(() => ({ cases: [newCase(), newCase(), newCase(), newCase()], group: newGroup() }));
  const once = { no: "", session: 0, hard: "", kind: "" };

  const serviceOf = (type, own) => {
    if (type === "个") {
      const at = random.below(4);
      if (own.cases[at].session === own.cases[at].sessions) own.cases[at] = newCase();
      return own.cases[at];
    }
    if (type === "组") return own.group.session === own.group.sessions ? (own.group = newGroup()) : own.group;
    if (type !== "动") return once;
    return { ...once, no: random.below(10) === 0 ? `重阳敬老,邻里同乐（${number("动")}）` : number("动") };
  };

  const lines = [];
  for (let i = 0; lines.length < rows; i += 1) {
    const at = i % agency.workers.length;
    const worker = agency.workers[at];
    const day = working[Math.floor((i * working.length) / rows)];
    const type = random.pick(TYPES);
    const service = serviceOf(type, open[at]);
    if (type === "个" || type === "组") service.session += 1;
    const odd = random.below(1_000);
    const submitted = day + random.between(1, 3);
    const reviewed = odd >= 10 && odd < 15 ? -1 : submitted + random.between(1, 5);
    const name = odd === 0 ? "江有氾" : odd < 4 ? `${worker.姓名}、${agency.workers[(at + 7) % 45].姓名}` : worker.姓名;
    const line = [
      agency.name, odd === 4 ? "待补登" : dates[day], name, WORDS[type], cell(service.no), service.session === 0 ? "" : String(service.session), type === "个" ? random.pick(["面谈", "面谈", "家访", "电访"]) : "", type === "动" ? "2" : type === "组" ? "1" : random.pick(["1", "0.5"]),
      random.below(12) === 0 ? "协助" : "主责", service.hard, service.kind, odd >= 15 && odd < 25 ? "缺签到表" : "是", dates[submitted], reviewed < 0 ? "" : worker.督导 || ADVISER, reviewed < 0 ? "" : dates[reviewed],
    ].join(",");
    lines.push(line);
    if ((odd === 5 || odd === 6) && lines.length < rows) lines.push(line); // copied twice
  }
  return `${lines.join("\r\n")}\r\n`;
}

/** Every supervisor's team once a month together and one by one; the adviser with the supervisors. */
function supervisionLog({ name, supervisors, people }) {
  const led = [
    { giver: ADVISER, giverRole: "香港督导", from: FROM, to: UNTIL, groupDay: 2, members: supervisors.map(({ 姓名: each }) => ({ name: each })) },
    ...supervisors.map(({ 姓名: giver }, i) => ({ giver, from: FROM, to: UNTIL, groupDay: 4 + i, members: people.filter((person) => person.督导 === giver).map(({ 姓名: each }) => ({ name: each })) })),
  ];
  return ofAgency(name, SUPERVISION_COLUMNS, led.flatMap(supervisionOf));
}

const DUTIES = ["政策建议/工作报告", "协会活动", "服务质量评估", "团队总结", "绩效考核", "工作程序与操守监督", "个人成长方案", "问题反馈", "交流协调", "情绪支持", "疑难转介跟进", "年度计划", "上下沟通", "培训", "资源拓展", "工作汇报"];
function dutyLog({ name, supervisors, assistants }) {
  const days = (nth) => Object.fromEntries([...supervisors, ...assistants].map(({ 姓名: who }, i) => [who, [plus("2010-01-11", nth * 9 + i), plus("2010-06-07", nth * 9 + i)]]));
  return ofAgency(name, DUTY_COLUMNS, dutiesOf(DUTIES.map((duty, nth) => [duty, "按计划完成", days(nth)])));
}

const documentsOf = ({ name }) => ofAgency(name, DOCUMENT_COLUMNS, ["督导人员选拔办法", "督导及督导助理岗位职责", "督导工作评估与考核制度", "与香港督导顾问合作备忘录", "督导授权书"].map((title) => ({ 材料名称: title, 材料类别: "制度", 制定日期: "2009-12-10", 报送日期: "2010-01-18" })));
const registryOf = ({ supervisors, assistants }) => ofAgency("", REGISTRY_COLUMNS, [...supervisors, ...assistants].map((person) => ({ ...person, 督导级别: person.岗位, 认定日期: "2009-06-30", 有效期至: "2011-12-31" }))).map((row) => row.slice(1));

/**
 * Writes the city's files into a folder.
 * @returns how many agencies, people and rows it has, and the path of its service log
 */
export async function makeCity(folder, { rows = 1_000_000, agencies = Math.max(1, Math.round(rows / 10_000)), seed = 2010 } = {}) {
  await mkdir(folder, { recursive: true });
  const made = Array.from({ length: agencies }, (_, n) => agencyOf(n, randomOf(seed + n)));
  const log = calendar();
  const counts = { agencies, people: made.length * 50, services: rows, supervision: 0, duties: 0 };

  /** One agency after the other, each header once. */
  const table = async (name, gridOfAgency, count) => {
    const chunks = function* () {
      for (const [n, agency] of made.entries()) {
        const [header, ...body] = gridOfAgency(agency);
        if (count !== undefined) counts[count] += body.length;
        yield csvUtf8(n === 0 ? [header, ...body] : body).subarray(n === 0 ? 0 : 3);
      }
    };
    await pipeline(Readable.from(chunks()), createWriteStream(path.join(folder, name)));
  };
  const services = path.join(folder, "服务记录.csv");
  await pipeline(Readable.from((function* () {
    yield `\ufeff${SERVICE_COLUMNS.join(",")}\r\n`;
    for (const [n, agency] of made.entries()) yield serviceLog(agency, n, Math.floor(((n + 1) * rows) / agencies) - Math.floor((n * rows) / agencies), randomOf(seed + 100_000 + n), log);
  })()), createWriteStream(services));
  await table("花名册.csv", ({ name, people }) => ofAgency(name, ROSTER_COLUMNS, people));
  await table("督导记录.csv", supervisionLog, "supervision");
  await table("履职记录.csv", dutyLog, "duties");
  await table("制度材料.csv", documentsOf);
  await table("协会名册.csv", registryOf);
  return { ...counts, file: services };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { values, positionals: [folder] } = parseArgs({ allowPositionals: true, options: { rows: { type: "string" }, agencies: { type: "string" }, seed: { type: "string" } } });
  if (folder === undefined) {
    console.error("node bench/city.mjs FOLDER [--rows 1000000] [--agencies N] [--seed 2010]");
    process.exitCode = 2;
  } else {
    console.log(JSON.stringify(await makeCity(folder, Object.fromEntries(Object.entries(values).map(([name, text]) => [name, Number(text)])))));
  }
}
