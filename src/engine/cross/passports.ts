import { IDENTITY_KEYS, type Passport } from "../../model/cross.ts";
import type { Day } from "../../model/day.ts";
import { cellWhy, type Why } from "../../model/known.ts";
import { maskAll } from "../../model/mask.ts";
import { cell, inPostOn, personKey, roleOn, type Person } from "../../model/person.ts";
import { squeeze } from "../../model/text.ts";
import { sharingNumbers } from "../views/shared.ts";

/** Whoever is in post on asOf and has a number; of one submission alone only those whose number another agency has too. */
export function whoMayBeShared(people: readonly Person[], asOf: Day, alone: boolean): Person[] {
  const numbered = people.filter((person) => inPostOn(person, asOf) && IDENTITY_KEYS.some((key) => personKey(person, key) !== null));
  if (!alone) return numbered;
  const shared = new Set<Person>();
  for (const key of IDENTITY_KEYS) {
    for (const sharing of sharingNumbers(numbered, (person) => personKey(person, key))) {
      if (new Set(sharing.map(({ agency }) => agency)).size > 1) for (const person of sharing) shared.add(person);
    }
  }
  return numbered.filter((person) => shared.has(person));
}

/** All that the checks across agencies ask of a person; the numbers whole, whatever is shown of them masked. */
export function passportOf(person: Person, asOf: Day, days: string): Passport {
  const [role, roleCell] = [roleOn(person, asOf), cell(person, "role")];
  const shown = maskAll({
    agency: person.agency, name: person.name, employeeNo: person.employeeNo, key: person.key, identity: identityOf(person),
    roleWhy: role === "unreadable" && roleCell.is !== "absent" ? cellWhy(roleCell, "role-unreadable", person.name) : cellWhy(roleCell),
  });
  return {
    ...shown, place: squeeze(person.agency), days, role: roleCell.is === "absent" ? "absent" : role,
    numbers: { idNumber: personKey(person, "idNumber"), certificateNo: personKey(person, "certificateNo"), registrationNo: personKey(person, "registrationNo") },
  };
}

/** The cell by which the person is known. What another agency's report shows of a number is its end. */
function identityOf(person: Person): Why {
  const why = cellWhy(IDENTITY_KEYS.map((key) => cell(person, key)).find((field) => field.is === "known") ?? cell(person, "name"));
  if (why.what !== "cell" || why.cell.field === "idNumber" || why.cell.field === "name" || why.cell.value === null) return why;
  const { value } = why.cell;
  return { ...why, cell: { ...why.cell, value: value.length > 7 ? `***${value.slice(-4)}` : "***" } };
}
