import type { Bilingual } from "../model/text.ts";

const word = (zh: string, en: string): Bilingual => ({ zh, en });

/** What the fields of `observed`, `expected` and of a rule's parameters are called; a field without a word shows its own name. */
export const FACT_WORDS: Readonly<Record<string, Bilingual>> = {
  // counts of people
  supervisors: word("督导人数", "supervisors"), workers: word("社工人数", "workers"), assistants: word("督导助理人数", "supervisors' assistants"), frontline: word("一线社工人数", "frontline workers"),
  leaderCount: word("带领者人数", "people leading"), countedCount: word("被带领者人数", "people led"), unreadable: word("岗位无法识别的人数", "people whose post is not understood"), perLeader: word("每名带领者所带人数", "led for each who leads"),
  load: word("名下人数", "people led"), unassigned: word("未分组人数", "people unassigned"), over: word("超出人数", "over by"), limit: word("上限", "limit"),
  needed: word("至少需要", "needed at least"), short: word("尚缺", "still needed"), supervisorsNeeded: word("需要督导", "supervisors needed"), assistantsNeeded: word("需要督导助理", "assistants needed"),
  people: word("有关人数", "people concerned"), certified: word("持证人数", "people certified"), group: word("小组督导", "group supervision"),
  // history
  breachDays: word("未达到的天数", "days in breach"), timeline: word("检查期内的变化", "over the period"), from: word("自", "from"), to: word("至", "to"), met: word("达到要求的", "met"),
  months: word("逐月", "month by month"), month: word("月份", "month"), state: word("结果", "state"), full: word("任现职的完整月份", "full months in the post"),
  shortMonths: word("不足的月份", "months short"), missedMonths: word("不在范围内的月份", "months out of range"), unknownMonths: word("不能判定的月份", "months unknown"),
  individual: word("个别督导", "individual supervision"), halfDays: word("节数（半天）", "half-days"), best: word("最多可算", "at best"),
  // records
  records: word("记录条数", "records"), share: word("比例", "share"), missed: word("未达到的条数", "records missed"), notYetDue: word("未到期限的条数", "not yet due"), supervision: word("督导记录条数", "records of supervision"),
  duties: word("履职记录条数", "records of duties"), entries: word("本人的登记条数", "entries found"), have: word("已完成", "done"), need: word("应完成", "asked for"), converted: word("换算计入", "converted"),
  cases: word("疑难个案", "hard cases"), groupUnits: word("小组单位", "group units"), activities: word("活动", "activities"), excluded: word("没有计入的记录", "records left out"), lacking: word("尚缺的部分", "still lacking"),
  // people
  role: word("岗位", "post"), level: word("登记级别", "registered level"), tier: word("应达到的级别", "tier asked for"), rank: word("职业资格", "qualification"), certificateDate: word("发证日期", "date of certificate"),
  relaxed: word("按试点期要求从宽", "relaxed for the pilot"), obtainedAfterAppointment: word("上岗后取得", "obtained after appointment"), roleStart: word("上岗日期", "start of present post"), frontlineMonths: word("一线从业月数", "months in frontline work"),
  socialWorkMonths: word("社会工作月数", "months in social work"), major: word("专业", "major"), previousRole: word("原岗位", "previous post"), passedSelection: word("通过选拔", "selection passed"), grade: word("岗位等级", "grade"),
  postGrade: word("岗位等级", "post grade"), pay: word("月工资", "monthly pay"), provided: word("已提供", "provided"), institutionType: word("机构类型", "type of institution"), wrong: word("不合要求的人员", "people not as asked"), agencies: word("机构", "agencies"),
  measure: word("衡量办法", "measure"), amount: word("本人日均", "own daily amount"), groupMean: word("本组日均", "mean of the group"), documents: word("材料", "documents"), onFile: word("已有", "on file"), missing: word("缺少", "missing"),
  // what is asked
  min: word("至少", "at least"), minRank: word("最低职业资格", "least qualification"), minRankWord: word("最低职业资格", "least qualification"), minShare: word("最低比例", "least share"), maxDays: word("最多天数", "most days"), least: word("至少应为", "at least"),
  percent: word("百分比", "per cent"), deadline: word("期限", "deadline"), target: word("目标", "target"), low: word("下限", "lower limit"), high: word("上限", "upper limit"), origin: word("应来自的岗位", "post to come from"),
  benefitWord: word("保障", "benefit"), dutyWord: word("职责", "duty"), socialWorkAsked: word("应有的社会工作月数", "months in social work asked for"), frontlineAsked: word("应有的一线从业月数", "months in frontline work asked for"),
  guidance: word("指导标准", "pay guide"), allowed: word("允许的岗位类别", "classes of post allowed"),
  // parameters of rules
  as: word("带领者是", "those who lead"), leaders: word("算作带领者的岗位", "posts that lead"), counted: word("算作被带领者的岗位", "posts that are led"), team: word("按谁分组", "grouped by"), duty: word("职责", "duty"), roles: word("适用的岗位", "posts concerned"),
  minTier: word("督导者最低级别", "least tier of who supervises"), minReviewerTier: word("审阅人最低级别", "least tier of the reviewer"), everyMonths: word("每几个月", "every so many months"), log: word("记录", "log"), tolerance: word("上下幅度", "margin"),
  hoursPerHalfDay: word("每节小时数", "hours in a half-day"), caseSessions: word("每个个案的节数", "sessions a case"), groupHalfDays: word("每个小组的节数", "half-days a group"), therapeuticUnits: word("治疗性小组折合单位", "units of a therapeutic group"),
  otherUnits: word("其他小组折合单位", "units of another group"), monthsAfterRoleStart: word("上岗后的月数", "months after the start of the post"), pilot: word("试点期从宽", "relaxed in the pilot"), pilotMinRank: word("试点期最低职业资格", "least qualification in the pilot"),
  socialWorkMajors: word("算作社会工作的专业", "majors of social work"), relatedMajors: word("相关专业", "related majors"), unrelatedMajors: word("无关专业", "unrelated majors"), relatedMonths: word("相关专业应有的月数", "months asked of related majors"),
  otherMonths: word("其他专业应有的月数", "months asked of other majors"), contains: word("含有", "containing"), equals: word("等于", "equal to"), selection: word("须通过选拔", "selection asked for"), onlyWith: word("仅当机构有", "only where there is"),
  demands: word("所要的材料", "documents asked for"), id: word("代号", "id"), name: word("名称", "name"), words: word("名称中的词", "words in the name"), submitted: word("须已报送", "must be submitted"), list: word("机构名单", "list of institutions"), lists: word("机构名单", "lists of institutions"),
  benefit: word("保障", "benefit"), reason: word("原因", "reason"), start: word("起算", "start"), smallAgency: word("小机构", "small agency"), rule: word("整条规则", "the rule as such"),
};

/** Words for values that are codes of our own and that no sentence of the engine spells out. */
export const VALUE_WORDS: Readonly<Record<string, Bilingual>> = {
  "met": word("达到", "met"), "short": word("不足", "short"), "missed": word("不在范围内", "out of range"), "over": word("超出", "over"), "unknown": word("不能判定", "unknown"),
  "lacking-cases": word("疑难个案", "hard cases"), "lacking-groupUnits": word("小组单位", "group units"), "lacking-activities": word("活动", "activities"),
  "supervisors": word("督导", "supervisors"), "assistants": word("督导助理", "supervisors' assistants"), "supervisor": word("督导", "supervisor"),
  "services": word("服务记录", "service log"), "supervision": word("督导记录", "supervision log"), "duties": word("履职记录", "duty log"),
};

/** Why something was not assessed (model/known.ts). */
export const REASON_WORDS: Readonly<Record<string, Bilingual>> = {
  "table-absent": word("没有这张表", "the table is missing"), "column-absent": word("没有这一列", "the column is missing"), "cell-blank": word("单元格空白", "the cell is blank"), "cell-unreadable": word("内容无法识别", "the content is not understood"),
  "name-ambiguous": word("姓名对应不止一人", "the name fits more than one person"), "role-unreadable": word("岗位无法识别", "the post is not understood"), "giver-unknown": word("督导者不明", "who supervised is not known"), "date-unreadable": word("日期无法识别", "the date is not understood"),
  "form-unreadable": word("形式无法识别", "the form is not understood"), "unassigned": word("没有写明督导或督导助理", "no supervisor or assistant is named"), "month-only": word("日期只到月", "the date gives the month only"), "judged-in-previous-role": word("按原岗位判断", "judged in the previous post"),
  "value-not-listed": word("不在所列之内", "the value is not in the list"), "entry-absent": word("没有登记", "there is no entry"),
};
