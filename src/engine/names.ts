import { groupBy } from "../model/group.ts";
import { valueOf, type Read } from "../model/field.ts";
import type { Person } from "../model/person.ts";
import type { Names } from "../model/record.ts";
import type { Naming } from "../model/view.ts";
import type { Agency } from "./people.ts";

/** Whom names and numbers name in one agency (rules.md, section 1, "who a cell names"). */
export interface NameIndex {
  /** null: a number that two people of different names share; it names nobody. */
  byNumber: ReadonlyMap<string, Person | null>;
  byName: ReadonlyMap<string, readonly Person[]>;
}

export function indexNames(agency: Agency): NameIndex {
  const byNumber = new Map<string, Person | null>();
  for (const person of agency.people) {
    const numbers = new Set(person.rows.map((row) => valueOf(row.fields.employeeNo)).filter((no) => no !== null));
    if (person.employeeNo !== null) numbers.add(person.employeeNo);
    for (const no of numbers) byNumber.set(no, byNumber.has(no) && byNumber.get(no) !== person ? null : person);
  }
  return { byNumber, byName: groupBy(agency.people, (person) => person.name) };
}

/** Whom one name – or a number that stands in a name's place – names. */
export function nameOne(index: NameIndex, text: string): Naming {
  const numbered = index.byNumber.get(text);
  if (numbered) return { is: "known", person: numbered };
  const [first, ...others] = index.byName.get(text) ?? [];
  if (first === undefined) return { is: "unknown" };
  return others.length === 0 ? { is: "known", person: first } : { is: "ambiguous", people: [first, ...others] };
}

/** The number first, else the name; `clash` where they name two people. */
export function nameWithNumber(index: NameIndex, number: string | null, text: string | null): { naming: Naming; clash: boolean } {
  const byName: Naming = text === null ? { is: "unknown" } : nameOne(index, text);
  const numbered = number === null ? undefined : index.byNumber.get(number);
  if (!numbered) return { naming: byName, clash: false };
  return { naming: { is: "known", person: numbered }, clash: byName.is === "known" && byName.person !== numbered };
}

/** The names of a cell; 和 and 及 are cut where the whole is no roster name and some way of cutting gives roster names only. */
export function namesIn(index: NameIndex, cell: Read<Names>): string[] {
  if (cell.is !== "known") return [];
  const { names } = cell.value;
  return names.length === 1 ? cutName(index, names[0] as string) : names.flatMap((name) => cutName(index, name));
}

function cutName(index: NameIndex, name: string): string[] {
  if (isName(index, name)) return [name];
  return cutAt(index, name) ?? [name];
}

const isName = (index: NameIndex, text: string): boolean => index.byName.has(text) || index.byNumber.has(text);

function cutAt(index: NameIndex, text: string): string[] | null {
  for (let i = 1; i < text.length - 1; i++) {
    if (text[i] !== "和" && text[i] !== "及") continue;
    const head = text.slice(0, i).trim();
    if (!isName(index, head)) continue;
    const rest = text.slice(i + 1).trim();
    const tail = isName(index, rest) ? [rest] : cutAt(index, rest);
    if (tail) return [head, ...tail];
  }
  return null;
}

/** Whether a name or number is known, or borne by several, in an agency: for finding out whose a row is. */
export const bears = (index: NameIndex, text: string): boolean => nameOne(index, text).is !== "unknown";
