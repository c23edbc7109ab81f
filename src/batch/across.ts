import { clustersOfPassports } from "../engine/cross/join.ts";
import { IDENTITY_KEYS, type Passport } from "../model/cross.ts";
import { groupBy } from "../model/group.ts";
import { printOf } from "./seal.ts";

/** Which hashed numbers stand in more than one submission: a print, and the first submission that has it; −1: several. */
export class Prints {
  readonly #first = new Map<number, number>();

  add(submission: number, prints: readonly number[]): void {
    for (const print of prints) {
      const first = this.#first.get(print);
      if (first === undefined) this.#first.set(print, submission);
      else if (first !== submission) this.#first.set(print, SEVERAL);
    }
  }

  inSeveral(print: number | null): boolean {
    return print !== null && this.#first.get(print) === SEVERAL;
  }

  any(prints: readonly number[]): boolean {
    return prints.some((print) => this.inSeveral(print));
  }
}

const SEVERAL = -1;

/** People of a submission who may be somebody of another, and whoever of its own agencies may be the same. */
export function candidates(people: readonly Passport[], prints: Prints): Passport[] {
  const hashes = ({ numbers }: Passport): string[] => IDENTITY_KEYS.flatMap((key) => (numbers[key] === null ? [] : [`${key} ${numbers[key]}`]));
  const within = groupBy(people.flatMap((person) => hashes(person).map((hash) => ({ hash, person }))), ({ hash }) => hash);
  return people.filter((person) => IDENTITY_KEYS.some((key) => prints.inSeveral(printOf(person.numbers[key]))) || hashes(person).some((hash) => (within.get(hash)?.length ?? 0) > 1));
}

/** For each submission the people of others who are one of its own, in an order of their own. */
export function elsewhereFor(people: readonly { submission: number; passports: readonly Passport[] }[]): Map<number, Passport[]> {
  const owner = new Map(people.flatMap(({ submission, passports }) => passports.map((passport) => [passport, submission] as const)));
  const found = new Map<number, Set<Passport>>();
  for (const members of new Set(clustersOfPassports([...owner.keys()]).values())) {
    for (const submission of new Set(members.map((one) => owner.get(one) ?? -1))) {
      const others = found.get(submission) ?? new Set<Passport>();
      for (const other of members) if (owner.get(other) !== submission) others.add(other);
      found.set(submission, others);
    }
  }
  return new Map([...found].map(([submission, others]) => [submission, [...others]]));
}
