import fc from "fast-check";
import { expect, test } from "vitest";
import { auditTables } from "../support/submission.ts";

/**
 * Who is one person in several agencies (rules.md, section 4) is defined two by two: by idNumber where both have one, else certificateNo,
 * else registrationNo. It is found without holding everybody against everybody; this does, and must find the same.
 */

interface Somebody { agency: string; numbers: readonly (string | null)[] }

/** Few people with few numbers: else all are one, and a connection too many does not show. */
const number = (...from: (string | null)[]): fc.Arbitrary<string | null> => fc.constantFrom(...from);
const somebody: fc.Arbitrary<Somebody> = fc.record({
  agency: fc.constantFrom("启明", "启明", "春晖", "晨光"),
  numbers: fc.tuple(number(null, null, null, "A1", "A2", "A3"), number(null, null, null, "B1", "B2", "B3"), number(null, "C1", "C2")),
});

function isSame(one: Somebody, two: Somebody): boolean {
  const key = one.numbers.findIndex((own, i) => own !== null && two.numbers[i] !== null);
  return key >= 0 && one.agency !== two.agency && one.numbers[key] === two.numbers[key];
}

/** By place in the list: as how many a person is found, and in which agencies; of nobody else. */
function sharedAmong(people: readonly Somebody[]): Map<number, unknown> {
  const found = new Map<number, unknown>();
  people.forEach((_, start) => {
    const reached = new Set([start]);
    for (const at of reached) people.forEach((other, i) => { if (isSame(people[at] as Somebody, other)) reached.add(i); });
    if (reached.size > 1) found.set(start, [reached.size, [...new Set([...reached].map((i) => people[i]?.agency ?? ""))].sort()]);
  });
  return found;
}

/** Each has another to be the same as, across; nothing connects the pairs. */
const TWO_AND_TWO: Somebody[] = [
  { agency: "启明", numbers: ["A1", null, "C1"] }, { agency: "春晖", numbers: ["A2", null, "C1"] },
  { agency: "启明", numbers: [null, "B1", "C1"] }, { agency: "春晖", numbers: [null, "B2", "C1"] },
];

test("whoever has a number that somebody of another agency has, straight or through others", () => fc.assert(fc.asyncProperty(
  fc.array(somebody, { minLength: 3, maxLength: 7 }),
  async (people) => {
    const report = await auditTables({
      花名册: [["机构", "姓名", "岗位", "身份证号", "证书编号", "注册号"], ...people.map(({ agency, numbers }, i) => [agency, `人${String.fromCharCode(0x4e00 + i)}`, "一线社工", ...numbers.map((own) => own ?? "")])],
    }, { policies: ["shenzhen-2010"], asOf: "2010-11-30", only: ["CROSS-duplicate-person"] });
    const told = new Map(report.agencies.flatMap(({ results }) => results).map(({ subject, observed, evidence }) =>
      [people.findIndex((_, i) => subject.type === "person" && subject.name === `人${String.fromCharCode(0x4e00 + i)}`), [evidence.length, [...observed["agencies"] as string[]].sort()]] as const));
    expect([...told].sort()).toEqual([...sharedAmong(people)].sort());
  },
), { numRuns: 250, seed: 11, examples: [[TWO_AND_TWO]] }));
