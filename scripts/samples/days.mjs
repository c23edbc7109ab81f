// Days as YYYY-MM-DD text, and a seeded random for what an office would not do evenly.

const DAY = 86_400_000;
const at = (day) => Date.parse(`${day}T00:00:00Z`);
const textOf = (time) => new Date(time).toISOString().slice(0, 10);

export const plus = (day, days) => textOf(at(day) + days * DAY);
export const earlier = (a, b) => (a < b ? a : b);
export const monthOf = (day) => day.slice(0, 7);

/** 2010-03 … 2010-06, both of them too. */
export function monthsBetween(from, to) {
  const months = [];
  for (let month = monthOf(from); month <= monthOf(to); month = monthOf(plus(`${month}-28`, 5))) months.push(month);
  return months;
}

/** Days on which nobody works: Spring Festival and the national holidays of the years that the samples are set in. */
const HOLIDAYS = [
  ["2010-01-01", "2010-01-03"], ["2010-02-13", "2010-02-19"], ["2010-04-03", "2010-04-05"], ["2010-05-01", "2010-05-03"], ["2010-06-14", "2010-06-16"], ["2010-09-22", "2010-09-24"], ["2010-10-01", "2010-10-07"],
  ["2017-10-01", "2017-10-08"], ["2018-02-15", "2018-02-21"], ["2018-04-05", "2018-04-07"], ["2018-04-29", "2018-05-01"], ["2018-06-16", "2018-06-18"],
];
const isFree = (day) => [0, 6].includes(new Date(at(day)).getUTCDay()) || HOLIDAYS.some(([from, to]) => from <= day && day <= to);

/** The day itself where it is a working day, else the next one. */
export function workday(day) {
  let found = day;
  while (isFree(found)) found = plus(found, 1);
  return found;
}

/** The nth working day of a month, from 1. */
export function nthWorkday(month, n) {
  let day = workday(`${month}-01`);
  for (let i = 1; i < n; i += 1) day = workday(plus(day, 1));
  return day;
}

/** The same numbers every time (mulberry32). */
export function randomOf(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (n) => Math.floor(next() * n);
  return { below, between: (from, to) => from + below(to - from + 1), pick: (list) => list[below(list.length)] };
}
