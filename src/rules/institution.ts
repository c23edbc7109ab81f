import * as z from "zod";
import { textOf, valueOf } from "../model/field.ts";
import { cellWhy, type Why } from "../model/known.ts";
import { cell } from "../model/person.ts";
import { byCodePoint, squeeze } from "../model/text.ts";
import { noColumn, type Scope } from "./kind.ts";

/** Lists of words by which an institution's type is told, in the order in which they are tried. */
export const lists = z.record(z.string(), z.array(z.string().min(1)).min(1));

export interface Institution {
  /** The first list with a word that the type contains; null: no type told, or one of no list. */
  list: string | null;
  text: string | null;
  why: Why;
}

/** The agency's institution type: of the agency table, else of the roster; of several the least text (rules.md, section 3). */
export function institutionOf(scope: Scope, words: z.infer<typeof lists>): Institution {
  const own = scope.given("agency") ? scope.rows("agency").map((row) => row.fields.type) : [];
  const told = own.some((field) => field.is === "known") ? own : scope.agency.people.map((person) => cell(person, "institutionType"));
  const filled = told.filter((field) => field.is === "known").sort((a, b) => byCodePoint(textOf(a), textOf(b)))[0];
  if (filled === undefined) {
    const blank = [...own, ...told].find((field) => field.is !== "absent");
    return { list: null, text: null, why: blank ? cellWhy(blank, "cell-blank") : noColumn("agency", "type") };
  }
  const text = squeeze(valueOf(filled) ?? "");
  const list = Object.entries(words).find(([, each]) => each.some((word) => text.includes(word)))?.[0] ?? null;
  return { list, text, why: cellWhy(filled, list === null ? "value-not-listed" : null) };
}
