import { BLANK, decimal, isPlaceholder, key, known, unreadable, type ValueReader } from "./value.ts";

/** Excel keeps 15 digits of a number: what is longer ends in noughts, or was printed with an exponent. */
const EXPONENT = /^\d(?:\.\d+)?E\+?\d+$/i;
const DIGITS_EXCEL_KEEPS = 15;

function lostDigits(cell: unknown, text: string): boolean {
  if (typeof cell === "number") return Math.abs(cell) >= 1e15 || !Number.isFinite(cell);
  return EXPONENT.test(text) || (text.length > DIGITS_EXCEL_KEEPS && /^\d+000$/.test(text) && !(text.length === 18 && checkDigitHolds(text)));
}

/** A number that names a person or a certificate: never one that has lost digits. */
export const readNumberMark: ValueReader<string> = (cell) => {
  const text = typeof cell === "number" ? decimal(cell) : key(cell);
  if (isPlaceholder(text)) return BLANK;
  return lostDigits(cell, text) ? unreadable("lost-digits") : known(text);
};

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = "10X98765432";

/** Whether the last digit of an 18-digit identity number follows from the others (GB 11643). */
export function checkDigitHolds(id: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(id[index]), 0);
  return CHECK_DIGITS[sum % 11] === id[17];
}

/** An identity number; one whose check digit is wrong is said, and still tells people apart. */
export const readIdNumber: ValueReader<string> = (cell, context) => {
  const mark = readNumberMark(cell, context);
  if (mark.is !== "known") return mark;
  const id = mark.value.toUpperCase();
  if (id.includes("*")) return { is: "blank", fault: { code: "unknown-value", facts: { expected: "18 位身份证号" }, variant: "masked" } };
  if (/^\d{17}[\dX]$/.test(id) && !checkDigitHolds(id)) return { is: "known", value: id, fault: { code: "unknown-value", facts: {}, variant: "check-digit" } };
  return known(id);
};
