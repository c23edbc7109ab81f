import type { Day, Period } from "../../model/day.ts";
import type { DutyEntry, MeetingEntry, ServiceEntry } from "../../model/entry.ts";
import type { AnyTally, Tally } from "../../rules/kind.ts";

/** On which days of the period logs have people at work: a bit a day and person, for those that are asked about. */
export interface Presence {
  tallies: readonly AnyTally[];
  /** A person's days as hex, the first day the highest bit of the first figure; "" where they are on none. */
  daysOf(person: number): string;
}

/** `wanted` by person id. A state of its own, so that what a rule kind may see stays what it declares. */
export function presenceOf(wanted: ReadonlySet<number>, period: Period): Presence {
  const places = new Map([...wanted].map((person, nth) => [person, nth]));
  const bytes = Math.ceil((period.to - period.from + 1) / 8);
  const bits = new Uint8Array(places.size * bytes);
  const at = (person: number, day: Day | null): void => {
    const place = places.get(person);
    if (place === undefined || day === null || day < period.from || day > period.to) return;
    const nth = day - period.from;
    const byte = place * bytes + (nth >> 3);
    bits[byte] = (bits[byte] ?? 0) | (128 >> (nth & 7));
  };
  // Only one state each is ever made: the days lie here.
  const fold = <E>(log: AnyTally["log"], step: (entry: E) => void): Tally<E, null> => ({
    log, name: `presence in ${log}`, empty: () => null, step: (_, entry) => { step(entry); }, stepNumbered: (_, { person, day }) => { at(person, day); return true; }, merge: () => undefined,
  });
  const tallies = places.size === 0 ? [] : [
    fold<ServiceEntry>("services", ({ workers, day }) => { for (const { person } of workers) at(person, day); }),
    fold<MeetingEntry>("supervision", ({ giver, supervisees, day }) => {
      if (giver.is === "known") at(giver.person, day);
      for (const one of supervisees) if (typeof one === "number") at(one, day);
    }),
    fold<DutyEntry>("duties", ({ person, day }) => { at(person, day); }),
  ];
  return {
    tallies,
    daysOf(person) {
      const place = places.get(person);
      if (place === undefined) return "";
      const own = bits.subarray(place * bytes, (place + 1) * bytes);
      return own.every((byte) => byte === 0) ? "" : [...own].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    },
  };
}

/** The days that a person's figures name. */
export function daysIn(figures: string, from: Day): Set<Day> {
  const days = new Set<Day>();
  for (let i = 0; i < figures.length; i++) {
    const four = parseInt(figures[i] ?? "0", 16);
    for (let bit = 0; bit < 4; bit++) if ((four & (8 >> bit)) !== 0) days.add(from + i * 4 + bit);
  }
  return days;
}
