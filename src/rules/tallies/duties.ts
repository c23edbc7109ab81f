import type { DutyEntry } from "../../model/entry.ts";
import type { Duty } from "../../model/record.ts";
import type { Tally } from "../kind.ts";

/** The duty log: by person and kind of duty, the rows that record it. */
export type Duties = Map<string, { source: number; row: number; day: number }[]>;

export const dutyKey = (person: number, duty: Duty): string => `${person}:${duty}`;

export const duties: Tally<DutyEntry, Duties> = {
  log: "duties",
  name: "duties",
  empty: () => new Map(),
  step(into, { person, duty, source, row, day }) {
    const rows = into.get(dutyKey(person, duty)) ?? [];
    rows.push({ source, row, day });
    into.set(dutyKey(person, duty), rows);
  },
  merge(into, other) {
    for (const [key, rows] of other) into.set(key, [...(into.get(key) ?? []), ...rows]);
  },
};
