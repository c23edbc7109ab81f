import type { Day } from "../../model/day.ts";
import { inPostOn, roleOn, type Person } from "../../model/person.ts";
import type { Role } from "../../model/role.ts";
import type { Teams } from "../../model/view.ts";

const SUPERVISORS: readonly Role[] = ["trainee-supervisor", "junior-supervisor"];

/**
 * Whose team and group each worker is in (rules.md, 2.1 "load"). `named` finds the first known person that a supervisor or
 * assistant cell names.
 */
export function teamsOf(inPost: readonly Person[], named: (person: Person, field: "supervisor" | "assistant") => Person | null, asOf: Day): Teams {
  const isSupervisor = (person: Person | null): person is Person => person !== null && SUPERVISORS.includes(roleOn(person, asOf) as Role) && inPostOn(person, asOf);
  const isAssistant = (person: Person | null): person is Person => person !== null && roleOn(person, asOf) === "assistant";

  /** Of those that were asked for, and of the assistants on the way. */
  const found = new Map<Person, Person | null>();
  /** Article 8: the supervisor cell if it names someone known, else the assistant cell; through assistants upwards. */
  const supervisorOf = (person: Person): Person | null => {
    const way = new Set<Person>();
    let supervisor: Person | null = null;
    for (let at = person; ;) {
      const known = found.get(at);
      if (known !== undefined) supervisor = known;
      // Who comes round to themselves has none.
      if (known !== undefined || way.has(at)) break;
      way.add(at);
      const next = named(at, "supervisor") ?? named(at, "assistant");
      if (isSupervisor(next)) supervisor = next;
      if (!isAssistant(next)) break;
      at = next;
    }
    for (const each of way) found.set(each, supervisor);
    return supervisor;
  };

  const teams = new Map<Person, Person[]>();
  const groups = new Map<Person, Person[]>();
  const withoutSupervisor: Person[] = [];
  const withoutAssistant: Person[] = [];
  const add = (map: Map<Person, Person[]>, leader: Person, person: Person): void => {
    const led = map.get(leader);
    if (led) led.push(person);
    else map.set(leader, [person]);
  };
  for (const person of inPost) {
    const role = roleOn(person, asOf);
    if (role === "frontline" || role === "assistant") {
      const supervisor = supervisorOf(person);
      if (supervisor) add(teams, supervisor, person);
      else withoutSupervisor.push(person);
    }
    if (role !== "frontline") continue;
    // Article 16: the assistant cell if it names an assistant, else the supervisor cell if it does.
    const [first, second] = [named(person, "assistant"), named(person, "supervisor")];
    const assistant = isAssistant(first) ? first : isAssistant(second) ? second : null;
    if (assistant !== null) { if (inPostOn(assistant, asOf)) add(groups, assistant, person); }
    else if (!isSupervisor(first) && !isSupervisor(second)) withoutAssistant.push(person);
  }
  return {
    team: (supervisor) => teams.get(supervisor) ?? [],
    group: (assistant) => groups.get(assistant) ?? [],
    withoutSupervisor, withoutAssistant,
  };
}

