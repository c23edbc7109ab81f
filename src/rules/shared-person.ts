import * as z from "zod";
import { groupBy } from "../model/group.ts";
import { all, any, atLeast, cellWhy, count, exactly, not, truth, unknown, type Truth } from "../model/known.ts";
import { cell, roleOn, type Person } from "../model/person.ts";
import { roles } from "../model/policy.ts";
import type { Role } from "../model/role.ts";
import { defineRuleKind, outcomeOf } from "./kind.ts";

const KEYS = ["idNumber", "certificateNo", "registrationNo"] as const;

/** One person in post in two agencies on one day. */
export const duplicatePerson = defineRuleKind({
  kind: "duplicate-person",
  about: "people",
  params: z.strictObject({}),
  reads: { roster: KEYS },
  observed: z.object({ agencies: z.array(z.string()) }),
  expected: z.object({ agencies: z.number() }),
  sentences: {
    zh: {
      "pass": "{name}只在一家机构在岗。",
      "fail": "{name}同时在多家机构的花名册上在岗：{agencies}。",
      "not-assessed": "{name}是否同时在多家机构在岗无法判定。",
      "not-applicable": "本条不适用于{name}。",
    },
    en: {
      "pass": "{name} is in post in one agency only.",
      "fail": "{name} is in post on the staff rosters of several agencies: {agencies}.",
      "not-assessed": "Whether {name} is in post in several agencies cannot be told.",
      "not-applicable": "Does not apply to {name}.",
    },
  },
  remedy: {
    zh: {
      "fail": "核实其实际任职机构，更正其余机构的花名册；确属兼任的，报协会同意并登记在豁免商定表中。",
    },
    en: {
      "fail": "Establish where the person really works and correct the other staff rosters; if the post is rightly held in several, obtain the association's consent and enter it in the table of agreed waivers.",
    },
  },
  judge: ({ subjects, shared }) => subjects.flatMap((subject) => {
    const others = shared(subject)?.others;
    if (others === undefined) return [];
    return [{ subject, outcome: "fail" as const, observed: { agencies: [...new Set(others.map((person) => person.agency))] }, expected: { agencies: 1 }, why: others.map(identity) }];
  }),
});

const identity = (person: Person): ReturnType<typeof cellWhy> =>
  cellWhy(KEYS.map((key) => cell(person, key)).find((field) => field.is === "known") ?? cell(person, "name"));

/** One person who counts as a supervisor or an assistant in two agencies' ratios. */
export const sharedSupervisor = defineRuleKind({
  kind: "shared-supervisor",
  about: "people",
  params: z.strictObject({ roles }),
  reads: { roster: KEYS },
  observed: z.object({ agencies: z.array(z.string()), role: z.string() }),
  expected: z.object({ agencies: z.number() }),
  sentences: {
    zh: {
      "pass": "{name}虽在多家机构在岗，但没有在两家以上机构计为督导或督导助理。",
      "fail": "{name}在多家机构同时计为督导或督导助理：{agencies}。",
      "not-assessed": "{name}是否在多家机构同时计为督导或督导助理无法判定。",
      "not-applicable": "本条不适用于{name}。",
    },
    en: {
      "pass": "{name} is in post in several agencies, but does not count as a supervisor or supervisor's assistant in two or more of them.",
      "fail": "{name} counts as a supervisor or supervisor's assistant in several agencies at once: {agencies}.",
      "not-assessed": "Whether {name} counts as a supervisor or supervisor's assistant in several agencies at once cannot be told.",
      "not-applicable": "Does not apply to {name}.",
    },
  },
  remedy: {
    zh: {
      "fail": "只由一家机构计入其配比，其余机构另行配备；确属兼任的，报协会同意并登记在豁免商定表中。",
      "not-assessed": "补填：{needs}。",
    },
    en: {
      "fail": "Count the person in one agency's ratio and staff the others; if the post is rightly held in several, obtain the association's consent and enter it in the table of agreed waivers.",
      "not-assessed": "Fill in: {needs}.",
    },
  },
  judge: ({ subjects, shared, params, asOf }) => subjects.flatMap((subject) => {
    const others = shared(subject)?.others;
    if (others === undefined) return [];
    const counting = [...groupBy(others, (person) => person.agency)].map(([agency, people]) => ({ agency, counts: any(...people.map((person) => countsAs(person, params.roles, asOf))) }));
    const here = countsAs(subject, params.roles, asOf);
    const clash = all(here, atLeast(count(counting.map(({ counts }) => counts)), exactly(2)));
    const met = not(clash);
    return [{
      subject, outcome: outcomeOf(met),
      observed: { agencies: counting.filter(({ counts }) => counts.is !== "no").map(({ agency }) => agency), role: roleOn(subject, asOf) },
      expected: { agencies: 1 }, why: met.why,
    }];
  }),
});

function countsAs(person: Person, wanted: readonly Role[], asOf: number): Truth {
  const role = roleOn(person, asOf);
  if (cell(person, "role").is === "absent") return unknown(cellWhy(cell(person, "role")));
  if (role === "unreadable") return unknown(cellWhy(cell(person, "role"), "role-unreadable", person.name));
  return truth(role !== "none" && wanted.includes(role), cellWhy(cell(person, "role")));
}
