import { readDate } from "../values/date.ts";
import { readIdNumber, readNumberMark } from "../values/id-number.ts";
import { readNames } from "../values/names.ts";
import { readPhrase } from "../values/text.ts";
import { headers, type FieldSpec } from "./define.ts";
import type { Names } from "../../model/record.ts";
import type { When } from "../../model/day.ts";

/** Columns that several tables have in the same words. */

export const AGENCY: FieldSpec<string> = { headers: headers("机构 机构名称 所属机构 社工机构 所在机构 承接机构 签约机构 单位名称~"), read: readPhrase };
export const EMPLOYEE_NO: FieldSpec<string> = { headers: headers("工号 员工编号 员工工号 人员编号 社工编号 同工编号 员工号 职工号 社工号 编号~"), read: readNumberMark };
export const ID_NUMBER: FieldSpec<string> = { headers: headers("身份证号 身份证号码 身份证 证件号码 证件号 公民身份号码 居民身份证号"), read: readIdNumber };
export const CERTIFICATE_NO: FieldSpec<string> = {
  headers: headers("证书编号 社工证书号码 职业水平证书管理号 证书管理号 管理号 资格证书号 登记证号 登记号 证号"), read: readNumberMark,
};
export const REGISTRATION_NO: FieldSpec<string> = { headers: headers("注册号 注册编号 社工注册号"), read: readNumberMark };

export const date = (list: string): FieldSpec<When> => ({ headers: headers(list), read: readDate });
export const names = (list: string): FieldSpec<Names> => ({ headers: headers(list), read: readNames });
