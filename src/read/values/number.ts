import { BLANK, isPlaceholder, key, known, unreadable, type Filled, type Parsed, type ValueReader } from "./value.ts";

/** What one unit is worth in the column's own unit; a unit that is not there cannot be converted. */
type Units = Readonly<Record<string, number>>;

const HOURS: Units = { 小时: 1, 个小时: 1, 时: 1, 钟头: 1, h: 1, hour: 1, hours: 1, 分钟: 1 / 60, 分: 1 / 60, min: 1 / 60, minutes: 1 / 60 };
const HALF_DAYS: Units = { 节: 1, 个半天: 1, 半天: 1, 天: 2 };
const MONEY: Units = { 元: 1, "元/月": 1, 万元: 10_000, 万: 10_000, 千元: 1000 };
const YEARS: Units = { 年: 1, 月: 1 / 12, 个月: 1 / 12 };
const COUNT: Units = { 人: 1, 名: 1, 个: 1, 次: 1, 节: 1, 元: 1, 单位: 1 };

const NUMBER = /^([¥$]?)(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)([^\d.,].*)?$/;

function plainNumber(text: string): { value: number; unit: string | null } | null {
  const match = NUMBER.exec(text);
  return match?.[2] === undefined ? null : { value: Number(match[2].replaceAll(",", "")), unit: match[3]?.toLowerCase() ?? null };
}

function reader(units: Units, special: (text: string, cell: Filled) => number | null = () => null): ValueReader<number> {
  return (cell, context): Parsed<number> => {
    const text = key(cell);
    if (isPlaceholder(text)) return BLANK;
    const given = special(text, cell);
    if (given !== null) return known(given);
    const read = typeof cell === "number" ? { value: cell, unit: null } : typeof cell === "string" ? plainNumber(text) : null;
    const unit = read?.unit ?? context.unit;
    const worth = unit === null ? 1 : units[unit];
    if (!read || worth === undefined || !Number.isFinite(read.value) || read.value < 0) return unreadable("bad-number");
    return known(rounded(read.value * worth));
  };
}

/** Sums of minutes and months have no exact fraction; what is nearest to a short decimal is that. */
const rounded = (value: number): number => Number(value.toPrecision(12));

/** 1小时30分, 1:30, or a workbook's time cell. */
function clock(text: string, cell: Filled): number | null {
  if (typeof cell === "object") return "hours" in cell ? rounded(cell.hours) : null;
  const match = /^(\d{1,3}):([0-5]\d)(?::[0-5]\d)?$/.exec(text) ?? /^(\d+)(?:个?小时|时|h)(?:零)?(\d+)(?:分钟?|min|m)?$/i.exec(text);
  return match ? rounded(Number(match[1]) + Number(match[2]) / 60) : null;
}

/** Hours, whatever unit the header or the cell names. */
export const readHours = reader(HOURS, clock);

/** Half-days (节); a day is two. */
export const readHalfDays = reader(HALF_DAYS, (text) => (text === "半天" ? 1 : null));

/** An amount of money in yuan. */
export const readMoney = reader(MONEY);

/** 3年6个月, or years as a number. */
export const readYears = reader(YEARS, (text) => {
  const match = /^(\d+)年(?:零)?(\d+)个?月$/.exec(text);
  return match ? rounded(Number(match[1]) + Number(match[2]) / 12) : null;
});

/** A plain number: a limit, a count, a target. */
export const readCount = reader(COUNT);
