import type { Cell } from "./field.ts";
import { isWithoutNumber, maskAll } from "./mask.ts";
import type { AgencyReport, Report, Result } from "./report.ts";

/**
 * A report with every number in it masked, as by `maskAll`. A city's report holds a million texts, and few of them have a number in
 * them: those of results and people are asked for here by name, which is faster than to look for them; `maskAll` sees what has one.
 */
export function maskReport(report: Report): Report {
  return { ...maskAll({ ...report, agencies: [] }), agencies: report.agencies.map(maskAgency) };
}

function maskAgency(agency: AgencyReport): AgencyReport {
  return {
    ...maskAll({ ...agency, people: [], results: [] }),
    people: agency.people.map((person) => (isPlainPerson(person) ? person : maskAll(person))),
    results: agency.results.map((result) => (isPlainResult(result) ? result : maskAll(result))),
  };
}

/** Keys are hashes of ours, and no numbers. */
const isPlainPerson = ({ name, employeeNo, role }: AgencyReport["people"][number]): boolean => isWithoutNumber(name) && isWithoutNumber(employeeNo) && isWithoutNumber(role);

/** Whether a text has no number in it; not asked again of the one that had none before: where it stands, its like follow each other. */
function isWithoutNumberHere(): (text: string | null) => boolean {
  let before: string | null = null;
  return (text) => {
    if (text === before) return true;
    if (!isWithoutNumber(text)) return false;
    before = text;
    return true;
  };
}

const isPlain = { rule: isWithoutNumberHere(), policy: isWithoutNumberHere(), clause: isWithoutNumberHere(), agency: isWithoutNumberHere(), status: isWithoutNumberHere(), path: isWithoutNumberHere(), sheet: isWithoutNumberHere() };

function isPlainResult(result: Result): boolean {
  const { rule, policy, clause, clauseText, subject, status, severity, message, remedy, evidence } = result;
  return isPlain.rule(rule) && isPlain.policy(policy) && isPlain.clause(clause) && isWithoutNumber(clauseText ?? null) && isPlain.status(status) && isWithoutNumber(severity)
    && isPlain.agency(subject.agency) && (subject.type === "agency" || (isWithoutNumber(subject.name) && isWithoutNumber(subject.employeeNo)))
    && isWithoutNumber(message.zh) && isWithoutNumber(message.en) && (remedy === null || (isWithoutNumber(remedy.zh) && isWithoutNumber(remedy.en)))
    && arePlain(evidence) && OTHERS.every((name) => maskAll(result[name]) === result[name]);
}

/** What of a result is not named above: it has no shape that is known here. */
const OTHERS = ["interpretation", "observed", "expected", "unknown", "waiver", "decision"] as const satisfies readonly (keyof Result)[];

function arePlain(cells: readonly Cell[]): boolean {
  for (let i = 0; i < cells.length; i++) {
    const { path, sheet, column, field, value } = cells[i] as Cell;
    if (!(isPlain.path(path) && isPlain.sheet(sheet) && isWithoutNumber(column) && isWithoutNumber(field) && isWithoutNumber(value))) return false;
  }
  return true;
}
