import { groupBy } from "../../model/group.ts";
import { addAll } from "../../model/lists.ts";
import type { AgencyReport, Result } from "../../model/report.ts";
import { ROLES, ROLE_WORDS, type Role } from "../../model/role.ts";
import { statusBadge } from "./badges.ts";
import { againstLimit } from "./charts.ts";
import { both, html, name, names, words, type Markup, type Piece } from "./markup.ts";
import type { PageScope } from "./scope.ts";

type Person = AgencyReport["people"][number];

/** Who supervises whom: supervisors, the assistants under them, the workers under those; each load against its limit. */
export function treePart(agency: AgencyReport, scope: PageScope): Piece {
  const tree = new Tree(agency, scope);
  if (tree.roots.length === 0) return null;
  return html`<h3>${words("督导关系", "Who supervises whom")}</h3><ul class="tree">${tree.branches()}</ul>${tree.unassigned()}`;
}

const LED: readonly Role[] = ["frontline", "assistant"];
const roleOf = ({ role }: Person): Role | null => ROLES.find((each) => each === role) ?? null;

/** Further below its root nobody is drawn, but as the root of another branch: no agency is so deep, but a file may be. */
const DEEPEST = 20;

class Tree {
  readonly roots: Person[];
  private readonly below = new Map<string, Person[]>();
  private readonly loads: ReadonlyMap<string, Result[]>;
  private readonly drawn = new Set<string>();
  private readonly free: Person[];
  private readonly scope: PageScope;
  constructor({ people, results }: AgencyReport, scope: PageScope) {
    this.scope = scope;
    const known = new Map(people.map((person) => [person.key, person]));
    const above = (person: Person): string | null => [person.assistant, person.supervisor].find((key) => key !== null && key !== person.key && known.has(key)) ?? null;
    const byAbove = groupBy(people, above);
    const alone = byAbove.get(null) ?? [];
    for (const [key, led] of byAbove) if (key !== null) this.below.set(key, led);
    this.loads = groupBy(
      results.filter(({ subject, rule, status }) => subject.type === "person" && scope.kindOf(rule) === "span-of-control" && status !== "not-applicable"),
      ({ subject }) => (subject.type === "person" ? subject.key : ""),
    );
    // Where two name each other as supervisor neither is the first: the one named first in the report stands for both.
    this.roots = withCycles(people, alone, this.below).filter((person) => this.below.has(person.key) || this.loads.has(person.key));
    this.free = alone.filter((person) => !this.below.has(person.key) && !this.loads.has(person.key) && LED.some((role) => role === roleOf(person)));
  }

  branches(): Markup[] {
    const open = [...this.roots];
    const drawn: Markup[] = [];
    for (const root of open) drawn.push(this.branch(root, open));
    return drawn;
  }

  /** `further`: takes those who are too far below the root to be drawn under it. */
  private branch(person: Person, further: Person[], depth = 0): Markup {
    if (depth === DEEPEST) further.push(person);
    if (depth === DEEPEST || this.drawn.has(person.key)) return html`<li>${name(person.name)}</li>`;
    this.drawn.add(person.key);
    const below = this.below.get(person.key) ?? [];
    const leads = ({ key }: Person): boolean => this.below.has(key) || this.loads.has(key);
    const [leading, led] = [below.filter(leads), below.filter((each) => !leads(each))];
    return html`<li><span class="person">${name(person.name)} <span class="role">${roleWords(person)}</span></span>${(this.loads.get(person.key) ?? []).map(load)}${led.length > 0 && html`<p class="led"><span class="n">${led.length}</span> ${words("人：", led.length === 1 ? "person: " : "people: ")}${names(led.map((each) => each.name), this.scope.wholeGrids)}</p>`}${leading.length > 0 && html`<ul>${leading.map((each) => this.branch(each, further, depth + 1))}</ul>`}</li>`;
  }

  unassigned(): Piece {
    return this.free.length > 0 && html`<p class="led"><b>${words("没有督导或督导助理的：", "Without supervisor or assistant: ")}</b>${names(this.free.map((each) => each.name), this.scope.wholeGrids)}</p>`;
  }
}

function withCycles(people: readonly Person[], alone: readonly Person[], below: ReadonlyMap<string, Person[]>): Person[] {
  const reached = new Set<string>();
  const reach = (person: Person): void => {
    const open = [person];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (reached.has(next.key)) continue;
      reached.add(next.key);
      addAll(open, below.get(next.key) ?? []);
    }
  };
  alone.forEach(reach);
  return [...alone, ...people.filter((person) => !reached.has(person.key) && (reach(person), true))];
}

const roleWords = (person: Person): Markup => { const role = roleOf(person); return role === null ? both(ROLE_WORDS[person.role === "unreadable" ? "unreadable" : "none"]) : both(ROLE_WORDS[role]); };

function load(result: Result): Markup {
  const [carried, limit] = [Number(result.observed["load"] ?? 0), Number(result.expected["limit"] ?? 0)];
  return html`<span class="load">${againstLimit(carried, limit, carried <= limit)}<span class="n">${carried} / ${limit}</span> ${result.status !== "pass" && statusBadge(result.status)}</span>`;
}
