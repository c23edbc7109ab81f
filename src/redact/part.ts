import type { CrossPart, Passport } from "../model/cross.ts";
import type { Why } from "../model/known.ts";
import { maskNames } from "./names.ts";
import { hidden, redactCell, redactDataIssue, redactDecision, redactWaiver, type OneReport } from "./report.ts";

/**
 * What is judged again when other submissions are known, redacted as its report is: so that the checks across agencies can be made of
 * redacted reports, and nothing that is kept names anybody. The numbers that tell people stay whole here; whoever keeps it hashes them.
 */
export function redactPart(part: CrossPart, one: OneReport): CrossPart {
  return {
    ...part,
    people: part.people.map((person) => redactPassport(person, one)),
    waivers: part.waivers.map((waiver) => ({
      ...waiver, agency: one.agency(waiver.agency), people: waiver.people === null ? null : waiver.people.map(one.key),
      shown: waiver.shown === null ? null : redactWaiver(waiver.shown, waiver.rules, one), unused: waiver.unused === null ? null : redactDataIssue(waiver.unused, one),
    })),
    decisions: part.decisions.map((decided) => ({ ...decided, agency: one.agency(decided.agency), person: one.key(decided.person), decision: redactDecision(decided.decision) })),
    faulty: part.faulty.map((each) => ({ ...each, agency: one.agency(each.agency) })),
  };
}

const redactPassport = (person: Passport, one: OneReport): Passport => ({
  ...person, agency: one.agency(person.agency), name: maskNames(person.name), employeeNo: hidden(person.employeeNo), key: one.key(person.key),
  identity: redactWhy(person.identity, one), roleWhy: redactWhy(person.roleWhy, one),
});

const redactWhy = (why: Why, one: OneReport): Why => (why.what === "cell" ? { ...why, cell: redactCell(why.cell, one), person: why.person === null ? null : maskNames(why.person) } : why);
