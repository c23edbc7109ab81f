import { inPeriod, lastOf, type Day, type Period } from "./day.ts";
import { textOf, valueOf, type Field } from "./field.ts";
import { byReadValues, type Row, type RosterFields } from "./record.ts";
import type { Role, RoleOnDay } from "./role.ts";
import { byCodePoint } from "./text.ts";

/** One row of the roster about a person: a stretch of days and the posts of it. */
export interface Post {
  row: Row<"roster">;
  /** −Infinity where the roster tells no day of hire. */
  from: Day;
  /** Infinity where nobody left. */
  to: Day;
  /** Status "left" and no readable leaveDate: nobody is in post by this row. */
  leftWithoutDate: boolean;
  /** The day from which the row's role holds: roleStart, else hireDate; null: always. */
  since: Day | null;
  role: Role | "unreadable" | "none";
  previousRole: RoleOnDay;
}

/** A person of one agency; in another agency the same person is another Person. */
export interface Person {
  /** Its number in the audit: plain data for tallies. */
  id: number;
  agency: string;
  name: string;
  employeeNo: string | null;
  /** p-… : the same from run to run; names a person in reports. */
  key: string;
  /** By their first day; none overlaps another. */
  posts: readonly Post[];
  /** Every row about them, those that no post uses too: their numbers name the person all the same. */
  rows: readonly Row<"roster">[];
  /** The row that speaks for asOf. */
  current: Post;
}

/**
 * The rows of one person as a history (rules.md, "one person, several rows"). Rows whose spans overlap are duplicates: the one
 * with the later roleStart, then hireDate, then the greater role text is used. Returns the posts used, and the rows that were not.
 */
export function historyOf(rows: readonly Row<"roster">[], asOf: Day): { posts: Post[]; dropped: Row<"roster">[] } {
  const hired = rows.map((row) => valueOf(row.fields.hireDate)?.first ?? -Infinity).sort((a, b) => a - b);
  const ranked = rows.map((row) => postOf(row, asOf, hired)).sort(preferred);
  const posts: Post[] = [];
  const dropped: Row<"roster">[] = [];
  for (const post of ranked) {
    if (posts.some((other) => overlap(post, other))) dropped.push(post.row);
    else posts.push(post);
  }
  return { posts: posts.sort((a, b) => a.from - b.from), dropped };
}

/** A span that ends before it begins holds no day, and overlaps nothing. */
const overlap = (a: Post, b: Post): boolean => a.from <= a.to && b.from <= b.to && a.from <= b.to && b.from <= a.to;

function postOf(row: Row<"roster">, asOf: Day, hireDays: readonly Day[]): Post {
  const { hireDate, leaveDate, roleStart, role, previousRole, status } = row.fields;
  const from = valueOf(hireDate)?.first ?? -Infinity;
  const leave = leaveDate.is === "known" ? lastOf(leaveDate.value, asOf) : null;
  const leftWithoutDate = leave === null && valueOf(status) === true;
  const next = leftWithoutDate ? hireDays.find((day) => day > from) : undefined;
  const start = valueOf(roleStart)?.first ?? valueOf(hireDate)?.first ?? null;
  return {
    row, from, to: leave ?? (next === undefined ? Infinity : next - 1), leftWithoutDate, since: start,
    role: readRole(role, "unreadable"), previousRole: readRole(previousRole, "none"),
  };
}

const readRole = (field: Field<Role>, blank: "unreadable" | "none"): RoleOnDay =>
  field.is === "known" ? field.value : field.is === "unreadable" ? "unreadable" : field.is === "absent" ? "none" : blank;

function preferred(a: Post, b: Post): number {
  const start = (post: Post): number => valueOf(post.row.fields.roleStart)?.first ?? -Infinity;
  return compareNumbers(start(b), start(a)) || compareNumbers(b.from, a.from)
    || byCodePoint(textOf(b.row.fields.role), textOf(a.row.fields.role)) || byReadValues(b.row, a.row);
}

const compareNumbers = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);

/** The row whose span holds the day; else the latest, which tells the role of a day on which nobody is in post. */
export function postOn({ posts }: Pick<Person, "posts">, day: Day): Post {
  // By number here and below: these loops run for every record of a log, and iterators are objects.
  for (let i = 0; i < posts.length; i++) if (holds(posts[i] as Post, day)) return posts[i] as Post;
  const latest = posts[posts.length - 1];
  if (!latest) throw new RangeError("a person has at least one row of the roster");
  return latest;
}

const holds = (post: Post, day: Day): boolean => post.from <= day && day <= post.to;

export function inPostOn(person: Person, day: Day): boolean {
  const post = postOn(person, day);
  return holds(post, day) && !post.leftWithoutDate;
}

export function roleOn(person: Person, day: Day): RoleOnDay {
  const post = postOn(person, day);
  return post.since !== null && post.since > day ? post.previousRole : post.role;
}

/** Judged in previousRole: the present row's role begins only after asOf (rules.md, "role on D"). */
export const judgedInPreviousRole = (person: Person, asOf: Day): boolean => person.current.since !== null && person.current.since > asOf;

/** A cell of the row that speaks for asOf. */
export function cell<F extends keyof RosterFields>(person: Person, field: F): Field<RosterFields[F]> {
  return person.current.row.fields[field] as Field<RosterFields[F]>;
}

/** A number that tells a person: of the row that speaks for asOf, else of another of the person's rows, used or not. */
export function personKey(person: Person, field: "employeeNo" | "idNumber" | "certificateNo" | "registrationNo"): string | null {
  const own = valueOf(cell(person, field));
  if (own !== null) return own;
  for (const row of person.rows) {
    const value = valueOf(row.fields[field]);
    if (value !== null) return value;
  }
  return null;
}

/** The days of a stretch on which a person's post or role may begin to differ: its first day, and each day of change in it. */
export function turningDays(person: Person, from: Day, to: Day): Day[] {
  const days = [from];
  const { posts } = person;
  for (let i = 0; i < posts.length; i++) {
    const post = posts[i] as Post;
    addWithin(days, post.from, to);
    addWithin(days, post.to + 1, to);
    if (post.since !== null) addWithin(days, post.since, to);
  }
  return days.length === 1 ? days : days.sort((a, b) => a - b);
}

function addWithin(days: Day[], day: Day, to: Day): void {
  if (day > (days[0] as Day) && day <= to && !days.includes(day)) days.push(day);
}

/**
 * Of the days from one to another those on which something holds that depends on a person's post and role, as stretches of days: in
 * order, with a day between any two.
 */
export function stretchesWhere(person: Person, from: Day, to: Day, holdsOn: (day: Day) => boolean): Period[] {
  const stretches: Period[] = [];
  if (from > to) return stretches;
  const turns = turningDays(person, from, to);
  for (let i = 0; i < turns.length; i++) {
    const day = turns[i] as Day;
    if (!holdsOn(day)) continue;
    const end = (turns[i + 1] ?? to + 1) - 1;
    const last = stretches[stretches.length - 1];
    if (last?.to === day - 1) last.to = end;
    else stretches.push({ from: day, to: end });
  }
  return stretches;
}

/** The days on which a person was in post and already in the role of asOf (rules.md, "full month in role"). */
export function stretchesInRole(person: Person, from: Day, to: Day, asOf: Day): Period[] {
  const role = roleOn(person, asOf);
  return stretchesWhere(person, from, to, (day) => inPostOn(person, day) && roleOn(person, day) === role);
}

export function isWithin(day: Day, stretches: readonly Period[]): boolean {
  for (let i = 0; i < stretches.length; i++) if (inPeriod(day, stretches[i] as Period)) return true;
  return false;
}

