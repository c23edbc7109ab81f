import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DutyEntry, MeetingEntry, ServiceEntry } from "../src/model/entry.ts";
import { DUTIES } from "../src/model/record.ts";
import { byCodePoint } from "../src/model/text.ts";
import type { Tally } from "../src/rules/kind.ts";
import { duties, dutyKey } from "../src/rules/tallies/duties.ts";
import { givenBy, listsClearly, meetings, meetingsOf, receivedBy } from "../src/rules/tallies/meetings.ts";
import { marksOf, sessions, sessionsOf, type Session, type Sessions } from "../src/rules/tallies/sessions.ts";
import { seeded, shuffled } from "./support/random.ts";

/** A tally is a fold whose parts merge in any order: a log may be read by several workers, in pieces cut anywhere. */

const RUNS = { seed: 20101130, numRuns: 200 } as const;
const person = fc.nat(4);
const day = fc.integer({ min: 14_850, max: 14_858 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null, freq: 3 });

/** Entries of one log, each at a place of its own; few values, so that many are the same session. */
const placed = <E extends { source: number; row: number }>(entry: fc.Arbitrary<E>): fc.Arbitrary<E[]> =>
  fc.array(entry, { maxLength: 24 }).map((entries) => entries.map((each, i) => ({ ...each, row: i + 2 })));

const serviceEntry: fc.Arbitrary<ServiceEntry> = fc.record({
  source: fc.nat(2), row: fc.constant(0),
  workers: fc.uniqueArray(fc.record({ person, lead: maybe(fc.boolean()) }), { minLength: 1, maxLength: 3, selector: (worker) => worker.person }),
  workerText: fc.constantFrom("张三", "李四", "张三、李四"), day,
  type: fc.constantFrom("case", "group", "activity", "探访"), serviceNo: maybe(fc.constantFrom("A1", "A2", "a1")), sessionNo: maybe(fc.constantFrom("1", "2")),
  halfDays: maybe(fc.constantFrom(0, 0.5, 1, 2)), hours: maybe(fc.constantFrom(1.5, 4, 8)), faceToFace: maybe(fc.boolean()), direct: fc.boolean(), complete: maybe(fc.boolean()),
  hardCase: maybe(fc.boolean()), therapeutic: maybe(fc.boolean()), submittedOn: maybe(day), reviewedOn: maybe(day),
  reviewers: fc.array(fc.oneof(person, fc.constantFrom("✓", "王督导", "李四?")), { maxLength: 2 }),
  reviewerText: fc.constantFrom("", "张三", "李四"),
});

const meetingEntry: fc.Arbitrary<MeetingEntry> = fc.record({
  source: fc.nat(2), row: fc.constant(0), agency: fc.nat(1), day: maybe(day),
  giver: fc.oneof(
    fc.record({ is: fc.constant("known" as const), person }), fc.record({ is: fc.constant("ambiguous" as const), people: fc.uniqueArray(person, { minLength: 2, maxLength: 3 }) }),
    fc.record({ is: fc.constant("unknown" as const) }),
  ),
  statedTier: maybe(fc.nat(5)), supervisees: fc.array(fc.oneof(person, fc.uniqueArray(person, { minLength: 2, maxLength: 2 })), { maxLength: 3 }),
  individual: fc.boolean(), group: fc.boolean(), unclearForm: fc.boolean(), completedOn: maybe(day),
});

const dutyEntry: fc.Arbitrary<DutyEntry> = fc.record({ source: fc.nat(2), row: fc.constant(0), person, duty: fc.constantFrom(...DUTIES.slice(0, 3)), day });

function fold<E, S>(tally: Tally<E, S>, entries: readonly E[]): S {
  const state = tally.empty();
  for (const entry of entries) tally.step(state, entry);
  return state;
}

/** The state of the whole log, and that of its pieces: rows in any order, cut anywhere, parts sent between workers and merged in any order. */
function bothWays<E, S>(tally: Tally<E, S>, entries: readonly E[], seed: number): [S, S] {
  const random = seeded(seed);
  const parts = Array.from({ length: 1 + Math.floor(random() * 5) }, (): E[] => []);
  for (const entry of shuffled(entries, random)) parts[Math.floor(random() * parts.length)]?.push(entry);
  let states = parts.map((part) => structuredClone(fold(tally, part)));
  // Merged two by two, whichever they are, so that merges of merges are among them.
  while (states.length > 1) {
    const [into, other, ...rest] = shuffled(states, random) as [S, S, ...S[]];
    tally.merge(into, other);
    states = [into, ...rest];
  }
  return [fold(tally, entries), states[0] as S];
}

/** What is kept of a fold does not follow the order of its lists. */
const sorted = (things: Iterable<unknown>): string[] => [...things].map((thing) => JSON.stringify(thing)).sort(byCodePoint);

function law<E, S>(name: string, tally: Tally<E, S>, entries: fc.Arbitrary<E[]>, asRead: (state: S) => unknown): void {
  describe(name, () => {
    test("gives the same cut anywhere and merged in any order", () => {
      fc.assert(fc.property(entries, fc.nat(0x7fffffff), (list, seed) => {
        const [whole, merged] = bothWays(tally, list, seed);
        expect(asRead(merged)).toEqual(asRead(whole));
      }), RUNS);
    });
    test("gives the same for rows in any order", () => {
      fc.assert(fc.property(entries, fc.nat(0x7fffffff), (list, seed) => {
        expect(asRead(fold(tally, shuffled(list, seeded(seed))))).toEqual(asRead(fold(tally, list)));
      }), RUNS);
    });
    test("merges with nothing to itself, from either side", () => {
      fc.assert(fc.property(entries, (list) => {
        const [left, right] = [tally.empty(), fold(tally, list)];
        tally.merge(left, fold(tally, list));
        tally.merge(right, tally.empty());
        expect([asRead(left), asRead(right)]).toEqual([asRead(fold(tally, list)), asRead(fold(tally, list))]);
      }), RUNS);
    });
    test("is plain data, and takes its entries as they are", () => {
      fc.assert(fc.property(entries, (list) => {
        const before = structuredClone(list);
        const state = fold(tally, list);
        expect(asRead(structuredClone(state))).toEqual(asRead(state));
        expect(list).toEqual(before);
      }), RUNS);
    });
  });
}

const everybody = [0, 1, 2, 3, 4];

law("sessions", sessions, placed(serviceEntry), (state) => ({
  kept: everybody.map((one) => sorted(sessionsOf(state, one))),
  duplicates: sorted([...state.duplicates].flatMap(([source, rows]) => [...rows].map(([row, who]) => [source, row, who]))),
  marks: everybody.map((one) => ["case", "group", "activity", "探访"].map((type) => ["A1", "A2", "a1"].map((no) => {
    const marks = marksOf(state, one, type, no);
    return marks === null ? null : { ...marks, sources: [...marks.sources].sort() };
  }))),
}));

law("meetings", meetings, placed(meetingEntry), (state) => everybody.map((one) => ({
  received: sorted(receivedBy(state, one)), clearly: receivedBy(state, one).filter((entry) => listsClearly(entry, one)).length,
  given: sorted(givenBy(state, one)), ofAgency: sorted(meetingsOf(state, one)),
})));

law("duties", duties, placed(dutyEntry), (state) => everybody.map((one) => DUTIES.map((duty) => sorted(state.get(dutyKey(one, duty)) ?? []))));

const keptOf = (state: Sessions): Session[] => everybody.flatMap((one) => [...sessionsOf(state, one)]);

describe("which of two records of a session counts", () => {
  const plain: ServiceEntry = {
    source: 0, row: 2, workers: [{ person: 0, lead: true }], workerText: "张三", day: 14_850, type: "case", serviceNo: "A1", sessionNo: "1", halfDays: 1, hours: null,
    faceToFace: true, direct: true, complete: true, hardCase: null, therapeutic: null, submittedOn: 14_851, reviewedOn: 14_852, reviewers: [], reviewerText: "",
  };
  const led = (lead: boolean): Partial<ServiceEntry> => ({ workers: [{ person: 0, lead }] });
  /** By rules.md, “same session”: each is less favourable than the plain one, and outweighs all that come after it. */
  const worse: [string, Partial<ServiceEntry>][] = [
    ["an incomplete one", { complete: false }], ["one that is not direct", { direct: false }], ["one not led", led(false)], ["one of fewer half-days", { halfDays: 0.5 }],
    ["one of fewer hours", { halfDays: null, hours: 2 }], ["a later one", { day: 14_855 }], ["one not face to face", { faceToFace: false }], ["one submitted later", { submittedOn: 14_853 }],
    ["one never submitted", { submittedOn: null }], ["one reviewed later", { reviewedOn: 14_856 }], ["one never reviewed", { reviewedOn: null }],
  ];
  test.each(worse)("%s, whichever comes first", (_, change) => {
    const other = { ...plain, ...change, row: 3 };
    for (const list of [[plain, other], [other, plain]]) {
      const state = fold(sessions, list);
      expect(keptOf(state).map(({ entry }) => entry.row)).toEqual([3]);
      expect([...state.duplicates.get(0)?.keys() ?? []]).toEqual([2]);
    }
  });
  test("what is asked first outweighs everything asked later", () => {
    const ladder: Partial<ServiceEntry>[] = [{ complete: false }, { direct: false }, led(false), { halfDays: 0.5 }, { day: 14_855 }, { faceToFace: false }, { submittedOn: null }, { reviewedOn: null }];
    for (const [i, first] of ladder.entries()) {
      const later = Object.assign({}, ...ladder.slice(i + 1)) as Partial<ServiceEntry>;
      const state = fold(sessions, [{ ...plain, ...first, row: 3 }, { ...plain, ...later, row: 4 }]);
      expect(keptOf(state).map(({ entry }) => entry.row), JSON.stringify(first)).toEqual([3]);
    }
  });
  test("records without a service number are no copies, nor those of another worker, type, number or session", () => {
    const others: Partial<ServiceEntry>[] = [{ serviceNo: null }, { serviceNo: null }, { type: "group" }, { serviceNo: "A2" }, { sessionNo: "2" }, { workers: [{ person: 1, lead: true }] }, { sessionNo: null }];
    const state = fold(sessions, [plain, ...others.map((change, i) => ({ ...plain, ...change, row: i + 3 }))]);
    expect(keptOf(state)).toHaveLength(8);
    expect(state.duplicates.size).toBe(0);
  });
  test("without a session number the date tells sessions apart", () => {
    const dated = { ...plain, sessionNo: null };
    const state = fold(sessions, [dated, { ...dated, row: 3 }, { ...dated, row: 4, day: 14_851 }]);
    expect(keptOf(state)).toHaveLength(2);
  });
  test("a copy still tells that its service is a hard case, or therapeutic", () => {
    const state = fold(sessions, [plain, { ...plain, row: 3, hardCase: true, therapeutic: true, halfDays: 2, source: 1 }]);
    expect(marksOf(state, 0, "case", "A1")).toEqual({ hardCase: true, therapeutic: true, sources: new Set([0, 1]) });
  });
});
