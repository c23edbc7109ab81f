import fc from "fast-check";
import { expect, test } from "vitest";
import { auditTables } from "../support/submission.ts";

/**
 * Who is one person in several agencies (rules.md, section 4) is defined two by two: by idNumber where both have one, else certificateNo,
 * else registrationNo. It is found without holding everybody against everybody; this does, and must find the same.
 */

interface Somebody { agency: string; numbers: readonly (string | null)[] }

const number = (from: readonly string[]): fc.Arbitrary<string | null> => fc.option(fc.constantFrom(...from), { freq: 1, nil: null });
const somebody: fc.Arbitrary<Somebody> = fc.record({
  agency: fc.constantFrom("启明", "春晖", "晨光", "和风"),
  numbers: fc.tuple(number(["A1", "A2", "A3"]), number(["B1", "B2"]), number(["C1", "C2"])),
});

function isSame(one: Somebody, two: Somebody): boolean {
  const key = one.numbers.findIndex((own, i) => own !== null && two.numbers[i] !== null);
  return key >= 0 && one.agency !== two.agency && one.numbers[key] === two.numbers[key];
}

/** By place in the list: the agencies in which a person is found, in the order in which they first come; of nobody else. */
function sharedAmong(people: readonly Somebody[]): Map<number, string[]> {
  const found = new Map<number, string[]>();
  people.forEach((_, start) => {
    const reached = new Set([start]);
    for (const at of reached) people.forEach((other, i) => { if (isSame(people[at] as Somebody, other)) reached.add(i); });
    if (reached.size > 1) found.set(start, [...new Set([...reached].map((i) => people[i]?.agency ?? ""))].sort());
  });
  return found;
}

test("whoever has a number that somebody of another agency has, straight or through others", () => fc.assert(fc.asyncProperty(
  fc.array(somebody, { minLength: 2, maxLength: 12 }),
  async (people) => {
    const report = await auditTables({
      花名册: [["机构", "姓名", "岗位", "身份证号", "证书编号", "注册号"], ...people.map(({ agency, numbers }, i) => [agency, `人${String.fromCharCode(0x4e00 + i)}`, "一线社工", ...numbers.map((own) => own ?? "")])],
    }, { policies: ["shenzhen-2010"], asOf: "2010-11-30", only: ["CROSS-duplicate-person"] });
    const told = new Map(report.agencies.flatMap(({ results }) => results).map(({ subject, observed }) =>
      [people.findIndex((_, i) => subject.type === "person" && subject.name === `人${String.fromCharCode(0x4e00 + i)}`), [...observed["agencies"] as string[]].sort()] as const));
    expect([...told].sort()).toEqual([...sharedAmong(people)].sort());
  },
), { numRuns: 150, seed: 11 }));
