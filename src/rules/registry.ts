import * as z from "zod";
import { lastOf, type Day, type When } from "../model/day.ts";
import { textOf, valueOf, type Field } from "../model/field.ts";
import { all, anyOf, cellWhy, not, truth, unknown, type Truth } from "../model/known.ts";
import { roleOn, type Person } from "../model/person.ts";
import { tierOf, tierOnDay } from "../model/role.ts";
import type { RegistryMatch } from "../model/view.ts";
import { defineRuleKind, noTable, outcomeOf, type Scope } from "./kind.ts";

const KEYS = ["name", "employeeNo", "idNumber", "certificateNo", "registrationNo"] as const;

/** A date cell of the register: what it says when blank; unknown when unreadable. */
function dateSays(field: Field<When>, blank: Truth, test: (when: When) => boolean): Truth {
  if (field.is === "known") return truth(test(field.value), cellWhy(field));
  return field.is === "unreadable" ? unknown(cellWhy(field, "cell-unreadable")) : blank;
}

function withoutTable(person: Person): { subject: Person; outcome: "not-assessed"; severity: "notice"; why: [ReturnType<typeof noTable>] } {
  // rules.md, 2.1 "table absent": agencies seldom hold the register, so its absence weighs little.
  return { subject: person, outcome: "not-assessed", severity: "notice", why: [noTable("registry")] };
}

/** One row of the register that is theirs, at their tier or above, accredited by asOf and not expired. */
function standing({ row, theirs }: RegistryMatch, tier: number, asOf: Day): Truth {
  const { level, accreditedOn, validUntil } = row.fields;
  const high = level.is === "known" ? truth((tierOf(level.value) ?? -1) >= tier, cellWhy(level)) : unknown(cellWhy(level, level.is === "unreadable" ? "cell-unreadable" : "cell-blank"));
  return all(
    theirs, high,
    dateSays(accreditedOn, unknown(cellWhy(accreditedOn, "cell-blank")), (when) => lastOf(when, asOf) <= asOf),
    dateSays(validUntil, { is: "yes", why: [] }, (when) => lastOf(when, asOf) >= asOf),
  );
}

export const registryStanding = defineRuleKind({
  kind: "registry-standing",
  about: "people",
  params: z.strictObject({}),
  reads: { roster: KEYS, registry: [...KEYS, "level", "accreditedOn", "validUntil"] },
  observed: z.object({ role: z.string(), entries: z.number(), level: z.string().nullable() }),
  expected: z.object({ tier: z.number().nullable() }),
  sentences: {
    zh: {
      "pass": "{name}（{role}）在协会名册中有登记，级别不低于现岗位且在有效期内。",
      "fail": "{name}（{role}）在协会名册中没有级别不低于现岗位、已认定且在有效期内的登记（本人的登记有 {entries} 条）。",
      "fail.absent": "{name}（{role}）不在协会名册中。",
      "not-assessed": "{name}（{role}）在协会名册中的登记是否有效无法判定。",
      "not-applicable": "{name}不需要协会认定。",
    },
    en: {
      "pass": "{name} ({role}) is in the association register at the level of the post or above, and in force.",
      "fail": "{name} ({role}) has no entry in the association register that is at the level of the post or above, accredited and in force (entries found: {entries}).",
      "fail.absent": "{name} ({role}) is not in the association register.",
      "not-assessed": "Whether {name} ({role}) has a valid entry in the association register cannot be told.",
      "not-applicable": "{name} needs no accreditation.",
    },
  },
  remedy: {
    zh: {
      "fail": "向协会申请认定或续期；已认定的，核对花名册与协会名册的姓名、证件号码、级别和日期。",
      "not-assessed": "提供：{needs}。",
    },
    en: {
      "fail": "Apply to the association for accreditation or renewal; if accredited, compare name, numbers, level and dates in the staff roster and the association register.",
      "not-assessed": "Supply: {needs}.",
    },
  },
  judge(scope) {
    return scope.subjects.map((subject) => {
      const role = roleOn(subject, scope.asOf);
      const tier = tierOnDay(role);
      const matches = scope.registry(subject);
      const common = { observed: { role, entries: matches.length, level: best(matches) }, expected: { tier } };
      if (!scope.given("registry")) return { ...withoutTable(subject), ...common };
      const met = anyOf(matches.map((match) => standing(match, tier ?? 0, scope.asOf)));
      const outcome = outcomeOf(met);
      return { subject, outcome, say: outcome === "fail" && matches.length === 0 ? "fail.absent" : outcome, ...common, why: met.why };
    });
  },
});

const best = (matches: readonly RegistryMatch[]): string | null =>
  matches.map(({ row }) => valueOf(row.fields.level)).filter((level) => level !== null).sort((a, b) => (tierOf(b) ?? -1) - (tierOf(a) ?? -1))[0] ?? null;

/** Not filled, or filled with a word that says there was none. */
const noSanction = (text: string): boolean => text === "" || /^(无|否|没有|未|不)/.test(text.normalize("NFKC").trim());

function sanctioned({ row, theirs }: RegistryMatch, asOf: Day): Truth {
  const { sanction, sanctionFrom, sanctionUntil } = row.fields;
  const filled = sanction.is === "absent" ? unknown(cellWhy(sanction)) : sanction.is === "unreadable" ? unknown(cellWhy(sanction, "cell-unreadable"))
    : truth(!noSanction(textOf(sanction)), cellWhy(sanction));
  const always: Truth = { is: "yes", why: [] };
  return all(
    theirs, filled,
    dateSays(sanctionFrom, always, (when) => when.first <= asOf),
    dateSays(sanctionUntil, always, (when) => lastOf(when, asOf) >= asOf),
  );
}

export const registrySanction = defineRuleKind({
  kind: "registry-sanction",
  about: "people",
  params: z.strictObject({}),
  reads: { roster: KEYS, registry: [...KEYS, "sanction", "sanctionFrom", "sanctionUntil"] },
  observed: z.object({ role: z.string(), entries: z.number() }),
  expected: z.object({}),
  sentences: {
    zh: {
      "pass": "{name}（{role}）在检查日不受协会处分。",
      "fail": "{name}（{role}）在检查日仍在协会处分期内。",
      "not-assessed": "{name}（{role}）在检查日是否受协会处分无法判定。",
      "not-applicable": "本条不适用于{name}。",
    },
    en: {
      "pass": "{name} ({role}) is under no sanction by the association on the audit day.",
      "fail": "{name} ({role}) is under sanction by the association on the audit day.",
      "not-assessed": "Whether {name} ({role}) is under sanction by the association on the audit day cannot be told.",
      "not-applicable": "Does not apply to {name}.",
    },
  },
  remedy: {
    zh: {
      "fail": "处分期内不得担任督导或督导助理：调整其岗位，或待处分期满后再任；登记有误的，请协会更正。",
      "not-assessed": "提供：{needs}。",
    },
    en: {
      "fail": "Nobody may be supervisor or supervisor's assistant while under sanction: give the person another post, or wait until the sanction ends; if the entry is wrong, ask the association to correct it.",
      "not-assessed": "Supply: {needs}.",
    },
  },
  judge(scope) {
    return scope.subjects.map((subject) => {
      const matches = scope.registry(subject);
      const common = { observed: { role: roleOn(subject, scope.asOf), entries: matches.length }, expected: {} };
      if (!scope.given("registry")) return { ...withoutTable(subject), ...common };
      const met = hasSanctionColumn(scope) ? not(anyOf(matches.map((match) => sanctioned(match, scope.asOf)))) : unknown({ what: "column", table: "registry", field: "sanction" });
      return { subject, outcome: outcomeOf(met), ...common, why: met.why };
    });
  },
});

const hasSanctionColumn = (scope: Scope): boolean => scope.hasColumn("registry", "sanction");
