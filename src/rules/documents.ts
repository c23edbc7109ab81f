import * as z from "zod";
import { lastOf, type Day } from "../model/day.ts";
import { textOf } from "../model/field.ts";
import { all, allOf, anyOf, cellWhy, truth, unknown, type Truth } from "../model/known.ts";
import { bilingual } from "../model/policy.ts";
import type { Row } from "../model/record.ts";
import { squeeze, type Bilingual } from "../model/text.ts";
import { defineRuleKind, noTable, outcomeOf } from "./kind.ts";

const demand = z.strictObject({
  id: z.string(),
  name: bilingual,
  /** A document meets it when its name and kind together hold a word of each group. */
  words: z.array(z.array(z.string().min(1)).min(1)).min(1),
});

/** Article 6 and the documents the opinion speaks of: what an agency must have on file. */
export default defineRuleKind({
  kind: "documents",
  about: "agency",
  params: z.strictObject({ demands: z.array(demand).min(1), submitted: z.boolean().default(false) }),
  reads: { documents: ["document", "kind", "date", "submittedOn"] },
  readsFor: ({ submitted }) => ({ documents: submitted ? ["document", "kind", "date", "submittedOn"] : ["document", "kind", "date"] }),
  observed: z.object({ documents: z.number(), onFile: z.array(z.string()), missing: z.array(z.string()) }),
  expected: z.object({ documents: z.array(z.string()) }),
  sentences: {
    zh: {
      "pass": "应备材料齐全：{onFile}。",
      "fail": "缺少符合要求的材料：{missing}。",
      "not-assessed": "以下材料是否符合要求无法判定：{missing}。",
      "not-applicable": "本条材料要求不适用于本机构。",
    },
    en: {
      "pass": "The documents asked for are on file: {onFile}.",
      "fail": "No document on file that meets what is asked: {missing}.",
      "not-assessed": "Whether these documents meet what is asked cannot be told: {missing}.",
      "not-applicable": "No document is asked of this agency.",
    },
  },
  remedy: {
    zh: {
      "fail": "备齐上述材料并存档，在制度材料表中登记名称和制定日期。",
      "fail.submitted": "备齐上述材料并报送协会，在制度材料表中登记制定日期和报送日期。",
      "not-assessed": "提供：{needs}。",
    },
    en: {
      "fail": "Draw up and file what is missing, and enter its name and date in the documents list.",
      "fail.submitted": "Draw up what is missing, submit it to the association, and enter its date and the date submitted in the documents list.",
      "not-assessed": "Supply: {needs}.",
    },
  },
  contradictions: ({ demands }) => demands.filter(({ id }, i) => demands.findIndex((each) => each.id === id) !== i).map(({ id }) => ({
    zh: `材料 ${id} 出现两次`, en: `the document ${id} is asked for twice`,
  })),
  judge(scope) {
    const { params, asOf } = scope;
    const rows = scope.given("documents") ? scope.rows("documents") : null;
    const parts = params.demands.map((wanted) => ({
      wanted, met: rows === null ? unknown(noTable("documents")) : anyOf(rows.filter((row) => fits(row, wanted.words)).map((row) => counts(row, asOf, params.submitted))),
    }));
    const met = allOf(parts.map((part) => part.met));
    const outcome = outcomeOf(met);
    return [{
      subject: null, outcome,
      say: outcome,
      observed: {
        documents: rows?.length ?? 0,
        onFile: parts.filter((part) => part.met.is === "yes").map((part) => part.wanted.id),
        missing: parts.filter((part) => (outcome === "fail" ? part.met.is === "no" : part.met.is !== "yes")).map((part) => part.wanted.id),
      },
      expected: { documents: params.demands.map((each) => each.id) },
      why: met.why,
      words: Object.fromEntries(parts.map(({ wanted, met: { is } }) => [wanted.id, is === "no" && rows !== null ? lackingWords(wanted.name, rows.filter((row) => fits(row, wanted.words)), asOf) : wanted.name])),
      ...(outcome === "fail" && params.submitted ? { remedy: "fail.submitted" } : {}),
    }];
  },
});

/** A document with what is wrong with it: not there, made after the audit day only, or not sent in. */
function lackingWords(name: Bilingual, rows: readonly Row<"documents">[], asOf: Day): Bilingual {
  const why = rows.length === 0 ? { zh: "没有这项材料", en: "there is none" }
    : rows.every((row) => counts(row, asOf, false).is === "no") ? { zh: "制定日期晚于检查日", en: "dated after the audit day" } : { zh: "没有报送，或报送日期晚于检查日", en: "not submitted by the audit day" };
  return { zh: `${name.zh}（${why.zh}）`, en: `${name.en} (${why.en})` };
}

function fits(row: Row<"documents">, groups: readonly (readonly string[])[]): boolean {
  const text = squeeze(textOf(row.fields.document) + textOf(row.fields.kind));
  return groups.every((group) => group.some((word) => text.includes(word)));
}

/** Dated blank – or unreadable, which for a document is blank – or ≤ asOf; where asked, submitted ≤ asOf. */
function counts(row: Row<"documents">, asOf: Day, submitted: boolean): Truth {
  const { document, date, submittedOn } = row.fields;
  const inForce = truth(date.is !== "known" || lastOf(date.value, asOf) <= asOf, cellWhy(document));
  if (!submitted) return inForce;
  const sent = submittedOn.is === "absent" ? unknown(cellWhy(submittedOn))
    : truth(submittedOn.is === "known" && lastOf(submittedOn.value, asOf) <= asOf, cellWhy(submittedOn));
  return all(inForce, sent);
}
