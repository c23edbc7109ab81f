import type { TableKind } from "../model/table.ts";
import { squeeze } from "../model/text.ts";
import type { Mapping } from "./mapping.ts";
import { bareHeader } from "./header-keys.ts";
import { configuredField, type Vocabulary } from "./vocabulary.ts";
import type { AnyTable } from "./tables/index.ts";

/**
 * Columns that are never anything of ours, however their headers sound: clients, what is never read (data.md, section 2), and words
 * that look like ours and mean something else (参加工作时间 is any work).
 */
const NEVER = /服务对象|帮扶对象|案主|客户|受助|居民|家属|家长|家庭|监护|义工|志愿|个案姓名|儿童|老人|学生|性别|民族|政治|党员|籍贯|户籍|电话|手机|联系|通讯|住址|地址|地点|照片|相片|年龄|出生|生日|邮箱|邮件|微信|银行|账号|账户|开户|卡号|婚姻|婚否|健康|参加工作|^工作年限$|^工龄$|入党|入团|入会|入学|入校|^序号$|备注|签名|签字/;
/** In a log of services these are clients too; at a supervision meeting they are the social workers. */
const CLIENTS = /对象|组员|成员|参加|参与|出席/;
const isForeign = (table: AnyTable, text: string): boolean => NEVER.test(text) || (table.kind === "services" && CLIENTS.test(text));

/** The least that two texts must have in common, 0 to 1, for one to be taken for a slip of the other. */
const ALIKE = 0.75;

/**
 * A field that a header without one may well mean, where the table has no column of it yet: the header is one of its synonyms with
 * something before it, or with a slip in it. null: none is plausible, so none is named.
 */
export function plausibleField(table: AnyTable, mapping: Mapping, header: string, vocabulary: Vocabulary): string | null {
  const text = bareHeader(header);
  if ([...text].length < 2 || isForeign(table, text) || configuredField(vocabulary, table, header) !== null) return null;
  let best: { field: string; score: number } | null = null;
  for (const [field, word] of wordsOf(table)) {
    const score = closeness(text, word);
    if (score >= ALIKE && score > (best?.score ?? 0)) best = { field, score };
  }
  // What it resembles most must be wanted: 现任岗位 beside 岗位 is no 前任岗位.
  return best === null || mapping.columns.has(best.field) || table.fields[best.field]?.quiet ? null : best.field;
}

const WORDS = new Map<TableKind, readonly (readonly [string, string])[]>();

/** Every synonym of a table with its field, as headers are compared; asked for with every column. */
function wordsOf({ kind, fields }: AnyTable): readonly (readonly [string, string])[] {
  const known = WORDS.get(kind) ?? Object.entries(fields).flatMap(([field, { headers }]) => headers.map((word) => [field, squeeze(word.replace(/~$/, "")).toLowerCase()] as const));
  WORDS.set(kind, known);
  return known;
}

/** 1 for the same text, less the more differs. What a Chinese word is stands at its end: a text that ends with the other is close to it. */
function closeness(text: string, word: string): number {
  if (word.length >= 2 && text.endsWith(word)) return ALIKE + (1 - ALIKE) * (word.length / text.length);
  // Of lengths too different no more than the shorter can be shared.
  if (Math.min(text.length, word.length) * 2 < ALIKE * (text.length + word.length)) return 0;
  return sharedInOrder(text, word) * 2 / (text.length + word.length);
}

/** The length of the longest text that both hold in this order. */
function sharedInOrder(a: string, b: string): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const letter of a) {
    const next = [0];
    for (let j = 1; j <= b.length; j++) next[j] = letter === b[j - 1] ? (row[j - 1] ?? 0) + 1 : Math.max(next[j - 1] ?? 0, row[j] ?? 0);
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The headers that may stand for a must-have that is missing, the nearest first; clients' columns are none of them. */
export const mayStandFor = (table: AnyTable, headers: readonly string[]): string[] => headers.filter((header) => !isForeign(table, bareHeader(header)));
