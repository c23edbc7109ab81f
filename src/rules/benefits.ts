import * as z from "zod";
import { valueOf } from "../model/field.ts";
import { cellWhy, told, unknown } from "../model/known.ts";
import { cell } from "../model/person.ts";
import { employmentOf } from "./employment.ts";
import { defineRuleKind, outcomeOf } from "./kind.ts";

/** The opinion's fifth paragraph: social insurance and housing fund for whoever has no tenure. */
export default defineRuleKind({
  kind: "benefits",
  about: "people",
  params: z.strictObject({ benefit: z.enum(["socialInsurance", "housingFund"]) }),
  reads: { roster: ["socialInsurance", "housingFund", "employmentType"] },
  readsFor: ({ benefit }) => ({ roster: [benefit, "employmentType"] }),
  observed: z.object({ provided: z.boolean().nullable() }),
  expected: z.object({ benefitWord: z.string() }),
  sentences: {
    zh: {
      "pass": "已为{name}办理{benefitWord}。",
      "fail": "未为{name}办理{benefitWord}。",
      "not-assessed": "是否已为{name}办理{benefitWord}无法判定。",
      "not-applicable": "本条不适用于{name}。",
    },
    en: {
      "pass": "{name} is covered by {benefitWord}.",
      "fail": "{name} is not covered by {benefitWord}.",
      "not-assessed": "Whether {name} is covered by {benefitWord} cannot be told.",
      "not-applicable": "Does not apply to {name}.",
    },
  },
  remedy: {
    zh: {
      "fail": "按国家有关规定为其办理{benefitWord}，并更新花名册。",
      "not-assessed": "补填：{needs}。",
    },
    en: {
      "fail": "Enrol the person in {benefitWord} under national rules and update the staff roster.",
      "not-assessed": "Fill in: {needs}.",
    },
  },
  judge({ subjects, params }) {
    return subjects.filter((person) => employmentOf(person) !== "established").map((person) => {
      const field = cell(person, params.benefit);
      const met = employmentOf(person) === "unclear" ? unknown(cellWhy(cell(person, "employmentType"), "value-not-listed", person.name)) : told(field, (provided) => provided, person.name);
      return { subject: person, outcome: outcomeOf(met), observed: { provided: valueOf(field) }, expected: { benefitWord: params.benefit }, why: met.why };
    });
  },
});
