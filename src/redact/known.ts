import { textOf, type Field } from "../model/field.ts";
import type { Row } from "../model/record.ts";
import type { Report } from "../model/report.ts";
import type { Submission } from "../model/submission.ts";
import { personalField, TABLES_OF_PEOPLE } from "./fields.ts";

/** Texts that tell of people, by the column that they stand in. */
export interface KnownText { field: string; text: string }

/** Those of the tables that are held: of people, too, whom a report does not list, since they have left or only the register knows them. */
export function textsOfSubmission({ tables }: Pick<Submission, "tables">): KnownText[] {
  return TABLES_OF_PEOPLE.flatMap((table) => (tables[table as keyof typeof tables] as readonly Row[]).flatMap((row) => (Object.values(row.fields) as Field<unknown>[]).flatMap((field): KnownText[] => {
    const text = textOf(field);
    return text === "" || personalField(field.at.field) === null ? [] : [{ field: field.at.field, text }];
  })));
}

/** Those that the report itself holds in places of their own. */
export function textsOfReport({ agencies, dataIssues }: Report): KnownText[] {
  const person = (name: string, employeeNo: string | null): KnownText[] => [{ field: "name", text: name }, ...(employeeNo === null ? [] : [{ field: "employeeNo", text: employeeNo }])];
  return [
    ...agencies.flatMap(({ people, results }) => [
      ...people.flatMap(({ name, employeeNo }) => person(name, employeeNo)),
      ...results.flatMap(({ subject, evidence, unknown, decision }) => [
        ...(subject.type === "person" ? person(subject.name, subject.employeeNo) : []),
        ...evidence.flatMap(({ field, value }) => (value === null || personalField(field) === null ? [] : [{ field, text: value }])),
        ...(unknown?.needs ?? []).flatMap(({ person: name }) => (name === undefined ? [] : [{ field: "name", text: name }])),
        ...(decision === null ? [] : [{ field: "by", text: decision.by }]),
      ]),
    ]),
    ...dataIssues.flatMap(({ field, value }) => (value === null || field === undefined || personalField(field) === null ? [] : [{ field, text: value }])),
  ];
}
