import * as z from "zod";
import { cellWhy, atMost, between, type Why } from "../model/known.ts";
import { cell, type Person } from "../model/person.ts";
import { defineRuleKind, outcomeOf } from "./kind.ts";

/** Articles 8 and 16, each supervisor and assistant by themselves: their own team or group is no larger than the limit. */
export default defineRuleKind({
  kind: "span-of-control",
  about: "people",
  params: z.strictObject({ limit: z.number().positive(), team: z.enum(["supervisor", "assistant"]) }),
  waivableParam: "limit",
  reads: { roster: ["supervisor", "assistant"] },
  observed: z.object({ load: z.number(), unassigned: z.number() }),
  expected: z.object({ limit: z.number(), over: z.number() }),
  sentences: {
    zh: {
      "pass": "{name}名下 {load} 人，另有未分组的 {unassigned} 人，全部计入也不超过 {limit} 人。",
      "pass.clear": "{name}名下 {load} 人，未超过 {limit} 人。",
      "fail": "{name}名下 {load} 人，超过上限 {limit} 人，多出 {over} 人。",
      "not-assessed": "{name}名下已知 {load} 人，另有未分组的 {unassigned} 人，是否超过 {limit} 人无法判定。",
      "not-applicable": "{name}不带人。",
    },
    en: {
      "pass": "People led by {name}: {load}; within the limit of {limit} even if all the unassigned ({unassigned}) were among them.",
      "pass.clear": "People led by {name}: {load}; within the limit of {limit}.",
      "fail": "People led by {name}: {load}; over the limit of {limit} by {over}.",
      "not-assessed": "People known to be led by {name}: {load}; unassigned: {unassigned}. Whether the limit of {limit} is kept cannot be told.",
      "not-applicable": "{name} leads nobody.",
    },
  },
  remedy: {
    zh: {
      "fail": "将超出上限的人员调整到其他督导或督导助理名下，并更新花名册；另有商定的，登记在豁免商定表中。",
      "not-assessed": "在花名册中补填督导或督导助理：{needs}。",
    },
    en: {
      "fail": "Move those over the limit to other supervisors or supervisors' assistants and update the staff roster; if another limit was agreed, enter it in the table of agreed waivers.",
      "not-assessed": "Fill in the supervisor or supervisor's assistant in the staff roster: {needs}.",
    },
  },
  judge({ subjects, params, teams }) {
    const sorted = teams();
    const unassigned = params.team === "supervisor" ? sorted.withoutSupervisor : sorted.withoutAssistant;
    const open = unassigned.map((person) => belonging(person, params.team, "unassigned"));
    return subjects.map((subject) => {
      const members = params.team === "supervisor" ? sorted.team(subject) : sorted.group(subject);
      const load = between(members.length, members.length + unassigned.length, members.map((person) => belonging(person, params.team, null)), open);
      const met = atMost(load, between(params.limit, params.limit));
      const outcome = outcomeOf(met);
      return {
        subject, outcome, say: outcome === "pass" && unassigned.length === 0 ? "pass.clear" : outcome,
        observed: { load: members.length, unassigned: unassigned.length },
        expected: { limit: params.limit, over: Math.max(0, members.length - params.limit) },
        why: met.why,
      };
    });
  },
});

function belonging(person: Person, team: "supervisor" | "assistant", reason: "unassigned" | null): Why {
  const [first, second] = team === "supervisor" ? ["supervisor", "assistant"] as const : ["assistant", "supervisor"] as const;
  const told = cell(person, first);
  return cellWhy(told.is === "absent" && cell(person, second).is !== "absent" ? cell(person, second) : told, reason, person.name);
}
