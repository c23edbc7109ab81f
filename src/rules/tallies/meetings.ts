import type { MeetingEntry } from "../../model/entry.ts";
import { addAll } from "../../model/lists.ts";
import type { Tally } from "../kind.ts";

/** The supervision log: who gave supervision to whom, when and in which form. */
export const meetings: Tally<MeetingEntry, MeetingEntry[]> = {
  log: "supervision",
  name: "meetings",
  empty: () => [],
  step(into, entry) { into.push(entry); },
  merge(into, other) { addAll(into, other); },
};

interface Index {
  received: Map<number, MeetingEntry[]>;
  given: Map<number, MeetingEntry[]>;
  byAgency: Map<number, MeetingEntry[]>;
}

const indexes = new WeakMap<readonly MeetingEntry[], Index>();

/** The same meetings by whom they list and who gave them; ambiguous ones under each who may be meant. */
function indexOf(state: readonly MeetingEntry[]): Index {
  const known = indexes.get(state);
  if (known) return known;
  const index: Index = { received: new Map(), given: new Map(), byAgency: new Map() };
  const add = (map: Map<number, MeetingEntry[]>, id: number, entry: MeetingEntry): void => {
    const list = map.get(id);
    if (list === undefined) map.set(id, [entry]);
    else if (list[list.length - 1] !== entry) list.push(entry);
  };
  for (const entry of state) {
    add(index.byAgency, entry.agency, entry);
    // By number: there are some for every row of the log.
    const { supervisees } = entry;
    for (let i = 0; i < supervisees.length; i++) {
      const listed = supervisees[i] as number | readonly number[];
      if (typeof listed === "number") add(index.received, listed, entry);
      else for (const id of listed) add(index.received, id, entry);
    }
    if (entry.giver.is === "known") add(index.given, entry.giver.person, entry);
    if (entry.giver.is === "ambiguous") for (const id of entry.giver.people) add(index.given, id, entry);
  }
  indexes.set(state, index);
  return index;
}

export const receivedBy = (state: readonly MeetingEntry[], person: number): readonly MeetingEntry[] => indexOf(state).received.get(person) ?? [];
export const givenBy = (state: readonly MeetingEntry[], person: number): readonly MeetingEntry[] => indexOf(state).given.get(person) ?? [];
export const meetingsOf = (state: readonly MeetingEntry[], agency: number): readonly MeetingEntry[] => indexOf(state).byAgency.get(agency) ?? [];

/** Whether a meeting lists a person by a name that is theirs alone. */
export const listsClearly = (entry: MeetingEntry, person: number): boolean => entry.supervisees.includes(person);
