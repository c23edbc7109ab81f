import type { TableKind } from "../model/table.ts";
import { tableOf } from "./tables/index.ts";
import { readDate, readLogDate, readServiceDate } from "./values/date.ts";
import { DECISION_TEXTS, readDecision } from "./values/decision.ts";
import { DUTY_TEXTS, readDuty } from "./values/duty.ts";
import { EMPLOYMENT_TEXTS, readEmployment } from "./values/employment.ts";
import { FORM_TEXTS, readForm } from "./values/form.ts";
import { GRADE_TEXTS, readGrade } from "./values/grade.ts";
import { readIdNumber, readNumberMark } from "./values/id-number.ts";
import { readName, readNames, readReviewer } from "./values/names.ts";
import { readCount, readHalfDays, readHours, readMoney, readYears } from "./values/number.ts";
import { POST_CLASS_TEXTS, readPostClass } from "./values/post-class.ts";
import { QUALIFICATION_TEXTS, readQualification } from "./values/qualification.ts";
import { readRole, readStatedRole, ROLE_TEXTS } from "./values/role.ts";
import { readServiceType, SERVICE_TYPE_TEXTS } from "./values/service-type.ts";
import { readStatus, STATUS_TEXTS } from "./values/status.ts";
import { readSupervisionForms, SUPERVISION_FORM_TEXTS } from "./values/supervision-form.ts";
import { readMark, readPhrase, readText } from "./values/text.ts";
import type { ValueReader } from "./values/value.ts";
import { GROUP_KIND_TEXTS, LEAD_TEXTS, readGroupKind, readHardCase, readLead, readSelection, readYesNo, SELECTION_TEXTS, YES_NO_TEXTS } from "./values/yes-no.ts";

/** What belongs into the cells of a column, as somebody who fills it in needs to know it. */
export type Shape =
  | { is: "text" }
  /** A text that looks like a number and must not become one: 身份证号, 工号. */
  | { is: "mark" }
  /** One name, or several in a cell. */
  | { is: "names"; several: boolean }
  /** `month`: a month alone will do. */
  | { is: "date"; month: boolean }
  /** 0 or more, in this unit; null: counted things, or one that the header itself names. */
  | { is: "number"; unit: "小时" | "元" | null }
  /** The words to choose from. `open`: others are understood too. */
  | { is: "words"; words: readonly string[]; open: boolean };

const words = (list: readonly string[], open = false): Shape => ({ is: "words", words: list, open });
const number = (unit: "小时" | "元" | null = null): Shape => ({ is: "number", unit });

/** By the reader of a column's cells; every reader of the dictionary is here, and a test holds it so. */
const SHAPES: ReadonlyMap<ValueReader<unknown>, Shape> = new Map<ValueReader<unknown>, Shape>([
  [readText, { is: "text" }], [readPhrase, { is: "text" }], [readMark, { is: "mark" }], [readNumberMark, { is: "mark" }], [readIdNumber, { is: "mark" }],
  [readName, { is: "names", several: false }], [readNames, { is: "names", several: true }], [readReviewer, { is: "names", several: true }],
  [readDate, { is: "date", month: true }], [readLogDate, { is: "date", month: true }], [readServiceDate, { is: "date", month: false }],
  [readCount, number()], [readHalfDays, number()], [readYears, number()], [readHours, number("小时")], [readMoney, number("元")],
  [readRole, words([...ROLE_TEXTS, "社会工作专业人员"], true)], [readStatedRole, words(ROLE_TEXTS, true)], [readQualification, words(QUALIFICATION_TEXTS, true)], [readGrade, words(GRADE_TEXTS, true)],
  [readPostClass, words(POST_CLASS_TEXTS, true)], [readEmployment, words(EMPLOYMENT_TEXTS, true)], [readStatus, words(STATUS_TEXTS, true)],
  [readServiceType, words(SERVICE_TYPE_TEXTS, true)], [readSupervisionForms, words(SUPERVISION_FORM_TEXTS, true)], [readForm, words(FORM_TEXTS)],
  [readYesNo, words(YES_NO_TEXTS)], [readHardCase, words(YES_NO_TEXTS)], [readLead, words(LEAD_TEXTS)], [readSelection, words(SELECTION_TEXTS)],
  [readGroupKind, words(GROUP_KIND_TEXTS)], [readDuty, words(DUTY_TEXTS)], [readDecision, words(DECISION_TEXTS)],
]);

/** Words of a column's reader that make no sense in this one: the register lists no frontline workers, only cases and groups are converted. */
const FEWER: Partial<Record<TableKind, Readonly<Record<string, readonly string[]>>>> = {
  registry: { level: ROLE_TEXTS.slice(ROLE_TEXTS.indexOf("督导助理"), ROLE_TEXTS.indexOf("高级督导") + 1) },
  supervision: { supervisorRole: ROLE_TEXTS.slice(ROLE_TEXTS.indexOf("督导助理"), ROLE_TEXTS.indexOf("顾问") + 1) },
  conversions: { from: ["个案", "小组"], to: ["个案", "小组"] },
};

/** What belongs into a column. */
export function shapeOf(table: TableKind, field: string): Shape {
  const spec = tableOf(table).fields[field];
  const shape = spec && SHAPES.get(spec.read);
  if (!shape) throw new RangeError(`no shape for ${table}.${field}`);
  const fewer = FEWER[table]?.[field];
  return shape.is === "words" && fewer ? words(fewer) : shape;
}
