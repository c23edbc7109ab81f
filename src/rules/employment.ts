import { valueOf } from "../model/field.ts";
import { cell, type Person } from "../model/person.ts";
import type { Employment } from "../model/record.ts";

/** What the roster says of somebody's tenure; blank or no column: a subject of the rules for those without tenure. */
export const employmentOf = (person: Person): Employment => valueOf(cell(person, "employmentType")) ?? "subject";
