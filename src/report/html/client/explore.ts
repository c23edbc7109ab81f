import { SEVERITIES } from "../../../model/issue.ts";
import { STATUSES } from "../../../model/status.ts";
import { severityTag, statusBadge } from "../badges.ts";
import { both, html, name, words, type Markup } from "../markup.ts";
import { clauseWords } from "../../words.ts";
import { messageOf, resultOf, type Entry, type Results } from "./load.ts";
import { button } from "./switches.ts";

/** All results: search, filters, order, a page at a time. */

const A_PAGE = 50;
const KEYS = ["status", "severity", "clause", "agency", "person"] as const;
type Key = (typeof KEYS)[number];

const STATUS_ORDER: readonly string[] = ["fail", "not-assessed", "pending", "waived", ...STATUSES];
const SEVERITY_ORDER: readonly string[] = SEVERITIES;

export function explore(results: Results): void {
  const section = document.getElementById("results");
  const body = document.getElementById("rows");
  const form = section?.querySelector("form");
  if (!section || !body || !form) return;
  section.hidden = false;
  const rank = new Map(results.meta.rules.map(({ id }, i) => [id, i]));
  const clauses = new Map(results.meta.rules.map(({ id, clause }) => [id, clause]));
  const order: { key: Key | null; down: boolean } = { key: null, down: false };
  const texts = new Map<number, string>();
  let entries: readonly Entry[] | null = null;
  let found: Entry[] = [];
  let page = 0;

  const textOf = (entry: Entry): string => {
    const known = texts.get(entry.place) ?? [results.meta.agencies[entry.agency], entry.name, entry.number, entry.rule, messageOf(entry)].join("\n").toLowerCase();
    texts.set(entry.place, known);
    return known;
  };
  const sought = (): void => {
    if (entries === null) return;
    const [status, severity, rule, agency] = ["f-status", "f-severity", "f-rule", "f-agency"].map(value) as [string, string, string, string];
    const [asked, person] = [value("q"), value("f-person")].map((text) => text.trim().toLowerCase().split(/\s+/).filter((part) => part !== "")) as [string[], string[]];
    found = entries.filter((entry) => (status === "" || entry.status === status) && (severity === "" || entry.severity === severity) && (rule === "" || entry.rule === rule) && (agency === "" || entry.agency === Number(agency))
      && person.every((part) => entry.name.toLowerCase().includes(part) || entry.number.toLowerCase().includes(part)) && asked.every((part) => textOf(entry).includes(part)));
    sort();
    page = 0;
    draw();
  };
  const sort = (): void => {
    const keys: Record<Key, (entry: Entry) => number | string> = {
      status: ({ status }) => STATUS_ORDER.indexOf(status), severity: ({ severity }) => SEVERITY_ORDER.indexOf(severity), clause: ({ rule }) => rank.get(rule) ?? Infinity, agency: ({ agency }) => agency, person: (entry) => entry.name,
    };
    const { key, down } = order;
    // Until somebody asks for another order: what was found first, the gravest of it before the rest.
    const compare = key === null
      ? (a: Entry, b: Entry): number => STATUS_ORDER.indexOf(a.status) - STATUS_ORDER.indexOf(b.status) || SEVERITY_ORDER.indexOf(a.severity) - SEVERITY_ORDER.indexOf(b.severity)
      : key === "person" ? byName : (a: Entry, b: Entry): number => Number(keys[key](a)) - Number(keys[key](b));
    found.sort((a, b) => (down ? -compare(a, b) : compare(a, b)) || a.place - b.place);
  };
  const draw = (): void => {
    const pages = Math.max(1, Math.ceil(found.length / A_PAGE));
    const shown = found.slice(page * A_PAGE, (page + 1) * A_PAGE);
    // Markup of our own, in which every text of the data is escaped (markup.ts).
    body.innerHTML = shown.map((entry) => rowOf(entry, results.meta.agencies[entry.agency] ?? "", clauses).text).join("");
    put("shown", found.length === entries?.length ? words(`共 ${found.length} 项`, `${found.length} in all`) : words(`${found.length} 项，共 ${entries?.length ?? 0} 项`, `${found.length} of ${entries?.length ?? 0}`));
    put("page", html`${page + 1} / ${pages}`);
    const [earlier, later] = [button("earlier"), button("later")];
    if (earlier) earlier.disabled = page === 0;
    if (later) later.disabled = page >= pages - 1;
  };
  const turn = (by: number): void => {
    page += by;
    draw();
    document.getElementById("results-title")?.scrollIntoView();
  };

  const prepare = (): void => { void results.all().then((all) => { if (entries === null) { entries = all; sought(); } }); };
  let timer = 0;
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(sought, 120); });
  form.addEventListener("submit", (event) => { event.preventDefault(); sought(); });
  form.addEventListener("reset", () => { setTimeout(sought); });
  button("earlier")?.addEventListener("click", () => { turn(-1); });
  button("later")?.addEventListener("click", () => { turn(1); });
  for (const each of section.querySelectorAll<HTMLButtonElement>("[data-order]")) {
    each.addEventListener("click", () => {
      const key = KEYS.find((known) => known === each.dataset["order"]) ?? null;
      order.down = order.key === key && !order.down;
      order.key = key;
      for (const header of section.querySelectorAll("th[aria-sort]")) header.removeAttribute("aria-sort");
      each.closest("th")?.setAttribute("aria-sort", order.down ? "descending" : "ascending");
      sort();
      page = 0;
      draw();
    });
  }
  // After the page is on the screen, or when somebody comes here first.
  addEventListener("load", () => { setTimeout(prepare, 200); });
  form.addEventListener("focusin", prepare, { once: true });
}

const byName = (a: Entry, b: Entry): number => Number(a.name === "") - Number(b.name === "") || a.name.localeCompare(b.name, "zh-CN");

function value(id: string): string {
  const element = document.getElementById(id);
  return element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? element.value : "";
}

function put(id: string, markup: Markup): void {
  const element = document.getElementById(id);
  if (element) element.innerHTML = markup.text;
}

function rowOf(entry: Entry, agency: string, clauses: ReadonlyMap<string, string>): Markup {
  const { message, subject } = resultOf(entry);
  return html`<tr><td>${statusBadge(entry.status as never)}</td><td>${severityTag(entry.severity as never)}</td><td class="clause">${both(clauseWords(clauses.get(entry.rule) ?? ""))}</td><td>${name(agency)}</td><td>${subject.type === "person" && name(subject.name)}</td><td>${both(message)}<details class="more" data-at="${entry.place}"><summary>${words("数字与依据", "Numbers and evidence")}</summary></details></td></tr>`;
}
