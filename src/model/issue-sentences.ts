import { fieldCalled, fieldWord } from "./field-words.ts";
import type { Finding, IssueCode } from "./issue.ts";
import { maskIdNumbers, maskOf } from "./mask.ts";
import type { TableFields } from "./record.ts";
import { isLog, tableWord, type TableKind } from "./table.ts";
import { squeeze, type Bilingual } from "./text.ts";

/**
 * What a report says of something wrong with the data: what is wrong, what follows from it, what to do. Where it stands is printed
 * beside it, so no sentence repeats a path or a row; each names the column in words.
 */
export function issueSentence(finding: Finding): Bilingual {
  const sentence: Sentence = SENTENCES[finding.code];
  return sentence(sayingOf(finding));
}

/** The command that shows how a file was understood, as it is typed. */
export const inspecting = (path: string): string => `hege inspect ${/[\s"'&|;<>()$`*?[\]{}!#~]/u.test(path) ? `"${path}"` : path}`;

type Sentence = (s: Saying) => Bilingual;

/** A finding as sentences see it: every text cleaned, masked and cut; what is not there is null. */
interface Saying {
  table: TableKind | null;
  field: string | null;
  variant: string;
  /** In quotation marks. */
  value: string | null;
  /** The file, for a command to run on it; null where it stands in none. */
  path: string | null;
  /** Stands in a sheet of a workbook. */
  inSheet: boolean;
  /** The first of these facts that is there. */
  fact(...names: string[]): string | null;
  /** The first of these facts that is a number. */
  count(...names: string[]): string | null;
  /** Whether a fact was given and is blank. */
  isBlank(name: string): boolean;
  /** A fact that lists words of the dictionary: never cut. */
  list(name: string): Bilingual | null;
}

const LONGEST = 60;
const INVISIBLE = /[\p{Cf}\p{Cs}]/gu;
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu;

/** Without control characters, line breaks and marks that turn the direction of writing. */
const oneLine = (text: string): string => text.replace(BREAKS, " ").replace(INVISIBLE, "").replace(/ {2,}/g, " ").trim();

function shorten(text: string): string {
  const letters = [...text];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST).join("")}…` : text;
}

/** A text of the submission on one line, its ID numbers masked; "" where nothing is left of it. */
function safe(field: string, text: string): string {
  const plain = oneLine(text);
  if (plain === "") return "";
  const masked = maskOf(field, plain);
  // Numbers written with spaces in them.
  const tight = squeeze(masked);
  const again = maskIdNumbers(tight);
  return again === tight ? masked : again;
}

/** A cell's text as it may be shown: on one line, cut, numbers of people masked; null where there is nothing to show. */
export function shown(field: string, text: string): string | null {
  const plain = safe(field, text);
  return /^\**$/.test(plain) ? null : shorten(plain);
}

function sayingOf({ table, field, value, facts, variant, spot }: Finding): Saying {
  const raw = (name: string): string | null => {
    const fact: unknown = Object.hasOwn(facts, name) ? facts[name] : null;
    return typeof fact === "string" ? fact : typeof fact === "number" && Number.isFinite(fact) ? String(fact) : null;
  };
  const quoted = value === null ? null : shown(field ?? "", value);
  return {
    table, field, variant: variant ?? "", path: spot?.path ?? null, inSheet: spot !== null && spot.sheet !== null,
    value: quoted === null ? null : quote(quoted),
    fact(...names) {
      for (const name of names) {
        const text = raw(name);
        const fact = text === null ? null : shown("", text);
        if (fact !== null) return fact;
      }
      return null;
    },
    count: (...names) => names.map(raw).find((text) => text !== null && /^\d{1,9}$/.test(text)) ?? null,
    isBlank: (name) => { const text = raw(name); return text !== null && oneLine(text) === ""; },
    list: (name) => { const text = raw(name); const plain = text === null ? "" : safe("", text); return plain === "" ? null : { zh: plain, en: commas(plain) }; },
  };
}

const quote = (text: string): string => `“${text}”`;

/** A Chinese list in an English sentence. */
const commas = (text: string): string => text.replace(/\s*[、，；]\s*/g, ", ");

const both = (zh: string, en: string): Bilingual => ({ zh, en });

/** Part in a sentence, where there is something to say; else nothing. */
const when = (text: string | null, part: (text: string) => Bilingual): Bilingual => (text === null ? NOTHING : part(text));
const NOTHING: Bilingual = { zh: "", en: "" };

/** Two sentences: what is wrong and what follows; what to do. */
function say(wrong: Bilingual, effect: Bilingual, remedy: Bilingual): Bilingual {
  return { zh: `${wrong.zh}；${effect.zh}。${remedy.zh}。`, en: `${capital(wrong.en)}; ${effect.en}. ${capital(remedy.en)}.` };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const tableOf = ({ table }: Saying): Bilingual => (table === null ? both("文件", "file") : tableWord(table));

/** A column, named with its table. */
function columnOf(s: Saying, field: string | null = s.field): Bilingual {
  const table = tableOf(s);
  if (field === null || s.table === null) return both(table.zh, `the ${table.en}`);
  const { zh, en } = fieldWord(s.table, field);
  // In Chinese by the header that stands in the file, where the reader tells it.
  const header = field === s.field ? s.fact("header") : null;
  return both(`${table.zh}${quote(header ?? zh)}一列`, `the ${quote(en)} column of the ${table.en}`);
}

/** “The post column of the staff roster says X, which …”, or “A cell in … …” where there is no text to show. */
function cell(s: Saying, zh: string, en: string): Bilingual {
  const at = columnOf(s);
  if (s.value === null) return both(`${at.zh}有一格${zh}`, `a cell in ${at.en} ${en}`);
  return s.field === null ? both(`${at.zh}有一格填的是${s.value}，${zh}`, `a cell in ${at.en} says ${s.value}, which ${en}`)
    : both(`${at.zh}填的是${s.value}，${zh}`, `${at.en} says ${s.value}, which ${en}`);
}

/** A cell that must be filled and is not. */
const blank = (s: Saying): Bilingual => { const at = columnOf(s); return both(`${at.zh}有一格没有填写`, `a cell in ${at.en} is blank`); };

/** What was expected, in brackets; left out where nothing says it. */
const among = (list: Bilingual | null, zh: string, en: string): Bilingual => (list === null ? NOTHING : both(`（${zh}：${list.zh}）`, ` (${en}: ${list.en})`));

// What follows from a cell that cannot be read.

const NO_ROW = both("这一行不计入", "the row is not counted");
const AS_BLANK = both("这一格按空白处理", "the cell counts as blank");
const NO_JUDGEMENT = both("凡用到这一格的规则，对此人都无法判定", "no rule that needs the cell can be decided for this person");
const DEFAULT_STANDS = both("这一项仍按原定指标判定", "the usual target stands");
const NOT_CONVERTED = both("这条换算不采用", "the conversion is not applied");
const NOT_NAMED = both("这一格不用来辨认人员", "the cell is not used to tell people apart");
const REGISTER_OPEN = both("这条登记是否有效无法判定", "whether the entry is valid cannot be told");
const POST_OPEN = both("此人的岗位按无法确定处理，配比按各种可能判定，个人规则不作判定",
  "the person's post is treated as unknown: ratios are judged for every post it might be, and no rule about the person is judged");

const WHEN_UNREAD: { readonly [K in TableKind]?: Partial<Record<keyof TableFields[K], Bilingual>> } = {
  "roster": {
    name: NO_ROW, employeeNo: NOT_NAMED, idNumber: NOT_NAMED, certificateNo: NOT_NAMED, registrationNo: NOT_NAMED, role: POST_OPEN,
    agency: AS_BLANK, unit: AS_BLANK, field: AS_BLANK, education: AS_BLANK, team: AS_BLANK, supervisor: AS_BLANK, assistant: AS_BLANK,
    status: AS_BLANK, employmentType: AS_BLANK, institutionType: both("机构类型无法判定", "the type of institution cannot be told"),
    hireDate: both("日期按空白处理，且凡用到这一格的规则，对此人都无法判定", "the date counts as blank, and no rule that needs it can be decided for this person"),
    leaveDate: both("日期按空白处理，且凡用到这一格的规则，对此人都无法判定", "the date counts as blank, and no rule that needs it can be decided for this person"),
  },
  "services": {
    date: NO_ROW, halfDays: NO_ROW, workerNo: NOT_NAMED,
    hours: both("没有另填“节数(半天)”的，这一行不计入", "unless half-days are given as well, the row is not counted"),
    submittedOn: both("按尚未提交处理", "the record counts as not yet submitted"), reviewedOn: both("按尚未审阅处理", "the record counts as not yet reviewed"),
  },
  "supervision": {
    date: NO_ROW, completedOn: both("按记录尚未完成处理", "the record counts as not yet completed"),
    supervisorRole: both("督导者的级别只能以花名册为准", "the supervisor's level is taken from the staff roster alone"),
    form: both("这次督导属于哪种形式无法判定", "which form of supervision it was cannot be told"),
  },
  "duties": { date: NO_ROW, duty: NO_ROW },
  "targets": {
    cases: DEFAULT_STANDS, groupUnits: DEFAULT_STANDS, activities: DEFAULT_STANDS, monthlyHalfDays: DEFAULT_STANDS,
    approvedOn: both("这条调整按未批准处理", "the row counts as not approved"), approvedBy: both("这条调整按未批准处理", "the row counts as not approved"),
  },
  "registry": {
    employeeNo: NOT_NAMED, idNumber: NOT_NAMED, certificateNo: NOT_NAMED, registrationNo: NOT_NAMED, level: REGISTER_OPEN,
    accreditedOn: REGISTER_OPEN, validUntil: REGISTER_OPEN,
    sanctionFrom: both("检查日是否在处分期内无法判定", "whether the sanction holds on the audit day cannot be told"),
    sanctionUntil: both("检查日是否在处分期内无法判定", "whether the sanction holds on the audit day cannot be told"),
  },
  "waivers": {
    limit: both("这条豁免不起作用", "the waiver has no effect"), approvedOn: both("这条豁免按未批准处理", "the waiver counts as not approved"),
    validUntil: both("这条豁免按已过期处理", "the waiver counts as expired"),
  },
  "conversions": { from: NOT_CONVERTED, fromCount: NOT_CONVERTED, to: NOT_CONVERTED, toCount: NOT_CONVERTED, approvedBy: NOT_CONVERTED, approvedOn: NOT_CONVERTED },
  "pay-guide": {
    level: both("这一行不作为薪酬依据", "the row is not used as guidance"), amount: both("这一行不作为薪酬依据", "the row is not used as guidance"),
    effectiveFrom: both("该级别的薪酬无法判定", "pay of this level cannot be judged"),
  },
  "decisions": {
    on: both("这条复核结论不列出", "the decision is not shown"), decision: both("这条复核结论不列出", "the decision is not shown"),
    rule: both("这条复核结论不列出", "the decision is not shown"),
  },
};

function unread({ table, field }: Saying): Bilingual {
  if (table === null || field === null) return both("这一格不能采用", "the cell cannot be used");
  const effects: Readonly<Record<string, Bilingual>> = WHEN_UNREAD[table] ?? {};
  return (Object.hasOwn(effects, field) ? effects[field] : undefined) ?? (table === "roster" ? NO_JUDGEMENT : AS_BLANK);
}

/** The names that are at fault; else what stands in the cell. */
function namesOf(s: Saying): Bilingual | null {
  const names = s.fact("names", "name");
  return names !== null ? both(quote(names), quote(commas(names))) : s.value !== null ? both(s.value, s.value) : null;
}

const isSeveral = (s: Saying): boolean => s.fact("names")?.includes("、") ?? false;

/** What follows where a cell names nobody for certain. */
function namesNobody(s: Saying): Bilingual {
  const { table } = s;
  if (table !== null && isLog(table)) {
    return isSeveral(s) ? both("这条记录不计到这些姓名下", "the record is not counted for these names") : both("这条记录不计到这个姓名下", "the record is not counted for this name");
  }
  if (table === "targets") return both("这条调整不采用", "the adjusted target is not applied");
  if (table === "conversions") return NOT_CONVERTED;
  if (table === "waivers") return both("这条豁免不起作用", "the waiver has no effect");
  if (table === "decisions") return both("这条复核结论不列出", "the decision is not shown");
  return both("这一格视为没有写明是谁", "the cell counts as naming nobody");
}

// What to write instead.

function dateRemedy({ table, field, value }: Saying): Bilingual {
  if (table === "services" && field === "date") return both("请填写到日，如 2010-03-15 或 2010年3月15日", "write the full date with its day, such as 2010-03-15");
  return both(`${value === null ? "请填写" : "请改为"}日期，如 2010-03-15 或 2010年3月15日`, "write a date, such as 2010-03-15");
}

function numberRemedy({ field }: Saying): Bilingual {
  switch (field) {
    case "halfDays": case "monthlyHalfDays": return both("请填写数字，如 1、0.5 或“2节”", "write a number, such as 1 or 0.5");
    case "hours": return both("请填写时长，如 1.5、“90分钟”“1小时30分”或 1:30", "write hours such as 1.5, minutes such as “90分钟”, or a time such as 1:30");
    case "monthlyPay": case "amount": return both("请填写金额，如 5200 或“5200元”", "write an amount, such as 5200");
    case "experienceYears": return both("请填写年数，如 3 或“3年6个月”", "write a number of years, such as 3 or 3.5");
    default: return both("请填写不带其他文字的数字，如 14", "write a plain number, such as 14");
  }
}

/** The posts to offer where the finding lists none. */
const OFFERED_POSTS = "一线社工、督导助理、见习督导、初级督导、中级督导、高级督导、外聘督导、顾问、行政";

const roleEffect = (s: Saying): Bilingual => {
  if (s.field === "previousRole") return both("此人的原岗位无法判定", "the person's previous post cannot be told");
  return s.table === "roster" || s.table === null ? POST_OPEN : unread(s);
};

/** Header words in a list, each with its English where the dictionary has it: 姓名、岗位/岗位等级. */
function columnList(s: Saying): Bilingual | null {
  const text = s.list("columns")?.zh ?? (s.table !== null && s.field !== null ? fieldWord(s.table, s.field).zh : null);
  if (text === null) return null;
  const groups = text.split(/\s*[、,，;；]\s*/).filter((part) => part !== "");
  const named = groups.map((group) => group.split(/\s*[|/]\s*/).filter((part) => part !== "").map((part) => {
    const word = s.table === null ? null : fieldCalled(s.table, part);
    return word === null ? both(quote(part), quote(part)) : both(quote(word.zh), `${word.en} (${word.zh})`);
  }));
  return both(named.map((group) => group.map(({ zh }) => zh).join("或")).join("、"), named.map((group) => group.map(({ en }) => en).join(" or ")).join(", "));
}

const OF_TWO_DATES: Readonly<Record<string, readonly [string, string]>> = {
  "roster": ["hireDate", "leaveDate"], "supervision": ["date", "completedOn"], "documents": ["date", "submittedOn"],
  "registry": ["accreditedOn", "validUntil"], "waivers": ["approvedOn", "validUntil"],
};

/** The two dates that stand in the wrong order: the one that should come first, and the other. */
function datePair({ table, field }: Saying): readonly [string, string] | null {
  if (table === "services") return ["date", field === "reviewedOn" ? "reviewedOn" : "submittedOn"];
  return table === null ? null : OF_TWO_DATES[table] ?? null;
}

const FILE_KINDS: Readonly<Record<string, Bilingual>> = {
  pdf: both(" PDF 文件", "a PDF"), picture: both("图片", "a picture"), word: both(" Word 文档", "a Word document"), slides: both("演示文稿", "a presentation"),
  rtf: both(" RTF 文档", "an RTF document"),
};

const CHECK_NAME = both("请核对姓名；确属本机构人员的，补入花名册（已离职的，填写离职日期）", "check the name; if the person belongs to the agency, add them to the staff roster, with a date of leaving if they have left");

const WAIVER_VOID = both("这条豁免不起作用", "the waiver has no effect");
const WAIVER_COVERS_NOTHING = both("这条豁免没有使用", "the waiver is not used");

/** Which waiver: by the clause that it names. */
function waiverOf(s: Saying): Bilingual {
  return s.value !== null && (s.field === "rule" || s.field === null) ? both(`对${s.value}的豁免`, `the waiver of ${s.value}`) : both("这条豁免", "the waiver");
}

/** One sentence or two for each code, in both languages; a forgotten code does not compile. */
const SENTENCES = {
  "missing-column": (s) => {
    const table = tableOf(s);
    const columns = columnList(s) ?? both("必需的列", "something that is required");
    const nearest = when(s.fact("nearest"), (text) => both(`（最接近的表头：${quote(text)}）`, ` (nearest headers found: ${quote(commas(text))})`));
    const effect = s.table === "roster" ? both("这份花名册没有采用", "this roster is not used")
      : both("这张表视为没有提供，需要它的规则无法判定", "the table counts as not given, and no rule that needs it can be decided");
    return say(both(`${table.zh}缺少${columns.zh}${nearest.zh}`, `the ${table.en} has no column for ${columns.en}${nearest.en}`), effect,
      s.path === null ? both("请补上所缺的列，或在配置中写明由哪一列代替", "add what is missing, or say in the configuration which column stands for it")
        : both(`请补上所缺的列，或在配置中写明由哪一列代替；运行 ${inspecting(s.path)} 可以看到各列是怎样认的`, `add what is missing, or say in the configuration which column stands for it; ${inspecting(s.path)} shows how each column was understood`));
  },
  "missing-agency": (s) => say(blank({ ...s, field: s.field ?? (s.table === "roster" ? "agency" : null) }), both("花名册上有多家机构，这一行不知属于哪一家，没有采用", "with several agencies on the roster nobody can tell whose row this is, so it is not used"),
    both("请在这一行填写机构名称", "fill in the name of the agency in this row")),
  "unknown-role": (s) => {
    if (s.value === null) return say(blank(s), roleEffect(s), both("请填写岗位", "fill in the post"));
    if (s.variant === "several") {
      return say(cell(s, "一格里有几个不同层级的岗位，不知以哪个为准", "names posts of different levels, so it is not clear which one holds"), roleEffect(s),
        s.field === "previousRole" ? both("请只保留晋升前的一个岗位", "keep only the post held before the present one")
          : s.field === "level" ? both("请只保留一个级别", "keep only one level") : both("请只保留检查日实际担任的一个岗位", "keep only the post held on the audit day"));
    }
    const list = s.list("expected") ?? both(OFFERED_POSTS, commas(OFFERED_POSTS));
    return say(cell(s, `不是可识别的岗位${among(list, "可识别的有", "").zh}`, `is not a post that is understood${among(list, "", "those understood are").en}`), roleEffect(s),
      both("请改用其中的名称，或在配置中写明它指哪个岗位", "use one of these names, or say in the configuration which post is meant"));
  },
  "unknown-qualification": (s) => {
    const list = among(s.list("expected"), "可填", "one of");
    return say(cell(s, "看不出是哪一级社会工作职业资格", "does not tell which social-work qualification it is"),
      both("此人的职业资格按不详处理，需要资格的规则可能无法判定", "the person's qualification counts as unknown, and rules that ask for one may not be decided"),
      both(`请按证书写明全称${list.zh}`, `write the full name on the certificate${list.en}`));
  },
  "unknown-value": (s) => {
    switch (s.variant) {
      case "number-and-name": {
        const name = s.fact("name");
        const number = s.value ?? "";
        return say(both(`${columnOf(s).zh}的工号${number}与姓名${name === null ? "" : quote(name)}不是同一个人`, `the employee number ${number === "" ? "" : `${number} `}in the ${tableOf(s).en} and the name ${name === null ? "" : `${quote(name)} `}beside it are two different people's`),
          both("已按工号计到人", "the number was followed"), both("请核对，更正工号或姓名", "check which is right and correct the other"));
      }
      case "check-digit": return say(cell(s, "末位校验码不对", "has a wrong check digit"), both("仍按所填号码辨认人员", "the number is still used to tell people apart"),
        both("请对照身份证核对", "check it against the identity card"));
      case "blank": return say(blank(s), unread(s), both("请补填", "fill it in"));
      case "masked": return say(cell(s, "号码已被遮盖", "is masked"), NOT_NAMED, both("如需按身份证号核对人员，请填写完整的 18 位号码", "to have people matched by it, give all 18 digits"));
      default: {
        if (s.table === "decisions" && s.field === "rule") {
          return say(cell(s, "没有这一条款或规则", "is no clause or rule known here"), unread(s), both("请核对条款，如“第八条”或“14(3)”", "check it, and write it as 8 or 14(3)"));
        }
        const list = s.list("expected");
        const effect = s.field === "postGrade" ? both("此人的岗位等级无法判定", "the person's post grade cannot be told")
          : s.table === "pay-guide" || s.table === "decisions" || s.field === "supervisorRole" || s.field === "duty" || (s.table === "supervision" && s.field === "form") ? unread(s) : AS_BLANK;
        return say(cell(s, `不是这一列可识别的内容${among(list, "可填", "").zh}`, `is not understood in this column${among(list, "", "accepted are").en}`), effect,
          list === null ? both("请更正", "correct it") : both("请改用其中的写法", "use one of those accepted"));
      }
    }
  },
  "bad-date": (s) => {
    if (s.variant === "month-only") return say(cell(s, "只有年月，没有日", "gives the month but no day"), unread(s), dateRemedy(s));
    if (s.variant === "ambiguous") return say(cell(s, "可能是一月，也可能是丢了末尾的 0 的十月", "may be January, or October without its final zero"), unread(s), dateRemedy(s));
    return say(s.value === null ? blank(s) : cell(s, "不是能识别的日期", "is no date that can be read"), unread(s), dateRemedy(s));
  },
  "bad-number": (s) => say(cell(s, "不是能识别的数字", "is no number that can be read"), unread(s), numberRemedy(s)),
  "lost-digits": (s) => say(cell(s, "号码被当作数字保存，后几位已经丢失", "was saved as a number and has lost its last digits"), NOT_NAMED,
    both("请把这一列设为“文本”格式，再重新填写完整号码", "format the column as text and enter the full number again")),
  "loose-value": (s) => {
    const taken = s.fact("taken");
    return say(cell(s, "写法不够明确", "is not quite clear"),
      taken === null ? both("已按最接近的含义采用", "it was taken in its nearest meaning") : both(`已按${quote(taken)}采用`, `it was taken as ${quote(taken)}`),
      both("如与证书不符，请写明证书全称", "if that is not what the certificate says, write its full name"));
  },
  "future-date": (s) => {
    const asOf = s.fact("asOf");
    return say(cell(s, `晚于检查日${asOf === null ? "" : `（${asOf}）`}`, `lies after the audit day${asOf === null ? "" : ` (${asOf})`}`), NO_ROW,
      both("日期填错的，请更正；没有填错的，无须处理", "correct the date if it is wrong; otherwise there is nothing to do"));
  },
  "missing-name": (s) => {
    const number = s.table === "services" ? both("姓名或工号", "a name or an employee number") : both("姓名", "a name");
    if (s.table === "supervision" && s.variant !== "unreadable") {
      return say(both("督导记录有一行没有写明督导者，也没有写明督导对象", "a row of the supervision log names neither a supervisor nor anybody supervised"), NO_ROW, both("请补填姓名", "fill in the names"));
    }
    const wrong = s.value === null && s.variant !== "unreadable" ? blank(s) : cell(s, "读不出姓名", "holds no name that can be read");
    return say(wrong, s.table === "roster" ? both("这一行没有采用", "the row is not used") : NO_ROW,
      both(`请补填${number.zh}；不是人员记录的，请删去这一行`, `fill in ${number.en}, or delete the row if it is about nobody`));
  },
  "duplicate-person": (s) => {
    if (s.variant === "number") {
      const number = s.fact("number");
      const named = number === null ? s.value : quote(number);
      return say(both(`花名册上不同姓名的人用了同一个工号${named ?? ""}`, `people of different names have the same employee number${named === null ? "" : ` ${named}`} in the staff roster`),
        both("按不同的人处理，这个工号不再用来辨认人员", "they count as different people, and the number is not used to tell who is meant"), both("请核对并更正工号；同一个人的，请统一姓名", "correct the numbers; if it is one person, write the name the same way"));
    }
    const name = s.fact("name");
    const who = name === null ? s.value : quote(name);
    return say(both(`${who === null ? "同一个人" : who}在花名册上有几行，起止日期重叠`, `${who === null ? "one person" : who} has several rows in the staff roster whose dates overlap`),
      both("以上岗日期较晚的一行为准，这一行没有采用", "the row with the later start of post is used and this one is not"),
      both("请删去多余的行；岗位有变动的，请在前一行填写离职日期，使前后不重叠", "delete the row that is too many, or, after a change of post, give the earlier row a date of leaving so that the dates do not overlap"));
  },
  "ambiguous-name": (s) => {
    const [at, who] = [columnOf(s), namesOf(s)];
    return say(both(`${at.zh}的${who === null ? "姓名" : who.zh}在花名册上不止一人`, `${who === null ? "a name" : who.en} in ${at.en} may mean more than one person of the roster`), namesNobody(s),
      s.table === "services" ? both("请填写工号以便区分", "fill in the employee number to tell them apart") : both("请改填工号以便区分", "write the employee number in place of the name"));
  },
  "unknown-person": (s) => {
    const at = columnOf(s);
    if (s.variant === "agency") {
      const agency = s.value ?? when(s.fact("agency"), (text) => both(quote(text), "")).zh;
      return say(agency === "" ? both(`${tableOf(s).zh}有一行所填的机构不在花名册上`, `a row of the ${tableOf(s).en} names an agency that is not on the staff roster`)
        : both(`${tableOf(s).zh}所填的机构${agency}不在花名册上`, `the agency ${agency} in the ${tableOf(s).en} is not on the staff roster`), NO_ROW,
      both("请核对机构名称，与花名册的写法保持一致", "write the name of the agency as the staff roster has it"));
    }
    if (s.variant === "agency-untold") {
      return say(both(`花名册上有多家机构，${tableOf(s).zh}的这一行看不出属于哪一家`, `the staff roster has several agencies, and this row of the ${tableOf(s).en} does not say whose it is`), NO_ROW,
        both("请补填机构名称", "fill in the name of the agency"));
    }
    const who = namesOf(s);
    return say(both(`${at.zh}的${who === null ? "姓名" : who.zh}不在花名册上`, `${who === null ? "a name" : who.en} in ${at.en} ${isSeveral(s) ? "are" : "is"} not on the staff roster`), namesNobody(s), CHECK_NAME);
  },
  "unknown-supervisor": (s) => {
    const who = namesOf(s);
    return say(both(`督导记录中的督导者${who?.zh ?? ""}不在花名册上，也没有写明督导职级`, `the supervisor${who === null ? "" : ` ${who.en}`} in the supervision log is not on the staff roster, and the log does not state a level`),
      both("级别不详，这次督导是否有效无法判定", "the level is unknown, so whether the supervision counts cannot be told"),
      both("请填写“督导职级”一列（外聘的填“香港督导”“顾问”等），或把此人补入花名册", "fill in the supervisor's level (督导职级) for an external supervisor, or add the person to the staff roster"));
  },
  "duplicate-record": (s) => {
    const kept = s.count("kept");
    return say(both(`服务记录的同一节服务${s.value === null ? "" : `（服务编号${s.value}）`}登记了不止一次`, `one session in the service log${s.value === null ? "" : ` (service number ${s.value})`} was entered more than once`),
      kept === null ? both("只计一次，取其中最不利的一条，这一条没有计入", "it counts once, by the least favourable of the entries, and this one is not counted")
        : both(`只计一次，以第 ${kept} 行为准，这一条没有计入`, `it counts once, by row ${kept}, and this entry is not counted`),
      both("重复的请删去；确是不同节次的，请填写不同的节次", "delete what was entered twice; if they are different sessions, give each its own session number"));
  },
  "left-without-date": (s) => {
    const name = s.fact("name");
    return say(both(`花名册上${name === null ? "有一人" : quote(name)}的在职状态${s.value === null ? "为已离开" : `填的是${s.value}`}，但没有可用的离职日期`,
      `${name === null ? "somebody" : quote(name)} is marked as having left${s.value === null ? "" : ` (${s.value})`} in the staff roster, without a date of leaving that can be read`),
      both("按不在岗处理", "the person counts as not in post"), both("请补填离职日期", "fill in the date of leaving"));
  },
  "ambiguous-date": (s) => say(cell(s, "可能是一月，也可能是丢了末尾的 0 的十月", "may be January, or October without its final zero"), unread(s), dateRemedy(s)),
  "undecodable-text": (s) => say(cell(s, "含有无法识别的字符，编码可能已损坏", "holds characters that cannot be decoded"), unread(s),
    both("请用原始数据重新填写这一格，或把文件另存为 xlsx 后再检查", "enter the cell again from the original, or save the file as xlsx and audit that")),
  "column-shadowed": (s) => {
    const [read, other] = [s.fact("read"), s.fact("other")];
    const meaning = s.table === null || s.field === null ? NOTHING : both(`作为${quote(fieldWord(s.table, s.field).zh)}`, ` as the ${fieldWord(s.table, s.field).en}`);
    const table = tableOf(s);
    if (read === null || other === null) {
      return say(both(`${table.zh}有几列都可以${meaning.zh === "" ? "表示同一项内容" : meaning.zh}`, `several columns of the ${table.en} can be read${meaning.en === "" ? " as the same thing" : meaning.en}`),
        both("只采用其中一列，空白处用另一列补充", "one of them is used, and its blanks are filled from the other"), both("请只保留一列", "keep only one of them"));
    }
    if (read === other) {
      return say(both(`${table.zh}有两列的表头都是${quote(read)}`, `two columns of the ${table.en} have the same header ${quote(read)}`),
        both("采用左边一列，空白处用右边一列补充", "the left one is used, and its blanks are filled from the right one"), both("请删去或改名其中一列", "delete or rename one of them"));
    }
    return say(both(`${table.zh}的${quote(read)}和${quote(other)}两列都可以${meaning.zh === "" ? "表示同一项内容" : meaning.zh}`, `the columns ${quote(read)} and ${quote(other)} of the ${table.en} can both be read${meaning.en === "" ? " as the same thing" : meaning.en}`),
      both(`采用${quote(read)}，空白处用${quote(other)}补充`, `${quote(read)} is used, and its blanks are filled from ${quote(other)}`), both("如应以另一列为准，请在配置中写明", "if the other one should hold, say so in the configuration"));
  },
  "long-cell": (s) => {
    const at = columnOf(s);
    return say(both(`${at.zh}有一格超过 32767 个字符`, `a cell in ${at.en} has more than 32,767 characters`), both("只读取前面的部分", "only the beginning is read"),
      both("请检查是否误贴了大段内容，或引号没有配对", "see whether something was pasted into it by mistake, or a quotation mark was left open"));
  },
  "formula-without-value": (s) => {
    const at = columnOf(s);
    return say(both(`${at.zh}有一格是公式，文件中没有保存计算结果`, `a cell in ${at.en} is a formula, and the file does not hold its result`), unread(s),
      both("请用 Excel 或 WPS 打开文件，重新计算并保存，或把公式改为数值", "open the file in Excel or WPS, recalculate and save it, or replace the formula by its value"));
  },
  "error-cell": (s) => {
    const at = columnOf(s);
    return say(both(`${at.zh}有一格是公式错误${s.value ?? ""}`, `a cell in ${at.en} holds a formula error${s.value === null ? "" : `, ${s.value}`}`), unread(s), both("请修正公式，或直接填写内容", "mend the formula, or enter the value itself"));
  },
  "ragged-row": (s) => {
    const [beyond, headers] = [s.count("beyond"), s.count("headers")];
    const counts = beyond === null || headers === null ? NOTHING : both(`（表头 ${headers} 列，多出 ${beyond} 格）`, ` (${headers} columns in the header, ${beyond} more filled)`);
    return say(both(`${tableOf(s).zh}有一行的内容比表头多${counts.zh}`, `a row of the ${tableOf(s).en} has more cells filled than there are headers${counts.en}`), both("多出的部分没有读取", "what lies beyond them is not read"),
      both("请检查这一行是否多了分隔符或错了列", "see whether a separator is too many or the cells have shifted"));
  },
  "unread-sheet": (s) => {
    const what = s.inSheet ? both("这个工作表", "this sheet") : both("这个文件的内容", "the content of this file");
    if (s.variant === "hidden") return say(both("这个工作表是隐藏的", "this sheet is hidden"), both("没有读取", "it was not read"), both("需要检查的，请取消隐藏，或在命令中加上 --hidden-sheets", "if it should be audited, unhide it, or add --hidden-sheets to the command"));
    if (s.variant === "empty") return say(both(`${s.inSheet ? "这个工作表" : "这个文件"}是空的`, `${s.inSheet ? "this sheet" : "this file"} is empty`), both("没有可读取的内容", "there was nothing to read"), both("请确认交来的是否为正确的文件", "make sure that the right file was handed in"));
    if (s.variant === "read-me") return say(both("这个工作表是空白表的填写说明", "this sheet is the instructions of a workbook made by hege template"), both("没有读取", "it was not read"), both("无须处理", "there is nothing to do"));
    return say(both(`${what.zh}不是可识别的表`, `${what.en} is no table that is known here`), both("没有读取", "it was not read"),
      both("本应检查的，请与 hege template 生成的空白表核对表头；否则无须处理", "if it should have been audited, compare its headers with the workbook that hege template makes; otherwise there is nothing to do"));
  },
  "unread-file": (s) => {
    const format = s.variant === "" ? s.fact("format") ?? "" : s.variant;
    if (format === "folder") {
      return say(both("这是一个子文件夹", "this is a sub-folder"), both("里面的文件没有读取", "the files in it were not read"),
        both("需要检查的，请把文件移到上一级，或另外指定", "if they should be audited, move them up, or name them separately"));
    }
    if (format === "archive") {
      return say(both("这是一个压缩包", "this is an archive"), both("里面的文件没有读取", "the files in it were not read"), both("需要检查的，请先解压", "if they should be audited, unpack them first"));
    }
    const kind = Object.hasOwn(FILE_KINDS, format) ? FILE_KINDS[format] : undefined;
    return say(kind === undefined ? both("这个文件既不是工作簿，也不是文本表格", "this file is neither a workbook nor a text table") : both(`这个文件是${kind.zh}，不是表格`, `this file is ${kind.en} and not a table`),
      both("没有读取", "it was not read"), both("本应检查的，请把内容整理成 xlsx 或 csv 文件；否则无须处理", "if it should have been audited, hand its content in as xlsx or csv; otherwise there is nothing to do"));
  },
  "duplicate-file": (s) => {
    const first = s.fact("same");
    return say(first === null ? both("这个文件与另一个文件内容完全相同", "this file is the same, byte for byte, as another")
      : both(`这个文件与${quote(first)}内容完全相同`, `this file is the same, byte for byte, as ${quote(first)}`), both("只读取一次", "it was read once only"),
    both("请确认没有交错文件，并删去多余的一份", "make sure that no other file was meant, and remove one of them"));
  },
  "empty-table": (s) => say(both(`${tableOf(s).zh}只有表头，没有内容`, `the ${tableOf(s).en} has a header and no rows`),
    both("视为没有提供，需要它的规则无法判定", "it counts as not given, and no rule that needs it can be decided"), both("请补填内容；确实没有的，无须处理", "fill it in; if there really is nothing to enter, leave it")),
  "swallowed-lines": (s) => {
    const [first, last] = [s.count("from"), s.count("to")];
    const rows = first !== null && last !== null ? both(`第 ${first} 至 ${last} 行`, `rows ${first} to ${last}`) : last !== null ? both(`直到第 ${last} 行的几行`, `the rows down to ${last}`) : both("几行", "several rows");
    return say(both(`一个没有配对的引号把${tableOf(s).zh}的${rows.zh}并成了一格`, `a stray quotation mark has joined ${rows.en} of the ${tableOf(s).en} into one cell`), both("其中的记录没有逐行读取", "the records in them are not read one by one"),
      both("请删去或补全引号，再重新检查", "remove the quotation mark or close it, and audit again"));
  },
  "log-ends-early": (s) => {
    const [last, month] = [s.fact("last"), s.fact("month")];
    return say(both(`${tableOf(s).zh}${last === null ? "在检查期的最后一个完整月份之前就结束了" : `的最后一条记录日期为 ${last}，早于检查期的最后一个完整月份${month === null ? "" : `（${month}）`}`}`,
      `the ${tableOf(s).en} ends ${last === null ? "before" : `on ${last}, before`} the last full month of the period${last === null || month === null ? "" : ` (${month})`}`),
      both("此后的月份按没有记录判定", "the months after it are judged as having no records"), both("如有漏交的记录，请补交", "hand in later records, if there are any"));
  },
  "summary-not-log": (s) => {
    const what = s.inSheet ? both("这个工作表", "this sheet") : both("这个文件", "this file");
    return say(both(`${what.zh}是按人汇总的月报，不是逐条记录`, `${what.en} is a monthly summary by worker and not a log of single records`), both("无法据此判定任何规则", "no rule can be judged by it"),
      both("请提供逐条的记录，每行一条，写明日期和人员", "hand in the log itself, one row for each record, with its date and who did it"));
  },
  "hidden-rows": (s) => {
    const [rows, columns] = [s.count("rows"), s.count("columns")].map((count) => (count === "0" ? null : count));
    const parts = [when(rows ?? null, (n) => both(`${n} 行`, `${n} hidden ${n === "1" ? "row" : "rows"}`)), when(columns ?? null, (n) => both(`${n} 列`, `${n} hidden ${n === "1" ? "column" : "columns"}`))].filter(({ zh }) => zh !== "");
    const what = parts.length === 0 ? both("行或列", "hidden rows or columns") : both(parts.map(({ zh }) => zh).join("、"), parts.map(({ en }) => en).join(" and "));
    return say(both(`这个工作表隐藏了${/^\d/.test(what.zh) ? " " : ""}${what.zh}`, `this sheet has ${what.en}`), both("隐藏的内容照样读取", "they were read all the same"), both("不应计入的，请先删去", "delete them if they should not count"));
  },
  "encoding-guess": (s) => {
    const encoding = s.fact("encoding");
    const as = encoding === null ? both("已按最可能的编码读取", "it was read in the likeliest one")
      : encoding === "mixed" ? both("各行编码似乎不一致，已逐行按 UTF-8 或 GB18030 读取", "its rows seem to be in different ones, and each was read as UTF-8 or as GB18030")
      : both(`已按 ${encoding.toUpperCase()} 读取`, `it was read as ${encoding.toUpperCase()}`);
    return say(both("这个文件没有标明文字编码", "this file does not say in which encoding it is written"), as,
      both("报告中的姓名如有乱码，请把文件另存为 xlsx，或用 --encoding 指定编码", "if names in the report look garbled, save the file as xlsx, or name the encoding with --encoding"));
  },
  "waiver-invalid": (s) => {
    switch (s.variant) {
      case "rule": return say(s.value === null ? blank(s) : cell(s, "没有这一条款或规则", "is no clause or rule known here"), WAIVER_VOID, both("请核对条款，如“第八条”或“14(3)”", "check it, and write it as 8 or 14(3)"));
      case "clause": return say(cell(s, "这一条款没有可判定的规则，无从豁免", "is a clause that no rule judges, so there is nothing to waive"), WAIVER_VOID, both("请核对条款；不需要的，删去这一行", "check the clause, or delete the row if it is not needed"));
      case "not-waivable": return say(cell(s, "这一条款不允许豁免", "cannot be waived"), both("仍按原要求判定", "it is judged as it stands"), both("请按要求整改，并删去这一行", "meet the requirement, and delete the row"));
      case "agency": return say(cell(s, "花名册上没有这家机构", "is no agency of the staff roster"), WAIVER_VOID, both("请按花名册的写法填写机构名称", "write the name of the agency as the staff roster has it"));
      case "person": return say(cell(s, "花名册上没有此人", "is nobody on the staff roster"), WAIVER_VOID, both("请核对姓名，与花名册的写法保持一致", "write the name as the staff roster has it"));
      case "person-ambiguous": return say(cell(s, "花名册上不止一人叫这个名字", "is the name of more than one person on the staff roster"), WAIVER_VOID, both("请改填工号，并写明机构", "write the employee number in its place, and name the agency"));
      case "agency-untold": return say(both("花名册上有多家机构，这条豁免没有写明给哪一家", "the staff roster has several agencies, and the waiver does not say which one it is for"), WAIVER_VOID, both("请补填机构名称", "fill in the name of the agency"));
      default: return say(cell(s, "不能采用", "cannot be used"), WAIVER_VOID, both("请核对条款、机构、姓名", "check the clause, the agency and the name"));
    }
  },
  "waiver-unused": (s) => {
    const waiver = waiverOf(s);
    switch (s.variant) {
      case "expired": return say(both(`${waiver.zh}在检查日已过有效期，或有效期无法识别`, `${waiver.en} has run out by the audit day, or its last day cannot be read`), WAIVER_COVERS_NOTHING, both("仍需豁免的，请重新商定并更新“有效期至”", "if it is still needed, have it agreed again and enter until when it is valid"));
      case "not-approved": return say(both(`${waiver.zh}没有有效的批准：批准人无权批准，或批准日期空白、无法识别、晚于检查日`, `${waiver.en} is not properly approved: whoever approved it may not, or the date of approval is blank, cannot be read or lies after the audit day`), WAIVER_COVERS_NOTHING,
        both("请由有权批准的一方批准，并填写批准人和批准日期", "have it approved by those who may, and enter by whom and when"));
      case "no-reason": return say(both(`${waiver.zh}没有填写理由`, `${waiver.en} gives no reason`), WAIVER_COVERS_NOTHING, both("请补填理由", "fill in the reason"));
      case "limit": return say(both(`${waiver.zh}所填的商定上限无法识别`, `${waiver.en} has an agreed limit that cannot be read`), WAIVER_COVERS_NOTHING, both("请在“商定上限”填写数字，如 16", "write the agreed limit as a number, such as 16"));
      case "nothing-fails": return say(both(`${waiver.zh}所涉及的规则没有不符合的结果`, `${waiver.en} covers nothing that fails`), WAIVER_COVERS_NOTHING, both("不再需要的，可以删去", "delete it if it is no longer needed"));
      default: return say(both(`${waiver.zh}没有可以适用的结果`, `${waiver.en} applies to no result`), WAIVER_COVERS_NOTHING, both("请核对条款、机构、姓名和有效期", "check the clause, the agency, the name and until when it is valid"));
    }
  },
  "not-approved": (s) => {
    const what = s.table === "conversions" ? both("这条指标换算", "this conversion") : both("这条指标调整", "this adjusted target");
    const [by, on] = [s.fact("by"), s.fact("on")];
    const [noBy, noOn] = [s.isBlank("by"), s.isBlank("on")];
    const given = [when(by, (text) => both(`批准人：${quote(text)}`, `approved by: ${quote(text)}`)), when(on, (text) => both(`批准日期：${quote(text)}`, `on: ${quote(text)}`))].filter(({ zh }) => zh !== "");
    const shownAs = given.length === 0 ? NOTHING : both(`（${given.map(({ zh }) => zh).join("，")}）`, ` (${given.map(({ en }) => en).join(", ")})`);
    const wrong = noBy && noOn ? both(`${what.zh}没有填写批准人和批准日期`, `${what.en} says neither who approved it nor when`)
      : noBy ? both(`${what.zh}没有填写批准人`, `${what.en} does not say who approved it`)
      : noOn ? both(`${what.zh}没有填写批准日期`, `${what.en} does not say when it was approved`)
      : both(`${what.zh}没有有效的批准${shownAs.zh}`, `${what.en} is not properly approved${shownAs.en}`);
    return say(wrong, both("没有采用", "it is not applied"), both("须由督导、顾问或协会批准，批准日期不晚于检查日，请补填或更正", "a supervisor, an adviser or the association has to approve it by the audit day; fill in or correct who did and when"));
  },
  "conversion-unused": (s) => {
    const name = s.fact("name") ?? null;
    const who = name === null ? s.value : quote(name);
    return say(both(`${who === null ? "见习督导" : who}拟换出的一项，超出指标的数量不够换`, `${who === null ? "the trainee" : who} has too little above the target to convert`), both("这条换算整条没有采用", "the whole conversion is left out"),
      both("请核对换出数量，或补录已完成的服务", "check the number converted from, or enter services that were done but not recorded"));
  },
  "date-order": (s) => {
    const pair = datePair(s);
    const keep = both("仍按所填日期判定", "the dates are used as they stand");
    const [first, then] = [s.fact("first"), s.fact("then")];
    if (pair === null || s.table === null) return say(cell(s, "与同一行的另一个日期前后颠倒", "is in the wrong order with another date in the row"), keep, both("请核对这两个日期", "check both dates"));
    const [a, b] = [fieldWord(s.table, pair[0]), fieldWord(s.table, pair[1])];
    const [aName, bName] = [quote(s.fact("firstHeader") ?? a.zh), quote((s.field === pair[1] ? s.fact("header") : null) ?? b.zh)];
    const own = (field: string, fact: string | null): string | null => (fact === null ? (s.field === field ? s.value : null) : quote(fact));
    const [firstText, thenText] = [own(pair[0], first), own(pair[1], then)];
    return say(both(`${tableOf(s).zh}的${bName}${thenText === null ? "" : `（${thenText}）`}早于${aName}${firstText === null ? "" : `（${firstText}）`}`,
      `in the ${tableOf(s).en}, “${b.en}”${thenText === null ? "" : ` (${thenText})`} lies before “${a.en}”${firstText === null ? "" : ` (${firstText})`}`), keep, both("请核对这两个日期", "check both dates"));
  },
} satisfies Record<IssueCode, Sentence>;
